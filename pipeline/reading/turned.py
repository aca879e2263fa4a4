"""Things on a page in another direction than the rest: cards placed freely on the scanner."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.models.geometry import Box, union
from core.models.page import Line, Seal
from pipeline.reading.imaging.crops import Image, Quad, turn
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.upright import MIN_UPRIGHT_SCORE, Turn, best_turn, is_tall, turn_quads

MIN_LINES = 3  # lines of a thing
MAX_PAGE_SHARE = 0.6  # of the page: anything larger is the page itself
APART = 0.02  # of the page's longer side: lines nearer to each other belong to one thing
TALL = 1.5  # height over width: a line that runs up the page, not a single character
DOUBTED = 0.8  # lines with a higher average confidence are in the page's direction


def turned_things(
    picture: Image,
    quads: Sequence[Quad],
    lines: Sequence[Line],
    seals: Sequence[Seal],
    engine: Engine,
) -> dict[Turn, list[Box]]:
    """Their places on the upright page, by the clockwise turn that makes each upright.

    `lines` are the readings of the page's quads in the page's direction. Text in a seal may have
    any direction.
    """
    height, width = picture.shape[:2]
    found: dict[Turn, list[Box]] = {}
    stamped = [seal.box for seal in seals]
    printed = [quad for quad in quads if not within(_middle(quad, width, height), stamped)]
    for thing in _things(printed, APART * max(width, height)):
        place = _place(thing, width, height)
        if len(thing) < MIN_LINES or place.area > MAX_PAGE_SHARE or _reads(thing, place, lines):
            continue
        if _is_column(thing):
            continue
        way, score = best_turn(picture, thing, engine, _mostly_tall(thing))
        if way and score >= MIN_UPRIGHT_SCORE:
            found.setdefault(way, []).append(place)
    return found


def stands(lines: Sequence[Line], width: int, height: int) -> bool:
    """Whether the lines of a page turned for a thing are level and well read."""
    level = [li for li in lines if TALL * li.box.width * width > li.box.height * height]
    sure = sum(line.confidence for line in level)
    return len(level) >= MIN_LINES and sure >= MIN_UPRIGHT_SCORE * len(lines)


def alone(picture: Image, places: Sequence[Box], way: Turn) -> Image:
    """The page turned, with everything removed except these places of the upright page."""
    height, width = picture.shape[:2]
    bare = np.full_like(picture, 255)
    for place in places:
        x0, y0, x1, y1 = (round(v * s) for v, s in zip(place, (width, height) * 2, strict=True))
        bare[y0:y1, x0:x1] = picture[y0:y1, x0:x1]
    return turn(bare, way)


def turned_quads(
    quads: Sequence[Quad], places: Sequence[Box], way: Turn, picture: Image
) -> list[Quad]:
    """The quads at these places, on the turned page."""
    height, width = picture.shape[:2]
    own = [quad for quad in quads if within(_middle(quad, width, height), places)]
    return turn_quads(own, way, width, height)


def within(point: tuple[float, float], places: Sequence[Box]) -> bool:
    """Whether a point of the page (fractions) is in one of the places."""
    return any(place.contains(*point) for place in places)


def _things(quads: Sequence[Quad], apart: float) -> Iterator[list[Quad]]:
    """The quads grouped by thing: those near each other belong to one thing."""
    boxes = [_hull(quad, max(apart / 2, _thick(quad))) for quad in quads]
    left = set(range(len(quads)))
    while left:
        waiting = [left.pop()]
        own = []
        while waiting:
            one = waiting.pop()
            own.append(one)
            near = {other for other in left if boxes[one].overlap(boxes[other]) > 0}
            left -= near
            waiting += near
        yield [quads[number] for number in sorted(own)]


def _hull(quad: Quad, margin: float) -> Box:
    (x0, y0), (x1, y1) = quad.min(axis=0) - margin, quad.max(axis=0) + margin
    return Box(float(x0), float(y0), float(x1), float(y1))


def _thick(quad: Quad) -> float:
    box = _hull(quad, 0.0)
    return min(box.width, box.height)


def _place(thing: Sequence[Quad], width: int, height: int) -> Box:
    """Where a thing is on the page, with a margin of a line."""
    margin = float(np.median([_thick(quad) for quad in thing]))
    x0, y0, x1, y1 = union([_hull(quad, margin) for quad in thing])
    return Box(x0 / width, y0 / height, x1 / width, y1 / height).grow(0.0, 0.0)


def _middle(quad: Quad, width: int, height: int) -> tuple[float, float]:
    x, y = quad.mean(axis=0)
    return float(x) / width, float(y) / height


def _mostly_tall(thing: Sequence[Quad]) -> bool:
    return sum(map(is_tall, thing)) * 2 > len(thing)


def _is_column(thing: Sequence[Quad]) -> bool:
    """Whether all lines are under one another in one column: a label set from top to bottom."""
    middles = [float(quad[:, 0].mean()) for quad in thing]
    return _mostly_tall(thing) and max(middles) - min(middles) < min(map(_thick, thing)) / 2


def _reads(thing: Sequence[Quad], place: Box, lines: Sequence[Line]) -> bool:
    """Whether a thing is read well in the page's direction; quads without text count as 0."""
    if _mostly_tall(thing):
        return False
    sure = [line.confidence for line in lines if place.contains(line.box.cx, line.box.cy)]
    return sum(sure) / max(len(thing), len(sure)) >= DOUBTED
