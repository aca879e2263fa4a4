"""Electronic registration form of a diploma (教育部学历证书电子注册备案表, annex 7).

Issuer   学信网, a PDF of one page; grids of one or two columns, the code beside or below.
Reads    all its fields.
Skips    the notes at the foot except the end of validity.
"""

from extractors.kit.education import (
    BIRTH,
    CODE,
    MAJOR,
    NAME,
    SEX,
    UPDATED,
    VALID_UNTIL,
    certificate_number,
    completion,
    school,
    schooling,
    stray_code,
    word,
)
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    UPDATED,
    NAME,
    SEX,
    BIRTH,
    FieldSpec("enroll_date", "date", ("入学日期", "入学时间")),
    FieldSpec(
        "graduation_date",
        "date",
        ("毕(结)业日期", "毕(结)业时间", "毕结业日期", "毕业日期", "毕业时间"),
    ),
    FieldSpec("category", "text", ("学历类别", "学历类型"), read=word),
    FieldSpec("level", "text", ("学历层次", "培养层次", "层次"), read=word),
    FieldSpec(
        "school", "company", ("学校名称", "院校名称", "毕业院校", "毕业学校"), lines=2, read=school
    ),
    FieldSpec("schooling_length", "text", ("学制",), read=schooling),
    MAJOR,
    FieldSpec("study_form", "text", ("学习形式",), read=word),
    FieldSpec(
        "certificate_number",
        "text",
        ("学历证书编号", "毕业证书编号", "证书编号"),
        read=certificate_number,
    ),
    FieldSpec(
        "completion", "text", ("毕(结)业结论", "毕(结)业", "毕结业结论", "毕结业"), read=completion
    ),
    FieldSpec("president", "person", ("校(院)长姓名", "校(院)长", "校长姓名", "院长姓名", "校长")),
    CODE,
    VALID_UNTIL,
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    stray_code(sheets, fields)
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="chsi_registration_form",
    titles=("教育部学历证书电子注册备案表", "学历证书电子注册备案表"),
    words=(
        "学历证书电子注册备案表", "备案表", "毕(结)业日期", "入学日期", "学历类别", "学习形式",
        "层次",
        "校(院)长姓名", "在线验证码", "证书编号", "更新日期", "学信网", "学制",
    ),
    against=(
        "学籍在线验证报告", "学籍状态", "学位在线验证报告", "学位证书编号", "认证报告", "申请表",
        "评审表",
    ),
    fields=FIELDS,
    alone=5,
    stops=("学籍状态", "注意事项", "在线验证", "民族"),
    extract=extract,
)  # fmt: skip
