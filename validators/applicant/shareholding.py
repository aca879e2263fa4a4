"""Condition 7, guide 二（二）7: the applicant's share and rank among natural persons."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.models.document import Document
from validators.facts import parties
from validators.facts.funds import is_unit
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.hidden import hidden
from validators.ground.look import Value, cell
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

HUNDRED = Decimal(100)
PAPERS = ("capital_increase_agreement", "articles_of_association", "capital_verification_report")
"""In order of priority: the state after the capital increase comes first."""


@dataclass(frozen=True)
class Holding:
    """A row of a table of shareholders; `percent` is None if it was not read for sure."""

    holder: Value
    percent: Decimal | None
    shown: Value


def holdings(paper: Document, policy: Policy) -> tuple[Holding, ...]:
    """The rows, with shares as printed, else worked out from the subscribed amounts."""
    rows = [
        [cell(paper, row, name, policy) for name in ("shareholder", "share", "subscribed")]
        for row in paper.rows
    ]
    whole = [part.amount for _, _, part in rows if part.sure and part.amount is not None]
    total = sum(whole, Decimal(0)) if len(whole) == len(rows) else Decimal(0)
    found = []
    for holder, share, part in rows:
        percent = _percent(share)
        if share.state in ("missing", "absent") and total and part.amount is not None:
            percent = part.amount * HUNDRED / total
        found.append(Holding(holder, percent, share if share.text or not part.text else part))
    return tuple(found)


def _percent(share: Value) -> Decimal | None:
    if not share.sure:
        return None
    try:
        return Decimal(share.text.rstrip("%％"))
    except InvalidOperation:
        return None


@rule("APP-C7-SHAREHOLDER")
def applicant_holds_enough(case: Case, policy: Policy) -> Verdict:
    """At least 5 % and among the first five natural persons; ties share a rank."""
    if case.condition != 7:
        return not_applicable("未申报条件7。", "Condition 7 is not declared.")
    for kind in PAPERS:
        for paper in case.of(kind):
            if found := holdings(paper, policy):
                return _holding_verdict(paper, found, case, policy)
    papers = case.of(*PAPERS)
    if papers:
        zh = "材料中未读到股东名册，无法核对持股比例，请核对。"
        en = "No list of shareholders was read, so the share was not compared; please check."
        return to_review(zh, en, *papers)
    return not_applicable(
        "没有增资协议或公司章程，见条件7材料。",
        "No capital increase agreement or articles; see the papers of condition 7.",
    )


def _holding_verdict(
    paper: Document, found: tuple[Holding, ...], case: Case, policy: Policy
) -> Verdict:
    own = parties.applicant(case, policy).name
    answers = [(row, is_one(row.holder, own)) for row in found]
    own_row = next((row for row, answer in answers if answer), None)
    if own_row is None:
        sure = all(answer is False for _, answer in answers) and not paper.troubles
        if sure and own and not hidden(case, *PAPERS):
            zh = f"{policy.title(paper.type)}的股东中没有申请人 {own}（间接持股不计），请核对。"
            en = (
                f"The applicant {own} is not among the shareholders of the "
                f"{policy.title_en(paper.type)} (indirect shares do not count); please check."
            )
            stranger = failed(zh, en, *(r.holder for r in found))
            return because(stranger, "condition:7:share")
        zh = f"股东姓名未能全部辨认，请核对其中有无申请人 {own}。"
        en = f"Not all shareholders were read; please check whether {own} is among them."
        return to_review(zh, en, paper)
    if own_row.percent is None:
        return unread(own_row.shown, "申请人的持股比例", "The applicant's share")
    return _ranked(own_row, [row for row in found if row is not own_row], case, policy)


def _ranked(own: Holding, others: list[Holding], case: Case, policy: Policy) -> Verdict:
    share = own.percent or Decimal(0)
    people = [row for row in others if not is_unit(row.holder.text)]
    best = 1 + sum(row.percent is not None and row.percent > share for row in people)
    worst = best + sum(row.percent is None for row in people)
    least, last = (
        policy.figure("condition7_share", case.day),
        policy.whole("condition7_rank", case.day),
    )
    held = share.quantize(Decimal("0.01"))
    text = f"申请人持股 {held}%，自然人股东中第 {best} 位"
    need = f"须不低于 {least}% 且排名前 {last} 位"
    en = (
        f"The applicant holds {held}% and is number {best} among the natural persons; at least "
        f"{least}% and a place among the first {last} are needed"
    )
    if share < least or best > last:
        low = failed(f"{text}，{need}。", f"{en}.", own.holder, own.shown)
        return because(low, "condition:7:share")
    if worst > last:
        zh = f"{text}，其他股东比例未能全部辨认，请核对。"
        return to_review(zh, f"{en}. Not all shares were read; please check.", own.shown)
    return passed(f"{text}，{need}。", f"{en}.", own.holder, own.shown)


RULES: tuple[Rule, ...] = (applicant_holds_enough,)
