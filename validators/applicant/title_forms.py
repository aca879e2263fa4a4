"""The form behind a title, guide 六（二）条件1（2）: the right form, for this title, approved."""

import re
from collections.abc import Iterable

from core.models.base import Wording
from core.models.document import Document
from validators.facts import parties
from validators.facts.whose import of_person
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees, can_confirm, folded
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
REVIEWED = re.compile(r"评审|评委")
LEVEL, TITLE = Wording(zh="级别", en="level"), Wording(zh="职称", en="title")
EXAM, REVIEW = "exam_passer_registration_form", "title_review_form"
RANK = re.compile(r"^(?:正高级|副高级|高级|中级|初级|助理|正|副|员级)+")
REFUSED = re.compile(r"不(?:予)?(?:同意|通过|批准|合格|具备)|未(?:获|予)?(?:通过|批准|同意)")
APPROVED = re.compile(
    r"(?:[经该]?[^不未]{0,8})?(?:合格|通过|同意|批准)[,，;；]?(?:予以)?(?:同意|批准|准予)?(?:发证|颁证|授予|确认)?[.。]?"
)
"""Unambiguous words: a doubtful reading of exactly these words is accepted."""


@rule("EV-C2-FORM")
def condition_2_has_its_form(case: Case, policy: Policy) -> list[Verdict]:
    """考试合格人员登记表 or 评审表, by the way the title was obtained; either one if that is
    unknown.
    """
    if case.condition != 2:
        return [not_applicable("未申报条件2。", "Condition 2 is not declared.")]
    papers = case.of(EXAM, REVIEW)
    if not papers:
        zh = "没有《考试合格人员登记表》或《评审表》，请补充。"
        en = (
            f"Neither the {policy.title_en(EXAM)} nor the {policy.title_en(REVIEW)} is there; "
            "please add it."
        )
        return [lacking(case, policy, zh, en, papers=(EXAM, REVIEW))]
    certificates = case.of(*CERTIFICATES)
    ways = [_way(paper, case, policy) for paper in certificates]
    if None in ways or not ways or set(ways) & {paper.type for paper in papers}:
        return _in_order(papers, certificates, case, policy)
    asked = ways[0] or ""
    how, how_en = ("考试", "examination") if asked == EXAM else ("评审", "review")
    verdict = lacking(
        case,
        policy,
        f"证书经{how}取得，须提供《{policy.title(asked)}》，请补充。",
        f"The certificate was obtained by {how_en}, so the {policy.title_en(asked)} is needed; "
        "please add it.",
        *certificates,
        *papers,
        papers=(asked,),
    )
    return [verdict]


def _way(paper: Document, case: Case, policy: Policy) -> str | None:
    """The form that goes with a certificate: by the title granted, or by the issuer."""
    what = look(paper, "qualification", policy)
    if what.sure and any(word in what.text for word in policy.words("titles_by_exam", case.day)):
        return EXAM
    who = look(paper, "issuer", policy)
    return REVIEW if who.sure and REVIEWED.search(who.text) else None


def _in_order(
    papers: tuple[Document, ...], certificates: tuple[Document, ...], case: Case, policy: Policy
) -> list[Verdict]:
    """One correct form of several is enough; else what is wrong with each."""
    verdicts = [_form(paper, certificates, case, policy) for paper in papers]
    if any(not wrong for wrong in verdicts):
        return [passed("已附登记表或评审表。", "The form is there.", *papers)]
    return [verdict for wrong in verdicts for verdict in wrong]


def _form(
    paper: Document, certificates: tuple[Document, ...], case: Case, policy: Policy
) -> list[Verdict]:
    """What is wrong with a form: its holder, its title, or its approval."""
    if (stranger := _another(paper, case, policy)) is not None:
        return [stranger]
    found = [_refused(look(paper, "approval", policy))]
    others = [
        look(one, name, policy) for one in certificates for name in ("title", "qualification")
    ]
    levels = [look(one, "level", policy) for one in certificates]
    found.append(_differs(look(paper, "level", policy), levels, LEVEL))
    if paper.type == REVIEW:
        found.append(_differs(look(paper, "title", policy), others, TITLE))
    return [verdict for verdict in found if verdict is not None]


def _another(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A form not shown to belong to the applicant."""
    own = parties.applicant(case, policy)
    name = look(paper, "name", policy)
    answer = agrees(name, own.name)
    if answer or name.state == "missing":
        return None
    if name.state == "absent":
        return unread(
            name,
            f"《{policy.title(paper.type)}》的姓名",
            f"The name on the {policy.title_en(paper.type)}",
        )
    make = failed if answer is False and own.sure else to_review
    read = name.text or "（未能辨认）"
    zh = f"{policy.title(paper.type)}姓名为“{read}”，应为申请人 {own.name}，请提供本人的。"
    en = (
        f"The {policy.title_en(paper.type)} is in the name of {quoted(name.text)}; it must be the "
        f"applicant {own.name}'s, please hand in the applicant's own."
    )
    return of_person(make(zh, en, name), paper, name, own, policy)


def _refused(approval: Value) -> Verdict | None:
    """A review that was not approved; a form without that field says nothing."""
    if approval.state == "missing":
        return None
    if approval.state == "absent":
        return unread(approval, "评审表的审批意见", "The approval")
    if not approval.sure and not (can_confirm(approval) and APPROVED.fullmatch(approval.text)):
        zh = f"评审表的审批意见读作“{approval.text or '（未能辨认）'}”，请核对是否同意。"
        en = (
            f"The approval on the review form reads {quoted(approval.text)}; please check that it "
            "was given."
        )
        return to_review(zh, en, approval)
    if not REFUSED.search(approval.text):
        return None
    zh = f"评审表的审批意见为“{approval.text}”，须经审批同意，请核对更正。"
    en = (
        f"The approval on the review form says “{approval.text}”; the review must be approved, "
        "please check and correct it."
    )
    return because(failed(zh, en, approval), approval)


def _differs(value: Value, others: Iterable[Value], what: Wording) -> Verdict | None:
    """A title or level that no certificate has; an added field of work is no difference."""
    known = [one for one in others if one.text]
    if value.state in ("missing", "absent") or not known:
        return None
    if any(_one_title(value.text, one.text) for one in known):
        return None
    titles, read = "、".join(one.text for one in known), value.text or "（未能辨认）"
    if not value.sure or not all(one.sure for one in known):
        zh = f"登记表或评审表的{what.zh}读作“{read}”，证书为“{titles}”，请核对。"
        en = (
            f"The {what.en} on the form reads {quoted(value.text)}, on the certificate “{titles}”; "
            "please check."
        )
        return to_review(zh, en, value, *known)
    zh = (
        f"登记表或评审表的{what.zh}为“{read}”，证书为“{titles}”，不一致，"
        "请提供该证书的登记表或评审表。"
    )
    en = (
        f"The {what.en} on the form is “{read}”, on the certificate “{titles}”; please hand in the "
        "form of this certificate."
    )
    return because(failed(zh, en, value, *known), value)


def _one_title(one: str, other: str) -> bool:
    """Whether two titles are the same apart from the field.

    >>> _one_title("电气工程师", "工程师"), _one_title("高级工程师", "工程师")
    (True, False)
    """
    a, b = folded(one), folded(other)
    if not a or not b:
        return False
    ranks = [found[0] if (found := RANK.match(text)) else "" for text in (a, b)]
    inside = a in b or b in a
    return a == b or (inside and (ranks[0] == ranks[1] or ranks == [a, b]))


RULES: tuple[Rule, ...] = (condition_2_has_its_form,)
