"""Runs services like a container runtime, without one: each in a root with its own mounts
and processes, and only with what the compose file grants. Needs root.

Unlike Docker's, they share this machine's network, and system calls are not filtered.
"""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.recipe import Image
from deploy.services import ServiceContainer

USER = 10001
PAUSE, HEALTH_TIMEOUT = 2.0, 180.0  # seconds
START = """
PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$1; writable=$2; temporary=$3; volumes=$4; shift 4
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
inside() { printf %s "$root$(chroot "$root" realpath -m "$1")"; }
for at in $temporary; do
  at=$(inside "$at"); mkdir -p "$at"; mount -t tmpfs -o mode=1777 tmpfs "$at"
done
for pair in $volumes; do mount --bind "${pair%%:*}" "$(inside "${pair#*:}")"; done
[ "$writable" = yes ] || mount -o remount,bind,ro "$root"
exec chroot "$root" "$@"
"""
DENIED = ("--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all")


@dataclass(frozen=True)
class Container:
    """A service with its root and the folders used as its volumes."""

    service: ServiceContainer
    root: Path
    image: Image
    volumes: Path
    user: int = USER

    def start(self, log: Path) -> "subprocess.Popen[bytes]":
        """Start its own command, which runs until it ends or is killed."""
        with log.open("ab") as out:
            return subprocess.Popen(
                self._command(self.service.command), stdin=subprocess.DEVNULL, stdout=out,
                stderr=out, env={}, start_new_session=True,
            )  # fmt: skip

    def run(self, command: Sequence[str], given: str = "") -> "subprocess.CompletedProcess[str]":
        """Run another command in its place to the end."""
        return subprocess.run(
            self._command(command), input=given, capture_output=True, text=True, env={}, check=False
        )

    def healthy(self) -> bool:
        """Whether its health check succeeds before the timeout."""
        until = time.monotonic() + HEALTH_TIMEOUT
        while time.monotonic() < until:
            if self.run(self.service.health).returncode == 0:
                return True
            time.sleep(PAUSE)
        return False

    def _command(self, command: Sequence[str]) -> list[str]:
        mounted = [f"{self._source(one)}:{target}" for one, target in self.service.volumes]
        environment = [f"{name}={value}" for name, value in self.service.environment.items()]
        return [
            "/usr/bin/unshare", "--mount", "--pid", "--fork", "--kill-child",
            "--propagation", "private", "/bin/sh", "-ec", START, "sh",
            str(self.root), "no" if self.service.read_only else "yes",
            " ".join(self.service.temporary), " ".join(mounted),
            "/usr/bin/setpriv", f"--reuid={self.user}", f"--regid={self.user}", *DENIED,
            "/usr/bin/env", "-i", *environment,
            "/bin/sh", "-c", 'cd "$0" && exec "$@"', str(self.image.folder), *command,
        ]  # fmt: skip

    def _source(self, volume: str) -> str:
        return volume if volume.startswith("/") else str(self.volumes / volume)


def make_volume(container: Container, volume: str, target: str) -> None:
    """Fill a new named volume with the image's content at that path, like Docker."""
    at, inside = container.volumes / volume, container.root / target.lstrip("/")
    if not at.exists():
        at.parent.mkdir(parents=True, exist_ok=True)
        inside.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", str(inside), str(at)], check=True)


def kill_process(process: "subprocess.Popen[bytes]") -> None:
    """Kill it with all its children: its process namespace ends with it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
