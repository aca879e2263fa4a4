"""Changes of a packet, to make breaches of."""

from datetime import date, timedelta

from tests.validators.breaches.breach import Change
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Mark, paper
from validators.policy import load_policy

OWN = "own"
"""Stands for the unit's name on a seal."""


def every(*changes: Change) -> Change:
    """One change after the other."""

    def all_of(p: Packet) -> None:
        for change in changes:
            change(p)

    return all_of


def record(**facts: object) -> Change:
    """Facts that stand at the top of the system's record."""
    told = {key: str(one) if isinstance(one, date) else one for key, one in facts.items()}
    return lambda p: p.record.setdefault("extra", {}).update(told)


def applicant(**facts: object) -> Change:
    """What the system's record says of the applicant."""
    return lambda p: p.record["applicant"].update(facts)


def says(key: str, /, **values: object) -> Change:
    """Other values on a paper."""
    return lambda p: p[key].set(**values)


def gone(*names: str) -> Change:
    """Papers that are not there."""
    return lambda p: p.drop(*names)


def seals(name: str, *others: Mark) -> Change:
    """A paper with these seals alone."""
    return lambda p: p[name].sealed(*(_owned(mark, p) for mark in others))


def _owned(mark: Mark, p: Packet) -> Mark:
    ring, kind, *look = mark
    return p.story.life.unit.name if ring == OWN else ring, kind, look[0] if look else {}


def before(name: str, field: str, days: int) -> Change:
    """A day on a paper, so many days before the day of filing; negative: after it."""
    return lambda p: p[name].set(**{field: p.day - timedelta(days=days)})


def added(key: str, kind: str, /, *marks: Mark, **values: object) -> Change:
    """One more paper."""
    return lambda p: p.add(**{
        key: paper(kind, [_owned(mark, p) for mark in marks], **values)
    })  # fmt: skip


def filed_on(*weekdays: int) -> Change:
    """Filed on the next working day that is one of these, Monday being 1."""

    def move(p: Packet) -> None:
        while p.day.isoweekday() not in weekdays or not load_policy().is_workday(p.day):
            p.day += timedelta(days=1)

    return move


def last_year(p: Packet, month: int, day: int) -> date:
    """A day of the year before that of filing."""
    return date(p.day.year - 1, month, day)
