"""Change of employer data (单位信息变更申请表, annex 6): a table on one page.

Reads    all its fields; 实缴资本 is pre-printed in 万元 and converted.
Skips    the office's part (初审, 复审), empty at filing.
"""

import re
from decimal import Decimal

from core.text.sheet import Piece
from core.text.values import TextValue, plain, read_amount, tidy
from extractors.application_form_new import employer
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.personal_change_form import LEGAL_REP, OTHER, changes, other

ITEMS = ("查询用户名重置密码", "基础变更", "跨区县变更", "其他")


def capital(piece: Piece) -> TextValue | None:
    """Yuan; the form prints 万元 after the blank, perhaps in a cell of its own."""
    value = read_amount(piece)
    if value is None or value.doubt:
        return value
    text = piece.dense().folded
    if "万" in text or "元" in text:
        return value
    return TextValue(plain(Decimal(value.value) * 10000), value.piece)


def place(piece: Piece) -> TextValue | None:
    flat = piece.strip(" :;,.*_|·…-").dense()
    if not re.search(r"[一-鿿]{2,}", flat.folded) or flat.folded in ("区",):
        return None
    return TextValue(tidy(flat.text), flat)


FIELDS = (
    FieldSpec("unit_name", "company", ("单位名称", "用人单位名称"), lines=2, read=employer),
    FieldSpec("paid_in_capital", "amount", ("实缴资本", "实缴注册资本"), read=capital),
    FieldSpec("tax_place", "address", ("纳税地", "纳税地址", "纳税所在地", "纳税地点"), read=place),
    FieldSpec("other_item", "text", ("其他(请注明)",), (OTHER,), read=other),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    return changes(kind, sheets, ITEMS, {"legal_rep": LEGAL_REP})


TYPE = TypeEntry(
    id="unit_change_form",
    titles=("单位信息变更申请表",),
    words=(
        "单位信息变更申请表", "在申请事项前的", "实缴资本", "纳税地", "查询用户名重置密码",
        "基础变更(区县内)", "跨区县变更",
        "其他(请注明)", "申请单位意见", "避免注册地", "落实专人负责制度", "初审", "复审",
    ),
    against=("个人信息变更申请表", "个人声明", "诚信声明"),
    also=(("unit_opinion", "text"), ("unit_opinion_date", "date"),),
    fields=FIELDS,
    alone=4,
    stops=("在申请事项前的", "本单位保证"),
    extract=extract,
)  # fmt: skip
