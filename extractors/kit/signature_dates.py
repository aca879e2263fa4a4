"""Dates beside signatures: the nearest below or beside a label, or the place was left empty."""

import re
from collections.abc import Iterator, Sequence

from core.models.document import Field
from core.models.geometry import Box
from core.reasons import reason
from core.text.sheet import Piece
from core.text.values import read_date
from core.text.values.dates import find_dates
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.signature_places import SignatureLabel, spots
from extractors.kit.signatures import REACH, legibility
from extractors.kit.strokes import Trace, ink_in

DATE_DROP = 0.16  # share of the page's height: the largest distance of a date below its signature


def signature_date(
    sheets: Sheets, name: str, labels: Sequence[str], *, blank: bool = True
) -> Field | None:
    """The date nearest to the signature label, beside or below it.

    With `blank`, a printed 年 月 日 that nobody filled in is an absent field. None if neither is near.
    """
    best: tuple[float, Field] | None = None
    for sheet in sheets:
        for spot in spots(sheet, labels):
            for far, field in _dates_at(spot, name, blank):
                if best is None or far < best[0]:
                    best = (far, field)
    return best[1] if best else None


def _dates_at(spot: SignatureLabel, name: str, blank: bool) -> Iterator[tuple[float, Field]]:
    """Dates beside or below the label with their distances, in page fractions."""
    spec = FieldSpec(name, "date")
    for row in spot.sheet.rows:
        whole = Piece(tuple(c for i in row for c in spot.sheet.piece(i).dense().chars))
        for piece in _date_pieces(whole):
            box = piece.level
            if box is None or not _is_near(spot, box):
                continue
            aside = max(0.0, spot.box.x0 - box.x1, box.x0 - spot.box.x1 - REACH)
            far = abs(box.cy - spot.box.cy) + 0.5 * aside
            value = read_date(piece)
            if value is not None:
                yield far, make_field(spec, value)
            elif blank:
                yield far + 0.02, _blank_date(spot, spec, piece)


# Text in place of a date: not filled in, or filled in and not read.
_UNREAD = re.compile(r"[12][0-9〇○零一二三四五六七八九]{3}年.{1,3}?月.{0,3}日|年.{0,3}月.{0,3}日")

_FIGURES = re.compile(r"年.*[0-9〇○一二三四五六七八九十].*日")


def _date_pieces(row: Piece) -> Iterator[Piece]:
    days = [day for day in find_dates(row) if day.unit == "day"]
    yield from (day.piece for day in days)
    for match in _UNREAD.finditer(row.folded):
        if all(match.end() <= day.start or match.start() >= day.end for day in days):
            yield row[match.start() : match.end()]


def _is_near(spot: SignatureLabel, box: Box) -> bool:
    down = box.cy - spot.box.cy
    if not -1.2 * spot.box.height < down < DATE_DROP:
        return False
    if down < 0.6 * spot.box.height and box.cx < spot.box.x0:
        return False  # beside it on the left: another label's date
    if not spot.box.x0 - 0.25 < box.cx < spot.box.x1 + 0.5:
        return False
    return not any(
        spot.box.y1 < line.box.cy < box.y0 and re.search("签[字名章]", text)
        for line, text in zip(spot.sheet.lines, spot.sheet.folded, strict=True)
        if line.box.x0 < box.x1 and line.box.x1 > spot.box.x0
    )


def _blank_date(spot: SignatureLabel, spec: FieldSpec, piece: Piece) -> Field:
    """A printed 年 月 日 without its numbers: left empty, or filled in and not read."""
    box = piece.box
    assert box is not None
    before = Box(max(0.0, box.x0 - 2.5 * box.height), box.y0, box.x1, box.y1)
    trace, sure = ink_in(spot.sheet.page, before, box.height)
    if trace == "absent" and _FIGURES.search(piece.folded):
        trace = "unclear"  # 2026年4月0日: somebody wrote a day that was not read
    troubles: dict[Trace, str] = {
        "present": reason("value.date_unread"),
        "absent": reason("value.date_blank"),
        "unclear": reason("value.date_unsure"),
    }
    return Field(
        name=spec.name,
        kind=spec.kind,
        value=None,
        raw=piece.text,
        confidence=round(min(sure, legibility(spot.sheet)), 4),
        page=piece.page,
        box=before,
        presence=trace,
        trouble=troubles[trace],
    )
