"""How likely a candidate is the value of a field: the evidence for it and against it."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.numbers.amounts import ENDS, IN_WORDS, YUAN, parse, parse_figures
from core.text.fold import MAX_CACHED_TEXTS
from core.text.stamps import is_in_ring
from extractors.kit.fields import CAPITALS, FieldSpec
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.claims import other_claim, own_claim
from extractors.kit.places.ends import is_leaving, wanted_end
from extractors.kit.places.forms import plausible
from extractors.kit.places.layout import Layout
from extractors.kit.places.sides import Sides, side_of
from extractors.kit.places.words import LabelVocabulary, Meaning, meaning_of, meanings

BASE = -3.0
OWN = 6.0  # score of the field's own label directly at the value
OTHERS = 5.0  # score of another field's label there, counted against it
HEEDED = 0.35  # a weaker claim of another field's label is ignored
ROLE, WRONG_ROLE = 0.7, -3.0
USUAL = 0.7  # a value that such fields usually have
NUMBER = 1.2  # a number with the structure of the field's numbers
OTHERS_NUMBER = -3.0  # a number with the structure of another field's numbers
SEALS = -4.0  # some of the words of a seal over the place
FOOT = 3.2  # a document's own date, alone in the lower part
ONLY = 1.5  # the only number of its kind that is recognised by form
ONLY_UNLABELLED = 2.7  # the same without a label: there is no other place for the field
IN_WORDS_TOO = 1.5  # for a field whose amount is stated in both
STATED_TWICE = "in words too"  # the part of a sum that is repeated in words
_WORDS = re.compile(
    rf"[^0-9,.;]{{0,6}}大写[^0-9,.;]{{0,6}}?([{IN_WORDS}亿]+[{YUAN}][{IN_WORDS}角分{ENDS}]*)"
)
_DISTINCTIVE = ("id_number", "credit_code", "phone")
OWN_DAYS = ("issue_date", "sign_date", "unit_opinion_date", "unit_date", "applicant_date")


@dataclass(frozen=True)
class Score:
    """A candidate's score for a field, as a sum of named parts."""

    parts: dict[str, float]

    @cached_property
    def total(self) -> float:
        return sum(self.parts.values())

    @property
    def likely(self) -> float:
        return 1 / (1 + math.exp(-self.total))


def score(
    spec: FieldSpec,
    candidate: Candidate,
    layout: Layout,
    sides: Sides,
    alone_of_kind: bool = False,
) -> Score:
    """The evidence for and against a candidate being the field's value."""
    value = candidate.value.value
    own_number, others_number = _built(spec, value, layout)
    own = own_claim(spec, candidate)[0]
    other, claim = other_claim(spec, candidate, layout)
    if own_number and claim is not None and not _has_numbers(claim.anchor.fields):
        other = 0.0  # 证书编号 may be any certificate's: the structure of the number decides
    parts = {"base": BASE, "label": OWN * own}
    if other > max(own, HEEDED):
        parts["another's label"] = -OTHERS * (other - own)
    if meaning_of(spec.name).is_usual(value):
        parts["form"] = USUAL
    elif not candidate.blank:
        parts["form"] = plausible(spec.kind, value, layout.words)
    if own_number:
        parts["form"] = NUMBER
    elif others_number:
        parts["another's number"] = OTHERS_NUMBER
    parts |= side_of(spec, candidate, layout, sides)
    parts["end of span"] = _role(spec, candidate)
    if (spec.kind in _DISTINCTIVE or own_number) and alone_of_kind:
        parts["the only one"] = ONLY if own else ONLY_UNLABELLED
    if spec.kind == "amount" and _is_worded(spec, candidate, layout):
        parts[STATED_TWICE] = IN_WORDS_TOO
    if spec.kind in ("text", "person") and _is_of_seals(candidate):
        parts["a seal's words"] = SEALS
    if spec.name in OWN_DAYS and candidate.alone and own == 0.0 and not candidate.role:
        parts["foot"] = FOOT * _low(candidate, layout)
    return Score({name: value for name, value in parts.items() if value})


def _built(spec: FieldSpec, value: str, layout: Layout) -> tuple[bool, bool]:
    """Whether a number has the structure of the field's numbers, and that of another field's."""
    of = _built_as(value, layout.words)
    return spec.name in of, bool(of - {spec.name})


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _built_as(value: str, words: LabelVocabulary) -> frozenset[str]:
    """The fields whose numbers have the structure of a value; cached, every possible field asks."""
    return frozenset(name for name, meaning in words.numbered if meaning.is_number(value))


def _is_of_seals(candidate: Candidate) -> bool:
    """Whether a text is in lines that are a part of what a seal prints there."""
    lines = {(char.sheet, char.line) for char in candidate.value.piece.chars}
    return bool(lines) and all(is_in_ring(sheet.page, sheet.lines[line]) for sheet, line in lines)


def _is_worded(spec: FieldSpec, candidate: Candidate, layout: Layout) -> bool:
    """Whether the same amount follows in words: 20,000.00元（大写：贰万元整）."""
    if f"{spec.name}{CAPITALS}" not in meanings():
        return False
    spot = candidate.spot
    words = _WORDS.match(layout.rows[spot.row].text, spot.end)
    return words is not None and parse(words[1]) == parse_figures(candidate.value.value)


def _has_numbers(names: Iterable[str]) -> bool:
    return any(meanings().get(name, Meaning()).number for name in names)


def _role(spec: FieldSpec, candidate: Candidate) -> float:
    if spec.kind not in ("date", "month"):
        return 0.0
    wants = wanted_end(spec.name)
    if not candidate.role:
        return 0.0
    if wants == candidate.role:
        return ROLE
    if wants and is_leaving(spec.name):
        return 0.0  # 自2024年3月1日起解除: the last day of one period is the first of the next
    return WRONG_ROLE if wants else WRONG_ROLE / 2


def _low(candidate: Candidate, layout: Layout) -> float:
    """How low on its sheet a candidate is, from 0 in the upper half to 1 at the foot."""
    sheet = layout.rows[candidate.spot.row].sheet
    top = min(line.box.y0 for line in sheet.lines)
    bottom = max(line.box.y1 for line in sheet.lines)
    place = (layout.box(candidate.spot).cy - top) / max(1e-6, bottom - top)
    return max(0.0, min(1.0, (place - 0.4) / 0.3))
