"""Tax information query result notice (涉税信息查询结果告知书, annex 3).

Issuer   the tax office in charge; counter print or PDF of the electronic bureau.
Reads    all its fields; `total_caps` is the total in capitals where printed.
Variants prose with the amounts in sentences, one table, subtotals by tax type.
Skips    the application's number, the office's handler, the notice's code.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.models.document import Field
from core.text.sheet import Flow, Piece, TextSheet
from core.text.stamps import without_seal_text
from core.text.table import Column, Table, find_table
from core.text.values import TextValue, plain, read_amount, read_company, read_credit_code
from core.text.values.dates import DAY
from extractors.kit.codes import UNIT_CODE
from extractors.kit.fields import (  # fmt: skip
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    by_patterns,
    make_field,
    read_fields,
)
from extractors.kit.notice_day import issued, no_more_seals
from extractors.kit.periods import MONTH, first_day, is_span, last_day
from extractors.kit.sums import check_sum
from extractors.kit.tables import Fields, capped, money, row_fields
from extractors.kit.tax_papers import against_capitals, capitals, total_of

COLUMNS = (
    Column("_number", ("序号",)),
    Column("tax_type", ("税种", "征收项目", "税(费)种", "税种(征收项目)", "征收项目(税种)",
        "税费种")),
    Column("_item", ("征收品目", "品目", "税目")),
    Column("period_start", ("税款所属期起", "所属期起", "税款所属期", "税款所属时期"), "date"),
    Column("period_end", ("税款所属期止", "所属期止"), "date"),
    Column("_due", ("应缴金额", "应缴税额", "应纳税额"), "amount"),
    Column("paid_amount", ("实缴金额", "实缴税额", "已缴税额", "已缴金额", "缴纳金额", "入库金额",
        "金额", "实缴(退)金额"), "amount"),
    Column("paid_date", ("入库日期", "缴款日期", "入(退)库日期", "缴纳日期", "入库时间"), "date"),
    Column("_remark", ("备注",)),
)  # fmt: skip
ROWS = (
    FieldSpec("tax_type", "text"),
    FieldSpec("period_start", "date", read=first_day),
    FieldSpec("period_end", "date", read=last_day),
    FieldSpec("paid_amount", "amount"),
    FieldSpec("paid_date", "date"),
)
_ANY = rf"(?:{DAY}|{MONTH})"
_SPAN = rf"({_ANY})起?(?:至|到|-+|日至)({_ANY})"
_MONEY = r"¥?([0-9][0-9,]*\.[0-9]{2})元?"
_TYPE = r"((?:[一-鿿]{2,12}?(?:税|费附加|附加|费|金))(?:\([^()0-9]{1,10}\))?)"
_PROSE = re.compile(
    rf"(?:^|[;,:.中])(?:其中:?)?{_TYPE}(?:税款)?(?:为|共计|合计|:)?(?:人民币)?{_MONEY}"
)
_OFFICE = re.compile(
    r"(国家税务总局[一-鿿]{2,20}?税务局(?!公告)(?:[一-鿿]{0,8}?(?:税务所|分局|稽查局))?|"
    r"[一-鿿]{2,8}(?:国家|地方)税务局(?:[一-鿿]{2,8}(?:税务所|分局))?)$"
)


def _number(piece: Piece) -> TextValue | None:
    """The number with its usual brackets."""
    flat = piece.dense()
    text = flat.folded
    text = re.sub(r"[\[(]([12][0-9]{3})[\])]", r"〔\1〕", text)
    return TextValue(text, flat)


def _holder(piece: Piece) -> TextValue | None:
    value = read_company(piece)
    return value if value and len(value.value) >= 4 and "年" not in value.value[:5] else None


FIELDS = (
    FieldSpec("taxpayer_id", "credit_code", (), (
        r"(?:纳税人识别号|信用代码)[^0-9A-Z]{0,16}([0-9A-Z]{18})(?![0-9A-Z])",), (UNIT_CODE,),
        read=read_credit_code),
)  # fmt: skip
NUMBER = FieldSpec("notice_number", "text", ("编号", "文号", "告知书编号"), read=_number)
NUMBER_PATTERNS = (
    r"(?:^|\n|\t)(?:编号:|文号:)?\t?([一-鿿]{1,12}[\[(][12][0-9]{3}[\])](?:第)?[0-9]{1,10}号)",
    r"((?:[一-鿿]{1,8})?[\[(][12][0-9]{3}[\])](?:第)?[0-9]{1,10}号)",
)
NAME = FieldSpec("taxpayer_name", "company", ("纳税人名称",), read=_holder)
NAME_PATTERNS = (
    r"(?:^|\n)([^\n:;.,]{2,40}(?:公司|事务所|中心|院|校|所|会|社|厂|店|部|局|行|集团|合伙\)))[:;]"
    r"(?=\n|$)",
    r"纳税人(?:名称|\(单位\)名称):?\t?((?:(?!纳税人识别|统一社会)[^;,.:\t]){4,45}?)(?=[;,.\t]|\n?"
    r"\(?(?:纳税人识别号|统一社会信用)|\n[^\n]{0,4}[:一二三]|$)",
    r"(?:^|\n)([^\n:;.]{4,45}?)\n?\((?:纳税人识别号|统一社会信用)",
    r"(?:^|\n)([^\n:;.,]{4,45}):(?=\n|$)",
)
TOTAL = FieldSpec("total", "amount")
TOTAL_PATTERNS = (
    rf"(?:共计|合计|总计|总额(?:为)?|共缴纳|累计缴纳|实缴税\(?费?\)?[款额])(?:税\(?费?\)?款)?(?:"
    rf"\(小写\))?(?:人民币)?:?(?:为)?{_MONEY}",
)


_END = FieldSpec("period_end", "date")


def _rows(table: Table) -> list[Fields]:
    """The rows; 税款所属期 may hold both days of the period."""
    rows = row_fields(table, ROWS)
    for row, fields in zip(table.rows, rows, strict=True):
        whole = row.get("period_start")
        if "period_end" in fields or whole is None or not is_span(whole):
            continue
        if (value := last_day(whole)) is not None:
            fields["period_end"] = make_field(_END, value)
    return rows


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    lines = Flow(clean, between="\n", beside="\t")
    for spec, patterns in ((NUMBER, NUMBER_PATTERNS), (NAME, NAME_PATTERNS)):
        _take(fields, spec, by_patterns(lines, spec, patterns))
        if spec.name not in fields:
            fields.update(read_fields(clean, (spec,), kind.stops))
    tables = [find_table(sheet, COLUMNS, 2) for sheet in clean]
    rows = [row for table in tables if table for row in _rows(table)]
    rows = rows or _prose_rows(Flow(clean))
    fields.update(_totals(clean, tables))
    rows, total = (
        check_sum(rows, "paid_amount", fields.get("total")) if rows else (rows, fields.get("total"))
    )
    if total is not None:
        fields["total"] = _firm(total, fields.get("total_caps"))
    fields.update(_period(clean, rows))
    for found in (_office(clean), issued(_around(clean, tables))):
        if found is not None:
            fields[found.name] = found
    whole = no_more_seals(sheets, fields.get("issue_date"))
    return Extraction(fields=fields, rows=tuple(rows), no_more_seals=whole)


def _take(fields: Fields, spec: FieldSpec, values: Iterable[TextValue]) -> None:
    value = next(iter(values), None)
    if value is not None:
        fields[spec.name] = make_field(spec, value)


def _totals(sheets: Sheets, tables: Sequence[Table | None]) -> Fields:
    """The total in figures and in capitals, each checked against the other."""
    total = total_of(tables, "total", "paid_amount", "total")
    if total is None or total.value is None:
        found = by_patterns(Flow(sheets), TOTAL, TOTAL_PATTERNS)
        value = next((v for v in found if read_amount(v.piece) is not None), None)
        total = make_field(TOTAL, value) if value is not None else total
    total, caps = against_capitals(total, capitals(sheets))
    pairs = {"total": total, "total_caps": caps}
    return {name: value for name, value in pairs.items() if value is not None}


def _firm(total: Field, caps: Field | None) -> Field:
    """A total confirmed by its capitals is kept, even if the rows do not add up."""
    if caps is None or caps.value is None or total.value is None:
        return total
    same = Decimal(caps.value) == Decimal(total.value)
    return (
        total.model_copy(update={"confidence": max(total.confidence, caps.confidence)})
        if same
        else total
    )


def _prose_rows(flow: Flow) -> list[Fields]:
    """Tax types with their amounts in a sentence."""
    rows: list[Fields] = []
    for match in _PROSE.finditer(flow.text):
        tax, amount = flow.piece(*match.span(1)), flow.piece(*match.span(2))
        found = money(amount)
        if found is None or re.search(r"共计|合计|总计|税\(费\)款|人民币", tax.folded):
            continue
        rows.append(
            {
                "tax_type": make_field(
                    ROWS[0], TextValue(tax.folded.replace("(", "（").replace(")", "）"), tax)
                ),
                "paid_amount": make_field(ROWS[3], TextValue(plain(found.amount), amount)),
            }
        )
    return rows


def _period(sheets: Sheets, rows: Sequence[Fields]) -> Fields:
    """The months asked for: the span in the sentence, a whole year, or the span of the rows."""
    flow = Flow(sheets)
    start, end = (
        FieldSpec("period_start", "date", read=first_day),
        FieldSpec("period_end", "date", read=last_day),
    )
    for match in re.finditer(_SPAN, flow.text):
        a, b = first_day(flow.piece(*match.span(1))), last_day(flow.piece(*match.span(2)))
        if a is not None and b is not None and a.value <= b.value:
            return {"period_start": make_field(start, a), "period_end": make_field(end, b)}
    if (year := flow.find(r"([12][0-9]{3})年度")) is not None:
        days = ((start, "-01-01"), (end, "-12-31"))
        return {s.name: capped(make_field(s, TextValue(year.text + d, year)), 0.9) for s, d in days}
    return _row_span(rows)


def _row_span(rows: Sequence[Fields]) -> Fields:
    starts = [
        row["period_start"] for row in rows if "period_start" in row and row["period_start"].value
    ]
    ends = [row["period_end"] for row in rows if "period_end" in row and row["period_end"].value]
    if not starts or not ends:
        return {}
    first, last = min(starts, key=lambda f: f.value or ""), max(ends, key=lambda f: f.value or "")
    return {"period_start": capped(first, 0.85), "period_end": capped(last, 0.85)}


def _office(sheets: Sheets) -> Field | None:
    """The tax office that signs: of the lines with an office, the surest, then the longest."""
    spec = FieldSpec("tax_authority", "company")
    found: list[TextValue] = []
    for sheet in sheets:
        for i, text in enumerate(sheet.folded):
            bare = text.rstrip(" .:;,")
            piece = sheet.piece(i, 0, len(bare)).dense()
            match = _OFFICE.search(piece.folded)
            if match and match.start() <= 12 and "电子税务局" not in match[1]:
                name = _with_branch(sheet, i, piece[match.start() :])
                if (value := read_company(name)) is not None:
                    found.append(value)
    if not found:
        return None
    best = max(found, key=lambda v: (round(v.piece.confidence, 1), len(v.value)))
    return make_field(spec, best)


def _with_branch(sheet: TextSheet, line: int, piece: Piece) -> Piece:
    """The office with the branch printed beside or below: 第一税务所."""
    box = sheet.lines[line].box
    for i, text in enumerate(sheet.folded):
        other = sheet.lines[i].box
        near = -0.5 * box.height < other.cy - box.cy < 2.2 * box.height and i != line
        if (
            near
            and re.fullmatch(r"\s*第\S{1,3}税务所\s*", text)
            and piece.folded.endswith("税务局")
        ):
            return piece + sheet.piece(i).dense()
    return piece


def _around(sheets: Sheets, tables: Sequence[Table | None]) -> list[TextSheet]:
    """The sheets without their tables, whose last column may contain dates."""
    return [_outside(sheet, table) for sheet, table in zip(sheets, tables, strict=True)]


def _outside(sheet: TextSheet, table: Table | None) -> TextSheet:
    if table is None:
        return sheet
    return sheet.part(lambda line: not table.top < line.box.cy < table.bottom)


TYPE = TypeEntry(
    id="tax_info_notice",
    titles=("涉税信息查询结果告知书", "涉税信息结果告知书"),
    words=(
        "涉税信息查询结果告知书", "涉税信息结果告知书", "涉税信息查询申请",
            "现将查询结果告知如下", "现将结果告知如下", "税款入库情况", "特此告知",
        "税款所属期", "实缴金额", "纳税人识别号", "查询期间", "金税三期", "入库日期", "增值税",
            "企业所得税", "税收征管系统", "国家税务总局",
    ),
    against=("涉税信息查询申请表", "个人所得税纳税记录", "个人所得税纳税清单", "营业执照"),
    also=(("notice_number", "text"), ("taxpayer_name", "company"), ("period_start", "date"), ("period_end", "date"), ("total", "amount"), ("tax_authority", "company"), ("issue_date", "date")),
    fields=FIELDS,
    alone=4,
    stops=("纳税人识别号", "统一社会信用代码", "查询期间", "税款所属期"),
    extract=extract,
)  # fmt: skip
