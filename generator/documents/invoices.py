"""Invoices of a purchase and of a rent, in the electronic form of 2023."""

from decimal import Decimal

from generator import seals
from generator.documents.page import PageBuilder, Printed, Value, digits, page
from generator.facts import Facts
from generator.numbers import capitals
from generator.paper import Paper

BUILDER = "北京样例房地产开发有限公司"


def _invoice(p: PageBuilder, money: tuple[str, str, str], remark: str, seed: int) -> None:
    """The electronic invoice of 2023 and later: parties side by side, one item, a total."""
    p.put(105, p.y, "电子发票（普通发票）", 6.4, "serifb", "c", (150, 60, 40))
    p.put(194, p.y + 2, "发票号码：{invoice_number}", anchor="r")
    p.put(194, p.y + 9, "开票日期：{issue_date}", anchor="r")
    p.y += 20
    sheet, x, y = p.sheet, p.left, p.y
    sheet.rect(x, y, x + p.wide, y + 26)
    sheet.line(x + p.wide / 2, y, x + p.wide / 2, y + 26)
    for n, (head, who, number) in enumerate((("购买方信息", "buyer", "buyer_id"),
                                             ("销售方信息", "seller", "seller_id"))):  # fmt: skip
        at = x + n * p.wide / 2
        for i, char in enumerate(head):
            p.put(at + 2, y + 2 + i * 4.6, char, 3.4)
        sheet.line(at + 8, y, at + 8, y + 26)
        p.put(at + 11, y + 5, f"名称：{{{who}}}", 3.5)
        if number in p.values:
            p.put(at + 11, y + 15, f"统一社会信用代码/纳税人识别号：{{{number}}}", 2.9)
    p.y += 26
    heads = ["项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额"]
    net, rate, tax = money
    row = ["{item}", "", "套", "1", net, net, rate, tax]
    p.table((44, 16, 10, 10, 26, 26, 24, 22), [heads, row, ["合    计", "", "", "", "", f"¥{net}",
            "", f"¥{tax}"]], height=8, size=2.9)  # fmt: skip
    sheet.rect(x, p.y, x + p.wide, p.y + 9)
    p.put(x + 4, p.y + 2.6, "价税合计（大写）")
    p.put(x + 46, p.y + 2.6, "{total_caps}")
    p.put(x + 118, p.y + 2.6, "（小写）¥{total}")
    sheet.rect(x, p.y + 9, x + p.wide, p.y + 30)
    p.put(x + 2, p.y + 12, "备注", 3.2)
    p.put(x + 12, p.y + 12, remark, 3.4)
    p.put(x + 4, p.y + 34, "开票人：孙测新")
    p.y += 40


def purchase_invoice(f: Facts, seed: int) -> Paper:
    """购房发票."""
    values: dict[str, Value] = {
        "invoice_number": "24112000" + digits(seed, 12),
        "issue_date": Printed("2024年05月04日", "2024-05-04"),
        "buyer": f.who.name,
        "buyer_id": f.who.number,
        "seller": BUILDER,
        "item": "*不动产*商品房",
        "total": "5120000.00",
        "total_caps": Printed(capitals(Decimal(5120000)), "5120000"),
    }
    p = page(seed, values, left=16, wide=178, size=3.5, y=20)
    _invoice(p, ("4876190.48", "5%", "243809.52"), f"{f.home} 购房款 住宅", seed)
    p.sheet.seal(160, p.y - 4, seals.DrawnSeal(
        "invoice", BUILDER, "发票专用章", "", "oval", 40, 30, star=False))  # fmt: skip
    p.sheet.seal(70, p.y + 16, seals.official(f.unit.name))
    return p.paper("purchase_invoice", "electronic")


def rent_invoice(f: Facts, seed: int) -> Paper:
    """租赁发票."""
    total = Decimal(f.rent * 3)
    net = (total / Decimal("1.05")).quantize(Decimal("0.01"))
    lessor = "北京样例住房租赁有限公司"
    values: dict[str, Value] = {
        "invoice_number": "25112000" + digits(seed, 12),
        "issue_date": Printed("2025年08月04日", "2025-08-04"),
        "buyer": f.who.name,
        "seller": lessor,
        "item": "*经营租赁*住房租赁",
        "total": f"{total}.00",
        "total_caps": Printed(capitals(total), str(total)),
    }
    p = page(seed, values, left=16, wide=178, size=3.5, y=20)
    _invoice(
        p,
        (str(net), "5%", str(total - net)),
        f"{f.home} 租赁期起止：2025-03-01至2026-02-28",
        seed,
    )
    p.sheet.seal(160, p.y - 4, seals.DrawnSeal(
        "invoice", lessor, "发票专用章", "", "oval", 40, 30, star=False))  # fmt: skip
    return p.paper("rent_invoice", "electronic")
