"""Money of condition 7: the years that count, the notices that cover them, and which shareholders
are units.
"""

import re
from datetime import date
from decimal import Decimal

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.look import Value, look
from validators.policy import Policy

UNIT = re.compile(r"公司|合伙|企业|中心|基金|事务所|集团|学校|大学|研究|协会|工会|委员会|厂")
AGREED = ("investment_amount", "investor", "company", "sign_date")
PAID = ("amount", "payer", "payee", "transaction_date", "serial")
"""The amount of an agreement or receipt, and the fields that distinguish them."""
MARKS = 3
"""Index in PAID from which on the day and the number follow."""
Spans = list[tuple[Document, tuple[int, ...]]]


def is_unit(name: str) -> bool:
    """Whether a shareholder is not a natural person.

    >>> is_unit("北京甲投资中心（有限合伙）"), is_unit("张三")
    (True, False)
    """
    return bool(UNIT.search(folded(name)))


def three_years(case: Case, policy: Policy) -> range:
    """The calendar years that count."""
    return range(case.day.year - policy.whole("recent_years", case.day), case.day.year)


def covered_years(case: Case, policy: Policy) -> tuple[set[int], Spans, bool]:
    """The whole years each notice covers, and whether a period was not read."""
    found: Spans = []
    vague = False
    for paper in _once(case.of("tax_info_notice"), policy):
        start, end = look(paper, "period_start", policy), look(paper, "period_end", policy)
        if not (start.sure and end.sure and start.day and end.day):
            vague = True
            continue
        covers = range(start.day.year, end.day.year + 1)
        whole = tuple(y for y in covers if start.text <= f"{y}-01-01" and end.text >= f"{y}-12-31")
        found.append((paper, whole))
    return {year for _, years in found for year in years}, found, vague


def _once(papers: tuple[Document, ...], policy: Policy) -> list[Document]:
    """Each notice once: two copies of one state the same for the same period."""
    names = ("period_start", "period_end", "total")
    found: dict[tuple[str, ...], Document] = {}
    for paper in papers:
        key = tuple(look(paper, name, policy).text for name in names)
        found.setdefault(key if all(key) else (paper.id,), paper)
    return list(found.values())


def total_of(values: list[Value] | tuple[Value, ...]) -> Decimal | None:
    """Their sum; None if one of them was not read for sure."""
    total = Decimal(0)
    for value in values:
        if not value.sure or value.amount is None:
            return None
        total += value.amount
    return total


def distinct(papers: tuple[Document, ...], names: tuple[str, ...], policy: Policy) -> list[Value]:
    """The first field of each paper, each paper once: a second copy is not a second sum.

    Copies of one paper agree in every field; a serial number separates two otherwise equal
    payments. A paper with neither day nor number cannot be told from another.
    """
    seen: list[list[Value]] = []
    for paper in papers:
        values = [look(paper, name, policy) for name in names]
        if any(_twins(values, other) for other in seen):
            continue
        seen.append(values)
    return [values[0] for values in seen]


def _twins(one: list[Value], other: list[Value]) -> bool:
    """Whether two papers agree in all fields that were read."""
    if not any(value.text for value in (*one[MARKS:], *other[MARKS:])):
        return False
    pairs = zip(one, other, strict=True)
    return all(
        folded(a.text) == folded(b.text) or any(v.state == "doubt" and not v.text for v in (a, b))
        for a, b in pairs
    )


def sums(
    papers: tuple[Document, ...], names: tuple[str, ...], policy: Policy
) -> tuple[Decimal | None, Decimal | None]:
    """The sum of the papers without possible second copies, and with them."""
    every = [look(paper, names[0], policy) for paper in papers]
    return total_of(distinct(papers, names, policy)), total_of(every)


def old(paper: Document, name: str, case: Case, policy: Policy) -> bool:
    """Whether a paper is surely older than the three years, counted generously."""
    day = look(paper, name, policy)
    first = date(three_years(case, policy)[0], 1, 1)
    return day.sure and day.day is not None and day.day < first
