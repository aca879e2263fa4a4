"""The protocol between a worker and its caller: frames of limited length over a socket.

A frame has a one-letter type, a JSON text, and binary parts (pictures). The caller rejects lengths
above the limits, waits only up to its deadline, and checks the text against a model; nothing that
arrives is executed.
"""

import selectors
import socket
import struct
import sys
import time
from collections.abc import Callable
from typing import Literal, NamedTuple

HEAD = struct.Struct(">cIB")
LENGTH = struct.Struct(">I")
MAX_TEXT_BYTES = 64 * 2**20  # bytes; a dense page of small type has 2 MiB
MAX_PART_BYTES = 128 * 2**20  # bytes; the largest part is a page's picture
MAX_PARTS = 8  # a page is kept in at most four directions
PIECE = 2**20
LOOK = 0.1  # seconds between two checks of the other side

_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)  # Windows has no poll
Kind = Literal[b"S", b"R", b"J", b"A", b"F"]
START: Kind = b"S"
READY: Kind = b"R"
JOB: Kind = b"J"
ANSWER: Kind = b"A"
FAILURE: Kind = b"F"
KINDS: dict[bytes, Kind] = {b"S": START, b"R": READY, b"J": JOB, b"A": ANSWER, b"F": FAILURE}


class WireMessage(NamedTuple):
    """One message."""

    kind: Kind
    text: bytes
    parts: tuple[bytes, ...] = ()


class BadFrame(Exception):
    """The received data is not a valid frame, or it is too long."""


class ConnectionClosed(Exception):
    """The other side has closed the connection."""


def send(channel: socket.socket, frame: WireMessage, descriptor: int | None = None) -> None:
    """Send a frame, optionally with an open file. Raises ConnectionClosed; OSError on timeout."""
    head = HEAD.pack(frame.kind, len(frame.text), len(frame.parts))
    try:
        if descriptor is None:
            channel.sendall(head)
        else:
            _send_beside(channel, head, descriptor)
        channel.sendall(frame.text)
        for part in frame.parts:
            channel.sendall(LENGTH.pack(len(part)))
            channel.sendall(part)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ConnectionClosed from error


def _send_beside(channel: socket.socket, head: bytes, descriptor: int) -> None:
    if sys.platform == "win32" or socket.send_fds(channel, [head], [descriptor]) != len(head):
        raise ConnectionClosed


class Receiver:
    """Receives frames from a socket.

    With `files` it also receives the open file sent with a frame; only a worker does so. `watch` is
    called whenever nothing has arrived for a moment; an exception it raises ends the wait.
    """

    def __init__(
        self,
        channel: socket.socket,
        *,
        files: bool = False,
        watch: Callable[[], None] | None = None,
    ) -> None:
        self._channel = channel
        self._takes_files = files
        self._watch = watch
        self._files: list[int] = []
        self._poll = _Selector()
        self._poll.register(channel, selectors.EVENT_READ)

    def frame(self, deadline: float | None = None) -> WireMessage:
        """The next frame; `deadline` is in time.monotonic.

        Raises ConnectionClosed, BadFrame, TimeoutError.
        """
        kind, length, count = HEAD.unpack(self._take(HEAD.size, deadline, head=True))
        if kind not in KINDS or length > MAX_TEXT_BYTES or count > MAX_PARTS:
            raise BadFrame
        text = self._take(length, deadline)
        parts = tuple(self._part(deadline) for _ in range(count))
        return WireMessage(KINDS[kind], text, parts)

    def file(self) -> int | None:
        """The open file that came with the last frame; the caller must close it."""
        return self._files.pop() if self._files else None

    def _part(self, deadline: float | None) -> bytes:
        (length,) = LENGTH.unpack(self._take(LENGTH.size, deadline))
        if length > MAX_PART_BYTES:
            raise BadFrame
        return self._take(length, deadline)

    def _take(self, length: int, deadline: float | None, *, head: bool = False) -> bytes:
        taken = bytearray()
        while len(taken) < length:
            self._wait(deadline)
            wanted = min(PIECE, length - len(taken))
            try:
                if head and self._takes_files:
                    piece = self._receive_beside(wanted)
                else:
                    piece = self._channel.recv(wanted)
            except ConnectionResetError as error:
                raise ConnectionClosed from error
            if not piece:
                raise ConnectionClosed
            taken += piece
        return bytes(taken)

    def _receive_beside(self, wanted: int) -> bytes:
        if sys.platform == "win32":
            raise ConnectionClosed
        piece, came, _, _ = socket.recv_fds(self._channel, wanted, 1)
        self._files += came
        return piece

    def _wait(self, deadline: float | None) -> None:
        """Wait until data can be read or the other side has closed."""
        while not self._poll.select(LOOK):
            if self._watch is not None:
                self._watch()
            _in_time(deadline)
        _in_time(deadline)


def _in_time(deadline: float | None) -> None:
    if deadline is not None and time.monotonic() > deadline:
        raise TimeoutError
