"""Papers that a case's service requires and the packet lacks: surely missing, or perhaps."""

from typing import NamedTuple

from core.models.base import Wording
from validators.facts.stock import RequirementState, take
from validators.ground.case import Case
from validators.policy import Policy


class MissingPapers(NamedTuple):
    """Papers that are missing, surely or perhaps: what each is called, and their types."""

    sure: bool
    lacks: tuple[Wording, ...]
    gone: tuple[str, ...]

    def within(self, stock: RequirementState) -> tuple["MissingPapers", ...]:
        """The same gap split into items, each requested separately."""
        found = tuple(
            MissingPapers(self.sure, lacks, gone)
            for lacks, gone in stock.pieces
            if set(lacks) <= set(self.lacks)
        )
        all_lacks = [lack for one in found for lack in one.lacks]
        return found if sorted(all_lacks, key=str) == sorted(self.lacks, key=str) else (self,)


def missing(case: Case, policy: Policy) -> tuple[MissingPapers, ...]:
    """All papers missing for the case's service."""
    return gaps(take(policy.packet(case.service).needs, case, policy), case)


def gaps(stock: RequirementState, case: Case) -> tuple[MissingPapers, ...]:
    """What is surely missing, and what may be present unrecognised; empty if all is present."""
    if stock.state in ("idle", "have"):
        return ()
    if stock.state == "doubt" or case.unread:
        return (MissingPapers(False, stock.lacks, stock.gone),)
    vague = stock.vague
    if vague is None:
        return (MissingPapers(True, stock.lacks, stock.gone),)
    lacks = tuple(lack for lack in stock.lacks if lack not in vague.lacks)
    gone = tuple(paper for paper in stock.gone if paper not in vague.gone)
    return (MissingPapers(True, lacks, gone), MissingPapers(False, vague.lacks, vague.gone))
