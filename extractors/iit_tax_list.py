"""Individual income tax list (个人所得税纳税清单, annex 9), for months to 2018-12.

Issuer   国家税务总局北京市税务局 (before 2018-06 the local tax bureau); landscape or portrait.
Reads    all its fields. The withholding agent may not be printed: then
         the note names the payer.
"""

from core.models.document import Field
from core.text.table import Table
from extractors.kit.codes import check_code
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.months import check_steps
from extractors.kit.sums import check_sum
from extractors.kit.tables import Fields
from extractors.kit.tax_papers import (  # fmt: skip
    against_capitals,
    capitals,
    notes_of,
    read_authority,
    rows_of,
    tables_of,
    total_of,
)

FIELDS = (
    FieldSpec(
        "tax_authority",
        "company",
        ("税务机关", "主管税务机关"),
        fallback=(r"((?:国家税务总局)?北京市[^,.;:0-9()<>]{0,14}?税务局)",),
        read=read_authority,
    ),
    FieldSpec("print_date", "date", ("打印日期", "打印时间", "开具日期", "填发日期")),
    FieldSpec("check_code", "text", ("查验码", "校验码", "验证码", "查询验证码"), read=check_code),
    FieldSpec("name", "person", ("纳税人名称", "纳税人姓名", "姓名"), below=True),
    FieldSpec("id_type", "text", ("纳税人身份证件类型", "身份证件类型", "证件类型"), below=True),
    FieldSpec(
        "id_number",
        "id_number",
        ("纳税人身份证件号码", "身份证件号码", "证件号码", "身份证号码", "身份证照号码"),
        below=True,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    tables = tables_of(sheets)
    column = "tax_paid" if any(t and "tax_paid" in t.heads for t in tables) else "income"
    subtotal = total_of(tables, "subtotal", column, "page_subtotal")
    total = total_of(tables, "total", column, "total")
    rows, total = _checked(tables, column, total)
    total, caps = against_capitals(total, capitals(sheets))
    for name, value in (("page_subtotal", subtotal), ("total", total), ("total_caps", caps)):
        if value is not None:
            fields[name] = value
    notes = notes_of(sheets, tables)
    fields.update(notes.fields)
    return Extraction(fields=fields, rows=tuple(rows), annotations=notes.annotations)


def _checked(
    tables: list[Table | None], column: str, total: Field | None
) -> tuple[list[Fields], Field | None]:
    """Rows checked against each page's subtotal, then all of them against the total."""
    rows: list[Fields] = []
    for table, group in zip(tables, rows_of(tables), strict=True):
        page = total_of([table], "subtotal", column, "page_subtotal")
        rows += check_sum(group, column, page)[0] if page else group
    rows, total = check_sum(check_steps(rows), column, total)
    income = total_of(tables, "total", "income", "income")
    return check_sum(rows, "income", income)[0] if column != "income" else rows, total


TYPE = TypeEntry(
    id="iit_tax_list",
    titles=("个人所得税纳税清单", "国家税务总局北京市税务局个人所得税纳税清单",
        "个人所得税纳税记录清单", "北京市地方税务局个人所得税纳税清单"),
    words=(
        "个人所得税纳税清单", "纳税记录清单", "申报收入额", "实缴税额", "税款所属时期",
            "征收机关", "入库时间", "本页小计", "查验码",
        "纳税人身份证件类型", "纳税人身份证件号码", "税款金额合计", "所得项目", "申报日期",
    ),
    against=("扣缴客户端", "涉税信息", "个人扣缴明细", "记录期间", "原《税收完税证明》"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("打印日期", "查验码", "第", "金额单位", "所得项目", "申报日期", "申报收入额", "国籍"),
    noted=True,
    extract=extract,
)  # fmt: skip
