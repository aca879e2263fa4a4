"""Member's page of the household register (常住人口登记卡), alone or under the first page.

Reads    all its fields, and the household's number where a page prints it.
Skips    height, blood, service, belief.
"""

import re

from core.text.fold import squeeze
from core.text.sheet import Piece
from core.text.values import TextValue, read_company
from extractors.application_form_new import marital, number
from extractors.household_register_cover import MEMBER
from extractors.id_card import nation, sex, street
from extractors.kit.education import word
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    between,
    make_field,
    read_fields,
)

_KIN = (
    r"户主|本人|妻子?|丈夫|夫|配偶|[长次三四五][子女]|儿子|女儿|独生[子女]|子|女|父亲?|母亲?|岳[父母]|公公|婆婆|公|婆|[祖外]+[父母]"
    r"|孙[子女]?|外孙[子女]?|兄|弟|姐|妹|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|侄[子女]|外甥女?|非亲属|其他亲属|集体户成员|单位集体户|职工|学生"
)


def kinship(piece: Piece) -> TextValue | None:
    """The member's relation to the head of the household."""
    flat = piece.strip(" :;,.*_|").dense()
    match = re.match(rf"(?:之)?({_KIN})(?![主与])", flat.folded)
    return TextValue(match[1], flat[match.start(1) : match.end(1)]) if match else None


def region(piece: Piece) -> TextValue | None:
    """A place name, without the identity number of the cell below."""
    flat = piece.dense()
    match = re.search(r"[0-9]{6}", flat.folded)
    flat = (flat[: match.start()] if match else flat).strip(" :;,.*_|-")
    return street(flat) or (read_company(flat) if len(flat.chars) >= 2 else None)


def employer(piece: Piece) -> TextValue | None:
    value = read_company(piece)
    return value if value is not None and len(value.value) >= 3 else None


RELATION = FieldSpec(
    "relation",
    "text",
    ("户主或与户主关系", "与户主关系", "与户主的关系", "户主关系"),
    fallback=(rf"户主或与户?主?(?:关系)?({_KIN})(?=关系|曾用|性别)",),
    read=kinship,
)
FIELDS = (
    FieldSpec("name", "person", ("姓名",)),
    RELATION,
    FieldSpec("former_name", "person", ("曾用名",)),
    FieldSpec("sex", "text", ("性别",), read=sex),
    FieldSpec("birthplace", "address", ("出生地",), lines=2, read=region),
    FieldSpec("ethnicity", "text", ("民族",), read=nation),
    FieldSpec("native_place", "address", ("籍贯",), lines=2, read=region),
    FieldSpec("birth_date", "date", ("出生日期",)),
    FieldSpec(
        "id_number",
        "id_number",
        ("公民身份证件编号", "公民身份证编号", "公民身份号码", "身份证件编号"),
        fallback=(r"(?<![0-9])([1-9][0-9]{16}[0-9Xx])(?![0-9])",),
    ),
    FieldSpec("education", "text", ("文化程度",), read=word),
    FieldSpec("marital_status", "text", ("婚姻状况",), read=marital),
    FieldSpec("employer", "company", ("服务处所",), lines=2, read=employer),
    FieldSpec("occupation", "text", ("职业",), read=word),
    FieldSpec(
        "moved_to_city",
        "text",
        ("何时由何地迁来本市(县)", "何时由何地迁来本市县"),
        below=True,
        lines=2,
    ),
    FieldSpec("moved_to_address", "text", ("何时由何地迁来本址",), below=True, lines=2),
    FieldSpec("register_date", "date", ("登记日期",)),
    FieldSpec("corrections", "text", ("登记事项变更和更正记载",), lines=6),
    FieldSpec("household_number", "text", ("户号",), read=number),
)
_PLAIN = (
    "former_name",
    "employer",
    "occupation",
    "moved_to_city",
    "moved_to_address",
    "corrections",
    "household_number",
)
STOPS = (
    "本市(县)其他住址", "宗教信仰", "身高", "血型", "兵役状况", "承办人签章",
    "何时由何地迁来本市(县)", "本市(县)",
    "其他住址", "公民身份", "证件编号", "关系", "何时由何地迁来", "本址", "项目",
)  # fmt: skip


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    """On a page with both halves only the lower half belongs to the member."""
    part = between(sheets, MEMBER, ("居民户口簿", "户主姓名")) or list(sheets)
    fields = read_fields(part, kind.fields, kind.stops)
    if "relation" not in fields and (lone := _beside_the_name(part)) is not None:
        fields["relation"] = make_field(RELATION, lone)
    for name in _PLAIN:
        if name in fields and fields[name].value is None:
            del fields[name]  # cells that are often empty: an empty one means nothing
    return Extraction(fields=fields)


def _beside_the_name(sheets: Sheets) -> TextValue | None:
    """The only relation that is a cell of its own beside the name, if its small label is unread."""
    for sheet in sheets:
        head = next((ln for ln, text in zip(sheet.lines, sheet.folded, strict=True)
                     if squeeze(text) == "姓名"), None)  # fmt: skip
        if head is None:
            continue
        beside = [
            value
            for i, line in enumerate(sheet.lines)
            if line.box.x0 > head.box.x1 and abs(line.box.cy - head.box.cy) < head.box.height
            if (value := kinship(sheet.piece(i))) is not None
            and value.value == squeeze(line.text).removeprefix("之")
        ]
        if len(beside) == 1:
            return beside[0]
    return None


TYPE = TypeEntry(
    id="household_register_member",
    titles=("常住人口登记卡",),
    words=(
        "常住人口登记卡", "户主或与户主", "曾用名", "籍贯", "公民身份", "证件编号", "文化程度",
        "兵役状况", "服务处所",
        "何时由何地迁来", "登记日期", "宗教信仰", "血型", "婚姻状况", "出生地", "承办人签章",
    ),
    against=("申请表", "合同", "居住证", "出生医学证明", "结婚证"),
    fields=FIELDS,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
