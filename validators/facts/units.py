"""The applying unit as several rules see it: no legal person, and when it files its plan."""

import re
from datetime import date, timedelta

from core.numbers.dates import add_months
from validators.ground.case import Case
from validators.policy import Policy

NO_LEGAL_PERSON = re.compile(r"合伙|分公司|个人独资|个体工商")


def plan_window(year: int, case: Case, policy: Policy) -> tuple[date, date]:
    """The quarter of a year in which the plan for the next one is filed."""
    quarter = policy.whole("plan_quarter", case.day)
    first = date(year, 3 * quarter - 2, 1)
    return first, add_months(first, 3) - timedelta(days=1)
