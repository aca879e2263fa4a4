"""House ownership certificate (房屋所有权证, before 2015): red booklet.

Reads    all its fields.
Skips    storeys, land, the floor plan.
"""

import re

from core.text.sheet import Piece
from core.text.values import TextValue
from core.text.values.numbers import PROVINCES
from extractors.id_card import street
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.real_estate_certificate import area, entry, owner

_NUMBER = (
    rf"[A-Z]?(?:[{PROVINCES}][一-鿿]{{0,4}}|(?<![一-鿿])[一-鿿]{{0,5}})房权证(?!号|编号|书)"
    r"[一-鿿0-9A-Z]{0,12}字?第?[0-9A-Z\-]{4,14}号?"
)


def number(piece: Piece) -> TextValue | None:
    """X京房权证东字第012345号."""
    flat = piece.dense()
    match = re.search(_NUMBER, flat.folded.upper())
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


TYPE = TypeEntry(
    id="house_ownership_certificate",
    titles=("房屋所有权证", "中华人民共和国房屋所有权证"),
    words=(
        "房屋所有权人", "房权证", "房屋坐落", "共有情况", "登记时间", "房屋性质", "规划用途",
        "房屋状况", "套内建筑面积",
        "填发单位", "土地状况", "附记", "房屋所有权证",
    ),
    against=("不动产权第", "不动产单元号", "租赁期限", "出租人", "买受人", "抵押权人", "申请表"),
    fields=(
        FieldSpec("certificate_number", "text", (), (f"({_NUMBER})",), read=number),
        FieldSpec(
            "owner", "person", ("房屋所有权人", "所有权人", "权利人"), lines=2, read=owner
        ),
        FieldSpec("co_ownership", "text", ("共有情况",), read=entry),
        FieldSpec("address", "address", ("房屋坐落", "坐落"), lines=3, read=street),
        FieldSpec("register_date", "date", ("登记时间", "登记日期")),
        FieldSpec("house_nature", "text", ("房屋性质",), read=entry),
        FieldSpec("planned_use", "text", ("规划用途",), read=entry),
        FieldSpec(
            "area",
            "text",
            ("建筑面积(平方米)", "建筑面积(m2)", "建筑面积(㎡)", "建筑面积"),
            (r"(?<!套内)建筑面积(?:\(平方米\))?:?([0-9]+\.[0-9]{1,2})(?![0-9])",),
            below=True,
            read=area,
        ),
        FieldSpec("notes", "text", ("附记",), below=True, lines=6, read=entry),
    ),
    joins=True,
    alone=4,
    stops=("房屋状况", "土地状况", "套内建筑面积", "总层数", "填发单位", "地号"),
)  # fmt: skip
