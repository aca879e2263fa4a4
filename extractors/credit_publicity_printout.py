"""Printout of the credit publicity system (企业信用信息公示): paid-in capital and its dates.

Issuer   国家企业信用信息公示系统; web print or report, several pages.
Reads    all its fields and the shareholders' rows; the paid-in capital is the printed
         total, else the sum of the rows.
"""

import re
from decimal import Decimal

from core.models.document import Field
from core.text.fold import squeeze
from core.text.sheet import Flow, Piece, TextSheet
from core.text.values import plain
from core.text.values.amounts import read_capital
from extractors.institution_certificate import name as unit_name
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    piece_field,
    read_fields,
)
from extractors.kit.organisations import organisations
from extractors.kit.shareholders import rows_of, shareholders, total_in
from extractors.kit.tables import Fields, capped

FIELDS = (
    FieldSpec("company", "company", ("企业名称", "名称", "公司名称"), lines=2, read=unit_name),
    FieldSpec("credit_code", "credit_code", ("统一社会信用代码", "统一社会信用代码/注册号"), (
        r"信用代码(?:/注册号)?:?([0-9A-Z]{18})",), (r"(?<![0-9A-Z])(9[0-9A-Z]{17})(?![0-9A-Z])",
        )),
    FieldSpec("registered_capital", "amount", ("注册资本", "注册资金", "注册资本(金)"),
        read=read_capital),
    FieldSpec("status", "text", ("登记状态", "经营状态"), (
        r"登记状态:?((?:存续|在营|开业|在业|吊销|注销|迁出)(?:\([一-鿿,、]{2,16}\)|,未注销)?)",), (
        r"((?:存续|在营|开业|在业|吊销|注销)(?:\([一-鿿,、]{2,16}\))?)",)),
    FieldSpec("print_date", "date", ("打印日期", "报告生成时间", "报告生成日期", "生成日期", "打印时间", "生成时间",
        "报告时间", "查询时间")),
)  # fmt: skip
_LISTS = (
    (
        "abnormal_list",
        r"((?:暂)?无?列入经营异常名录信息(?:[^一-鿿]{0,3}(?:暂无[^,.;]{0,14}?信息|无))?)",
        "列入经营异常名录",
    ),
    (
        "penalties",
        r"((?:暂)?无?行政处罚信息(?:[^一-鿿]{0,3}(?:暂无[^,.;]{0,12}?信息|无))?)",
        "行政处罚",
    ),
    (
        "dishonest_list",
        r"((?:暂)?无?列入严重违法失信[^,.;:0-9]{0,16}信息(?:[^一-鿿]{0,3}(?:暂无[^,.;]{0,20}?信息|无))?)",
        "列入严重违法失信",
    ),
)

_HEADINGS = (
    "列入经营异常名录信息", "行政处罚信息", "列入严重违法", "行政许可信息", "抽查检查", "股权出质", "动产抵押",
    "司法协助", "知识产权出质", "报告生成时间", "报告生成日期", "打印日期", "打印时间",
)  # fmt: skip
_NOTHING = (
    r"(?:暂|目前)?无(?:(?:相关|此类|任何)?(?:记录|信息|数据))?|未列入|没有(?:相关)?(?:记录|信息)"
)
"""What a printout prints for an empty list."""
_ROOM = r"(?:[….·_-]+\s?|[^一-鿿]{0,6}?)"
"""The text between a list's heading and those words: leader dots, or the start of the next line."""
SUMMED = 0.9  # confidence of a sum of rows of which some may be missing
UNDER = 3.0  # heading heights: how far below it the text of a list may be
HEADING = 0.5  # confidence of a list's place if only the heading was read
_DATED = r"20[0-9]{2}[-./年][0-9]{1,2}[-./月]"
_ENTRY = 240
"""The number of characters of a list that are kept."""


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    known = fields.get("company")
    if known is None or known.value is None:
        _headed(fields, sheets)
    rows: list[Fields] = []
    for table, sheet in shareholders(sheets):
        rows += rows_of(table, sheet)
        total = total_in(table, sheet, "paid", "paid_in_capital")
        if total is not None:
            fields["paid_in_capital"] = total
    if "paid_in_capital" not in fields:
        fields.update(_labelled(sheets) or _summed(rows, fields.get("registered_capital")))
    _entries(fields, sheets)
    return Extraction(fields=fields, rows=tuple(rows))


def _headed(fields: Fields, sheets: Sheets) -> None:
    """The name from the page's heading, if there is no label before it."""
    for sheet in sheets[:1]:
        top: TextSheet = sheet.within(0.0, 0.35)
        piece = next((p for p in organisations(top) if "公示" not in p.folded), None)
        if piece is not None and (value := unit_name(piece)) is not None:
            fields["company"] = make_field(FIELDS[0], value)


def _labelled(sheets: Sheets) -> Fields:
    spec = FieldSpec(
        "paid_in_capital",
        "amount",
        ("实缴资本", "实缴资本合计", "实收资本", "实缴出资额"),
        read=read_capital,
    )
    fields = read_fields(sheets, (spec,))
    return {name: value for name, value in fields.items() if value.value is not None}


def _summed(rows: list[Fields], registered: Field | None) -> Fields:
    """The sum of the shareholders' paid-in amounts, if no total is printed.

    It is less sure unless what they subscribed adds up to the registered capital: then no row is
    missing.
    """
    cells: list[Field] = [row["paid"] for row in rows if "paid" in row]
    if not cells or len(cells) < len(rows):
        return {}
    total = _total(cells)
    if total is None:
        return {}
    weakest = min(cells, key=lambda cell: cell.confidence)
    derived = weakest.model_copy(update={"name": "paid_in_capital", "value": plain(total)})
    subscribed = _total([row["subscribed"] for row in rows if "subscribed" in row])
    capital = _total([registered]) if registered is not None else None
    whole = capital is not None and capital == subscribed
    return {"paid_in_capital": derived if whole else capped(derived, SUMMED)}


def _total(cells: list[Field]) -> Decimal | None:
    """The sum of amounts; None if one was not read."""
    if any(cell.value is None for cell in cells):
        return None
    return sum((Decimal(cell.value) for cell in cells if cell.value), Decimal(0))


def _entries(fields: Fields, sheets: Sheets) -> None:
    """The lists: the text under their headings; 无 if a list is empty."""
    flow, lines = Flow(sheets), Flow(sheets, between="\n", beside="\t")
    for name, pattern, heading in _LISTS:
        empty_list = rf"{heading}(?:信息|情况|记录)?{_ROOM}({_NOTHING})(?=[\s,.;]|$)"
        if (none := lines.find(empty_list) or _below(sheets, heading)) is not None:
            fields[name] = piece_field(name, "text", none, none.folded)
            continue
        piece = flow.find(pattern)
        if piece is None:
            continue
        text = flow.text
        empty = f"暂无{heading}" in text or f"{heading}无" in text or f"{heading}信息暂无" in text
        at = text.find(heading)
        stop = _section_end(text, at + len(heading))
        if empty or "暂无" in text[at : min(at + 40, stop)]:
            fields[name] = piece_field(name, "text", piece, "无")
            continue
        entry = re.search(_DATED, text[at:stop])
        shown = flow.piece(at, stop) if entry else piece
        field = piece_field(name, "text", shown, shown.folded)
        bare = entry is None and re.fullmatch(rf"{heading}[^无]*信息", shown.folded) is not None
        fields[name] = field.model_copy(update={"placed": HEADING}) if bare else field


def _below(sheets: Sheets, heading: str) -> Piece | None:
    """The words for an empty list directly below a heading that has others beside it."""
    for sheet in sheets:
        for i, text in enumerate(sheet.folded):
            box = sheet.lines[i].box
            if not squeeze(text).startswith(heading):
                continue
            for j in range(i + 1, len(sheet.lines)):
                other = sheet.lines[j].box
                near = 0.4 * box.height < other.cy - box.cy < UNDER * box.height
                if near and other.over(box) and re.fullmatch(_NOTHING, squeeze(sheet.folded[j])):
                    return sheet.piece(j).dense()
    return None


def _section_end(text: str, at: int) -> int:
    """Where the next heading of the printout begins, at most a fixed length further on."""
    ends = [found for word in _HEADINGS if (found := text.find(word, at)) > 0]
    return min([*ends, at + _ENTRY, len(text)])


TYPE = TypeEntry(
    id="credit_publicity_printout",
    titles=("企业信用信息公示报告", "国家企业信用信息公示系统", "企业信用信息公示系统"),
    words=(
        "企业信用信息公示报告", "股东及出资信息", "列入经营异常名录信息", "行政处罚信息",
            "严重违法失信", "营业执照信息", "认缴额(万元)", "实缴额(万元)",
        "登记状态", "认缴明细", "实缴明细", "gsxt.gov.cn/index", "暂无行政处罚信息",
            "行政许可信息", "股东名称", "报告生成时间", "打印日期", "存续(在营、开业、在册)",
    ),
    against=("国家市场监督管理总局监制", "(副本)", "验资报告", "劳动合同", "公司章程"),
    also=(("paid_in_capital", "amount"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("类型", "法定代表人", "成立日期", "登记机关", "住所", "营业期限", "经营范围",
        "核准日期", "登记状态"),
    extract=extract,
)  # fmt: skip
