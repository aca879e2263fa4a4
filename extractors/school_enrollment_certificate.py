"""School enrolment certificate (在校证明, 在读证明): a letter of the school.

Reads    all its fields.
Skips    the status of the pupil's record.
"""

from extractors.kit.education import last_date, school, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.letters import ID_HERE, NAME, SUBJECT, closing, read_letter

PUPIL = (
    rf"(?:兹证明|兹有|证明)[^,.;]{{0,24}}?(?:学生|同学)(?!证)({NAME})(?:同学)?"
    r"(?=[,.(;:]|身份|性别|系|为|现|[0-9])"
)
FIELDS = (
    FieldSpec("student_name", "person", ("学生姓名", "姓名"), (PUPIL, SUBJECT)),
    FieldSpec(
        "student_id_number",
        "id_number",
        ("身份证号码", "身份证号", "公民身份号码", "证件号码"),
        (ID_HERE,),
    ),
    FieldSpec(
        "grade",
        "text",
        ("年级", "就读年级", "所在年级"),
        (
            r"(?:我校|本校|我院|本院|学校|就读于|现为|现就读)"
            r"([^,.;]{0,14}?(?:年级|级|[一二三]年)(?:[^,.;]{0,8}?班)?)(?=在读|在校|学生|就读|学习|[,.;])",
        ),
        read=word,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    signed = closing(sheets, "school", offices=True)
    if signed is not None:
        fields["school"] = signed
    else:
        spec = FieldSpec("school", "company", ("学校名称", "就读学校", "学校"), read=school)
        fields.update(read_fields(sheets, (spec,), kind.stops))
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="school_enrollment_certificate",
    titles=("在校证明", "在读证明", "学生在校证明", "就读证明", "在学证明"),
    words=(
        "在校证明", "在读证明", "兹有学生", "在读学生", "我校", "年级", "学籍状态", "特此证明",
        "兹证明", "教务处", "在校学生",
        "本校学生",
    ),
    against=("离职", "居住证明", "毕业证书", "学位", "学信网", "在线验证", "申请表", "职工"),
    also=(("school", "company"), ("issue_date", "date")),
    fields=FIELDS,
    alone=4,
    stops=("性别", "学籍号", "班级"),
    extract=extract,
)  # fmt: skip
