"""Labels and values of a licence whose stacked labels were read as one line.

名称, 类型 and 住所 are printed one below the other, widely spaced: OCR may read their first characters as
one vertical line (名类住) and leave 称, 型 and 所 before the values or alone. Such a line is split again.
If a label is still not found, its value is recognised by its form and its place above the legal
representative.
"""

import re

from core.models.document import Field, Kind
from core.models.geometry import Box
from core.models.page import Line
from core.text.sheet import Piece, TextSheet
from core.text.values import TextValue, read_address, read_company, tidy
from extractors.kit.addresses import labelled
from extractors.kit.fields import FieldSpec, Sheets, make_field

STACK = 6  # characters below one another, at most
SURETY = 0.93  # factor on the confidence of a value recognised by form
_LEFT = re.compile(r"^(?:名?称|类?型|(?:主要|经)?营?业?场?所|住?所)(?=[一-鿿]{3})")
_NAME = re.compile(
    r"^[一-鿿A-Za-z0-9()·]{3,40}(?:公司|厂|店|部|中心|研究院|学院|医院|银行|商行|合作社|事务所(?:\([^()]+\))?|集团|社|场|馆|室)$"
)
_TYPE = re.compile(
    r"^(?:其他|一人|非公司)?(?:有限责任公司|股份有限公司|有限公司|个人独资企业|个体工商户|个体|普通合伙|有限合伙|"
    r"特殊普通合伙|集体所有制|全民所有制|股份合作制|外商投资|台港澳)[^,.;:0-9]{0,24}$"
)
_PLACE = re.compile(
    r"(?:省|市|区|县|镇|乡|村|路|街|道|园).{2,}(?:[0-9一二三四五六七八九十]+(?:号|室|栋|幢|楼)|村|侧|段|园)"
)
_END = re.compile(r"法定代表人|负责人|经营者|执行事务合伙人|投资人")


def apart(sheets: Sheets) -> list[TextSheet]:
    """The sheets, with each character of a vertical line as a line of its own."""
    return [
        TextSheet.of(
            sheet.page.model_copy(
                update={"lines": tuple(one for ln in sheet.lines for one in _stack(ln, sheet))}
            )
        )
        if any(_is_stack(line, sheet) for line in sheet.lines)
        else sheet
        for sheet in sheets
    ]


def _is_stack(line: Line, sheet: TextSheet) -> bool:
    high = line.box.height * sheet.aspect > 1.5 * line.box.width
    return high and 2 <= len(line.text) <= STACK and not line.text.isascii()


def _stack(line: Line, sheet: TextSheet) -> list[Line]:
    """The characters of a vertical line, equally high; any other line unchanged."""
    if not _is_stack(line, sheet):
        return [line]
    count = len(line.text)
    place, box = line.place(), line.box
    lines = []
    for k, ch in enumerate(line.text):
        low, high = k / count, (k + 1) / count
        y0, y1 = place.y0 + place.height * low, place.y0 + place.height * high
        lines.append(
            Line(
                text=ch,
                box=Box(box.x0, box.y0 + box.height * low, box.x1, box.y0 + box.height * high),
                quad=(place.x0, y0, place.x1, y0, place.x1, y1, place.x0, y1),
                confidence=line.confidence,
                cuts=(0.0, 1.0),
                certainty=(line.certainty[k],),
            )
        )
    return lines


def column(sheets: Sheets, fields: dict[str, Field]) -> dict[str, Field]:
    """The name, type and address that are still missing, where their form identifies them."""
    found: dict[str, Field] = {}
    for sheet in sheets:
        top = next((ln.box.cy for ln, t in _lines(sheet) if "营业执照" in t), 0.0)
        end = next(
            (ln.box.cy for ln, t in _lines(sheet) if _END.search(t) and ln.box.cy > top), 1.0
        )
        for i, line in enumerate(sheet.lines):
            if not top < line.box.cy < end - 0.3 * line.box.height:
                continue
            piece = _bare(sheet.piece(i))
            for name, value in _values(sheet, i, piece):
                if name not in fields and name not in found:
                    made = make_field(FieldSpec(name, KINDS[name]), value)
                    found[name] = made.model_copy(
                        update={"confidence": round(made.confidence * SURETY, 4)}
                    )
                    break
    return found


KINDS: dict[str, Kind] = {"name": "company", "company_type": "text", "address": "address"}


def _lines(sheet: TextSheet) -> list[tuple[Line, str]]:
    return list(zip(sheet.lines, sheet.folded, strict=True))


def _bare(piece: Piece) -> Piece:
    """The piece without the rest of the label before it."""
    flat = piece.strip().dense()
    match = _LEFT.match(flat.folded)
    return flat[match.end() :] if match else flat


def _values(sheet: TextSheet, line: int, piece: Piece) -> list[tuple[str, TextValue]]:
    text = piece.folded
    if _TYPE.match(text):
        return [("company_type", TextValue(tidy(piece.text), piece))]
    if _NAME.match(text) and "登记" not in text and (value := read_company(piece)):
        return [("name", value)]
    if _PLACE.search(text) and "登记" not in text:
        whole, edge, at = piece, sheet.lines[line].box, line
        for j, other in enumerate(sheet.lines):
            down = 0.5 * edge.height < other.box.cy - edge.cy < 2.2 * edge.height
            near = abs(other.box.x0 - edge.x0) < 0.05
            if down and near and not labelled(sheet, j, at) and not _END.search(sheet.folded[j]):
                whole, edge, at = whole + sheet.piece(j), other.box, j
        if (value := read_address(whole)) is not None:
            return [("address", value)]
    return []
