"""Reading one page picture: upright, seals apart, every line with box and confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from core.models.geometry import Box
from core.models.page import Line, Page, Seal
from pipeline.reading.below import detect_below
from pipeline.reading.imaging.codes import find_codes
from pipeline.reading.imaging.crops import Image, Quad, cut_line, enlarge, line_height, turn
from pipeline.reading.imaging.greyseal import without_grey_seals
from pipeline.reading.imaging.ink import blank_of, grey_of, inks_of, map_of
from pipeline.reading.imaging.level import leveller
from pipeline.reading.imaging.seals import seals_in
from pipeline.reading.imaging.separate import without_seal_ink
from pipeline.reading.imaging.specks import MANY, calmed, specks
from pipeline.reading.imaging.votes import Spoken
from pipeline.reading.ocr.engine import FINE_SIDE, Engine, Reading, usual_scale
from pipeline.reading.upright import Turn, find_turn, lengths, turn_quads

SMALL_TYPE = 15.0  # pixels; pages set smaller than this are enlarged before reading
LARGEST = 3200  # pixels of the longer side an enlarged page gets at most
NIGHT = 60  # a page darker than this on average (of 255) is no blank sheet
FAINTEST = 0.3  # a line read with less is not text
SURE = 0.98  # a line under a seal read with every character surer than this is read once
WORTH = 1.25  # how much more length of lines a calmed picture must show to be read instead
DISAGREE = 0.85  # what a line keeps of its confidence when two readings of it differ


@dataclass(frozen=True)
class Read:
    """A page and the upright picture it was read from."""

    page: Page
    picture: Image


def read_page(stored: Image, engine: Engine) -> Read:
    """Read a page picture given in the stored frame."""
    inks = inks_of(stored)
    if blank_of(inks) and float(stored.mean()) > NIGHT:
        return Read(_empty(stored, 0, blank=True), stored)
    stored, quads = _repaired(stored, engine)
    rotation = find_turn(stored, quads, engine)
    picture = turn(stored, rotation)
    quads = turn_quads(quads, rotation, stored.shape[1], stored.shape[0])
    inks = inks_of(picture) if rotation else inks

    def read(lines: Sequence[Image]) -> list[Spoken]:
        return [Spoken(reading.text, reading.certainty) for reading in engine.recognise(lines)]

    seals = seals_in(picture, inks, read)
    lines = _read_lines(picture, quads, seals, engine)
    page = _empty(picture, rotation, blank=False).model_copy(
        update={
            "lines": lines,
            "seals": tuple(seals),
            "codes": tuple(find_codes(picture)),
            "ink": map_of(inks),
            "grey": grey_of(inks, seals),
        }
    )
    return Read(page, picture)


def _repaired(stored: Image, engine: Engine) -> tuple[Image, list[Quad]]:
    """The picture to read and its lines: without its specks where that shows clearly more text."""
    quads = engine.detect(stored)
    if specks(stored) < MANY:
        return stored, quads
    calm = calmed(stored)
    more = engine.detect(calm)
    return (calm, more) if lengths(more) > WORTH * lengths(quads) else (stored, quads)


def _empty(picture: Image, rotation: Turn, *, blank: bool) -> Page:
    height, width = picture.shape[:2]
    return Page(file="", number=1, width=width, height=height, rotation=rotation, blank=blank)


def _read_lines(
    picture: Image, quads: Sequence[Quad], seals: Sequence[Seal], engine: Engine
) -> tuple[Line, ...]:
    """Detect and recognise; small type is enlarged, seals' ink is taken out first."""
    clean = without_seal_ink(picture, seals) if seals else picture
    scale = _enlargement(quads, picture)
    if scale > 1.0:
        clean = cv2.resize(clean, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC).astype(
            np.uint8, copy=False
        )
        quads = engine.detect(clean, usual_scale(clean, FINE_SIDE))
    elif seals:
        quads = detect_below(without_grey_seals(clean, seals), quads, seals, engine)
    height, width = clean.shape[:2]
    readings = engine.recognise([cut_line(clean, quad) for quad in quads])
    level = leveller(quads, width, height)
    lines: list[Line] = []
    for quad, reading in zip(quads, readings, strict=True):
        if not reading.text.strip() or reading.confidence < FAINTEST:
            continue
        flat = level(quad.astype(np.float64))
        box = Box(
            float((flat[0, 0] + flat[3, 0]) / 2 / width),
            float((flat[0, 1] + flat[1, 1]) / 2 / height),
            float((flat[1, 0] + flat[2, 0]) / 2 / width),
            float((flat[2, 1] + flat[3, 1]) / 2 / height),
        )
        shares = (quad / np.array([width, height], dtype=np.float32)).reshape(-1)
        line = Line(
            text=reading.text,
            box=box,
            quad=tuple(float(v) for v in shares),  # type: ignore[arg-type]
            confidence=reading.confidence,
            cuts=reading.cuts,
            certainty=reading.certainty,
        )
        lines.append(line)
    lines = _under_seals(lines, seals, picture, engine)
    return tuple(sorted(lines, key=lambda ln: (ln.box.cy, ln.box.x0)))


def _enlargement(quads: Sequence[Quad], picture: Image) -> float:
    """How much to enlarge a page of small type: screenshots printed on A4, low resolution."""
    height = line_height(quads)
    if not quads or height >= SMALL_TYPE:
        return 1.0
    return float(max(1.0, min(2.0, 24.0 / max(1.0, height), LARGEST / max(picture.shape[:2]))))


def _under_seals(
    lines: list[Line], seals: Sequence[Seal], picture: Image, engine: Engine
) -> list[Line]:
    """Read the unsure lines that a seal touches from the untouched picture too, and compare."""
    touched = [
        i
        for i, line in enumerate(lines)
        if line.surety() < SURE and any(line.place().overlap(seal.box) > 0.05 for seal in seals)
    ]
    size = np.array([picture.shape[1], picture.shape[0]], dtype=np.float32)
    crops = [
        enlarge(
            cut_line(picture, np.array(lines[i].quad, dtype=np.float32).reshape(4, 2) * size), 48
        )
        for i in touched
    ]
    for i, other in zip(touched, engine.recognise(crops), strict=True):
        lines[i] = _settle(lines[i], other)
    return lines


def _settle(line: Line, other: Reading) -> Line:
    """The surer of two readings of one line; less sure where they differ."""
    if other.text == line.text:
        certainty = tuple(max(a, b) for a, b in zip(line.certainty, other.certainty, strict=True))
        return line.model_copy(update={"sealed": True, "certainty": certainty})
    if other.confidence > line.confidence + 0.05 and len(other.text) >= len(line.text):
        update = {"text": other.text, "confidence": other.confidence, "cuts": other.cuts}
        line = line.model_copy(update={**update, "certainty": other.certainty})
    return line.model_copy(
        update={
            "sealed": True,
            "confidence": line.confidence * DISAGREE,
            "certainty": tuple(c * DISAGREE for c in line.certainty),
        }
    )
