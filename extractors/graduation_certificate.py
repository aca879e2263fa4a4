"""Graduation certificate (毕业证书): one sentence, in figures or Chinese numerals.

Issuer   the school; every school has its own design, some print a table.
Reads    all its fields.
Skips    the registration at the foot (中华人民共和国教育部监制, 查询网址).
"""

import re

from core.text.numerals import chinese_number
from core.text.sheet import Piece
from core.text.values import TextValue
from core.text.values.dates import DAY, MONTH
from extractors.kit.education import (
    HOUSE,
    LEVEL,
    MAJOR,
    SCHOOL,
    certificate_number,
    last_date,
    school,
    subject,
    word,
)
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.kit.letters import person_and_sex, prose, read_letter


def years(piece: Piece) -> TextValue | None:
    """The years of study in figures: 四年制 is 4, 两年半制 is 2.5."""
    flat = piece.dense()
    match = re.match(r"([0-9]+(?:\.[0-9])?|[一二两三四五六七八])(?:年)?(半)?", flat.folded)
    if match is None:
        return None
    number = match[1].replace("两", "二")
    whole = number if number[0].isdigit() else str(chinese_number(number))
    return TextValue(whole + (".5" if match[2] else ""), flat[match.start() : match.end(1)])


FIELDS = (
    FieldSpec("name", "person", ("姓名",)),
    FieldSpec("sex", "text", (), (r"性别:?([男女])", r"该生,?([男女])")),
    FieldSpec(
        "birth_date",
        "date",
        ("出生日期", "出生年月日"),
        (rf"({DAY})(?:出?生)", rf"(?:出生|生)于:?({DAY})"),
    ),
    FieldSpec(
        "start_month",
        "month",
        ("入学日期", "入学时间"),
        (
            rf"(?:于|自|从)?({MONTH})(?:[0-9一二三四五六七八九十]{{1,3}}日)?(?:起)?[至到\-]+{MONTH}",
            rf"(?:于|自|从)({MONTH})(?:[0-9一二三四五六七八九十]{{1,3}}日)?(?:起)?[至到]",
        ),
    ),
    FieldSpec(
        "end_month",
        "month",
        ("毕业日期", "毕业时间"),
        (rf"{MONTH}(?:[0-9一二三四五六七八九十]{{1,3}}日)?(?:起)?[至到\-]+({MONTH})",),
    ),
    FieldSpec(
        "school",
        "company",
        ("校(院)名", "学校名称", "校名", "院校名称", "学校", "办学单位"),
        read=school,
        fallback=(
            rf"(?:在|入)(?!本校|我校)({SCHOOL})",
            rf"(?:校|院)长.{{0,12}}?({SCHOOL})",
            rf"({SCHOOL})(?=.{{0,6}}(?:毕业证书|校长|院长))",
        ),
    ),
    FieldSpec(
        "major",
        "text",
        MAJOR.labels,
        (
            rf"[在于](?:本校|我校|本院|我院|该校|{SCHOOL}){HOUSE}"
            rf"[:,]?{LEVEL}([^,.;:]{{2,24}}?)(?:学科)?(?:\(专业\))?专[业亚]",
            rf"[在于]{LEVEL}([^,.;:在于]{{2,24}}?)(?:学科)?(?:\(专业\))?专业"
            r"(?=攻读|学习|学完|修|脱产|业余|函授|全日制|毕业|[一-四五六七八0-9]年制)",
            r"(?:学习|攻读|修读|修完|学完|完成)([^,.;:]{2,24}?)专业",
            r"(?:所学|攻读|主修|毕业)?专业[为是:]+([^,.;:]{2,24})(?=[,.;]|$)",
        ),
        read=subject,
    ),
    FieldSpec(
        "schooling_length",
        "text",
        ("学制",),
        (r"([0-9一二两三四五六七八](?:\.[05]|年半)?)年?制", r"学制:?([0-9一二两三四五六]年?)"),
        read=years,
    ),
    FieldSpec(
        "level",
        "text",
        ("层次", "学历层次"),
        (
            r"年(?:全日)?制(?:普通)?((?:博士|硕士)?研究生|本科|大?专科|专升本|高职|大专)",
            r"((?:博士|硕士)研究生|本科|专科(?:起点)?(?:升)?本?科?)(?=学习|毕业|层次|学历)",
            r"(?:攻读|修读|学习|完成)((?:博士|硕士)?研究生|本科|大?专科|专升本|高职|大专)",
            r"((?:博士|硕士)研究生|本科|大?专科)(?=[^,.;]{2,16}专业)",
        ),
        read=word,
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("证书编号", "毕业证书编号", "证书号", "学校编号", "编号"),
        read=certificate_number,
    ),
    FieldSpec("president", "person", ("校(院)长", "院(校)长", "校长", "院长")),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = prose(sheets)
    fields = read_letter(sheets, kind)
    fields.update(person_and_sex(clean))
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="graduation_certificate",
    titles=(
        "毕业证书", "普通高等学校毕业证书", "研究生毕业证书", "硕士研究生毕业证书",
        "博士研究生毕业证书",
        "成人高等教育毕业证书", "高等教育自学考试毕业证书", "普通高等教育毕业证书",
    ),
    words=(
        "准予毕业", "修完教学计划规定的全部课程", "成绩合格", "毕业证书", "校(院)长", "在本校",
        "年制", "证书编号",
        "培养计划", "论文答辩", "校(院)名",
    ),
    against=(
        "学位证书", "授予", "备案表", "认证报告", "在线验证", "申请表", "兹证明", "评审表",
        "登记表", "学籍",
        "学位条例",
    ),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=3,
    stops=("学位评定委员会主席",),
    extract=extract,
)  # fmt: skip
