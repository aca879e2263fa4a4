"""A planned application as described by a person, and the case built from it for the rules.

Rules read records and papers. So the given facts become a record and papers that state them: a
change form with the thing to be changed, a form with the marital status.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field as Bound

from core.models.application import Application
from core.models.base import Model, Wording
from core.models.document import Document, Field, Kind, PageRef
from core.numbers.identity import check_digit
from validators.facts.changes import CHANGES
from validators.facts.parties import CHILD_TYPES, HOLDER, ROLE_EN, ROLE_ZH, TITLES
from validators.ground.case import Case
from validators.policy import Policy, Requirement, ServicePapers

Change = Literal["diploma", "degree", "title", "identity", "name", "spouse_removed"]
Marital = Literal["married", "divorced", "single"]
Education = Literal["degree", "diploma", "overseas"]
UNIT = "单位"
NOWHERE = PageRef(file="", page=1)
MAX_CHILDREN = 6
REMOVED = "减少随往配偶"
LONG, SHORT = "240", "0"
"""Months of insurance in Beijing that are surely enough, and surely not."""


class Plan(Model):
    """The facts given by a person. None or an empty list means not given."""

    service: str
    day: date
    condition: Annotated[int, Bound(ge=1, le=8)] | None = None
    home: str | None = None
    """A kind of home, as the system's record names it."""
    ways: tuple[str, ...] = ()
    """The chosen ways, by their ids in packets.toml."""
    spouse: bool | None = None
    children: Annotated[tuple[date, ...], Bound(max_length=MAX_CHILDREN)] = ()
    """Birthdays of the children who come along."""
    marital: Marital | None = None
    education: Education | None = None
    changes: tuple[Change, ...] = ()
    insurance_short: bool | None = None
    """Paid in Beijing for less than the required time, or the former unit was elsewhere."""
    filed_this_year: bool | None = None
    """An accepted case of the unit brought the tax notice in this calendar year."""
    status: bool | None = None
    """The unit is a high-tech, software or environmental enterprise."""
    capital_hidden: bool | None = None
    """No publicity system shows the paid-in capital."""
    permit_until: date | None = None
    first_issue: date | None = None
    """When the permit was first issued."""
    left: date | None = None
    """The last day with the former employer."""
    reviewed: date | None = None
    """The day of the unit's review in the system."""
    have: tuple[str, ...] = ()
    """Papers at hand, as packets.toml writes them."""
    until: Annotated[dict[str, date], Bound(default_factory=dict)]
    """The deciding day of a paper at hand (its last day), by paper."""


def application_of(plan: Plan, policy: Policy) -> Application:
    """The system's record as it would be."""
    statuses = policy.words("unit_statuses", plan.day) if plan.status else ("",)
    extra: dict[str, object] = {}
    if plan.filed_this_year:
        extra["earlier_cases"] = [f"{plan.day.year} new_permit"]
    if plan.permit_until:
        extra["permit_valid_to"] = plan.permit_until.isoformat()
    if plan.first_issue:
        extra["first_issue_date"] = plan.first_issue.isoformat()
    if plan.reviewed:
        extra["unit_review_date"] = plan.reviewed.isoformat()
    if plan.capital_hidden is not None:
        extra["paid_in_public"] = "无" if plan.capital_hidden else "有"
    numbers = {"education_certificate_no": "教留服认"} if plan.education == "overseas" else {}
    if plan.education == "degree":
        numbers = {"degree_certificate_no": "有"}
    return Application.model_validate({
        "service": plan.service, "submission_date": plan.day, "condition": plan.condition,
        "housing": plan.home,
        "employer": {"name": UNIT, "type": statuses[0].partition("|")[0] or None},
        "applicant": {"name": ROLE_ZH["applicant"], **numbers},
        "agent": {"name": ROLE_ZH["handler"]},
        "accompanying": {
            "spouse": {"name": ROLE_ZH["spouse"]} if plan.spouse else None,
            "children": [
                {"name": child_name(n), "id_number": _number(born, n)}
                for n, born in enumerate(plan.children, 1)
            ],
        },
        "extra": extra,
    })  # fmt: skip


def child_name(number: int) -> str:
    """A placeholder name for a child."""
    return f"{ROLE_ZH['child']}{'一二三四五六'[number - 1]}"


def _number(born: date, n: int) -> str:
    """A number with the birthday; it belongs to nobody and never leaves this case."""
    body = f"110101{born:%Y%m%d}{900 + n}"
    return body + check_digit(body)


def case_of(plan: Plan, policy: Policy, papers: tuple[Document, ...] = ()) -> Case:
    """The case with these papers."""
    return Case(
        "", plan.service, plan.day, plan.condition, plan.home, papers,
        application_of(plan, policy),
    )  # fmt: skip


def told_case(plan: Plan, policy: Policy) -> Case:
    """The case with papers that state the given facts: it decides which papers are required."""
    return case_of(plan, policy, tuple(_telling(plan, policy)))


def _telling(plan: Plan, policy: Policy) -> Iterator[Document]:
    wanted = types_of(policy.packet(plan.service).needs)
    if plan.changes or not wanted.isdisjoint(FORMS):
        yield from (paper(plan, kind) for kind in FORMS if kind in wanted)
    if plan.marital == "divorced":
        yield paper(plan, "divorce_certificate")
    elif plan.marital and "application_form_new" in wanted:
        yield paper(plan, "application_form_new")
    if plan.left:
        yield paper(plan, "resignation_certificate")
    if plan.insurance_short is not None:
        yield paper(plan, "social_insurance_record")


FORMS = ("personal_change_form", "unit_change_form")
MARITAL_ZH = {"married": "已婚", "divorced": "离异", "single": "未婚"}


def types_of(need: Requirement) -> set[str]:
    """The types that a requirement may need."""
    inner = (types_of(part) for part in (*need.any_of, *need.all_of))
    return {need.type}.union(*inner) - {""}


def facts_of(packet: ServicePapers) -> set[str]:
    """The facts that decide what a service requires, and so which questions to ask."""

    def inside(need: Requirement) -> set[str]:
        parts = (inside(part) for part in (*need.any_of, *need.all_of))
        return {need.when, need.holds}.union(*parts) - {""}

    return inside(packet.needs)


def title(paper: str, policy: Policy) -> Wording:
    """A paper's title, with its holder."""
    kind, _, role = paper.partition(":")
    whose = f" ({ROLE_EN[role]})" if role in ROLE_EN else ""
    return Wording(zh=ROLE_ZH.get(role, "") + policy.title(kind), en=policy.title_en(kind) + whose)


def paper(plan: Plan, wanted: str, number: int = 0, /, **more: str) -> Document:
    """A paper as it would be read: its holder, the given facts, and `more`."""
    kind, _, role = wanted.partition(":")
    child = role == "child" or kind in CHILD_TYPES
    name = child_name(number or 1) if child else ROLE_ZH[role or "applicant"]
    values = {**_given_values(plan, kind), **more}
    if kind in HOLDER:
        values.setdefault(HOLDER[kind][0], name)
    if child and plan.children and kind in HOLDER and HOLDER[kind][1]:
        values[HOLDER[kind][1]] = _number(plan.children[(number or 1) - 1], number or 1)
    if kind in TITLES and plan.home == "owned":
        values.setdefault("owner", ROLE_ZH["spouse" if "own_spouse" in plan.ways else "applicant"])
    return Document(
        id=f"{wanted}/{number}", type=kind, confidence=1.0, pages=(NOWHERE,), role=role,
        fields={name: _field(name, value) for name, value in values.items()},
    )  # fmt: skip


def _given_values(plan: Plan, kind: str) -> dict[str, str]:
    """The given facts, in the fields in which this paper prints them."""
    if kind in FORMS:
        words = [
            REMOVED if what == "spouse_removed" else CHANGES[what].partition("|")[0]
            for what in plan.changes
        ]
        return {"other_item": "、".join(words)} if words else {}
    if kind == "application_form_new" and plan.marital:
        return {"marital_status": MARITAL_ZH[plan.marital]}
    if kind == "resignation_certificate" and plan.left:
        return {"leave_date": plan.left.isoformat()}
    if kind == "social_insurance_record" and plan.insurance_short is not None:
        return {"total_months": SHORT if plan.insurance_short else LONG}
    if kind == "marriage_certificate":
        return {"party1_name": ROLE_ZH["applicant"], "party2_name": ROLE_ZH["spouse"]}
    return {}


ENDS: tuple[tuple[str, Kind], ...] = (
    ("_date", "date"), ("_to", "date"), ("_until", "date"), ("_end", "date"), ("_start", "date"),
    ("_from", "date"), ("_id", "id_number"), ("id_number", "id_number"), ("name", "person"),
)  # fmt: skip


def _field(name: str, value: str) -> Field:
    kind: Kind = next((kind for end, kind in ENDS if name.endswith(end)), "text")
    return Field(name=name, kind=kind, value=value, raw=value, confidence=1.0, page=NOWHERE)
