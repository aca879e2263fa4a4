"""Closer looks at a page that was read, on its stored picture; answers are stored."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from core.models.geometry import Box
from core.models.page import Line, Page
from core.reasons import reason
from pipeline.reading.ocr.engine import LineReading
from pipeline.reading.orders import Failure, FitRings, FitWords, Order, ReadAgain, SealPart
from pipeline.reading.pool import JobRunner
from pipeline.reading.store import ReadingStore

AGAIN = "again, level"  # change it when second readings change
MATCHING_MARK = "shades, windows, usual"  # change it when names are matched otherwise on seals
FIT_MARK = "fit, letters of usual words, wide digits"  # change it when words fit otherwise
SLANTED = 0.15  # of a box's height: how much a line falls within it before it is levelled
M = TypeVar("M", bound=BaseModel)


class SecondReadings(BaseModel):
    """Second readings of one box, by source."""

    by: dict[str, LineReading]


class Fits(BaseModel):
    """How well each word fits a box, in the order of the words."""

    of: list[float]


def read_again(
    page: Page, boxes: Sequence[Box], pool: JobRunner, store: ReadingStore
) -> list[dict[str, LineReading]]:
    """Second readings of boxes on a page; an empty dict for a box that could not be read."""
    keys = [store.key(page.image, AGAIN, *(round(v, 4) for v in box)) for box in boxes]

    def ask(todo: list[int]) -> Any:
        some = tuple(boxes[i] for i in todo)
        order = ReadAgain(some, tuple(slope_at(page, box) for box in some), page.seals)
        return _asked(order, page, pool, store)

    found = _answers(keys, store, SecondReadings, lambda answer: SecondReadings(by=answer), ask)
    return [one.by if one else {} for one in found]


def fit_words(
    page: Page, box: Box, words: Sequence[str], pool: JobRunner, store: ReadingStore
) -> list[float]:
    """How well each word fits the content of a box on a page, 0 to 1; empty if unknown."""
    key = store.key(page.image, FIT_MARK, *(round(v, 4) for v in box), *words)
    known = store.load(key, Fits)
    if known is None:
        answer = _asked(FitWords(box, tuple(words), page.seals), page, pool, store)
        if isinstance(answer, Failure):
            return []
        known = Fits(of=answer)
        store.save(key, known)
    return known.of


def fit_rings(
    page: Page,
    boxes: Sequence[Box],
    words: Sequence[tuple[str, ...]],
    pool: JobRunner,
    store: ReadingStore,
    part: SealPart = "ring",
) -> list[list[float]]:
    """For each seal box, how well each of its words fits that part; empty if unknown."""
    asked = [(*(round(v, 4) for v in box), *of) for box, of in zip(boxes, words, strict=True)]
    keys = [store.key(page.image, f"{part} {MATCHING_MARK}", *one) for one in asked]

    def ask(todo: list[int]) -> Any:
        order = FitRings(tuple(boxes[i] for i in todo), tuple(words[i] for i in todo), part)
        return _asked(order, page, pool, store)

    found = _answers(keys, store, Fits, lambda answer: Fits(of=answer), ask)
    return [one.of if one else [] for one in found]


def _asked(order: Order, page: Page, pool: JobRunner, store: ReadingStore) -> Any:
    """The answer to an order about a page's stored picture."""
    picture = store.load_picture(page.image)
    if picture is None:
        return Failure("bad_page", reason("reader.picture_gone"))
    return pool.submit(order, picture).result()


def _answers(
    keys: Sequence[str],
    store: ReadingStore,
    model: type[M],
    made: Callable[[Any], M],
    ask: Callable[[list[int]], Any],
) -> list[M | None]:
    """The stored answers by key; missing ones are requested together. None: failed."""
    known = [store.load(key, model) for key in keys]
    todo = [i for i, found in enumerate(known) if found is None]
    if todo and not isinstance(answers := ask(todo), Failure):
        for i, answer in zip(todo, answers, strict=True):
            known[i] = found = made(answer)
            store.save(keys[i], found)
    return known


def slope_at(page: Page, box: Box) -> float:
    """How many pixels the text in a box falls per pixel to the right; 0 if it is hardly slanted."""
    near = [line for line in page.lines if line.quad[0] <= box.cx <= line.quad[2]]
    line = min(near, key=lambda line: abs(_height_at(line, box.cx) - box.cy), default=None)
    if line is None or abs(_height_at(line, box.cx) - box.cy) > box.height / 2:
        return 0.0
    x0, y0, x1, y1, *_ = line.quad
    falls = (y1 - y0) * page.height
    slope = falls / max(1.0, (x1 - x0) * page.width)
    slanted = abs(slope) * box.width * page.width > SLANTED * box.height * page.height
    return round(slope, 4) if slanted else 0.0


def _height_at(line: Line, x: float) -> float:
    """The height of the line's middle at a place along it."""
    x0, y0, x1, y1, _, _, x3, y3 = line.quad
    return (y0 + y3) / 2 + (y1 - y0) * (x - (x0 + x3) / 2) / max(1e-9, x1 - x0)
