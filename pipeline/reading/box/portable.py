"""A worker process for any system: it connects back and receives files through its folder.

Address and token are sent on its standard input; connections without the token are not answered.
The system itself limits nothing; the caller checks what the worker uses (`process.py`).
"""

import hmac
import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import psutil

from core.files import new_file
from core.limits import limits
from pipeline.reading.box.connected import HANDED, HOST, TOKEN
from pipeline.reading.box.plan import environment
from pipeline.reading.box.system import FileGone, Mark, Usage
from pipeline.reading.box.wire import LOOK, WireMessage, send
from pipeline.reading.orders import Source

PIECE = 2**20
INTRODUCED = 5.0  # seconds for a new connection to send the token


def start(module: str, folder: Path) -> "tuple[subprocess.Popen[bytes], socket.socket]":
    """See `System`."""
    token = secrets.token_hex(TOKEN // 2)
    with socket.socket() as door:
        if sys.platform == "win32":  # no other process may listen on the same address
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        door.bind((HOST, 0))
        door.listen()
        process = _started(module, folder)
        try:
            assert process.stdin is not None
            process.stdin.write(f"{door.getsockname()[1]} {token}\n".encode("ascii"))
            process.stdin.flush()
            return process, _introduced(door, token, process)
        except BaseException:
            end(process)
            raise


def hand_over(
    channel: socket.socket, folder: Path, frame: WireMessage, source: Source, held: Mark | None
) -> Mark | None:
    """See `System`: a copy is put in the worker's folder before the order is sent."""
    mark = None if isinstance(source, bytes) else _mark(source)
    if mark is None or mark != held:
        with _opened(source) as file:
            (folder / HANDED).unlink(missing_ok=True)
            with new_file(folder / HANDED) as copy:
                shutil.copyfileobj(file, copy, PIECE)
    send(channel, frame)
    return mark


def usage(process: int) -> Usage:
    """See `System`."""
    seconds, resident = 0.0, 0
    for one in _family(process):
        with suppress(psutil.Error), one.oneshot():
            seconds += sum(one.cpu_times()[:4])  # its own time and that of ended children
            resident += one.memory_info().rss
    return Usage(seconds, resident)


def address_space(process: int) -> int:
    """See `System`."""
    try:
        return int(psutil.Process(process).memory_info().vms)
    except psutil.Error as error:
        raise OSError(type(error).__name__) from error


def limit_addresses(process: int, limit: int) -> None:
    """See `System`: only Linux can do this for another process."""


def limit_seconds(process: int, limit: int) -> None:
    """See `System`: likewise only on Linux."""


def ran_out(code: int | None) -> bool:
    """See `System`."""
    return False


def end(process: "subprocess.Popen[bytes]") -> None:
    """See `System`."""
    family = list(_family(process.pid))
    for one in family:
        with suppress(psutil.Error):
            one.kill()
    psutil.wait_procs(family[1:], timeout=INTRODUCED)
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


def _started(module: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Start it detached from the console's keyboard signals, without a window of its own."""
    talks = bool(os.environ.get("YUSHEN_DEBUG"))
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", module],
        env=environment(folder),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=None if talks else subprocess.DEVNULL,
        creationflags=flags,
        start_new_session=True,
    )


def _introduced(
    door: socket.socket, token: str, process: "subprocess.Popen[bytes]"
) -> socket.socket:
    """The first connection that sends the token. Raises OSError if none does in time."""
    door.settimeout(LOOK)
    until = time.monotonic() + limits().start_clock
    while process.poll() is None and time.monotonic() < until:
        with suppress(TimeoutError):
            channel, _ = door.accept()
            channel.settimeout(INTRODUCED)
            if hmac.compare_digest(_received_token(channel), token.encode("ascii")):
                channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return channel
            channel.close()
    raise OSError("the worker did not connect")


def _received_token(channel: socket.socket) -> bytes:
    received = b""
    with suppress(OSError):
        while len(received) < TOKEN and (piece := channel.recv(TOKEN - len(received))):
            received += piece
    return received


def _family(process: int) -> Iterator[psutil.Process]:
    """The process and its living descendants; on Windows Python is started through a launcher."""
    with suppress(psutil.Error):
        one = psutil.Process(process)
        yield from (one, *one.children(recursive=True))


def _mark(path: Path) -> Mark:
    try:
        state = path.stat()
    except OSError as error:
        raise FileGone(str(error.errno)) from error
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _opened(source: Source) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return source.open("rb")
    except OSError as error:
        raise FileGone(str(error.errno)) from error
