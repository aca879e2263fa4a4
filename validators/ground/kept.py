"""Answers that are kept: many rules ask the same of one packet and one edition."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from validators.ground.case import Case
from validators.policy import Policy

T = TypeVar("T")


def kept(work: Callable[[Case, Policy], T]) -> Callable[[Case, Policy], T]:
    """A function that is asked once for each case and policy. What it answers is not to be changed.

    A case that is watched keeps nothing, for each question is to look at it anew
    (`validators/ground/trial.py`).
    """

    @wraps(work)
    def asked(case: Case, policy: Policy) -> T:
        if case.kept is None:
            return work(case, policy)
        of, answer = case.kept.get(asked, (None, None))
        if of is not policy:
            answer = work(case, policy)
            case.kept[asked] = policy, answer
        found: T = answer
        return found

    return asked


def of_edition(work: Callable[[Policy], T]) -> Callable[[Policy], T]:
    """A function that is asked once of an edition; the last one's answer is kept."""
    last: tuple[Policy, T] | None = None

    @wraps(work)
    def asked(policy: Policy) -> T:
        nonlocal last
        known = last
        if known is None or known[0] is not policy:
            last = known = policy, work(policy)
        return known[1]

    return asked
