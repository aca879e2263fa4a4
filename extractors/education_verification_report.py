"""Verification report of a diploma (中国高等教育学历认证报告, annex 7).

Issuer   学信网 (全国高等学校学生信息咨询与就业指导中心); one or two pages, table or prose.
Reads    all its fields and the end of validity where it is printed.
Leaves   the conclusion's wording.
"""

from core.text.values.dates import DAY
from extractors.chsi_registration_form import FIELDS as REGISTRATION
from extractors.kit.education import last_date, report_number, stray_code
from extractors.kit.fields import DocumentType, Extraction, FieldSpec, Sheets, read_fields

_WANTED = (
    "name", "sex", "birth_date", "enroll_date", "graduation_date", "school", "major", "category",
    "study_form", "level", "schooling_length", "completion", "president", "certificate_number",
    "verification_code", "valid_until",
)  # fmt: skip

FIELDS = (
    FieldSpec("report_number", "text", ("报告编号", "认证编号"), read=report_number),
    FieldSpec(
        "print_date",
        "date",
        ("打印日期", "认证日期", "报告日期", "出具日期", "认证时间"),
        (rf"(?:打印|认证|报告|出具)(?:日期|时间):?({DAY})",),
    ),
    *(spec for spec in REGISTRATION if spec.name in _WANTED),
)


def extract(kind: DocumentType, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    stray_code(sheets, fields)
    if "print_date" not in fields and (found := last_date(sheets, "print_date")) is not None:
        fields["print_date"] = found
    return Extraction(fields=fields)


TYPE = DocumentType(
    id="education_verification_report",
    titles=("中国高等教育学历认证报告", "高等教育学历认证报告", "学历认证报告"),
    words=(
        "学历认证报告", "Verification Report of Higher Education", "报告编号", "认证日期",
        "学历证书信息",
        "学历认证专用章", "学历证书真实有效", "学历电子注册信息",
        "全国高等学校学生信息咨询与就业指导中心",
        "学生服务与素质发展中心", "毕业日期", "层次",
    ),
    against=("学位认证", "学位授予单位", "备案表", "学籍状态", "留学服务中心", "申请表"),
    fields=FIELDS,
    alone=5,
    stops=("认证结论", "认证机构", "学制", "民族"),
    extract=extract,
)  # fmt: skip
