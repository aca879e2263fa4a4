"""Money of condition 7: the years that count, the notices that cover them, who is no person."""

import re
from decimal import Decimal

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.look import Value, look
from validators.policy import Policy

UNIT = re.compile(r"公司|合伙|企业|中心|基金|事务所|集团|学校|大学|研究|协会|工会|委员会|厂")
Spans = list[tuple[Document, tuple[int, ...]]]


def is_unit(name: str) -> bool:
    """Whether a shareholder is no natural person.

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
    for paper in case.of("tax_info_notice"):
        start, end = look(paper, "period_start", policy), look(paper, "period_end", policy)
        if not (start.sure and end.sure and start.day and end.day):
            vague = True
            continue
        covers = range(start.day.year, end.day.year + 1)
        whole = tuple(y for y in covers if start.text <= f"{y}-01-01" and end.text >= f"{y}-12-31")
        found.append((paper, whole))
    return {year for _, years in found for year in years}, found, vague


def total_of(values: list[Value] | tuple[Value, ...]) -> Decimal | None:
    """Their sum; None where one of them was not read for sure."""
    total = Decimal(0)
    for value in values:
        if not value.sure or value.amount is None:
            return None
        total += value.amount
    return total
