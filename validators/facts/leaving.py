"""Leaving a unit, guide 六（四）: the leaving certificate and the deferral that follows."""

from dataclasses import dataclass
from datetime import date

from core.models.document import Document
from core.numbers.dates import parse_date
from validators.ground.case import NONE, Case, fact
from validators.ground.compare import same
from validators.ground.look import look
from validators.policy import Policy


@dataclass(frozen=True)
class Deferral:
    """The deferral on record: unknown, none, or one with its last day."""

    told: bool
    there: bool = False
    until: date | None = None
    text: str = ""


def deferral(case: Case) -> Deferral:
    """The deferral on record."""
    text = fact(case, "deferral_end")
    if text is None:
        return Deferral(told=False)
    if text.strip() in NONE:
        return Deferral(told=True)
    return Deferral(told=True, there=True, until=parse_date(text), text=text)


def certificate(case: Case, policy: Policy) -> Document | None:
    """The leaving certificate that counts: the one of the permit's unit, else the latest.

    If one of several has an unknown date, it may be the latest and is taken.
    """
    papers = case.of("resignation_certificate")
    for permit in case.of("permit_confirmation"):
        unit = look(permit, "unit_name", policy)
        own = [paper for paper in papers if same(look(paper, "company", policy), unit)]
        papers = tuple(own) or papers
    days = [(look(paper, "leave_date", policy), paper) for paper in papers]
    for value, paper in days:
        if not value.sure or value.day is None:
            return paper
    return max(days, key=lambda pair: pair[0].text)[1] if days else None
