"""Change of personal data (个人信息变更申请表, annex 5): a table on one page.

Reads    all its fields; ticked boxes are found by sign and ink.
Skips    the office's part (初审, 复审), empty at filing.
"""

from collections.abc import Mapping, Sequence

from core.text.sheet import Piece
from core.text.values import TextValue, read_text
from extractors.application_form_new import number
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.opinion import dated, opinion
from extractors.kit.signature_dates import signature_date
from extractors.kit.signatures import signature
from extractors.kit.ticks import ticks

ITEMS = ("聘用单位", "居住地址", "随往人员", "其他")
APPLICANT = ("申请人(签字)", "申请人签名", "本人签字", "申请人")
LEGAL_REP = ("法人代表(签字)", "法定代表人(签字)", "单位法人代表(签字)", "法人代表", "法定代表人")
OPINION = (
    "单位审核意见", "单位审批意见", "单位核实意见", "申请单位意见", "用人单位意见", "单位意见",
    "聘用单位意见",
)  # fmt: skip
ENDS = (
    "区人力",
    "人力社保",
    "人社局",
    "区人社",
    "申请单位声明",
    "个人声明",
    "初审",
    "法人代表",
    "法定代表人",
)


def other(piece: Piece) -> TextValue | None:
    """The text after 其他（请注明）, unless it is only a line to write on."""
    bare = piece.strip(" :;,.*_|-()")
    value = read_text(bare)
    return value if value is not None and len(value.value) >= 2 else None


OTHER = r"其他\((?:请?注明|请说明)\)[:_]*([一-鿿、,]{2,20}?)(?=_|个人声明|申请单位|单位声明|本人|本单位|$)"
"""What is written behind the last of the boxes in a line."""
FIELDS = (
    FieldSpec(
        "name",
        "person",
        ("姓名", "申请人姓名", "申请人"),
        fallback=(r"姓[^一-鿿]{0,3}名:?([一-鿿·]{2,8}?)(?=证书|身份|性别)",),
    ),
    FieldSpec("permit_number", "text", ("证书编号", "工作居住证编号", "证件编号"), read=number),
    FieldSpec("id_number", "id_number", ("身份证号码", "身份证号", "证件号码")),
    FieldSpec("other_item", "text", ("其他(请注明)",), (OTHER,), read=other),
)


def changes(
    kind: TypeEntry,
    sheets: Sheets,
    items: Sequence[str],
    signers: Mapping[str, Sequence[str]],
) -> Extraction:
    """What both change forms hold: fields, boxes, the unit's opinion, signatures and dates.

    `signers` gives each signer (`<name>_signature`, `<name>_date`) with its labels.
    """
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "other_item" in fields and fields["other_item"].value is None:
        del fields["other_item"]  # a line to write on, left empty
    found = [ticks(sheets, "change_items", items)]
    for name, labels in signers.items():
        found.append(signature(sheets, f"{name}_signature", labels))
        found.append(signature_date(sheets, f"{name}_date", labels))
    fields.update({field.name: field for field in found if field is not None})
    fields.update(opinion(sheets, OPINION, ENDS))
    dated(sheets, fields)
    return Extraction(fields=fields)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    return changes(kind, sheets, ITEMS, {"applicant": APPLICANT, "legal_rep": LEGAL_REP})


TYPE = TypeEntry(
    id="personal_change_form",
    titles=("个人信息变更申请表",),
    words=(
        "个人信息变更申请表", "在申请事项前的", "聘用单位", "居住地址", "随往人员", "其他(请注明)",
        "申请单位声明", "申请单位意见",
        "证书编号", "初审", "复审", "本单位对该职工提供的材料", "区人力社保局意见",
    ),
    against=("单位信息变更申请表", "实缴资本", "工作居住证申请表", "诚信声明", "纳税地"),
    also=(("applicant_date", "date"), ("unit_opinion", "text"), ("unit_opinion_date", "date")),
    fields=FIELDS,
    alone=5,
    stops=("在申请事项前的", "个人声明", "申请单位声明"),
    extract=extract,
)  # fmt: skip
