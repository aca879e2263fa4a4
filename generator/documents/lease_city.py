"""The city's model lease, blanks filled by hand."""

from decimal import Decimal

from generator import seals
from generator.documents.lease import Lease
from generator.documents.page import PageBuilder, Printed, Value, day_in_blank
from generator.ink import Handwriting
from generator.numbers import capitals, printed_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

ARTICLES = (
    (
        "第四条  租金及押金",
        "（一）租金标准：{rent}元/月（大写：{rent_caps}），支付方式：押一付三，每期提前七日支付。",
        "（二）押金：{deposit}元，租赁期满或合同解除后，房屋租赁押金除抵扣应由乙方承担的费用外，"
        "剩余部分如数返还乙方。",
    ),
    (
        "第五条  其他相关费用的承担方式",
        "租赁期内的水费、电费、燃气费、网络费由乙方承担；供暖费、物业管理费由甲方承担。",
    ),
    (
        "第六条  房屋维护及维修",
        "甲方应保证房屋的建筑结构和设备设施符合建筑、消防、治安、卫生等方面的安全条件，"
        "不得危及人身安全；乙方应合理使用并爱护房屋及其附属设施。",
    ),
    (
        "第七条  转租",
        "除甲乙双方另有约定以外，乙方需事先征得甲方书面同意，方可在租赁期内将房屋转租给他人。",
    ),
    (
        "第八条  合同解除与违约责任",
        "经甲乙双方协商一致，可以解除本合同。任何一方违约，应按月租金的百分之一百支付违约金。",
    ),
)
"""Headings with their paragraphs."""
LAST_ARTICLE = (
    "本合同经双方签字（盖章）后生效。本合同一式三份，甲方执一份，乙方执两份，具有同等法律效力。"
)


def lease_city(lease: Lease, seed: int, *, unit_seal: seals.DrawnSeal | None = None) -> Paper:
    """The city's model form, blanks filled by hand: cover, two pages, signatures."""
    hand = lease.lessee.hand
    pages = [a4(seed + i) for i in range(4)]
    cover, one, two, last = pages
    x = cover.text(120, 24, "合同编号：", 4.2, "song")
    cover.text(x, 24, f"ZL-{seed % 10**6:06d}", 4.2, "song", name="contract_number")
    cover.text(105, 80, "北京市住房租赁合同", 10, "serifb", anchor="c", spacing=1)
    cover.text(105, 98, "（自行成交版）", 5.4, "serif", anchor="c")
    for y, label, text in (
        (150, "出租人：", lease.lessor.name),
        (168, "承租人：", lease.lessee.name),
    ):
        x = cover.text(60, y, label, 5.2, "song")
        cover.line(x, y + 6.4, 150, y + 6.4)
        cover.hand(x + 12, y - 1, text, 6, hand)
    cover.text(105, 250, "北京市住房和城乡建设委员会", 4.6, "song", anchor="c")
    cover.text(105, 258, "北京市市场监督管理局", 4.6, "song", anchor="c")
    _lease_one(one, lease, hand)
    _lease_two(two, lease, hand)
    _lease_last(last, lease)
    for sheet in pages[1:]:
        number = pages.index(sheet)
        sheet.text(105, 286, f"- {number} -", 3.4, "song", anchor="c")
    if unit_seal:
        for sheet in pages:
            sheet.seal(176, 262, unit_seal._replace(width=38, height=38))
    signs = {
        "lessor_signature": "present" if lease.lessor_signs else "absent",
        "lessee_signature": "present",
    }
    return Paper("lease_contract", "city", pages, signatures=signs)


def _page(sheet: CanvasPart, values: dict[str, Value], y: float) -> PageBuilder:
    return PageBuilder(values, sheet, y=y, left=24, wide=162, size=4.3, step=2.05, face="song")


def _article(p: PageBuilder, heading: str, *paragraphs: str) -> None:
    p.sheet.text(24, p.y + 1, heading, 4.3, "serifb")
    p.y += 10
    p.prose(*paragraphs)


def _lease_one(sheet: CanvasPart, lease: Lease, hand: Handwriting) -> None:
    """Parties, home and term."""

    def written(text: str, blank: float) -> Printed:
        return Printed(text, text, blank, hand)

    values: dict[str, Value] = {
        "lessor": written(lease.lessor.name, 40),
        "lessee": written(lease.lessee.name, 40),
        "address": written(lease.address, 120),
        "area": written(lease.area, 22),
        "title_number": written(lease.title, 80),
        "owner": written(lease.lessor.name, 30),
        "_use": written("居住", 24),
        "_people": written("2", 12),
        "_most": written("3", 12),
        "lease_start": day_in_blank(lease.start, 42, hand),
        "lease_end": day_in_blank(lease.end, 42, hand),
    }
    p = _page(sheet, values, 22)
    p.lines("出租方（甲方）：{lessor}", "承租方（乙方）：{lessee}")
    p.y += 2
    p.prose(
        "依据《中华人民共和国民法典》及有关法律、法规的规定，甲乙双方在平等、自愿的基础上，"
        "就房屋租赁的有关事宜达成协议如下："
    )
    _article(
        p,
        "第一条  房屋基本情况",
        "（一）房屋坐落于{address}，建筑面积{area}平方米。",
        "（二）房屋权属状况：甲方持有（☑不动产权证书/□房屋买卖合同/□其他房屋来源证明文件），"
        "产权证编号：{title_number}，房屋所有权人姓名：{owner}。",
    )
    people = "租赁用途：{_use}；租赁期内居住人数为{_people}人，最多不超过{_most}人。"
    _article(p, "第二条  房屋租赁情况", people)
    term = "（一）房屋租赁期自{lease_start}至{lease_end}。"
    handing_over = "甲方应于租赁期开始之日将房屋按约定条件交付给乙方。"
    _article(p, "第三条  租赁期限", term + handing_over)


def _lease_two(sheet: CanvasPart, lease: Lease, hand: Handwriting) -> None:
    """Rent, costs and other terms."""
    rent = str(lease.rent)
    values: dict[str, Value] = {
        "rent": Printed(rent, rent, 24, hand),
        "rent_caps": Printed(capitals(Decimal(lease.rent)), rent, 50, hand),
        "deposit": Printed(rent, rent, 24, hand),
    }
    p = _page(sheet, values, 34)
    (heading, *paragraphs), *others = ARTICLES
    sheet.text(24, 24, heading, 4.3, "serifb")
    p.prose(*paragraphs)
    for heading, *paragraphs in others:
        _article(p, heading, *paragraphs)


def _lease_last(sheet: CanvasPart, lease: Lease) -> None:
    """Signatures, numbers and telephones of both parties."""
    size, face = 4.3, "song"
    sheet.text(24, 24, "第九条  其他约定事项", size, "serifb")
    sheet.flow(24, 34, 162, [LAST_ARTICLE], size, 2.0, face, 2)
    lessor, lessee = lease.lessor, lease.lessee
    x = sheet.text(24, 90, "出租人（甲方）签章：", size, face)
    if lease.lessor_signs:
        sheet.hand(x + 4, 87, lessor.name, 7.4, lessor.hand)
    _contact(sheet, 90, "lessor", lessor.hand, lease.owner_number, lease.owner_phone)
    x = sheet.text(24, 142, "承租人（乙方）签章：", size, face)
    sheet.hand(x + 4, 139, lessee.name, 7.4, lessee.hand)
    _contact(sheet, 142, "lessee", lessee.hand, lessee.number, lessee.phone)
    x = sheet.text(24, 206, "签订日期：", size, face)
    day, value = printed_date(lease.signed), lease.signed.isoformat()
    sheet.hand(x + 3, 204.5, day, 5, lessee.hand, name="sign_date", value=value)


def _contact(
    sheet: CanvasPart,
    y: float,
    party: str,
    hand: Handwriting,
    number: str | None,
    phone: str | None,
) -> None:
    """Number and telephone of a party, each on its line; None leaves it empty."""
    size, face = 4.3, "song"
    x = sheet.text(24, y + 12, "证照号码：", size, face)
    sheet.line(x, y + 17.6, 130, y + 17.6)
    sheet.hand(x + 3, y + 11, number or "", 5, hand, name=f"{party}_id")
    x = sheet.text(24, y + 24, "联系电话：", size, face)
    sheet.line(x, y + 29.6, 130, y + 29.6)
    sheet.hand(x + 3, y + 23, phone or "", 5, hand, name=f"{party}_phone")
