"""Candidates: possible values of a field anywhere in the document, found by each kind's reader."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.models.document import Kind
from core.numbers.amounts import parse_figures
from core.text.patterns import ready
from core.text.sheet import Char, Piece
from core.text.values import READERS, Reader, TextValue, read_amount
from core.text.values.amounts import unit_of
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import PUNCTUATION, Anchor
from extractors.kit.places.blocks import block
from extractors.kit.places.figures import numbers
from extractors.kit.places.layout import Claim, Layout
from extractors.kit.places.sentences import COMPANY_MARK, MARK, end_of, lead_of
from extractors.kit.places.spans import role as role_of
from extractors.kit.places.spans import spans
from extractors.kit.places.structure import RowSpot, SheetRow
from extractors.kit.places.variants import LINES, best_cut
from extractors.kit.places.words import Meaning, meaning_of

NUMBERS: frozenset[Kind] = frozenset(
    {"date", "month", "amount", "id_number", "credit_code", "phone"}
)
DAYS: frozenset[Kind] = frozenset({"date", "month"})
LONG: frozenset[Kind] = frozenset({"address", "company", "text"})
FILLED = 0.3  # a label with a stronger claim to some text is not blank
BLANK = 0.8  # confidence that a field is blank if its label has nothing beside it
_CODE = re.compile("[0-9A-Z]{8,}")
Parted = tuple[int, re.Pattern[str] | None, tuple[Anchor, ...]]


@dataclass(frozen=True, eq=False)
class Candidate:
    """A value at a place, with the labels that claim it; `role` is which end of a span it is."""

    value: TextValue
    spot: RowSpot
    claims: tuple[Claim, ...]
    role: str = ""
    alone: bool = False
    """Nothing else is in its row."""
    blank: bool = False
    """No value: a label of the field with nothing beside it."""

    @cached_property
    def place(self) -> frozenset[Char]:
        return frozenset(self.value.piece.chars)

    def says_as(self, other: "Candidate") -> bool:
        """Whether both have one value; a sum may be written with its cents or without."""
        one, two = self.value.value, other.value.value
        if one == two:
            return True
        amount = parse_figures(one)
        return amount is not None and amount == parse_figures(two)


@dataclass(eq=False)
class CandidatePool:
    """The candidates of a document, computed on demand."""

    layout: Layout
    _numbers: dict[Kind, list[tuple[RowSpot, TextValue]]] = field(default_factory=dict)
    _parts: dict[Parted, Sequence[RowSpot]] = field(default_factory=dict)
    """Parts of rows, keyed by the marks that end a sentence and the labels that split them."""
    _ends: dict[tuple[RowSpot, re.Pattern[str]], Sequence[int]] = field(default_factory=dict)
    """The positions of sentence ends in each part."""

    def claims(self, spot: RowSpot) -> tuple[Claim, ...]:
        return self.layout.claims(spot)

    def numbers(self, kind: Kind) -> list[tuple[RowSpot, TextValue]]:
        """All values of a kind that can be recognised by form alone."""
        if kind not in self._numbers:
            self._numbers[kind] = list(numbers(self.layout, kind))
        return self._numbers[kind]

    def of(self, spec: FieldSpec) -> list[Candidate]:
        """All candidates for a field."""
        meaning = meaning_of(spec.name)
        if spec.kind in NUMBERS:
            return list(self._of_kind(spec))
        if meaning.form:
            return list(self._of_form(spec, meaning.form))
        return [*self._at_labels(spec), *self._of_number(spec, meaning)]

    def _of_number(self, spec: FieldSpec, meaning: Meaning) -> Iterator[Candidate]:
        """Numbers that can be recognised by their structure where the field has no label."""
        for n, row in enumerate(self.layout.rows):
            for match in _CODE.finditer(row.text) if meaning.number else ():
                spot = RowSpot(n, *match.span())
                claims = self.claims(spot)
                if meaning.is_number(match[0]) and spec.name not in self.layout.heard(spot):
                    value = spec.reader(row.piece(*match.span()))
                    if value is not None:
                        yield Candidate(value, spot, claims, "", self._alone(spot))

    def at(self, spec: FieldSpec, spot: RowSpot) -> Iterator[Candidate]:
        """The text at a place, read as a value of the field, with every claim to it."""
        meaning = meaning_of(spec.name)
        if spec.kind in NUMBERS or meaning.form:
            every = (
                self._of_kind(spec)
                if spec.kind in NUMBERS
                else self._of_form(spec, meaning.form, heard=False)
            )
            yield from (
                c
                for c in every
                if c.spot.row == spot.row and spot.start <= c.spot.start and c.spot.end <= spot.end
            )
            return
        for piece in self._pieces(spot, spec):
            value = spec.reader(piece)
            if value is not None and value.piece:
                value = best_cut(spec, value, self.layout)
                yield Candidate(value, spot, self.claims(spot), "", self._alone(spot))

    def blanks(self, spec: FieldSpec, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The field's labels that have nothing beside them."""
        taken = {id(c.anchor) for cand in found for c in cand.claims if c.strength > FILLED}
        for n, anchors in self.layout.anchors.items():
            row = self.layout.rows[n]
            for anchor in anchors:
                own = spec.name in anchor.fields and anchor.firm and anchor.colon
                if not own or id(anchor) in taken:
                    continue
                after = next((a.start for a in anchors if a.start >= anchor.end), len(row.text))
                if row.text[anchor.end : after].strip(PUNCTUATION):
                    continue
                spot = RowSpot(n, anchor.start, anchor.end)
                value = TextValue("", row.piece(anchor.start, anchor.end))
                claim = Claim(anchor, "left", BLANK * anchor.sure)
                yield Candidate(value, spot, (claim,), blank=True)

    def _of_kind(self, spec: FieldSpec) -> Iterator[Candidate]:
        found = self.numbers(spec.kind)
        starts = spans(self.layout, found) if spec.kind in DAYS else {}
        ends = set(starts.values())
        for spot, value in found:
            if spec.read is not None:
                again = _read_within(spec.read, value, self.layout, spot)
                if again is None:
                    continue
                value = again
            role = "end" if spot in starts else "start" if spot in ends else ""
            if not role and spec.kind in DAYS:
                role = role_of(self.layout, spot)
            claims = self.claims(starts.get(spot, spot))
            if spot in starts:
                late = self._late(spot, starts[spot])
                claims = tuple(sorted([*claims, *late], key=lambda c: -c.strength))
            if spec.kind == "amount":
                value = _in_labels_unit(spec, value, claims)
            yield Candidate(value, spot, claims, role, self._alone(spot))

    def _late(self, spot: RowSpot, start: RowSpot) -> list[Claim]:
        """Claims to the end of a span that follow its start."""
        return [
            c for c in self.claims(spot) if c.relation == "behind" or c.anchor.start >= start.end
        ]

    def _alone(self, spot: RowSpot) -> bool:
        """Whether nothing else is directly beside it."""
        return any(
            s.start == spot.start and s.end == spot.end for s, _ in self.layout.every_part[spot.row]
        )

    def _of_form(self, spec: FieldSpec, form: str, *, heard: bool = True) -> Iterator[Candidate]:
        for n, row in enumerate(self.layout.rows):
            for match in ready(form).finditer(row.text):
                group = 1 if match.lastindex else 0
                spot = RowSpot(n, *match.span(group))
                whole = RowSpot(n, *match.span())
                claims = self.claims(spot)
                if heard and spec.name not in self.layout.heard(spot):
                    continue
                piece = row.piece(*match.span() if spec.read else match.span(group))
                value = (spec.read or READERS[spec.kind])(piece)
                if value is not None:
                    yield Candidate(value, spot, claims, "", self._alone(whole))

    def _at_labels(self, spec: FieldSpec) -> Iterator[Candidate]:
        for n in sorted(self.layout.meant.get(spec.name, ())):
            for spot in self._texts(n, spec) if 0 <= n < len(self.layout.rows) else ():
                if spec.name not in self.layout.heard(spot):
                    continue
                claims = self.claims(spot)
                for piece in self._pieces(spot, spec):
                    value = spec.reader(piece)
                    if value is not None and value.piece:
                        value = best_cut(spec, value, self.layout)
                        yield Candidate(value, spot, claims, "", self._alone(spot))

    def _texts(self, n: int, spec: FieldSpec) -> Sequence[RowSpot]:
        """The parts of a row, the sentences in them, and the texts at unsure labels inside them.

        The result is shared by all fields that the same unsure labels may mean.
        """
        own = tuple([a for a in self.layout.unsure[n] if spec.name in a.fields])
        marks = _marks(spec)
        known = self._parts.get((n, marks, own))
        if known is None:
            known = self._parts[n, marks, own] = self._parted(n, marks, own)
        return known

    def _marked(self, spot: RowSpot, marks: re.Pattern[str]) -> Sequence[int]:
        """The positions of marks in a place and of the text after each; cached, many fields ask."""
        known = self._ends.get((spot, marks))
        if known is None:
            text = self.layout.rows[spot.row].text[spot.start : spot.end]
            at = [spot.start + match.start() for match in marks.finditer(text)]
            known = self._ends[spot, marks] = [place + k for place in at for k in (0, 1)]
        return known

    def _parted(
        self, n: int, marks: re.Pattern[str] | None, own: Sequence[Anchor]
    ) -> list[RowSpot]:
        row = self.layout.rows[n]
        found = list[RowSpot]()
        seen: set[RowSpot] = set()
        for spot, _ in self.layout.every_part[n]:
            cuts = {spot.start, spot.end}
            for a in self.layout.unsure[n]:
                if spot.start <= a.start < spot.end:
                    if a in own:
                        cuts |= {a.start, a.end}
                    elif row.starts(a.start) or _begins_line(row, a.start):
                        cuts.add(a.start)
            if marks is not None:
                cuts.update(self._marked(spot, marks))
            bounds = sorted([c for c in cuts if spot.start <= c <= spot.end])
            for start, end in [(spot.start, spot.end), *itertools.pairwise(bounds)]:
                part = RowSpot(n, start, end)
                if part not in seen and row.text[start:end].strip(PUNCTUATION):
                    seen.add(part)
                    found.append(part)
        return found

    def _pieces(self, spot: RowSpot, spec: FieldSpec) -> Iterator[Piece]:
        """The text at a spot: with its continuation lines, cut at the end of its sentence."""
        row = self.layout.rows[spot.row]
        start, end = spot.start, spot.end
        start += lead_of(spec, row.text[start:end])
        end = start + end_of(spec.kind, row.text[start:end])
        piece = row.piece(start, end)
        lines = max(spec.lines, LINES.get(spec.kind, 1))
        if spec.kind in LONG and lines > 1 and end == spot.end:
            whole = block(self.layout, RowSpot(spot.row, start, end), lines)
            if len(whole.chars) > end - start and spec.reader(whole) is not None:
                yield whole
                return
        if piece:
            yield piece


def _begins_line(row: SheetRow, at: int) -> bool:
    """Whether a character begins a detected line: on a bent page one row may hold several lines."""
    one, two = row.chars[max(0, at - 1)], row.chars[at]
    return one.sheet is two.sheet and one.line != two.line


def _in_labels_unit(spec: FieldSpec, value: TextValue, claims: Sequence[Claim]) -> TextValue:
    """An amount in the unit that the field's own label names: 实缴额(万元)."""
    own = next((c.anchor for c in claims if spec.name in c.anchor.fields), None)
    label = own.row.text[own.start : own.end] if own is not None else ""
    return (read_amount(value.piece, label) if unit_of(label).explicit else None) or value


def _marks(spec: FieldSpec) -> re.Pattern[str] | None:
    """The marks that end a value of the field inside a sentence; None if there are none."""
    if spec.kind in ("company", "person") or (spec.lines == 1 and spec.kind == "text"):
        return COMPANY_MARK if spec.kind == "company" else MARK
    return None


def _read_within(read: Reader, value: TextValue, layout: Layout, spot: RowSpot) -> TextValue | None:
    """The field's own reader's value at the place: the unit after a number is part of it."""
    row = layout.rows[spot.row]
    return read(row.piece(spot.start, min(len(row.text), spot.end + 2))) or read(value.piece)
