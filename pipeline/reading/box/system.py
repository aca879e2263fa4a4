"""The operating-system interface of a worker's caller: start, pass files, measure and end.

It has two implementations: Linux (`linux.py`) and portable (`portable.py`).
"""

import socket
import subprocess
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.reading.box.wire import WireMessage
from pipeline.reading.orders import Source

Mark = tuple[object, ...]
"""Identity of a file, different from every other file's."""


class Usage(NamedTuple):
    """Processor seconds since its start (including ended children), and resident bytes."""

    seconds: float
    resident: int


class FileGone(OSError):
    """The file of an order cannot be opened."""


class System(Protocol):
    """The interface of both implementations."""

    def start(self, module: str, folder: Path) -> "tuple[subprocess.Popen[bytes], socket.socket]":
        """Start a process that runs the module in its folder; returns it and its socket. Raises
        OSError.
        """

    def hand_over(
        self,
        channel: socket.socket,
        folder: Path,
        frame: WireMessage,
        source: Source,
        held: Mark | None,
    ) -> Mark | None:
        """Send an order and its file, unless the worker has the file from the previous order.

        Returns the identity of the file it has now; None if the file must be sent again next time.
        Raises FileGone, ConnectionClosed, OSError.
        """

    def usage(self, process: int) -> Usage:
        """What the process and its descendants use; zero if it has ended."""

    def address_space(self, process: int) -> int:
        """Bytes of its address space. Raises OSError if it has ended."""

    def limit_addresses(self, process: int, limit: int) -> None:
        """Limit its address space in bytes, if the system can. Raises OSError."""

    def limit_seconds(self, process: int, limit: int) -> None:
        """Limit its processor seconds, if the system can; beyond them the system ends it."""

    def ran_out(self, code: int | None) -> bool:
        """Whether this exit code means that it was ended by the processor time limit."""

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        """End it with its descendants; no error if it has already ended."""
