"""Converts orders and answers to frames and back, and checks them against their models."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from core.models.page import Page
from core.models.signature import Signature
from core.small import SmallImage, SmallImageData
from pipeline.reading.box.wire import ANSWER, FAILURE, JOB, BadFrame, WireMessage
from pipeline.reading.ocr.engine import LineReading
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

MAX_CELLS = 4 * 2**20  # cells of an ink map
JPEG = b"\xff\xd8\xff"
ORDERS: dict[str, TypeAdapter[Any]] = {
    order.__name__: TypeAdapter(order) for order in get_args(Order)
}
ANSWERS: dict[type, TypeAdapter[Any]] = {
    CountPages: TypeAdapter(Contents),
    ParseRecord: TypeAdapter(ReadRecord),
    CheckSignatures: TypeAdapter(tuple[Signature, ...]),
    ReadPage: TypeAdapter(Page),
    ReadAgain: TypeAdapter(list[dict[str, LineReading]]),
    FitWords: TypeAdapter(list[float]),
    FitRings: TypeAdapter(list[list[float]]),
    MakeSmall: TypeAdapter(list[SmallImageData]),
}
FAILED = TypeAdapter(Failure)


def order_frame(order: Order) -> WireMessage:
    """The frame of an order. The file is sent too, unless it is the same as for the last order."""
    name = type(order).__name__
    return WireMessage(JOB, ORDERS[name].dump_json(order), (name.encode(),))


def order_of(frame: WireMessage) -> Order:
    """The order in a frame."""
    (name,) = frame.parts
    order: Order = ORDERS[name.decode()].validate_json(frame.text)
    return order


def answer_frame(order: Order, answer: object) -> WireMessage:
    """The frame of an answer or of a failure."""
    if isinstance(answer, Failure):
        return WireMessage(FAILURE, FAILED.dump_json(answer))
    if isinstance(answer, PageRead):
        return WireMessage(ANSWER, ANSWERS[type(order)].dump_json(answer.page), answer.pictures)
    return WireMessage(ANSWER, ANSWERS[type(order)].dump_json(answer))


def answer_of(order: Order, frame: WireMessage) -> object:
    """The answer to an order. Raises BadFrame if the frame is not a valid answer to it."""
    try:
        if frame.kind == FAILURE:
            return FAILED.validate_json(frame.text)
        if frame.kind != ANSWER:
            raise BadFrame
        answer = ANSWERS[type(order)].validate_json(frame.text)
    except ValidationError as error:
        raise BadFrame from error
    if isinstance(order, ReadPage):
        answer = PageRead(answer, frame.parts)
    if isinstance(order, MakeSmall):
        answer = [SmallImage(*item) for item in answer]
    if not _fits(order, answer):
        raise BadFrame
    return answer


def _fits(order: Order, answer: Any) -> bool:
    """Whether the answer has as many items as the order asked for."""
    if isinstance(order, ReadPage):
        return _is_whole(order, answer)
    if isinstance(order, ReadAgain):
        return len(answer) == len(order.boxes)
    if isinstance(order, FitWords):
        return len(answer) == len(order.words)
    if isinstance(order, FitRings):
        return _lengths(answer, [len(words) for words in order.words])
    if isinstance(order, MakeSmall):
        return len(answer) == len(order.wishes.of)
    return True


def _is_whole(order: ReadPage, read: PageRead) -> bool:
    pages = [read.page, *read.page.askew]
    turns = {page.rotation for page in pages}
    return (
        len(read.pictures) == len(pages) == len(turns)
        and all(page.number == order.number and _is_sound(page) for page in pages)
        and not any(page.askew for page in read.page.askew)
        and all(picture.startswith(JPEG) for picture in read.pictures)
    )


def _is_sound(page: Page) -> bool:
    """Whether each character has a place and a confidence, and the ink map fits its size."""
    lines = (*page.lines, *page.layer)
    even = all(len(line.cuts) - 1 == len(line.certainty) == len(line.text) for line in lines)
    return even and (page.ink is None or 0 < page.ink.columns * page.ink.rows <= MAX_CELLS)


def _lengths(answer: Sequence[Sequence[float]], asked: Sequence[int]) -> bool:
    """Whether each seal has one score per word, or none if the seal lacks that part."""
    return len(answer) == len(asked) and all(
        len(fits) in (0, count) for fits, count in zip(answer, asked, strict=True)
    )
