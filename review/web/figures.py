"""Days and weeks as charts."""

from datetime import timedelta
from typing import NamedTuple, cast

from fastapi import APIRouter, Request, Response

from core.clock import today
from core.numbers.dates import parse_date
from review.figures import Figures, PeriodFigures, Span, figures
from review.web.asking import Word
from review.web.guard import Desk, Reader
from review.web.pages import page
from review.web.queue import services

router = APIRouter()
WIDE, HIGH = 34, 110  # width of a span's columns, height of the chart
DAYS = 55  # default: eight weeks


class Bar(NamedTuple):
    """A span's columns and the position of its rate."""

    x: int
    label: str
    stretch: PeriodFigures
    came: int
    closed: int
    rate: int | None


@router.get("/figures")
def show(
    request: Request, store: Desk, who: Reader, since: Word = "", until: Word = "",
    span: Word = "week",
) -> Response:  # fmt: skip
    """Packets received and closed."""
    last = parse_date(until) or today()
    first = parse_date(since) or last - timedelta(days=DAYS)
    asked = cast(Span, span if span in ("day", "week") else "week")
    found = figures(store, min(first, last), last, asked)
    return page(
        request, "figures.html", who, found=found, bars=bars(found), high=HIGH, wide=WIDE,
        services=services(),
    )  # fmt: skip


def bars(found: Figures) -> list[Bar]:
    """The columns of the spans; the highest one is HIGH."""
    highest = max([1, *(max(one.came, one.closed) for one in found.spans)])
    return [
        Bar(
            x=number * WIDE,
            label=one.name[5:],
            stretch=one,
            came=round(HIGH * one.came / highest),
            closed=round(HIGH * one.closed / highest),
            rate=round(HIGH * one.first_pass) if one.first_pass is not None else None,
        )
        for number, one in enumerate(found.spans)
    ]
