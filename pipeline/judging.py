"""From a packet's material to its report: the rules, the outcome, the days to come.

`pipeline/run.py` judges what was just read with it, the desk what a person corrected; there
is no second way to a verdict.
"""

from collections.abc import Hashable
from typing import Any

from core.models.base import Wording
from core.models.finding import Outcome
from core.models.material import Material, Note
from core.models.report import Report
from pipeline.reporting.build import report_of
from validators.facts.told import Told, completed
from validators.ground.case import Case
from validators.ground.trial import watched
from validators.judging.deadlines import deadlines
from validators.judging.outlook import look_ahead
from validators.judging.rules import judge, outcome
from validators.policy import Policy


def case_of(material: Material, policy: Policy) -> Case:
    """The packet as the rules see it: the record, and where it says nothing, the form."""
    told = _told(material, policy)
    application = told.application
    return Case(
        packet=material.packet,
        service=material.service or "",
        day=material.day,
        condition=application.condition,
        housing=application.housing,
        documents=material.documents,
        application=application,
        unread=material.unread,
        unread_why=material.unread_why,
        assumed=(*(note.text for note in material.assumed), *told.notes),
        filed=material.filed,
        day_given=material.day_given,
    )


def _told(material: Material, policy: Policy) -> Told:
    return completed(material.application, material.documents, material.day, policy)


def _as_note(text: str) -> Note:
    return Note(text=text)


def judge_material(material: Material, policy: Policy, *, ahead: bool = True) -> Report:
    """The report; without `ahead` no other days are looked at, which saves most of the time."""
    case = case_of(material, policy)
    assumed = (*material.assumed, *map(_as_note, _told(material, policy).notes))
    material = material.model_copy(update={"assumed": assumed})
    store: dict[Hashable, Any] = {}
    findings = judge(watched(case, store)[0], policy)
    found = outcome(findings)
    report = report_of(
        material,
        findings,
        found if certain(material) and measured(material) else held(found),
    )
    own = policy.district
    report = report.model_copy(update={"district": Wording(zh=own.full, en=own.name_en)})
    report = named(report, policy)
    if material.service and ahead:
        told = {
            "outlook": look_ahead(
                case, policy, findings, certain=not material.record_broken, store=store
            ),
            "deadlines": deadlines(case, policy),
        }
        report = report.model_copy(update=told)
    return report


def named(report: Report, policy: Policy) -> Report:
    """The report with what the policy calls its service and the types of its documents."""
    services = {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in policy.services}
    types = {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in policy.documents}
    documents = tuple(
        document.model_copy(update={"name": types.get(document.type)})
        for document in report.documents
    )
    told = {"service_name": services.get(report.service or ""), "documents": documents}
    return report.model_copy(update=told)


def certain(material: Material) -> bool:
    """Whether the packet may come out as accept at all."""
    return bool(material.service) and not material.record_broken


def measured(material: Material) -> bool:
    """Whether it is known how sure its readers are; a person's answers do without."""
    return material.readers is None or material.readers.measured


def held(found: Outcome) -> Outcome:
    """No acceptance where that is so little known."""
    return "review" if found == "accept" else found
