"""The city's model lease, blanks filled by hand."""

from datetime import date
from decimal import Decimal

from generator import seals
from generator.documents.lease import Lease, blank_field
from generator.ink import Hand
from generator.numbers import capitals, printed_date
from generator.paper import Paper, a4
from generator.sheet import Fill, Sheet


def lease_city(lease: Lease, seed: int, *, unit_seal: seals.Seal | None = None) -> Paper:
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


def _lease_one(sheet: Sheet, lease: Lease, hand: Hand) -> None:
    size, lead, face = 4.3, 2.05, "song"

    def flow(y: float, parts: list[str | Fill], indent: float = 2) -> float:
        return sheet.flow(24, y, 162, parts, size, lead, face, indent)

    y = flow(22, ["出租方（甲方）：", blank_field(lease.lessor.name, "lessor", hand, 40)], 0)
    y = flow(y, ["承租方（乙方）：", blank_field(lease.lessee.name, "lessee", hand, 40)], 0)
    y = flow(
        y + 2,
        [
            "依据《中华人民共和国民法典》及有关法律、法规的规定，甲乙双方在平等、自愿的基础上，"
            "就房屋租赁的有关事宜达成协议如下："
        ],
    )
    sheet.text(24, y + 1, "第一条  房屋基本情况", size, "serifb")
    y = flow(
        y + 10,
        [
            "（一）房屋坐落于",
            blank_field(lease.address, "address", hand, 120),
            "，建筑面积",
            blank_field(lease.area, "area", hand, 22),
            "平方米。",
        ],
    )
    y = flow(
        y,
        [
            "（二）房屋权属状况：甲方持有（☑不动产权证书/□房屋买卖合同/□其他房屋来源证明文件），"
            "产权证编号：",
            blank_field(lease.title, "title_number", hand, 80),
            "，房屋所有权人姓名：",
            blank_field(lease.lessor.name, "owner", hand, 30),
            "。",
        ],
    )
    sheet.text(24, y + 1, "第二条  房屋租赁情况", size, "serifb")
    y = flow(
        y + 10,
        [
            "租赁用途：",
            blank_field("居住", None, hand, 24),
            "；租赁期内居住人数为",
            blank_field("2", None, hand, 12),
            "人，最多不超过",
            blank_field("3", None, hand, 12),
            "人。",
        ],
    )
    sheet.text(24, y + 1, "第三条  租赁期限", size, "serifb")
    flow(
        y + 10,
        [
            "（一）房屋租赁期自",
            *_written(lease.start, "lease_start", hand),
            "至",
            *_written(lease.end, "lease_end", hand),
            "。甲方应于租赁期开始之日将房屋按约定条件交付给乙方。",
        ],
    )


def _written(day: date, name: str, hand: Hand) -> list[str | Fill]:
    """A date as one piece of handwriting with its 年 月 日."""
    return [Fill(printed_date(day), name, day.isoformat(), hand, 42)]


def _lease_two(sheet: Sheet, lease: Lease, hand: Hand) -> None:
    size, lead, face = 4.3, 2.05, "song"

    def flow(y: float, parts: list[str | Fill], indent: float = 2) -> float:
        return sheet.flow(24, y, 162, parts, size, lead, face, indent)

    caps = capitals(Decimal(lease.rent))
    sheet.text(24, 24, "第四条  租金及押金", size, "serifb")
    y = flow(
        34,
        [
            "（一）租金标准：",
            blank_field(str(lease.rent), "rent", hand, 24),
            "元/月（大写：",
            blank_field(caps, "rent_caps", hand, 50, str(lease.rent)),
            "），支付方式：押一付三，每期提前七日支付。",
        ],
    )
    y = flow(
        y,
        [
            "（二）押金：",
            blank_field(str(lease.rent), "deposit", hand, 24),
            "元，租赁期满或合同解除后，房屋租赁押金除抵扣应由乙方承担的费用外，剩余部分如数返还乙方。",
        ],
    )
    sheet.text(24, y + 1, "第五条  其他相关费用的承担方式", size, "serifb")
    y = flow(
        y + 10, ["租赁期内的水费、电费、燃气费、网络费由乙方承担；供暖费、物业管理费由甲方承担。"]
    )
    sheet.text(24, y + 1, "第六条  房屋维护及维修", size, "serifb")
    y = flow(
        y + 10,
        [
            "甲方应保证房屋的建筑结构和设备设施符合建筑、消防、治安、卫生等方面的安全条件，"
            "不得危及人身安全；乙方应合理使用并爱护房屋及其附属设施。"
        ],
    )
    sheet.text(24, y + 1, "第七条  转租", size, "serifb")
    y = flow(
        y + 10,
        ["除甲乙双方另有约定以外，乙方需事先征得甲方书面同意，方可在租赁期内将房屋转租给他人。"],
    )
    sheet.text(24, y + 1, "第八条  合同解除与违约责任", size, "serifb")
    flow(
        y + 10,
        ["经甲乙双方协商一致，可以解除本合同。任何一方违约，应按月租金的百分之一百支付违约金。"],
    )


def _lease_last(sheet: Sheet, lease: Lease) -> None:
    size, face = 4.3, "song"
    sheet.text(24, 24, "第九条  其他约定事项", size, "serifb")
    sheet.flow(
        24,
        34,
        162,
        [
            "本合同经双方签字（盖章）后生效。本合同一式三份，甲方执一份，乙方执两份，"
            "具有同等法律效力。"
        ],
        size,
        2.0,
        face,
        2,
    )
    for column, (head, who, number, phone, key, signs) in enumerate(
        (
            (
                "出租人（甲方）签章：",
                lease.lessor,
                lease.owner_number,
                lease.owner_phone,
                "lessor",
                lease.lessor_signs,
            ),
            (
                "承租人（乙方）签章：",
                lease.lessee,
                lease.lessee.number,
                lease.lessee.phone,
                "lessee",
                True,
            ),
        )
    ):
        y = 90.0 + column * 52
        x = sheet.text(24, y, head, size, face)
        if signs:
            sheet.hand(x + 4, y - 3, who.name, 7.4, who.hand)
        x = sheet.text(24, y + 12, "证照号码：", size, face)
        sheet.line(x, y + 17.6, 130, y + 17.6)
        if number:
            sheet.hand(x + 3, y + 11, number, 5, who.hand, name=f"{key}_id")
        x = sheet.text(24, y + 24, "联系电话：", size, face)
        sheet.line(x, y + 29.6, 130, y + 29.6)
        if phone:
            sheet.hand(x + 3, y + 23, phone, 5, who.hand, name=f"{key}_phone")
    x = sheet.text(24, 206, "签订日期：", size, face)
    sheet.hand(
        x + 3,
        204.5,
        printed_date(lease.signed),
        5,
        lease.lessee.hand,
        name="sign_date",
        value=lease.signed.isoformat(),
    )
