"""The parties of a document: which part belongs to whom, and its effect on a place's score."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.models.document import Kind
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import RowSpot, SheetRow
from extractors.kit.places.words import meaning_of, plain

SIDE, OTHER_SIDE = 0.6, -5.0
OTHER_COLUMN = -10.0
"""The label is in its party's column, the place in the column of another beside it."""
IN_TURN = "whose turn it is"
NUMBERED: tuple[Kind, ...] = ("id_number", "phone")
"""Numbers that each of two parties has."""
MEANT = 0.35  # a label with a stronger claim means its own field
_ABOUT = re.compile(
    r"(?:\(.{1,8}\))?(?:的)?(?:基本)?(?:信息|情况|资料|方)|\(?[^()]{0,4}[签章][^()]{0,8}\)?:?"
)


@dataclass(frozen=True)
class Sides:
    """The parties of a document: the words that start each party's part, and its fields."""

    of_field: dict[str, str]
    opened: Sequence[tuple[int, float, str]]
    """Row, left edge and party of each word that starts a part, from the top down."""
    turns: Mapping[RowSpot, str] = field(default_factory=dict)
    """The party of each number that no word assigns to a party, in the order of their naming."""

    @classmethod
    def of(cls, specs: Sequence[FieldSpec], layout: Layout) -> "Sides":
        heads = _heads(specs)
        whose = {
            spec.name: head
            for spec in specs
            for head, stem in heads.items()
            if spec.name == head or spec.name.startswith(stem + "_")
        }
        words = _heads_words(specs, heads)
        opened = []
        for n, found in layout.anchors.items():
            for anchor in found:
                side = words.get(anchor.label) or _meant(anchor, heads)
                if side and (anchor.sure >= 0.7 or len(anchor.label) >= 4):
                    opened.append((n, anchor.box.x0, side))
            opened += _headed(layout.rows[n], n, words)
        opened += _in_turn(specs, heads, layout)
        return cls(whose, tuple(sorted(opened)) if len(heads) > 1 else ())

    def at(self, row: int, x0: float) -> str:
        """The party whose part a place is in; empty if no part starts before it."""
        best = ""
        last = -1
        for n, left, side in self.opened:
            if n > row or (n == row and left > x0):
                continue
            if left > x0 + 0.06:  # a column to the right
                continue
            if n >= last:
                best, last = side, n
        return best


def with_turns(sides: Sides, specs: Sequence[FieldSpec], pool: CandidatePool) -> Sides:
    """The parties, with an owner for each number that the words of the document do not assign.

    Two numbers of a kind are in one party's part, or in nobody's, because the other party's word is
    unknown. The first number belongs to the party of that part, or to the party usually named
    first.
    """
    names = [spec.name for spec in specs if spec.name in set(sides.of_field.values())]
    if len(names) != 2:
        return sides
    turns: dict[RowSpot, str] = {}
    for kind in NUMBERED:
        owners = {sides.of_field.get(spec.name) for spec in specs if spec.kind == kind}
        if not owners >= set(names):
            continue
        first: dict[str, RowSpot] = {}
        for spot, value in pool.numbers(kind):
            first.setdefault(value.value, spot)
        there = {sides.at(spot.row, pool.layout.box(spot).x0) for spot in first.values()}
        if len(first) == 2 and len(there) == 1:
            side = there.pop()
            order = names[::-1] if side == names[1] else names
            of_value = dict(zip(first, order, strict=True))
            turns |= {spot: of_value[value.value] for spot, value in pool.numbers(kind)}
    return replace(sides, turns=turns)


def _meant(anchor: Anchor, heads: Mapping[str, str]) -> str:
    """The party whose name is the only thing a label may mean; empty if there is none."""
    meant = set(anchor.fields)
    return next(iter(meant)) if anchor.firm and len(meant) == 1 and meant <= set(heads) else ""


def _heads_words(specs: Sequence[FieldSpec], heads: Mapping[str, str]) -> dict[str, str]:
    """The words that name only one party."""
    found: dict[str, set[str]] = {}
    for spec in specs:
        if spec.name in heads:
            for word in (*spec.labels, *meaning_of(spec.name).words):
                found.setdefault(plain(word), set()).add(spec.name)
    return {word: next(iter(names)) for word, names in found.items() if len(names) == 1}


def _in_turn(
    specs: Sequence[FieldSpec], heads: Mapping[str, str], layout: Layout
) -> Iterator[tuple[int, float, str]]:
    """A word for either party's name starts their parts in turn, wherever it occurs for each."""
    names = [spec.name for spec in specs if spec.name in heads]
    opens = [
        (n, anchor.box.x0)
        for n, found in layout.anchors.items()
        for anchor in found
        if anchor.firm and not anchor.lead and len(anchor.fields.keys() & heads.keys()) > 1
    ]
    if len(opens) == len(names):
        yield from ((n, x0, name) for (n, x0), name in zip(opens, names, strict=True))


def _headed(row: SheetRow, n: int, words: dict[str, str]) -> list[tuple[int, float, str]]:
    """A heading over a party's part: 父亲信息, 乙方基本情况, 乙方(签字)."""
    found = []
    for start, end in row.segments:
        text = row.lower[start:end]
        side = next(
            (words[w] for w in words if text.startswith(w) and _ABOUT.fullmatch(text, len(w))), None
        )
        if side is not None:
            found.append((n, row.box(start, end).x0, side))
    return found


def _heads(specs: Sequence[FieldSpec]) -> dict[str, str]:
    """The fields that name a party and prefix its other fields: lessor of lessor_id."""
    found = {}
    for spec in specs:
        stem = spec.name.removesuffix("_name")
        if spec.kind in ("person", "company") and any(
            other.name.startswith(stem + "_") and other.name != spec.name for other in specs
        ):
            found[spec.name] = stem
    return found


def side_of(
    spec: FieldSpec, candidate: Candidate, layout: Layout, sides: Sides
) -> dict[str, float]:
    """The score of a place for being in the part of the field's party, or of another."""
    side = sides.of_field.get(spec.name)
    if side is None:
        return {}
    spot = candidate.spot
    there = sides.at(spot.row, layout.box(spot).x0) if sides.opened else ""
    labels = [
        sides.at(layout.number_of(anchor), anchor.box.x0)
        for anchor in _own_labels(spec, candidate, sides)
    ]
    if there in labels or "" in labels:
        return {}
    if (turn := sides.turns.get(spot)) is not None:
        return {IN_TURN: SIDE if turn == side else OTHER_SIDE}
    if there not in ("", side) and side in labels:
        return {"side": OTHER_COLUMN}
    return {"side": SIDE if there == side else OTHER_SIDE} if there else {}


def _own_labels(spec: FieldSpec, candidate: Candidate, sides: Sides) -> Iterator[Anchor]:
    """The labels at a place that mean this party's field and no other: 父亲身份证号."""
    side = sides.of_field[spec.name]
    for claim in candidate.claims:
        fields = claim.anchor.fields
        mine = spec.name in fields and all(sides.of_field.get(n, side) == side for n in fields)
        if mine and claim.strength >= MEANT:
            yield claim.anchor
