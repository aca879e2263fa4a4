"""The definition of a document type, and the tools that all types use to read their fields.

A type is data (titles, words that identify it, fields with their labels) and, where labels are not
enough, a function. Similar forms share functions, not classes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from core.models.document import Annotation, Field, Kind
from core.reasons import reason
from core.text.cells import value_at
from core.text.fold import squeeze
from core.text.labels import LabelMatch, find_labels
from core.text.patterns import ready
from core.text.sheet import Flow, Piece, TextSheet
from core.text.values import READERS, Reader, TextValue, read_credit_code, read_id_number
from core.text.values.numbers import read_torn_code, read_torn_id
from extractors.kit.labelled import placeholder, reader_at, without_dots, without_item


def _id_number(piece: Piece) -> TextValue | None:
    return read_id_number(piece) or read_torn_id(piece)


def _credit_code(piece: Piece) -> TextValue | None:
    return read_credit_code(piece) or read_torn_code(piece)


_TORN_TOO: dict[Kind, Reader] = {"id_number": _id_number, "credit_code": _credit_code}
"""At their labels, numbers that lost a character are read too: what is in doubt is not missing."""
Sheets = Sequence[TextSheet]
CAPITALS = "_caps"  # suffix of the field that holds the same amount in words
_CUT = re.compile(r"(?:有限|股份|责任|[限任份]公|集团有)$|^[京海津庆]市")
"""A unit's name that stops inside its legal form, or lacks its first character under a seal."""


@dataclass(frozen=True)
class FieldSpec:
    """Where a field of a type is found.

    `patterns` are tried first, on the running text without spaces: regular expressions with the
    value in group 1 (or the first group that matched), and folded punctuation: ":" "(" ")" "," ".".
    Then `labels`: the value is after the label, beside it, or with `below` under it. `lines` is the
    number of lines a value may span. `last` takes the last place instead of the first. `read`
    replaces the kind's reader. `fallback` patterns are tried if nothing else was found.
    """

    name: str
    kind: Kind
    labels: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    below: bool = False
    lines: int = 1
    last: bool = False
    read: Reader | None = None

    @property
    def reader(self) -> Reader:
        return self.read or _TORN_TOO.get(self.kind, READERS[self.kind])


@dataclass(frozen=True)
class Extraction:
    """The result of reading a type's pages."""

    fields: dict[str, Field] = field(default_factory=dict)
    rows: tuple[dict[str, Field], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    sides: tuple[str, ...] = ()
    no_more_seals: bool = False
    """Where its issuer puts the seal, no grey seal was missed: the paper is bare there."""


@dataclass(frozen=True)
class TypeEntry:
    """A type listed in documents.toml, which has its names.

    `titles`: any of them, printed as a heading, identifies the type. `words`: phrases on its pages,
    the most specific first. `against`: phrases that never occur on them. `joins`: its later pages
    have no title. `alone`: how many words a page without a title must have. `extract` defaults to
    reading `fields`.
    """

    id: str
    titles: tuple[str, ...]
    words: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    joins: bool = False
    alone: int = 3
    stops: tuple[str, ...] = ()
    """Labels that end a value although no field is read at them."""
    extract: Callable[["TypeEntry", Sheets], Extraction] | None = None
    noted: bool = False
    """A note on it names the payer; the note may be on a separate page."""
    also: tuple[tuple[str, Kind], ...] = ()
    """Further fields that `extract` computes: their names and kinds."""
    complete: Callable[[dict[str, Field]], dict[str, Field]] | None = None
    """Computes fields from others once every value has its place."""

    def __hash__(self) -> int:
        """By id alone: results computed for all types are cached by type and looked up often."""
        return hash(self.id)

    @property
    def schema(self) -> tuple[FieldSpec, ...]:
        """All its fields; those of `also` with the words that any document may use for them."""
        return (*self.fields, *(FieldSpec(name, kind) for name, kind in self.also))

    def read(self, sheets: Sheets) -> Extraction:
        """The fields, rows and notes of a document made of these sheets."""
        return (self.extract or by_labels)(self, sheets)


def by_labels(kind: TypeEntry, sheets: Sheets) -> Extraction:
    """The default: every field by its patterns and labels."""
    return Extraction(fields=read_fields(sheets, kind.fields, kind.stops))


def read_fields(
    sheets: Sheets, specs: Iterable[FieldSpec], stops: Sequence[str] = ()
) -> dict[str, Field]:
    """The fields of `specs` from the sheets; a field without a place is left out."""
    specs = tuple(specs)
    every = tuple(dict.fromkeys([*stops, *(label for s in specs for label in s.labels)]))
    flow = Flow(sheets)
    found = {spec.name: read_field(sheets, flow, spec, every) for spec in specs}
    return {name: value for name, value in found.items() if value is not None}


def read_field(sheets: Sheets, flow: Flow, spec: FieldSpec, stops: Sequence[str]) -> Field | None:
    """One field: patterns first, then labels; an empty place gives a field without value."""
    for value in _undoubted_first(by_patterns(flow, spec, spec.patterns)):
        return make_field(spec, value)
    empty: LabelMatch | None = None
    filler: Piece | None = None
    values = []
    for sheet in sheets:
        for place in find_labels(sheet, spec.labels):
            read = reader_at(spec.reader, sheet, place)
            found = value_at(sheet, place, read, stops, below=spec.below, lines=spec.lines)
            if found is not None:
                values.append(found)
                if not spec.last:
                    return make_field(spec, found)
            elif place.clean and empty is None:
                empty = place
                filler = placeholder(sheet, place, spec.kind, stops, below=spec.below)
    if values:
        return make_field(spec, values[-1])
    for value in _undoubted_first(by_patterns(flow, spec, spec.fallback)):
        return make_field(spec, value)
    return empty_field(spec, empty, filler) if empty is not None else None


def _undoubted_first(values: Iterable[TextValue]) -> Iterable[TextValue]:
    later = []
    for value in values:
        if value.doubt:
            later.append(value)
        else:
            yield value
    yield from later


def by_patterns(flow: Flow, spec: FieldSpec, patterns: Iterable[str]) -> Iterable[TextValue]:
    """The values that the patterns match in the running text, in the order of the patterns."""
    for pattern in patterns:
        for match in ready(pattern).finditer(flow.text):
            group = next((g for g in range(1, (match.lastindex or 0) + 1) if match[g]), 0)
            piece = without_dots(without_item(flow.piece(*match.span(group))))
            if piece and (value := spec.reader(piece)) is not None:
                yield value


def make_field(spec: FieldSpec, value: TextValue) -> Field:
    """The field of a value that was read once from the page."""
    piece = value.piece
    cut = spec.kind in ("company", "person") and _CUT.search(value.value) is not None
    trouble = reason("value.cut", value=value.value) if cut else value.doubt
    if trouble:  # a second reading of the same place would not help
        return Field(
            name=spec.name,
            kind=spec.kind,
            value=None,
            raw=piece.text,
            confidence=0.0,
            page=piece.page,
            box=piece.box,
            presence="unclear",
            trouble=trouble,
        )
    return Field(
        name=spec.name,
        kind=spec.kind,
        value=value.value,
        raw=piece.text,
        confidence=round(piece.confidence, 4),
        page=piece.page,
        box=piece.box,
    )


UNINKED = 0.8  # confidence that nobody wrote beside a label that has only a placeholder


def empty_field(spec: FieldSpec, place: LabelMatch, filler: Piece | None = None) -> Field:
    """A label with nothing readable beside it, or with the placeholder `filler`.

    Handwriting over a line to write on may have been read as the line: the place is never surely
    empty.
    """
    if filler is not None:
        return Field(
            name=spec.name,
            kind=spec.kind,
            value=None,
            raw=filler.text,
            confidence=round(min(filler.confidence, UNINKED), 4),
            page=filler.page,
            box=filler.box,
            presence="absent",
            trouble=reason("value.placeholder", label=place.label, text=filler.text.strip()),
        )
    return Field(
        name=spec.name,
        kind=spec.kind,
        value=None,
        raw="",
        confidence=0.0,
        page=place.piece.page,
        box=place.piece.box,
        presence="unclear",
        trouble=reason("value.nothing_legible", label=place.label),
    )


def derived(source: Field, name: str, kind: Kind, value: str | None) -> Field:
    """A field derived from another field's reading, with the same evidence."""
    return source.model_copy(update={"name": name, "kind": kind, "value": value})


def between(sheets: Sheets, start: Sequence[str], stop: Sequence[str]) -> list[TextSheet]:
    """The part of the document from a line with one of `start` to before a line with `stop`.

    Both are matched on lines without spaces; the whole document if `start` is missing.
    """
    result: list[TextSheet] = []
    inside = False
    for sheet in sheets:
        keep: set[int] = set()
        for row in sheet.rows:
            text = "".join(squeeze(sheet.lines[i].text) for i in row)
            if not inside and any(s in text for s in start):
                inside = True
            elif inside and any(s in text for s in stop):
                inside = False
                if keep:
                    result.append(
                        TextSheet(sheet.page, tuple(sheet.lines[i] for i in sorted(keep)))
                    )
                return result
            if inside:
                keep.update(row)
        if keep:
            result.append(TextSheet(sheet.page, tuple(sheet.lines[i] for i in sorted(keep))))
    return result


def piece_field(name: str, kind: Kind, piece: Piece, value: str) -> Field:
    """A field with a value that the type computed itself."""
    return make_field(FieldSpec(name, kind), TextValue(value, piece))
