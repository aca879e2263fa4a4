"""Marriage certificate (结婚证): the inner pages of the booklet on one scan.

Reads    all its fields; the two people in the order printed.
Skips    the registrar's sentence, the registrar's name.
"""

import re
from collections.abc import Sequence

from core.models.document import Field
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_date, read_id_number, read_person, read_text
from core.text.values.dates import DAY
from extractors.id_card import sex
from extractors.kit.couples import couple
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.letters import ID

_NUMBER = re.compile(r"([JLBI1])?([0-9]{6})-?([12][0-9]{3})-?([0-9]{6})(?![0-9])")
# The pattern of each value in a person's part.
_PARTS: tuple[tuple[str, str], ...] = (
    ("name", r"姓名:?(?!性别|国籍)([一-鿿·]{2,12}?)(?=性别|国籍|出生|身份|男|女|$)"),
    ("sex", r"性别:?([男女])"),
    ("nationality", r"国籍:?([一-鿿()]{2,14}?)(?=出生|身份|性别|姓名|备注|$)"),
    ("birth", rf"出生(?:日期|年月日?)?:?({DAY})"),
    ("id", rf"(?:身份证件?号?码?|证件号码?):?({ID})"),
)


def certificate_number(letter: str) -> "re.Pattern[str]":
    """The pattern of a number of this century: J110101-2017-000123 or L…"""
    return re.compile(rf"({letter}[0-9]{{6}}-?[12][0-9]{{3}}-?[0-9]{{6}})(?![0-9])")


def number(piece: Piece) -> TextValue | None:
    """J110101-2017-000123 with its hyphens; an older number as printed."""
    flat = piece.strip(" :;,.*_|").dense()
    if match := _NUMBER.search(flat.folded.upper()):
        letter = match[1] if match[1] in ("J", "L", "B") else ""
        value = f"{letter}{match[2]}-{match[3]}-{match[4]}"
        return TextValue(value, flat[match.start() : match.end()])
    if re.search(r"[字第].*[0-9]", flat.folded):
        return read_text(flat)
    return None


def parties(sheets: Sheets, keys: Sequence[str]) -> dict[str, Field]:
    """party1_… and party2_… for each key, one below the other or side by side.

    A value that was read for one person only belongs to the person in whose part it is.
    """
    flow = Flow(sheets)
    both = couple(sheets, keys, STOPS)
    labels = [m.start() for m in re.finditer(r"(?<!人)姓名", flow.text)]
    second = labels[1] if len(labels) == 2 else None
    fields: dict[str, Field] = {}
    for key, pattern in _PARTS:
        if key not in keys:
            continue
        if f"party2_{key}" in both:
            continue
        found = list(re.finditer(pattern, flow.text))
        if len(found) > 2 or not found:
            continue
        if len(found) == 2:
            order = [1, 2]
        elif second is None:
            continue
        else:
            order = [1 if found[0].start() < second else 2]
        for party, match in zip(order, found, strict=True):
            field = _party_field(flow, f"party{party}_{key}", key, match.span(1))
            if field is not None:
                fields[field.name] = field
    return {**fields, **both}


def _party_field(flow: Flow, name: str, key: str, span: tuple[int, int]) -> Field | None:
    piece = flow.piece(*span)
    if key == "birth":
        value, spec = read_date(piece), FieldSpec(name, "date")
    elif key == "id":
        value, spec = read_id_number(piece), FieldSpec(name, "id_number")
    elif key == "name":
        value, spec = read_person(piece), FieldSpec(name, "person")
    else:
        value = sex(piece) if key == "sex" else read_text(piece)
        spec = FieldSpec(name, "text")
    return make_field(spec, value) if value is not None else None


def remark(piece: Piece) -> TextValue | None:
    value = read_text(piece)
    return value if value is not None and len(value.value) >= 2 else None


def common(letter: str, labels: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    """The fields in the first part of the booklet, for marriage and for divorce."""
    return (
        FieldSpec("holder", "person", ("持证人",)),
        FieldSpec("register_date", "date", ("登记日期", "登记时间", "发证日期")),
        FieldSpec(
            "certificate_number",
            "text",
            labels,
            fallback=(certificate_number(letter).pattern,),
            read=number,
        ),
        FieldSpec("remark", "text", ("备注",), read=remark),
    )


FIELDS = common("J", ("结婚证字号", "结婚证号", "字号"))
STOPS = ("姓名", "性别", "国籍", "出生日期", "身份证件号", "登记机关", "婚姻登记员", "身份证号")


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    if "remark" in fields and fields["remark"].value is None:
        del fields["remark"]  # a line that is usually empty
    fields.update(parties(sheets, [key for key, _ in _PARTS]))
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="marriage_certificate",
    titles=("结婚证",),
    words=(
        "结婚证字号", "持证人", "登记日期", "婚姻登记专用章", "婚姻登记员", "结婚申请", "予以登记",
        "发给此证", "婚姻法",
        "民法典", "国籍", "身份证件号", "结婚证",
    ),
    against=("离婚证", "申请表", "常住人口登记卡", "居住证", "协议书", "判决"),
    also=(("party1_name", "person"), ("party1_sex", "text"), ("party1_nationality", "text"), ("party1_birth", "date"), ("party1_id", "id_number"), ("party2_name", "person"), ("party2_sex", "text"), ("party2_nationality", "text"), ("party2_birth", "date"), ("party2_id", "id_number")),
    fields=FIELDS,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
