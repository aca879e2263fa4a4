"""Values for the guide's own forms, from the system's record and a checked packet.

Nothing is guessed: what neither source states surely stays empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.models.application import Application
from core.models.forms import Form
from core.models.report import Report, ReportField
from core.numbers import identity
from core.numbers.amounts import parse_figures
from validators.facts.homes import PROOF
from validators.facts.parties import TITLES, UNIT_PAPERS
from validators.facts.ticked import NOTED, PERSONAL_BOX, UNIT_BOX
from validators.planning.plan import types_of
from validators.policy import Policy

LODGING = "lodging_declaration"
BOXES = {"personal_change_form": PERSONAL_BOX, "unit_change_form": UNIT_BOX}
"""The box that each service ticks, as the rules on these forms require."""


@dataclass(frozen=True)
class FilledForm:
    """A form and its values."""

    form: Form
    values: Mapping[str, str]
    ticked: tuple[str, ...] = ()


def filled_forms(
    application: Application,
    service: str,
    policy: Policy,
    report: Report | None = None,
    annexes: tuple[int, ...] = (),
) -> tuple[FilledForm, ...]:
    """The annexes requested, otherwise those of the service."""
    values = values_of(application, service, policy, report)
    return tuple(
        FilledForm(form, values, _ticked(form, service))
        for form in policy.forms
        if (form.annex in annexes if annexes else _wanted(form, application, service, policy))
    )


def _wanted(form: Form, application: Application, service: str, policy: Policy) -> bool:
    """Whether the service's packet holds the form; forms on homes only for that kind of home."""
    if form.type not in types_of(policy.packet(service).needs):
        return False
    homes = _homes(form.type, policy)
    return not homes or application.housing in homes


def _homes(kind: str, policy: Policy) -> set[str]:
    """The kinds of home that a paper is for; empty if it is not about homes."""
    ways = (
        way
        for packet in policy.packets
        if (need := packet.need(PROOF)) is not None
        for way in need.any_of
    )
    return {str(home) for way in ways if kind in types_of(way) for home in way.housing}


def _ticked(form: Form, service: str) -> tuple[str, ...]:
    word = BOXES.get(form.type, {}).get(service)
    return (word,) if word else ()


def values_of(
    application: Application, service: str, policy: Policy, report: Report | None = None
) -> dict[str, str]:
    """By the names in core/models/forms.py; empty text for unknown values."""
    source = _Packet(report, policy)
    employer, who, agent = application.employer, application.applicant, application.agent
    lodges = application.housing in _homes(LODGING, policy)
    agent_id = agent.id_number or source.one(("id_card",), "id_number", "handler")
    return {
        "office": policy.district.office,
        "district": policy.district.full,
        "company": employer.name or who.employer or source.one(UNIT_PAPERS, "name"),
        "credit_code": employer.credit_code or source.one(UNIT_PAPERS, "credit_code"),
        "unit_type": source.one(("business_license",), "company_type"),
        "legal_rep": _text(application, "legal_rep") or source.one(UNIT_PAPERS, "legal_rep"),
        "paid_in": _ten_thousands(source.one(("credit_publicity_printout",), "paid_in_capital")),
        "agent_name": agent.name or source.one(("id_card",), "name", "handler"),
        "agent_id": agent_id,
        "agent_sex": identity.sex(agent_id) if identity.is_valid(agent_id) else "",
        "agent_phone": agent.phone or "",
        "applicant_name": who.name or source.one(("id_card",), "name", "applicant"),
        "applicant_id": who.id_number or source.one(("id_card",), "id_number", "applicant"),
        "permit_no": application.permit_no or source.one(("permit_confirmation",), "permit_number"),
        "address": (who.address or "") if lodges else "",
        "owner_name": source.one(("id_card",), "name", "owner") or source.one(TITLES, "owner"),
        "owner_id": source.one(("id_card",), "id_number", "owner"),
        "note": NOTED.get(service, ""),
    }


def _text(application: Application, name: str) -> str:
    value = application.extra.get(name)
    return value.strip() if isinstance(value, str) else ""


def _ten_thousands(yuan: str) -> str:
    """An amount as the form prints it, in 万元; empty if there is none.

    >>> _ten_thousands("5000000"), _ten_thousands("1234500.00"), _ten_thousands("")
    ('500', '123.45', '')
    """
    amount = parse_figures(yuan)
    if amount is None:
        return ""
    text = f"{amount / 10000:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Packet:
    """What a checked packet states surely."""

    def __init__(self, report: Report | None, policy: Policy) -> None:
        self.report, self.policy = report, policy

    def one(self, kinds: tuple[str, ...], name: str, role: str = "") -> str:
        """A value that all papers of these types agree on; empty if they differ."""
        values = {field.value for field in self._fields(kinds, name, role) if field.value}
        return values.pop() if len(values) == 1 else ""

    def _fields(self, kinds: tuple[str, ...], name: str, role: str) -> Iterator[ReportField]:
        report = self.report
        if report is None or (report.readers is not None and not report.readers.measured):
            return  # its values have no measured confidence
        for document in report.documents:
            field = document.fields.get(name) if document.type in kinds else None
            if field is None or (role and document.role != role):
                continue
            if field.confidence >= self.policy.threshold(field.kind):
                yield field
