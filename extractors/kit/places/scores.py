"""How likely a candidate is the value of a field: what speaks for it, and what against."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.kit.fields import FieldSpec
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.claims import other_claim, own_claim
from extractors.kit.places.ends import wanted_end
from extractors.kit.places.forms import plausible
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import Row
from extractors.kit.places.words import Meaning, meanings, plain

BASE = -3.0
OWN = 6.0  # what the field's own label is worth right at the value
OTHERS = 5.0  # what another field's label there is worth against it
HEEDED = 0.35  # a weaker claim of another field's label is not heeded
SIDE, OTHER_SIDE = 0.6, -5.0
ROLE, WRONG_ROLE = 0.7, -3.0
MEANT = 0.35  # a label with a stronger claim means the field it is of
USUAL = 0.7  # a value that such fields usually have
NUMBER = 1.2  # a number built as the field's numbers are
OTHERS_NUMBER = -3.0  # as another field's are
FOOT = 3.2  # a paper's own date by itself in its lower part
ONLY = 1.5  # a number that tells itself by its form, the only one of its kind
LEFT = 2.7  # the same where no label leads to it: there is no other place for the field
_TELLING = ("id_number", "credit_code", "phone")
_ABOUT = re.compile(r"(?:\(.{1,8}\))?(?:的)?(?:基本)?(?:信息|情况|资料|方)")
_LEFT = re.compile(r"(?:^|_)leave(?:$|_)")
_OWN_DAY = ("issue_date", "sign_date", "unit_opinion_date", "unit_date", "applicant_date")


@dataclass(frozen=True)
class Score:
    """A candidate's score for a field as parts of a sum, by what they are for."""

    parts: dict[str, float]

    @cached_property
    def total(self) -> float:
        return sum(self.parts.values())

    @property
    def likely(self) -> float:
        return 1 / (1 + math.exp(-self.total))


@dataclass(frozen=True)
class Sides:
    """The parties of a paper: which words open a party's part, and which fields are whose."""

    of_field: dict[str, str]
    opened: Sequence[tuple[int, float, str]]
    """Row, left edge and party of each word that opens a part, down the document."""

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
                side = words.get(anchor.label)
                if side is not None and (anchor.sure >= 0.7 or len(anchor.label) >= 4):
                    opened.append((n, anchor.box.x0, side))
            opened += _headed(layout.rows[n], n, words)
        opened += _in_turn(specs, heads, layout)
        return cls(whose, tuple(sorted(opened)) if len(heads) > 1 else ())

    def at(self, row: int, x0: float) -> str:
        """Whose part a place is in; empty where no party's part was opened before it."""
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


def _heads_words(specs: Sequence[FieldSpec], heads: Mapping[str, str]) -> dict[str, str]:
    """The words that name one party alone."""
    found: dict[str, set[str]] = {}
    for spec in specs:
        if spec.name in heads:
            for word in (*spec.labels, *meanings().get(spec.name, Meaning()).words):
                found.setdefault(plain(word), set()).add(spec.name)
    return {word: next(iter(names)) for word, names in found.items() if len(names) == 1}


def _in_turn(
    specs: Sequence[FieldSpec], heads: Mapping[str, str], layout: Layout
) -> Iterator[tuple[int, float, str]]:
    """A word for the name of either party opens their parts in turn, where it stands for each."""
    names = [spec.name for spec in specs if spec.name in heads]
    opens = [
        (n, anchor.box.x0)
        for n, found in layout.anchors.items()
        for anchor in found
        if anchor.firm and not anchor.lead and len(anchor.fields.keys() & heads.keys()) > 1
    ]
    if len(opens) == len(names):
        yield from ((n, x0, name) for (n, x0), name in zip(opens, names, strict=True))


def _headed(row: Row, n: int, words: dict[str, str]) -> list[tuple[int, float, str]]:
    """A heading over a party's part: 父亲信息, 乙方基本情况."""
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
    """The fields that name a party whose other fields bear its name: lessor of lessor_id."""
    found = {}
    for spec in specs:
        stem = spec.name.removesuffix("_name")
        if spec.kind in ("person", "company") and any(
            other.name.startswith(stem + "_") and other.name != spec.name for other in specs
        ):
            found[spec.name] = stem
    return found


def score(
    spec: FieldSpec,
    candidate: Candidate,
    layout: Layout,
    sides: Sides,
    alone_of_kind: bool = False,
) -> Score:
    """What speaks for and against a candidate being the field's value."""
    value = candidate.value.value
    own_number, others_number = _built(spec, value, layout)
    own = own_claim(spec, candidate)[0]
    other, claim = other_claim(spec, candidate, layout)
    if own_number and claim is not None and not _has_numbers(claim.anchor.fields):
        other = 0.0  # 证书编号 may be any certificate's: how the number is built tells which
    parts = {"base": BASE, "label": OWN * own}
    if other > max(own, HEEDED):
        parts["another's label"] = -OTHERS * (other - own)
    if meanings().get(spec.name, Meaning()).is_usual(value):
        parts["form"] = USUAL
    elif not candidate.blank:
        parts["form"] = plausible(spec.kind, value, layout.words)
    if own_number:
        parts["form"] = NUMBER
    elif others_number:
        parts["another's number"] = OTHERS_NUMBER
    parts["side"] = side_of(spec, candidate, layout, sides)
    parts["end of span"] = _role(spec, candidate)
    if (spec.kind in _TELLING or own_number) and alone_of_kind:
        parts["the only one"] = ONLY if own else LEFT
    if spec.name in _OWN_DAY and candidate.alone and own == 0.0 and not candidate.role:
        parts["foot"] = FOOT * _low(candidate, layout)
    return Score({name: value for name, value in parts.items() if value})


def _built(spec: FieldSpec, value: str, layout: Layout) -> tuple[bool, bool]:
    """Whether a number is built as the field's numbers are, and as those of another field are."""
    of = {name for name in layout.words.fields if meanings().get(name, Meaning()).is_number(value)}
    return spec.name in of, bool(of - {spec.name})


def _has_numbers(names: Iterable[str]) -> bool:
    return any(meanings().get(name, Meaning()).number for name in names)


def side_of(spec: FieldSpec, candidate: Candidate, layout: Layout, sides: Sides) -> float:
    """What it is worth that a place is in the part of the field's party, or another's."""
    mine = sides.of_field.get(spec.name)
    if mine is None or not sides.opened:
        return 0.0
    x0 = layout.box(candidate.spot).x0
    there = sides.at(candidate.spot.row, x0)
    if not there or _is_its_own(spec, candidate, sides):
        return 0.0
    return SIDE if there == mine else OTHER_SIDE


def _is_its_own(spec: FieldSpec, candidate: Candidate, sides: Sides) -> bool:
    """Whether a label at the place means this party's field and no other's: 父亲身份证号."""
    mine = sides.of_field[spec.name]
    return any(
        c.strength >= MEANT
        and spec.name in c.anchor.fields
        and all(sides.of_field.get(name, mine) == mine for name in c.anchor.fields)
        for c in candidate.claims
    )


def _role(spec: FieldSpec, candidate: Candidate) -> float:
    if spec.kind not in ("date", "month"):
        return 0.0
    wants = wanted_end(spec.name)
    if not candidate.role:
        return 0.0
    if wants == candidate.role:
        return ROLE
    if wants and _LEFT.search(spec.name):
        return 0.0  # 自2024年3月1日起解除: the last day of one time is the first of another
    return WRONG_ROLE if wants else WRONG_ROLE / 2


def _low(candidate: Candidate, layout: Layout) -> float:
    """How far down its sheet a candidate stands, from 0 in the upper half to 1 at the foot."""
    sheet = layout.rows[candidate.spot.row].sheet
    top = min(line.box.y0 for line in sheet.lines)
    bottom = max(line.box.y1 for line in sheet.lines)
    place = (layout.box(candidate.spot).cy - top) / max(1e-6, bottom - top)
    return max(0.0, min(1.0, (place - 0.4) / 0.3))
