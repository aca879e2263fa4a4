"""Suspicious text of a born-digital page: invisible text, numbers in mixed fonts.

It is only reported; a rule decides whether it matters, because rules know the fields. A scanner's
own OCR text, invisible over or under its picture, is not reported.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from core.limits import limits
from core.models.geometry import Box, union
from core.models.page import Oddity, OddityKind
from core.text.fold import ordinary
from pipeline.reading.intake.deadline import deadline
from pipeline.reading.intake.glyphs import Glyph, glyphs
from pipeline.reading.intake.layer import is_drawn

Image = NDArray[np.uint8]

MAX_ODDITIES = 50  # per page
CONTRAST = 16  # grey levels; a smaller difference from the paper is invisible
MARGIN = 2  # pixels of paper around a glyph
MIN_RUN_CHARACTERS = 2  # characters in a row; a single one may be a fault of the program
MOSTLY = 0.5  # a page that shows less of its text than this was not drawn as intended
TWICE = 0.5  # shared area of two overlapping glyphs, of their total area
GAP = 0.5  # of the size, between two digits of one number
LEVEL, NEAR = 0.8, 2.2  # of the size, between the middles of two characters of one run
DIGITS = 5  # a shorter number may be a form's 20__ filled in
SIZES = 1.15  # ratio of two visibly different sizes
RAISED = 0.12  # of the size: offset of two visibly different base lines
MAX_SHOWN_CHARACTERS = 80  # characters of one text that are reported
FIGURES = frozenset("0123456789.,")


def oddities(path: Path, number: int, picture: Image) -> tuple[Oddity, ...]:
    """Those of page `number`, boxes as fractions of the stored page that `picture` shows."""
    try:
        with deadline(limits().look_seconds):
            document = pypdfium2.PdfDocument(path)
            try:
                page = document[number - 1]
                found = list(glyphs(page)) if is_drawn(page) else []
            finally:
                document.close()
            return (*_hidden(found, picture), *_mixed(found))[:MAX_ODDITIES]
    except (pypdfium2.PdfiumError, TimeoutError):
        return ()


def _hidden(found: Sequence[Glyph], picture: Image) -> Iterator[Oddity]:
    letters = [glyph for glyph in found if glyph.text.isalnum()]
    blank = {n for n, glyph in enumerate(letters) if _is_blank(glyph.box, picture)}
    if len(blank) > MOSTLY * len(letters):
        return
    shown = {glyph.font for n, glyph in enumerate(letters) if n not in blank}
    # A missing font that is not embedded draws nothing: no deception, this machine lacks it.
    meant = {n for n in blank if letters[n].embedded or letters[n].font in shown}
    for run in _runs(letters, meant | _beneath(letters)):
        yield _oddity("hidden", run)


def _is_blank(box: Box, picture: Image) -> bool:
    height, width = picture.shape[:2]
    left, right = int(box.x0 * width) - MARGIN, int(box.x1 * width) + 1 + MARGIN
    top, bottom = int(box.y0 * height) - MARGIN, int(box.y1 * height) + 1 + MARGIN
    part = picture[max(0, top) : bottom, max(0, left) : right]
    return part.size > 0 and int(np.ptp(part.reshape(-1, part.shape[2]), axis=0).max()) < CONTRAST


def _beneath(letters: Sequence[Glyph]) -> set[int]:
    """Characters over which another character was drawn later."""
    rows: dict[int, list[int]] = defaultdict(list)
    for n, glyph in enumerate(letters):
        rows[int(glyph.box.cy * 100)].append(n)
    found = set()
    for row, here in rows.items():
        near = sorted([*here, *rows.get(row + 1, [])], key=lambda n: letters[n].box.x0)
        for place, n in enumerate(near):
            for other in near[place + 1 :]:
                one, two = letters[n], letters[other]
                if two.box.x0 > one.box.x1:
                    break
                if one.text != two.text and one.drawn != two.drawn and _shared(one.box, two.box):
                    found.add(n if one.drawn < two.drawn else other)
    return found


def _shared(one: Box, two: Box) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.y1, two.y1) - max(one.y0, two.y0)
    if across <= 0 or down <= 0:
        return False
    return across * down > TWICE * (one.area + two.area - across * down)


def _runs(letters: Sequence[Glyph], wanted: set[int]) -> Iterator[list[Glyph]]:
    """Wanted characters that follow one another in a row."""
    run: list[Glyph] = []
    for n in sorted(wanted):
        if run and not (n - 1 in wanted and _follows(run[-1], letters[n])):
            if len(run) >= MIN_RUN_CHARACTERS:
                yield run
            run = []
        run.append(letters[n])
    if len(run) >= MIN_RUN_CHARACTERS:
        yield run


def _follows(one: Glyph, other: Glyph) -> bool:
    """Whether it is close after the other, or below it on a sideways page."""
    wide, tall = one.em
    across = abs(other.box.cx - one.box.cx) / wide
    down = abs(other.box.cy - one.box.cy) / tall
    return min(across, down) < LEVEL and max(across, down) < NEAR


def _mixed(found: Sequence[Glyph]) -> Iterator[Oddity]:
    """Numbers in which some digits have a different font, size or height."""
    for run in _numbers(found):
        figures = [glyph for glyph in run if glyph.text.isdigit()]
        if len(figures) >= DIGITS and _is_mixed(figures):
            yield _oddity("fonts", run)


def _numbers(found: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Digits with their points and commas that touch one another."""
    run: list[Glyph] = []
    for glyph in found:
        if run and not (glyph.text in FIGURES and _touches(run[-1], glyph)):
            yield run
            run = []
        if glyph.text in FIGURES:
            run.append(glyph)
    if run:
        yield run


def _touches(one: Glyph, other: Glyph) -> bool:
    wide, tall = one.em
    level = abs(other.box.y1 - one.box.y1) < LEVEL * tall
    return level and -LEVEL * wide < other.box.x0 - one.box.x1 < GAP * wide


def _is_mixed(figures: Sequence[Glyph]) -> bool:
    """Whether some digits are set differently from the others.

    Small raised note numbers after a number, and the preprinted part of a year (20__), are normal.
    """
    first = figures[0]
    apart = [n for n, glyph in enumerate(figures) if not _is_alike(first, glyph)]
    if not apart:
        return False
    tail = figures[apart[0] :]
    raised = all(
        _is_alike(tail[0], glyph) and glyph.size < first.size and glyph.base > first.base
        for glyph in tail
    )
    year = apart[0] == 2 and first.text + figures[1].text in ("19", "20") and len(figures) in (6, 8)
    return not raised and not year


def _is_alike(one: Glyph, other: Glyph) -> bool:
    small, large = sorted((one.size, other.size))
    level = abs(one.base - other.base) <= RAISED * large
    return one.font == other.font and large <= SIZES * small and level


def _oddity(kind: OddityKind, run: Sequence[Glyph]) -> Oddity:
    text = ordinary("".join(glyph.text for glyph in run))
    return Oddity(
        kind=kind, text=text[:MAX_SHOWN_CHARACTERS], box=union(glyph.box for glyph in run).rounded()
    )
