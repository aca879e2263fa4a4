"""The parts of a value that a line break splits: each is read again by itself.

The box around 2024年5月 / 13日 holds both whole lines, and any other day on them.
"""

from collections.abc import Mapping, Sequence

from core.models.document import Field
from core.models.geometry import Box
from core.models.page import Line, Page
from core.text.fold import squeeze
from pipeline.reading.ocr.engine import LineReading as Reread

MIN_HEIGHTS = 1.5  # line heights: a lower box holds one line


def places_of(field: Field, page: Page) -> tuple[Box, ...]:
    """The boxes of a field's parts, one per line; its own box if it is on one line."""
    assert field.box is not None
    whole, box = squeeze(field.raw), field.box
    near = sorted(
        (line for line in page.lines if box.y0 < line.box.cy < box.y1 and line.box.over(box)),
        key=lambda line: line.box.cy,
    )
    high = min((line.box.height for line in near), default=box.height)
    if len(whole) < 2 or box.height < MIN_HEIGHTS * high:
        return (box,)
    for above in near:
        for below in near:
            if below.box.cy > above.box.cy + high / 2:
                parts = _split(whole, above, below)
                if parts is not None:
                    return parts
    return (box,)


def joined(places: Sequence[Box], answers: Mapping[Box, Mapping[str, Reread]]) -> dict[str, Reread]:
    """The readings of a value's parts put together, by source; only what every part has."""
    found = [answers.get(place, {}) for place in places]
    if len(found) == 1:
        return dict(found[0])
    sources = set.intersection(*(set(one) for one in found))
    return {source: _one([one[source] for one in found]) for source in sources}


def _one(readings: Sequence[Reread]) -> Reread:
    text = "".join(reading.text for reading in readings)
    certainty = tuple(sure for reading in readings for sure in reading.certainty)
    steps = tuple(n / max(1, len(text)) for n in range(len(text) + 1))
    return Reread(text, min(reading.confidence for reading in readings), steps, certainty)


def _split(whole: str, above: Line, below: Line) -> tuple[Box, Box] | None:
    """The places of a text that ends one line and begins the other; None if it does not."""
    head, tail = squeeze(above.text), squeeze(below.text)
    for size in range(len(whole) - 1, 0, -1):
        if head.endswith(whole[:size]) and tail.startswith(whole[size:]):
            first = _nth(above, len(head) - size)
            last = _nth(below, len(whole) - size - 1)
            return above.place(first), below.place(0, last + 1)
    return None


def _nth(line: Line, n: int) -> int:
    """Where the n-th character is that is not a space."""
    return [k for k, ch in enumerate(line.text) if not ch.isspace()][n]
