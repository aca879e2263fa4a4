"""Real estate certificate (不动产权证书, since 2015): a table beside the notes (附记).

Reads    all its fields.
Skips    the notes, except values of fields; the plan.
"""

import re

from core.models.document import Field
from core.text.fold import squeeze
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, read_company, read_date, read_text, tidy
from core.text.values.dates import DAY
from extractors.id_card import street
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    make_field,
    read_fields,
)

_NUMBER = re.compile(r"[一-鿿]?\(([12][0-9]{3})\)[一-鿿]{0,8}不动产权第[0-9]{5,9}号?")


def number(piece: Piece) -> TextValue | None:
    """京（2018）东不动产权第0012345号."""
    flat = piece.dense()
    match = _NUMBER.search(flat.folded)
    if match is None:
        return None
    value = match[0].replace("(", "（").replace(")", "）")
    return TextValue(value, flat[match.start() : match.end()])


def owner(piece: Piece) -> TextValue | None:
    flat = piece.dense()
    if match := _NUMBER.match(flat.folded):  # the line above, which starts where the cell does
        flat = flat[match.end() :]
    value = read_company(flat)
    return value if value is not None and re.search(r"[一-鿿]{2}", value.value) else None


def unit_number(piece: Piece) -> TextValue | None:
    """28 letters and digits, printed in groups."""
    flat = piece.strip(" :;,.*_|").dense()
    match = re.search(r"[0-9]{6}[0-9A-Z]{14,24}", flat.folded.upper())
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


def area(piece: Piece) -> TextValue | None:
    """The building's area in square metres; the land's area is before it."""
    flat = piece.dense()
    text = flat.folded
    match = re.search(r"建筑面积:?([0-9]+(?:\.[0-9]+)?)", text) or re.search(
        r"([0-9]+\.[0-9]+|[0-9]+(?=平|m|㎡))", text
    )
    return TextValue(match[1], flat[match.start(1) : match.end(1)]) if match else None


def entry(piece: Piece) -> TextValue | None:
    """A cell's text without any space."""
    bare = piece.strip(" :;,.*_|").dense()
    value = read_text(bare)
    return TextValue(tidy(bare.text), bare) if value is not None and len(value.value) >= 2 else None


_USES = re.compile(
    r"住|宅|商|办公|工业|公寓|车[库位]|仓储|宿舍|用地|综合|教育|科研|医疗|其[他它]|别墅|平房"
)


def use(piece: Piece) -> TextValue | None:
    """The use of land and house; a part of a neighbouring label is not a use."""
    value = entry(piece)
    return value if value is not None and _USES.search(value.value) else None


def right(piece: Piece) -> TextValue | None:
    """A kind of right, which contains the word for right."""
    value = entry(piece)
    return value if value is not None and "权" in value.value else None


FIELDS = (
    FieldSpec(
        "certificate_number",
        "text",
        ("不动产权证号", "证书号", "不动产权证书号"),
        (r"([一-鿿]?\([12][0-9]{3}\)[一-鿿]{0,8}不动产权第[0-9]{5,9}号?)",),
        read=number,
    ),
    FieldSpec("owner", "person", ("权利人",), lines=2, read=owner),
    FieldSpec("co_ownership", "text", ("共有情况",), read=entry),
    FieldSpec("address", "address", ("坐落", "房屋坐落"), lines=3, read=street),
    FieldSpec("unit_number", "text", ("不动产单元号",), lines=2, read=unit_number),
    FieldSpec("right_type", "text", ("权利类型",), lines=2, read=right),
    FieldSpec("right_nature", "text", ("权利性质",), lines=2, read=entry),
    FieldSpec("use", "text", ("用途", "规划用途"), lines=2, read=use),
    FieldSpec(
        "area",
        "text",
        ("面积",),
        (r"(?<!专有)(?<!分摊)(?<!套内)建筑面积:?([0-9]+(?:\.[0-9]+)?)(?=平|m|㎡|M)",),
        lines=2,
        read=area,
    ),
    FieldSpec("term", "text", ("使用期限",), lines=3, read=entry),
    FieldSpec(
        "other",
        "text",
        ("权利其他状况", "权利其他情况", "其他权利状况", "其他状况", "权利其它状况"),
        lines=6,
        read=entry,
    ),
    FieldSpec(
        "serial",
        "text",
        (),
        (r"(?:N[Oo0][.:]?|编号:?(?:N[Oo0][.:]?)?)([A-Z]?[0-9]{8,12})(?![0-9])",),
        read=read_text,
    ),
    FieldSpec(
        "register_date",
        "date",
        ("登记日期", "登记时间", "登簿日期", "发证日期"),
        fallback=(rf"登记机构.{{0,12}}?({DAY})(?!日?[起至到止])",),
    ),
)
OFFICE_HEIGHTS = 4.0  # line heights: how far below the office its day may be
STOPS = (
    "附记",
    "业务件号",
    "登记原因",
    "权利其他状况",
    "房屋结构",
    "总层数",
    "专有建筑面积",
    "分摊建筑面积",
    "土地使用权面积",
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    _other(sheets, fields)
    if "register_date" not in fields and (day := _below_the_office(sheets)) is not None:
        fields["register_date"] = day
    return Extraction(fields=fields)


def _below_the_office(sheets: Sheets) -> Field | None:
    """The day on a line of its own under 登记机构（章）, beside which another column may stand."""
    for sheet in sheets:
        office = next(
            (ln for ln, text in zip(sheet.lines, sheet.folded, strict=True)
             if squeeze(text).startswith("登记机构")), None,
        )  # fmt: skip
        for i, line in enumerate(sheet.lines if office else ()):
            assert office is not None
            below = 0 < line.box.cy - office.box.cy < OFFICE_HEIGHTS * office.box.height
            if below and line.box.over(office.box):
                value = read_date(sheet.piece(i))
                if value is not None and len(value.piece.chars) == len(squeeze(line.text)):
                    return make_field(FieldSpec("register_date", "date"), value)
    return None


def _other(sheets: Sheets, fields: dict[str, Field]) -> None:
    """权利其他状况 with its first words, although they are labels elsewhere: 房屋结构:."""
    flow = Flow(sheets, between="\n", beside="\t")
    spec = next(spec for spec in FIELDS if spec.name == "other")
    for match in re.finditer(
        r"[\n\t](?:权利)?其[他它](?:权利)?(?:状况|情况):?\t?([^\n\t]+)", flow.text
    ):
        value = entry(flow.piece(*match.span(1)))
        old = fields.get("other")
        known = old.value if old is not None and old.value else ""
        if value is not None and known in value.value:
            fields["other"] = make_field(spec, value)
            return


TYPE = TypeEntry(
    id="real_estate_certificate",
    titles=("不动产权证书", "中华人民共和国不动产权证书"),
    words=(
        "不动产权第", "权利人", "共有情况", "坐落", "不动产单元号", "权利类型", "权利性质",
        "使用期限", "权利其他状况",
        "不动产登记专用章", "不动产权证书", "不动产登记机构", "附记", "国有建设用地使用权",
    ),
    against=("租赁期限", "出租人", "申请表", "抵押权人", "买受人", "居住证", "房屋所有权人"),
    fields=FIELDS,
    joins=True,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
