"""A scheduler and machines that read, as processes of their own on this one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.ports import free_port
from tests.pipeline.unattended.test_sharing_processes import ROOT, until

SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]


class Machines:
    """Started by name; their logs lie in the folder, and all are ended with it."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def scheduler(self) -> None:
        more = ["--port", str(self.port), "--no-dashboard"]
        self._start("scheduler", [*SCHEDULER, *more], ROOT)
        until(lambda: "Scheduler at" in self.said("scheduler"))

    def worker(self, name: str, *more: str, tree: Path = ROOT, wait: bool = True) -> None:
        """A machine; `tree` is the program that it runs."""
        command = [sys.executable, "-m", "yushen", "worker", "--address", self.address]
        if "--cache" not in more:
            more = ("--cache", str(self.base / "cache"), *more)
        self._start(name, [*command, "--workers", "1", "--readers", "1", *more], tree)
        if wait:
            until(lambda: "已加入" in self.said(name))

    def said(self, name: str) -> str:
        return (self.base / name).read_text("utf-8")

    def kill(self, name: str) -> None:
        """At once, with all that it started."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _start(self, name: str, command: list[str], tree: Path) -> None:
        apart: dict[str, Any] = {"start_new_session": True, "cwd": tree}
        environment = {**os.environ, "YUSHEN_STATE": str(self.base / f"state-{name}")}
        with (self.base / name).open("ab") as log:
            self._processes[name] = subprocess.Popen(
                command, stdout=log, stderr=log, env=environment, **apart
            )


@contextmanager
def machines(base: Path) -> Iterator[Machines]:
    found = Machines(base)
    try:
        yield found
    finally:
        for name in list(found._processes):
            found.kill(name)
