"""The walls around a worker, raised by itself before it loads anything or sees a file.

Each stands where the kernel has it and the machine allows it; which do is told to the caller.
What they are worth is tried from the inside in `tests/pipeline/reading/box/test_walls.py`.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from core.models.base import Model
from pipeline.reading.box import landlock, namespaces, seccomp
from pipeline.reading.box.kernel import PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, control
from pipeline.reading.box.start import Start

Wall = Literal["privileges", "namespaces", "limits", "death", "landlock", "seccomp"]
WALLS: tuple[Wall, ...] = get_args(Wall)
MOST_FILES = 256  # open at once
MOST_TASKS = 256  # threads and processes, where they can be counted for a worker alone
LARGEST_FILE = 2**30  # bytes, of what it writes


class Standing(Model):
    """Why walls do not stand; those that are not named do."""

    missing: dict[Wall, str] = Field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all stand."""
        return not self.missing


def raise_walls(start: Start) -> Standing:
    """Raise all that this machine has; needs a process of one thread that has not read a thing."""
    missing: dict[Wall, str] = {}
    for wall, build in _builders(start):
        try:
            build()
        except (OSError, ValueError) as error:
            missing[wall] = getattr(error, "strerror", None) or str(error)
    return Standing(missing=missing)


def _builders(start: Start) -> Iterator[tuple[Wall, Callable[[], object]]]:
    yield "privileges", lambda: control(PR_SET_NO_NEW_PRIVS, 1)
    yield "namespaces", _leave_namespaces
    yield "limits", _limit
    yield "death", lambda: _die_with(start.caller)
    yield "landlock", lambda: landlock.restrict(_allowed(start))
    yield "seccomp", lambda: seccomp.confine(programs=bool(start.runnable))


def _leave_namespaces() -> None:
    namespaces.leave()
    _lower(resource.RLIMIT_NPROC, MOST_TASKS)  # counted within the new one


def _limit() -> None:
    """Processor time and address space are limited by the caller, for each job and once loaded."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, MOST_FILES)
    _lower(resource.RLIMIT_FSIZE, LARGEST_FILE)
    sys.setrecursionlimit(3000)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))


def _die_with(caller: int) -> None:
    """The kernel ends this process when the caller's thread ends."""
    control(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != caller:  # it ended meanwhile
        os.kill(os.getpid(), signal.SIGKILL)


def _allowed(start: Start) -> Iterator[tuple[Path, int]]:
    yield from ((path, landlock.READ) for path in start.readable)
    yield from ((path, landlock.LIST) for path in start.listed)
    yield from ((path, landlock.RUN) for path in start.runnable)
    yield start.scratch, landlock.CHANGE
    yield Path(os.devnull), landlock.READ_FILE | landlock.WRITE_FILE
