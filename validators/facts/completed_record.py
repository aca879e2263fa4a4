"""The system's record, completed from the application form.

The form is printed from the system: missing record entries are taken from it if they were read for
sure, and the report names each of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.errors import PolicyError
from core.models.application import Accompanying, Applicant, Application, Person
from core.models.document import Document
from core.reasons import reason
from core.text.numerals import chinese_number
from validators.facts.dependants import NamedMember, dependants_in
from validators.ground.case import CONDITIONS
from validators.ground.compare import folded
from validators.ground.look import Value, look
from validators.policy import Policy

NEW, RENEWAL = "application_form_new", "application_form_renewal"
CHANGE = "personal_change_form"
ENTRIES = (
    ("address", "current_address", (NEW, RENEWAL), reason("entry.address")),
    ("education_certificate_no", "diploma_number", (NEW,), reason("entry.diploma")),
    ("degree_certificate_no", "degree_number", (NEW,), reason("entry.degree")),
)
"""Record entries on the applicant: the form's field, the forms, and the name used in a note."""
_NUMBERED = re.compile(
    r"(?:符合|申[请报])?(?:二?\(二\))?(?:条件|第)*[(]?([1-8一二三四五六七八])[)]?(?:项|条|款|类|[·,、:;]|$)"
)


@dataclass(frozen=True)
class CompletedRecord:
    """The record with the entries added from the form, and a note on each."""

    application: Application
    notes: tuple[str, ...] = ()


def completed(
    application: Application, documents: Sequence[Document], day: date, policy: Policy
) -> CompletedRecord:
    """The record, with missing entries added from the application form."""
    applicant, notes = _applicant(application, documents, policy)
    update: dict[str, object] = {"applicant": applicant} if notes else {}
    if application.condition is None:
        number, note = _condition(application, documents, day, policy)
        update |= {"condition": number} if number else {}
        notes += note
    accompanying, more = _accompanying(application.accompanying, documents, policy)
    update |= {"accompanying": accompanying} if more else {}
    if not update:
        return CompletedRecord(application)
    return CompletedRecord(application.model_copy(update=update), (*notes, *more))


def with_dependants(
    application: Application, documents: Sequence[Document], policy: Policy
) -> Application:
    """The record with the family members from the form, if it names none."""
    accompanying, notes = _accompanying(application.accompanying, documents, policy)
    return application.model_copy(update={"accompanying": accompanying}) if notes else application


def condition_said(text: str, day: date, policy: Policy) -> int | None:
    """Which of the eight conditions a form names, by number or by its words; None if neither."""
    flat = folded(text)
    if numbered := _NUMBERED.match(flat):
        return chinese_number(numbered[1])
    try:
        words = policy.words("conditions_said", day)
    except PolicyError:  # an edition without the list, or a day before it
        return None
    found = [n for n, word in zip(CONDITIONS, words, strict=True) if re.search(word, flat)]
    return found[0] if len(found) == 1 else None


def _on_form(
    documents: Sequence[Document], kinds: Sequence[str], name: str, policy: Policy
) -> Iterator[Value]:
    """A field of the forms, if read for sure."""
    for kind in kinds:
        for paper in documents:
            value = look(paper, name, policy)
            if paper.type == kind and value.sure:
                yield value


def _applicant(
    application: Application, documents: Sequence[Document], policy: Policy
) -> tuple[Applicant, tuple[str, ...]]:
    applicant, notes = application.applicant, []
    for entry, name, kinds, what in ENTRIES:
        if getattr(applicant, entry):
            continue
        if value := next(_on_form(documents, kinds, name, policy), None):
            applicant = applicant.model_copy(update={entry: value.text})
            notes.append(_note(what, value.text))
    return applicant, tuple(notes)


def _condition(
    application: Application, documents: Sequence[Document], day: date, policy: Policy
) -> tuple[int | None, tuple[str, ...]]:
    recorded = application.extra.get("condition_no")
    if recorded is not None and (number := condition_said(str(recorded), day, policy)):
        return number, ()
    for value in _on_form(documents, (NEW,), "condition_no", policy):
        if number := condition_said(value.text, day, policy):
            return number, (reason("assumed.condition_by_form", number=number),)
    return None, ()


def _accompanying(
    family: Accompanying, documents: Sequence[Document], policy: Policy
) -> tuple[Accompanying, tuple[str, ...]]:
    """The family members from the form, if the record names no spouse or no child."""
    values = _on_form(documents, (NEW,), "dependents", policy)
    named = [one for value in values for one in dependants_in(value.text) if one.name]
    mates = [one for one in named if one.tie == "spouse"]
    kids = [one for one in named if one.tie == "child"]
    update: dict[str, object] = {}
    notes = []
    if family.spouse is None and mates:
        update["spouse"] = _person(mates[0])
        notes.append(_note(reason("entry.spouse"), mates[0].name))
    if not family.children and kids:
        update["children"] = tuple(map(_person, kids))
        notes.append(_note(reason("entry.children"), "、".join(kid.name for kid in kids)))
    return family.model_copy(update=update), tuple(notes)


def _person(named: NamedMember) -> Person:
    return Person(name=named.name, id_number=named.number or None)


def _note(what: str, text: str) -> str:
    return reason("assumed.by_form", what=what, value=text)
