"""What arrives from a worker is a frame of limited length and answers the order, or is nothing."""

import os
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from core.models.geometry import Box
from core.models.page import InkMap, Line, Page
from core.small import BoxInContext, PageImageRequests, PagePart, SmallImage, WholePage
from pipeline.reading.box import wire
from pipeline.reading.box.letters import answer_frame, answer_of, order_frame, order_of
from pipeline.reading.box.wire import (
    ANSWER,
    FAILURE,
    JOB,
    READY,
    BadFrame,
    ConnectionClosed,
    Receiver,
    WireMessage,
    send,
)
from pipeline.reading.ocr.engine import even
from pipeline.reading.orders import (
    CheckSignatures,
    Contents,
    CountPages,
    Failure,
    FitRings,
    FitWords,
    MakeSmall,
    Order,
    PageRead,
    ParseRecord,
    ReadAgain,
    ReadPage,
    ReadRecord,
)

BOX = Box(0.1, 0.2, 0.3, 0.4)
PICTURE = b"\xff\xd8\xff and so on"
LINE = Line(
    text="一",
    box=BOX,
    quad=(0.1, 0.2, 0.3, 0.2, 0.3, 0.4, 0.1, 0.4),
    confidence=0.9,
    cuts=(0.0, 1.0),
    certainty=(0.9,),
)
PAGE = Page(file="", number=2, width=10, height=14, lines=(LINE,))
READ = PageRead(PAGE, (PICTURE,))
WISHES = (WholePage(45_000), PagePart(BOX, 560, 160), BoxInContext(BOX))
TINY = SmallImage(2, 2, "/9j/QQ==")
TURNED = PAGE.model_copy(update={"rotation": 90})


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


ORDERS: list[tuple[Order, object]] = [
    (CountPages(), Contents(3, ("a.pdf",), borrows_fonts=True)),
    (ParseRecord("application.json"), ReadRecord(notes=("x",), broken=True)),
    (CheckSignatures((b"\x30\x82", b"\0")), ()),
    (ReadPage(2), READ),
    (ReadPage(2, upright=True), READ),
    (ReadPage(2), PageRead(PAGE.model_copy(update={"askew": (TURNED,)}), (PICTURE, PICTURE))),
    (ReadAgain((BOX,), (0.0,)), [{"again": even("一", 0.5)}]),
    (FitWords(BOX, ("一", "二")), [0.5, 0.25]),
    (FitRings((BOX,), (("一", "二"),), "centre"), [[0.5, 0.25]]),
    (FitRings((BOX,), (("一", "二"),)), [[]]),
    (
        MakeSmall(90, PageImageRequests(270, WISHES)),
        [SmallImage(3, 4, "/9j/QUJD"), SmallImage(1, 1, "/9j/"), TINY],
    ),
    (ReadPage(2), Failure("damaged", "图片已损坏")),
]


@pytest.mark.parametrize(("order", "answer"), ORDERS)
def test_orders_and_answers_come_as_they_went(
    order: Order, answer: object, ends: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = ends
    send(ours, order_frame(order))
    got = order_of(Receiver(theirs).frame())
    assert got == order
    send(theirs, answer_frame(got, answer))
    assert answer_of(order, Receiver(ours).frame()) == answer


MAKE = MakeSmall(0, PageImageRequests(0, WISHES))


def lines(**update: Any) -> PageRead:
    line = LINE.model_copy(update=update)
    return PageRead(PAGE.model_copy(update={"lines": (line,)}), (PICTURE,))


LIES: list[tuple[Order, WireMessage]] = [
    (CountPages(), WireMessage(ANSWER, b"{}")),
    (CountPages(), WireMessage(ANSWER, b"[" * 100_000)),
    (CountPages(), WireMessage(ANSWER, b"\x80\x04N.")),  # a pickle
    (CountPages(), WireMessage(READY, b'{"pages": 1}')),
    (CountPages(), WireMessage(FAILURE, b'{"code": 1}')),
    (CountPages(), answer_frame(ReadPage(2), READ)),
    (ReadPage(1), answer_frame(ReadPage(2), READ)),
    (ReadPage(2), answer_frame(ReadPage(2), PageRead(PAGE, ()))),
    (ReadPage(2), answer_frame(ReadPage(2), PageRead(PAGE, (PICTURE, PICTURE)))),
    (ReadPage(2), answer_frame(ReadPage(2), PageRead(PAGE, (b"%PDF-1.7",)))),
    (ReadPage(2), answer_frame(ReadPage(2), lines(cuts=(0.0,)))),
    (ReadPage(2), answer_frame(ReadPage(2), lines(certainty=()))),
    (
        ReadPage(2),
        answer_frame(
            ReadPage(2),
            PageRead(
                PAGE.model_copy(update={"ink": InkMap(columns=10**6, rows=10**6, data="")}),
                (PICTURE,),
            ),
        ),
    ),
    (
        ReadPage(2),
        answer_frame(
            ReadPage(2),
            PageRead(PAGE.model_copy(update={"askew": (PAGE,)}), (PICTURE, PICTURE)),
        ),
    ),
    (
        ReadAgain((BOX, BOX), (0.0, 0.0)),
        answer_frame(ReadAgain((BOX,), (0.0,)), [{"again": even("一", 0.5)}]),
    ),
    (FitWords(BOX, ("一",)), answer_frame(FitWords(BOX, ()), [0.5, 0.5])),
    (FitRings((BOX,), (("一",),)), answer_frame(FitRings((), ()), [[0.5, 0.5]])),
    (MAKE, answer_frame(MAKE, [TINY])),
    (MAKE, answer_frame(MAKE, [TINY, TINY, SmallImage(2, 2, '/9j/QQ==" onload="x')])),
    (MAKE, answer_frame(MAKE, [TINY, TINY, SmallImage(2, 2, "/9j/QQ==\n")])),
    (MAKE, answer_frame(MAKE, [TINY, TINY, SmallImage(2, 2, "iVBORw0KGgo=")])),
    (MAKE, answer_frame(MAKE, [TINY, TINY, SmallImage(-2, 2, "/9j/QQ==")])),
]


@pytest.mark.parametrize(("order", "frame"), LIES)
def test_what_is_no_answer_to_the_order_is_not_taken(order: Order, frame: WireMessage) -> None:
    with pytest.raises(BadFrame):
        answer_of(order, frame)


@pytest.mark.parametrize(
    "head",
    [
        wire.HEAD.pack(b"X", 0, 0),
        wire.HEAD.pack(ANSWER, wire.MAX_TEXT_BYTES + 1, 0),
        wire.HEAD.pack(ANSWER, 0, wire.MAX_PARTS + 1),
        wire.HEAD.pack(ANSWER, 0, 1) + wire.LENGTH.pack(wire.MAX_PART_BYTES + 1),
    ],
)
def test_what_is_too_long_is_not_taken(
    head: bytes, ends: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = ends
    theirs.sendall(head)
    with pytest.raises(BadFrame):
        Receiver(ours).frame(time.monotonic() + 30)


def test_half_a_frame_is_waited_for_no_longer_than_asked(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    looks: list[int] = []
    theirs.sendall(wire.HEAD.pack(ANSWER, 10, 0) + b"half")
    with pytest.raises(TimeoutError):
        Receiver(ours, watch=lambda: looks.append(1)).frame(time.monotonic() + 0.3)
    assert looks
    theirs.close()
    with pytest.raises(ConnectionClosed):
        Receiver(ours).frame(time.monotonic() + 30)


def test_a_caller_takes_no_files(ends: tuple[socket.socket, socket.socket]) -> None:
    """A worker could else fill it with open ones; a worker takes the one it is handed."""
    ours, theirs = ends
    frame = WireMessage(ANSWER, b"x")
    with open(os.devnull, "rb") as file:  # noqa: PTH123
        send(theirs, frame, file.fileno())
        caller = Receiver(ours)
        assert (caller.frame(), caller.file()) == (frame, None)
        send(ours, WireMessage(JOB, b"x"), file.fileno())
    worker = Receiver(theirs, files=True)
    assert worker.frame().kind == JOB
    handed = worker.file()
    assert handed is not None
    os.close(handed)
    assert worker.file() is None


def test_an_ink_map_is_unpacked_no_further_than_it_says() -> None:
    import base64
    import zlib

    packed = base64.b64encode(zlib.compress(bytes(2**24), 9)).decode("ascii")
    assert len(InkMap(columns=10, rows=10, data=packed).cells) == 100
