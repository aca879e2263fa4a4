"""The accompanying children: which paper belongs to whom, who needs it, and birth dates.

Papers of several children are matched by number and name, never counted: a page copied twice
belongs to one child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.models.document import Document
from core.numbers import identity
from core.numbers.dates import add_years, parse_date
from validators.facts import parties
from validators.facts.parties import Party
from validators.ground.case import Case
from validators.ground.compare import is_one
from validators.ground.hidden import known
from validators.ground.look import Value, look
from validators.policy import Policy

BIRTH, SCHOOL, CARD = "birth_medical_certificate", "school_enrollment_certificate", "id_card"
MEMBER = "household_register_member"
NAMED = (BIRTH, SCHOOL, CARD, MEMBER)
"""Papers that each belong to one child and bear its name."""


@dataclass(frozen=True)
class MissingChildren:
    """Children without a paper: surely, or perhaps, because a paper of that type was not read."""

    gone: tuple[Party, ...] = ()
    vague: tuple[Party, ...] = ()


def belongs(paper: Document, child: Party, case: Case, policy: Policy) -> bool | None:
    """Whether a paper is this child's; None if its name and number were not read for sure.

    An equal name outweighs a different number, which is reported as a difference, unless the number
    is a sibling's.
    """
    name, number = parties.holder(paper, policy)
    known = child.name or _name_of(child, case, policy)
    by_name = is_one(name, known) if known else None
    by_number = is_one(number, child.number) if number and child.number else None
    if by_number:
        return True
    if by_name:
        others = (one for one in parties.children(case, policy) if one.number != child.number)
        sisters = [one.number for one in others if one.number and number is not None]
        return not any(number and is_one(number, sister) for sister in sisters)
    if by_name is False or (by_number is False and not known):
        return False
    return None


def _name_of(child: Party, case: Case, policy: Policy) -> str:
    """The name, by card or register page, of a child whose number alone is on record."""
    for paper in case.of(CARD, MEMBER) if child.number else ():
        name, number = parties.holder(paper, policy)
        if name.sure and number is not None and is_one(number, child.number):
            return name.text
    return ""


def papers(child: Party, case: Case, policy: Policy, *kinds: str) -> tuple[Document, ...]:
    """The papers that are surely this child's."""
    return tuple(p for p in _possible(case, *kinds) if belongs(p, child, case, policy))


def _possible(case: Case, *kinds: str) -> Iterator[Document]:
    """Papers that may be a child's: those of its types, and cards and pages that belong to nobody
    else.
    """
    return (paper for paper in case.of(*kinds) if paper.role in ("child", ""))


def gap(kind: str, case: Case, policy: Policy) -> MissingChildren | None:
    """Which children need a paper and have none; None if the children cannot be told apart."""
    kids = due(kind, case, policy)
    if kind not in NAMED or any(not (kid.name or kid.number) for kid in kids):
        return None
    bare = [kid for kid in kids if not papers(kid, case, policy, kind)]
    owned = {p.id for kid in kids for p in papers(kid, case, policy, kind)}
    loose = [p for p in _possible(case, kind) if p.id not in owned]
    vague = [
        kid
        for kid in bare
        if any(belongs(p, kid, case, policy) is None or not known(p) for p in loose)
    ]
    return MissingChildren(tuple(kid for kid in bare if kid not in vague), tuple(vague))


def due(kind: str, case: Case, policy: Policy) -> tuple[Party, ...]:
    """The children who need a paper: cards and school certificates only for the older ones."""
    kids = asked(case, policy)
    if kind == SCHOOL:
        return tuple(kid for kid in kids if past_school_age(kid, case, policy) is True)
    if kind == CARD:
        return tuple(kid for kid in kids if needs_card(kid, case, policy) is True)
    return kids


def asked(case: Case, policy: Policy) -> tuple[Party, ...]:
    """The children who need papers: not one who is surely too old to accompany."""
    kids = parties.children(case, policy)
    return tuple(kid for kid in kids if too_old(kid, case, policy) is not True)


def too_old(kid: Party, case: Case, policy: Policy) -> bool | None:
    """Whether a child is past its 18th birthday; None if not all papers say so."""
    born = birth_of(kid, case, policy)
    if born is None:
        return None
    if case.day <= add_years(born, policy.whole("child_age_limit", case.day)):
        return False
    return True if agreed(kid, born, case, policy) else None


def agreed(kid: Party, born: date, case: Case, policy: Policy) -> bool:
    """Whether the record's number or every paper of a child surely gives this birth date."""
    dates = births(kid, case, policy)
    days = {day_of(value) for value in dates if value.sure}
    return days <= {born} and (bool(kid.number) or all(value.sure for value in dates))


def needs_card(kid: Party, case: Case, policy: Policy) -> bool | None:
    """Whether a child is past its 16th birthday and may still accompany."""
    return _between(kid, case, policy, 0)


def past_school_age(kid: Party, case: Case, policy: Policy) -> bool | None:
    """Whether a child is past the day of its 16th birthday and may still accompany."""
    return _between(kid, case, policy, 1)


def _between(kid: Party, case: Case, policy: Policy, days: int) -> bool | None:
    """Whether `days` days have passed since a child's 16th birthday, and it is not past 18."""
    born = birth_of(kid, case, policy)
    if born is None:
        return None
    first = add_years(born, policy.whole("child_school_age", case.day)) + timedelta(days)
    last = add_years(born, policy.whole("child_age_limit", case.day))
    return first <= case.day <= last


def birth_of(child: Party, case: Case, policy: Policy) -> date | None:
    """A child's birth date: by its number, else by its papers."""
    if born := identity.birth_date(child.number):
        return born
    days = [value for value in births(child, case, policy) if value.sure]
    return next((day for value in days if (day := day_of(value)) is not None), None)


def births(child: Party, case: Case, policy: Policy) -> tuple[Value, ...]:
    """The fields of a child's papers that give its birth: number or date of card and page, time of
    birth.
    """
    found: list[Value] = []
    for paper in papers(child, case, policy, CARD, MEMBER):
        values = [look(paper, name, policy) for name in ("id_number", "birth_date")]
        found.append(next((value for value in values if value.sure and day_of(value)), values[-1]))
    certificates = papers(child, case, policy, BIRTH) or _only(child, case, policy)
    return (*found, *(look(paper, "birth_time", policy) for paper in certificates))


def _only(child: Party, case: Case, policy: Policy) -> tuple[Document, ...]:
    """The only certificate for an only child, with its name unread."""
    found = case.of(BIRTH)
    alone = len(found) == 1 and len(parties.children(case, policy)) == 1
    return found if alone and belongs(found[0], child, case, policy) is not False else ()


def day_of(value: Value) -> date | None:
    """The day given by a number, a date or a time of birth."""
    return identity.birth_date(value.text) or parse_date(value.text[:10])


def sex_of(child: Party, case: Case, policy: Policy, but: str = "") -> str:
    """A child's sex by its number, else by its papers except type `but`; empty if unknown."""
    if identity.is_valid(child.number):
        return identity.sex(child.number)
    kinds = tuple(kind for kind in (CARD, MEMBER, BIRTH) if kind != but)
    values = [look(p, "sex", policy) for p in papers(child, case, policy, *kinds)]
    return next((value.text for value in values if value.sure and value.text in "男女"), "")


def named(kids: tuple[Party, ...], between: str = "、") -> str:
    """Children as a message names them, with ", " between them in an English one."""
    return between.join(kid.name or identity.mask(kid.number) for kid in kids)
