"""Renewal sheet of a labour contract (劳动合同续订书): perhaps several on one page.

Reads    all its fields; of several completed renewals the one that ends last.
Skips    the unused blanks.
"""

import re

from core.models.document import Field
from core.text.sheet import Flow
from core.text.values import TextValue, read_date
from core.text.values.dates import DAY
from extractors.application_form_new import employer
from extractors.kit.education import last_date
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.signatures import signature

_SPAN = re.compile(
    rf"(?:自|从|期限为?:?)({DAY})(?:起)?(?:生效)?[,至到\-]*(?:[^0-9]{{0,16}}?(?:至|到|于))?({DAY})"
)
FIELDS = (
    FieldSpec(
        "employer",
        "company",
        ("甲方(用人单位)", "甲方(单位)", "甲方", "用人单位"),
        (
            r"甲方(?:\([^()]*\))?(?:名称)?:?([^,.;:]{4,40}?(?:公司|中心|事务所|研究院|大学|学院|医院))",
        ),
        read=employer,
    ),
    FieldSpec(
        "employee",
        "person",
        ("乙方(劳动者)", "乙方(职工)", "乙方", "劳动者"),
        (
            r"乙方(?:\((?!签|盖)[^()]*\))?(?:姓名)?:([一-鿿·]{2,12}?)(?=[,.;(]|身份|证件|性别|根据|经|$)",
        ),
    ),
)


def renewed(sheets: Sheets) -> dict[str, Field]:
    """`start_date` and `end_date` of the renewal that ends last."""
    flow = Flow(sheets)
    spans: list[tuple[TextValue, TextValue]] = []
    for match in _SPAN.finditer(flow.text):
        start, end = (read_date(flow.piece(*match.span(group))) for group in (1, 2))
        if start is not None and end is not None:
            spans.append((start, end))
    if not spans:
        return {}
    start, end = max(spans, key=lambda pair: pair[1].value)
    return {
        "start_date": make_field(FieldSpec("start_date", "date"), start),
        "end_date": make_field(FieldSpec("end_date", "date"), end),
    }


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    fields.update(renewed(sheets))
    employee = fields.get("employee")
    if employee is None or employee.value is None:
        signed = signature(sheets, "employee", ("乙方(签字)", "乙方签字", "乙方(签名)"))
        if signed is not None and signed.value is not None:
            fields["employee"] = signed
    date = last_date(sheets, "sign_date", below=0.2)
    if date is not None:
        fields["sign_date"] = date
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="labor_contract_renewal",
    titles=(
        "续订劳动合同", "劳动合同续订书", "劳动合同续签协议", "劳动合同续签书",
        "劳动合同续订协议书", "续签劳动合同协议书",
    ),
    words=(
        "续订劳动合同", "续订合同期限", "劳动合同续订书", "续订本合同", "续签",
        "经甲乙双方协商同意", "续订合同生效日期",
        "续订合同终止日期", "续订类型", "续订",
    ),
    against=(
        "试用期", "工作内容", "劳动纪律", "租赁", "工作居住证", "用人单位意见", "社会保险和福利",
    ),
    also=(("start_date", "date"), ("end_date", "date"), ("sign_date", "date"),),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=("签字", "盖章", "法定代表人"),
    extract=extract,
)  # fmt: skip
