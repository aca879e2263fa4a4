"""Which of several leases counts: the one in force, with those that follow without a gap.

An old lease beside the new one is ignored; consecutive leases of one home count as one term, and a
supplement to a lease need not repeat what the lease says.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.models.base import Wording
from core.models.document import Document
from core.numbers.dates import add_months
from validators.facts.terms import rest_of
from validators.ground.address import one_door
from validators.ground.case import Case
from validators.ground.compare import same
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, failed, passed, to_review
from validators.policy import Policy

LEASE = "lease_contract"
DAY = timedelta(days=1)
RANK = {"pass": 0, "review": 1, "fail": 2}
WHAT = Wording(zh="租赁期限", en="The lease")
ENDS = Wording(zh="租赁合同到期日", en="The last day of the lease")


@dataclass(frozen=True)
class Tenancy:
    """The leases that count, in the order of their terms, and the verdict on their term."""

    papers: tuple[Document, ...]
    term: Verdict
    in_force: bool
    """Whether they surely run on the filing day."""


@dataclass(frozen=True)
class _Lease:
    paper: Document
    start: Value
    end: Value

    def runs(self, day: date) -> bool:
        """Whether it is surely in force on a day."""
        begun = self.start.sure and self.start.day is not None and self.start.day <= day
        return bool(begun) and self.end.sure and self.end.day is not None and day <= self.end.day


def tenancy(case: Case, policy: Policy) -> Tenancy | None:
    """The lease or consecutive leases with the best term; None without a lease."""
    leases = [
        _Lease(paper, look(paper, "lease_start", policy), look(paper, "lease_end", policy))
        for paper in case.of(LEASE)
    ]
    if not leases:
        return None
    chains = [chain for lease in leases for chain in _chains(lease, leases, case, policy)]
    terms = [(_term(chain, case, policy), chain) for chain in chains]
    first = min(RANK[term.status] for term, _ in terms)
    terms = [one for one in terms if RANK[one[0].status] == first]
    if len(terms) > 1:
        terms.sort(key=lambda one: _order(one[1], case, policy))
    term, best = terms[0]
    if term.status == "fail" and len(leases) > 1:
        term = _broken(best[-1], leases, case, policy) or term
    papers = tuple(lease.paper for lease in best)
    return Tenancy(papers, term, best[0].runs(case.day) and term.status != "review")


def _order(chain: tuple[_Lease, ...], case: Case, policy: Policy) -> tuple[bool, bool, int]:
    """Sort key of leases with equal results: the home on record, those in force, the latest."""
    door = one_door(
        look(chain[0].paper, "address", policy), case.application.applicant.address or ""
    )
    start = chain[0].start.day or date.min
    return door is not True, not chain[0].runs(case.day), -start.toordinal()


def _chains(
    first: _Lease, leases: list[_Lease], case: Case, policy: Policy
) -> Iterator[tuple[_Lease, ...]]:
    """Each lease alone, and with the leases that follow it."""
    chain: tuple[_Lease, ...] = (first,)
    yield chain
    while chain[0].runs(case.day):
        last = chain[-1]
        follow = [one for one in leases if one not in chain and _follows(last, one)]
        follow = [one for one in follow if _one_home(last.paper, one.paper, policy) is not False]
        if not follow:
            return
        chain = (*chain, max(follow, key=lambda one: one.end.day or date.min))
        yield chain


def _follows(one: _Lease, other: _Lease) -> bool:
    """Whether one lease begins where another ends, without a day between them."""
    end, start, last = one.end, other.start, other.end
    if not (end.sure and start.sure and last.sure and end.day and start.day and last.day):
        return False
    return start.day <= end.day + DAY and last.day > end.day


def _one_home(one: Document, other: Document, policy: Policy) -> bool | None:
    """Whether two leases let one home to one tenant; None if a person must decide.

    A supplement need not name the home again if both parties are those of the lease.
    """
    lessee = same(look(one, "lessee", policy), look(other, "lessee", policy))
    lessor = same(look(one, "lessor", policy), look(other, "lessor", policy))
    place = look(other, "address", policy)
    door = one_door(place, look(one, "address", policy).text)
    if place.state in ("missing", "absent"):
        door = lessor
    if lessee is False or door is False:
        return False
    return True if lessee and door and lessor else None  # another landlord may have bought it


def _term(chain: tuple[_Lease, ...], case: Case, policy: Policy) -> Verdict:
    """The remaining term of a lease, or of several consecutive ones."""
    months = policy.whole("lease_rest_months", case.day)
    first, last = chain[0], chain[-1]
    verdict = rest_of(last.end, case.day, months, WHAT, ENDS)
    if len(chain) == 1:
        start = first.start
        if verdict.status != "review" and start.sure and start.day and start.day > case.day:
            return failed(
                f"租期自 {start.day} 起，申报日 {case.day} 尚未开始；"
                "请提供申报日已在租期内的租赁合同。",
                f"The lease begins on {start.day}, after the filing day {case.day}; please hand in "
                "a lease whose term has begun by then.",
                start,
            )
        return verdict
    shown = tuple(lease.end for lease in chain)
    if verdict.status != "pass":
        return verdict
    pairs = itertools.pairwise(chain)
    if all(_one_home(one.paper, two.paper, policy) for one, two in pairs):
        return passed(
            f"{len(chain)} 份租赁合同前后相接，租期至 {last.end.day}。",
            f"{len(chain)} consecutive leases run to {last.end.day}.",
            *shown,
        )
    return to_review(
        f"租赁合同前后相接至 {last.end.day}，但是否同一房屋、同一出租人和承租人未能确认，请核对。",
        f"The consecutive leases run to {last.end.day}; whether they are of one home, one lessor "
        "and one lessee was not made out, please check.",
        *shown,
    )


def _broken(last: _Lease, leases: list[_Lease], case: Case, policy: Policy) -> Verdict | None:
    """The verdict if another lease follows after a gap."""
    if not last.runs(case.day) or last.end.day is None:
        return None
    months = policy.whole("lease_rest_months", case.day)
    later = [
        one
        for one in leases
        if one.start.sure and one.start.day and one.start.day > last.end.day + DAY
        and one.end.sure and one.end.day and one.end.day >= add_months(case.day, months)
    ]  # fmt: skip
    if not later:
        return None
    after = min(later, key=lambda one: one.start.day or date.max)
    assert after.start.day is not None
    days = (after.start.day - last.end.day).days - 1
    return failed(
        f"租赁合同至 {last.end.day}，下一份自 {after.start.day} 起，中间 {days} 天没有租约；"
        f"须自申报日起连续不少于 {months} 个月，请补充该期间的租赁合同。",
        f"One lease runs to {last.end.day}, the next from {after.start.day}; {days} "
        f"day{'' if days == 1 else 's'} between have no lease. At least {months} months from the "
        "filing day without a gap are needed; please add the lease for that time.",
        last.end,
        after.start,
    )


def old_leases(case: Case, policy: Policy) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of leases that do not count: beside one in force, and beside one that may be.

    They have expired or not begun; if the one in force runs long enough, no other counts.
    """
    found = tenancy(case, policy)
    nothing: frozenset[str] = frozenset()
    if found is None or not (found.in_force or found.term.status == "review"):
        return nothing, nothing
    rest = [paper for paper in case.of(LEASE) if paper not in found.papers]
    days = [
        (paper, look(paper, "lease_start", policy), look(paper, "lease_end", policy))
        for paper in rest
    ]
    holds = found.term.status == "pass"
    old = frozenset(
        paper.id
        for paper, start, end in days
        if (end.sure and end.day and (holds or end.day < case.day))
        or (start.sure and start.day and start.day > case.day)
    )  # fmt: skip
    return (old, nothing) if found.in_force else (nothing, old)
