"""A worker process on Linux: a socket pair, files passed as descriptors, kernel limits."""

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.reading.box.plan import environment
from pipeline.reading.box.system import FileGone, Mark
from pipeline.reading.box.usage import address_space, usage
from pipeline.reading.box.wire import WireMessage, send
from pipeline.reading.orders import Source

assert sys.platform == "linux"

__all__ = [
    "address_space",
    "end",
    "hand_over",
    "limit_addresses",
    "limit_seconds",
    "ran_out",
    "start",
    "usage",
]


def start(module: str, folder: Path) -> "tuple[subprocess.Popen[bytes], socket.socket]":
    """See `System`: the worker inherits one end of a socket pair."""
    ours, theirs = socket.socketpair()
    talks = bool(os.environ.get("YUSHEN_DEBUG"))
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=environment(folder),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if talks else subprocess.DEVNULL,
            start_new_session=True,
        )
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return process, ours


def hand_over(
    channel: socket.socket, folder: Path, frame: WireMessage, source: Source, held: Mark | None
) -> Mark | None:
    """See `System`: the worker receives the open file, never a path."""
    with _opened(source) as (descriptor, mark):
        again = mark is not None and mark == held
        send(channel, frame, None if again else descriptor)
        return mark


def limit_addresses(process: int, limit: int) -> None:
    """See `System`."""
    resource.prlimit(process, resource.RLIMIT_AS, (limit, limit))


def limit_seconds(process: int, limit: int) -> None:
    """See `System`: SIGXCPU. The limit does not count child processes; the caller watches those."""
    with suppress(OSError, ProcessLookupError):
        resource.prlimit(process, resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def ran_out(code: int | None) -> bool:
    """See `System`."""
    return code == -signal.SIGXCPU


def end(process: "subprocess.Popen[bytes]") -> None:
    """See `System`."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def _opened(source: Source) -> Iterator[tuple[int, Mark | None]]:
    """A descriptor of the source and the identity of its file; raises FileGone."""
    descriptor, mark = (_filled(source), None) if isinstance(source, bytes) else _open(source)
    try:
        yield descriptor, mark
    finally:
        os.close(descriptor)


def _filled(content: bytes) -> int:
    """An in-memory file with the content."""
    descriptor = os.memfd_create("picture", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _open(path: Path) -> tuple[int, Mark]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        state = os.fstat(descriptor)
    except OSError as error:
        raise FileGone(str(error.errno)) from error
    return descriptor, (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)
