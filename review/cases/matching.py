"""Finding the case that a submission belongs to. Pure functions.

A submission is joined without asking only if there is no doubt: the record has the number of an
open or waiting application of the same person, or the person, unit and service match the only case
that was sent back and is waiting. In all other cases a person decides.
"""

from collections.abc import Sequence
from typing import NamedTuple

from review.cases.models import CaseGuess, CaseKeys, KnownCase, Reason

MAX_GUESSES = 5  # cases offered to a person


class CaseMatch(NamedTuple):
    """The case the submission certainly belongs to, or the possible ones."""

    case: str | None = None
    guesses: tuple[CaseGuess, ...] = ()


def match(new: CaseKeys, known: Sequence[KnownCase]) -> CaseMatch:
    """`known` are the cases that share at least one key with it, the latest first."""
    sure = [one.key for one in known if surely(new, one)]
    if len(sure) == 1:
        return CaseMatch(sure[0])
    guesses = []
    for one in known:
        reason: Reason | None = "several" if one.key in sure else proposed(new, one)
        if reason is not None:
            guesses.append(CaseGuess(key=one.key, reason=reason))
    return CaseMatch(None, tuple(guesses[:MAX_GUESSES]))


def surely(new: CaseKeys, case: KnownCase) -> bool:
    """Whether it certainly belongs to that case, provided that no other case matches as well."""
    own = case.marks
    if case.over or not _may_be_one(new, own) or not _one_service(new, own):
        return False
    if new.number and new.number == own.number:
        return True
    same = [(new.person, own.person), (new.unit, own.unit), (new.service, own.service)]
    return case.waits and all(a and a == b for a, b in same)


def proposed(new: CaseKeys, case: KnownCase) -> Reason | None:
    """Why it may belong to that case without being certain; None if nothing suggests it."""
    own = case.marks
    if new.number and new.number == own.number:
        return "closed" if case.over else "number"
    if case.over or not _may_be_one(new, own):
        return None
    if new.person and new.person == own.person:
        return _of_one_person(new, case)
    if own.person and own.person in new.people and not new.person:
        return "person" if _agree(new.unit, own.unit) and _one_service(new, own) else None
    unnumbered = not (new.person and own.person)
    named = bool(new.name) and new.name == own.name
    if named and unnumbered and _one_service(new, own) and _one_unit(new, own):
        return "name"
    return None


def _of_one_person(new: CaseKeys, case: KnownCase) -> Reason | None:
    own = case.marks
    if not _one_service(new, own):
        return "service" if case.waits else None
    if not _agree(new.unit, own.unit):
        return None
    whole = all((new.unit, own.unit, new.service, own.service))
    return "open" if whole else "person"


def _may_be_one(new: CaseKeys, own: CaseKeys) -> bool:
    """Whether the application numbers do not contradict each other."""
    return _agree(new.number, own.number) and _agree(new.person, own.person)


def _one_service(new: CaseKeys, own: CaseKeys) -> bool:
    return _agree(new.service, own.service)


def _one_unit(new: CaseKeys, own: CaseKeys) -> bool:
    return _agree(new.unit, own.unit) and _agree(new.unit_name, own.unit_name)


def _agree(one: str, other: str) -> bool:
    """Whether both are equal or one is unknown."""
    return not one or not other or one == other
