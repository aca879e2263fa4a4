"""Medical certificate of birth (出生医学证明): bilingual, several editions.

Reads    all its fields; the parents' numbers are distinguished by position.
Skips    weight, length, weeks, the parents' age and address.
"""

import re

from core.models.document import Field
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_company, read_id_number
from core.text.values.dates import DAY
from extractors.id_card import sex, street
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)
from extractors.kit.letters import ID

_HOSPITAL = re.compile(r"[一-鿿()]{2,30}?(?:医院|保健院|卫生院|中心|诊所|保健所)")


def number(piece: Piece) -> TextValue | None:
    """A letter and nine or ten digits."""
    flat = piece.strip(" :;,.*_|").dense()
    match = re.search(r"(?<![A-Z])([A-Z])[.:]?([0-9]{9,10})(?![0-9])", flat.folded.upper())
    return TextValue(match[1] + match[2], flat[match.start() : match.end()]) if match else None


def hospital(piece: Piece) -> TextValue | None:
    flat = piece.strip(" :;,.*_|").dense()
    match = _HOSPITAL.match(flat.folded)
    return read_company(flat[match.start() : match.end()]) if match else None


def place(piece: Piece) -> TextValue | None:
    """A place name of two characters or more."""
    flat = piece.strip(" :;,._|*-").dense()
    if len(flat.chars) == 2 and re.fullmatch(r"[一-鿿]{2}", flat.folded):
        return TextValue(flat.text, flat)
    return street(flat) or (
        TextValue(flat.text, flat) if re.fullmatch(r"[一-鿿]{3,5}", flat.folded) else None
    )


FIELDS = (
    FieldSpec(
        "certificate_number",
        "text",
        ("出生证编号", "出生医学证明编号", "编号"),
        fallback=(r"(?<![A-Z])([A-Z][0-9]{9,10})(?![0-9])",),
        read=number,
    ),
    FieldSpec(
        "child_name",
        "person",
        ("新生儿姓名", "婴儿姓名"),
        fallback=(r"新生儿姓名:?([一-鿿·]{2,8}?)(?=性别|出生|Full|[A-Za-z])",),
    ),
    FieldSpec("sex", "text", ("性别",), read=sex),
    FieldSpec(
        "birth_time",
        "date",
        ("出生日期", "出生时间"),
        (rf"出生(?:日期|时间):?({DAY})",),
    ),
    FieldSpec("birthplace", "address", ("出生地点", "出生地"), lines=2, read=place),
    FieldSpec(
        "hospital",
        "company",
        ("医疗机构名称", "接生机构名称", "接生机构", "出生医疗机构"),
        lines=2,
        read=hospital,
    ),
    FieldSpec("mother_name", "person", ("母亲姓名",)),
    FieldSpec("father_name", "person", ("父亲姓名",)),
    FieldSpec("issuer", "company", ("签发机构", "签发单位", "签证机构"), lines=2, read=hospital),
    FieldSpec(
        "issue_date",
        "date",
        ("签发日期", "签证日期", "发证日期"),
        fallback=(rf"[签发证]{{1,2}}日期[^0-9出]{{0,3}}({DAY})",),
    ),
)
STOPS = (
    "孕周", "出生孕周", "健康状况", "体重", "身长", "体重/身长", "年龄", "国籍", "民族", "住址",
    "有效身份证件", "有效身份证件类别",
    "有效身份证件号码", "母亲有效身份证件", "父亲有效身份证件", "号码", "分类", "母亲身份证号",
    "父亲身份证号",
)  # fmt: skip


def parents(sheets: Sheets) -> dict[str, Field]:
    """The numbers of mother and father, one below the other or side by side."""
    flow = Flow(sheets)
    mother, father = flow.text.find("母亲姓名"), flow.text.find("父亲姓名")
    if mother < 0 or father < 0:
        return {}
    first, later = sorted((mother, father))
    found = list(re.finditer(rf"(?<![0-9])({ID})(?![0-9])", flow.text))
    upper = [m for m in found if first < m.start() < later]
    lower = [m for m in found if m.start() > later]
    names = ("mother_id", "father_id") if mother < father else ("father_id", "mother_id")
    if len(upper) == 1 and len(lower) <= 1:
        pairs = list(zip(names, [*upper, *lower], strict=False))
    elif not upper and len(lower) == 2:
        pairs = list(zip(names, lower, strict=True))
    elif not upper and len(lower) == 1 and _apart(flow, first, later):
        pairs = [(names[1], lower[0])]
    else:
        return {}
    fields: dict[str, Field] = {}
    for name, match in pairs:
        value = read_id_number(flow.piece(*match.span(1)))
        if value is not None:
            fields[name] = make_field(FieldSpec(name, "id_number"), value)
    return fields


def _apart(flow: Flow, first: int, later: int) -> bool:
    """Whether the two parents' parts are one below the other."""
    a, b = flow.piece(first, first + 4).level, flow.piece(later, later + 4).level
    return a is not None and b is not None and abs(a.cy - b.cy) > max(a.height, b.height)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    fields.update(parents(sheets))
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="birth_medical_certificate",
    titles=("出生医学证明", "MEDICAL CERTIFICATE OF BIRTH"),
    words=(
        "出生医学证明", "MEDICAL CERTIFICATE OF BIRTH", "新生儿姓名", "母亲姓名", "父亲姓名",
        "孕周", "身长", "体重",
        "Full name of baby", "出生医学证明专用章", "签发机构", "医疗机构名称", "健康状况",
        "接生机构",
    ),
    against=("申请表", "常住人口登记卡", "在校证明", "居住证"),
    also=(("mother_id", "id_number"), ("father_id", "id_number")),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
