"""Matches fields that no known label led to with labels that are not listed.

A clerk who meets an unknown label looks at the text beside it, the last word of the label, the
fields that still lack a value, and the usual order of the fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.kit.fields import Extraction, FieldSpec
from extractors.kit.places.assign import Assignment
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.elimination import signs_for_another
from extractors.kit.places.ends import wanted_end
from extractors.kit.places.forms import plausible, tells_kind
from extractors.kit.places.layout import Layout
from extractors.kit.places.scores import BASE, ROLE, USUAL, Score
from extractors.kit.places.sides import Sides, side_of
from extractors.kit.places.strangers import UnlistedLabel, strangers
from extractors.kit.places.tablecells import in_table
from extractors.kit.places.words import meaning_of

LEFT_OVER = 2.4  # score for a label without a field
MEANING = 2.0  # if some words of the label are words of the field
HEAD = 0.8  # if it ends like the labels of such fields
ORDER = 0.6  # if it is where the field usually is
FREE = -0.8  # a text without a form may be anything
ALONE = 1.6  # if it is alone, with no label near it
ONLY = 0.6  # if no other label fits the field, and no other field fits the label
AT_LEAST = 0.0  # a lower sum is not a match
CLEAR = 0.35  # by how much a pair must be better than others of the same field or label


@dataclass(frozen=True, eq=False)
class LeftoverMatch:
    """A field, a label that may belong to it, and the value at the label."""

    name: str
    stranger: UnlistedLabel
    candidate: Candidate
    score: Score


def left_over(
    specs: Sequence[FieldSpec],
    open_: Sequence[FieldSpec],
    chosen: Mapping[str, Assignment],
    layout: Layout,
    pool: CandidatePool,
    sides: Sides,
    seen: Extraction,
) -> dict[str, Assignment]:
    """Fields matched with an unlisted label, each with the label's value."""
    if not open_:
        return {}
    taken = frozenset().union(*(c.candidate.place for c in chosen.values()))
    pairs = [
        pair
        for stranger in strangers(layout)
        for spec in open_
        for pair in _pairs(spec, stranger, specs, chosen, layout, pool, sides)
        if taken.isdisjoint(pair.candidate.place)
        and not in_table(pair.candidate, seen.rows)
        and not signs_for_another(spec, pair.candidate.value.value, seen.fields)
    ]
    pairs = [_with_only(pair, pairs) for pair in pairs]
    found: dict[str, Assignment] = {}
    while pairs:
        best = max(pairs, key=lambda p: p.score.total)
        rivals = [
            p.score.total for p in pairs if (p.name == best.name) != (p.stranger is best.stranger)
        ]
        total, second = best.score.total, max(rivals, default=0.0)
        if total < AT_LEAST:
            break
        pairs = [
            p
            for p in pairs
            if p.name != best.name and p.candidate.place.isdisjoint(best.candidate.place)
        ]
        if total - second >= CLEAR:
            found[best.name] = Assignment(best.candidate, best.score, second)
    return found


def _with_only(pair: LeftoverMatch, pairs: Sequence[LeftoverMatch]) -> LeftoverMatch:
    """The pair, with a higher score if neither its field nor its label has another pair."""
    if any((p.name == pair.name) != (p.stranger is pair.stranger) for p in pairs):
        return pair
    return replace(pair, score=Score({**pair.score.parts, "the only one": ONLY}))


def _pairs(
    spec: FieldSpec,
    stranger: UnlistedLabel,
    specs: Sequence[FieldSpec],
    chosen: Mapping[str, Assignment],
    layout: Layout,
    pool: CandidatePool,
    sides: Sides,
) -> Iterator[LeftoverMatch]:
    """The field's possible values at a label, with the evidence that the label is the field's."""
    by_label = tells_kind(stranger.label, spec.kind)
    if by_label is False:
        return
    for candidate in pool.at(spec, stranger.value):
        usual = meaning_of(spec.name).is_usual(candidate.value.value)
        form = USUAL if usual else plausible(spec.kind, candidate.value.value, layout.words)
        if form < (0.0 if stranger.label else 0.5):
            continue
        free = spec.kind == "text" and not usual and not meaning_of(spec.name).form
        wants = wanted_end(spec.name)
        parts = {
            "base": BASE,
            "left over": LEFT_OVER if stranger.label else ALONE,
            "form": form,
            "meaning": MEANING * layout.words.loosely(stranger.label, spec.name),
            "head": HEAD if by_label else 0.0,
            "order": ORDER * _in_order(spec, specs, candidate, chosen),
            "free text": FREE if free else 0.0,
            **side_of(spec, candidate, layout, sides),
            "end of span": -2.0
            if candidate.role and wants != candidate.role
            else (ROLE if candidate.role else 0.0),
        }
        yield LeftoverMatch(
            spec.name, stranger, candidate, Score({n: v for n, v in parts.items() if v})
        )


def _in_order(
    spec: FieldSpec,
    specs: Sequence[FieldSpec],
    candidate: Candidate,
    chosen: Mapping[str, Assignment],
) -> float:
    """Whether a place is between those of the fields before and after this one: 1, -1 or 0."""
    names = [s.name for s in specs]
    at = names.index(spec.name)
    before = next((chosen[n] for n in reversed(names[:at]) if n in chosen), None)
    behind = next((chosen[n] for n in names[at + 1 :] if n in chosen), None)
    spot = candidate.spot[:2]
    held = [
        *([before.candidate.spot[:2] < spot] if before else []),
        *([spot < behind.candidate.spot[:2]] if behind else []),
    ]
    if not held:
        return 0.0
    return 1.0 if all(held) else -1.0 if not any(held) else 0.0
