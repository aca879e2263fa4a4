"""Reads one page picture: turns it upright, separates seals, reads every line with its box."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

import numpy as np

from core.models.geometry import Box, to_stored
from core.models.page import Line, Page
from pipeline.reading.imaging.codes import find_codes
from pipeline.reading.imaging.crops import Image, Quad, cut_line, turn
from pipeline.reading.imaging.ink import Inks, blank_of, grey_of, inks_of, map_of
from pipeline.reading.imaging.outlines import candidates
from pipeline.reading.imaging.seals import seals_at
from pipeline.reading.imaging.separate import SealSpot, without_seal_ink
from pipeline.reading.imaging.specks import calmed, specked
from pipeline.reading.imaging.votes import ScoredText
from pipeline.reading.inked import detect_inked
from pipeline.reading.lines import Marks, read_lines
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.ocr.remembered import RememberingEngine
from pipeline.reading.turned import alone, stands, turned_quads, turned_things, within
from pipeline.reading.upright import Turn, find_turn, lengths, turn_quads

NIGHT = 60  # a page darker than this on average (of 255) is not a blank sheet
FAINT = 0.8  # a pale page whose lines have at least this average confidence is faint print
WORTH = 0.9  # of their total length, lines found without specks must have at least this share


@dataclass(frozen=True)
class Read:
    """A page and the upright picture it was read from.

    `askew`: a further page for each other direction that has content.
    """

    page: Page
    picture: Image
    askew: tuple[Page, ...] = ()


def read_page(stored: Image, engine: Engine, *, upright: bool = False) -> Read:
    """Read a page picture in the stored frame; `upright`: its rotation is known."""
    engine = RememberingEngine(engine)
    inks = inks_of(stored)
    pale = blank_of(inks) and float(stored.mean()) > NIGHT
    outlines = candidates(inks)
    taken = [] if pale else [one.stamp(stored) for one in outlines if one.is_whole]
    quads = _detected(stored, taken, inks, engine)
    if pale and not quads:
        return Read(_empty(stored, 0, blank=True), stored)
    lying = _beside(quads, taken, stored) or quads
    rotation: Turn = 0 if upright else find_turn(stored, lying, engine)
    picture = turn(stored, rotation)
    quads = turn_quads(quads, rotation, stored.shape[1], stored.shape[0])
    if rotation:
        inks = inks_of(picture)
        outlines = candidates(inks)
        taken = []  # lines detected on a sideways page are worse: detect them again
    seals = seals_at(picture, outlines, partial(_spoken, engine))
    codes = find_codes(picture)
    marks = Marks(inks, seals, codes, [one.box for one in taken])
    lines = read_lines(picture, quads, marks, engine)
    if pale and _is_back(picture, quads, lines, engine):
        return Read(_empty(picture, 0, blank=True), picture)
    page = _empty(picture, rotation, blank=False).model_copy(update={"seals": tuple(seals)})
    things = turned_things(picture, quads, lines, seals, engine)
    turned = {
        way: _askew(Read(page, picture), quads, at, way, engine) for way, at in things.items()
    }
    askew = {way: one for way, one in turned.items() if stands(one.lines, one.width, one.height)}
    gone = [things[way] for way in askew]
    page = page.model_copy(
        update={
            "lines": tuple(line for line in lines if not _is_at(line.box, gone)),
            "seals": tuple(seal for seal in seals if not _is_at(seal.box, gone)),
            "codes": tuple(codes),
            "ink": map_of(inks, [line.box for line in lines] if pale else ()),
            "grey": grey_of(inks, seals),
        }
    )
    return Read(page, picture, tuple(askew.values()))


def _askew(
    whole: Read, quads: Sequence[Quad], places: Sequence[Box], way: Turn, engine: Engine
) -> Page:
    """The page once more, rotated for the content at these places, with all else removed."""
    bare = alone(whole.picture, places, way)
    inks = inks_of(bare)
    seals = tuple(
        seal.model_copy(update={"box": to_stored(seal.box, (360 - way) % 360)})
        for seal in whole.page.seals
        if _is_at(seal.box, [places])
    )
    own = turned_quads(quads, places, way, whole.picture)
    lines = read_lines(bare, own, Marks(inks, seals, ()), engine)
    page = _empty(bare, cast(Turn, (whole.page.rotation + way) % 360), blank=False)
    return page.model_copy(update={"lines": lines, "seals": seals, "ink": map_of(inks, ())})


def _is_at(box: Box, things: Iterable[Sequence[Box]]) -> bool:
    return any(within((box.cx, box.cy), places) for places in things)


def _detected(stored: Image, taken: Sequence[SealSpot], inks: Inks, engine: Engine) -> list[Quad]:
    """The lines, detected without the ink of possible seals.

    Specks hide lines from the detector, or break them into characters, and hardly harm their
    reading: what is found without them is read with them, as a decimal point looks like a speck.
    """

    def found(picture: Image) -> list[Quad]:
        clean = without_seal_ink(picture, taken, bare=True) if taken else picture
        return detect_inked(clean, inks, engine)

    quads = found(stored)
    if not specked(stored):
        return quads
    more = found(calmed(stored))
    return more if lengths(more) > WORTH * lengths(quads) else quads


def _beside(quads: Sequence[Quad], taken: Sequence[SealSpot], picture: Image) -> list[Quad]:
    """The lines that no coloured ink was removed from."""
    height, width = picture.shape[:2]
    places = [stamp.box for stamp in taken]
    hulls = [
        Box(*(np.array([*q.min(axis=0), *q.max(axis=0)]) / ((width, height) * 2))) for q in quads
    ]
    return [
        quad
        for quad, hull in zip(quads, hulls, strict=True)
        if not any(hull.overlap(place) > 0 for place in places)
    ]


def _is_back(picture: Image, quads: Sequence[Quad], lines: Sequence[Line], engine: Engine) -> bool:
    """Whether the few lines on a pale page are the other side of the sheet, showing through.

    Faint print is read with normal confidence; show-through is read better when mirrored.
    """
    if not lines:
        return True
    own = float(np.mean([line.confidence for line in lines]))
    if own >= FAINT:
        return False
    crops = [np.ascontiguousarray(cut_line(picture, quad)[:, ::-1]) for quad in quads]
    back = [reading.confidence for reading in engine.recognise(crops)]
    return float(np.mean(back)) > own


def _spoken(engine: Engine, lines: Sequence[Image]) -> list[ScoredText]:
    return [ScoredText(reading.text, reading.certainty) for reading in engine.recognise(lines)]


def _empty(picture: Image, rotation: Turn, *, blank: bool) -> Page:
    height, width = picture.shape[:2]
    return Page(file="", number=1, width=width, height=height, rotation=rotation, blank=blank)
