"""What a worker's caller asks of the system: to start it, hand it files, look at it and end it.

Two answer: Linux (`linux.py`), and by what every system has (`portable.py`).
"""

import socket
import subprocess
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.reading.box.wire import Frame
from pipeline.reading.orders import Source

Mark = tuple[object, ...]
"""What tells a file from every other."""


class Usage(NamedTuple):
    """Processor seconds since its start (of ended children too), and resident bytes."""

    seconds: float
    resident: int


class FileGone(OSError):
    """The file that an order is about cannot be opened."""


class System(Protocol):
    """One of the two."""

    def start(self, module: str, folder: Path) -> "tuple[subprocess.Popen[bytes], socket.socket]":
        """A process that runs the module in its folder, and what leads to it. Raises OSError."""

    def hand_over(
        self, channel: socket.socket, folder: Path, frame: Frame, source: Source, held: Mark | None
    ) -> Mark | None:
        """Send an order and what it is about, unless the worker holds it from the order before.

        What it holds now; None for what is never taken for another's. Raises FileGone, Closed,
        OSError.
        """

    def usage(self, process: int) -> Usage:
        """What the process and all that it started use; nothing of one that is gone."""

    def address_space(self, process: int) -> int:
        """Bytes of its address space. Raises OSError where it is gone."""

    def limit_addresses(self, process: int, most: int) -> None:
        """Bytes that its address space may have, where the system can. Raises OSError."""

    def limit_seconds(self, process: int, most: int) -> None:
        """Processor seconds after which the system itself ends it, where it can."""

    def ran_out(self, code: int | None) -> bool:
        """Whether a process that ended so was ended at that limit."""

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        """End it with all that it started; one that is gone is no error."""
