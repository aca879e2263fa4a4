"""Compares the finds of a type's own readers with every other possible place of each value.

The readers' finds are candidates like the others; they score extra because a pattern or label of
the type led to them. Fields without a find get the best remaining place. A place with a likelier
rival is in doubt, and the field's confidence shows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.models.document import Field
from core.text.alike import one_apart
from core.text.fold import fold
from core.text.sheet import TextSheet
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field
from extractors.kit.places.apart import UNSURE, apart, doubted
from extractors.kit.places.assign import CLEARLY, READ, Assignment, Scored, assign
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.doors import DOOR, free_doors, last_door
from extractors.kit.places.doubts import doubts
from extractors.kit.places.elimination import (
    LAST,
    SIGNS,
    TURN,
    by_elimination,
    signing,
    without_clashes,
)
from extractors.kit.places.forms import breaks_a_number, is_half_bracketed, is_interleaved
from extractors.kit.places.layout import Layout
from extractors.kit.places.leftover import left_over
from extractors.kit.places.opposed import opposites
from extractors.kit.places.order import with_birth_first
from extractors.kit.places.proposals import proposal_of, with_proposal
from extractors.kit.places.scores import OWN, score
from extractors.kit.places.sides import IN_TURN, Sides, with_turns
from extractors.kit.places.surety import mates_of, seen_of, surety
from extractors.kit.places.tablecells import in_table, sure_rows
from extractors.kit.places.terms import with_terms
from extractors.kit.places.words import meaning_of, plain, vocabulary

MIN_PLACE_SCORE = 0.5  # a place with a lower score is no better than none
NAMES = ("person", "company", "address")
BROKEN = 0.9  # a number split at a line end
LONE = 0.85  # confidence of the only address on a document for the only field without one
LED = 4.0  # minimum score of a label directly at a value
SUPPOSED = {IN_TURN: 0.8, SIGNS: 0.9, LAST: 0.7, TURN: 0.55}
"""Maximum confidence of a place that was found by elimination or by the order of parties."""
LEADS_SURELY = {"type's label", "read"}
"""Evidence that identifies an address no field has: 地址 alone may be any party's."""
MUCH = 4  # characters of a free text: more than a stray unit or bracket


@dataclass(frozen=True, eq=False)
class Weighed:
    """A document's scored places: its rows and labels, each field's candidates, and the choices."""

    layout: Layout
    table: Mapping[str, Sequence[Scored]]
    chosen: Mapping[str, Assignment]
    doors: bool = False
    """The document has an address that no field has."""


def settle(kind: TypeEntry, sheets: Sequence[TextSheet], seen: Extraction) -> Extraction:
    """The extraction with every field at its likeliest place, and how sure the place is."""
    weighed = weigh(kind, sheets, seen)
    rows = sure_rows(seen.rows, weighed.layout)
    return replace(seen, fields=_fields(kind, seen, weighed), rows=rows)


def _fields(kind: TypeEntry, seen: Extraction, weighed: Weighed) -> dict[str, Field]:
    """The fields from a document's places."""
    specs = kind.schema
    fields = dict(seen.fields)
    for spec in specs:
        choice = weighed.chosen.get(spec.name)
        old = fields.get(spec.name)
        if old is not None and old.presence == "absent" and not _is_said(spec, choice):
            if choice is not None and _is_filled_elsewhere(choice):
                doubt = min(old.confidence, UNSURE)
                fields[spec.name] = old.model_copy(update={"confidence": doubt})
            continue  # its own place was found and is empty
        read = old if old is not None and old.value is not None else None
        placed = choice is not None and not choice.candidate.blank
        if choice is not None and placed and not _is_cut_short(spec, choice, read):
            fields[spec.name] = _field(spec, choice, read, specs, weighed)
        elif read is not None and choice is None and _is_anothers(spec, weighed):
            del fields[spec.name]
        elif read is not None:
            fields[spec.name] = doubted(read)
    return apart(specs, fields)


def _is_said(spec: FieldSpec, choice: Assignment | None) -> bool:
    """Whether a usual value of the field is directly at another of its labels."""
    if choice is None or choice.candidate.blank:
        return False
    has_label = choice.score.parts.get("label", 0.0) >= OWN * CLEARLY
    meaning = meaning_of(spec.name)
    return has_label and meaning.is_usual(choice.candidate.value.value)


def _is_filled_elsewhere(choice: Assignment) -> bool:
    """Whether another label of the field has a value.

    A heading over a part of a form, with nothing beside it, has the same words as the label in it.
    """
    led = choice.score.parts.get("label", 0.0) >= LED
    return led and choice.score.total >= MIN_PLACE_SCORE and not choice.candidate.blank


def _is_anothers(spec: FieldSpec, weighed: Weighed) -> bool:
    """Whether the find of a field's reader is, character by character, another field's value."""
    candidates = [c for s, c in weighed.table[spec.name] if READ in s.parts and c.place]
    taken = {(c.candidate.value.value, c.candidate.place) for c in weighed.chosen.values()}
    return any((c.value.value, c.place) in taken for c in candidates)


def weigh(kind: TypeEntry, sheets: Sequence[TextSheet], seen: Extraction) -> Weighed:
    """All candidates of all fields with their scores, and the assignment."""
    specs = kind.schema
    layout = Layout.of(sheets, vocabulary(specs, kind.stops))
    pool = CandidatePool(layout)
    sides = with_turns(Sides.of(specs, layout), specs, pool)
    table: dict[str, list[Scored]] = {}
    for spec in specs:
        found = [c for c in pool.of(spec) if not in_table(c, seen.rows)]
        only = _is_only(spec, found)
        table[spec.name] = [(score(spec, c, layout, sides, only), c) for c in found]
        table[spec.name] += [(score(spec, c, layout, sides), c) for c in pool.blanks(spec, found)]
        proposal = proposal_of(spec, seen.fields.get(spec.name), pool)
        if proposal is not None:
            table[spec.name] = with_proposal(spec, proposal, table[spec.name], layout, sides)
    table = with_terms(specs, table, layout)
    chosen = with_birth_first(
        assign(table, MIN_PLACE_SCORE, opposites(specs)), table, MIN_PLACE_SCORE
    )
    chosen |= signing(specs, _owed(specs, chosen, table, seen), pool, seen.fields)
    open_ = [s for s in specs if s.name not in chosen and _is_open(seen.fields.get(s.name))]
    chosen |= left_over(specs, open_, chosen, layout, pool, sides, seen)
    owed = _owed(specs, chosen, table, seen)
    names = by_elimination(specs, owed, chosen, pool, seen.fields, seen.rows)
    chosen = without_clashes(specs, chosen, names) | names
    owed = _owed(specs, chosen, table, seen)
    chosen |= last_door(owed, chosen, pool, seen.rows)
    homes = [spec for spec in specs if spec.kind == "address" and spec.name in chosen]
    doors = any(free_doors(spec, chosen, pool, seen.rows) for spec in homes[:1])
    return Weighed(layout, table, chosen, doors)


def _owed(
    specs: Sequence[FieldSpec],
    chosen: Mapping[str, Assignment],
    table: Mapping[str, Sequence[Scored]],
    seen: Extraction,
) -> list[FieldSpec]:
    """The fields without a find, or with one that cannot be their value."""
    return [
        spec
        for spec in specs
        if spec.name not in chosen
        and _is_open(old := seen.fields.get(spec.name))
        and (
            old is None
            or old.value is None
            or not any(READ in s.parts for s, _ in table[spec.name])
        )
    ]


def _is_only(spec: FieldSpec, found: Sequence[Candidate]) -> bool:
    """Whether there is only one value, or only one with the structure of the field's numbers."""
    meaning = meaning_of(spec.name)
    values = {c.value.value for c in found}
    built = {value for value in values if meaning.is_number(value)}
    return len(built or values) == 1


def _is_open(seen: Field | None) -> bool:
    """Whether the type's own readers did not find the field's place to be blank."""
    return seen is None or seen.presence != "absent"


def places(
    kind: TypeEntry, sheets: Sequence[TextSheet]
) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """Each field with a value, the value, and the features of its place."""
    seen = kind.read(sheets)
    weighed = weigh(kind, sheets, seen)
    settled = _fields(kind, seen, weighed)
    for spec in kind.schema:
        choice, found = weighed.chosen.get(spec.name), settled.get(spec.name)
        if choice is None or choice.candidate.blank or found is None or found.value is None:
            continue
        old = seen.fields.get(spec.name)
        old = old if old is not None and old.value is not None else None
        yield spec.name, found.value, _seen(spec, choice, old, kind.schema, weighed)


def _seen(
    spec: FieldSpec,
    choice: Assignment,
    old: Field | None,
    specs: Sequence[FieldSpec],
    weighed: Weighed,
) -> dict[str, float]:
    """The features of a place, with those from the type's own reader and the span's other end."""
    seen = seen_of(spec, choice, weighed.table[spec.name], weighed.layout)
    seen |= mates_of(spec, specs, weighed.chosen)
    if old is None:
        return seen
    same = old.value == choice.candidate.value.value
    if READ in choice.score.parts:
        return seen if same else seen | {"cut otherwise": 1.0}
    words = plain(old.value or "")
    if words in weighed.layout.words.labels or weighed.layout.heads.has(words):
        return seen  # the reader was led to a label
    return seen | {"read elsewhere" if same else "read otherwise": 1.0}


def _is_cut_short(spec: FieldSpec, choice: Assignment, old: Field | None) -> bool:
    """Whether much of the free text that the type's reader found would be lost.

    Label words occur in sentences too: 同意评审委员会意见, 企业所得税缴纳情况.
    """
    if spec.kind != "text" or old is None or old.value is None:
        return False
    value = choice.candidate.value.value
    return old.value.startswith(value) and len(old.value) >= len(value) + MUCH


def _field(
    spec: FieldSpec,
    choice: Assignment,
    old: Field | None,
    specs: Sequence[FieldSpec],
    weighed: Weighed,
) -> Field:
    """The field of a chosen place."""
    seen = _seen(spec, choice, old, specs, weighed)
    placed, text = surety(seen), choice.candidate.value.value
    if "ends crossed" in seen or is_half_bracketed(fold(text)) or is_interleaved(spec.kind, text):
        placed = min(placed, UNSURE)
    if any(doubts(spec, choice, seen, weighed.table[spec.name], weighed.layout)):
        placed = min(placed, UNSURE)
    if spec.kind == "address" and weighed.doors and not seen.keys() & LEADS_SURELY:
        placed = min(placed, UNSURE)
    if breaks_a_number(spec.kind, choice.candidate.value.piece):
        placed = min(placed, BROKEN)
    if DOOR in choice.score.parts:
        placed = LONE  # as measured: no label could give more evidence
    for why in SUPPOSED.keys() & choice.score.parts.keys():
        placed = min(placed, SUPPOSED[why])
    if old is not None and old.value is not None:
        if old.value == choice.candidate.value.value:
            return old.model_copy(update={"placed": placed})
        other = READ not in choice.score.parts
        if other and one_apart(old.value, choice.candidate.value.value) and spec.kind in NAMES:
            return old.model_copy(update={"placed": min(placed, UNSURE)})  # the same value, misread
    return make_field(spec, choice.candidate.value).model_copy(update={"placed": placed})
