"""Online verification report of a degree (中国高等教育学位在线验证报告).

Issuer   学信网, a PDF of one page, like the registration form of a diploma.
Reads    all its fields and the end of validity.
Skips    the notes at the foot.
"""

from extractors.kit.education import (
    BIRTH,
    CODE,
    NAME,
    SEX,
    UPDATED,
    VALID_UNTIL,
    certificate_number,
    school,
    stray_code,
    word,
)
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    UPDATED,
    NAME,
    SEX,
    BIRTH,
    FieldSpec("degree_date", "date", ("获学位日期", "获得学位日期", "获学位时间", "学位授予日期")),
    FieldSpec(
        "school",
        "company",
        ("学位授予单位名称", "学位授予单位", "授予单位"),
        lines=2,
        read=school,
    ),
    FieldSpec("degree", "text", ("所授学位", "学位名称", "所获学位", "授予学位"), read=word),
    FieldSpec(
        "major",
        "text",
        ("学科/专业", "学科(专业)", "学科专业", "专业名称", "学科名称", "专业"),
        lines=2,
        read=word,
    ),
    FieldSpec("certificate_number", "text", ("学位证书编号", "证书编号"), read=certificate_number),
    CODE,
    VALID_UNTIL,
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    stray_code(sheets, fields)
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="degree_online_report",
    titles=(
        "中国高等教育学位在线验证报告", "高等教育学位在线验证报告", "学位在线验证报告",
        "学位证书电子注册备案表",
    ),
    words=(
        "学位在线验证报告", "获学位日期", "所授学位", "学位授予单位", "学位证书编号", "在线验证码",
        "学科/专业",
        "学位证书电子注册信息", "学信网", "更新日期",
    ),
    against=(
        "学历证书电子注册备案表", "学籍状态", "CREDENTIALS REPORT", "毕(结)业日期", "留学服务中心",
        "申请表",
    ),
    fields=FIELDS,
    alone=4,
    stops=("注意事项", "在线验证", "民族"),
    extract=extract,
)  # fmt: skip
