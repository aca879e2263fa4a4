"""Who signed: the name at 经办人, 代理人 or 签字, or alone near a note."""

import re

from core.models.document import Field
from core.models.geometry import Box
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet
from core.text.surnames import looks_like_name

LABELS = r"(?:经办人|代理人|办理人|经手人)\s*(?:签\s*(?:字|名|章)|确认)?|签\s*(?:字|名)(?:人)?"
SIGN = re.compile(rf"[(（]?(?:{LABELS})[)）]?\s*:?\s*")
_HAN = re.compile(r"[㐀-鿿]{1,12}(?:·[㐀-鿿]{1,12})+|[㐀-鿿]{2,5}")
ORG = re.compile(
    r"公司|事务所|中心|学校|大学|学院|医院|研究院|研究所|协会|学会|基金会|银行|集团|单位"
)
_DATED = re.compile(r"(?<=[㐀-鿿])[,.;:]?(?:19|20)\d{2}[-./年]\d{1,2}(?:[-./月]\d{0,2}日?)?$")
"""A date written behind a signature."""
REACH = 0.3  # of the page: how far below its note a signature may be
INK = 0.02  # from this share of ink on, something is written


def find_signature(sheet: TextSheet, note: Piece | None, below: float) -> Field | None:
    """The name at 经办人/代理人/签字, or alone near the note."""
    for i, text in enumerate(sheet.folded):
        if sheet.lines[i].box.cy < below or len(squeeze(text)) > 60:
            continue
        match = SIGN.search(text)
        if match is None or not (match.start() == 0 or note is not None):
            continue
        name = _name(sheet.piece(i, match.end())) or _beside(sheet, i)
        return name or _blank(sheet, sheet.piece(i, match.start(), match.end()))
    place = note.level if note is not None else None
    if place is not None:
        return _alone(sheet, place, below, measured=True)
    bar = Box(0.1, below, 0.5, min(1.0, below + sheet.line_height))
    return _alone(sheet, bar, below, measured=False) if below else None


def _name(piece: Piece) -> Field | None:
    """A name at the start of the piece."""
    flat = piece.dense().strip(" :;,._|*-()'\"")
    match = _HAN.match(flat.folded)
    if match is None:
        return None
    found = flat[: match.end()]
    sure = found.confidence if looks_like_name(found.text) else min(0.7, found.confidence)
    return _signature(found.text, found, sure)


def _beside(sheet: TextSheet, line: int) -> Field | None:
    box = sheet.lines[line].box
    near = [
        i
        for i, other in enumerate(sheet.lines)
        if i != line
        and -0.02 < other.box.x0 - box.x1 < 0.2
        and abs(other.box.cy - box.cy) < 0.8 * max(box.height, other.box.height)
        and (len(squeeze(other.text)) <= 5 or _HAN.fullmatch(squeeze(other.text)))
    ]
    for i in sorted(near, key=lambda i: sheet.lines[i].box.x0):
        if (name := _name(sheet.piece(i))) is not None:
            return name
    return None


def _alone(sheet: TextSheet, note: Box, below: float, *, measured: bool) -> Field | None:
    """A line near the note, or below the table, that is only a name."""
    best: tuple[float, int] | None = None
    for i, line in enumerate(sheet.lines):
        text, box = _DATED.sub("", squeeze(sheet.folded[i])).strip("()[].,:;*-_"), line.box
        if not _HAN.fullmatch(text) or ORG.search(text) or not looks_like_name(text):
            continue
        away = box.cy - note.cy
        reach = REACH if measured else 0.6
        if box.cy < below or box.overlap(note) > 0.3 or not -0.05 < away < reach:
            continue
        cost = abs(away) + 0.3 * abs(box.x0 - note.x0) + (0.2 if len(text) == 5 else 0)
        cost += 0.3 if measured and box.height < 0.55 * note.height else 0
        if best is None or cost < best[0]:
            best = (cost, i)
    return _name(sheet.piece(best[1])) if best is not None else None


def _blank(sheet: TextSheet, label: Piece) -> Field:
    """A label without a readable name: ink beside it is an unread signature."""
    place = label.box
    assert place is not None
    right = Box(place.x1, place.y0, min(1.0, place.x1 + 0.15), place.y1).grow(0, place.height)
    ink = sheet.page.ink
    written = ink is not None and ink.share(right) > INK
    return Field(
        name="handler_signature",
        kind="person",
        value=None,
        raw=label.text,
        confidence=0.0 if written or ink is None else 0.9,
        page=label.page,
        box=right,
        presence="present" if written else ("absent" if ink is not None else "unclear"),
        trouble=reason("value.signature_unread") if written else reason("value.signature_absent"),
    )


def _signature(text: str, piece: Piece, sure: float) -> Field:
    return Field(
        name="handler_signature",
        kind="person",
        value=text,
        raw=piece.text,
        confidence=round(sure, 4),
        page=piece.page,
        box=piece.box,
    )
