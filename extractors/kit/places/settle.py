"""What a type's own readers found, held against every other place the value may stand at.

The readers' finds are candidates like the others, with what it is worth that a pattern or a
label of the type led there. What nobody found is filled from the best place that is left;
a place that another is likelier than is in doubt, and so says the field's confidence.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from core.models.document import Field
from core.models.geometry import Box
from core.text.alike import one_apart
from core.text.fold import squeeze
from core.text.sheet import Char, Piece, Sheet
from core.text.values import READERS, Value
from extractors.kit.fields import DocumentType, Extraction, FieldSpec, make_field
from extractors.kit.places.assign import READ, Choice, Scored, assign
from extractors.kit.places.blocks import stacked
from extractors.kit.places.candidates import LONG, Candidate, Pool
from extractors.kit.places.layout import Layout
from extractors.kit.places.opposed import opposites
from extractors.kit.places.scores import Score, Sides, score
from extractors.kit.places.sentences import lead_of
from extractors.kit.places.structure import APART, Spot
from extractors.kit.places.words import Meaning, meanings, vocabulary

PROPOSED = 5.5  # what it is worth that a type's own reader led to a place
ENOUGH = 0.5  # below this score a place is no better than none
KNOWN = 1.0  # how much surer a place is that a type's own reader led to
FAULTY = 1.5  # how much less sure where something speaks against what it found
HOLDS_LABEL, OVER_GAP = -4.0, -2.0  # a value with a label in it, or of two cells' words
NAMES = ("person", "company", "address")
UNSURE = 0.5  # a place that another is likelier than, or that two parties share
CUT = 0.8  # how surely a value is whole that seems to run on below
SLOPE, SHIFT = 1.1, 0.6  # from a score's lead to how surely the place is right


@dataclass(frozen=True, eq=False)
class Weighed:
    """A document's places: its rows and labels, each field's candidates, and who got what."""

    layout: Layout
    table: Mapping[str, Sequence[Scored]]
    chosen: Mapping[str, Choice]


def settle(kind: DocumentType, sheets: Sequence[Sheet], seen: Extraction) -> Extraction:
    """The extraction with every field at its likeliest place, and how sure that is."""
    specs = kind.schema
    weighed = weigh(kind, sheets, seen)
    fields = dict(seen.fields)
    for spec in specs:
        choice = weighed.chosen.get(spec.name)
        old = fields.get(spec.name)
        if old is not None and old.presence == "absent":
            continue  # its own place was found, and nothing stands there
        if choice is not None and choice.candidate.blank:
            if old is not None and old.value is not None:
                fields[spec.name] = old.model_copy(update={"placed": UNSURE})
        elif choice is not None:
            fields[spec.name] = _field(spec, choice, old, weighed.layout)
        elif old is not None and old.value is not None:
            fields[spec.name] = old.model_copy(update={"placed": UNSURE})
    return replace(seen, fields=_apart(specs, fields))


def _apart(specs: Sequence[FieldSpec], fields: dict[str, Field]) -> dict[str, Field]:
    """The fields, with both in doubt where two parties have one value."""
    against = opposites(tuple(specs))
    found = {name: f.value for name, f in fields.items() if f.value is not None}
    same = {
        n for n, value in found.items() if any(found.get(o) == value for o in against.get(n, ()))
    }
    return {
        n: f.model_copy(update={"placed": min(f.placed, UNSURE)}) if n in same else f
        for n, f in fields.items()
    }


def weigh(kind: DocumentType, sheets: Sequence[Sheet], seen: Extraction) -> Weighed:
    """Every candidate of every field with its score, and the assignment."""
    specs = kind.schema
    layout = Layout.of(sheets, vocabulary(specs, kind.stops))
    pool, sides = Pool(layout), Sides.of(specs, layout)
    table: dict[str, list[Scored]] = {}
    for spec in specs:
        found = pool.of(spec)
        only = len({c.value.value for c in found}) == 1
        table[spec.name] = [(score(spec, c, layout, sides, only), c) for c in found]
        table[spec.name] += [(score(spec, c, layout, sides), c) for c in pool.blanks(spec, found)]
        proposal = _proposal(seen.fields.get(spec.name), pool)
        if proposal is not None:
            table[spec.name] = _with_proposal(spec, proposal, table[spec.name], layout, sides)
    return Weighed(layout, table, assign(table, ENOUGH, opposites(specs)))


def _with_proposal(
    spec: FieldSpec,
    proposal: Candidate,
    found: Sequence[Scored],
    layout: Layout,
    sides: Sides,
) -> list[Scored]:
    """The candidates with the readers' own find; what stands at its place backs it."""
    same = [s for s, c in found if c.place & proposal.place]
    others = [(s, c) for s, c in found if not c.place & proposal.place]
    own = score(spec, proposal, layout, sides)
    agree = [s for s, c in found if c.value.value == proposal.value.value and s in same]
    best = max([own, *agree], key=lambda s: s.total)
    parts = {**best.parts, READ: PROPOSED}
    if not agree:
        parts |= _faults(spec, proposal, layout)
        others = list(found)
    return [(Score(parts), proposal), *others]


def _faults(spec: FieldSpec, proposal: Candidate, layout: Layout) -> dict[str, float]:
    """What speaks against the text of a place that no candidate has."""
    if meanings().get(spec.name, Meaning()).is_usual(proposal.value.value):
        return {}
    place, faults = proposal.place, {}
    if lead_of(spec, squeeze(proposal.value.value)):
        faults["words of the sentence in it"] = HOLDS_LABEL
    for n, row in enumerate(layout.rows):
        mine = [k for k, char in enumerate(row.chars) if char in place]
        if not mine:
            continue
        inner = [a for a in layout.anchors[n] if a.firm or a.label in layout.words.prose]
        if any(place.issuperset(row.chars[a.start : a.start + len(a.label)]) for a in inner):
            faults["a label in it"] = HOLDS_LABEL
        if any(row.gaps[k] >= APART for k in mine[1:]) or len(mine) < mine[-1] + 1 - mine[0]:
            faults["over a gap"] = OVER_GAP
    return faults


def _proposal(seen: Field | None, pool: Pool) -> Candidate | None:
    """The place of a field that was read, as a candidate."""
    if seen is None or seen.value is None or seen.box is None or seen.page is None:
        return None
    for n, row in enumerate(pool.layout.rows):
        if row.sheet.ref != seen.page:
            continue
        inside = row.within(seen.box)
        if inside:
            piece = _printed(pool.layout, n, seen) or _boxed(pool.layout, n, seen)
            mine = [k for k, char in enumerate(row.chars) if char in piece.chars]
            spot = Spot(n, min(mine, default=inside[0]), max(mine, default=inside[-1]) + 1)
            return Candidate(Value(seen.value, piece), spot, tuple(pool.claims(spot)))
    return None


def _printed(layout: Layout, n: int, seen: Field) -> Piece | None:
    """The characters of a value where they run on from one row to the next."""
    chars = [c for row in layout.rows[n : n + 4] for c in row.chars]
    text = "".join(row.text for row in layout.rows[n : n + 4])
    want = squeeze(seen.raw)
    at = text.find(want) if want else -1
    while at >= 0:
        piece = Piece(tuple(chars[at : at + len(want)]))
        if seen.box is not None and all(_within(c, seen.box) for c in piece.chars):
            return piece
        at = text.find(want, at + 1)
    return None


def _boxed(layout: Layout, n: int, seen: Field) -> Piece:
    """The characters in the box of a value, of the sheet of row n.

    A box over two lines holds more than the value: of its characters those that spell it.
    """
    sheet, box = layout.rows[n].sheet, seen.box
    assert box is not None
    rows = [row for row in layout.rows if row.sheet is sheet]
    chars = [(row.chars[k], row.text[k]) for row in rows for k in row.within(box)]
    want = squeeze(seen.raw)
    spelt = SequenceMatcher(None, [ch for _, ch in chars], want, autojunk=False)
    found = [k for a, _, size in spelt.get_matching_blocks() for k in range(a, a + size)]
    if len(found) < len(want):
        found = list(range(len(chars)))
    return Piece(tuple(chars[k][0] for k in found))


def _within(char: Char, box: Box) -> bool:
    place = char.sheet.lines[char.line].place(char.at, char.at + 1)
    return box.contains(place.cx, place.cy, 0.001)


def _field(spec: FieldSpec, choice: Choice, old: Field | None, layout: Layout) -> Field:
    """The field of a chosen place."""
    placed = _surety(choice)
    whole = spec.kind == "company" and choice.score.parts.get("form", 0.0) >= 0.5
    if spec.kind in LONG and not whole and _is_cut(choice.candidate, layout):
        placed = min(placed, CUT)
    if old is not None and old.value is not None:
        if READ in choice.score.parts or old.value == choice.candidate.value.value:
            return old.model_copy(update={"placed": placed})
        if one_apart(old.value, choice.candidate.value.value) and spec.kind in NAMES:
            return old.model_copy(update={"placed": min(placed, UNSURE)})  # the same, misread
    return make_field(spec, choice.candidate.value).model_copy(update={"placed": placed})


def _is_cut(candidate: Candidate, layout: Layout) -> bool:
    """Whether a value ends where its line ends and a line below it starts level with it."""
    place = candidate.place
    last = max(n for n, row in enumerate(layout.rows) if not place.isdisjoint(row.chars))
    row = layout.rows[last]
    mine = [k for k, char in enumerate(row.chars) if char in place]
    if not any(part.end == mine[-1] + 1 for part, _ in layout.every_part[last]):
        return False  # more of its sentence follows
    below = next(stacked(layout, Spot(last, mine[0], mine[-1] + 1), 1, 1), None)
    if below is None or not place.isdisjoint(layout.rows[below.row].chars):
        return False
    more = layout.rows[below.row].piece(below.start, below.end)
    return READERS["date"](more) is None and any(ch > "\u2e80" for ch in more.text)


def _surety(choice: Choice) -> float:
    """How surely a place is right, from its score and its lead over the next."""
    lead = min(choice.score.total, choice.score.total - choice.second)
    if READ in choice.score.parts:
        worst = min(v for part, v in choice.score.parts.items() if part != "base")
        lead += KNOWN if worst > -0.9 else -FAULTY
    return round(1 / (1 + math.exp(-(SLOPE * lead + SHIFT))), 4)
