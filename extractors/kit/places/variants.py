"""Where a value begins and ends: the text at a place with less or more of its surroundings.

A reader may take part of the label with a value, stop at a line's end or run into the next cell.
This module tries other cuts and chooses the one that is the whole value.
"""

import re
from collections.abc import Iterator

from core.models.document import Kind
from core.text.fold import fold, squeeze
from core.text.sheet import Char, Piece
from core.text.values import TextValue
from core.text.values.numbers import PROVINCES, read_certificate
from core.text.values.units import FORMS
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import PUNCTUATION, Anchor
from extractors.kit.places.blocks import PITCH, block, orphan
from extractors.kit.places.forms import is_half_bracketed, plausible
from extractors.kit.places.layout import Layout
from extractors.kit.places.odd_labels import WORN
from extractors.kit.places.sentences import NAMED, NUMBERED, VERB
from extractors.kit.places.structure import RowSpot, SheetRow
from extractors.kit.places.words import meaning_of

LINES: dict[Kind, int] = {"address": 3, "company": 2}  # lines that a value of a kind may have
_HEADING = re.compile(
    r"^.{0,12}?(?:(?:判决|裁定|证明|通知|告知|合同|报告|授权|委托|声明|承诺|申请|推荐|协议|说明|确认|决定|意见|保证)书"
    r"|证书|执照|推荐信|介绍信|(?:劳动|聘用|租赁|借款|抵押|买卖)合同|(?:申请|登记|审批|审核)表)(?=.{4})"
)
_PARTY = re.compile(
    rf"^[^省市区县]{{0,5}}(?:方|机关|机构|单位)[:为是]?(?=北京|上海|天津|重庆|[{PROVINCES}])"
)
_PREPOSITION = re.compile(r"^(?:经|由|系|为|是)(?=.{4})")
_TAIL = re.compile(r"[,;:。、]+$")
_MORE = re.compile(  # where an address ends in a sentence, before a phone, before another one
    r",(?=[^0-9]{2})|;|。|(?<![0-9])1[3-9][0-9]{9}(?![0-9])|[1-9][0-9]{16}[0-9Xx](?![0-9])"
    r"|(?<=[0-9号室层])(?=[一-鿿]{2,3}省|[一-鿿]{2}市[一-鿿]{1,3}[区县])"
)
_COMPANY = re.compile(
    rf"[^,.;:。]{{2,40}}?(?:{FORMS}|法院|检察院|局|部|厅)(?:有限责任公司|股份有限公司|有限公司|公司)*"
    r"(?:[^,.;:。()]{2,12}?(?:分公司|分行|支行|分校|分院|分所|分店|校区|营业部))?"
    r"(?:\([^()]{2,12}\))?"
)
_TWO = re.compile(r"公司(?!.{2,12}(?:分公司|分行|支行|营业部|办事处|代表处)).{2,}公司")
_ON = re.compile(  # how an address continues
    r"[^,.;:]{0,12}?(?:[0-9甲乙]+(?:号|层|单元|室|门|院|区|栋|幢|座)|[0-9]{2,5}$|号楼|号院|单元|[路街巷里园村])"
)
_WHOLE = re.compile(r"公司$|合伙\)$|(?:分公司|分行|支行|分校|分院|分所|分店|校区|营业部)$")
_UNIT_END = re.compile(r"[局所院处部厅会社行店站队](?:\([^()]{1,12}\))?$")
_BRANCH = re.compile(
    r"(?:公司|银行|大学|学院).{2,12}(?:分公司|分行|支行|分校|分院|分所|分店|校区)$"
)
_ADDRESS_END = re.compile(
    r"(?:[号室层院楼门座栋幢户内区园村街路镇乡县市铺#]|[0-9A-Z])(?:\([^()]*\))?$"
)
_LEVELS = tuple(  # the levels of an address
    map(re.compile, ("[市区县]", "[路街巷里园村]|胡同|小区", "[0-9]号|院", "[0-9](?:号楼|层|单元)|[栋幢座]",
                     "室$|[0-9]{3,4}$"))
)  # fmt: skip
_DAY = re.compile(r"[12][0-9]{3}[年./-][0-9]{1,2}")
BAD, GOOD = -2.0, 1.0  # scores of a sign that a text is cut wrongly, and that it is complete
LEVEL = 0.5  # for each level that an address names


def variants(spec: FieldSpec, piece: Piece, layout: Layout) -> Iterator[Piece]:
    """Other ways to cut a value at its place."""
    if spec.kind not in ("company", "person", "address", "text") or not piece.chars:
        return
    flat = piece.dense()
    bare = _without_labels(spec, flat, layout)
    if bare is not None:
        yield bare
    for one in [flat, *([bare] if bare else [])]:
        yield from _cut(spec.kind, one)
    if spec.kind == "text":
        yield from _numbers(spec, flat, layout)
    else:
        yield from _longer(spec, bare or flat, layout)


def quality(spec: FieldSpec, value: TextValue, layout: Layout) -> float:
    """How much a text looks like exactly one whole value of its kind."""
    text = fold(squeeze(value.value))
    score = plausible(spec.kind, value.value, layout.words)
    score += BAD * is_half_bracketed(text)
    score += BAD * (_TAIL.search(text) is not None)
    if spec.kind in ("company", "text", "person"):
        score += BAD * (VERB.match(text) is not None)
    if spec.kind == "company":
        score += GOOD / 2 * (_BRANCH.search(text) is not None)
        score += GOOD * (_COMPANY.fullmatch(text) is not None) + BAD * bool(_TWO.search(text))
        score += GOOD / 2 * (_WHOLE.search(text) is not None)
        score += BAD * any(
            p.match(text) is not None for p in (_HEADING, _PARTY, _PREPOSITION, NAMED)
        )
    if spec.kind == "address":
        score += BAD * bool(_MORE.search(text) or _DAY.search(text))
        score += GOOD * bool(_ADDRESS_END.search(text))
        score += LEVEL * sum(level.search(text) is not None for level in _LEVELS)
    if spec.kind == "text" and _is_number(spec):
        score += GOOD * (read_certificate(value.piece) is not None)
        score += BAD * (NUMBERED.match(text) is not None)
    inner = _without_labels(spec, value.piece, layout)
    return score + BAD * (inner is not None and len(inner.chars) < len(value.piece.chars))


def best_cut(spec: FieldSpec, value: TextValue, layout: Layout) -> TextValue:
    """The value as found, or another cut that is clearly a better value."""
    if meaning_of(spec.name).is_usual(value.value):
        return value
    best, worth = value, quality(spec, value, layout) + 0.4
    for piece in variants(spec, value.piece, layout):
        other = spec.reader(piece)
        if other is None or not other.piece.chars or other.value == value.value:
            continue
        whole = spec.kind == "company" and _UNIT_END.search(fold(value.value))
        if whole and value.value.startswith(other.value):
            continue  # a part of a unit that is a unit too
        if (found := quality(spec, other, layout)) > worth:
            best, worth = other, found
    return best


def _is_number(spec: FieldSpec) -> bool:
    return spec.name.endswith(("number", "_no", "code", "serial"))


def _without_labels(spec: FieldSpec, piece: Piece, layout: Layout) -> Piece | None:
    """The piece without the labels at its ends; None if it contains no label."""
    places = list(map(layout.places.get, piece.chars))
    first, end = 0, len(places)  # of the rest
    for n in sorted({place[0] for place in places if place is not None}):
        row = layout.rows[n]
        for anchor in layout.anchors[n]:
            if anchor.sure <= WORN or not _parts(anchor, row, spec):
                continue
            held = {(n, k) for k in range(anchor.start, anchor.end)}
            indices = [k for k in range(first, end) if places[k] in held]
            if not indices:
                continue
            if indices[0] - first <= 1:
                first = indices[-1] + 1
            else:
                end = indices[0]
    if end - first == len(places):
        return None
    bare = Piece(piece.chars[first:end]).strip(PUNCTUATION.replace("(", "").replace(")", ""))
    return bare if bare.chars else None


def _parts(anchor: Anchor, row: SheetRow, spec: FieldSpec) -> bool:
    """Whether a label surely separates values: a word of a free text may be a label elsewhere."""
    if spec.kind != "text" or spec.name in anchor.fields or anchor.colon:
        return True
    long = anchor.end - anchor.start >= 2  # the tail of a broken label may belong to a value too
    return long and (row.starts(anchor.start) or len(anchor.label) >= 4)


def _cut(kind: Kind, flat: Piece) -> Iterator[Piece]:
    """The piece with less text at its ends."""
    text = flat.folded
    if match := _TAIL.search(text):
        yield flat[: match.start()]
    colon = text.find(":")
    if 0 < colon <= 8 and not any(ch.isdigit() for ch in text[:colon]):
        yield flat[colon + 1 :]
    if kind in ("company", "text", "person") and (verb := VERB.match(text)):
        yield flat[verb.end() :]
    if kind == "company":
        for pattern in (_HEADING, _PARTY, _PREPOSITION, NAMED):
            if match := pattern.match(text):
                yield flat[match.end() :]
                yield from _units(flat[match.end() :])
        yield from _units(flat)
    if kind == "address":
        if match := _MORE.search(text):
            yield flat[: match.start()]
        if (at := re.search(r"(?:北京市|[^省市]{2,7}[省市]).{6}", text)) and at.start():
            yield flat[at.start() :]


def _units(flat: Piece) -> Iterator[Piece]:
    text = flat.folded
    if (match := _COMPANY.match(text)) and not _UNIT_END.search(text):
        yield flat[: match.end()]


def _numbers(spec: FieldSpec, flat: Piece, layout: Layout) -> Iterator[Piece]:
    """A document number that continues after the piece, or begins within it."""
    if not _is_number(spec):
        return
    if number := NUMBERED.match(flat.folded):
        yield flat[number.end() :]
    around, held = _onward(flat, layout, 30), frozenset(flat.chars)
    for one in (around, flat):
        value = read_certificate(one) if one is not None else None
        if value is not None and not held.isdisjoint(value.piece.chars):
            yield value.piece


def _longer(spec: FieldSpec, flat: Piece, layout: Layout) -> Iterator[Piece]:
    """The piece with the text after it, in its line and in the next."""
    place = _spot(flat, layout)
    if place is None:
        return
    cells = (part for part, _ in layout.every_part[place.row])
    end = next((part.end for part in cells if part.start <= place.start < part.end), place.end)
    place = place._replace(end=max(end, place.end))
    last_line = layout.rows[place.row].chars[place.start : place.end]
    last = set(last_line)
    head = Piece(tuple(char for char in flat.chars if char not in last))
    below = block(layout, place, max(spec.lines, LINES.get(spec.kind, 1)))
    whole = Piece(tuple(dict.fromkeys([*head.chars, *below.chars])))  # none of them twice
    if len(whole.chars) > len(flat.chars):
        yield whole
        yield from _cut(spec.kind, whole.dense())
    more = orphan(layout, place) if spec.kind == "address" else None
    if more is not None and _ON.match(text := layout.rows[more.row].text) and len(text) < 30:
        yield Piece(tuple(dict.fromkeys([*head.chars, *last_line, *layout.rows[more.row].chars])))
    around = _onward(flat, layout, 30)
    if around is not None:
        yield from _cut(spec.kind, around)


def _onward(flat: Piece, layout: Layout, max_added: int) -> Piece | None:
    """The piece with the characters that follow it in running text, up to a label."""
    place = _spot(flat, layout)
    if place is None:
        return None
    chars: list[Char] = list(flat.chars)
    n, at = place.row, place.end
    while len(chars) < len(flat.chars) + max_added:
        row = layout.rows[n]
        stop = _stop(row, n, at, layout)
        chars += row.chars[at:stop]
        goes_on = stop == len(row.text) and n + 1 < len(layout.rows) and n == place.row
        if not goes_on or layout.rows[n + 1].sheet is not row.sheet or not _is_near(row, n, layout):
            break
        n, at = n + 1, 0
    return Piece(tuple(chars)) if len(chars) > len(flat.chars) else None


def _is_near(row: SheetRow, n: int, layout: Layout) -> bool:
    """Whether the next row is as near as the next line of a text."""
    box = row.box(len(row.text) - 1, len(row.text))
    return layout.rows[n + 1].box(0, 1).cy - box.cy < PITCH * box.height


def _stop(row: SheetRow, n: int, at: int, layout: Layout) -> int:
    """Where the running text ends: at a label or a gap."""
    ends = [a.start for a in layout.anchors[n] if a.firm and a.start >= at]
    ends += [k for k in range(max(at, 1), len(row.text)) if row.starts(k)]
    return min(ends, default=len(row.text))


def _spot(flat: Piece, layout: Layout) -> RowSpot | None:
    """The position of a piece's last line in its row."""
    known = layout.places.get(flat.chars[-1])
    if known is None:
        return None
    row, _ = known
    places = (layout.places.get(char, (-1, 0)) for char in flat.chars)
    indices = [k for n, k in places if n == row]
    return RowSpot(row, min(indices), max(indices) + 1)
