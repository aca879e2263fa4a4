"""The months of income that a packet proves, drawn from all its income papers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from core.models.document import Document
from core.numbers.dates import month_of, months
from validators.facts import parties
from validators.facts.earned import SumRange, added, contradicted, kind
from validators.facts.whose import numbered_otherwise
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.kept import kept
from validators.ground.look import Value, cell, look
from validators.policy import Policy

CENT = Decimal("0.01")
LARGE = 100
"""Yuan: from this amount on, a doubtful reading is surely not zero."""
MIN_CONFIDENCE = 0.3
"""Minimum confidence at which an amount is surely present, with a digit or two in doubt."""
TAXES = ("tax_due", "tax_paid")
RECORD = "iit_tax_record"
OLD = (RECORD, "iit_tax_list")
YEARS = 3
"""Number of years for which conditions 4, 5 and 8 require the income."""
"""It shows tax, never income: it proves a month, and no amount."""
MONTH = re.compile(r"20[0-9]{2}\s?[-/.年]?\s?(?:1[0-2]|0?[1-9])\s?月?")


RECORDS = re.compile(r"共\s?([0-9]{1,4})\s?条")
"""The row count that a client screenshot states: 共36条记录."""


@dataclass(frozen=True)
class IncomeRow:
    """One row of an income paper."""

    document: Document
    period: Value
    income: Value
    exempt: Value
    item: Value

    payer: str = ""
    """The payer, if read for sure."""
    levied: bool = False
    """Whether the row surely shows a tax above zero."""

    @property
    def source(self) -> tuple[str, str]:
        """Its paper: type and id."""
        return self.document.type, self.document.id

    @property
    def title(self) -> str:
        """The row's own name for its income."""
        return self.item.text

    @property
    def tells(self) -> bool:
        """Whether its paper shows income."""
        return self.document.type != RECORD

    @property
    def taxable(self) -> Decimal | None:
        """Income less exempt income (AMB-06); None if either was not read for sure."""
        if not self.income.sure or self.income.amount is None:
            return None
        if self.exempt.state == "doubt":
            return None
        return self.income.amount - (self.exempt.amount or Decimal(0))

    @property
    def earns(self) -> bool:
        """Whether it surely shows taxable income above zero, even if single digits are in doubt.

        A zero is never read as such a large amount, however doubtful a digit is.
        """
        income, exempt = _read(self.income), _read(self.exempt)
        if not (self.tells and self.period.sure) or income is None or income < LARGE:
            return False
        if self.exempt.state != "doubt":
            return income > (self.exempt.amount or 0)
        return self.levied or (exempt is not None and 2 * exempt < income)


def _read(value: Value) -> Decimal | None:
    """An amount with at most single digits in doubt."""
    seen = value.field is not None and value.field.confidence >= MIN_CONFIDENCE
    return value.amount if value.sure or seen else None


@dataclass(frozen=True)
class IncomeLedger:
    """All rows of the applicant's income papers."""

    lines: tuple[IncomeRow, ...]
    papers: tuple[Document, ...]
    whole: bool
    """Every row was surely read: totals agree and no part of the papers is unread."""
    told: bool
    """As `whole`, but only for papers that show income: a tax record hides none."""

    @cached_property
    def known(self) -> frozenset[str]:
        """The months with a sure row."""
        return frozenset(line.period.text for line in self.lines if line.period.sure)

    def of(self, month: str) -> tuple[IncomeRow, ...]:
        """The rows of a month."""
        return self._by_month.get(month, ())

    @cached_property
    def _by_month(self) -> dict[str, tuple[IncomeRow, ...]]:
        found: dict[str, tuple[IncomeRow, ...]] = {}
        for line in self.lines:
            found[line.period.text] = (*found.get(line.period.text, ()), line)
        return found

    def total(self, span: Iterable[str], *, leave: tuple[str, ...] = ()) -> SumRange | None:
        """Taxable income over a span, each payment once; None unless every row was read for sure.

        `leave` names the kinds to leave out: bonus, labour (`earned.kind`).
        """
        amount = SumRange()
        for month in span:
            monthly = self._of_month(month, leave)
            if monthly is None:
                return None
            amount += monthly
        return amount

    def _of_month(self, month: str, leave: tuple[str, ...]) -> SumRange | None:
        """Taxable income of a month, computed once because spans share months."""
        if (month, leave) not in self._amounts:
            lines = [line for line in self.of(month) if line.tells]
            unread = any(line.taxable is None or not line.period.sure for line in lines)
            rows = (line for line in lines if kind(line.title) not in leave)
            self._amounts[month, leave] = None if unread or not lines else added(rows)
        return self._amounts[month, leave]

    @cached_property
    def _amounts(self) -> dict[tuple[str, tuple[str, ...]], SumRange | None]:
        return {}

    def earns(self, month: str) -> bool:
        """Whether each income row of a month surely shows income above zero."""
        rows = [line for line in self.of(month) if line.tells]
        return bool(rows) and all(line.earns for line in rows)

    def disputed(self, span: Iterable[str]) -> list[str]:
        """The months on which two papers of one kind and payer disagree."""
        rows = {
            month: [ln for ln in self.of(month) if ln.tells and ln.taxable is not None]
            for month in span
        }
        return [month for month, lines in rows.items() if contradicted(lines)]

    def taxed(self, month: str, policy: Policy) -> bool:
        """Whether a tax record surely shows tax for the month, which proves income."""
        cells = (
            cell(line.document, row, "tax_paid", policy)
            for line in self.of(month)
            if not line.tells and line.period.sure
            for row in line.document.rows
            if cell(line.document, row, "period", policy).text == month
        )
        return any(paid.sure and (paid.amount or 0) > 0 for paid in cells)

    def shown(self, span: Iterable[str]) -> tuple[Value, ...]:
        """The income cells of a span, as evidence."""
        return tuple(line.income for month in span for line in self.of(month))


@kept
def ledger(case: Case, policy: Policy) -> IncomeLedger:
    """The applicant's income, from every paper that is not surely somebody else's.

    A paper with another person's number and a doubtful name may be: its rows prove nothing.
    """
    person = parties.applicant(case, policy)
    papers = tuple(
        paper
        for paper in case.of(*parties.INCOME)
        if agrees(look(paper, "name", policy), person.name) is not False
    )
    doubted = {paper.id for paper in papers if numbered_otherwise(paper, person, policy)}
    proving = [paper for paper in papers if paper.id not in doubted]
    lines = tuple(line for paper in proving for line in _lines(paper, policy))
    unread = doubted | {paper.id for paper in proving if not _adds_up(paper, policy)}
    unread |= {line.document.id for line in lines if not line.period.sure}
    telling = any(paper.id in unread for paper in papers if paper.type != RECORD)
    return IncomeLedger(lines, papers, whole=not unread, told=not telling)


def _lines(paper: Document, policy: Policy) -> Iterable[IncomeRow]:
    payer = look(paper, "employer", policy)
    who = folded(payer.text) if payer.sure else ""
    names = ("period", "income", "exempt_income", "income_item")
    for row in paper.rows:
        period, income, exempt, item = (cell(paper, row, name, policy) for name in names)
        taxes = (cell(paper, row, name, policy) for name in TAXES)
        levied = any(tax.sure and (tax.amount or 0) > 0 for tax in taxes)
        yield IncomeRow(paper, period, income, exempt, item, who, levied)


def _adds_up(paper: Document, policy: Policy) -> bool:
    """Whether the rows make up the printed total; true if no total is printed.

    A differing total counts even if it was read with doubt, as a row may be lost, unless the paper
    states its number of rows and that many were read.
    """
    if paper.troubles or not paper.rows or _unread_pages(paper):
        return False
    for name, column in (("total_income", "income"), ("total", "tax_paid")):
        total = look(paper, name, policy)
        if total.state == "doubt" and total.amount is None:
            return _counted(paper)
        if total.amount is not None:
            rows = [cell(paper, row, column, policy).amount or Decimal(0) for row in paper.rows]
            same = abs(sum(rows, Decimal(0)) - total.amount) <= CENT
            return same or (not total.sure and _counted(paper))
    return not _falls_short(paper, policy)


def _counted(paper: Document) -> bool:
    """Whether each stated row count of the paper equals the number of rows read."""
    counts = {int(n) for line in paper.lines for n in RECORDS.findall(line.text)}
    return counts == {len(paper.rows)}


def _falls_short(paper: Document, policy: Policy) -> bool:
    """Whether a page's rows end before the queried months: they may be cut off."""
    first, last = look(paper, "query_start", policy).text, look(paper, "query_end", policy).text
    read = sorted(cell(paper, row, "period", policy).text for row in paper.rows)
    if not paper.lines or not (first and last and read[0]):
        return False
    return first < read[0] or read[-1] < last


def _unread_pages(paper: Document) -> bool:
    """Whether a page lists months of which no row was read."""
    read = {field.page for row in paper.rows for field in row.values()}
    listed = [line.page for line in paper.lines if MONTH.fullmatch(line.text)]
    return any(page not in read and listed.count(n) > 1 for n, page in enumerate(paper.pages))


def lacking_months(months: Iterable[str]) -> tuple[str, ...]:
    """The causes for unproved months: several rules may need the same month."""
    return tuple(f"month:{month}" for month in months)


def old_papers_lack(case: Case, policy: Policy, gone: Iterable[str]) -> tuple[str, ...]:
    """The missing income papers if nothing else is wrong: any of them, or tax papers if all
    unproved months are older than the client.
    """
    if not case.of(*parties.INCOME):
        return parties.INCOME
    since = f"{policy.date_of('client_income_from', case.day):%Y-%m}"
    there = case.of(*OLD) or any(month >= since for month in gone)
    return () if there else OLD


def windows(day: date, length: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two accepted spans of months before a day (AMB-01, AMB-02), the earlier first.

    >>> [(w[0], w[-1]) for w in windows(date(2020, 1, 31), 6)]
    [('2019-06', '2019-11'), ('2019-07', '2019-12')]
    """
    early = months(month_of(day, -length - 1), length)
    return early, months(month_of(day, -length), length)


def asked_years(day: date) -> range:
    """The calendar years before a day for which conditions 4, 5 and 8 require the income.

    >>> list(asked_years(date(2020, 1, 31)))
    [2017, 2018, 2019]
    """
    return range(day.year - YEARS, day.year)
