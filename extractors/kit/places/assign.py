"""Assigns candidates to fields, over the whole document at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from extractors.kit.places.candidates import Candidate
from extractors.kit.places.scores import Score

CLEARLY = 0.75  # how strongly a party's own label must claim a value that the other party has too
READ = "read there"  # the part of a score which says that a type's own reader led to the place
Scored = tuple[Score, Candidate]


@dataclass(frozen=True)
class Assignment:
    """The candidate chosen for a field, its score, and the score of the best other value."""

    candidate: Candidate
    score: Score
    second: float


def assign(
    table: Mapping[str, Sequence[Scored]],
    min_score: float = 0.0,
    against: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> dict[str, Assignment]:
    """Chooses a candidate for each field, no two at one place; fields without a good one are left
    out.

    The surest pair is settled first; a field that loses a place takes its next best. Fields that
    are `against` each other do not share a value either, unless labels claim it for both.
    """
    left = {
        name: sorted((s for s in found if _counts(s, min_score)), key=lambda s: -s[0].total)
        for name, found in table.items()
    }
    taken: list[Scored] = []
    clear = dict.fromkeys(left, 0)
    """With how many of the taken places each field's first candidate is known not to clash."""
    chosen: dict[str, Assignment] = {}
    while left:
        best: tuple[float, str] | None = None
        for name, found in left.items():
            others = [chosen[n] for n in against.get(name, ()) if n in chosen]
            while found and (
                any(_clash(found[0], other) for other in taken[clear[name] :])
                or any(_shared(name, found[0], other) for other in others)
            ):
                found.pop(0)
                clear[name] = 0
            clear[name] = len(taken)
            if found and (best is None or found[0][0].total > best[0]):
                best = found[0][0].total, name
        if best is None:
            break
        found = left.pop(best[1])
        score, candidate = found[0]
        taken.append(found[0])
        rivals = (s.total for s, c in found[1:] if is_rival(c, candidate))
        chosen[best[1]] = Assignment(candidate, score, max(rivals, default=min_score))
    return chosen


def is_rival(one: Candidate, other: Candidate) -> bool:
    """Whether a candidate has another value, not the same figures without unit: 100 of 100万."""
    if one.says_as(other):
        return False
    figures = all(c.value.value.replace(".", "").isdigit() for c in (one, other))
    return not figures or one.place.isdisjoint(other.place)


def _counts(found: Scored, min_score: float) -> bool:
    """Whether a candidate is good enough; a find of the type's own reader always is."""
    return found[0].total > min_score or READ in found[0].parts


def _shared(name: str, one: Scored, other: Assignment) -> bool:
    """Whether a candidate is the other party's value and no label claims it for this party."""
    candidate = one[1]
    if candidate.blank or candidate.value.value != other.candidate.value.value:
        return False
    if READ in one[0].parts:
        return False
    return not any(
        c.strength >= CLEARLY and c.anchor.firm and list(c.anchor.fields) == [name]
        for c in candidate.claims
    )


def _clash(one: Scored, other: Scored) -> bool:
    """Whether two candidates need the same place; a type may read two values from it: 工学, 硕士."""
    if one[1].place.isdisjoint(other[1].place):
        return False
    read = READ in one[0].parts and READ in other[0].parts
    return not read or one[1].value.value == other[1].value.value
