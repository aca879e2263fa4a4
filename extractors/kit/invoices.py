"""Shared by invoices: the fields of the VAT slip and of the electronic invoice."""

import re

from core.models.document import Field
from core.numbers.amounts import IN_WORDS
from core.text.numerals import chinese_amount
from core.text.sheet import Flow, Piece
from core.text.values import TextValue, plain, read_company, read_text
from extractors.kit.fields import FieldSpec, Sheets, make_field

_MONEY = r"[0-9][0-9,]*\.[0-9]{2}"


def party(piece: Piece) -> TextValue | None:
    """A buyer or seller: a person or an organisation."""
    value = read_company(piece)
    if value is None or not re.search(r"[一-鿿]{2}", value.value):
        return None
    return value


def caps(piece: Piece) -> TextValue | None:
    """An amount in capitals, as a decimal number of yuan."""
    flat = piece.dense()
    found = chinese_amount(flat.folded)
    return None if found is None else TextValue(plain(found[0]), flat[found[1] : found[2]])


def digits(piece: Piece) -> TextValue | None:
    flat = piece.strip(" :;,.*_|").dense()
    match = re.search(r"[0-9A-Z]{8,20}", flat.folded.upper())
    return TextValue(match[0], flat[match.start() : match.end()]) if match else None


_NEXT = r"税率|税额|价税|规格|型号|单位|数量|单价|金额|[零壹贰叁肆伍陆柒捌玖拾]|人民币|合计|购买|销售|付款|收款|备注|名称|小写|大写|发票|开票|校验"
_CAPS = rf"[{IN_WORDS}亿圆元角分整正]{{4,}}"
COMMON = (
    FieldSpec("invoice_code", "text", ("发票代码",), read=digits),
    FieldSpec("invoice_number", "text", ("发票号码",), read=digits),
    FieldSpec("issue_date", "date", ("开票日期",)),
    FieldSpec(
        "item",
        "text",
        (),
        (
            rf"(\*[^*]{{2,14}}\*(?:(?!{_NEXT})[一-鿿()]){{2,20}}?)(?=[0-9]|无|套|月|间|平|免税|\*|{_NEXT}|$)",
            rf"(\*[^*]{{2,14}}\*(?:(?!{_NEXT})[一-鿿()]){{2,10}})",
            r"(?:服务名称|项目名称)[^*]{0,40}?(房屋?租[金赁]?|住房租赁|商品房|住宅|购房款|不动产)",
        ),
        read=read_text,
    ),
    FieldSpec(
        "total",
        "amount",
        (),
        (
            rf"(?:\(小写\)|小写)[:¥]*({_MONEY})",
            rf"价税合计.{{0,60}}?¥({_MONEY})",
            rf"(?:合计金额|金额合计|总计)[:¥]*({_MONEY})",
        ),
    ),
    FieldSpec("total_caps", "amount", (), (rf"(?:大写\)?|价税合计).{{0,8}}?({_CAPS})",), read=caps),
    FieldSpec("remark", "text", ("备注", "备 注"), lines=4, read=read_text),
)
STOPS = (
    "纳税人识别号", "统一社会信用代码/纳税人识别号", "地址、电话", "开户行及账号", "密码区",
    "规格型号", "单位", "数量",
    "单价", "金额", "税率", "税额", "收款人", "复核", "开票人", "销售方", "购买方", "价税合计",
)  # fmt: skip


def parties(sheets: Sheets) -> dict[str, Field]:
    """`buyer` and `seller`: one below the other, or side by side on the electronic invoice.

    The buyer's name comes first in reading order on both.
    """
    flow = Flow(sheets, between="\n", beside="\t")
    names = []
    for match in re.finditer(r"(?<![目务])名称:\t?([^\n\t:]{2,40})", flow.text):
        value = party(flow.piece(*match.span(1)))
        if value is not None:
            names.append(value)
    if len(names) != 2:
        return {}
    return {
        "buyer": make_field(FieldSpec("buyer", "person"), names[0]),
        "seller": make_field(FieldSpec("seller", "company"), names[1]),
    }
