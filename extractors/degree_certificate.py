"""Degree certificate (学位证书): one sentence, in figures or Chinese numerals.

Issuer   the school; since 2016 each designs its own.
Reads    all its fields.
Skips    the kind of education in brackets at the foot.
"""

import re

from core.models.document import Field
from core.text.values import read_date, read_person
from core.text.values.dates import DAY
from extractors.kit.education import (
    BRANCH,
    HOUSE,
    LEVEL,
    SCHOOL,
    certificate_number,
    last_date,
    school,
    subject,
    word,
)
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.letters import person_and_sex, prose, read_letter

FIELDS = (
    FieldSpec("name", "person", ("姓名",)),
    FieldSpec("sex", "text", (), (r"性别:?([男女])", r"该生,?([男女])")),
    FieldSpec(
        "birth_date",
        "date",
        ("出生日期",),
        (rf"({DAY})(?:出?生)", rf"(?:出生|生)于:?({DAY})"),
    ),
    FieldSpec(
        "school",
        "company",
        ("学位授予单位", "授予单位", "校(院)名", "学校名称", "院校名称", "校名"),
        (rf"在(?!本校|我校|本院|我院)({SCHOOL})",),
        fallback=(
            rf"(?:经|达到|符合|由|毕业于)(?!审|本)({SCHOOL})(?=学位|学士|硕士|博士|授予|[,.])",
            rf"({SCHOOL})(?=.{{0,14}}(?:学位证书|校长|院长|学位评定))",
        ),
        read=school,
    ),
    FieldSpec(
        "major",
        "text",
        ("学科(专业)", "学科专业", "专业名称", "专业", "学科"),
        (
            rf"[在于](?:本校|我校|本院|我院|该校|{SCHOOL}){HOUSE}"
            rf"[:,]?{LEVEL}([^,.;:]{{2,24}}?)(?:学科)?(?:\(专业\))?(?:专业|学科)",
            rf"[在于]{LEVEL}([^,.;:在于]{{2,24}}?)(?:学科)?(?:\(专业\))?(?:专业|学科)(?:攻读|学习|学完|修|已|通过|毕业)",
            rf"[在于](?:本校|我校|{SCHOOL})([^,.;:]{{2,20}}?)专(?=完成|攻读|学习|修)",
            r"(?:攻读|修读|修完|学完|完成)([^,.;:]{2,24}?)(?:学科)?(?:\(专业\))?(?:专业|学科)",
            r"(?:所学|攻读|主修|毕业)?专业[为是:]+([^,.;:]{2,24})(?=[,.;]|$)",
            rf"[,.]{LEVEL}([^,.;:在于]{{2,24}}?)专业(?=,|已|学|毕)",
        ),
        read=subject,
    ),
    FieldSpec(
        "degree",
        "text",
        ("学位名称", "所授学位"),
        (
            rf"授予(?:其|该生)?.{{0,6}}?({BRANCH}(?:博士|硕士|学士))",
            r"授予(?:其|该生)?:?([^,.;:]{2,12}?[学博硕]士)学位",
        ),
        fallback=(rf"({BRANCH}(?:博士|硕士|学士))学位(?!条例|评定)",),
        read=word,
    ),
    FieldSpec(
        "certificate_number",
        "text",
        ("学位证书编号", "证书编号", "证书号", "编号"),
        read=certificate_number,
    ),
    FieldSpec("president", "person", ("校(院)长", "院(校)长", "校长", "院长")),
    FieldSpec(
        "chairman",
        "person",
        (
            "学位评定委员会主席",
            "学位评定分委员会主席",
            "评定委员会主席",
            "主席",
        ),
    ),
)

_HAN = re.compile("[㐀-鿿]")
GRANTED = (FieldSpec("name", "person", (), (
    rf"授予([一-鿿·]{{2,12}}?)(?:同学)?(?={BRANCH}(?:博士|硕士|学士))",
)),)  # fmt: skip


_HOLDER = re.compile(
    r"(?:certif(?:y|ies)\s+that|conferred\s+(?:up)?on|awarded\s+to|admits)\s*", re.IGNORECASE
)
_FULL_DATE = re.compile(r"[A-Za-z0-9 ,.]*[A-Za-z]{3,9}[A-Za-z0-9 ,.]*(?:19|20)[0-9]{2}\.?")


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    clean = prose(sheets)
    fields = read_letter(sheets, kind)
    fields.update(person_and_sex(clean))
    if "name" not in fields or fields["name"].value is None:
        fields.update(read_fields(clean, GRANTED, kind.stops))
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    if not any(_HAN.search(text) for sheet in sheets for text in sheet.folded):
        fields |= _of_english(sheets)
    return Extraction(fields=fields)


def _of_english(sheets: Sheets) -> dict[str, Field]:
    """The holder, below or behind the words that name one, and the last date, of a foreign degree.

    Chinese words on it are only those of the unit's seal on the copy.
    """
    fields: dict[str, Field] = {}
    for sheet in sheets:
        named = False
        for i, text in enumerate(sheet.folded):
            holder = _HOLDER.search(text)
            start = holder.end() if holder else 0
            if (holder or named) and "name" not in fields:
                value = read_person(sheet.piece(i, start)) if start < len(text) else None
                if value is not None and " " in value.value:
                    fields["name"] = make_field(FieldSpec("name", "person"), value)
                named = holder is not None and start == len(text)
            day = read_date(sheet.piece(i)) if _FULL_DATE.fullmatch(text.strip()) else None
            if day is not None:
                fields["issue_date"] = make_field(FieldSpec("issue_date", "date"), day)
    return fields


TYPE = TypeEntry(
    id="degree_certificate",
    titles=("学士学位证书", "硕士学位证书", "博士学位证书", "学位证书", "DEGREE CERTIFICATE"),
    words=(
        "学位条例", "经审核符合", "授予", "业已毕业", "学位评定委员会主席", "学位评定委员会",
        "学位证书", "学习计划",
        "学位法", "通过论文答辩", "证书编号",
        "has conferred upon", "admitted to the degree of", "has been awarded the degree of",
        "the degree of Master of", "the degree of Bachelor of", "Doctor of Philosophy",
        "fulfilled all the requirements", "with all the rights and privileges",
    ),
    against=(
        "准予毕业", "备案表", "认证报告", "在线验证", "申请表", "留学服务中心", "经查", "真实有效",
        "评审表",
        "登记表",
    ),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=3,
    extract=extract,
)  # fmt: skip
