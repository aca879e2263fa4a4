"""Names recognised by form alone, without a label that leads to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.models.document import Field
from core.text.fold import fold, squeeze
from core.text.values import TextValue, read_person
from core.text.values.units import has_form
from core.text.values.words import words
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.blocks import block
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.claims import other_claim
from extractors.kit.places.forms import names_a_thing, plausible
from extractors.kit.places.kindred import is_worded, words_of
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import RowSpot
from extractors.kit.places.tablecells import in_table

MIN_NAME_SCORE = {"person": 0.7, "company": 0.5}  # of a name's form
CLAIMED = 0.6  # from this claim of another field's label on, a name is not free
MEANT = 0.9  # how close in meaning to the field's words a label of no field must be
_SIGNS = re.compile(r"签[字名章]|盖章")
_NOT_OWED = re.compile(r"(?:^|_)former(?:_|$)|_signature$|names$|[.]")
_MARKS = re.compile(r"[,;:。]|\.(?![0-9])")
_PERSONS_MARKS = re.compile(r"[,;:。()]|\.(?![0-9])")
HALF = 6  # characters: a shorter text is not the first line of a unit's name
_OFFICE = re.compile(r"(?:[^总分]局|分局|委员会|厅|法院|派出所|政府|大厅|管理处)$")
_SCHOOL = re.compile(r"(?:大学|学院|学校|中学|小学|幼儿园|党校)$")
_BANK = re.compile(r"(?:银行|支行|分行|营业部|信用社)$")
_OF_FIELD = (
    ("office", re.compile("authority|registrar|issuer|bureau|court|supervisor|agency")),
    ("school", re.compile("school|university|college")),
    ("bank", re.compile("bank")),
    ("hospital", re.compile("hospital|institution")),
)


@dataclass(frozen=True, eq=False)
class Name:
    """A name on the document: its first position and how often it occurs."""

    candidate: Candidate
    often: int

    @property
    def value(self) -> str:
        return self.candidate.value.value


def group_of(spec: FieldSpec) -> str:
    """The kind of name a field holds; empty for other fields and for rare names.

    >>> group_of(FieldSpec("school", "company")), group_of(FieldSpec("employer", "company"))
    ('school', 'firm')
    """
    if spec.kind not in MIN_NAME_SCORE or _NOT_OWED.search(spec.name):
        return ""
    if spec.kind == "person":
        return "person"
    return next((group for group, words in _OF_FIELD if words.search(spec.name)), "firm")


def _kind_of(name: str) -> str:
    """The kind of unit that a name belongs to.

    >>> _kind_of("甲市某区税务局"), _kind_of("甲地某乙有限公司")
    ('office', 'firm')
    """
    text = fold(name)
    kinds = (("office", _OFFICE), ("school", _SCHOOL), ("bank", _BANK))
    return next((kind for kind, form in kinds if form.search(text)), "firm")


def names_on(
    spec: FieldSpec, group: str, pool: CandidatePool, rows: Sequence[Mapping[str, Field]]
) -> Iterator[Name]:
    """All names of a kind that are found by form alone, each once, from the top down."""
    layout = pool.layout
    text = "".join(row.text for row in layout.rows)
    known: set[str] = set()
    for n in range(len(layout.rows)):
        for spot in _texts(n, spec, layout):
            value = _read(spec, spot, layout)
            if value is None or value.value in known:
                continue
            candidate = Candidate(value, spot, tuple(pool.claims(spot)))
            if not in_table(candidate, rows) and _is_name(spec, candidate, group, layout):
                known.add(value.value)
                yield Name(candidate, text.count(squeeze(fold(value.value))))


def _texts(n: int, spec: FieldSpec, layout: Layout) -> Iterator[RowSpot]:
    """The texts of a row between its labels, gaps and stops, and the texts after label words."""
    row = layout.rows[n]
    marks = _PERSONS_MARKS if spec.kind == "person" else _MARKS
    for part, _ in layout.every_part[n]:
        cuts = {part.start, part.end}
        cuts.update(k for k in range(part.start + 1, part.end) if row.starts(k))
        cuts.update(a.end for a in layout.anchors[n] if part.start < a.end < part.end)
        for match in marks.finditer(row.text, part.start, part.end):
            cuts.update(match.span())
        bounds = sorted(cuts)
        for start, end in [(part.start, part.end), *pairwise(bounds)]:
            yield RowSpot(n, start, end)
            worded = _worded(row.lower[start:end])
            if worded:
                yield RowSpot(n, start + worded, end)


def _worded(text: str) -> int:
    """How many characters at the start of a text are label words: 户主 of 户主张三."""
    at = 0
    for word in words_of(text):
        if not word.classes or not text.startswith(word.text, at):
            break
        at += len(word.text)
    return at if at < len(text) else 0


def _read(spec: FieldSpec, spot: RowSpot, layout: Layout) -> TextValue | None:
    """The name that a text is; if its line is too short for a unit's name, with the next line."""
    piece = layout.rows[spot.row].piece(spot.start, spot.end)
    value = spec.reader(piece)
    if value is not None and spec.kind == "company" and not has_form(value.value):
        if len(piece.chars) < HALF or names_a_thing(piece.dense().folded):
            return None
        value = spec.reader(block(layout, spot, 2))
    return value


def _is_name(spec: FieldSpec, candidate: Candidate, group: str, layout: Layout) -> bool:
    """Whether a text is exactly a name of the kind, and no other field's label claims it."""
    value, spot = candidate.value.value, candidate.spot
    if spec.kind == "person" and not _is_persons(candidate):
        return False
    if (
        plausible(spec.kind, value, layout.words) < MIN_NAME_SCORE[spec.kind]
        or candidate.value.doubt
    ):
        return False
    whole = layout.rows[spot.row].text[spot.start : spot.end]
    bare = squeeze(fold(value))
    if not bare.startswith(whole) and whole != bare:
        return False  # a word of a sentence: the name's start and end are unknown
    if spec.kind == "company" and (not has_form(value) or _kind_of(value) != group):
        return False
    strength, claim = other_claim(spec, candidate, layout)
    return claim is None or strength < CLAIMED or _is_ones_own(spec, claim.anchor, layout)


def _is_persons(candidate: Candidate) -> bool:
    """Whether a name is a person's and not a word of a sentence or form."""
    name = candidate.value.value
    read = read_person(candidate.value.piece)
    plain = not is_worded(name) and not any(ch in words().person.grammar for ch in name)
    return read is not None and read.value == name and plain


def _is_ones_own(spec: FieldSpec, anchor: Anchor, layout: Layout) -> bool:
    """Whether a label of no field may be this field's: where its party signs, 申请人 of a name."""
    if anchor.fields:
        return False
    if _is_signed(anchor):
        return spec.name in layout.words.like(anchor.label, meant=True)
    return layout.words.loosely(anchor.label, spec.name) >= MEANT


def _is_signed(anchor: Anchor) -> bool:
    """Whether a label marks a place to sign."""
    return _SIGNS.search(anchor.row.text[anchor.start : anchor.end]) is not None
