"""A reading worker: a process that only opens, decodes, renders and reads files.

It sets up its walls, loads its models once, takes one job at a time from its socket and answers
with plain data. If a hostile file makes it crash or hang, the caller replaces it.
"""

import errno
import logging
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.errors import InputError, YushenError
from core.files import DISK_FULL_ERRORS, SHORT
from core.limits import use_limits
from core.reasons import reason
from pipeline.reading.box.spare import give_back
from pipeline.reading.box.start import Start
from pipeline.reading.box.walls import raise_walls
from pipeline.reading.box.wire import READY, ConnectionClosed, Receiver, WireMessage, send
from pipeline.reading.orders import NO_ROOM, Failure, Order

if TYPE_CHECKING:  # numpy and OpenCV start threads: import them only after the walls are set up
    from pipeline.reading.jobs import Reader

LACKING = (errno.ENOMEM, *SHORT, *DISK_FULL_ERRORS)
"""Errors for a lack of resources on this machine; the file is not the cause."""


class WorkerEnd(Protocol):
    """The worker's end of the connection: `inherited.py` or `connected.py`."""

    channel: socket.socket
    letters: Receiver

    def stay_with_caller(self) -> None:
        """Make sure this process does not outlive its caller, if no wall does so."""

    def came(self, scratch: Path) -> bool:
        """Whether a file came with the last order."""

    def keep(self, path: Path) -> None:
        """Move that file to the path and delete all others in its folder."""


def main() -> None:
    """Serve jobs until the caller closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller decides when to stop
    end = _open_end()
    start = Start.model_validate_json(end.letters.frame().text)
    standing = raise_walls(start)
    end.stay_with_caller()
    sys.setrecursionlimit(3000)
    use_limits(start.limits)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    reader = _reader(start)
    try:
        send(end.channel, WireMessage(READY, standing.model_dump_json().encode()))
        if reader is None:
            end.letters.frame()  # no frame comes: waits until the caller closes
        else:
            _serve(end, reader, _folder(start))
    except ConnectionClosed:
        return


def _open_end() -> WorkerEnd:
    """The worker's end; on Linux the command line has the socket's descriptor."""
    if sys.platform == "linux" and len(sys.argv) > 1:
        from pipeline.reading.box.inherited import Inherited

        return Inherited(int(sys.argv[1]))
    from pipeline.reading.box.connected import Connected

    return Connected()


def _reader(start: Start) -> "Reader | None":
    if start.engine is None:
        return None
    from pipeline.reading.jobs import Reader

    reader = Reader(start.engine, start.second)
    reader.load()
    return reader


def _folder(start: Start) -> Path:
    """The folder for files. On Windows some libraries cannot open paths with Chinese characters."""
    return start.scratch if sys.platform == "linux" else Path()  # the current directory


def _serve(end: WorkerEnd, reader: "Reader", scratch: Path) -> None:
    from pipeline.reading.box.letters import answer_frame, order_of

    number = 0
    while True:
        order, came = order_of(end.letters.frame()), end.came(scratch)
        number += came
        answer = _do(reader, order, scratch / str(number), end if came else None)
        send(end.channel, answer_frame(order, answer))
        del answer
        give_back()  # while the caller handles the answer


def _do(reader: "Reader", order: Order, path: Path, end: WorkerEnd | None) -> object:
    """Carry out an order on the file just received, or on the file already at the path."""
    try:
        if end is not None:
            end.keep(path)
        return reader.do(order, path)
    except InputError as error:
        return Failure(error.code, str(error))
    except YushenError as error:
        return Failure("reading_failed", str(error))
    except (MemoryError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in LACKING:
            return _damaged(error)
        return Failure(NO_ROOM, reason("reader.no_memory"))
    except Exception as error:  # any decoder error counts as a fault of the file
        return _damaged(error)


def _damaged(error: Exception) -> Failure:
    if os.environ.get("YUSHEN_DEBUG"):
        traceback.print_exception(error)
    return Failure("damaged", reason("file.damaged", kind=type(error).__name__))


if __name__ == "__main__":
    main()
