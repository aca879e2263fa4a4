"""Sets up each sandbox restriction ("wall") with its kernel feature (Linux only)."""

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.reading.box import landlock, namespaces, seccomp
from pipeline.reading.box.kernel import PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, control
from pipeline.reading.box.standing import Wall
from pipeline.reading.box.start import Start

assert sys.platform == "linux"

MAX_FILES = 256  # open at once
MAX_TASKS = 256  # threads and processes, where they can be counted per worker
MAX_FILE_BYTES = 2**30  # bytes, of each file the worker writes


def builders(start: Start) -> Iterator[tuple[Wall, Callable[[], object]]]:
    """The function that sets up each wall, in the required order."""
    yield "privileges", lambda: control(PR_SET_NO_NEW_PRIVS, 1)
    yield "namespaces", _leave_namespaces
    yield "limits", _limit
    yield "death", lambda: _die_with(start.caller)
    yield "landlock", lambda: landlock.restrict(_allowed(start))
    yield "seccomp", lambda: seccomp.confine(programs=bool(start.runnable))


def _leave_namespaces() -> None:
    namespaces.leave()
    _lower(resource.RLIMIT_NPROC, MAX_TASKS)  # counted within the new namespace


def _limit() -> None:
    """Resource limits. The caller limits processor time (per job) and address space (after
    loading).
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, MAX_FILES)
    _lower(resource.RLIMIT_FSIZE, MAX_FILE_BYTES)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))


def _die_with(caller: int) -> None:
    """Let the kernel end this process when the caller's thread ends."""
    control(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != caller:  # it has already ended
        os.kill(os.getpid(), signal.SIGKILL)


def _allowed(start: Start) -> Iterator[tuple[Path, int]]:
    yield from ((path, landlock.READ) for path in start.readable)
    yield from ((path, landlock.LIST) for path in start.listed)
    yield from ((path, landlock.RUN) for path in start.runnable)
    yield start.scratch, landlock.CHANGE
    yield Path(os.devnull), landlock.READ_FILE | landlock.WRITE_FILE
