"""An isolated environment for the program: folders, variables, processes and leftovers."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXIT_TIMEOUT = 8.0  # seconds for the children of a killed command


@dataclass
class Machine:
    """The environment of the program; all that it may leave behind is below `base`."""

    base: Path
    lasting: int = 0
    """Kills after which child processes survived and had to be killed."""
    given_up: int = 0
    """Packets of the watch whose check was killed more than three times; their results say so."""

    def __post_init__(self) -> None:
        for name in ("temp", "home"):
            (self.base / name).mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        ours = ("YUSHEN_", "PREFECT_", "XDG_")
        bare = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
        return {
            **bare, "HOME": str(self.base / "home"), "TMPDIR": str(self.base / "temp"),
            "YUSHEN_STATE": str(self.base / "state"), "YUSHEN_CACHE": str(self.base / "cache"),
        }  # fmt: skip

    def start(self, *typed: str) -> "subprocess.Popen[bytes]":
        """Start the program in its own session."""
        with (self.base / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "yushen", *typed], cwd=ROOT, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        return process

    def run(self, *typed: str, given: str = "") -> None:
        """Run the program to its end."""
        with (self.base / "log").open("ab") as log:
            subprocess.run(
                [sys.executable, "-m", "yushen", *typed], cwd=ROOT, env=self.environment,
                input=given.encode(), stdout=log, stderr=log, check=True,
            )  # fmt: skip

    def kill(self, process: "subprocess.Popen[bytes]", *, whole: bool) -> None:
        """Kill the command, or with `whole` its session; then find surviving processes."""
        if whole:
            for pid in _session(process.pid):
                _kill(pid)
        process.kill()
        process.wait()
        end = time.monotonic() + EXIT_TIMEOUT
        while (left := _session(process.pid)) and time.monotonic() < end:
            time.sleep(0.1)
        self.lasting += bool(left)
        for pid in left:
            _kill(pid)

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        """End it like an operator does."""
        if process.poll() is None:
            process.terminate()
            process.wait()
        self.kill(process, whole=True)

    def left(self) -> list[Path]:
        """Leftovers in the temp folder, and incomplete files anywhere."""
        found = list((self.base / "temp").iterdir())
        return [*found, *self.base.rglob(".*.part")]


def _session(leader: int) -> list[int]:
    """The running processes of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] not in "ZX":
            found.append(int(entry.name))
    return found


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
