"""First and last days of periods printed as days or as months."""

import calendar
import re

from core.text.sheet import Piece
from core.text.values import TextValue, read_date, read_month
from core.text.values.dates import DAY
from core.text.values.dates import MONTH as ANY_MONTH

MONTH = rf"{ANY_MONTH}(?![0-9])"
SPAN_START = rf"有效期限?(?:为|自|从|:)*({DAY})起?(?:至|到|-+)"
SPAN_END = rf"有效期限?(?:为|自|从|:)*(?:{DAY}起?)?(?:至|到|-+)({DAY}|长期)"
_HALVES = re.compile(r"(?<=[0-9日月])\s*(?:至|到|-{1,2}|起至)\s*(?=[12][0-9]{3})")


def first_day(piece: Piece) -> TextValue | None:
    """The day, or the first day of the month; of a span, its start."""
    head, _ = _span(piece)
    if (day := read_date(head)) is not None:
        return day
    month = read_month(head)
    return TextValue(f"{month.value}-01", month.piece) if month is not None else None


def last_day(piece: Piece) -> TextValue | None:
    """The day, or the last day of the month; of a span, its end."""
    _, tail = _span(piece)
    if (day := read_date(tail)) is not None:
        return day
    month = read_month(tail)
    if month is None:
        return None
    year, number = (int(part) for part in month.value.split("-"))
    return TextValue(f"{month.value}-{calendar.monthrange(year, number)[1]:02d}", month.piece)


def first_month(piece: Piece) -> TextValue | None:
    """The month; of a span, its first."""
    return read_month(_span(piece)[0])


def last_month(piece: Piece) -> TextValue | None:
    """The month; of a span, its last."""
    return read_month(_span(piece)[1])


def is_span(piece: Piece) -> bool:
    """Whether both ends of a period are printed."""
    return _HALVES.search(piece.folded) is not None


def _span(piece: Piece) -> tuple[Piece, Piece]:
    match = _HALVES.search(piece.folded)
    if match is None:
        return piece, piece
    return piece[: match.start()], piece[match.end() :]
