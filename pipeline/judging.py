"""The judging phase: makes the report of a packet from its readings, without pages or files.

`judge_packet` judges a packet after reading; the desk calls `judge_material` after a person's
corrections. No other code gives verdicts.
"""

from collections.abc import Hashable
from typing import Any, NamedTuple

from core.models.base import Wording
from core.models.filing import PacketFacts
from core.models.finding import Outcome
from core.models.material import Assumption, Material, ReadPacket
from core.models.report import Report
from core.reasons import reason
from pipeline.memory import Memory
from pipeline.reporting.build import report_of
from validators.facts.completed_record import CompletedRecord, completed
from validators.ground.case import Case
from validators.ground.trial import watched
from validators.judging.deadlines import deadlines
from validators.judging.filing import differences, facts_of, filed_before
from validators.judging.outlook import look_ahead
from validators.judging.rules import judge, outcome
from validators.policy import Policy


class Judged(NamedTuple):
    """A packet's report, the material it was judged on, and the facts to store in the memory."""

    report: Report
    material: Material
    facts: PacketFacts


def judge_packet(read: ReadPacket, policy: Policy, memory: Memory) -> Judged:
    """Judge a packet, with what the memory holds about its unit at this moment.

    The result depends on nothing else. Which of the unit's packets come before this one does not
    depend on when or where it is judged (`filing.order_of`).
    """
    material, facts = compared(read.material, policy, memory)
    report = judge_material(material, policy)
    return Judged(report, material, facts.model_copy(update={"outcome": report.outcome}))


def compared(material: Material, policy: Policy, memory: Memory) -> tuple[Material, PacketFacts]:
    """The material with facts from the unit's other packets, and the facts to store of this one."""
    facts = facts_of(
        case_of(material, policy), policy, key=material.key, day_given=material.day_given
    )
    update = {**told_by_others(facts, memory), "facts": facts}
    return material.model_copy(update=update), facts


def told_by_others(facts: PacketFacts, memory: Memory) -> dict[str, tuple[Any, ...]]:
    """The part of a packet's material that comes from the unit's other packets in the memory."""
    others = memory.others(facts)
    return {
        "filed": tuple(filed_before(facts, others)),
        "asides": (*differences(facts, others), *_forgetful(memory)),
    }


def _forgetful(memory: Memory) -> list[str]:
    """Report notes for when earlier packets could not be looked up."""
    if memory.trouble is None:
        return []
    return [reason("assumed.no_memory", kind=memory.trouble)]


def case_of(material: Material, policy: Policy) -> Case:
    """The case for the rules: from the record, and from the form where the record has no value."""
    completed_record = _completed_of(material, policy)
    application = completed_record.application
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
        assumed=(*(note.text for note in material.assumed), *completed_record.notes),
        filed=material.filed,
        day_given=material.day_given,
    )


def _completed_of(material: Material, policy: Policy) -> CompletedRecord:
    return completed(material.application, material.documents, material.day, policy)


def _as_note(text: str) -> Assumption:
    return Assumption(text=text)


def judge_material(material: Material, policy: Policy, *, ahead: bool = True) -> Report:
    """The report. `ahead=False` does not judge other days, which saves most of the time."""
    case = case_of(material, policy)
    assumed = (*material.assumed, *map(_as_note, _completed_of(material, policy).notes))
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
    update = {
        "district": Wording(zh=own.full, en=own.name_en),
        "held": tuple(open_points(material).values()),
    }
    report = report.model_copy(update=update)
    report = _measured_by(named(report, policy), policy)
    if material.service and ahead:
        days = {
            "outlook": look_ahead(
                case, policy, findings, certain=not material.record_broken, store=store
            ),
            "deadlines": deadlines(case, policy),
        }
        report = report.model_copy(update=days)
    return report


def named(report: Report, policy: Policy) -> Report:
    """The report with the policy's names of the service and of the document types."""
    services = {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in policy.services}
    types = {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in policy.documents}
    documents = tuple(
        document.model_copy(update={"name": types.get(document.type)})
        for document in report.documents
    )
    update = {"service_name": services.get(report.service or ""), "documents": documents}
    return report.model_copy(update=update)


def _measured_by(report: Report, policy: Policy) -> Report:
    """The report with the thresholds that the office adopted, if any."""
    if report.readers is None or not policy.ours.adopted:
        return report
    thresholds = {kind: float(value) for kind, value in sorted(policy.ours.adopted.items())}
    readers = report.readers.model_copy(update={"thresholds": thresholds})
    return report.model_copy(update={"readers": readers})


RECORD, SERVICE = "packet:record", "packet:service"
"""Keys of open points that concern the whole packet."""


def open_points(material: Material) -> dict[str, Wording]:
    """Points about the whole packet that must be settled before it can be accepted."""
    found = {}
    if not material.service:
        found[SERVICE] = Wording(zh="业务类型未能确定，请选择", en="Please name the service")
    if material.record_broken:
        zh = "系统填报信息无法使用，请人工核对"
        found[RECORD] = Wording(zh=zh, en="The record cannot be used; please check it by hand")
    return found


def certain(material: Material) -> bool:
    """Whether the packet may be accepted at all."""
    return not open_points(material)


def measured(material: Material) -> bool:
    """Whether the accuracy of the readers was measured; not needed for a person's answers."""
    return material.readers is None or material.readers.measured


def held(found: Outcome) -> Outcome:
    """The outcome without acceptance, for readers whose accuracy was not measured."""
    return "review" if found == "accept" else found
