"""The unit's opinion on a form: the handwritten words in 用人单位意见 and their date."""

import re
from collections.abc import Sequence

from core.models.document import Field
from core.models.geometry import Box
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet
from core.text.values import TextValue, read_date, tidy
from core.text.values.dates import DAY
from extractors.kit.education import last_date
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.labelled import without_dots
from extractors.kit.strokes import Trace, ink_in

UNSURE = 0.9  # confidence that a date below the cell is the opinion's
ABOVE = 8.0  # line heights: how far below the top of a tall cell its centred label may be
BELOW = 12.0
_WORDS = re.compile(r"[^:.;…]{0,24}?(?:同意|属实|推荐|批准|支持)[^:;]*")
_END = re.compile(
    r"(?<![及和与、更法定])(?:法定代表|法人|代表人|负责人)|签字|签名|[(\[]?加盖|盖章|公章|单位公?章|日期|[12][0-9]{3}年|年.{0,2}月"
)
_TERM = re.compile(rf"起止|期限|有效期|出生|毕业|入学|取得|发证|获得|打印|{DAY}起?[至到\-]")
_NUMBER = re.compile(r"^[(]?[0-9一二三四五六七八九十]{1,2}[).,、:]")
_UNTIL = re.compile(r"[至到\-]$")
_HAN = re.compile(r"[一-鿿]")
_SHORT = re.compile(r"[一-鿿,.\s]{2,20}")
_SENTENCE = re.compile(r"(?=[^:]{8,}$)(?!.*(?:填写|请填|须|应当?|注意|说明|在此))[一-鿿].*[一-鿿]")
"""The writer's own words; a form's hint tells what to write."""
_ASKS = re.compile(r"申请|变更|请予|办理|申报|符合")
_ENDED = re.compile(r"[.;]\s*$")
SIGNS = " :;,.*_|-"  # at the ends of what was written
SURE = 0.9  # minimum confidence of each character of such a sentence
LEVEL = 0.05  # of the page's width: how far the lines of a sentence may be indented
SHORT_LINE = 2.5  # line heights: a line that ends farther from the edge of its cell is the last
_PRINTED = (
    "声明",
    "承诺",
    "保证",
    "意见",
    "签字",
    "盖章",
    "公章",
    "初审",
    "复审",
    "本人",
    "本单位",
)


def opinion(sheets: Sheets, labels: Sequence[str], ends: Sequence[str]) -> dict[str, Field]:
    """`unit_opinion` and `unit_opinion_date` from the cell of one of the labels.

    `ends` are the labels of the neighbouring cells: 区人力社保局意见, 个人声明. If no words read as an opinion,
    the field is present but unread, absent or unclear, depending on the ink.
    """
    found = [
        _opinion_at(sheet, place, labels, ends)
        for sheet in sheets
        for place in _labels(sheet, labels)
    ]
    known = [fields for fields in found if fields["unit_opinion"].value is not None]
    known += [fields for fields in found if fields["unit_opinion"].presence != "absent"]
    return next(iter([*known, *found]), {})


def _opinion_at(
    sheet: TextSheet, place: Box, labels: Sequence[str], ends: Sequence[str]
) -> dict[str, Field]:
    """The opinion at one of the labels: the cell's own label, or the heading of a part."""
    cell = _cell(sheet, place, ends)
    fields = {"unit_opinion": _behind(sheet, place, labels) or _words(cell, place)}
    date = _date(cell, place)
    if date is not None:
        fields["unit_opinion_date"] = date
    return fields


def _labels(sheet: TextSheet, labels: Sequence[str]) -> list[Box]:
    """The levelled boxes of the lines that start with a label, in the order of the labels."""
    found = [
        sheet.lines[i].box
        for label in map(squeeze, labels)
        for i, text in enumerate(map(_unnumbered, sheet.folded))
        if text.startswith(label) and len(text) <= len(label) + 24
    ]
    found += [
        sheet.lines[i].box
        for head in (squeeze(label).removesuffix("意见") for label in labels)
        for i, text in enumerate(sheet.folded)  # 用人单位 / 意见 in a narrow cell
        if head and squeeze(text) == head and _under(sheet, sheet.lines[i].box, "意见")
    ]
    return list(dict.fromkeys(found))


def _unnumbered(text: str) -> str:
    """A folded text without spaces and without its list number: (1)单位意见."""
    return _NUMBER.sub("", squeeze(text))


def _under(sheet: TextSheet, box: Box, text: str) -> bool:
    return any(
        squeeze(line.text).startswith(text)
        and 0.4 * box.height < line.box.cy - box.cy < 2.5 * box.height
        and line.box.x0 < box.x1
        and line.box.x1 > box.x0
        for line in sheet.lines
    )


def _cell(sheet: TextSheet, place: Box, ends: Sequence[str]) -> TextSheet:
    """The lines of the label's cell: up to the neighbouring cells above, below and beside."""
    step = sheet.line_height
    top, bottom = place.y0 - ABOVE * step, place.y1 + BELOW * step
    wanted = tuple(squeeze(end) for end in ends)
    others = [
        line.box
        for line, text in zip(sheet.lines, sheet.folded, strict=True)
        if squeeze(text).startswith(wanted) and line.box != place
    ]
    beside = [b.x0 for b in others if abs(b.cy - place.cy) < step and b.x0 > place.x1]
    right = min(beside, default=1.01) - 0.01
    for box in others:
        if box.x0 >= right or abs(box.cy - place.cy) < step:
            continue
        if box.cy < place.cy:
            top = max(top, box.y1)
        else:
            bottom = min(bottom, box.y0)
    return sheet.part(
        lambda line: (
            top < line.box.cy < bottom
            and place.x0 - 0.02 < line.box.cx < right
            and line.box != place
        )
    )


def _behind(sheet: TextSheet, place: Box, labels: Sequence[str]) -> Field | None:
    """The opinion if it is on the label's own line: 单位意见：同意申报."""
    line = next(i for i, line in enumerate(sheet.lines) if line.box == place)
    whole = sheet.piece(line).dense()
    whole = whole[len(whole.folded) - len(_unnumbered(whole.folded)) :]
    label = next((w for w in map(squeeze, labels) if whole.folded.startswith(w)), None)
    if label is None:
        return None
    rest = _trimmed(without_dots(whole[len(label) :]))
    match = _WORDS.match(rest.folded) if rest else None
    if match is None or any(word in match[0] for word in _PRINTED):
        return None
    end = _END.search(match[0])
    part = _trimmed(rest[: end.start() if end else match.end()])
    return make_field(FieldSpec("unit_opinion", "text"), TextValue(tidy(part.text), part))


def _words(cell: TextSheet, place: Box) -> Field:
    """The opinion among the cell's lines, or the text there instead."""
    spec = FieldSpec("unit_opinion", "text")
    unread: Piece | None = None
    for i in sorted(range(len(cell.lines)), key=lambda i: _off(cell.lines[i].box, place)):
        text, whole = cell.folded[i], cell.piece(i)
        end = _END.search(text)
        own = whole[: end.start()] if end else whole
        match = _WORDS.search(own.folded)
        if match is not None and not any(word in match[0] for word in _PRINTED):
            part = own[match.start() : match.end()]
            if match.end() == len(whole.folded):
                part = _run_on(cell, i, part)
            part = _trimmed(part)
            return make_field(spec, TextValue(tidy(part.dense().text), part))
        bare = own.strip(SIGNS)
        written = _SHORT.fullmatch(bare.folded) or _is_sentence(cell.folded[i])
        if written and not any(word in bare.folded for word in _PRINTED) and unread is None:
            unread = bare
    if (prose := _prose(cell, place)) is not None:
        return make_field(spec, TextValue(tidy(prose.dense().text), prose))
    if unread is not None:
        field = make_field(spec, TextValue("", unread))
        return field.model_copy(update={"value": None, "trouble": reason("value.opinion_unread")})
    zone = Box(
        place.x0, place.y0 - 2 * place.height, min(1.0, place.x1 + 0.3), place.y1 + 4 * place.height
    )
    trace, sure = ink_in(cell.page, zone, place.height)
    troubles: dict[Trace, str] = {
        "present": reason("value.opinion_unread"),
        "absent": reason("value.opinion_blank"),
        "unclear": reason("value.opinion_unsure"),
    }
    return Field(
        name="unit_opinion",
        kind="text",
        value=None,
        raw="",
        confidence=sure,
        page=cell.ref,
        box=zone,
        presence=trace,
        trouble=troubles[trace],
    )


def _off(box: Box, place: Box) -> float:
    """How far above or below its label a line is; 0 beside it."""
    return max(0.0, place.y0 - box.cy, box.cy - place.y1)


def _trimmed(piece: Piece) -> Piece:
    """The piece without signs at its ends, but with the stop that ends its sentence."""
    text = piece.folded
    start, end = len(text) - len(text.lstrip(SIGNS)), len(text.rstrip(SIGNS))
    return piece[start : end + (start < end and piece.text[end : end + 1] == "。")]


def _prose(cell: TextSheet, place: Box) -> Piece | None:
    """A sentence of the cell that asks or gives reasons, in other words than usual."""
    for i, text in enumerate(cell.folded):
        line = cell.lines[i]
        below = line.box.cy > place.cy + 0.5 * place.height
        if below and _is_sentence(text) and line.surety() >= SURE and _ASKS.search(text):
            return _trimmed(_run_on(cell, i, cell.piece(i)))
    return None


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence, and no hint, label or date of the form."""
    flat = squeeze(text)
    known = _END.match(flat) or any(word in flat for word in _PRINTED)
    return not known and _SENTENCE.match(flat) is not None


def _run_on(cell: TextSheet, line: int, piece: Piece) -> Piece:
    """A sentence with the rest of it in the lines below, each full up to the cell's edge."""
    box = cell.lines[line].box
    edge = max(other.box.x1 for other in cell.lines if other.box.x0 < box.x0 + LEVEL)
    for i in range(line + 1, len(cell.lines)):
        other, text = cell.lines[i].box, squeeze(cell.folded[i])
        if box.x1 < edge - SHORT_LINE * box.height or _ENDED.search(piece.folded):
            break
        if not 0.5 * box.height < other.cy - box.cy < 2.5 * box.height or other.x0 > box.x0 + LEVEL:
            continue
        if any(word in text for word in _PRINTED) or not _HAN.match(text):
            break
        end = _END.search(cell.folded[i])
        piece, box = piece + cell.piece(i, 0, end.start() if end else None), other
        if end:
            break
    return piece


def _row(cell: TextSheet, line: int) -> str:
    """The text of a line's row, with the labels beside it."""
    row = next(row for row in cell.rows if line in row)
    return "".join(squeeze(cell.folded[i]) for i in row)


def _date(cell: TextSheet, place: Box) -> Field | None:
    """The last date of the cell that does not belong to a term, level with its label or below."""
    spec = FieldSpec("unit_opinion_date", "date")
    found: Field | None = None
    for i in range(len(cell.lines)):
        if cell.lines[i].box.cy < place.y0 - place.height:
            continue  # belongs to a neighbour
        flat = cell.piece(i).dense()
        above = squeeze(cell.folded[i - 1]) if i else ""
        for match in re.finditer(DAY, flat.folded):
            if _TERM.search(_row(cell, i)):
                break
            if _UNTIL.search(above) or flat.folded[match.end() :].startswith("止"):
                continue  # the end of a term that began on the line above
            value = read_date(flat[match.start() : match.end()])
            if value is not None:
                found = make_field(spec, value)
    return found


def dated(sheets: Sheets, fields: dict[str, Field]) -> None:
    """`unit_opinion_date` of a form whose opinion is signed and dated below its cell.

    It is the signature's date, or else the form's own; the writer may have meant another date.
    """
    if "unit_opinion_date" in fields or "unit_opinion" not in fields:
        return
    signed = fields.get("legal_rep_date")
    found = signed if signed is not None else last_date(sheets, "unit_opinion_date")
    if found is not None:
        fields["unit_opinion_date"] = found.model_copy(
            update={"name": "unit_opinion_date", "confidence": found.confidence * UNSURE}
        )
