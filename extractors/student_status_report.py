"""Verification of student status (教育部学籍在线验证报告): enrolment, no diploma.

Reads    all its fields. It looks like the registration form of a diploma
         but does not replace it.
Skips    the class and the branch of the school.
"""

from extractors.kit.education import CODE, VALID_UNTIL, school, stray_code, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

FIELDS = (
    FieldSpec("name", "person", ("姓名",)),
    FieldSpec("school", "company", ("学校名称", "院校名称", "院校"), lines=2, read=school),
    FieldSpec("status", "text", ("学籍状态",), read=word),
    CODE,
    VALID_UNTIL,
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    stray_code(sheets, fields)
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="student_status_report",
    titles=("教育部学籍在线验证报告", "学籍在线验证报告", "学籍验证报告"),
    words=(
        "学籍在线验证报告", "学籍状态", "在线验证码", "学信网", "学校名称", "入学日期",
        "预计毕业日期", "系所", "分院",
        "学历类别", "更新日期", "学号", "在籍", "离校日期",
    ),
    against=(
        "学历证书电子注册备案表", "证书编号", "毕(结)业日期", "学位证书", "认证报告", "兹有学生",
    ),
    fields=FIELDS,
    alone=5,
    stops=(
        "性别", "出生日期", "民族", "专业", "层次", "学制", "学习形式", "入学日期", "注意事项",
        "学历类别",
    ),
    extract=extract,
)  # fmt: skip
