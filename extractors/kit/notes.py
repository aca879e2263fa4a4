"""The handler's note on income documents: 某某人工资由XXX单位发放, and the signature at it.

Handwritten or typed, on one line or two, perhaps partly under a seal. The guide prints two wordings
(annexes 8 and 9); both are found, with usual variants. The text is given as written: a misread
character stays, with its low confidence.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.models.document import Annotation, Field
from core.models.geometry import Box
from core.text.fold import fold, squeeze
from core.text.sheet import Char, Piece, TextSheet
from core.text.stamps import without_seal_text
from core.text.surnames import looks_like_name
from extractors.kit.fields import Sheets
from extractors.kit.handler import ORG, SIGN, find_signature
from extractors.kit.margin import PRINTED, nothing

WHAT = r"(?:应税收入|工资薪金|工资|薪酬|薪金|薪资|劳务报酬|收入|个人所得税|个税)"
VERB = r"(?:发放|代发|支付|代扣代缴|代缴|扣缴|缴纳|代扣)"
_WHAT = re.compile(WHAT)
_BY = re.compile(WHAT + r".{0,4}由")
SAYS_PAYER = re.compile(WHAT + rf".{{0,4}}由.{{2,40}}?{VERB}")
_WHOLE = re.compile(WHAT + rf".{{0,4}}由.*{ORG.pattern}.*{VERB}")
_END = re.compile(rf"^(.*{VERB})(?=[.,;]?(?:$|[(（]?(?:经办|代理|办理|签)|[0-9]))")
BROKEN = 0.5  # maximum confidence of a note whose end was not found
MAX_LETTERS = 60  # of a line that begins a note
GAP = 1.38  # times the usual step: a character is missing between two neighbours


@dataclass(frozen=True)
class Notes:
    """The notes of a document and the two fields from the first note."""

    annotations: tuple[Annotation, ...]
    fields: dict[str, Field]


def read_notes(sheets: Sheets, bottoms: Sequence[float] = ()) -> Notes:
    """The notes on these sheets. `bottoms`: levelled heights below which notes may be."""
    notes, signs, pieces = [], [], []
    for n, whole in enumerate(sheets):
        sheet = without_seal_text(whole)
        below = bottoms[n] if n < len(bottoms) else 0.0
        piece = find_note(sheet, below)
        pieces.append(piece)
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
        "annotation": _note_field(notes[0]) if notes else nothing(first, "annotation", edge),
        "handler_signature": (
            signs[0] if signs else nothing(first, "handler_signature", edge, pieces[0])
        ),
    }
    return Notes(tuple(notes), fields)


def find_note(sheet: TextSheet, below: float = 0.0) -> Piece | None:
    """The note's characters, without spaces and without the text after its end.

    A whole note also counts beside the table's last rows: a slanting table ends lower at one side.
    """
    texts = [squeeze(text) for text in sheet.folded]
    found = [i for i, text in enumerate(texts) if len(text) <= MAX_LETTERS and _starts(text)]
    lower = [i for i in found if sheet.lines[i].box.cy >= below]
    whole = [i for i in found if _WHOLE.search(texts[i]) and not PRINTED.search(texts[i])]
    first = next(iter((*lower, *whole)), None)
    return _cut(_whole(sheet, first).dense()) if first is not None else None


def _starts(text: str) -> bool:
    """Whether a line begins a note: it has three of subject, 由, unit and verb, or the first two."""
    if _WHOLE.search(text):
        return True
    if PRINTED.search(text):
        return False
    if _BY.search(text):
        return True
    signs = (_WHAT.search(text), "由" in text, ORG.search(text), re.search(VERB, text))
    return sum(bool(sign) for sign in signs) >= 3


def _whole(sheet: TextSheet, line: int) -> Piece:
    """The line and, while the verb is missing, its continuation beside or below it."""
    piece, edge = sheet.piece(line), sheet.lines[line].box
    used = {line}
    for _ in range(3):
        if re.search(VERB + r"[.,;]?$", squeeze(piece.text)) or SIGN.search(piece.folded):
            break
        more = _next(sheet, edge, used, sheet.lines[line].box)
        if more is None:
            break
        used.add(more)
        piece, edge = piece + sheet.piece(more), sheet.lines[more].box
    return piece


def _next(sheet: TextSheet, edge: Box, used: set[int], first: Box) -> int | None:
    beside, below = [], []
    for i, line in enumerate(sheet.lines):
        box, text = line.box, squeeze(line.text)
        if i in used or SIGN.match(sheet.folded[i]) or not re.search(r"[㐀-鿿]{2}", text):
            continue
        if box.height < 0.55 * first.height or PRINTED.search(text):
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
    """The piece up to the verb, or to the signature's label, without marks at the ends."""
    text = piece.folded
    if match := _END.match(text):
        stop = match.end(1) + (piece.text[match.end(1) :][:1] == "。")
        return piece[:stop].strip(" :;,*_|-\"'")
    if (match := SIGN.search(text)) and match.start() > 6:
        piece = piece[: match.start()]
    return piece.strip(" :;,.*_|-\"'")


def _annotation(piece: Piece, sign: Field | None) -> Annotation:
    letters = ("。" if ch == "。" else fold(ch) for ch in piece.text)
    text = "".join(letters).replace("(", "（").replace(")", "）")
    whole = re.search(VERB + "。?$", text) is not None and not _gapped(piece)
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
    """Whether two neighbours are so far apart that a character between them was not read."""
    pairs = [(a, b) for a, b in itertools.pairwise(piece.chars) if a.line == b.line]
    steps = [_centre(b) - _centre(a) for a, b in pairs]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    return any(step > GAP * usual for step in steps)


def _centre(char: Char) -> float:
    return char.sheet.lines[char.line].level(char.at, char.at + 1).cx


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
