"""The months of Beijing social insurance that a packet shows, by its personal records."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from core.models.document import Document, Field
from core.numbers.dates import month_of, months
from validators.facts import parties
from validators.ground.case import Case
from validators.ground.compare import agrees, can_confirm
from validators.ground.look import Value, cell, look
from validators.policy import Policy

RECORDS = ("social_insurance_record", "external_social_insurance_proof")
MONTHS_OF_YEAR = 12
MAX_SPAN_MONTHS = 600
"""Months; a longer span means a misread year."""


@dataclass(frozen=True)
class PaidMonths:
    """A row: months paid for one employer, or one payment over a span."""

    document: Document
    employer: Value
    span: tuple[str, ...]
    """Empty if its ends were not read for sure."""
    count: int | None
    """Months actually paid within the span; None if not printed or not read."""
    base: Value
    back: bool
    """Paid later than due (补缴, printed as *)."""
    counted: bool = True
    """The number of months paid was read, or is not printed."""
    year: str = ""
    """The year, if the row is the sum of a year."""

    @property
    def full(self) -> bool:
        """Whether every month of the span is surely paid."""
        paid = self.count is None or self.count >= len(self.span)
        return bool(self.span) and self.counted and paid


@dataclass(frozen=True)
class Book:
    """All rows of the applicant's records."""

    segments: tuple[PaidMonths, ...]
    payments: tuple[PaidMonths, ...]
    papers: tuple[Document, ...]
    whole: bool
    """No part of the papers was left unread."""

    @property
    def rows(self) -> tuple[PaidMonths, ...]:
        """The payments, which give single months; the segments if there are none."""
        return self.payments or self.segments

    def paid(self, *, back: bool = True) -> frozenset[str]:
        """The months surely paid, with or without back payments."""
        return _months(row for row in self.rows if row.full and (back or not row.back))

    @property
    def vague(self) -> frozenset[str]:
        """The months in a span that is only partly paid."""
        return _months(row for row in self.rows if not row.full and row.count != 0)


def _months(rows: Iterable[PaidMonths]) -> frozenset[str]:
    return frozenset(month for row in rows for month in row.span)


def contributions(case: Case, policy: Policy) -> Book:
    """The applicant's rows, from every record that is not surely somebody else's."""
    own = parties.applicant(case, policy).name
    papers = tuple(
        paper
        for paper in case.of("social_insurance_record")
        if agrees(look(paper, "name", policy), own) is not False
    )
    segments, payments = [], []
    for paper in papers:
        for row in paper.rows:
            if "segments.start" in row or "segments.employer" in row:
                segments.append(_stretch(paper, row, "segments.", case, policy))
            elif "period" in row:
                payments.append(_stretch(paper, row, "", case, policy))
    payments = [_of_year(row, _months(segments)) for row in payments]
    whole = all(row.span for row in (*segments, *payments)) and not any(
        paper.troubles or not paper.rows for paper in papers
    )
    return Book(tuple(segments), tuple(payments), papers, whole)


def _of_year(row: PaidMonths, employed: frozenset[str]) -> PaidMonths:
    """A payment for a year with its months, if all were paid or `employed` shows which."""
    if not row.year:
        return row
    shown = tuple(sorted(month for month in employed if month.startswith(row.year)))
    return replace(
        row, span=shown if len(shown) == row.count else months(f"{row.year}-01", MONTHS_OF_YEAR)
    )


def _stretch(
    paper: Document, row: dict[str, Field], prefix: str, case: Case, policy: Policy
) -> PaidMonths:
    segment = bool(prefix)
    first = cell(paper, row, "segments.start" if segment else "period", policy)
    last = cell(paper, row, "segments.end" if segment else "period_end", policy)
    count = cell(paper, row, "segments.months" if segment else "pension_months", policy)
    name = cell(paper, row, f"{prefix}employer", policy)
    star = cell(paper, row, "back_payment", policy)
    end = last.text if last.sure else ""
    if last.state in ("missing", "absent"):  # still paid, or one month
        end = month_of(case.day, -1) if segment else first.text
    year = first.text if first.sure and len(first.text) == 4 else ""
    span = _span(first.text, end) if first.sure and end and not year else ()
    number = int(count.text) if count.text.isdecimal() else None
    # More months than the span has were not read right: two cells became one number.
    most = len(span) or (MONTHS_OF_YEAR if year else MAX_SPAN_MONTHS)
    fits = number is None or number <= most
    return PaidMonths(
        paper,
        name,
        span,
        number if count.sure and fits else None,
        cell(paper, row, "pension_base", policy),
        star.state in ("sure", "doubt"),
        counted=fits
        and (
            (not count.text and count.state != "doubt")
            or (not year and can_confirm(count) and (number or 0) >= len(span))
            or (count.sure and number is not None)
        ),
        year=year,
    )


def _span(first: str, last: str) -> tuple[str, ...]:
    try:
        size = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
        return months(first, size) if 0 < size <= MAX_SPAN_MONTHS else ()
    except ValueError:
        return ()


def monthly(row: PaidMonths) -> Decimal | None:
    """The base of one month: a yearly base divided by the months it was paid for."""
    size = row.count or len(row.span)
    if not row.base.sure or row.base.amount is None or not size:
        return None
    return row.base.amount / size
