"""A rule's answer if a required paper is not in the packet."""

import re

from validators.ground.case import Case
from validators.ground.hidden import hidden
from validators.ground.verdict import Verdict, Witness, failed, not_applicable, to_review, without
from validators.policy import Policy

ASKING = re.compile(r"\bplease\b", re.IGNORECASE)


def lacking(
    case: Case,
    policy: Policy,
    zh: str,
    en: str,
    *witnesses: Witness,
    papers: tuple[str, ...],
    told: bool = True,
) -> Verdict:
    """A missing paper: a failure, or a review while another part of the packet may be it.

    `papers` names it (type or type:role). `told` is false if the message says more than that it is
    missing. This function adds the English request if `en` only says what is missing.
    """
    en = en if ASKING.search(en) else f"{en} Please add what is missing."
    where = hidden(case, *papers)
    named = papers if told else ()
    if where:
        zh, en = f"{zh}（{where.zh(policy)}。）", f"{en} ({where.en(policy)}.)"
        return without(to_review(zh, en, *witnesses, *where.papers), *named)
    return without(failed(zh, en, *witnesses), *named)


def without_income(case: Case, policy: Policy, *papers: str) -> Verdict:
    """An income rule's answer if the packet has no income paper of these types."""
    where = hidden(case, *papers)
    if where:
        return to_review(
            f"未见个人收入材料（{where.zh(policy)}）。",
            f"No income paper was recognised ({where.en(policy)}).",
            *where.papers,
        )
    return not_applicable(
        "材料中没有个人收入材料，见材料齐全一项。", "No income paper in the packet."
    )
