"""Wages of a renewal that a former employer paid, before a lawful change of unit (guide 六（四）).

A renewal proves 36 months, which may begin before the change. The system's record has the change; a
permit of this unit, a leaving certificate or the work history show it too.
"""

from datetime import date

from core.models.document import Document
from core.numbers.dates import month_of
from validators.facts import parties
from validators.facts.posts import posts
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.hidden import hidden
from validators.ground.look import cell, look
from validators.ground.verdict import Verdict, because, passed, to_review
from validators.policy import Policy

SERVICE = "renewal"
"""For a new permit the months must be with the present unit."""
CONTRACTS = ("labor_contract", "labor_contract_renewal")
CAUSE = "payer"


def by_former(paper: Document, case: Case, policy: Policy) -> bool | None:
    """Whether a paper shows wages of an employer before this one.

    Its months end no later than the contract with this unit begins, and something shows the change.
    None if that was not read, or nothing shows the change.
    """
    payer = _payer(paper, case, policy)
    if case.service != SERVICE or paper.type not in parties.INCOME or not payer:
        return False
    unit = parties.employer(case, policy).name
    starts = [
        look(one, "start_date", policy)
        for one in case.of(*CONTRACTS, role="applicant")
        if agrees(look(one, "employer", policy), unit) is not False
    ]
    if not starts:
        return None if hidden(case, *CONTRACTS) else False
    periods = [cell(paper, row, "period", policy) for row in paper.rows]
    days = [value.day for value in starts if value.sure and value.day]
    if len(days) < len(starts) or not periods or not all(one.sure for one in periods):
        return None
    return _before(min(days), [one.text for one in periods], payer, case, policy)


def _before(begun: date, months: list[str], payer: str, case: Case, policy: Policy) -> bool | None:
    if any(month > month_of(begun) for month in months):
        return False
    return True if _left(payer, case, policy) else None


def weighed(known: bool | None, verdict: Verdict) -> Verdict:
    """A verdict on such a paper, made milder if it is no fault after a change."""
    if known:
        zh = "本合同起始前的收入由原聘用单位发放，已有材料佐证聘用单位变更。"
        en = "Wages before the present contract, paid by the former employer."
        return passed(zh, en, *verdict.witnesses)
    if known is None:
        zh = (
            "收入由另一单位发放，如为变更聘用单位以前（本合同起始前）的原单位则符合；"
            "请核对合同起始日，并在系统核对聘用单位变更记录，或附原单位离职证明。"
        )
        en = (
            "The income was paid by another unit, which is right if that was the employer before "
            "the present contract began; please check the contract's first day and the record of "
            "the change of employer, or add that unit's certificate of leaving."
        )
        return because(to_review(zh, en, *verdict.witnesses), CAUSE)
    return verdict


def _payer(paper: Document, case: Case, policy: Policy) -> str:
    """The other unit that surely paid: by name on a screenshot, else by its finance seal."""
    unit = parties.employer(case, policy)
    value = look(paper, "employer", policy)
    if value.text:
        return value.text if unit.sure and agrees(value, unit.name) is False else ""
    need = policy.threshold("seal")
    rings = {p.seal.ring for p in paper.seals if p.seal.kind == "finance" and p.seal.ring}
    sure = all(p.seal.confidence >= need for p in paper.seals)
    if len(rings) != 1 or not sure or not unit.sure:
        return ""
    ring = rings.pop()
    return "" if folded(ring) == folded(unit.name) else ring


def _left(payer: str, case: Case, policy: Policy) -> bool:
    """Whether a paper or the record shows the change: the permit is already this unit's, or the
    applicant left the payer.
    """
    unit = parties.employer(case, policy).name
    units = [look(one, "unit_name", policy) for one in case.of("permit_confirmation")]
    if any(agrees(value, unit) for value in units):
        return True
    if any(agrees(look(p, "company", policy), payer) for p in case.of("resignation_certificate")):
        return True
    entries, sure, _ = posts(case, policy)
    return sure and any(folded(post.employer) == folded(payer) and post.end for post in entries)
