"""Names that stand on a paper though no known label leads to them: whose they are by elimination.

Names tell themselves by their form. Who signs for a party is that party; the one name that is
left is that of the one field still owed; as many names as fields come in the usual order. It is
how a clerk reads a letter in words of its own, and never sure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.models.document import Field, Kind
from core.text.fold import fold, squeeze
from core.text.values import Value
from core.text.values.units import has_form
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.assign import Choice
from extractors.kit.places.blocks import block
from extractors.kit.places.candidates import Candidate, Pool
from extractors.kit.places.claims import other_claim
from extractors.kit.places.forms import names_a_thing, plausible
from extractors.kit.places.kindred import words_of
from extractors.kit.places.layout import Layout
from extractors.kit.places.proposals import proposal_of
from extractors.kit.places.scores import BASE, Score
from extractors.kit.places.structure import Spot
from extractors.kit.places.tablecells import in_table

SIGNS, LAST, TURN = "signs as the party", "the only name left", "names in their order"
WORTH = 3.0  # that there is no other name for the field, or no other field for the name
TWICE = 0.8  # that it stands more than once: no chance word
LEAST = {"person": 0.7, "company": 0.5}  # what a name's form must be worth
CLAIMED = 0.6  # how strongly another field's label must claim a name that is not free
RUN_ON: tuple[Kind, ...] = ("text", "address")
"""Values whose form does not say where they end."""
MEANT = 0.9  # how near in meaning a label of no field must be to the field's words
SIGNATURE = "_signature"
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
    """A name on the paper: where it stands first and how often."""

    candidate: Candidate
    often: int

    @property
    def value(self) -> str:
        return self.candidate.value.value


def signing(
    specs: Sequence[FieldSpec],
    open_: Sequence[FieldSpec],
    pool: Pool,
    seen: Mapping[str, Field],
) -> dict[str, Choice]:
    """The parties that nothing else names but their signatures, at the names that stand there."""
    found: dict[str, Choice] = {}
    for spec in open_:
        signed = seen.get(signature_of(spec.name))
        if group_of(spec) != "person" or signed is None or not signed.value:
            continue
        candidate = proposal_of(spec, signed, pool)
        if candidate is not None and candidate.value.value == signed.value:
            elsewhere = _elsewhere(spec, candidate, pool)
            name = Name(elsewhere or candidate, 2 if elsewhere else 1)
            found[spec.name] = _choice(spec, name, SIGNS, pool.layout)
    return found


def without_clashes(
    specs: Sequence[FieldSpec], chosen: Mapping[str, Choice], found: Mapping[str, Choice]
) -> dict[str, Choice]:
    """What was chosen, without texts that ran on into a name or took its end: 有限公司 of a type."""
    names = frozenset().union(*(c.candidate.place for c in found.values()))
    running = {spec.name for spec in specs if spec.kind in RUN_ON}
    return {
        n: c for n, c in chosen.items() if n not in running or c.candidate.place.isdisjoint(names)
    }


def _elsewhere(spec: FieldSpec, signed: Candidate, pool: Pool) -> Candidate | None:
    """The name of who signed where it stands first on the paper, but where he signs."""
    text = squeeze(fold(signed.value.value))
    for n, row in enumerate(pool.layout.rows):
        at = row.text.find(text)
        spot = Spot(n, at, at + len(text))
        value = spec.reader(row.piece(at, at + len(text))) if at >= 0 else None
        if value is not None and value.value == signed.value.value:
            found = Candidate(value, spot, tuple(pool.claims(spot)))
            return found if found.place.isdisjoint(signed.place) else None
    return None


def signs_for_another(spec: FieldSpec, value: str, seen: Mapping[str, Field]) -> bool:
    """Whether somebody of that name signs as another party, and the field's own party is other."""
    own = signature_of(spec.name)
    mine = seen.get(own)
    others = {f.value for n, f in seen.items() if n.endswith(SIGNATURE) and n != own}
    return value in others and (mine is None or mine.value != value)


def signature_of(name: str) -> str:
    """The field of a party's signature, by that of its name.

    >>> signature_of("agent_name"), signature_of("lessor")
    ('agent_signature', 'lessor_signature')
    """
    return name.removesuffix("_name") + SIGNATURE


def by_elimination(
    specs: Sequence[FieldSpec],
    open_: Sequence[FieldSpec],
    chosen: Mapping[str, Choice],
    pool: Pool,
    seen: Mapping[str, Field],
    rows: Sequence[Mapping[str, Field]],
) -> dict[str, Choice]:
    """The fields of persons and units that the names left over on the paper must be."""
    found: dict[str, Choice] = {}
    taken = {c.candidate.value.value for n, c in chosen.items() if not n.endswith(SIGNATURE)}
    held = [
        c.candidate.place
        for n, c in chosen.items()
        if n in {s.name for s in specs if s.kind not in RUN_ON}
    ]
    for group in dict.fromkeys(map(group_of, specs)):
        owed = [spec for spec in open_ if group and group_of(spec) == group]
        if not owed:
            continue
        names = [
            name
            for name in _names(owed[0], group, pool, rows)
            if name.value not in taken
            and all(place.isdisjoint(name.candidate.place) for place in held)
            and not all(signs_for_another(spec, name.value, seen) for spec in owed)
        ]
        for spec, name, why in _left(owed, names):
            found[spec.name] = _choice(spec, name, why, pool.layout)
    return found


def group_of(spec: FieldSpec) -> str:
    """What kind of name a field holds; empty for other fields and names that few such papers have.

    >>> group_of(FieldSpec("school", "company")), group_of(FieldSpec("employer", "company"))
    ('school', 'firm')
    """
    if spec.kind not in LEAST or _NOT_OWED.search(spec.name):
        return ""
    if spec.kind == "person":
        return "person"
    return next((group for group, words in _OF_FIELD if words.search(spec.name)), "firm")


def _kind_of(name: str) -> str:
    """What kind of unit a name is of.

    >>> _kind_of("甲市某区税务局"), _kind_of("甲地某乙有限公司")
    ('office', 'firm')
    """
    text = fold(name)
    kinds = (("office", _OFFICE), ("school", _SCHOOL), ("bank", _BANK))
    return next((kind for kind, form in kinds if form.search(text)), "firm")


def _names(
    spec: FieldSpec, group: str, pool: Pool, rows: Sequence[Mapping[str, Field]]
) -> Iterator[Name]:
    """Every name of a kind that stands for itself on the paper, each once, from the top."""
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


def _texts(n: int, spec: FieldSpec, layout: Layout) -> Iterator[Spot]:
    """The texts of a row between its labels, gaps and stops, and what follows a label's words."""
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
            yield Spot(n, start, end)
            worded = _worded(row.lower[start:end])
            if worded:
                yield Spot(n, start + worded, end)


def _worded(text: str) -> int:
    """How many characters at a text's beginning are words that labels are made of: 户主 of 户主张三."""
    at = 0
    for word in words_of(text):
        if not word.classes or not text.startswith(word.text, at):
            break
        at += len(word.text)
    return at if at < len(text) else 0


def _read(spec: FieldSpec, spot: Spot, layout: Layout) -> Value | None:
    """The name that a text is; of a unit's that its line is too short for, with the next one."""
    piece = layout.rows[spot.row].piece(spot.start, spot.end)
    value = spec.reader(piece)
    if value is not None and spec.kind == "company" and not has_form(value.value):
        if len(piece.chars) < HALF or names_a_thing(piece.dense().folded):
            return None
        value = spec.reader(block(layout, spot, 2))
    return value


def _is_name(spec: FieldSpec, candidate: Candidate, group: str, layout: Layout) -> bool:
    """Whether a text is a name of the kind and nothing else, that no other's label claims."""
    value, spot = candidate.value.value, candidate.spot
    if plausible(spec.kind, value, layout.words) < LEAST[spec.kind] or candidate.value.doubt:
        return False
    whole = layout.rows[spot.row].text[spot.start : spot.end]
    bare = squeeze(fold(value))
    if not bare.startswith(whole) and whole != bare:
        return False  # a word of a sentence: where a name begins and ends in it nobody knows
    if spec.kind == "company" and (not has_form(value) or _kind_of(value) != group):
        return False
    strength, claim = other_claim(spec, candidate, layout)
    return claim is None or strength < CLAIMED or _is_ones_own(spec, claim.anchor, layout)


def _is_ones_own(spec: FieldSpec, anchor: Anchor, layout: Layout) -> bool:
    """Whether a label of no field may be this one's after all: where its party signs, 申请人 of a name."""
    if anchor.fields:
        return False
    if _is_signed(anchor):
        return spec.name in layout.words.like(anchor.label, meant=True)
    return layout.words.loosely(anchor.label, spec.name) >= MEANT


def _is_signed(anchor: Anchor) -> bool:
    """Whether a label is where somebody signs."""
    return _SIGNS.search(anchor.row.text[anchor.start : anchor.end]) is not None


def _left(
    owed: Sequence[FieldSpec], names: Sequence[Name]
) -> Iterator[tuple[FieldSpec, Name, str]]:
    """The fields with the names that are left over for them."""
    if len(owed) == 1 and len(names) > 1:
        often = [name for name in names if name.often > 1]
        names = often if len(often) == 1 else ()
    if len(owed) == len(names) == 1:
        yield owed[0], names[0], LAST
    elif len(owed) == len(names):
        yield from ((spec, name, TURN) for spec, name in zip(owed, names, strict=True))
    elif len(names) == 1:
        yield owed[0], names[0], TURN


def _choice(spec: FieldSpec, name: Name, why: str, layout: Layout) -> Choice:
    value = spec.reader(name.candidate.value.piece) or name.candidate.value
    candidate = replace(name.candidate, value=value)
    parts = {
        "base": BASE,
        why: WORTH,
        "form": plausible(spec.kind, value.value, layout.words),
        "twice": TWICE if name.often > 1 else 0.0,
    }
    return Choice(candidate, Score({n: v for n, v in parts.items() if v}), 0.0)
