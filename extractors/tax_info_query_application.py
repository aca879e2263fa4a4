"""Tax information query application (涉税信息查询申请表).

Issuer   the unit, to its tax office; wording of cells varies. Reads    all its fields.
"""

import re

from core.text.sheet import Flow
from core.text.stamps import without_seal_text
from core.text.values import read_date
from core.text.values.dates import DAY
from extractors.institution_certificate import name as unit_name
from extractors.kit.education import last_date
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.periods import MONTH, first_day, last_day

_ANY = rf"(?:{DAY}|{MONTH})"
_LEAD = r"(?:期间|所属期|时间段|时段)[^0-9]{0,12}"
FIELDS = (
    FieldSpec("taxpayer_name", "company", ("纳税人名称", "纳税人(单位)名称", "单位名称"), lines=2,
        read=unit_name),
    FieldSpec("taxpayer_id", "credit_code", ("纳税人识别号", "统一社会信用代码",
        "纳税人识别号(统一社会信用代码)"), (
        r"(?:纳税人识别号|信用代码)[^0-9A-Z]{0,14}([0-9A-Z]{18})",)),
    FieldSpec("agent_name", "person", ("经办人姓名", "申请人姓名", "经办人", "申请人", "姓名")),
    FieldSpec("agent_id", "id_number", ("身份证件号码", "身份证号码", "证件号码",
        "身份证件名称及号码"), fallback=(r"(?<![0-9A-Z])([1-9][0-9]{16}[0-9Xx])(?![0-9A-Z])",)),
    FieldSpec("agent_phone", "phone", ("联系电话", "电话", "手机", "手机号码")),
    FieldSpec("query_content", "text", ("查询内容", "查询事项", "申请查询内容", "申请查询事项"),
        lines=4),
    FieldSpec("period_start", "date", (), (rf"{_LEAD}({_ANY})", rf"({_ANY})起?(?:至|到|-){_ANY}"),
        read=first_day),
    FieldSpec("period_end", "date", (), (rf"{_LEAD}{_ANY}起?[^0-9]{{0,4}}({_ANY})",
        rf"{_ANY}起?(?:至|到|-)({_ANY})"), read=last_day),
)  # fmt: skip


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = [without_seal_text(sheet) for sheet in sheets]
    fields = read_fields(clean, kind.fields, kind.stops)
    flow = Flow(clean)
    labelled = flow.find(rf"申请日期:?({DAY})")
    after = max((flow.text.rfind(word) for word in ("声明", "签章", "签字", "申请人")), default=-1)
    dates = [
        m
        for m in re.finditer(DAY, flow.text)
        if m.start() > after
        and not re.match(r"起?(?:至|到|-)", flow.text[m.end() : m.end() + 2])
        and flow.text[m.start() - 1 : m.start()] not in ("至", "到", "-")
    ]
    piece = labelled or (flow.piece(*dates[0].span()) if dates else None)
    if piece is not None and (value := read_date(piece)) is not None:
        fields["apply_date"] = make_field(FieldSpec("apply_date", "date"), value)
    elif (own := last_date(clean, "apply_date")) is not None:
        fields["apply_date"] = own
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="tax_info_query_application",
    titles=("涉税信息查询申请表",),
    words=("涉税信息查询申请表", "查询事项", "查询内容", "查询用途", "纳税人声明", "纳税人识别号",
        "所属期间", "身份证件", "税务机关受理", "受理人", "经办人", "申请人"),
    against=("查询结果告知书", "劳动合同", "工作居住证", "营业执照"),
    also=(("apply_date", "date"),),
    fields=FIELDS,
    alone=4,
    stops=("身份证件名称", "身份证件名称及号码", "查询用途", "所属期间", "查询期间", "联系地址",
        "声明", "纳税人声明"),
    extract=extract,
)  # fmt: skip
