"""Beijing social insurance personal record (北京市社会保险个人权益记录).

Issuer   北京市X区社会保险基金管理中心, seals in red or black; several generations of the form.
Reads    all its fields. Changes of employer are rows whose names begin with
         "segments."; payments are rows with `period` (first month, or a year), `period_end`, `pension_months`,
         `pension_base` (of the whole period: divide by the months) and `back_payment`.
Skips    the other insurances' columns, the notices.
"""

import re
from dataclasses import replace

from core.models.document import Field
from core.text.sheet import Piece, TextSheet
from core.text.stamps import without_seal_text
from core.text.table import Column, Row, Table, find_table
from core.text.values import TextValue, read_company
from extractors.kit.codes import licence_number, printed_code
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.organisations import by_line
from extractors.kit.periods import first_month, last_month
from extractors.kit.tables import Fields, row_fields

PAYMENTS = (
    Column(
        "period",
        ("缴费起止年月", "缴费年月", "起止年月", "缴费起止时间", "缴费年度", "年度"),
        "month",
    ),
    Column("employer", ("单位名称", "缴费单位", "参保单位")),
    Column("pension_months", ("实际缴费月数", "养老月数", "养老实际缴费月数", "月数"), "amount"),
    Column(
        "pension_base",
        (
            "年缴费基数",
            "养老年缴费基数",
            "缴费基数",
            "基数",
            "缴费工资",
            "养老基数",
            "养老缴费基数",
            "养老保险基数",
            "养老保险缴费基数",
            "基本养老保险缴费基数",
        ),
        "amount",
    ),
    Column("_own", ("个人缴费", "个人缴费金额"), "amount"),
    Column("_district", ("缴费区县",)),
)
SEGMENTS = (
    Column("segments.start", ("缴费起始年月", "起始年月", "缴费开始年月", "开始年月", "缴费起始时间",
        "起始时间", "缴费开始时间", "缴费起始月", "起始月份"), "month"),
    Column("segments.end", ("缴费截止年月", "缴费终止年月", "截止年月", "终止年月", "缴费结束年月",
        "结束年月", "缴费截止时间", "截止时间", "终止时间", "缴费终止时间", "缴费截止月", "截止月份"), "month"),
    Column("segments.months", ("实际缴费月数", "累计缴费月数", "缴费月数", "实缴月数", "月数"), "amount"),
    Column("segments.employer", ("单位名称", "缴费单位名称", "参保单位名称", "缴费单位", "参保单位",
        "用人单位", "工作单位")),
    Column("segments.district", ("缴费区县", "参保区县", "缴费地区", "参保地区", "缴费地", "参保地",
        "经办机构", "区县")),
)  # fmt: skip


_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?度?")


def period(piece: Piece) -> TextValue | None:
    """The first month of a payment, or its year where a line is a year's: 2021."""
    if (month := first_month(piece)) is not None:
        return month
    flat = piece.dense().strip(" *:;,.")
    match = _YEAR.fullmatch(flat.folded)
    return TextValue(match[1], flat) if match else None


def months(piece: Piece) -> TextValue | None:
    """A number of months."""
    flat = piece.dense().strip(" *:;,.")
    return TextValue(str(int(flat.folded)), flat) if flat.folded.isdecimal() else None


PAYMENT_ROWS = (
    FieldSpec("period", "month", read=period),
    FieldSpec("period_end", "month", read=last_month),
    FieldSpec("employer", "company"),
    FieldSpec("pension_months", "text", read=months),
    FieldSpec("pension_base", "amount"),
)
SEGMENT_ROWS = (
    FieldSpec("segments.start", "month"),
    FieldSpec("segments.end", "month"),
    FieldSpec("segments.months", "text", read=months),
    FieldSpec("segments.employer", "company"),
    FieldSpec("segments.district", "text"),
)
FIELDS = (
    FieldSpec("name", "person", ("参保人姓名", "参保人员姓名", "姓名")),
    FieldSpec(
        "id_number", "id_number", ("社会保障号码", "公民身份号码", "身份证号码", "社会保障号")
    ),
    FieldSpec(
        "check_code",
        "text",
        ("校验码", "验证码", "查验码", "文件校验码"),
        fallback=(r"(?:校验|验证|查验)码:?([0-9A-Za-z]{4,12})(?![0-9A-Za-z])",),
        read=printed_code,
    ),
    FieldSpec(
        "query_serial",
        "text",
        ("查询流水号",),
        fallback=(r"查询流水号:?([0-9A-Za-z]{8,30}?)(?=查询日期|[^0-9A-Za-z]|$)",),
        read=licence_number,
    ),
    FieldSpec("query_date", "date", ("查询日期", "打印日期")),
)
ISSUER = FieldSpec("issuer", "company")
TOTAL = FieldSpec(
    "total_months",
    "text",
    (),
    (
        r"(?:累计|合计)(?:实际)?缴费(?:月数)?:?([0-9]{1,3})(?:个?月)?",
        r"合计(?:月数)?:?([0-9]{1,3})(?:个?月)?(?![0-9.,元])",
    ),
    read=months,
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, (*FIELDS, TOTAL), kind.stops)
    fields.update(by_line(clean, ISSUER, (r"([一-鿿]{2,12}社会保险(?:基金管理|事业管理)中心)",)))
    rows: list[Fields] = []
    rests = []
    for sheet in clean:
        segments = find_table(sheet, SEGMENTS, 3)
        rest = sheet
        if segments is not None and {"segments.start", "segments.end"} <= set(segments.heads):
            end = _next_head(sheet, segments)
            rows += row_fields(_cut(segments, end), SEGMENT_ROWS)
            edge = min(end, segments.bottom)
            rest = _below(sheet, edge)
        rests.append(rest)
    changes = list(rows)
    for sheet, whole in zip(rests, clean, strict=True):
        payments = find_table(sheet, PAYMENTS, 2)
        segments = find_table(whole, SEGMENTS, 3)
        if payments is not None and "period" in payments.heads:
            rows += [_payment(row, payments) for row in payments.rows]
            _count(fields, payments)
            _unit(fields, whole, payments)
        elif segments is not None and "employer" not in fields:
            _unit(fields, whole, segments)
    if changes:
        fields["employer_segments"] = _changes_text(changes)
    return Extraction(fields=fields, rows=tuple(row for row in rows if row))


def _next_head(sheet: TextSheet, table: Table) -> float:
    """Where the next part of the document begins: its heading is numbered 二、."""
    later = [
        ln.box.y0
        for ln in sheet.lines
        if ln.text.strip()[:2] in ("二、", "二.", "二,") and ln.box.y0 > table.top
    ]
    return min(later, default=1.0)


def _below(sheet: TextSheet, y: float) -> TextSheet:
    return sheet.part(lambda line: line.box.cy > y)


def _cut(table: Table, y: float) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if row.y < y))


def _payment(row: Row, table: Table) -> Fields:
    one = replace(table, rows=(row,))
    fields = row_fields(one, PAYMENT_ROWS)[0]
    period = row.get("period")
    if period is not None and (end := last_month(period)) is not None:
        fields["period_end"] = make_field(PAYMENT_ROWS[1], end)
    starred = next((piece for piece in row.cells.values() if "*" in piece.folded), None)
    if starred is not None:
        at = starred.folded.index("*")
        mark = starred[at : at + 1]
        fields["back_payment"] = make_field(FieldSpec("back_payment", "text"), TextValue("*", mark))
    return fields


def _count(fields: Fields, table: Table) -> None:
    """The months in the total row."""
    for row in table.totals:
        piece = row.get("pension_months")
        if piece and "total_months" not in fields and (value := months(piece)) is not None:
            fields["total_months"] = make_field(TOTAL, value)


def _unit(fields: Fields, sheet: TextSheet, table: Table) -> None:
    """The present employer printed above the tables, or else that of the last payment."""
    above = sheet.part(lambda line: line.box.cy < table.top)
    spec = FieldSpec(
        "employer",
        "company",
        (
            "单位名称",
            "现参保单位",
            "参保单位名称",
            "现参保单位名称",
            "参保单位",
            "缴费单位",
            "当前参保单位",
            "现缴费单位",
        ),
        read=_company,
    )
    stops = ("查询日期", "查询流水号", "缴费起始年月", "缴费截止年月", "缴费区县", "实际缴费月数")
    fields.update(read_fields([above], (spec,), stops))
    if fields.get("employer") is None or fields["employer"].value is None:
        cells = [piece for row in table.rows if (piece := row.get("employer"))]
        if cells and (value := _company(cells[-1])) is not None:
            fields["employer"] = make_field(spec, value)


def _company(piece: Piece) -> TextValue | None:
    value = read_company(piece)
    return value if value and len(value.value) >= 4 and "缴费" not in value.value else None


def _changes_text(rows: list[Fields]) -> Field:
    """The changes of employer as one text."""
    parts = [
        " ".join(
            cell.value
            for key in ("segments.start", "segments.end", "segments.months", "segments.employer")
            if (cell := row.get(key)) and cell.value
        )
        for row in rows
    ]
    first = next(iter(rows[0].values()))
    sure = min(cell.confidence for row in rows for cell in row.values())
    return first.model_copy(
        update={
            "name": "employer_segments",
            "kind": "text",
            "value": "；".join(parts),
            "confidence": sure,
        }
    )


TYPE = TypeEntry(
    id="social_insurance_record",
    titles=("北京市社会保险个人权益记录", "北京市社会保险个人权益记录(参保人员缴费信息)",
        "社会保险个人权益记录"),
    words=(
        "社会保险个人权益记录", "参保人员缴费信息", "社会保障号码", "参保人姓名", "查询流水号",
            "校验码", "缴费起止年月", "年缴费基数",
        "实际缴费月数", "养老保险单位变动记录", "五险缴费明细", "缴费起始年月", "缴费截止年月",
            "缴费区县", "社会保险基金管理中心", "养老保险", "失业保险",
        "黑色与红色印章效力相同", "补缴",
    ),
    against=("劳动合同", "申请表", "参保缴费证明", "授权委托书"),
    also=(("employer", "company"), ("total_months", "text"), ("issuer", "company"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("单位名称", "查询日期", "校验码", "查询流水号"),
    extract=extract,
)  # fmt: skip
