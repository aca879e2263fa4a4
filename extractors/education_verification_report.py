"""Verification report of a diploma (中国高等教育学历认证报告, annex 7).

Issuer   学信网 (全国高等学校学生信息咨询与就业指导中心); one or two pages, table or prose.
Reads    all its fields and the end of validity where it is printed.
Skips    the conclusion's wording.
"""

from dataclasses import replace

from core.text.values.dates import DAY
from extractors.chsi_registration_form import FIELDS as REGISTRATION
from extractors.kit.education import last_date, report_number, stray_code
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

_WANTED = (
    "name", "sex", "birth_date", "enroll_date", "graduation_date", "school", "major", "category",
    "study_form", "level", "schooling_length", "completion", "president", "certificate_number",
    "verification_code", "valid_until",
)  # fmt: skip

_SCHOOL = r"[一-鿿()]{2,22}?(?:大学|学院|研究院|研究所|党校|学校)(?:[一-鿿]{2,4}?分校)?"
_LEVEL = r"(?:博士|硕士)?研究生|专科起点本科|专科起点升本科|高中起点本科|第二学士学位|本科|大?专科|高职(?:\(专科\))?|大专|专升本"
_PROSE = {
    "name": (
        r"(?:申请人|学生|学员|持证人|证明)([一-鿿·]{2,12}?)(?:同学|先生|女士)?(?=[(,.]|性别|[男女][,.)])",
    ),
    "school": (
        rf"(?:所持有?|持有|毕业于|就读于)的?({_SCHOOL})",
        rf"(?<=[在于])(?!本校|我校)({_SCHOOL})",
    ),
    "major": (rf"{_SCHOOL}([^,.;:()]{{2,20}}?)专业(?=[^,.;]{{0,8}}(?:{_LEVEL}|毕业|学历|学习))",),
    "level": (rf"专业(?:[^,.;:]{{0,8}}?)({_LEVEL})(?=毕业|学历|层次|学习|[,.;])",),
    "enroll_date": (
        rf"({DAY})起?[至到\-]+{DAY}",
        rf"({DAY})(?:入学|入校)",
    ),
    "graduation_date": (
        rf"{DAY}起?[至到\-]+({DAY})",
        rf"({DAY})(?:毕业|结业|离校)",
    ),
    "category": (
        r"(?<![一-鿿])((?:普通|成人)(?:高等)?教育|高等教育自学考试|自学考试|网络教育|开放教育|现代远程教育|研究生教育)"
        r"(?![一-鿿])",
    ),
    "study_form": (
        r"(?<![一-鿿])((?:普通)?全日制|非全日制|业余|函授|半?脱产|夜大学?|网络教育|开放教育)(?=[,.;)]|学习|$)",
    ),
}  # fmt: skip
"""The sentences of a report for the values that a table has at labels."""

FIELDS = (
    FieldSpec("report_number", "text", ("报告编号", "认证编号"), read=report_number),
    FieldSpec(
        "print_date",
        "date",
        ("打印日期", "认证日期", "报告日期", "出具日期", "认证时间"),
        (rf"(?:打印|认证|报告|出具)(?:日期|时间):?({DAY})",),
    ),
    *(
        replace(spec, fallback=(*spec.fallback, *_PROSE.get(spec.name, ())))
        for spec in REGISTRATION
        if spec.name in _WANTED
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    stray_code(sheets, fields)
    if "print_date" not in fields and (found := last_date(sheets, "print_date")) is not None:
        fields["print_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
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
