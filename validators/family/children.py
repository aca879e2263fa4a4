"""Accompanying children, guide 六（二）常规12 and 六（六）4."""

import re

from core.models.document import Document
from core.numbers.dates import add_months, add_years
from validators.facts import children, parties
from validators.facts.children import BIRTH, CARD, SCHOOL, birth_of
from validators.facts.kin import falls, missing
from validators.facts.marriage import divorced, never_married
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    seal_evidence,
    to_review,
    without,
)
from validators.policy import Policy

OFFICE = re.compile("教务|教学|教导|学籍|学生")
"""School offices that keep the pupils' records."""
CHILDLESS = not_applicable("没有可随往的子女。", "No child accompanies.")


@rule("CHILD-UNDER-18")
def children_are_under_18(case: Case, policy: Policy) -> list[Verdict]:
    """The filing day is before the 18th birthday; the birthday itself is the border."""
    kids = parties.children(case, policy)
    if not case.application.accompanying.children:
        return [CHILDLESS]
    verdicts = [_young(kid, case, policy) for kid in kids]
    old = [one for one in verdicts if one.status == "fail" and not one.severity]
    return [falls(one, case, len(old)) if one in old else one for one in verdicts]


def _young(kid: Party, case: Case, policy: Policy) -> Verdict:
    limit = policy.whole("child_age_limit", case.day)
    born = birth_of(kid, case, policy)
    births = children.births(kid, case, policy)
    papers = births or case.of(CARD, BIRTH, role="child")
    if born is None:
        return to_review(
            f"子女 {kid.name} 的出生日期未能确认，请核对是否未满 {limit} 周岁。",
            f"The birth date of {kid.name} was not made out; please check whether the child is "
            f"under {limit}.", *papers,
        )  # fmt: skip
    ripe = add_years(born, limit)
    if case.day < ripe:
        return passed(
            f"子女 {kid.name} 生于 {born}，未满 {limit} 周岁。",
            f"{kid.name} was born on {born} and is under {limit}.",
            *papers,
        )
    if not children.agreed(kid, born, case, policy):
        return to_review(
            f"子女 {kid.name} 的材料读得生于 {born}，申报日已满 {limit} 周岁，"
            "但各份材料的出生日期未能全部辨认或不一致，请核对能否随往。",
            f"{kid.name} was born on {born} by one paper and is {limit} or older on the filing "
            "day, but the birth dates on the others were not all read or differ; please check "
            "whether the child can accompany.",
            *papers,
        )
    border = case.day == ripe
    return failed(
        f"子女 {kid.name} 生于 {born}，申报日已满 {limit} 周岁，不能随往"
        + ("（当日满，请窗口裁量）。" if border else "。"),
        f"{kid.name}, born on {born}, is {limit} or older on the filing day and cannot accompany"
        + (" (it is the very birthday: the window may decide)." if border else "."),
        *papers,
        severity="advisory" if border else None,
    )


@rule("CHILD-16-SCHOOL")
def older_children_are_at_school(case: Case, policy: Policy) -> list[Verdict]:
    """After the 16th birthday a recent 在校证明 is required."""
    if not case.application.accompanying.children:
        return [CHILDLESS]
    verdicts: list[Verdict] = []
    for kid in parties.children(case, policy):
        verdicts += _schooled(kid, case, policy)
    return verdicts


def _schooled(kid: Party, case: Case, policy: Policy) -> list[Verdict]:
    limit = policy.whole("child_school_age", case.day)
    past = children.past_school_age(kid, case, policy)
    if past is None:
        return [
            to_review(
                f"子女 {kid.name} 的出生日期未能确认，请核对是否超过 {limit} 周岁、须附在校证明。",
                f"The birth date of {kid.name} was not made out; please check whether the child is "
                f"over {limit} and needs a school certificate.",
            )
        ]
    if not past:
        zh = f"子女 {kid.name} 未超过 {limit} 周岁，或已不能随往。"
        return [not_applicable(zh, "Not over 16, or too old to accompany.")]
    own = children.papers(kid, case, policy, SCHOOL)
    if own:
        zh = f"子女 {kid.name} 已附在校证明。"
        shown = passed(zh, "The certificate is there.", *own)
        faults = [_issued(paper, policy) or _stale(paper, case, policy) for paper in own]
        return [shown] if None in faults else [fault for fault in faults if fault][:1]
    papers = case.of(SCHOOL)
    strange = [p for p in papers if children.belongs(p, kid, case, policy) is False]
    others = [one for one in parties.children(case, policy) if one != kid]
    free = [p for p in strange if not any(children.belongs(p, o, case, policy) for o in others)]
    if len(strange) < len(papers):
        return [
            to_review(
                f"在校证明学生姓名未能辨认，请核对是否为子女 {kid.name}。",
                "The pupil's name on the school certificate was not read; please check whether it "
                f"is {kid.name}.",
                *papers,
            )
        ]
    if free:
        name = look(free[0], "student_name", policy)
        return [
            because(
                without(
                    failed(
                        f"在校证明学生为“{name.text}”，请提供子女 {kid.name} 的在校证明。",
                        f"The school certificate is of “{name.text}”; please provide that of "
                        f"{kid.name}.",
                        *free,
                    ),
                    SCHOOL,
                ),
                f"holder:{free[0].id}",
            )
        ]
    zh = f"子女 {kid.name}（超过 {limit} 周岁）的在校证明"
    en = f"school certificate of {kid.name} (over {limit})"
    return [missing(case, policy, zh, en, SCHOOL)]


def _issued(paper: Document, policy: Policy) -> Verdict | None:
    """A seal that was read and is not a teaching office's: a person checks the issuer."""
    seals = [p for p in paper.seals if p.seal.confidence >= policy.threshold("seal")]
    rings = [placed.seal.text or placed.seal.ring + placed.seal.centre for placed in seals]
    texts = [*rings, *(line.text for line in paper.lines)]
    if not any(rings) or any(OFFICE.search(text) for text in texts):
        return None
    return to_review(
        f"在校证明印章为“{'”“'.join(rings)}”，须由学校教务部门出具，请核对出具部门。",
        f"The seal on the school certificate reads “{'”, “'.join(rings)}”; the school's teaching "
        "office must issue it. Please check who did.",
        *(seal_evidence(paper, placed) for placed in seals),
    )


def _stale(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A certificate older than half a year no longer shows that the child is at school."""
    issued = look(paper, "issue_date", policy)
    months = policy.whole("school_certificate_months", case.day)
    if issued.state in ("doubt", "absent") and not issued.text:
        zh = f"在校证明的开具日期未能辨认或为空白，请核对是否在 {months} 个月内开具。"
        en = (
            "When the school certificate was issued was not read, or is blank; please check "
            f"whether it was issued within {months} months."
        )
        return to_review(zh, en, issued, severity="advisory")
    if not issued.sure or issued.day is None or add_months(issued.day, months) >= case.day:
        return None
    return failed(
        f"在校证明开具于 {issued.day}，距申报日已超过 {months} 个月，建议请学校重新开具。",
        f"The school certificate was issued on {issued.day}, more than {months} months before the "
        "filing day; please have the school issue a new one.",
        issued,
        severity="advisory",
    )


@rule("CHILD-MARRIAGE")
def parents_marriage_is_shown(case: Case, policy: Policy) -> Verdict:
    """One marriage certificate, unless divorced (CHILD-CUSTODY) or never married."""
    if not case.application.accompanying.children or not children.asked(case, policy):
        return CHILDLESS
    papers = case.of("marriage_certificate")
    if papers:
        return passed("已附结婚证。", "A marriage certificate is there.", *papers)
    if divorced(case, policy):
        return not_applicable(
            "申请人离异，见抚养权证明。", "The applicant is divorced; see the proof of custody."
        )
    if (status := never_married(case, policy)) is not None:
        return failed(
            "申请人填报为未婚，没有结婚证，请说明并由窗口核对与子女的关系。",
            "The applicant is stated never to have married, and there is no marriage certificate; "
            "please explain, and the window checks how the child is related.",
            status,
            severity="advisory",
        )
    return missing(
        case,
        policy,
        "结婚证（离异的，提供离婚证及抚养权证明）",
        "marriage certificate (if divorced: divorce certificate and proof of custody)",
        "marriage_certificate",
    )


RULES: tuple[Rule, ...] = (
    children_are_under_18,
    older_children_are_at_school,
    parents_marriage_is_shown,
)
