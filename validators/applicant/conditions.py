"""Condition 2 and its evidence, guide 二（二）2 and 六（二）条件1; condition 8 and the contract."""

import re

from core.models.document import Document
from validators.facts import parties
from validators.facts.circumstances import FACTS
from validators.facts.parties import Party
from validators.facts.whose import of_person
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.gaps import lacking
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

CERTIFICATES = ("professional_title_certificate", "vocational_qualification_certificate")


@rule("APP-C2-TITLE")
def condition_2_has_a_middle_title(case: Case, policy: Policy) -> list[Verdict]:
    """The title is 中级 or higher, or an equal qualification."""
    if case.condition != 2:
        return [not_applicable("未申报条件2。", "Condition 2 is not declared.")]
    verdicts = [_level(paper, case, policy) for paper in case.of(*CERTIFICATES)]
    good = [verdict for verdict in verdicts if verdict.status == "pass"]
    return good[:1] or verdicts or [not_applicable("没有职称证书，见佐证材料。", "No certificate.")]


def _level(paper: Document, case: Case, policy: Policy) -> Verdict:
    """By the level printed and by the title's own name: both must be sure and agree."""
    named = "qualification" if paper.type == CERTIFICATES[1] else "title"
    values = [look(paper, name, policy) for name in ("level", named)]
    grades = [(value, _grade(value.text, case, policy)) for value in values if value.text]
    level = "、".join(dict.fromkeys(value.text for value, _ in grades))
    sure = {grade for value, grade in grades if value.sure and grade is not None}
    every = {grade for _, grade in grades if grade is not None}
    if sure == every == {True}:
        return passed(
            f"职称为“{level}”，符合中级及以上。",
            f"The title is “{level}”, intermediate or higher.",
            *values,
        )
    if sure == every == {False}:
        zh = f"职称为“{level}”，条件2须中级及以上，请提供符合的证书或改按其他条件申报。"
        en = (
            f"The title is “{level}”; condition 2 needs an intermediate or higher one. Please hand "
            "in such a certificate or declare another condition."
        )
        return because(failed(zh, en, *values), "condition:2")
    if all(value.state == "absent" for value in values):
        return unread(values[0], "职称证书的级别和名称", "The title and its level", values[1])
    return to_review(
        f"职称等级读作“{level or '（未能辨认）'}”，请核对是否为中级及以上或相当资格。",
        f"The title's level reads {quoted(level)}; please check that it is intermediate or higher, "
        "or an equal qualification.",
        *values,
    )


def _grade(text: str, case: Case, policy: Policy) -> bool | None:
    """Whether a level or a title is intermediate or higher; None if it is on no list."""
    flat = folded(text)
    for name, grade in (("titles_low", False), ("titles_enough", True)):
        if any(re.fullmatch(word, flat) for word in policy.words(name, case.day)):
            return grade
    return None


@rule("EV-C2-CERT")
def condition_2_has_its_certificate(case: Case, policy: Policy) -> list[Verdict]:
    """A title or qualification certificate in the applicant's name."""
    if case.condition != 2:
        return [not_applicable("未申报条件2。", "Condition 2 is not declared.")]
    papers = case.of(*CERTIFICATES)
    if not papers:
        zh = "申报条件2，没有职称或职业资格证书，请补充。"
        en = (
            "Condition 2 is declared without a certificate of title or vocational qualification; "
            "please add it."
        )
        return [lacking(case, policy, zh, en, papers=CERTIFICATES)]
    own = parties.applicant(case, policy)
    verdicts = []
    for paper in papers:
        name = look(paper, "name", policy)
        answer = agrees(name, own.name)
        verdict = _named(name, answer, own)
        verdicts.append(of_person(verdict, paper, name, own, policy))
        if answer and (wrong := _number(paper, own, policy)) is not None:
            verdicts.append(wrong)
    return verdicts


def _named(name: Value, answer: bool | None, own: Party) -> Verdict:
    """Compare the name on a certificate with the applicant's."""
    zh, en = f"职称证书姓名“{name.text}”", f"The name on the certificate is “{name.text}”"
    if answer:
        return passed(f"{zh}与申请人一致。", f"{en}, which is the applicant's.", name)
    if answer is False:
        zh = f"{zh}不是申请人 {own.name}，请提供本人的证书。"
        en = f"{en}, not the applicant {own.name}'s; please hand in the applicant's own."
        return failed(zh, en, name)
    zh = f"{zh}未能辨认，请核对是否为申请人 {own.name}。"
    en = (
        f"The name on the certificate reads {quoted(name.text)}, not for sure; please check that "
        f"it is the applicant {own.name}'s."
    )
    return to_review(zh, en, name)


def _number(paper: Document, own: Party, policy: Policy) -> Verdict | None:
    """A certificate in the applicant's name with another number, or one that cannot be compared."""
    number = look(paper, "id_number", policy)
    answer = agrees(number, own.number)
    if answer or not own.number or number.state in ("missing", "absent"):
        return None
    make = failed if answer is False and own.sure else to_review
    verdict = make(
        f"{policy.title(paper.type)}证件号码为 {number.shown or '（未能辨认）'}，"
        "与申请人的不一致或未能比对，请核对更正。",
        f"The identity number on the {policy.title_en(paper.type)} is "
        f"{number.shown or '(not read)'}, not the applicant's or not compared; please check and "
        "correct it.",
        number,
    )
    return of_person(verdict, paper, number, own, policy)


@rule("CONTRACT-EXEMPT")
def freelancers_need_no_contract(case: Case, policy: Policy) -> Verdict:
    """Condition 8: no labour contract is required."""
    if FACTS["not_condition_8"](case, policy):
        return not_applicable("不是条件8。", "Not condition 8.")
    return passed("条件8申请人不要求劳动合同。", "Condition 8 asks no contract.")


RULES: tuple[Rule, ...] = (
    condition_2_has_a_middle_title,
    condition_2_has_its_certificate,
    freelancers_need_no_contract,
)
