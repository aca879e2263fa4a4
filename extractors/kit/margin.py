"""The margin below an income table without a note: clean, or with something written there."""

import re

from core.models.document import Field
from core.models.geometry import Box, union
from core.models.page import Line
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet
from core.text.stamps import without_seal_text
from extractors.kit.handler import INK, ORG

PRINTED = re.compile(r"说明|凭证|查询|验证|打印|扫描|附件[0-9:]|(?<![兹特])证明")
STRAY = 12  # hundredths of the page, square: unread ink of this size counts as something
UNSEEN = 0.5  # maximum confidence of an absence if no ink was measured


def nothing(sheet: TextSheet, name: str, edge: float, note: Piece | None = None) -> Field:
    """Nothing was found: absent if the margin is clean, unread if something is there.

    The words of a `note` that was found are no signature to it.
    """
    margin = Box(0.03, min(0.95, edge + 0.01), 0.97, 0.97)
    rest = without_seal_text(sheet).lines
    own = {id(char.sheet.lines[char.line]) for char in note.chars} if note is not None else set()
    doubtful = [ln for ln in rest if ln.box.cy > edge and id(ln) not in own and _scrawl(ln)]
    # A note is wider than a seal; a signature may be completely under one.
    stray = _stray_ink(sheet, margin, under_seals=name == "handler_signature")
    unread = bool(doubtful) or stray is not None
    known = sheet.page.ink is not None
    sure = min([0.95, *(ln.confidence for ln in sheet.lines if ln.box.cy > edge)])
    return Field(
        name=name,
        kind="person" if name == "handler_signature" else "text",
        value=None,
        raw="",
        confidence=0.0 if unread else round(sure if known else min(sure, UNSEEN), 4),
        page=sheet.ref,
        box=union(ln.place() for ln in doubtful) if doubtful else (stray or margin),
        presence="present" if unread else "absent",
        trouble=reason("value.note_unread") if unread else reason("value.note_absent"),
    )


def _scrawl(line: Line) -> bool:
    """A line that was read badly, or that mentions a unit as only a note would."""
    text = squeeze(line.text)
    if line.confidence < 0.75 and len(text) >= 2:
        return True
    names_unit = "由" in text or ORG.search(text) is not None
    return names_unit and len(text) > 6 and "税务" not in text and not PRINTED.search(text)


def _stray_ink(sheet: TextSheet, margin: Box, *, under_seals: bool) -> Box | None:
    """Ink in the margin where no text was read, of at least the size of a short word."""
    ink = sheet.page.ink
    if ink is None:
        return None
    read = [line.place().grow(0.01, 0.01) for line in sheet.lines]
    if not under_seals:
        read += [seal.box.grow(0.01, 0.01) for seal in sheet.page.seals]
    step = 0.01
    inked = []
    y = margin.y0
    while y < margin.y1 - step:
        level = [box for box in read if box.y0 < y + step and box.y1 > y]
        x = margin.x0
        while x < margin.x1 - step:
            cell = Box(x, y, x + step, y + step)
            if ink.share(cell) > INK and not any(box.overlap(cell) > 0 for box in level):
                inked.append(cell)
            x += step
        y += step
    return union(inked) if len(inked) >= STRAY else None
