"""The lines of an upright page: detected, searched again where some are hidden, recognised."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from core.models.page import Code, Line, Seal
from pipeline.reading.alone import read_alone
from pipeline.reading.below import detect_below
from pipeline.reading.crossed import in_doubt, written_over
from pipeline.reading.imaging.crops import Image, Quad, cut_line, line_height
from pipeline.reading.imaging.ends import drawn_out
from pipeline.reading.imaging.greyseal import without_grey_seals
from pipeline.reading.imaging.ink import Inks
from pipeline.reading.imaging.level import leveller
from pipeline.reading.imaging.separate import without_pen, without_seal_ink
from pipeline.reading.imaging.stacked import with_stacks
from pipeline.reading.imaging.stamped import without_stamped
from pipeline.reading.imaging.underlined import blanks_of, written_blank
from pipeline.reading.inked import detect_fine
from pipeline.reading.missed import detect_missed
from pipeline.reading.ocr.engine import Engine, LineReading
from pipeline.reading.sealed import under_seals

SMALL_TYPE = 15.0  # pixels; pages with smaller type are enlarged before reading
MAX_LONG_SIDE = 3200  # maximum of the longer side of an enlarged page, in pixels
EDGE = 0.004  # of the page: seals and codes extend a little beyond their measured box
SAME = 0.8  # of the smaller box
FAINTEST = 0.3  # lines with less confidence are not text
_BLANKS = "_ "  # what a rule to write on is read as
SECOND_LOOK = 0.75  # minimum confidence of lines found only in a second pass


def _any_at(box: Box, others: Sequence[Box]) -> bool:
    """Whether any of the others is at the same place."""
    return any(box.overlap(other) > SAME for other in others)


class Marks(NamedTuple):
    """What was found on a page besides its lines."""

    inks: Inks
    seals: Sequence[Seal]
    codes: Sequence[Code]
    taken: Sequence[Box] = ()
    """Where lines were detected without coloured ink, as it could be a seal's."""

    def changed(self) -> list[Box]:
        """Where lines must be detected again: ink was removed that is not a seal's, or was left."""
        cleared = [seal.box for seal in self.seals if _any_at(seal.box, self.taken)]
        left = [seal.box for seal in self.seals if seal.box not in cleared]
        return left + [box for box in self.taken if not _any_at(box, cleared)]

    def places(self) -> list[Box]:
        """The places of seals and codes, including ink beyond their measured boxes."""
        boxes = [*(seal.box for seal in self.seals), *(code.box for code in self.codes)]
        return [box.grow(EDGE, EDGE) for box in boxes]


def read_lines(
    picture: Image, quads: Sequence[Quad], marks: Marks, engine: Engine
) -> tuple[Line, ...]:
    """Detect and recognise; small type is enlarged, ink of seals and notes is removed first."""
    seals = marks.seals
    notes = written_over(quads, marks.inks, (picture.shape[1], picture.shape[0]))
    if notes:
        picture = without_pen(picture, notes)
        quads = detect_below(picture, quads, notes, engine)
    clean = without_seal_ink(picture, seals) if seals else picture
    scale = _enlargement(quads, picture)
    if scale > 1.0:
        clean = _enlarged(clean, scale)
        quads = detect_fine(clean, marks.inks, engine)
    elif anew := marks.changed():
        bare = without_grey_seals(without_seal_ink(picture, seals, bare=True), seals)
        quads = detect_below(bare, quads, anew, engine)
    quads = with_stacks(quads, marks.inks, (clean.shape[1], clean.shape[0]))
    missed = detect_missed(clean, marks.inks, quads, marks.places(), engine)
    first, quads = len(quads), [*quads, *missed]  # copies the list
    height, width = clean.shape[:2]
    readings = engine.recognise([cut_line(clean, quad) for quad in quads])
    longer = drawn_out(quads, marks.inks, width, height)
    for i in [i for i, quad in enumerate(longer) if quad is not quads[i]]:
        [more] = engine.recognise([cut_line(clean, longer[i])])
        if _goes_on(readings[i].text, more):  # otherwise it was a rule, a dash or a stain
            quads[i], readings[i] = longer[i], more
    for i, reading in enumerate(readings):
        readings[i] = _with_blanks(clean, quads[i], reading, engine)
    level = leveller(quads, width, height)
    seen = [
        (quad, reading)
        for number, (quad, reading) in enumerate(zip(quads, readings, strict=True))
        if _is_text(reading, missed=number >= first)
    ]
    seen += read_alone(clean, marks.inks, quads, marks.places(), engine)
    lines = [
        _line(quad, reading, level(quad.astype(np.float64)), width, height)
        for quad, reading in seen
    ]
    lines = in_doubt(under_seals(lines, seals, picture, engine), notes)
    lines = without_stamped(lines, seals)
    return tuple(sorted(lines, key=lambda ln: (ln.box.cy, ln.box.x0)))


def _enlarged(picture: Image, scale: float) -> Image:
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return large.astype(np.uint8, copy=False)


def _with_blanks(clean: Image, quad: Quad, reading: LineReading, engine: Engine) -> LineReading:
    """The reading, with what is written on a blank that was read as an empty one."""
    across, down = (float(np.linalg.norm(quad[i] - quad[0])) for i in (1, 3))
    blanks = blanks_of(reading.text, reading.cuts, across / max(1.0, down))
    bare = written_blank(cut_line(clean, quad), blanks) if blanks else None
    if bare is None:
        return reading
    [more] = engine.recognise([bare])
    printed = [ch for ch in reading.text if ch not in _BLANKS]
    added = []
    for letter, sure in zip(more.text, more.certainty, strict=True):
        if printed and letter == printed[0]:
            del printed[0]
        elif letter not in _BLANKS:
            added.append(sure)
    return more if not printed and min(added, default=0.0) >= SECOND_LOOK else reading


def _goes_on(text: str, longer: LineReading) -> bool:
    """Whether an extended line has the same text and, with confidence, more: its end was cut.

    It may also have more inside (4月0日, 4月10日): then neither picture was read with confidence.
    """
    added, rest = longer.certainty[len(text) :], iter(longer.text)
    return all(ch in rest for ch in text[:-1]) and min(added, default=0.0) >= SECOND_LOOK


def _line(
    quad: Quad, reading: LineReading, flat: NDArray[np.float64], width: int, height: int
) -> Line:
    """The line read in a quad; `flat` is the levelled quad."""
    box = Box(
        float((flat[0, 0] + flat[3, 0]) / 2 / width),
        float((flat[0, 1] + flat[1, 1]) / 2 / height),
        float((flat[1, 0] + flat[2, 0]) / 2 / width),
        float((flat[2, 1] + flat[3, 1]) / 2 / height),
    )
    shares = (quad / np.array([width, height], dtype=np.float32)).reshape(-1)
    return Line(
        text=reading.text,
        box=box,
        quad=tuple(float(v) for v in shares),  # type: ignore[arg-type]
        confidence=reading.confidence,
        cuts=reading.cuts,
        certainty=reading.certainty,
    )


def _is_text(reading: LineReading, *, missed: bool) -> bool:
    """Whether the reading is text; a second pass needs more confidence: it may take an eye in a
    photo for text.
    """
    if missed:
        return len(reading.text.strip()) > 1 and reading.confidence >= SECOND_LOOK
    return bool(reading.text.strip()) and reading.confidence >= FAINTEST


def _enlargement(quads: Sequence[Quad], picture: Image) -> float:
    """The enlargement for a page of small type: printed screenshots, low resolution."""
    height = line_height(quads)
    if not quads or height >= SMALL_TYPE:
        return 1.0
    return float(
        max(1.0, min(2.0, 24.0 / max(1.0, height), MAX_LONG_SIDE / max(picture.shape[:2])))
    )
