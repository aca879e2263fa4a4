"""The content of a lease, and an informal one."""

from dataclasses import dataclass
from datetime import date

from generator import seals
from generator.cast import InventedPerson
from generator.documents.page import PageBuilder, Printed, Value
from generator.paper import Paper, a4
from generator.sheet import CanvasPart, FilledBlank

TYPE = (4.2, 1.95, "sans")
"""Size, line spacing and face of the typed text."""
CLAUSES = (
    "一、甲方将位于{address}的房屋（建筑面积{area}平方米，不动产权证号{title_number}）"
    "出租给乙方居住使用。",
    "二、租期自{lease_start}起至{lease_end}止。",
    "三、月租金人民币{rent}元，按季支付；押金为一个月租金。",
    "四、租赁期间水、电、燃气及宽带费用由乙方承担，物业费和取暖费由甲方承担。",
    "五、乙方不得擅自改变房屋结构，不得将房屋转租他人。",
)
LAST_CLAUSES = (
    "六、任何一方提前解除合同，应提前三十日书面通知对方，并支付一个月租金作为违约金。",
    "七、本合同未尽事宜由双方协商解决，协商不成的，向房屋所在地人民法院起诉。",
    "八、本合同一式两份，双方各执一份，自签字之日起生效。",
)


@dataclass(frozen=True)
class Lease:
    """The content of a lease; None leaves a blank empty."""

    lessor: InventedPerson
    lessee: InventedPerson
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
        """The lessor's number as written; "" means the true one."""
        return self.lessor.number if self.lessor_id == "" else self.lessor_id

    @property
    def owner_phone(self) -> str | None:
        """The lessor's telephone as written; "" means the true one."""
        return self.lessor.phone if self.lessor_phone == "" else self.lessor_phone


def lease_home(lease: Lease, seed: int, *, unit_seal: seals.DrawnSeal | None = None) -> Paper:
    """An informal lease of two typed pages."""
    one, two = a4(seed), a4(seed + 1)
    one.text(105, 26, "房屋租赁合同", 8, "sansb", anchor="c", spacing=1)
    _parties_and_terms(one, lease)
    _signed(two, lease)
    for sheet in (one, two):
        sheet.seal(166, 250, unit_seal)
    signs = {
        "lessor_signature": "present" if lease.lessor_signs else "absent",
        "lessee_signature": "present",
    }
    return Paper("lease_contract", "home-made", [one, two], signatures=signs)


def _or_blank(text: str | None, name: str, blank: float) -> FilledBlank:
    """The typed text, or the empty line to fill in."""
    return FilledBlank(text, name) if text else FilledBlank("", blank=blank)


def _parties_and_terms(sheet: CanvasPart, lease: Lease) -> None:
    lessor, lessee = lease.lessor, lease.lessee
    parties: list[list[str | FilledBlank]] = [
        ["甲方（出租人）：", FilledBlank(lessor.name, "lessor"), "    身份证号：",
         _or_blank(lease.owner_number, "lessor_id", 60)],
        ["联系电话：", _or_blank(lease.owner_phone, "lessor_phone", 40)],
        ["乙方（承租人）：", FilledBlank(lessee.name, "lessee"), "    身份证号：",
         FilledBlank(lessee.number, "lessee_id")],
        ["联系电话：", FilledBlank(lessee.phone, "lessee_phone")],
    ]  # fmt: skip
    y = 48.0
    for parts in parties:
        y = sheet.flow(26, y, 160, parts, *TYPE)
    values: dict[str, Value] = {
        "address": lease.address,
        "area": lease.area,
        "title_number": lease.title,
        "lease_start": _dotted(lease.start),
        "lease_end": _dotted(lease.end),
        "rent": str(lease.rent),
    }
    p = PageBuilder(values, sheet, y=y + 3, wide=160, size=TYPE[0], step=TYPE[1], face=TYPE[2])
    p.prose("甲乙双方经友好协商，就租房事宜约定如下：")
    for text in CLAUSES:
        p.y += 1
        p.prose(text)


def _dotted(day: date) -> Printed:
    return Printed(f"{day.year}.{day.month}.{day.day}", day.isoformat())


def _signed(sheet: CanvasPart, lease: Lease) -> None:
    """The last clauses and the signatures."""
    size, _, face = TYPE
    y = 30.0
    for text in LAST_CLAUSES:
        y = sheet.flow(26, y, 160, [text], *TYPE, 2)
    x = sheet.text(26, y + 20, "甲方签字：", size, face)
    if lease.lessor_signs:
        sheet.hand(x + 3, y + 17, lease.lessor.name, 7.4, lease.lessor.hand)
    x = sheet.text(112, y + 20, "乙方签字：", size, face)
    sheet.hand(x + 3, y + 17, lease.lessee.name, 7.4, lease.lessee.hand)
    x = sheet.text(26, y + 36, "签订日期：", size, face)
    sheet.day(x, y + 36, lease.signed, size, face, name="sign_date")
