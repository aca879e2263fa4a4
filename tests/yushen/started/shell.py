"""The program as people type it: `yushen`, a process of its own, in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tests.yushen.within import within
from yushen.__main__ import root
from yushen.words import Words

YUSHEN = Path(sys.executable).with_name("yushen")
LONG = 300.0  # seconds after which a test gives up; nothing is asserted of a time
AGAIN = ("desk", "explain", "forms", "memory", "need", "policy", "purge", "quality", "user")
"""Once one of these was started, the same command is run within this process, without a start."""
STARTED: set[str] = set()
"""The commands that some test says it starts; it is held to that."""


def every_command() -> set[str]:
    """All that `yushen --help` lists, those below another command too: "check", "desk list"."""
    group, found = root(Words("en")), set()
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        below = list(command.commands) if isinstance(command, click.Group) else []
        found |= {f"{name} {one}" for one in below} or {name}
    return found


class Shell:
    """Runs yushen; state, cache and home lie in `place`, where it also works."""

    def __init__(self, place: Path, **more: str) -> None:
        assert YUSHEN.is_file(), f"{YUSHEN} is missing: `make test` installs it"
        ours = ("YUSHEN_", "PREFECT_", "XDG_", "PYTHON")
        bare = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
        self.place, self.state = place, place / "state"
        self.environment = {
            **bare, "HOME": str(place / "home"), "YUSHEN_STATE": str(self.state),
            "YUSHEN_CACHE": str(place / "cache"), **more,
        }  # fmt: skip
        self.commands: set[str] = set()

    def run(self, *typed: str, code: int = 0, **given: Any) -> "subprocess.CompletedProcess[str]":
        """Run to the end. Another exit code, or a traceback, is a failure."""
        again = typed[0] in AGAIN and not given and self.known(typed) in self.commands
        self._note(typed)
        done = within(typed, self.place, self.environment) if again else subprocess.run(
            [YUSHEN, *typed], cwd=self.place, env=self.environment, capture_output=True,
            encoding="utf-8", timeout=LONG, check=False, **given,
        )  # fmt: skip
        assert done.returncode == code, (typed, done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def said(self, *typed: str, **given: Any) -> str:
        """What it prints; it has nothing to complain of."""
        done = self.run(*typed, **given)
        assert done.stderr == "", done.stderr
        return done.stdout

    @contextmanager
    def start(self, *typed: str, **given: Any) -> Iterator["Running"]:
        """Started, and not left behind."""
        self._note(typed)
        log = self.place / f"{typed[0]}.log"
        with log.open("ab") as file:
            process = subprocess.Popen(
                [YUSHEN, *typed], cwd=self.place, env=self.environment, stdout=file, stderr=file,
                **given,
            )  # fmt: skip
        running = Running(process, log)
        try:
            yield running
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def known(self, typed: tuple[str, ...]) -> str:
        """The command that is typed, without what it is given: "explain", "desk list"."""
        both = " ".join(typed[:2])
        return both if both in every_command() else typed[0]

    def _note(self, typed: tuple[str, ...]) -> None:
        self.commands |= {typed[0], " ".join(typed[:2])}


class Running:
    """One that has not ended yet, and its output."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process, self.log = process, log

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until(self, true: Callable[[], Any]) -> Any:
        """Wait for something; that the program has ended, or too long a wait, is a failure."""
        end = time.monotonic() + LONG
        while not (found := true()):
            assert self.process.poll() is None, (self.process.returncode, self.said())
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)
        return found

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code once it is told to end."""
        self.process.send_signal(by)
        return self.process.wait(LONG)


def starts(*commands: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Says which commands a test starts by its `shell`."""
    STARTED.update(commands)

    def of(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def held(**given: Any) -> None:
            test(**given)
            assert set(commands) <= given["shell"].commands

        return held

    return of
