"""Withholding client screenshot (个人扣缴明细查询截图, annex 8).

Issuer   the employer's 自然人税收管理系统扣缴客户端, since about 2020 自然人电子税务局（扣缴端）.
Reads    all its fields, of both column families: 汇总 and 综合所得.
Skips    menus, tabs, the columns of deductions. With a folded query panel its fields are absent.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.models.document import Field
from core.models.geometry import Box
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import Flow, Piece, TextSheet
from core.text.table import Row, Table, find_tables
from core.text.values import read_company
from core.text.values.dates import DAY_OR_MONTH
from extractors.kit.codes import UNIT_CODE
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.income_items import read_item
from extractors.kit.months import check_ends, check_span, check_steps
from extractors.kit.notes import read_notes
from extractors.kit.organisations import organisations
from extractors.kit.scrolled import once
from extractors.kit.sums import Summed, check_alike, check_pages
from extractors.kit.tables import Fields, capped, cell_field, check_running, row_fields, voted
from extractors.kit.withholding import COLUMNS

ROWS = (
    FieldSpec("period", "month"),
    FieldSpec("income_item", "text", read=read_item),
    *(
        FieldSpec(name, "amount")
        for name in (
            "income", "exempt_income", "pension", "medical", "unemployment", "housing_fund",
            "tax_due", "tax_paid", "tax_balance",
        )
    ),
)  # fmt: skip

_PANEL = ("query_start", "query_end", "name", "nationality", "id_number")
PANEL = (
    FieldSpec(
        "query_start",
        "month",
        ("税款所属期起",),
        (rf"所属期(?:起止|起|间)?:?({DAY_OR_MONTH})",),
        (rf"({DAY_OR_MONTH})(?:至|到|-)({DAY_OR_MONTH})", rf"[款所属期起]:({DAY_OR_MONTH})"),
    ),
    FieldSpec(
        "query_end",
        "month",
        ("税款所属期止",),
        (
            rf"所属期(?:起止|起|间)?:?{DAY_OR_MONTH}[^0-9]{{0,3}}({DAY_OR_MONTH})",
            rf"所属期止:?({DAY_OR_MONTH})",
        ),
        (rf"{DAY_OR_MONTH}(?:至|到|-)({DAY_OR_MONTH})",),
    ),
    FieldSpec("name", "person", ("姓名",)),
    FieldSpec("nationality", "text", ("国籍/地区", "国籍(地区)", "国籍")),
    FieldSpec("id_number", "id_number", ("证件号码", "证照号码", "身份证号码")),
)
STOPS = ("税款所属期", "至", "导出", "查询", "重置", "收折查询条件", "证件类型", "证照类型")
EMPLOYER = (
    FieldSpec("employer", "company", ("扣缴义务人名称", "扣缴义务人", "单位名称", "纳税人名称",
        "企业名称")),
    FieldSpec(
        "employer_credit_code",
        "credit_code",
        ("纳税人识别号", "统一社会信用代码", "扣缴义务人识别号"),
        fallback=(UNIT_CODE,),
    ),
    FieldSpec(
        "window_title",
        "text",
        (),
        (r"(自然人税收管理系统扣缴客户端)", r"(自然人电子税务局\(?扣缴端\)?)",
            r"((?:自然人|个人所得税|个税)[一-鿿]{0,8}(?:系统|平台|税务局)\(?(?:扣缴|客户)(?:客户)?端\)?)",
            r"(个人扣缴明细查询)"),
    ),
)  # fmt: skip


_TITLE = re.compile(
    r"(?:客户端|扣缴端\)?)[\s\-|·]*一?[\s\-|·]*([一-鿿()]{4,40}(?:公司|中心|院|所|厂))$"
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    tables = find_tables(sheets, COLUMNS, 3)
    fields: Fields = {}
    pages: list[_Income] = []
    for sheet, table in zip(sheets, tables, strict=True):
        head = _above(sheet, table)
        for name, value in {**_employer(head), **_panel(head, table)}.items():
            fields[name] = _surer(fields.get(name), value)
        if table is not None:
            for name in ("name", "id_number"):
                if (known := fields.get(name)) is not None and known.value is not None:
                    fields[name] = voted(known, _column(table, name))
            pages.append(_income(table))
            fields = check_span(fields, pages[-1].rows)
    rows, total = _added_up(pages)
    if total is not None:
        fields["total_income"] = total
    notes = read_notes(sheets, [table.bottom if table else 0.0 for table in tables])
    return Extraction(
        fields={**fields, **notes.fields}, rows=once(rows), annotations=notes.annotations
    )


def _above(sheet: TextSheet, table: Table | None) -> TextSheet:
    return sheet if table is None else sheet.part(lambda line: line.box.cy < table.top)


def _surer(known: Field | None, new: Field) -> Field:
    """The first sheet that shows a value wins; a value hidden on other sheets is kept."""
    if known is None or (known.value is None and new.value is not None):
        return new
    return known


def _employer(head: TextSheet) -> Fields:
    fields = read_fields([head], EMPLOYER, STOPS)
    known = fields.get("employer")
    if known is None or known.value is None:
        piece = next(iter(organisations(head)), None) or _titled(head)
        if piece is not None and (value := read_company(piece)) is not None:
            fields["employer"] = make_field(EMPLOYER[0], value)
    return fields


def _titled(head: TextSheet) -> Piece | None:
    """The unit in the window's title: …扣缴客户端 — 某公司; a dash may be read as 一."""
    for i, text in enumerate(head.folded):
        title = _TITLE.search(text)
        if title is not None:
            return head.piece(i, title.start(1), title.end(1))
    return None


def _panel(head: TextSheet, table: Table | None) -> Fields:
    """The four items of the query panel; absent if the panel is folded."""
    id_free = head.part(lambda line: "识别号" not in squeeze(line.text))
    fields = read_fields([id_free], PANEL, STOPS)
    text = Flow([head]).text
    shown = any(word in text for word in ("所属期", "姓名", "国籍", "证件号码", "证照号码"))
    if shown or table is None or len(head.lines) < 3:
        return fields
    sure = 0.95 if "展开查询" in text else 0.85
    place = Box(0.0, 0.0, 1.0, max(0.01, table.top))
    for name in _PANEL:
        fields[name] = Field(
            name=name,
            kind=next(spec.kind for spec in PANEL if spec.name == name),
            value=None,
            raw="",
            confidence=round(min(sure, *(line.confidence + 0.1 for line in head.lines)), 4),
            page=head.ref,
            box=place,
            presence="absent",
            trouble=reason("value.query_not_shown"),
        )
    return fields


class _Income(NamedTuple):
    """A sheet's rows with the totals below them."""

    rows: list[Fields]
    total: Field | None
    exempt: Field | None


def _income(table: Table) -> _Income:
    rows, sums = list(table.rows), [row for row in table.totals if row.label == "total"]
    inferred = not sums and len(rows) > 1 and _unnamed(rows[-1])
    if inferred:
        sums = [rows.pop()]
    fields = row_fields(Table(table.heads, tuple(rows), (), table.top, table.bottom), ROWS)
    fields = check_steps(check_ends(fields, rows, "_to"))
    running = [_cell(row, "running") for row in rows]
    if any(running):
        fields = check_running(fields, running, "income")
    total = next((f for row in reversed(sums) if (f := _cell(row, "income", "total_income"))), None)
    if total is not None and inferred:
        total = capped(total, 0.7)
    free = next((f for row in reversed(sums) if (f := _cell(row, "exempt_income"))), None)
    return _Income(fields, total, free)


def _added_up(sheets: Sequence[_Income]) -> tuple[list[Fields], Field | None]:
    """The rows of all sheets checked against the totals, and the last total."""
    earned = check_pages([Summed(sheet.rows, sheet.total) for sheet in sheets], "income")
    free = check_pages(
        [Summed(page.rows, sheet.exempt) for page, sheet in zip(earned, sheets, strict=True)],
        "exempt_income",
    )
    total = next((page.total for page in reversed(earned) if page.total is not None), None)
    rows = [row for page in free for row in page.rows]
    return check_alike(rows, "exempt_income"), total


def _column(table: Table, name: str) -> list[Field]:
    spec = next(spec for spec in PANEL if spec.name == name)
    return [cell_field(spec, piece) for row in table.rows if (piece := row.get(name))]


def _unnamed(row: Row) -> bool:
    return "period" not in row.cells and "income_item" not in row.cells


def _cell(row: Row, name: str, called: str = "") -> Field | None:
    piece = row.get(name)
    return cell_field(FieldSpec(called or name, "amount"), piece) if piece else None


TYPE = TypeEntry(
    id="its_withholding_screenshot",
    titles=("个人扣缴明细查询", "自然人税收管理系统扣缴客户端", "自然人电子税务局(扣缴端)",
        "个人扣缴明细查询截图"),
    words=(
        "个人扣缴明细查询", "自然人税收管理系统扣缴客户端", "自然人电子税务局", "扣缴端",
            "单位申报记录查询", "缴税记录查询",
        "综合所得申报表", "分类所得申报表", "非居民所得申报表", "限售股所得申报表",
            "收折查询条件", "所得项目", "免税收入",
        "减除费用", "应扣缴税额", "已缴税额", "基本养老保险费用", "人员信息采集",
            "专项附加扣除信息采集", "代扣代缴", "本期收入", "累计收入额",
        "税款所属期", "国籍/地区", "本期免税收入", "正常工资薪金",
    ),
    against=("个人所得税纳税记录", "个人所得税纳税清单", "涉税信息", "劳动合同", "银行流水"),
    fields=(*EMPLOYER, *PANEL),
    alone=4,
    stops=STOPS,
    noted=True,
    extract=extract,
)  # fmt: skip
