"""Removing a spouse, guide 六（六）3注."""

from validators.facts import parties
from validators.facts.circumstances import FACTS
from validators.facts.parting import AGREEMENT, CERTIFICATE, JUDGMENT, concerns
from validators.ground.case import Case
from validators.ground.gather import each, summed
from validators.ground.hidden import hidden
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    rule,
    to_review,
    without,
)
from validators.policy import Policy


@rule("SPOUSE-REMOVE")
def removed_spouse_is_shown_by_certificate_or_judgment(case: Case, policy: Policy) -> list[Verdict]:
    """Divorce certificate or judgment, the applicant a party; an agreement alone is not enough."""
    family = case.application.accompanying
    asked = FACTS["spouse_removed"](case, policy)
    papers = case.of(CERTIFICATE, JUDGMENT)
    alone = not family.spouse and not family.children
    if asked is not True and not (alone and (papers or case.of(AGREEMENT))):
        return [not_applicable("没有减少随往配偶。", "No spouse is taken off.")]
    if not papers:
        make = to_review if hidden(case, CERTIFICATE, JUDGMENT) else failed
        note = "（仅有离婚协议书不能代替）" if case.of(AGREEMENT) else ""
        note_en = " (a divorce agreement alone cannot replace it)" if note else ""
        zh = f"减少随往配偶，须提供离婚证或法院判决书{note}。"
        en = (
            "To take the spouse off, please provide the divorce certificate or the "
            f"judgment{note_en}."
        )
        lack = make(zh, en, *case.of(AGREEMENT))
        return [without(lack, CERTIFICATE, JUDGMENT)]
    person = parties.applicant(case, policy)
    return summed(
        each(papers, lambda paper: concerns(paper, person, policy)),
        "离婚证或法院判决书与申请人相符。",
        "The divorce paper names the applicant.",
    )


RULES: tuple[Rule, ...] = (removed_spouse_is_shown_by_certificate_or_judgment,)
