"""Income papers of a former employer in a renewal: paid before a change of unit, guide 六（四）."""

from datetime import date

from core.models.document import Document
from validators.facts import parties
from validators.facts.posts import posts
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.look import cell, look
from validators.policy import Policy

SERVICE = "renewal"
"""Its months reach back beyond a change; those of a new permit are asked of the present unit."""


def former_papers(case: Case, policy: Policy) -> dict[str, bool]:
    """Papers of wages that another unit paid before the contract with the present one began.

    By their ids, and whether that unit is surely the former employer: by its certificate of
    leaving or by the work history. Else the change itself is still to be looked up.
    """
    if case.service != SERVICE or (begun := _joined(case, policy)) is None:
        return {}
    found = {}
    for paper in case.of(*parties.INCOME):
        payer = _payer(paper, case, policy)
        months = [cell(paper, row, "period", policy) for row in paper.rows]
        if payer and months and all(m.sure and m.text <= f"{begun:%Y-%m}" for m in months):
            found[paper.id] = _left(payer, case, policy)
    return found


def _joined(case: Case, policy: Policy) -> date | None:
    """The first day of the earliest contract with the applying unit; None where not all is read."""
    unit = parties.employer(case, policy).name
    days = []
    for paper in case.of("labor_contract", "labor_contract_renewal", role="applicant"):
        start = look(paper, "start_date", policy)
        if not start.sure or start.day is None:
            return None
        if agrees(look(paper, "employer", policy), unit):
            days.append(start.day)
    return min(days, default=None)


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
    """Whether the payer is known to be a former employer."""
    if any(agrees(look(p, "company", policy), payer) for p in case.of("resignation_certificate")):
        return True
    entries, sure, _ = posts(case, policy)
    return sure and any(folded(post.employer) == folded(payer) and post.end for post in entries)
