"""Reading isolated characters with the recogniser, because the detector finds no line there."""

from collections.abc import Sequence

import numpy as np

from core.models.geometry import Box
from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks
from pipeline.reading.imaging.lone import lone_characters
from pipeline.reading.imaging.unread import InkRow, loose_ink
from pipeline.reading.ocr.engine import Engine, LineReading

FINE = 20.0  # pixels of a line's height: a 一 is a pixel thick
MARGINS = (0.1, 0.25)  # of the place's height: margins of the two crops that are read
SURE = 0.85  # minimum confidence of each character in both crops
MAX_CHARACTERS = 2  # characters
BOXES = frozenset("口囗回")  # how an empty or a ticked box is read


def read_alone(
    clean: Image, inks: Inks, quads: Sequence[Quad], taken: Sequence[Box], engine: Engine
) -> list[tuple[Quad, LineReading]]:
    """Places of isolated characters with their readings, where both crops are read alike.

    `quads` are all lines found on the picture, `taken` the places of seals and codes.
    """
    height, width = clean.shape[:2]
    loose = loose_ink(inks, quads, taken, (width, height), FINE)
    if loose is None:
        return []
    found = []
    for row in lone_characters(loose, quads):
        places = [_grown(row, margin, width, height) for margin in MARGINS]
        cuts = [np.ascontiguousarray(clean[y0:y1, x0:x1]) for x0, y0, x1, y1 in places]
        one, two = engine.recognise(cuts)
        if one.text == two.text and _is_sure(one) and _is_sure(two):
            found.append((_quad(row), _agreed(one, two)))
    return found


def _is_sure(reading: LineReading) -> bool:
    """Whether the reading is one or two characters with enough confidence."""
    text = reading.text
    written = 0 < len(text) <= MAX_CHARACTERS and text.isalnum() and not BOXES & set(text)
    return written and min(reading.certainty) >= SURE


def _agreed(one: LineReading, two: LineReading) -> LineReading:
    """The text both readings agree on, with the lower confidence of the two."""
    count = len(one.text)
    sure = tuple(min(a, b) for a, b in zip(one.certainty, two.certainty, strict=True))
    cuts = tuple(i / count for i in range(count + 1))
    return LineReading(one.text, min(one.confidence, two.confidence), cuts, sure)


def _quad(row: InkRow) -> Quad:
    x0, y0, x1, y1 = row
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def _grown(row: InkRow, margin: float, width: int, height: int) -> tuple[int, int, int, int]:
    more = margin * (row.y1 - row.y0)
    return (
        max(0, int(row.x0 - more)),
        max(0, int(row.y0 - more)),
        min(width, int(row.x1 + more) + 1),
        min(height, int(row.y1 + more) + 1),
    )
