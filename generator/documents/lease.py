"""What a lease says, and a home-made one."""

from dataclasses import dataclass
from datetime import date

from generator import seals
from generator.cast import Person
from generator.ink import Hand
from generator.paper import Paper, a4
from generator.sheet import Fill


@dataclass(frozen=True)
class Lease:
    """What a lease says; None leaves a blank empty."""

    lessor: Person
    lessee: Person
    address: str
    start: date
    end: date
    rent: int
    signed: date
    title: str = "京（2018）东不动产权第0000123号"
    area: str = "62.50"
    lessor_id: str | None = ""
    lessor_phone: str | None = ""
    lessor_signs: bool = True

    @property
    def owner_number(self) -> str | None:
        """The lessor's number as it is written; "" stands for the true one."""
        return self.lessor.number if self.lessor_id == "" else self.lessor_id

    @property
    def owner_phone(self) -> str | None:
        """The lessor's telephone as it is written; "" stands for the true one."""
        return self.lessor.phone if self.lessor_phone == "" else self.lessor_phone


def blank_field(
    text: str | None, name: str | None, hand: Hand, blank: float, value: str | None = None
) -> Fill:
    return Fill(text or "", name if text else None, value, hand if text else None, blank)


def lease_home(lease: Lease, seed: int, *, unit_seal: seals.Seal | None = None) -> Paper:
    """A home-made lease of two typed pages."""
    one, two = a4(seed), a4(seed + 1)
    one.text(105, 26, "房屋租赁合同", 8, "sansb", anchor="c", spacing=1)
    size, lead, face = 4.2, 1.95, "sans"
    y = 48.0
    lines: list[list[str | Fill]] = [
        [
            "甲方（出租人）：",
            Fill(lease.lessor.name, "lessor"),
            "    身份证号：",
            Fill(
                lease.owner_number or "",
                "lessor_id" if lease.owner_number else None,
                None,
                None,
                0 if lease.owner_number else 60,
            ),
        ],
        [
            "联系电话：",
            Fill(
                lease.owner_phone or "",
                "lessor_phone" if lease.owner_phone else None,
                None,
                None,
                0 if lease.owner_phone else 40,
            ),
        ],
        [
            "乙方（承租人）：",
            Fill(lease.lessee.name, "lessee"),
            "    身份证号：",
            Fill(lease.lessee.number, "lessee_id"),
        ],
        ["联系电话：", Fill(lease.lessee.phone, "lessee_phone")],
    ]
    for parts in lines:
        y = one.flow(26, y, 160, parts, size, lead, face)
    y = one.flow(26, y + 3, 160, ["甲乙双方经友好协商，就租房事宜约定如下："], size, lead, face, 2)
    start, end = lease.start, lease.end
    clauses: list[list[str | Fill]] = [
        [
            "一、甲方将位于",
            Fill(lease.address, "address"),
            "的房屋（建筑面积",
            Fill(lease.area, "area"),
            "平方米，不动产权证号",
            Fill(lease.title, "title_number"),
            "）出租给乙方居住使用。",
        ],
        [
            "二、租期自",
            Fill(f"{start.year}.{start.month}.{start.day}", "lease_start", start.isoformat()),
            "起至",
            Fill(f"{end.year}.{end.month}.{end.day}", "lease_end", end.isoformat()),
            "止。",
        ],
        ["三、月租金人民币", Fill(f"{lease.rent}", "rent"), "元，按季支付；押金为一个月租金。"],
        ["四、租赁期间水、电、燃气及宽带费用由乙方承担，物业费和取暖费由甲方承担。"],
        ["五、乙方不得擅自改变房屋结构，不得将房屋转租他人。"],
    ]
    for parts in clauses:
        y = one.flow(26, y + 1, 160, parts, size, lead, face, 2)
    y = 30.0
    for text in (
        "六、任何一方提前解除合同，应提前三十日书面通知对方，并支付一个月租金作为违约金。",
        "七、本合同未尽事宜由双方协商解决，协商不成的，向房屋所在地人民法院起诉。",
        "八、本合同一式两份，双方各执一份，自签字之日起生效。",
    ):
        y = two.flow(26, y, 160, [text], size, lead, face, 2)
    x = two.text(26, y + 20, "甲方签字：", size, face)
    if lease.lessor_signs:
        two.hand(x + 3, y + 17, lease.lessor.name, 7.4, lease.lessor.hand)
    x = two.text(112, y + 20, "乙方签字：", size, face)
    two.hand(x + 3, y + 17, lease.lessee.name, 7.4, lease.lessee.hand)
    x = two.text(26, y + 36, "签订日期：", size, face)
    two.day(x, y + 36, lease.signed, size, face, name="sign_date")
    if unit_seal:
        for sheet in (one, two):
            sheet.seal(166, 250, unit_seal)
    signs = {
        "lessor_signature": "present" if lease.lessor_signs else "absent",
        "lessee_signature": "present",
    }
    return Paper("lease_contract", "home-made", [one, two], signatures=signs)
