"""The handler's note on income papers: 某某人工资由XXX单位发放, and the signature at it.

Handwritten or typed, over one line or two, perhaps partly under a seal. The guide prints
two wordings (annexes 8 and 9); both are found, with usual variants. The text is given as
written: a misread character stays, with its low confidence.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.kit import Sheets
from pipeline.models.document import Annotation, Field
from pipeline.models.geometry import Box, union
from pipeline.models.page import Line
from pipeline.text.fold import squeeze
from pipeline.text.sheet import Char, Piece, Sheet
from pipeline.text.stamps import without_seal_text
from pipeline.text.surnames import looks_like_name

WHAT = r"(?:应税收入|工资薪金|工资|薪酬|薪金|薪资|劳务报酬|收入|个人所得税|个税)"
VERB = r"(?:发放|代发|支付|代扣代缴|代缴|扣缴|缴纳|代扣)"
_ORG = re.compile(r"公司|事务所|中心|学校|大学|学院|医院|研究院|研究所|协会|学会|基金会|银行|集团|单位")
_WHAT = re.compile(WHAT)
_BY = re.compile(WHAT + r".{0,4}由")
_END = re.compile(rf"^(.*{VERB})(?=[.,;]?(?:$|[(（]?(?:经办|代理|办理|签)|[0-9]))")
LABELS = (
    r"(?:经办人|代理人|办理人|经手人)\s*(?:签\s*(?:字|名|章)|确认)?|签\s*(?:字|名)(?:人)?"
)
_SIGN = re.compile(rf"[(（]?(?:{LABELS})[)）]?\s*:?\s*")
_PRINTED = re.compile(r"说明|凭证|查询|验证|打印|扫描|附件[0-9:]|证明")
_HAN = re.compile(r"[㐀-鿿·]{2,5}")
BROKEN = 0.5  # the most a note may claim whose end was not found
GAP = 1.38  # times the usual step: a character is missing between two neighbours
REACH = 0.3  # of the page: how far below its note a signature may stand
INK = 0.02  # a share of ink above this is something written
STRAY = 12  # hundredths of the page, square, that unread ink must fill to be something
UNSEEN = 0.5  # the most an absence may claim where no ink was measured


@dataclass(frozen=True)
class Notes:
    """The notes of a document and the two fields made of the first."""

    annotations: tuple[Annotation, ...]
    fields: dict[str, Field]


def read_notes(sheets: Sheets, bottoms: Sequence[float] = ()) -> Notes:
    """The notes on these sheets. `bottoms`: levelled heights below which notes may stand."""
    notes, signs = [], []
    for n, whole in enumerate(sheets):
        sheet = without_seal_text(whole)
        below = bottoms[n] if n < len(bottoms) else 0.0
        piece = find_note(sheet, below)
        sign = find_signature(sheet, piece, below)
        if sign is not None:
            signs.append(sign)
        if piece is not None:
            notes.append(_annotation(piece, sign))
    first = sheets[0] if sheets else None
    if first is None:
        return Notes((), {})
    edge = bottoms[0] if bottoms else 0.5
    fields = {
        "annotation": _note_field(notes[0]) if notes else _nothing(first, "annotation", edge),
        "handler_signature": signs[0]
        if signs
        else _nothing(first, "handler_signature", edge),
    }
    return Notes(tuple(notes), fields)


def find_note(sheet: Sheet, below: float = 0.0) -> Piece | None:
    """The note's characters, without spaces and what follows its end."""
    for i, text in enumerate(sheet.folded):
        flat = squeeze(text)
        if sheet.lines[i].box.cy < below or len(flat) > 60 or not _starts(flat):
            continue
        piece = _whole(sheet, i).dense()
        return _cut(piece)
    return None


def _starts(text: str) -> bool:
    """Whether a line begins a note: of subject, 由, unit and verb three, or the first two."""
    if _PRINTED.search(text):
        return False
    if _BY.search(text):
        return True
    signs = (_WHAT.search(text), "由" in text, _ORG.search(text), re.search(VERB, text))
    return sum(bool(sign) for sign in signs) >= 3


def _whole(sheet: Sheet, line: int) -> Piece:
    """The line and, while the verb is missing, what runs on beside or below it."""
    piece, edge = sheet.piece(line), sheet.lines[line].box
    used = {line}
    for _ in range(3):
        if re.search(VERB + r"[.,;]?$", squeeze(piece.text)) or _SIGN.search(piece.folded):
            break
        more = _next(sheet, edge, used, sheet.lines[line].box)
        if more is None:
            break
        used.add(more)
        piece, edge = piece + sheet.piece(more), sheet.lines[more].box
    return piece


def _next(sheet: Sheet, edge: Box, used: set[int], first: Box) -> int | None:
    beside, below = [], []
    for i, line in enumerate(sheet.lines):
        box, text = line.box, squeeze(line.text)
        if i in used or _SIGN.match(sheet.folded[i]) or not re.search(r"[㐀-鿿]{2}", text):
            continue
        if box.height < 0.55 * first.height or _PRINTED.search(text):
            continue
        level = abs(box.cy - edge.cy) < 0.5 * edge.height
        if level and -0.01 < box.x0 - edge.x1 < 0.06:
            beside.append(i)
            continue
        under = 0.4 * edge.height < box.cy - edge.cy < 2.4 * edge.height and box.x0 < edge.x1
        if under and not level and not looks_like_name(text):
            below.append(i)
    if beside:
        return min(beside, key=lambda i: sheet.lines[i].box.x0)
    return min(below, key=lambda i: sheet.lines[i].box.cy, default=None)


def _cut(piece: Piece) -> Piece:
    """Up to the verb, or to the signature's label, without marks at the ends."""
    text = piece.folded
    if match := _END.match(text):
        return piece[: match.end(1)].strip(" :;,.*_|-\"'")
    if (match := _SIGN.search(text)) and match.start() > 6:
        piece = piece[: match.start()]
    return piece.strip(" :;,.*_|-\"'")


def _annotation(piece: Piece, sign: Field | None) -> Annotation:
    text = piece.folded.replace("(", "（").replace(")", "）")
    whole = re.search(VERB + "$", text) is not None and not _gapped(piece)
    sure = piece.confidence if whole else min(BROKEN, piece.confidence)
    page, box = piece.page, piece.box
    assert page is not None and box is not None
    return Annotation(
        text=text,
        confidence=round(sure, 4),
        page=page,
        box=box,
        signature=None if sign is None else (sign.value or ""),
        signature_confidence=sign.confidence if sign else 0.0,
        signature_box=sign.box if sign else None,
    )


def _gapped(piece: Piece) -> bool:
    """Whether two neighbours stand so far apart that a character between them was not read."""
    pairs = [(a, b) for a, b in itertools.pairwise(piece.chars) if a.line == b.line]
    steps = [_centre(b) - _centre(a) for a, b in pairs]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    return any(step > GAP * usual for step in steps)


def _centre(char: Char) -> float:
    return char.sheet.lines[char.line].level(char.index, char.index + 1).cx


def find_signature(sheet: Sheet, note: Piece | None, below: float) -> Field | None:
    """The name at 经办人/代理人/签字, or standing alone near the note."""
    for i, text in enumerate(sheet.folded):
        if sheet.lines[i].box.cy < below or len(squeeze(text)) > 60:
            continue
        match = _SIGN.search(text)
        if match is None or not (match.start() == 0 or note is not None):
            continue
        name = _name(sheet.piece(i, match.end())) or _beside(sheet, i)
        return name or _blank(sheet, sheet.piece(i, match.start(), match.end()))
    place = note.level if note is not None else None
    if place is not None:
        return _alone(sheet, place, below, measured=True)
    bar = Box(0.1, below, 0.5, min(1.0, below + sheet.line_height))
    return _alone(sheet, bar, below, measured=False) if below else None


def _name(piece: Piece) -> Field | None:
    """A name at the start of the piece."""
    flat = piece.dense().strip(" :;,._|*-()'\"")
    match = _HAN.match(flat.text)
    if match is None:
        return None
    found = flat[: match.end()]
    sure = found.confidence if looks_like_name(found.text) else min(0.7, found.confidence)
    return _signature(found.text, found, sure)


def _beside(sheet: Sheet, line: int) -> Field | None:
    box = sheet.lines[line].box
    near = [
        i
        for i, other in enumerate(sheet.lines)
        if i != line
        and -0.02 < other.box.x0 - box.x1 < 0.2
        and abs(other.box.cy - box.cy) < 0.8 * max(box.height, other.box.height)
        and len(squeeze(other.text)) <= 5
    ]
    for i in sorted(near, key=lambda i: sheet.lines[i].box.x0):
        if (name := _name(sheet.piece(i))) is not None:
            return name
    return None


def _alone(sheet: Sheet, note: Box, below: float, *, measured: bool) -> Field | None:
    """A line near the note, or below the table, that is nothing but a name."""
    best: tuple[float, int] | None = None
    for i, line in enumerate(sheet.lines):
        text, box = squeeze(line.text).strip("()[].,:;*-_"), line.box
        if not _HAN.fullmatch(text) or _ORG.search(text) or not looks_like_name(text):
            continue
        away = box.cy - note.cy
        reach = REACH if measured else 0.6
        if box.cy < below or box.overlap(note) > 0.3 or not -0.05 < away < reach:
            continue
        cost = abs(away) + 0.3 * abs(box.x0 - note.x0) + (0.2 if len(text) == 5 else 0)
        cost += 0.3 if measured and box.height < 0.55 * note.height else 0
        if best is None or cost < best[0]:
            best = (cost, i)
    return _name(sheet.piece(best[1])) if best is not None else None


def _blank(sheet: Sheet, label: Piece) -> Field:
    """A label with no readable name: ink beside it is an unread signature."""
    place = label.box
    assert place is not None
    right = Box(place.x1, place.y0, min(1.0, place.x1 + 0.15), place.y1).grow(0, place.height)
    ink = sheet.page.ink
    written = ink is not None and ink.share(right) > INK
    return Field(
        name="handler_signature",
        kind="person",
        value=None,
        raw=label.text,
        confidence=0.0 if written or ink is None else 0.9,
        page=label.page,
        box=right,
        presence="present" if written else ("absent" if ink is not None else "unclear"),
        trouble="签名无法辨认" if written else "此处未见签名",
    )


def _signature(text: str, piece: Piece, sure: float) -> Field:
    return Field(
        name="handler_signature",
        kind="person",
        value=text,
        raw=piece.text,
        confidence=round(sure, 4),
        page=piece.page,
        box=piece.box,
    )


def _note_field(note: Annotation) -> Field:
    return Field(
        name="annotation",
        kind="text",
        value=note.text,
        raw=note.text,
        confidence=note.confidence,
        page=note.page,
        box=note.box,
    )


def _nothing(sheet: Sheet, name: str, edge: float) -> Field:
    """No note was found: absent where the margin is clean, unread where something stands."""
    margin = Box(0.03, min(0.95, edge + 0.01), 0.97, 0.97)
    rest = without_seal_text(sheet).lines
    doubtful = [ln for ln in rest if ln.box.cy > edge and _scrawl(ln)]
    stray = _stray_ink(sheet, margin)
    unread = bool(doubtful) or stray is not None
    known = sheet.page.ink is not None
    sure = min([0.95, *(ln.confidence for ln in sheet.lines if ln.box.cy > edge)])
    return Field(
        name=name,
        kind="person" if name == "handler_signature" else "text",
        value=None,
        raw="",
        confidence=0.0 if unread else round(sure if known else min(sure, UNSEEN), 4),
        page=sheet.ref,
        box=union(ln.place() for ln in doubtful) if doubtful else (stray or margin),
        presence="present" if unread else "absent",
        trouble="手写内容无法辨认" if unread else "未见注明或签字",
    )


def _scrawl(line: Line) -> bool:
    """A line that was read badly, or that speaks of a unit as only a note would."""
    text = squeeze(line.text)
    if line.confidence < 0.75 and len(text) >= 2:
        return True
    told = "由" in text or _ORG.search(text) is not None
    return told and len(text) > 6 and "税务" not in text and not _PRINTED.search(text)


def _stray_ink(sheet: Sheet, margin: Box) -> Box | None:
    """Ink in the margin on which no line of text was read: at least a short word of it."""
    ink = sheet.page.ink
    if ink is None:
        return None
    read = [line.place().grow(0.01, 0.01) for line in sheet.lines]
    step = 0.01
    inked = []
    y = margin.y0
    while y < margin.y1 - step:
        x = margin.x0
        while x < margin.x1 - step:
            cell = Box(x, y, x + step, y + step)
            if ink.share(cell) > INK and not any(box.overlap(cell) > 0 for box in read):
                inked.append(cell)
            x += step
        y += step
    return union(inked) if len(inked) >= STRAY else None
