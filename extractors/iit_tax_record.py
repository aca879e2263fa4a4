"""Individual income tax record (个人所得税纳税记录), 2019 on.

Issuer   国家税务总局; print of a PDF with text layer, about sixteen rows a page.
Reads    all its fields; `total` is the figure beside the capitals.
Skips    the notices, the QR code's payload (a Code of the page).
Shows tax, never income.
"""

import re

from core.models.document import Field
from core.text.sheet import Flow
from core.text.values.dates import DAY_OR_MONTH
from extractors.kit.codes import check_code
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    piece_field,
    read_fields,
)
from extractors.kit.tax_papers import (  # fmt: skip
    against_capitals,
    capitals,
    checked,
    notes_of,
    rows_of,
    tables_of,
    total_of,
)

FIELDS = (
    FieldSpec(
        "serial",
        "text",
        (),
        (r"记录(?:编号|号)?:?(?:No\.?:?|NO\.?:?)?(?:\(原.{4,14}?\))?([0-9]{8,20})(?![0-9])",),
        (
            r"[\[(][12][0-9]{3}[\])][一-鿿]{1,8}(?:\(原.{4,14}?\))?([0-9]{8,20})(?![0-9])",
            r"(?<![0-9A-Z])([0-9]{16})(?![0-9A-Z])",
        ),
    ),
    FieldSpec("verification_code", "text", ("查询验证码", "验证码"), below=True, read=check_code),
    FieldSpec("period_start", "month", (), (rf"记录期间:?(?:自)?({DAY_OR_MONTH})",)),
    FieldSpec(
        "period_end",
        "month",
        (),
        (rf"记录期间:?(?:自)?{DAY_OR_MONTH}(?:至|到|-)?({DAY_OR_MONTH})",),
    ),
    FieldSpec("name", "person", ("纳税人名称", "纳税人姓名", "姓名")),
    FieldSpec("taxpayer_id", "id_number", ("纳税人识别号",)),
    FieldSpec(
        "id_number",
        "id_number",
        ("身份证件号码", "身份证照号码", "身份号码", "身份证号码", "证件号码", "证照号码"),
    ),
    FieldSpec(
        "authority",
        "company",
        ("开具机关", "开具税务机关"),
        (r"开具机关(?:\(盖章\))?:?((?:国家)?税务总局[^,.;:0-9()]{2,24}?(?:税务局|税务所|分局))",),
    ),
    FieldSpec("issue_date", "date", ("开具时间", "填发日期", "开具日期", "打印日期")),
)


_WHOLE = r"[\[(]([12][0-9]{3})[\])]([0-9]{4})记录(?:编号|号)?:?([0-9]{8})(?![0-9])"
"""(2023)9731记录97896825: year, office and number form one number."""


def serial(sheets: Sheets) -> Field | None:
    """The record's number if it is printed in its three parts."""
    flow = Flow(sheets)
    match = re.search(_WHOLE, flow.text)
    if match is None:
        return None
    return piece_field("serial", "text", flow.piece(*match.span()), "".join(match.groups()))


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    whole = serial(sheets)
    if whole is not None:
        fields["serial"] = whole
    tables = tables_of(sheets)
    total = total_of(tables, "total", "tax_paid", "total")
    rows, total = checked(rows_of(tables), "tax_paid", total)
    total, caps = against_capitals(total, capitals(sheets))
    for name, value in (("total", total), ("total_caps", caps)):
        if value is not None:
            fields[name] = value
    notes = notes_of(sheets, tables)
    fields.update(notes.fields)
    return Extraction(fields=fields, rows=tuple(rows), annotations=notes.annotations)


TYPE = TypeEntry(
    id="iit_tax_record",
    titles=("个人所得税纳税记录",),
    words=(
        "个人所得税纳税记录", "原《税收完税证明》", "记录期间", "查询验证码", "实缴(退)金额",
            "入(退)库日期", "入库税务机关", "申报日期",
        "税款所属期", "本凭证不作纳税人记账", "开具机关", "纳税人识别号", "金额合计",
            "工资薪金所得", "抵扣凭证",
    ),
    against=("个人所得税纳税清单", "纳税记录清单", "扣缴客户端", "涉税信息", "个人扣缴明细"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("国籍(地区)", "国籍", "身份证件类型", "身份证照类型", "金额单位", "开具时间", "当前第",
        "本凭证"),
    noted=True,
    extract=extract,
)  # fmt: skip
