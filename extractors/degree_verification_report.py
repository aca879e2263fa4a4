"""Verification report of a degree (学位认证报告, annex 7), in prose or as a table.

Issuer   教育部学位与研究生教育发展中心; from 2022-10 学信网. Its seal is blue.
Reads    all its fields and the end of validity where it is printed.
Skips    the date the degree was granted, which has no field.
"""

import re
from collections.abc import Sequence

from core.text.sheet import Piece
from core.text.values import TextValue
from core.text.values.dates import DAY, MONTH
from extractors.id_card import sex
from extractors.kit.education import (
    BRANCH,
    SEX,
    VALID_UNTIL,
    certificate_number,
    last_date,
    report_number,
    school,
    subject,
    verification_code,
    word,
)
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, derived, read_fields

_LEVELS = ("博士", "硕士", "学士")
_FIELDS = (
    "哲学", "经济学", "法学", "教育学", "文学", "历史学", "理学", "工学", "农学", "医学", "军事学",
    "管理学",
    "艺术学",
)  # fmt: skip


def discipline(piece: Piece) -> TextValue | None:
    """One of the disciplines in which degrees are granted."""
    return _one_of(_FIELDS, piece)


def degree_level(piece: Piece) -> TextValue | None:
    """学士, 硕士 or 博士."""
    return _one_of(_LEVELS, piece)


def _one_of(words: Sequence[str], piece: Piece) -> TextValue | None:
    flat = piece.strip(" :;,.*_|/-").dense()
    found = next((w for w in words if flat.folded.startswith(w)), None)
    return TextValue(found, flat[: len(found)]) if found else None


def year(piece: Piece) -> TextValue | None:
    """The year of a date, or a single year."""
    flat = piece.dense()
    if match := re.search(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])", flat.folded):
        return TextValue(match[1], flat[match.start() : match.end()])
    return None


FIELDS = (
    FieldSpec("report_number", "text", ("报告编号",), read=report_number),
    FieldSpec("application_number", "text", ("申请编号",), read=report_number),
    FieldSpec(
        "print_date",
        "date",
        ("打印日期", "认证日期", "报告日期"),
        (rf"(?:打印|认证|报告)日期:?({DAY})",),
    ),
    FieldSpec(
        "name",
        "person",
        ("姓名",),
        (
            r"[.,]([一-鿿·]{2,12}?)[,.](?:性别)?:?[男女][,.]",
            r"兹?证明([一-鿿·]{2,12}?)[,.]?(?:性别)?[男女]",
        ),
    ),
    FieldSpec("sex", "text", SEX.labels, (r"[一-鿿·]{2,12}[,.](?:性别)?:?([男女])[,.]",), read=sex),
    FieldSpec(
        "birth_date",
        "date",
        ("出生日期", "出生"),
        (rf"({DAY})(?:出生|生[,.])", rf"出生(?:日期|于):?({DAY})"),
    ),
    FieldSpec(
        "school",
        "company",
        ("学位授予单位名称", "学位授予单位", "授予单位"),
        (
            r"经(?:查|核查|审核|查询)[,:]?(.{3,30}?)是(?:经)?国务院",
            r"[.,](.{3,30}?)是(?:经)?国务院学位委员会授权",
            r"所?持有?的?([一-鿿()]{3,24}?(?:大学|学院|研究院|研究所|党校)(?:[一-鿿]{2,4}?分校)?)(?=[0-9颁授于的])",
            r"(?<=在)([一-鿿()]{3,24}?(?:大学|学院|研究院|研究所|党校)(?:[一-鿿]{2,4}?分校)?)(?=获|取得|攻读|学习)",
        ),
        lines=2,
        read=school,
    ),
    FieldSpec(
        "major",
        "text",
        ("学科专业", "学科/专业", "专业名称", "专业"),
        (
            r"在(?:该校|该单位|本校|我校)(.{2,30}?)(?:学科|专业|\(专业)",
            r"攻读(.{2,30}?)(?:学科|专业)",
            r"(?:学科)?专业(?:名称)?[为是:]+([^,.;:()]{2,24})(?=[,.;)])",
        ),
        read=subject,
    ),
    FieldSpec(
        "degree_level",
        "text",
        ("学位层级", "学位层次", "学位级别"),
        fallback=(r"(?:颁发|授予|获得?|取得)的?(博士|硕士|学士)(?:专业)?学位",),
        read=degree_level,
    ),
    FieldSpec("discipline", "text", ("学科门类", "学位类别", "门类"), read=discipline),
    FieldSpec(
        "degree",
        "text",
        ("所授学位", "学位名称"),
        (rf"(?:获得?|授予).{{0,4}}?({BRANCH}(?:博士|硕士|学士))(?:专业)?(?:学位|[,.])",),
        read=word,
    ),
    FieldSpec(
        "degree_year",
        "text",
        ("获学位年份", "获学位时间", "获学位日期"),
        (
            rf"于({DAY})(?:在|获)",
            rf"于({MONTH})(?:在|获)",
            r"于([12][0-9]{3}年)(?:在|获)",
            r"(?<![0-9])((?:19|20)[0-9]{2})年?(?:颁发|授予|获得?|取得)",
        ),
        read=year,
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("学位证书编号", "证书编号"),
        (r"证书编号为?:?([0-9A-Z]{8,20})(?=[.,;])",),
        read=certificate_number,
    ),
    FieldSpec(
        "verification_code",
        "text",
        ("在线验证码", "验证编码", "验证码"),
        fallback=(r"验证(?:编)?码:?([0-9A-Z]{16}|[0-9A-Z]{12})(?![0-9A-Z])",),
        read=verification_code,
        below=True,
    ),
    VALID_UNTIL,
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    degree = fields.get("degree")
    if degree is not None and degree.value is not None:
        level = next((one for one in _LEVELS if degree.value.endswith(one)), None)
        if level is not None:
            fields.setdefault("degree_level", derived(degree, "degree_level", "text", level))
        branch = next((one for one in _FIELDS if degree.value.startswith(one)), None)
        if branch is not None:
            fields.setdefault("discipline", derived(degree, "discipline", "text", branch))
    if "print_date" not in fields and (found := last_date(sheets, "print_date")) is not None:
        fields["print_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="degree_verification_report",
    titles=(
        "认证报告", "中国高等教育学位认证报告", "中国学位认证报告", "学位认证报告",
        "CREDENTIALS REPORT",
        "认证报告CREDENTIALS REPORT",
    ),
    words=(
        "教育部学位与研究生教育发展中心", "CREDENTIALS REPORT", "学位认证", "学位授予单位",
        "学位证书真实有效",
        "国务院学位委员会", "学位认证专用章", "报告编号", "申请编号", "以下无正文", "学位证书编号",
        "学位层级",
        "ACADEMIC DEGREES", "chinadegrees", "获学位年份", "学科门类",
    ),
    against=(
        "学历认证报告", "备案表", "学位在线验证报告", "留学服务中心", "学籍状态", "申请表",
        "工作居住证",
    ),
    fields=FIELDS,
    alone=4,
    stops=("获学位日期", "认证结论"),
    extract=extract,
)  # fmt: skip
