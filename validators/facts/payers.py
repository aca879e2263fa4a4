"""The payer of the wages on an income paper, if it is not the applying unit."""

import re

from core.models.document import Document
from validators.facts import parties
from validators.facts.former import CAUSE, by_former, weighed
from validators.facts.names import names
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.look import Value, look
from validators.ground.stamps import is_class, ring_is
from validators.ground.verdict import Verdict, Witness, because, failed
from validators.policy import Policy

BY = re.compile(r"由(.{4,40}?)(?:发放|支付|代发|代扣|扣缴|缴纳)")


def other_payer(paper: Document, case: Case, policy: Policy) -> str:
    """The other unit that surely paid; empty if there is none or it is in doubt.

    A client screenshot names it. A list or a record does not: there the note and the finance seal
    show it, if both name the same unit.
    """
    if paper.type not in parties.INCOME:
        return ""
    known = names(case, policy)
    if not known.unit.name or not known.unit.sure:
        return ""
    value = look(paper, "employer", policy)
    if value.text or paper.type == "its_withholding_screenshot":
        return value.text if _another(value, case, policy) else ""
    ours = {folded(name) for name in (known.unit.name, *(n.text for n in known.noticed))}
    for note in paper.annotations:
        named = BY.search(folded(note.text))
        if named is None or note.confidence < policy.threshold("annotation") or named[1] in ours:
            continue
        seals = [placed for placed in paper.seals if is_class(placed, "finance")]
        if any(ring_is(p, named[1], policy) and not ring_is(p, known.unit.name, policy)
               for p in seals):  # fmt: skip
            return named[1]
    return ""


def _another(value: Value, case: Case, policy: Policy) -> bool:
    known = names(case, policy)
    if agrees(value, known.unit.name) is not False:
        return False
    return known.by_notice(value) is False and not known.without_notice(value)


def payer_cause(paper: Document, case: Case, policy: Policy) -> str:
    """The cause name for "another unit paid": one for each such unit."""
    payer = folded(other_payer(paper, case, policy))
    found: dict[str, str] = {}
    for one in case.of(*parties.INCOME):
        if name := folded(other_payer(one, case, policy)):
            found.setdefault(name, one.id)
    return CAUSE if len(found) < 2 else f"{CAUSE}:{found.get(payer, paper.id)}"


def told_of_payer(
    paper: Document, zh: str, en: str, *shown: Witness, case: Case, policy: Policy
) -> Verdict:
    """The verdict if another unit paid: a failure, one fact for all rules; None if the payer is the
    former employer.
    """
    verdict = because(failed(zh, en, *shown), payer_cause(paper, case, policy))
    return weighed(by_former(paper, case, policy), verdict)
