"""The required date on a paper, found by running its rule for different dates.

So the answer includes all details of the rule (clamped months, days off, figures of another
edition). A rule that the edition does not have, or that does not bind the service, requires
nothing.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from core.errors import PolicyError
from core.models.base import Wording
from core.models.need import Reach
from validators.facts.parties import ROLE_ZH
from validators.ground.case import Case
from validators.ground.verdict import Rule
from validators.judging.families import rules_of
from validators.planning.plan import Plan, case_of, paper
from validators.policy import Policy

FAR = timedelta(days=3000)
"""A date this far from the planned day is surely enough, or surely not."""
AHEAD, BACK = timedelta(days=400), timedelta(days=366)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class CheckedDate:
    """A date on a paper and the rule that checks it; `more` has other fields the rule needs."""

    paper: str
    field: str
    rule: str
    kind: Literal["until", "since"] = "until"
    more: Mapping[str, str] = dataclasses.field(default_factory=dict)
    begins: str = ""
    """The field of the first day of the paper's term."""


TERMS = (
    CheckedDate("labor_contract:applicant", "end_date", "CONTRACT-6M", begins="start_date"),
    CheckedDate("labor_contract:spouse", "end_date", "SPOUSE-CONTRACT-6M", begins="start_date"),
    CheckedDate("lease_contract", "lease_end", "RES-LEASE-6M", begins="lease_start"),
    CheckedDate("residence_permit_card", "valid_to", "RES-PERMIT-3M", begins="valid_from",
         more={"issuer": "北京市公安局"}),
    *(CheckedDate(f"id_card:{role}", "valid_to", "GEN-ID-EXPIRY") for role in ROLE_ZH),
    CheckedDate("chsi_registration_form", "valid_until", "EDU-VALID-3M"),
    CheckedDate("education_verification_report", "valid_until", "EDU-VALID-3M"),
    CheckedDate("degree_verification_report", "valid_until", "EDU-VALID-3M"),
    CheckedDate("degree_online_report", "valid_until", "EDU-VALID-3M"),
    CheckedDate("software_enterprise_certificate", "valid_to", "UNIT-QUALCERT-VALID"),
    CheckedDate("other_qualification_certificate", "valid_to", "UNIT-QUALCERT-VALID"),
    CheckedDate("high_tech_certificate", "issue_date", "UNIT-QUALCERT-VALID", "since"),
    CheckedDate("capital_verification_report", "report_date", "UNIT-CAPVER-1Y", "since"),
    CheckedDate("school_enrollment_certificate", "issue_date", "CHILD-16-SCHOOL", "since"),
    CheckedDate("tax_info_notice", "period_end", "UNIT-TAXNOTICE-YEAR", begins="period_start"),
    CheckedDate("social_insurance_record", "query_date", "ANNUAL-SI-12M", "since"),
)  # fmt: skip
"""The limits that a paper at hand may miss; a test checks both sides of each."""


def reaches(wanted: str, plan: Plan, policy: Policy) -> tuple[Reach, ...]:
    """The required dates on a paper for the planned day."""
    found = (_reach(term, plan, policy) for term in TERMS if term.paper == wanted)
    return tuple(one for one in found if one is not None)


def _reach(term: CheckedDate, plan: Plan, policy: Policy) -> Reach | None:
    text = next((one for one in policy.rules if one.id == term.rule), None)
    code = next((one for one in rules_of(policy) if one.id == term.rule), None)
    if text is None or code is None or not text.binds(plan.service):
        return None
    asked = _Asked(term, code, plan, case_of(plan, policy), policy)
    first = asked.first()
    if first is None:
        return None
    given = plan.until.get(term.paper)
    return Reach(
        type=term.paper.partition(":")[0],
        field=term.field,
        kind=term.kind,
        day=first,
        rule=text.id,
        title=Wording(zh=text.title_zh, en=text.title_en),
        section=text.section,
        given=given,
        holds=None if given is None else asked.fine(given, plan.day),
        last=None if given is None else asked.last(given),
    )


@dataclass(frozen=True)
class _Asked:
    """A rule to run on papers of one kind with different dates."""

    term: CheckedDate
    code: Rule
    plan: Plan
    bare: Case
    """The case without a paper."""
    policy: Policy

    def first(self) -> date | None:
        """The earliest date that is enough; None if the date makes no difference, or none is
        enough.
        """
        day = self.plan.day
        best, worst = self._bounds(day)
        least = self.faults(best, day)
        if self.faults(worst, day) == least:
            return None
        return between(worst, best, lambda printed: self.faults(printed, day) == least)

    def last(self, given: date) -> date | None:
        """The last filing day on which `given` is enough, within about a year."""
        earliest = self.plan.day - BACK
        if self.term.kind == "since":
            earliest = max(earliest, given)
        latest = self.plan.day + AHEAD
        if earliest > latest or not self.fine(given, earliest) or self.fine(given, latest):
            return None
        return between(earliest, latest, lambda day: not self.fine(given, day)) - DAY

    def fine(self, printed: date, day: date) -> bool:
        """Whether no other date would be better on that filing day."""
        return self.faults(printed, day) == self.faults(self._bounds(day)[0], day)

    def _bounds(self, day: date) -> tuple[date, date]:
        """A date that is surely enough, and one that surely is not."""
        return (day + FAR, day - FAR) if self.term.kind == "until" else (day, day - FAR)

    def faults(self, printed: date, day: date) -> Counter[str]:
        """The rule's faults for the paper with this date."""
        values = {self.term.field: printed.isoformat(), **self.term.more}
        if self.term.begins:
            values[self.term.begins] = min(printed, day - FAR).isoformat()
        shown = paper(self.plan, self.term.paper, 0, **values)
        case = replace(self.bare, documents=(shown,), day=day)
        return _faults(self.code, case, self.policy)


def _faults(code: Rule, case: Case, policy: Policy) -> Counter[str]:
    try:
        verdicts = code(case, policy)
    except PolicyError:  # a figure is missing on that day: nothing is known
        return Counter(("gap",))
    return Counter(one.status for one in verdicts if one.status in ("fail", "review"))


def between(low: date, high: date, holds: Callable[[date], bool]) -> date:
    """The first day for which `holds` is true, if it is true from some day on.

    >>> between(date(2020, 1, 1), date(2020, 2, 1), lambda day: day >= date(2020, 1, 15))
    datetime.date(2020, 1, 15)
    """
    while high - low > DAY:
        middle = low + (high - low) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
