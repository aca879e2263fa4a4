"""Finds a page's rotation: by the direction of its lines, then by how well they are read."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image, Quad, cut_line, turn
from pipeline.reading.ocr.engine import Engine

Turn = Literal[0, 90, 180, 270]
SAMPLE = 6  # lines read to tell a page from its upside-down version
FIRST = 3  # of them are read first; if they are read well, no more
LETTERS = 7  # characters of a line that are read: enough to decide, and fast
BEYOND_DOUBT = 0.96  # score of those first lines that needs no further check
TURNABLE = frozenset("0O o1Il|8689HNXZzSsx-一二三工王田口日中十米.·:：,、*=+~/")
"""Characters that look alike upside down: a column of 0.00 tells nothing."""
MIN_UPRIGHT_SCORE = 0.90  # a sample with this score is the right way up
CONTESTED = 0.2  # of all lines' length: with this much in the other direction, neither is sure
BETTER = 0.04  # how much better the other direction must score to be chosen


def find_turn(image: Image, quads: Sequence[Quad], engine: Engine) -> Turn:
    """The clockwise turn that makes the page upright; 0 if nothing shows it.

    The engine's own line classifier is not used: it knows only 0 and 180 and is unsure of short
    lines.
    """
    if not quads:
        return 0
    tall = lengths([q for q in quads if is_tall(q)])
    lying = lengths([q for q in quads if not is_tall(q)])
    ways = [tall > lying]
    if min(tall, lying) > CONTESTED * (tall + lying):
        ways.append(not ways[0])
    tried = [best_turn(image, quads, engine, upended) for upended in ways]
    best = tried[0]
    if len(tried) > 1 and tried[1][1] > best[1] + BETTER:
        best = tried[1]
    return best[0]


def best_turn(
    image: Image, quads: Sequence[Quad], engine: Engine, upended: bool
) -> tuple[Turn, float]:
    """The better turn if the tall lines (or the level ones) are the text; its score, 0..1."""
    sample = _sample([q for q in quads if is_tall(q) == upended])
    whole = [cut_line(image, quad) for quad in sample]
    if upended:  # cut_line turned the tall lines anticlockwise: as for a turn of 270
        return _better([_shorten(crop) for crop in whole], engine, 270, 90)
    return _better(whole, engine, 0, 180)  # most pages are upright: these lines are read anyway


def _better(crops: list[Image], engine: Engine, this: Turn, other: Turn) -> tuple[Turn, float]:
    first = _score(engine, crops[:FIRST])
    if first >= BEYOND_DOUBT:
        return this, first
    score = _score(engine, crops)
    if score >= MIN_UPRIGHT_SCORE:
        return this, score
    flipped = _score(engine, [_shorten(turn(crop, 180)) for crop in crops])
    return (other, flipped) if flipped > score + BETTER else (this, score)


def _score(engine: Engine, crops: list[Image]) -> float:
    """How well the lines are read, by the characters that differ upside down; 0 without any."""
    sure = [
        certainty
        for reading in engine.recognise(crops)
        for ch, certainty in list(zip(reading.text, reading.certainty, strict=True))[:LETTERS]
        if ch not in TURNABLE
    ]
    return sum(sure) / len(sure) if sure else 0.0


def is_tall(quad: Quad) -> bool:
    """Whether a line runs up or down the page."""
    across = np.linalg.norm(quad[1] - quad[0])
    down = np.linalg.norm(quad[3] - quad[0])
    return bool(down > 1.5 * across)


def lengths(quads: Sequence[Quad]) -> float:
    """The total length of all lines, in pixels."""
    return sum(map(_length, quads))


def _length(quad: Quad) -> float:
    return float(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])))


def _sample(quads: Sequence[Quad]) -> list[Quad]:
    """Lines of several characters, from all over the page."""
    shape = [(_length(q) / max(1.0, _breadth(q)), q) for q in quads]
    good = [q for ratio, q in shape if ratio >= 3] or [
        q for _, q in sorted(shape, key=lambda s: -s[0])
    ]
    step = max(1, len(good) // SAMPLE)
    return good[::step][:SAMPLE]


def _breadth(quad: Quad) -> float:
    return float(min(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])))


def _shorten(crop: Image) -> Image:
    return crop[:, : crop.shape[0] * LETTERS]


def turn_quads(quads: Sequence[Quad], clockwise: int, width: int, height: int) -> list[Quad]:
    """Quads of an image of that size, on the image turned clockwise."""
    return [_turn_quad(q, clockwise, width, height) for q in quads]


def _turn_quad(quad: Quad, clockwise: int, width: int, height: int) -> NDArray[np.float32]:
    x, y = quad[:, 0], quad[:, 1]
    if clockwise == 90:
        return np.roll(np.stack([height - y, x], axis=1), 1, axis=0)
    if clockwise == 180:
        return np.roll(np.stack([width - x, height - y], axis=1), 2, axis=0)
    if clockwise == 270:
        return np.roll(np.stack([y, width - x], axis=1), 3, axis=0)
    return quad
