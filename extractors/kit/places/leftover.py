"""What is left over: fields that no known label led to, and labels that nobody listed.

A clerk who meets a word he does not know looks at what stands beside it, what the word ends in,
which fields the paper still owes and where in their usual order it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.kit.fields import Extraction, FieldSpec
from extractors.kit.places.assign import Choice
from extractors.kit.places.candidates import Candidate, Pool
from extractors.kit.places.elimination import signs_for_another
from extractors.kit.places.ends import wanted_end
from extractors.kit.places.forms import plausible, tells_kind
from extractors.kit.places.layout import Layout
from extractors.kit.places.scores import BASE, ROLE, USUAL, Score
from extractors.kit.places.sides import Sides, side_of
from extractors.kit.places.strangers import Stranger, strangers
from extractors.kit.places.tablecells import in_table
from extractors.kit.places.words import Meaning, meanings

LEFT_OVER = 2.4  # what it is worth that a label without a field stands there
MEANING = 2.0  # that its words are of the field's words, though not all
HEAD = 0.8  # that it ends in what such fields' labels end in
ORDER = 0.6  # that it stands where the field usually does
FREE = -0.8  # a text of no form may be anything
ALONE = 1.6  # that it stands by itself, no label near it
ONLY = 0.6  # that no other label may be the field's, and this one no other field's
AT_LEAST = 0.0  # a lower sum is none
CLEAR = 0.35  # by how much a pair must be better than others of the same field or label


@dataclass(frozen=True, eq=False)
class Pair:
    """A field and a label that may be its, with what stands there."""

    name: str
    stranger: Stranger
    candidate: Candidate
    score: Score


def left_over(
    specs: Sequence[FieldSpec],
    open_: Sequence[FieldSpec],
    chosen: Mapping[str, Choice],
    layout: Layout,
    pool: Pool,
    sides: Sides,
    seen: Extraction,
) -> dict[str, Choice]:
    """The fields that a label nobody listed must be of, with its value."""
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
    found: dict[str, Choice] = {}
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
            found[best.name] = Choice(best.candidate, best.score, second)
    return found


def _with_only(pair: Pair, pairs: Sequence[Pair]) -> Pair:
    """The pair, surer where neither its field nor its label has another."""
    if any((p.name == pair.name) != (p.stranger is pair.stranger) for p in pairs):
        return pair
    return replace(pair, score=Score({**pair.score.parts, "the only one": ONLY}))


def _pairs(
    spec: FieldSpec,
    stranger: Stranger,
    specs: Sequence[FieldSpec],
    chosen: Mapping[str, Choice],
    layout: Layout,
    pool: Pool,
    sides: Sides,
) -> Iterator[Pair]:
    """A field's values at a label, with what speaks for the label being its own."""
    told = tells_kind(stranger.label, spec.kind)
    if told is False:
        return
    for candidate in pool.at(spec, stranger.value):
        usual = meanings().get(spec.name, Meaning()).is_usual(candidate.value.value)
        form = USUAL if usual else plausible(spec.kind, candidate.value.value, layout.words)
        if form < (0.0 if stranger.label else 0.5):
            continue
        free = spec.kind == "text" and not usual and not meanings().get(spec.name, Meaning()).form
        wants = wanted_end(spec.name)
        parts = {
            "base": BASE,
            "left over": LEFT_OVER if stranger.label else ALONE,
            "form": form,
            "meaning": MEANING * layout.words.loosely(stranger.label, spec.name),
            "head": HEAD if told else 0.0,
            "order": ORDER * _in_order(spec, specs, candidate, chosen),
            "free text": FREE if free else 0.0,
            **side_of(spec, candidate, layout, sides),
            "end of span": -2.0
            if candidate.role and wants != candidate.role
            else (ROLE if candidate.role else 0.0),
        }
        yield Pair(spec.name, stranger, candidate, Score({n: v for n, v in parts.items() if v}))


def _in_order(
    spec: FieldSpec,
    specs: Sequence[FieldSpec],
    candidate: Candidate,
    chosen: Mapping[str, Choice],
) -> float:
    """Whether a place lies between those of the fields before and behind this one: 1, -1 or 0."""
    names = [s.name for s in specs]
    at = names.index(spec.name)
    before = next((chosen[n] for n in reversed(names[:at]) if n in chosen), None)
    behind = next((chosen[n] for n in names[at + 1 :] if n in chosen), None)
    mine = candidate.spot[:2]
    held = [
        *([before.candidate.spot[:2] < mine] if before else []),
        *([mine < behind.candidate.spot[:2]] if behind else []),
    ]
    if not held:
        return 0.0
    return 1.0 if all(held) else -1.0 if not any(held) else 0.0
