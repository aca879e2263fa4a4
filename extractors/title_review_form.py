"""Review form of a professional title (专业技术职务任职资格评审表), a booklet or its core pages.

Reads    all its fields.
Skips    education, work history, achievements, the votes.
"""

import re

from core.text.sheet import Piece
from core.text.values import TextValue, tidy
from extractors.application_form_new import employer, sentence
from extractors.kit.education import last_date, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields
from extractors.kit.opinion import opinion

_RANKS = r"(?:正高级|副高级|高级|中级|初级|员级|助理级)"
_BEFORE = r"(?:正高级(?=正高级)|副高级(?=高级|副)|高级(?=高级|正|副)|中级|初级|员级|助理级)"
"""A level before a title; the 高级 of 高级工程师, with no other after it, is part of the title."""


def title(piece: Piece) -> TextValue | None:
    """The title without the level before it and the branch in brackets after it."""
    flat = piece.strip(" :;,.*_|").dense()
    match = re.match(rf"(?:{_BEFORE}(?=[一-鿿]{{1,10}}(?:师|员)))?([一-鿿]{{2,16}})", flat.folded)
    if match is None:
        return None
    part = flat[match.start(1) : match.end(1)]
    return TextValue(tidy(part.text), part)


def level(piece: Piece) -> TextValue | None:
    """A text that contains a level: 副高级, 中级."""
    value = word(piece)
    return value if value is not None and "级" in value.value else None


APPROVAL = (
    "审批部门意见",
    "审批机关意见",
    "审批单位意见",
    "审批意见",
    "主管部门审批意见",
    "核准意见",
    "批准意见",
)
REVIEW = ("评审组织意见", "评审委员会意见", "评委会意见", "评审意见", "专家组意见")
OTHERS = ("单位意见", "呈报单位意见", "推荐意见", "备注")
"""Labels of the neighbouring cells."""

FIELDS = (
    FieldSpec("name", "person", ("姓名", "申报人姓名")),
    FieldSpec("unit_name", "company", ("工作单位", "单位名称", "单位"), lines=2, read=employer),
    FieldSpec(
        "title",
        "text",
        (
            "申报资格名称",
            "评审资格",
            "申报资格",
            "申报专业技术资格",
            "申报职称",
            "拟评审资格",
            "申报职务",
        ),
        read=title,
    ),
    FieldSpec(
        "level",
        "text",
        ("申报级别", "资格级别", "级别"),
        fallback=(rf"(?:申报|评审)资格(?:名称)?:?({_RANKS})",),
        read=level,
    ),
    FieldSpec("review_date", "date", ("评审时间", "评审日期", "通过时间")),
    FieldSpec(
        "approval",
        "text",
        APPROVAL,
        lines=4,
        read=sentence,
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    approved = opinion(sheets, APPROVAL, (*REVIEW, *OTHERS)).get("unit_opinion")
    if approved is not None and approved.value is not None:
        fields["approval"] = approved.model_copy(update={"name": "approval"})
    reviewed = opinion(sheets, REVIEW, (*APPROVAL, *OTHERS)).get("unit_opinion_date")
    if "review_date" not in fields and reviewed is not None:
        fields["review_date"] = reviewed.model_copy(update={"name": "review_date"})
    if "review_date" not in fields and (found := last_date(sheets, "review_date")) is not None:
        fields["review_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="title_review_form",
    titles=(
        "专业技术资格评审表", "专业技术职务任职资格评审表", "职称评审表", "专业技术职称评审表",
        "专业技术职务评审表",
    ),
    words=(
        "任职资格评审表", "评审表", "申报资格", "评审组织意见", "审批部门意见", "评审委员会",
        "赞成", "反对", "评审专用章",
        "经评审委员会表决", "现任专业技术职务", "评审资格", "专业技术资格评审",
    ),
    against=("合格人员登记表", "工作居住证", "备案表", "管理号签发"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=(
        "性别", "出生日期", "学历", "毕业院校", "专业", "身份证号", "评审组织意见",
        "现任专业技术职务",
    ),
    extract=extract,
)  # fmt: skip
