"""A reading worker: a process that opens, decodes, renders and reads, and nothing else.

It raises its walls, loads one model once, takes one job at a time from its socket and answers
with plain data. A hostile file can crash it or make it hang: its caller then replaces it.
"""

import errno
import logging
import os
import shutil
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import InputError, YushenError
from core.limits import use_limits
from pipeline.reading.box.start import Start
from pipeline.reading.box.walls import raise_walls
from pipeline.reading.box.wire import READY, Closed, Frame, Receiver, send
from pipeline.reading.orders import NO_ROOM, Failure, Order

if TYPE_CHECKING:  # numpy, OpenCV and all that start threads: only within the walls
    from pipeline.reading.jobs import Reader

PIECE = 16 * 2**20  # bytes copied at once
SHORT = (errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOSPC, errno.EDQUOT)
"""What the machine or the worker is short of; no file's fault."""


def main() -> None:
    """Serve jobs until the caller is gone; the command line names the socket's descriptor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller decides when to stop
    channel = socket.socket(fileno=int(sys.argv[1]))
    letters = Receiver(channel, files=True)
    start = Start.model_validate_json(letters.frame().text)
    standing = raise_walls(start)
    use_limits(start.limits)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    reader = _reader(start)
    try:
        send(channel, Frame(READY, standing.model_dump_json().encode()))
        if reader is None:
            letters.frame()  # nothing comes: until the caller is gone
        else:
            _serve(channel, letters, reader, start.scratch)
    except Closed:
        return


def _reader(start: Start) -> "Reader | None":
    if start.engine is None:
        return None
    from pipeline.reading.jobs import Reader

    reader = Reader(start.engine, start.second)
    reader.load()
    return reader


def _serve(channel: socket.socket, letters: Receiver, reader: "Reader", scratch: Path) -> None:
    from pipeline.reading.box.letters import answer_frame, order_of

    number = 0
    while True:
        order, file = order_of(letters.frame()), letters.file()
        number += file is not None
        answer = _do(reader, order, scratch / str(number), file)
        send(channel, answer_frame(order, answer))


def _do(reader: "Reader", order: Order, path: Path, file: int | None) -> object:
    """Answer an order on what was just handed over, or on what lies at the path already."""
    try:
        if file is not None:
            _keep(file, path)
        return reader.do(order, path)
    except InputError as error:
        return Failure(error.code, str(error))
    except YushenError as error:
        return Failure("reading_failed", str(error))
    except (MemoryError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in SHORT:
            return _damaged(error)
        return Failure(NO_ROOM, "读取时内存不足，请降低分辨率或拆分文件")
    except Exception as error:  # anything a decoder raises is this file's trouble, not ours
        return _damaged(error)


def _damaged(error: Exception) -> Failure:
    if os.environ.get("YUSHEN_DEBUG"):
        traceback.print_exception(error)
    return Failure("damaged", f"文件无法读取（{type(error).__name__}），请重新扫描或导出")


def _keep(file: int, path: Path) -> None:
    """Copy a file that was handed over; no other is left in its folder."""
    for old in path.parent.iterdir():
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink()
    try:
        with path.open("wb") as copy:
            while os.sendfile(copy.fileno(), file, None, PIECE):
                pass
    finally:
        os.close(file)


if __name__ == "__main__":
    main()
