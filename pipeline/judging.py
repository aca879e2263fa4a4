"""The second phase: from what was read of a packet to its report, without a page or a file.

`judge_packet` judges what was read, wherever that was; the desk judges what a person corrected
by `judge_material`; there is no second way to a verdict.
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
from validators.facts.told import Told, completed
from validators.ground.case import Case
from validators.ground.trial import watched
from validators.judging.deadlines import deadlines
from validators.judging.filing import differences, facts_of, filed_before
from validators.judging.outlook import look_ahead
from validators.judging.rules import judge, outcome
from validators.policy import Policy


class Judged(NamedTuple):
    """A packet's report, what it was judged on, and what is to be remembered of it."""

    report: Report
    material: Material
    facts: PacketFacts


def judge_packet(read: ReadPacket, policy: Policy, memory: Memory) -> Judged:
    """What the rules say of a packet, beside what is remembered of its unit at this moment.

    It depends on nothing else. Which of the unit's packets go before it is the same whenever and
    wherever it is judged (`filing.order_of`).
    """
    material, facts = compared(read.material, policy, memory)
    report = judge_material(material, policy)
    return Judged(report, material, facts.model_copy(update={"outcome": report.outcome}))


def compared(material: Material, policy: Policy, memory: Memory) -> tuple[Material, PacketFacts]:
    """The material with what the unit's other packets tell, and what is to be kept of its own."""
    facts = facts_of(
        case_of(material, policy), policy, key=material.key, day_given=material.day_given
    )
    told = {**told_by_others(facts, memory), "facts": facts}
    return material.model_copy(update=told), facts


def told_by_others(facts: PacketFacts, memory: Memory) -> dict[str, tuple[Any, ...]]:
    """What of a packet's material comes from the unit's other packets, as they are kept now."""
    others = memory.others(facts)
    return {
        "filed": tuple(filed_before(facts, others)),
        "asides": (*differences(facts, others), *_forgetful(memory)),
    }


def _forgetful(memory: Memory) -> list[str]:
    """What the report says where earlier packets could not be asked for."""
    if memory.trouble is None:
        return []
    return [reason("assumed.no_memory", kind=memory.trouble)]


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


def _as_note(text: str) -> Assumption:
    return Assumption(text=text)


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
    update = {
        "district": Wording(zh=own.full, en=own.name_en),
        "held": tuple(open_points(material).values()),
    }
    report = report.model_copy(update=update)
    report = _measured_by(named(report, policy), policy)
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


def _measured_by(report: Report, policy: Policy) -> Report:
    """The report with the thresholds that the office has adopted, where there are any."""
    if report.readers is None or not policy.ours.adopted:
        return report
    told = {kind: float(value) for kind, value in sorted(policy.ours.adopted.items())}
    readers = report.readers.model_copy(update={"thresholds": told})
    return report.model_copy(update={"readers": readers})


RECORD, SERVICE = "packet:record", "packet:service"
"""What is open of a packet as a whole."""


def open_points(material: Material) -> dict[str, Wording]:
    """What of the packet as a whole must be settled before it can be accepted."""
    found = {}
    if not material.service:
        found[SERVICE] = Wording(zh="业务类型未能确定，请选择", en="Please name the service")
    if material.record_broken:
        zh = "系统填报信息无法使用，请人工核对"
        found[RECORD] = Wording(zh=zh, en="The record cannot be used; please check it by hand")
    return found


def certain(material: Material) -> bool:
    """Whether the packet may come out as accept at all."""
    return not open_points(material)


def measured(material: Material) -> bool:
    """Whether it is known how sure its readers are; a person's answers do without."""
    return material.readers is None or material.readers.measured


def held(found: Outcome) -> Outcome:
    """No acceptance where that is so little known."""
    return "review" if found == "accept" else found
