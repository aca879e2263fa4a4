"""Which candidate is which field's, over the whole document at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.kit.places.candidates import Candidate
from extractors.kit.places.scores import Score

Scored = tuple[Score, Candidate]


@dataclass(frozen=True)
class Choice:
    """The candidate chosen for a field, its score, and that of the best other value there is."""

    candidate: Candidate
    score: Score
    second: float


def assign(table: Mapping[str, Sequence[Scored]], least: float = 0.0) -> dict[str, Choice]:
    """A candidate for each field, no two at one place; fields best left absent are left out.

    The surest pair is settled first; a field that loses a place takes its next best.
    """
    left = {name: sorted(found, key=lambda s: -s[0].total) for name, found in table.items()}
    taken: list[Candidate] = []
    chosen: dict[str, Choice] = {}
    while left:
        best: tuple[float, str] | None = None
        for name, found in left.items():
            while found and any(found[0][1].place & other.place for other in taken):
                found.pop(0)
            if (
                found
                and found[0][0].total > least
                and (best is None or found[0][0].total > best[0])
            ):
                best = found[0][0].total, name
        if best is None:
            break
        name = best[1]
        found = left.pop(name)
        score, candidate = found[0]
        taken.append(candidate)
        second = max(
            (s.total for s, c in found[1:] if c.value.value != candidate.value.value),
            default=least,
        )
        chosen[name] = Choice(candidate, score, second)
    return chosen
