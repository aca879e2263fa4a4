"""Condition 2 and its evidence, guide 二（二）2 and 六（二）条件1; condition 8 and the contract."""

import re

from pipeline.models.document import Document
from validators import parties
from validators.case import Case
from validators.compare import agrees
from validators.facts import FACTS
from validators.gaps import lacking
from validators.look import look
from validators.policy import Policy
from validators.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear

CERTIFICATES = ("professional_title_certificate", "vocational_qualification_certificate")
MIDDLE = re.compile(
    r"中级|副高|正高|高级|技师|注册|一级|二级|工程师|经济师|会计师|主治|讲师|教授|研究员"
)
LOW = re.compile(r"初级|助理|员级|技术员|^[^副]*员$|见习")
REVIEWED = re.compile(r"评审|评委")
EXAM, REVIEW = "exam_passer_registration_form", "title_review_form"


@rule("APP-C2-TITLE")
def condition_2_has_a_middle_title(case: Case, policy: Policy) -> list[Verdict]:
    """The title is 中级 or higher, or an equal qualification."""
    if case.condition != 2:
        return [unbound("未申报条件2。", "Condition 2 is not declared.")]
    verdicts = [_level(paper, policy) for paper in case.of(*CERTIFICATES)]
    good = [verdict for verdict in verdicts if verdict.status == "pass"]
    return good[:1] or verdicts or [unbound("没有职称证书，见佐证材料。", "No certificate.")]


def _level(paper: Document, policy: Policy) -> Verdict:
    level, title = look(paper, "level", policy), look(paper, "title", policy)
    shown = level if level.text else title
    said = f"{level.text or title.text}"
    if LOW.search(level.text) or (not level.text and LOW.search(title.text)):
        make = failed if shown.sure else unclear
        return make(f"职称为“{said}”，条件2须中级及以上。", "Below intermediate.", shown)
    if (level.sure and MIDDLE.search(level.text)) or (title.sure and MIDDLE.search(title.text)):
        return passed(f"职称为“{said}”，符合中级及以上。", "Intermediate or higher.", shown)
    return unclear(f"职称等级读作“{said}”，请核对。", "The level was not read.", level, title)


@rule("EV-C2-CERT")
def condition_2_has_its_certificate(case: Case, policy: Policy) -> list[Verdict]:
    """A title or qualification certificate in the applicant's name."""
    if case.condition != 2:
        return [unbound("未申报条件2。", "Condition 2 is not declared.")]
    papers = case.of(*CERTIFICATES)
    if not papers:
        zh = "申报条件2，没有职称或职业资格证书，请补充。"
        return [lacking(case, zh, "No certificate.", papers=CERTIFICATES)]
    own = parties.applicant(case, policy)
    verdicts = []
    for paper in papers:
        name = look(paper, "name", policy)
        answer = agrees(name, own.name)
        make = passed if answer else failed if answer is False else unclear
        said = {True: "与申请人一致", False: "不是申请人", None: "未能辨认"}[answer]
        verdicts.append(make(f"职称证书姓名“{name.text}”{said}。", "Certificate.", name))
    return verdicts


@rule("EV-C2-FORM")
def condition_2_has_its_form(case: Case, policy: Policy) -> Verdict:
    """考试合格人员登记表 or 评审表, by the way the title was obtained; unknown: either."""
    if case.condition != 2:
        return unbound("未申报条件2。", "Condition 2 is not declared.")
    papers = case.of(EXAM, REVIEW)
    if not papers:
        zh = "没有《考试合格人员登记表》或《评审表》，请补充。"
        return lacking(case, zh, "Neither form is there.", papers=(EXAM, REVIEW))
    ways = [_way(paper, case, policy) for paper in case.of(*CERTIFICATES)]
    if None in ways or not ways or set(ways) & {paper.type for paper in papers}:
        return passed("已附登记表或评审表。", "The form is there.", *papers)
    asked = ways[0] or ""
    how = "考试" if asked == EXAM else "评审"
    return lacking(
        case,
        f"证书经{how}取得，须提供《{policy.title(asked)}》，请补充。",
        f"Needed: {policy.title_en(asked)}.",
        *case.of(*CERTIFICATES),
        *papers,
        papers=(asked,),
    )


def _way(paper: Document, case: Case, policy: Policy) -> str | None:
    """The form that goes with a certificate: by what is granted, or by who grants it."""
    what = look(paper, "qualification", policy)
    if what.sure and any(word in what.text for word in policy.words("titles_by_exam", case.day)):
        return EXAM
    who = look(paper, "issuer", policy)
    return REVIEW if who.sure and REVIEWED.search(who.text) else None


@rule("CONTRACT-EXEMPT")
def freelancers_need_no_contract(case: Case, policy: Policy) -> Verdict:
    """Condition 8: a labour contract is not asked."""
    if FACTS["not_condition_8"](case, policy):
        return unbound("不是条件8。", "Not condition 8.")
    return passed("条件8申请人不要求劳动合同。", "No contract is asked.")


RULES: tuple[Rule, ...] = (
    condition_2_has_a_middle_title,
    condition_2_has_its_certificate,
    condition_2_has_its_form,
    freelancers_need_no_contract,
)
