"""Reading one page picture: upright, seals apart, every line with box and confidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from core.models.geometry import Box, to_stored
from core.models.page import Line, Page
from pipeline.reading.imaging.codes import find_codes
from pipeline.reading.imaging.crops import Image, Quad, cut_line, turn
from pipeline.reading.imaging.ink import blank_of, grey_of, inks_of, map_of
from pipeline.reading.imaging.seals import seals_in
from pipeline.reading.imaging.specks import MANY, calmed, specks
from pipeline.reading.imaging.votes import Spoken
from pipeline.reading.lines import Marks, read_lines
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.turned import alone, stands, turned_quads, turned_things, within
from pipeline.reading.upright import Turn, find_turn, lengths, turn_quads

NIGHT = 60  # a page darker than this on average (of 255) is no blank sheet
FAINT = 0.8  # a pale page whose lines read as surely as this on average is faint print
WORTH = 1.25  # how much more length of lines a calmed picture must show to be read instead


@dataclass(frozen=True)
class Read:
    """A page and the upright picture it was read from.

    `askew`: the page once more for each other direction in which something lies on it.
    """

    page: Page
    picture: Image
    askew: tuple[Page, ...] = ()


def read_page(stored: Image, engine: Engine) -> Read:
    """Read a page picture given in the stored frame."""
    inks = inks_of(stored)
    pale = blank_of(inks) and float(stored.mean()) > NIGHT
    stored, quads = _repaired(stored, engine)
    if pale and not quads:
        return Read(_empty(stored, 0, blank=True), stored)
    rotation = find_turn(stored, quads, engine)
    picture = turn(stored, rotation)
    quads = turn_quads(quads, rotation, stored.shape[1], stored.shape[0])
    inks = inks_of(picture) if rotation else inks

    def read(lines: Sequence[Image]) -> list[Spoken]:
        return [Spoken(reading.text, reading.certainty) for reading in engine.recognise(lines)]

    seals = seals_in(picture, inks, read)
    codes = find_codes(picture)
    lines = read_lines(picture, quads, Marks(inks, seals, codes), engine)
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
    """The page once more, turned for what lies at these places, and without all else."""
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


def _repaired(stored: Image, engine: Engine) -> tuple[Image, list[Quad]]:
    """The picture to read and its lines: without its specks where that shows clearly more text."""
    quads = engine.detect(stored)
    if specks(stored) < MANY:
        return stored, quads
    calm = calmed(stored)
    more = engine.detect(calm)
    return (calm, more) if lengths(more) > WORTH * lengths(quads) else (stored, quads)


def _is_back(picture: Image, quads: Sequence[Quad], lines: Sequence[Line], engine: Engine) -> bool:
    """Whether what little is read on a pale page is the other side of the sheet, shining through.

    Faint print reads as well as any; print seen through the paper reads better in a mirror.
    """
    if not lines:
        return True
    own = float(np.mean([line.confidence for line in lines]))
    if own >= FAINT:
        return False
    crops = [np.ascontiguousarray(cut_line(picture, quad)[:, ::-1]) for quad in quads]
    back = [reading.confidence for reading in engine.recognise(crops)]
    return float(np.mean(back)) > own


def _empty(picture: Image, rotation: Turn, *, blank: bool) -> Page:
    height, width = picture.shape[:2]
    return Page(file="", number=1, width=width, height=height, rotation=rotation, blank=blank)
