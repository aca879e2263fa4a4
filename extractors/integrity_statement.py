"""Integrity statement (诚信声明, annex 4): the applicant's above, the unit's below.

Reads    all its fields.
Skips    the wording of the promises.
"""

from core.models.document import Field
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, between, read_fields
from extractors.kit.signature_dates import signature_date
from extractors.kit.signatures import signature

APPLICANT = (
    "申请人(签字)", "申请人签名", "本人签字", "声明人(签字)", "申请人签字", "声明人签字",
    "申请人本人签字", "承诺人签字", "申报人签字", "申请者签字", "个人签字",
)  # fmt: skip
LEGAL_REP = (
    "单位法人代表(签字)", "法人代表(签字)", "法定代表人(签字)", "单位法定代表人(签字)",
    "单位负责人(签字)", "单位法人代表签字", "法人代表签字", "法定代表人签字",
    "单位法人签字", "法人签字", "主要负责人签字", "负责人签字",
)  # fmt: skip
_UNIT = ("申请单位声明", "单位声明", "本单位对")

FIELDS = (
    FieldSpec(
        "applicant_name_in_text",
        "person",
        (),
        (
            r"本单位对([一-鿿·]{2,12}?)(?:同志)?(?:所?提供)",
            r"单位对[^一-鿿]{0,4}([一-鿿·]{2,12}?)[^一-鿿]{0,4}(?:同志)?所?提供",
        ),
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    upper = between(sheets, ("个人声明", "本人保证"), _UNIT) or list(sheets)
    lower = between(sheets, _UNIT, ("区人力社保局意见",)) or list(sheets)
    signed = signature(upper, "applicant_signature", APPLICANT)
    found: tuple[Field | None, ...] = (
        signed or signature(sheets, "applicant_signature", APPLICANT),  # both sign at the foot
        signature_date(upper, "applicant_date", APPLICANT),
        signature(lower, "legal_rep_signature", LEGAL_REP),
        signature_date(lower, "unit_date", LEGAL_REP),
    )
    fields.update({field.name: field for field in found if field is not None})
    if "unit_date" not in fields and (day := last_date(lower, "unit_date")) is not None:
        fields["unit_date"] = day
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="integrity_statement",
    titles=("诚信声明", "诚信承诺声明"),
    words=(
        "诚信声明", "永久放弃申报资格", "申请单位声明", "个人声明", "未履行审查职责",
        "申请人(签字)", "单位法人代表(签字)",
        "(申请单位盖章)", "本人保证所填写信息", "认真审核",
    ),
    against=("变更申请表", "工作居住证申请表", "在申请事项前的", "借住声明", "证书编号", "续签"),
    also=(("applicant_date", "date"), ("unit_date", "date")),
    fields=FIELDS,
    alone=4,
    extract=extract,
)  # fmt: skip
