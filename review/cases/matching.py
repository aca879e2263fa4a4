"""Which case a submission is of. Pure.

Taken over without asking is only what leaves no doubt: the record's own number of an open or
waiting application of the same person, or the same person, unit and service of the one case that
was sent back and waits. All else is shown to a person.
"""

from collections.abc import Sequence
from typing import NamedTuple

from review.cases.models import Guess, Known, Marks, Reason

MOST = 5  # cases that a person is asked about


class Match(NamedTuple):
    """The case it surely is of, or those it may be of."""

    case: str | None = None
    guesses: tuple[Guess, ...] = ()


def match(new: Marks, known: Sequence[Known]) -> Match:
    """`known` are the cases that share any mark with it, the latest first."""
    sure = [one.key for one in known if surely(new, one)]
    if len(sure) == 1:
        return Match(sure[0])
    guesses = []
    for one in known:
        reason: Reason | None = "several" if one.key in sure else proposed(new, one)
        if reason is not None:
            guesses.append(Guess(key=one.key, reason=reason))
    return Match(None, tuple(guesses[:MOST]))


def surely(new: Marks, case: Known) -> bool:
    """Whether it is of that case without a doubt, if of no other is so."""
    own = case.marks
    if case.over or not _may_be_one(new, own) or not _one_service(new, own):
        return False
    if new.number and new.number == own.number:
        return True
    same = [(new.person, own.person), (new.unit, own.unit), (new.service, own.service)]
    return case.waits and all(mine and mine == theirs for mine, theirs in same)


def proposed(new: Marks, case: Known) -> Reason | None:
    """Why it may be of that case and is not surely so; None where nothing speaks for it."""
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


def _of_one_person(new: Marks, case: Known) -> Reason | None:
    own = case.marks
    if not _one_service(new, own):
        return "service" if case.waits else None
    if not _agree(new.unit, own.unit):
        return None
    whole = all((new.unit, own.unit, new.service, own.service))
    return "open" if whole else "person"


def _may_be_one(new: Marks, own: Marks) -> bool:
    """Whether neither number says that it is another application."""
    return _agree(new.number, own.number) and _agree(new.person, own.person)


def _one_service(new: Marks, own: Marks) -> bool:
    return _agree(new.service, own.service)


def _one_unit(new: Marks, own: Marks) -> bool:
    return _agree(new.unit, own.unit) and _agree(new.unit_name, own.unit_name)


def _agree(one: str, other: str) -> bool:
    """Equal, or not known."""
    return not one or not other or one == other
