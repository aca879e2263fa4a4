"""Signatures: who signed at a label, or that nobody did.

A signature is a name that could be read, or ink that could not, or bare paper. Bare paper
is told from unread ink by the page's ink map; without the map it stays unclear.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from core.models.document import Field
from core.models.geometry import Box
from core.text.fold import squeeze
from core.text.sheet import Char, Piece, Sheet
from core.text.values import Value
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.strokes import Trace, ink_in
from extractors.kit.undersigned import STOP, name_of, under

REACH = 0.30  # of the page's width: a signature starts no farther right of its label
SENTENCE = 20  # characters of a line that is prose
DROP = 0.9  # of the label's height: how far a hand strays above or below the line

# 签字, 签名, 签章 or 盖章 with or without brackets; 字 is often misread under ink or seals.
_MARK = (
    r"[(\[<]?(?:盖章|公章|手写)?[或/、,及和]?(?:签[字章名学宇子写]?|盖章)"
    r"(?:[或/、,及和]?(?:盖公?章|签[字名章]|手印))?(?:[)\]>]|\([^()]{0,8}\))?"
)
_MARKED = re.compile(r"[(\[<]?(?:(?:盖章|公章)?[或/、,及和]?签[字名章]|盖章).*$")
DOUBT = "无法确定签字处是否有字迹"
_PROSE = 6


class Spot(NamedTuple):
    """A signature's label: `after` is the index in `row` of the first character behind it."""

    sheet: Sheet
    label: Piece
    row: Piece
    after: int
    box: Box
    """Levelled box of the label."""


@dataclass(frozen=True)
class _Answer:
    field: Field
    rank: int
    """0 a name was read, 1 something is there, 2 unclear, 3 nothing is there."""


def signed(sheets: Sheets, labels: Mapping[str, Sequence[str]]) -> dict[str, Field]:
    """The signatures of several fields, each at its labels; those without a place left out."""
    found = {name: signature(sheets, name, printed) for name, printed in labels.items()}
    return {name: field for name, field in found.items() if field is not None}


def signature(sheets: Sheets, name: str, labels: Sequence[str]) -> Field | None:
    """The signature at one of the labels, or None where no label is found.

    `labels` as printed: 法定代表人(签字), 房主签字, 乙方（签字）. With a name read it is the
    value; presence "present" without value: ink, or text that is no name; "absent": bare
    paper; "unclear": no telling. Of several places the one that says most.
    """
    answers = [_judge(spot, name) for sheet in sheets for spot in _places(sheet, labels)]
    if not answers:  # what stands at a party's name alone need not be where it signs
        foot = (_judge(spot, name) for spot in _at_foot(sheets, labels))
        answers = [answer for answer in foot if answer.rank == 0]
    return min(answers, key=lambda a: a.rank).field if answers else None


def _places(sheet: Sheet, labels: Sequence[str]) -> Iterator[Spot]:
    """Places of the labels; of one that only names a party (房主：), none above a sentence."""
    edge = _last_sentence(sheet, 0.0)
    bare = {_parts(label)[0] for label in labels if not _parts(label)[1]}
    for spot in spots(sheet, labels):
        if spot.box.cy > edge or spot.label.folded.rstrip(":;.") not in bare:
            yield spot


def _last_sentence(sheet: Sheet, none: float) -> float:
    """How far down the last line of prose stands; `none` where there is none."""
    prose = (ln.box.cy for ln in sheet.lines if len(squeeze(ln.text)) >= SENTENCE)
    return max(prose, default=none)


def _at_foot(sheets: Sheets, labels: Sequence[str]) -> Iterator[Spot]:
    """Parties named alone, 出租人：, below the last sentence of the paper: there they sign."""
    if not sheets:
        return
    sheet = sheets[-1]
    edge = _last_sentence(sheet, 1.0)
    roles = dict.fromkeys(_parts(label)[0] for label in labels if _parts(label)[1])
    for spot in spots(sheet, [role for role in roles if len(role) > 1]):
        if spot.box.cy > edge and spot.row.folded[spot.after - 1 : spot.after] == ":":
            yield spot


def spots(sheet: Sheet, labels: Sequence[str]) -> Iterator[Spot]:
    """Places of the labels, longest label first, no place twice."""
    taken: set[Char] = set()
    for label in sorted(labels, key=lambda text: -len(squeeze(text))):
        for row in sheet.rows:
            whole = Piece(tuple(c for i in row for c in sheet.piece(i).dense().chars))
            for start, end in _matches(whole, label):
                found = whole[start:end]
                if taken.intersection(found.chars):
                    continue
                after = whole.folded[end:]
                behind = re.split(STOP, after, maxsplit=1)[0]
                if len(behind) > _PROSE and "·" not in behind and not _is_party(after):
                    continue  # 乙方签字后生效 is a sentence
                box = found.level
                if box is not None:
                    taken.update(found.chars)
                    yield Spot(sheet, found, whole, end, box)


def _is_party(text: str) -> bool:
    return any(word in text for word in ("公司", "中心", "事务所", "银行"))


@lru_cache(maxsize=400)
def _parts(label: str) -> tuple[str, bool]:
    """The label's role (法定代表人) and whether 签字 belongs to it."""
    flat = squeeze(label).rstrip(":")
    role = _MARKED.sub("", flat)
    return (role, True) if role and role != flat else (flat, False)


def _matches(row: Piece, label: str) -> Iterator[tuple[int, int]]:
    """Where in the row the label stands: one character of a role of four may be misread."""
    role, marked = _parts(label)
    text = row.folded
    slack = 1 if len(role) >= 4 else 0
    # Under a seal only the end of the mark may be left: 法定代表人/字)
    mark = rf"(?:{_MARK}|[^:\s]签[字章名学]|[^:\s]{{0,2}}[字章][)\]])" if slack else _MARK
    tail = re.compile(rf"{mark}[:;.]?" if marked else rf"(?:{_MARK})?[:;]?")
    for at in range(len(text) - len(role) + 1):
        if sum(a != b for a, b in zip(text[at : at + len(role)], role, strict=True)) > slack:
            continue
        if not _starts_here(row, at):
            continue
        match = tail.match(text, at + len(role))
        if match is not None:
            yield at, match.end()


def _starts_here(row: Piece, at: int) -> bool:
    """Whether a label may start at this character: a line's start, or after a gap or sign."""
    if at == 0:
        return True
    now, before = row.chars[at], row.chars[at - 1]
    if now.line != before.line or now.at != before.at + 1:
        return True
    if not "㐀" <= row.folded[at - 1] <= "鿿":
        return True
    if row.folded[max(0, at - 2) : at] in ("单位", "用人", "企业", "公司", "本人"):
        return True
    cuts = now.sheet.lines[now.line].cuts
    widths = sorted(b - a for a, b in pairwise(cuts))
    return cuts[now.at] - cuts[before.at] > 1.8 * widths[len(widths) // 2]


def _judge(spot: Spot, name: str) -> _Answer:
    """What stands at the label."""
    leftovers: list[Piece] = []
    for piece in _candidates(spot):
        bare = piece.strip(" :;,.*_|-/'\"").dense()
        if not bare:
            continue
        value = name_of(bare)
        if value is not None:
            return _Answer(make_field(FieldSpec(name, "person"), value), 0)
        if re.search(r"[㐀-鿿A-Za-z]", bare.folded):
            leftovers.append(bare)
    spec = FieldSpec(name, "person")
    if leftovers:
        field = make_field(spec, Value("", leftovers[0]))
        return _Answer(
            field.model_copy(update={"value": None, "trouble": "签字处有字迹，未能辨认姓名"}), 1
        )
    beside = _from_ink(spot, spec)
    return _looked_under(spot, spec, beside) if beside.field.presence == "absent" else beside


def _looked_under(spot: Spot, spec: FieldSpec, beside: _Answer) -> _Answer:
    """Nobody signed only where bare paper lies beside the label and under it."""
    found = under(spot.sheet, spot.label)
    if isinstance(found, Value):
        return _Answer(make_field(spec, found), 0)
    if found == "absent":
        return beside
    doubt: dict[str, object] = {"presence": "unclear", "confidence": 0.0, "trouble": DOUBT}
    return _Answer(beside.field.model_copy(update=doubt), 2)


def _from_ink(spot: Spot, spec: FieldSpec) -> _Answer:
    """Ink or bare paper at the label, where no text was read."""
    sheet, upright = spot.sheet, spot.label.box
    assert upright is not None
    zone = _zone(spot)
    shift = (upright.cx - spot.box.cx, upright.cy - spot.box.cy)
    where = Box(
        max(0.0, zone.x0 + shift[0]), max(0.0, zone.y0 + shift[1]),
        min(1.0, zone.x1 + shift[0]), min(1.0, zone.y1 + shift[1]),
    )  # fmt: skip
    trace, sure = ink_in(sheet.page, where, upright.height)
    troubles: dict[Trace, str] = {
        "present": "签字处有字迹，未能辨认姓名",
        "absent": "签字处空白",
        "unclear": DOUBT,
    }
    legible = legibility(sheet)
    field = Field(
        name=spec.name,
        kind=spec.kind,
        value=None,
        raw="",
        confidence=round(min(sure, legible, 0.5 + 0.5 * spot.label.confidence), 4),
        page=sheet.ref,
        box=where,
        presence=trace,
        trouble=troubles[trace],
    )
    return _Answer(field, {"present": 1, "unclear": 2, "absent": 3}[trace])


def legibility(sheet: Sheet) -> float:
    """How well the page is read, 0..1: the mean confidence of its lines."""
    seen = [line.confidence for line in sheet.lines]
    return sum(seen) / len(seen) if seen else 0.0


def _zone(spot: Spot) -> Box:
    """The levelled place right of the label, up to the next text of the row."""
    height = spot.box.height
    right = min(1.0, spot.box.x1 + REACH)
    last = spot.label.chars[-1]
    for c in spot.row.chars[spot.after :]:
        place = c.sheet.lines[c.line].level(c.at, c.at + 1)
        if c.line != last.line or place.x0 > spot.box.x1 + 0.5 * height:
            right = min(right, max(place.x0, spot.box.x1))
            break
    return Box(
        spot.box.x1, max(0.0, spot.box.y0 - DROP * height), right, spot.box.y1 + 0.6 * height
    )


def _candidates(spot: Spot) -> Iterator[Piece]:
    """Texts that may be the signature: after the label, right of it, then a little off its line."""
    rest = spot.row[spot.after : len(spot.row.chars)]
    own = spot.label.chars[-1].line
    yield _cut(Piece(tuple(c for c in rest.chars if c.line == own)))
    others = list(dict.fromkeys(c.line for c in rest.chars if c.line != own))
    for other in others:
        if spot.sheet.lines[other].box.x0 > spot.box.x1 + REACH:
            break
        piece = _cut(Piece(tuple(c for c in rest.chars if c.line == other)))
        yield piece
        if len(piece.chars) < sum(c.line == other for c in rest.chars):
            break
    zone = _zone(spot)
    seen = {c.line for c in spot.row.chars}
    for i, line in enumerate(spot.sheet.lines):
        inside = zone.contains(line.box.cx, line.box.cy) and line.box.x0 > spot.box.x1 - 0.02
        if i not in seen and inside:
            yield _cut(spot.sheet.piece(i).dense())


def _cut(piece: Piece) -> Piece:
    match = STOP.search(piece.folded)
    return piece[: match.start()] if match else piece
