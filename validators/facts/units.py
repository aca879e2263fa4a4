"""Facts on the applying unit for several rules: its kind, its claims, its plan's filing window."""

import re
from datetime import date, timedelta
from typing import Literal

from core.numbers.dates import add_months
from validators.ground.case import Case
from validators.ground.compare import can_confirm, folded
from validators.ground.look import look
from validators.policy import Policy

NO_LEGAL_PERSON = re.compile(r"合伙|分公司|个人独资|个体工商")
Kind = Literal["enterprise", "firm", "institution"]
KINDS: tuple[tuple[str, Kind], ...] = (
    ("unit_institutions", "institution"),
    ("unit_firms", "firm"),
    ("unit_enterprises", "enterprise"),
)
DENIED = re.compile(
    r"(?:非|不是|不属于|未(?:被|能)?(?:认定|取得|获得)|拟|计划|正在|准备|申请|申报|争取)"
    r"(?:申请|申报|认定|获得|取得|成为|为|国家级?|北京市|中关村)*$"
)
"""Words before a status that a unit does not have, or not yet."""


def unit_kind(case: Case, policy: Policy) -> Kind | None:
    """The kind of unit by the system's record, in its own words or ours; None if not stated.

    A firm is one of the kinds that the guide names besides enterprises: law, accounting, audit,
    tax.
    """
    recorded = folded(case.application.employer.type or "").lower()
    if not recorded:
        return None
    for name, kind in KINDS:
        if any(re.search(word, recorded) for word in policy.words(name, case.day)):
            return kind
    return None


def claimed_statuses(case: Case, policy: Policy) -> dict[str, bool]:
    """The statuses that the unit claims, by its record or its application: as words of the list.

    With each, whether it is surely claimed: a doubtful reading may say something else.
    """
    texts = [(folded(case.application.employer.type or "").lower(), True)]
    for paper in case.of("unit_registration_application"):
        basic = look(paper, "section_basic", policy)
        texts += [(folded(basic.text), basic.sure)] if can_confirm(basic) else []
    found = {}
    for word in policy.words("unit_statuses", case.day):
        if claims := [sure for text, sure in texts if _says(word, text)]:
            found[word] = any(claims)
    return found


def _says(word: str, text: str) -> bool:
    return any(not DENIED.search(text[: match.start()]) for match in re.finditer(word, text))


def plan_window(year: int, case: Case, policy: Policy) -> tuple[date, date]:
    """The quarter in which the next year's plan is filed."""
    quarter = policy.whole("plan_quarter", case.day)
    first = date(year, 3 * quarter - 2, 1)
    return first, add_months(first, 3) - timedelta(days=1)
