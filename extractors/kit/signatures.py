"""Signatures: who signed at a label, or that nobody did.

A place holds a name that was read, ink that was not read, or bare paper. The page's ink map
distinguishes bare paper from unread ink; without the map the place stays unclear.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.models.document import Field
from core.models.geometry import Box
from core.reasons import reason
from core.text.fold import fold, squeeze
from core.text.sheet import Piece, TextSheet
from core.text.values import TextValue
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.signature_places import SignatureLabel, at_foot, places
from extractors.kit.strokes import Trace, ink_in, stamped
from extractors.kit.undersigned import STOP, name_of, run_on, under, written
from extractors.kit.worn_labels import worn

REACH = 0.30  # of the page's width: how far right of its label a signature may start
DROP = 0.9  # of the label's height: how far handwriting may be above or below the line
UNDER = 4.0  # label heights: how far below its label a party may sign
_SIGNS = re.compile(r"签[字名章]|盖章|公章")
SEALED = 0.3  # confidence of a text under a seal that is not a name: it may be the seal's own
DOUBT = reason("value.signed_unsure")


@dataclass(frozen=True)
class _SignatureAnswer:
    field: Field
    rank: int
    """0: a name was read, 1: something is there, 2: unclear, 3: nothing is there."""


def signed(sheets: Sheets, labels: Mapping[str, Sequence[str]]) -> dict[str, Field]:
    """The signatures of several fields, each at its labels; fields without a place are left out."""
    found = {name: signature(sheets, name, printed) for name, printed in labels.items()}
    return {name: field for name, field in found.items() if field is not None}


def signature(sheets: Sheets, name: str, labels: Sequence[str]) -> Field | None:
    """The signature at one of the labels, or None if no label is found.

    `labels` as printed: 法定代表人(签字), 房主签字, 乙方（签字）. A name that was read is the value. Presence
    "present" without value: ink, or text that is not a name; "absent": bare paper; "unclear":
    undecided. Of several places the most informative one is used.
    """
    answers = [_judge(spot, name) for sheet in sheets for spot in places(sheet, labels)]
    if not answers:  # a party's name alone is not always a place to sign
        foot = (_judge(spot, name) for spot in at_foot(sheets, labels))
        answers = [answer for answer in foot if answer.rank == 0]
    if not answers:
        answers = [_judge(spot, name) for sheet in sheets for spot in worn(sheet, labels)]
    return min(answers, key=lambda a: a.rank).field if answers else None


def _judge(spot: SignatureLabel, name: str) -> _SignatureAnswer:
    """The result at one label."""
    leftovers: list[Piece] = []
    sealed: list[Piece] = []
    for piece in _candidates(spot):
        bare = written(piece)
        if not bare:
            continue
        value = name_of(bare)
        if value is not None and _is_on_ring(spot.sheet, bare):
            continue
        if value is not None and not value.doubt:
            return _SignatureAnswer(make_field(FieldSpec(name, "person"), value), 0)
        if re.search(r"[㐀-鿿A-Za-z]", bare.folded):
            (sealed if _may_be_a_seals(spot.sheet, bare) else leftovers).append(bare)
    spec = FieldSpec(name, "person")
    if leftovers:
        field = make_field(spec, TextValue("", leftovers[0]))
        return _SignatureAnswer(
            field.model_copy(update={"value": None, "trouble": reason("value.signed_unread")}), 1
        )
    beside = _from_ink(spot, spec)
    if unexplained := [text for text in sealed if not _is_on_ring(spot.sheet, text)]:
        return _doubted(beside, unexplained[0].box)
    return beside if beside.field.presence == "present" else _looked_under(spot, spec, beside)


def _may_be_a_seals(sheet: TextSheet, text: Piece) -> bool:
    return text.box is not None and stamped(sheet.page, text.box, SEALED)


def _is_on_ring(sheet: TextSheet, text: Piece) -> bool:
    """Whether a text is part of the seal ring around it: 有限公司 on a copy, where seals are black too.

    A unit that signs under its seal has its full name there.
    """
    plain = squeeze(text.folded)
    return text.box is not None and any(
        seal.kind != "name"
        and plain in (ring := squeeze(fold(seal.ring)))
        and 2 * len(plain) <= len(ring)
        and seal.box.overlap(text.box) > SEALED
        for seal in sheet.page.seals
    )


def _looked_under(
    spot: SignatureLabel, spec: FieldSpec, beside: _SignatureAnswer
) -> _SignatureAnswer:
    """The name under the label; "nobody signed" only if the paper beside and under it is bare."""
    ways = (run_on(spot.sheet, spot.row, spot.label, spot.after), under(spot.sheet, spot.label))
    found = next((way for way in ways if isinstance(way, TextValue)), None)
    if found is not None:
        return _SignatureAnswer(make_field(spec, found), 0)
    if set(ways) == {"absent"} or beside.field.presence == "unclear":
        return beside
    return _doubted(beside, beside.field.box)


def _doubted(beside: _SignatureAnswer, box: Box | None) -> _SignatureAnswer:
    """The result that somebody may have signed in the box, unless ink beside the label shows it."""
    if beside.field.presence == "present":
        return beside
    doubt = {"presence": "unclear", "confidence": 0.0, "trouble": DOUBT, "box": box}
    return _SignatureAnswer(beside.field.model_copy(update=doubt), 2)


def _from_ink(spot: SignatureLabel, spec: FieldSpec) -> _SignatureAnswer:
    """Ink or bare paper at a label where no text was read."""
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
        "present": reason("value.signed_unread"),
        "absent": reason("value.signed_blank"),
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
    return _SignatureAnswer(field, {"present": 1, "unclear": 2, "absent": 3}[trace])


def legibility(sheet: TextSheet) -> float:
    """How well the page is read, 0..1: the mean confidence of its lines."""
    seen = [line.confidence for line in sheet.lines]
    return sum(seen) / len(seen) if seen else 0.0


def _zone(spot: SignatureLabel) -> Box:
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


def _candidates(spot: SignatureLabel) -> Iterator[Piece]:
    """Possible signatures: text after the label, then right of it, then slightly off its line."""
    rest = spot.row[spot.after : len(spot.row.chars)]
    own = spot.label.chars[-1].line
    yield _cut(Piece(tuple(c for c in rest.chars if c.line == own)))
    others = list(dict.fromkeys(c.line for c in rest.chars if c.line != own))
    for other in others:
        if spot.sheet.lines[other].box.x0 > spot.box.x1 + REACH or _is_anothers(spot, other):
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


def _is_anothers(spot: SignatureLabel, line: int) -> bool:
    """Whether a line beside the label stands under the place where another party signs."""
    box = spot.sheet.lines[line].box
    return any(
        spot.box.x1 < other.box.x0 < box.x1
        and other.box.x1 > box.x0
        and 0.0 < box.cy - other.box.cy < UNDER * spot.box.height
        and _SIGNS.search(squeeze(other.text))
        for other in spot.sheet.lines
    )


def _cut(piece: Piece) -> Piece:
    match = STOP.search(piece.folded)
    return piece[: match.start()] if match else piece
