"""The application form against the record: the condition and the family members."""

from core.models.application import Person
from validators.facts.completed_record import condition_said
from validators.facts.dependants import NamedMember, dependants_in
from validators.facts.stated import FORMS, misplaced
from validators.ground.case import Case
from validators.ground.compare import doubted, folded
from validators.ground.look import Value, look
from validators.ground.named import named_in
from validators.ground.verdict import Verdict, because, failed, passed, to_review
from validators.policy import Policy

TIES = {"spouse": "配偶", "child": "子女"}


def form_against_record(case: Case, policy: Policy) -> list[Verdict]:
    """The condition and the accompanying family members, by the form and by the record."""
    verdicts = []
    for form in case.of(*FORMS):
        verdicts += [_condition(look(form, "condition_no", policy), case, policy)]
        verdicts += [_dependants(look(form, "dependents", policy), case)]
    return [verdict for verdict in verdicts if verdict is not None]


def _condition(value: Value, case: Case, policy: Policy) -> Verdict | None:
    if value.state in ("missing", "absent") or misplaced(value) or case.condition is None:
        return None
    number = condition_said(value.text, case.day, policy)
    if number == case.condition:
        return passed(
            "申请表所填条件与系统一致。", "The form's condition agrees with the record.", value
        )
    if number is not None and value.sure:
        verdict = failed(
            f"申请表申请条件为“{value.text}”（条件{number}），系统为条件{case.condition}，不一致，"
            "请更正系统或申请表。",
            f"The form's condition is “{value.text}” (condition {number}), the record's is "
            f"{case.condition}; please correct the record or the form.",
            value,
        )
        return because(verdict, value)
    return to_review(
        f"申请表申请条件读作“{value.text}”，系统为条件{case.condition}，请核对是否一致。",
        f"The form's condition reads “{value.text}”, the record's is {case.condition}; "
        "please check that they agree.",
        value,
    )


def _dependants(value: Value, case: Case) -> Verdict | None:
    """Whether the form and the record name the same accompanying family members."""
    if value.state == "doubt" and not value.text:
        return to_review(
            "申请表随往人员未能辨认，请核对是否与系统一致。",
            "The form's dependants were not read; please check that they are those on record.",
            value,
        )
    if not value.text or misplaced(value):
        return None
    recorded, listed = case.application.accompanying, dependants_in(value.text)
    known = [("spouse", recorded.spouse)] if recorded.spouse else []
    known += [("child", child) for child in recorded.children]
    unlisted = [(tie, one) for tie, one in known if one.name and not _stands(one, value.text)]
    strange = [one for one in listed if not any(_is(one, other) for _, other in known)]
    if not unlisted and not strange:
        return (
            passed("申请表随往人员与系统一致。", "The form names the dependants on record.", value)
            if known
            else None
        )
    missing = [f"系统填报的随往{TIES[tie]} {one.name} 未列入" for tie, one in unlisted]
    missing += [f"所列随往{TIES[one.tie]} {one.name} 系统未填报" for one in strange]
    missing_en = [f"the {tie} {one.name} on record is not listed" for tie, one in unlisted]
    missing_en += [f"the listed {one.tie} {one.name} is not on record" for one in strange]
    joined_en = "; ".join(missing_en)
    near = any(
        doubted(value, one.name, other.name or "") for one in listed for _, other in unlisted
    )
    if value.sure and not near and all(one.name for one in strange):
        verdict = failed(
            f"申请表随往人员与系统不一致：{'；'.join(missing)}，请更正系统或申请表。",
            f"The form's dependants are not those on record: {joined_en}; please correct either.",
            value,
        )
        return because(verdict, value)
    return to_review(
        f"申请表随往人员未能确认与系统一致：{'；'.join(missing)}，请核对。",
        f"The form's dependants may not be those on record: {joined_en}; please check.",
        value,
    )


def _stands(person: Person, text: str) -> bool:
    number = (person.id_number or "").upper()
    return bool(number and number in folded(text)) or named_in(text, person.name or "") is True


def _is(named: NamedMember, person: Person) -> bool:
    if named.number and person.id_number:
        return named.number == person.id_number.upper()
    return bool(named.name) and folded(named.name) == folded(person.name or "")
