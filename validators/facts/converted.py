"""The conversion of condition 6, guide 六（二）条件5: by the unit, for the applicant's right."""

from validators.facts import parties
from validators.facts.parties import Party
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
from validators.ground.verdict import Verdict, because, failed, to_review
from validators.policy import Policy


def others_conversion(case: Case, policy: Policy) -> list[Verdict]:
    """The verdicts on a report or evidence that names another unit or another person."""
    unit, person = parties.employer(case, policy), parties.applicant(case, policy)
    found = []
    for paper in case.of("ip_conversion_report"):
        found += _named(look(paper, "unit_name", policy), unit, "单位")
        found += _named(look(paper, "applicant", policy), person, "申请人")
    for paper in case.of("conversion_evidence"):
        value = look(paper, "unit_name", policy)
        if value.state == "doubt" and not value.text:
            zh = f"转化成果佐证材料的单位未能辨认，请核对是否与申请单位 {unit.name} 有关。"
            en = (
                "The unit in the evidence of conversion was not read; please check that it has to "
                f"do with the applying unit {unit.name}."
            )
            found.append(to_review(zh, en, value))
        elif unit.sure and agrees(value, unit.name) is False:
            zh = f"转化成果佐证材料的单位为“{value.text}”，未见申请单位 {unit.name}，请核对关联。"
            en = (
                f"The evidence of conversion names the unit “{value.text}”, not the applying unit "
                f"{unit.name}; please check how they are related."
            )
            found.append(to_review(zh, en, value))
    return found


def _named(value: Value, party: Party, what: str) -> list[Verdict]:
    """A report that names somebody else; one without that field gives no verdict here."""
    answer = agrees(value, party.name)
    if answer or not party.name or value.state == "missing":
        return []
    if value.state == "absent":
        return [unread(value, f"转化说明报告的{what}", f"The conversion report's {value.called}")]
    if answer is None or not party.sure:
        read = value.text or "（未能辨认）"
        zh = f"转化说明报告的{what}读作“{read}”，应为 {party.name}，请核对。"
        en = (
            f"The {value.called} in the conversion report reads {quoted(value.text)}; it must be "
            f"{party.name}, please check."
        )
        return [to_review(zh, en, value)]
    paper = value.document
    verdict = failed(
        f"转化说明报告的{what}为“{value.text}”，不是本案的 {party.name}，请提供本案的报告。",
        f"The {value.called} in the conversion report is “{value.text}”, not {party.name} of this "
        "case; please hand in the report of this case.",
        value,
    )
    return [because(verdict, f"{'unit' if what == '单位' else 'holder'}:{paper.id}")]
