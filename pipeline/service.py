"""The service and day of a packet, if the record does not state them.

The forms show it: each service has its own, and the change forms have boxes to tick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.clock import today
from core.models.application import Application
from core.models.document import Document, Field
from core.models.material import Assumption
from core.reasons import reason

_BY_FORM = {
    "application_form_new": "new_permit",
    "application_form_renewal": "renewal",
    "unit_registration_application": "unit_registration",
}
_BY_BOX = {
    "personal_change_form": (
        ("聘用单位", "employer_change"),
        ("居住地址", "address_change"),
        ("随往人员", "dependents_change"),
        ("年检", "annual_check_person"),
        ("其他", "general_change"),
    ),
    "unit_change_form": (
        ("查询用户名", "account_recovery"),
        ("基础变更", "unit_info_change"),
        ("跨区县", "unit_transfer_in"),
        ("年检", "annual_check_unit"),
    ),
}
_DATED = ("unit_opinion_date", "applicant_date", "sign_date", "legal_rep_date")


@dataclass(frozen=True)
class Options:
    """Options of the command line for a packet; they override the packet's own record."""

    service: str | None = None
    submission_date: date | None = None


class ServiceChoice(NamedTuple):
    """A service, with a note to print if it was worked out; None if nothing shows it."""

    value: str | None
    note: str | None


def service_and_day(
    application: Application,
    documents: Sequence[Document],
    options: Options,
    names: Mapping[str, str],
) -> tuple[str | None, date, list[Assumption]]:
    """The service and the day to check for, and the assumptions made about them."""
    of_service: list[str] = []
    of_day: list[str] = []
    service = options.service or application.service
    if service is not None and service not in names:
        of_service.append(reason("assumed.unknown_service", service=service))
        service = None
    if service is None:
        service, note = service_of(documents, names)
        of_service += [note] if note else []
    day = options.submission_date or application.submission_date
    recorded = application.submission_date
    if options.submission_date and recorded and recorded != day:
        of_day.append(reason("assumed.another_day", day=day, recorded=recorded))
    if day is None:
        day = today()
        of_day.append(reason("assumed.today", day=day.isoformat()))
        signed = last_signed(documents)
        if signed is not None and (day - signed).days > 90:
            of_day.append(reason("assumed.long_signed", day=signed.isoformat()))
    notes = [Assumption(text=text, about="service") for text in of_service]
    return service, day, [*notes, *(Assumption(text=text, about="day") for text in of_day)]


def service_of(documents: Sequence[Document], names: Mapping[str, str]) -> ServiceChoice:
    """The service that the packet's forms are for; `names` are the policy's, by id."""
    found = {_BY_FORM[d.type] for d in documents if d.type in _BY_FORM}
    for document in documents:
        ticked = _text(document.fields.get("change_items"))
        found |= {s for word, s in _BY_BOX.get(document.type, ()) if word in ticked}
    if len(found) == 1:
        service = found.pop()
        return ServiceChoice(service, reason("assumed.service_by_form", names=names[service]))
    if found:
        several = "、".join(names[s] for s in sorted(found))
        return ServiceChoice(None, reason("assumed.several_services", names=several))
    return ServiceChoice(None, reason("assumed.no_service"))


def _text(field: Field | None) -> str:
    return field.value or "" if field is not None else ""


def last_signed(documents: Sequence[Document], types: Sequence[str] = ()) -> date | None:
    """The last date on which a form of the packet was signed, if surely read."""
    days = [
        date.fromisoformat(field.value)
        for document in documents
        if document.type in (*_BY_FORM, *_BY_BOX, *types)
        for name in _DATED
        if (field := document.fields.get(name)) is not None
        and field.value is not None
        and field.confidence >= 0.9
        and len(field.value) == 10
    ]
    return max(days, default=None)
