"""Condition 3, guide 二（二）3: who received the award, and who gave it."""

import re
from collections.abc import Iterable

from core.models.document import Document
from validators.facts import parties
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import can_confirm, folded
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.named import lists
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

PARTS = re.compile(r"[、，,;；/]")


@rule("APP-C3-AWARD")
def award_is_national_or_of_the_city(case: Case, policy: Policy) -> list[Verdict]:
    """Issued by a national or a Beijing body, the applicant printed as a winner."""
    if case.condition != 3:
        return [not_applicable("未申报条件3。", "Condition 3 is not declared.")]
    verdicts = [_award(paper, case, policy) for paper in case.of("award_certificate")]
    good = [verdict for verdict in verdicts if verdict.status == "pass"]
    return (
        good[:1]
        or verdicts
        or [
            not_applicable(
                "没有获奖证书，见条件3材料。",
                "No award certificate; see the papers of condition 3.",
            )
        ]
    )


def _award(paper: Document, case: Case, policy: Policy) -> Verdict:
    issuer = look(paper, "issuer", policy)
    level = _level(issuer.text, case, policy)
    for placed in paper.seals:
        if level is None and placed.seal.confidence >= policy.threshold("seal"):
            level = _level(placed.seal.ring or placed.seal.text, case, policy)
    if level is False and issuer.sure and not hidden(case, "award_certificate"):
        low = failed(
            f"颁奖机关为“{issuer.text}”，条件3须为国家或北京市奖项，请提供符合的奖项或改按其他条件申报。",
            f"The award was issued by “{issuer.text}”; condition 3 needs a national award or one "
            "of Beijing. Please hand in such an award or declare another condition.",
            issuer,
        )
        return because(low, "condition:3")
    named = _winner(paper, case, policy)
    if level is None and issuer.state == "absent":
        return unread(issuer, "获奖证书的颁奖机关", "The issuer of the award")
    if level is None or level is False:
        zh = f"颁奖机关“{issuer.text or '未能辨认'}”，请核对是否为国家或北京市。"
        en = (
            f"The award was issued by {quoted(issuer.text)}; please check that this is a national "
            "body or one of Beijing."
        )
        return to_review(zh, en, issuer)
    return named


def _level(issuer: str, case: Case, policy: Policy) -> bool | None:
    """Whether an issuer is national or of the city; None if it is on no list.

    The whole name must match: a firm's department may have a ministry's name in its own.
    """
    text = folded(issuer)
    bodies = [part.removeprefix("中华人民共和国") for part in PARTS.split(text) if part]
    high = (
        *policy.words("award_issuers_national", case.day),
        *policy.words("award_issuers_city", case.day),
    )
    if any(re.fullmatch(word, body) for word in high for body in (*bodies, text)):
        return True
    if text and _any(policy.words("award_issuers_below", case.day), text):
        return False
    return False if _any(policy.words("places_elsewhere", case.day), text[:4]) else None


def _any(words: Iterable[str], text: str) -> bool:
    return any(re.search(word, text) for word in words)


def _winner(paper: Document, case: Case, policy: Policy) -> Verdict:
    """The applicant is among the winners on the certificate, or else on the evidence."""
    own = parties.applicant(case, policy).name
    papers = (paper, *case.of("award_supporting_evidence"))
    values = [look(one, "winner", policy) for one in papers]
    for value in values:
        if own and lists(value, own) and can_confirm(value):
            return passed(f"“{own}”为获奖人。", f"The applicant {own} is a winner.", value)
    whole = (
        values[0].sure
        and not paper.troubles
        and own
        and not hidden(case, "award_supporting_evidence")
    )
    others = all(lists(value, own) is False for value in values if value.text)
    if whole and others:
        return failed(
            f"获奖者为“{values[0].text}”，未见申请人 {own}，请补充列有其姓名的佐证材料。",
            f"The winners are “{values[0].text}”, without the applicant {own}; please add evidence "
            "that names the applicant.",
            *values,
            severity="supplement",
        )
    en = f"The applicant {own} was not read among the winners; please check."
    return to_review(f"获奖者中未读到申请人 {own}，请核对。", en, *values)


RULES: tuple[Rule, ...] = (award_is_national_or_of_the_city,)
