"""The sum of one month's rows, counting each payment once.

A packet may hold a month twice: two prints, shots that overlap, a list beside a screenshot, a row
and its correction. The same month and amount is one row. If rows may be one payment or two, both
bounds are kept: a rule decides if both give the same result, else a person does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from validators.ground.elsewhere import folded

ZERO = Decimal(0)
CORRECTED = re.compile(r"[(（]?更正(?:申报)?[)）]?")
LABOUR = re.compile(r"劳务|稿酬|特许权")


class EarnedRow(Protocol):
    """The parts of an income row that a sum needs."""

    @property
    def source(self) -> tuple[str, str]: ...
    @property
    def payer(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def taxable(self) -> Decimal | None: ...


@dataclass(frozen=True)
class SumRange:
    """A sum, or its lower and upper bound."""

    low: Decimal = ZERO
    high: Decimal = ZERO

    @property
    def sure(self) -> bool:
        """Whether both bounds are equal."""
        return self.low == self.high

    def __add__(self, other: "SumRange") -> "SumRange":
        return SumRange(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        return f"{self.low:.2f}" if self.sure else f"{self.low:.2f} 至 {self.high:.2f}"

    @property
    def en(self) -> str:
        """The sum as an English message shows it."""
        return f"{self.low:.2f}" if self.sure else f"{self.low:.2f} to {self.high:.2f}"


def kind(title: str) -> str:
    """The kind of a row's income: wages, a one-off bonus, or pay of work outside employment.

    >>> kind("正常工资薪金"), kind("全年一次性奖金收入"), kind("劳务报酬所得")
    ('wage', 'bonus', 'labour')
    """
    return "bonus" if "奖金" in title else "labour" if LABOUR.search(title) else "wage"


def added(rows: Iterable[EarnedRow]) -> SumRange:
    """The sum of a month's rows, all of which have been read."""
    found = tuple(rows)
    by_type: dict[str, dict[str, SumRange]] = {}
    for paper_type in dict.fromkeys(row.source[0] for row in found):
        own = tuple(row for row in found if row.source[0] == paper_type)
        for what in dict.fromkeys(kind(row.title) for row in own):
            part = _by_payer(tuple(row for row in own if kind(row.title) == what))
            by_type.setdefault(what, {})[paper_type] = part
    total = SumRange()
    for amounts in by_type.values():  # papers of two kinds show the same payment
        parts = amounts.values()
        total += SumRange(min(one.low for one in parts), max(one.high for one in parts))
    return total


def contradicted(rows: Iterable[EarnedRow]) -> bool:
    """Whether two papers of one kind and payer disagree on a month, and neither has all rows."""
    return any(
        whole(papers) is None
        for group in _groups(tuple(rows), by_payer=True).values()
        if len(papers := _papers(group)) > 1
    )


def _by_payer(rows: Sequence[EarnedRow]) -> SumRange:
    """The payments of all payers; equal payments of two payers may be one under two names."""
    parts = [_item(group) for group in _groups(rows, by_payer=True).values()]
    total = sum(parts, SumRange())
    payers = {row.payer for row in rows}
    if len(payers) < 2:
        return total
    if "" in payers:  # the payer was not read: these may be the other payers' payments
        merged = [_item(group) for group in _groups(rows, by_payer=False).values()]
        return SumRange(min(total.low, sum(merged, SumRange()).low), total.high)
    alike = Counter(parts)
    return SumRange(sum((part.low for part in alike), ZERO), total.high)


def _groups(rows: Sequence[EarnedRow], *, by_payer: bool) -> dict[tuple[str, str], list[EarnedRow]]:
    groups: dict[tuple[str, str], list[EarnedRow]] = {}
    for row in rows:
        item = folded(CORRECTED.sub("", row.title))
        groups.setdefault((row.payer if by_payer else "", item), []).append(row)
    return groups


def _item(rows: Sequence[EarnedRow]) -> SumRange:
    """One payer's rows of one item: by the paper that has all of them, else as bounds."""
    papers = _papers(rows)
    largest = whole(papers)
    if largest is not None:
        return _once(largest)
    union: Counter[Decimal] = Counter()
    for paper in papers:
        union |= paper
    return SumRange(min(_once(paper).low for paper in papers), _once(union).high)


def _papers(rows: Sequence[EarnedRow]) -> list[Counter[Decimal]]:
    """The amounts by paper; rows that are corrections replace the others."""
    corrections = [row for row in rows if CORRECTED.search(row.title)]
    papers: dict[tuple[str, str], Counter[Decimal]] = {}
    for row in corrections or rows:
        papers.setdefault(row.source, Counter())[row.taxable or ZERO] += 1
    return list(papers.values())


def whole(papers: Sequence[Counter[Decimal]]) -> Counter[Decimal] | None:
    """The paper that has every row of the others; None if there is none."""
    largest = max(papers, key=lambda paper: paper.total())
    return largest if all(paper <= largest for paper in papers) else None


def _once(amounts: Counter[Decimal]) -> SumRange:
    """A month's amounts of one item, without reversed ones; several may be an amount and its
    correction.
    """
    left = Counter(amounts)
    for amount in [amount for amount in amounts if amount < 0]:
        gone = min(left[amount], left[-amount])
        left[amount] -= gone
        left[-amount] -= gone
    paid = [amount for amount in left.elements() if amount > 0]
    back = sum((amount for amount in left.elements() if amount < 0), ZERO)
    return SumRange(min(paid, default=ZERO) + back, sum(paid, ZERO) + back)
