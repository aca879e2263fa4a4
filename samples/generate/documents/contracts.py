"""Leases, labour contracts and the title certificate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samples.generate import codes, seals
from samples.generate.cast import Company, Person
from samples.generate.grid import Cell, table
from samples.generate.ink import Hand
from samples.generate.numbers import capitals, printed_date
from samples.generate.paper import Paper, a4
from samples.generate.sheet import Fill, Sheet


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


def _blank(text: str | None, name: str | None, hand: Hand, blank: float,
           value: str | None = None) -> Fill:
    return Fill(text or "", name if text else None, value, hand if text else None, blank)


def lease_city(lease: Lease, seed: int, *, unit_seal: seals.Seal | None = None) -> Paper:
    """The city's model form, blanks filled by hand: cover, two pages, signatures."""
    hand = lease.lessee.hand
    pages = [a4(seed + i) for i in range(4)]
    cover, one, two, last = pages
    x = cover.text(120, 24, "合同编号：", 4.2, "song")
    cover.text(x, 24, f"ZL-{seed % 10**6:06d}", 4.2, "song", name="contract_number")
    cover.text(105, 80, "北京市住房租赁合同", 10, "serifb", anchor="c", spacing=1)
    cover.text(105, 98, "（自行成交版）", 5.4, "serif", anchor="c")
    for y, label, text in ((150, "出租人：", lease.lessor.name), (168, "承租人：", lease.lessee.name)):
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
            sheet.seal(174, 30, unit_seal._replace(width=38, height=38))
    signs = {"lessor_signature": "present" if lease.lessor_signs else "absent",
             "lessee_signature": "present"}
    return Paper("lease_contract", "city", pages, signatures=signs)


def _lease_one(sheet: Sheet, lease: Lease, hand: Hand) -> None:
    size, lead, face = 4.3, 2.05, "song"

    def flow(y: float, parts: list[str | Fill], indent: float = 2) -> float:
        return sheet.flow(24, y, 162, parts, size, lead, face, indent)

    y = flow(22, ["出租方（甲方）：", _blank(lease.lessor.name, "lessor", hand, 40)], 0)
    y = flow(y, ["承租方（乙方）：", _blank(lease.lessee.name, "lessee", hand, 40)], 0)
    y = flow(y + 2, ["依据《中华人民共和国民法典》及有关法律、法规的规定，甲乙双方在平等、自愿的基础上，"
                     "就房屋租赁的有关事宜达成协议如下："])
    sheet.text(24, y + 1, "第一条  房屋基本情况", size, "serifb")
    y = flow(y + 10, ["（一）房屋坐落于", _blank(lease.address, "address", hand, 120), "，建筑面积",
                      _blank(lease.area, "area", hand, 22), "平方米。"])
    y = flow(y, ["（二）房屋权属状况：甲方持有（☑不动产权证书/□房屋买卖合同/□其他房屋来源证明文件），"
                 "产权证编号：", _blank(lease.title, "title_number", hand, 80),
                 "，房屋所有权人姓名：", _blank(lease.lessor.name, "owner", hand, 30), "。"])
    sheet.text(24, y + 1, "第二条  房屋租赁情况", size, "serifb")
    y = flow(y + 10, ["租赁用途：", _blank("居住", None, hand, 24), "；租赁期内居住人数为",
                      _blank("2", None, hand, 12), "人，最多不超过", _blank("3", None, hand, 12),
                      "人。"])
    sheet.text(24, y + 1, "第三条  租赁期限", size, "serifb")
    flow(y + 10, ["（一）房屋租赁期自", *_written(lease.start, "lease_start", hand), "至",
                  *_written(lease.end, "lease_end", hand),
                  "。甲方应于租赁期开始之日将房屋按约定条件交付给乙方。"])


def _written(day: date, name: str, hand: Hand) -> list[str | Fill]:
    """A date as one piece of handwriting with its 年 月 日."""
    return [Fill(printed_date(day), name, day.isoformat(), hand, 42)]


def _lease_two(sheet: Sheet, lease: Lease, hand: Hand) -> None:
    size, lead, face = 4.3, 2.05, "song"

    def flow(y: float, parts: list[str | Fill], indent: float = 2) -> float:
        return sheet.flow(24, y, 162, parts, size, lead, face, indent)

    caps = capitals(Decimal(lease.rent))
    sheet.text(24, 24, "第四条  租金及押金", size, "serifb")
    y = flow(34, ["（一）租金标准：", _blank(str(lease.rent), "rent", hand, 24), "元/月（大写：",
                  _blank(caps, "rent_caps", hand, 50), "），支付方式：押一付三，每期提前七日支付。"])
    y = flow(y, ["（二）押金：", _blank(str(lease.rent), "deposit", hand, 24),
                 "元，租赁期满或合同解除后，房屋租赁押金除抵扣应由乙方承担的费用外，剩余部分如数返还乙方。"])
    sheet.text(24, y + 1, "第五条  其他相关费用的承担方式", size, "serifb")
    y = flow(y + 10, ["租赁期内的水费、电费、燃气费、网络费由乙方承担；供暖费、物业管理费由甲方承担。"])
    sheet.text(24, y + 1, "第六条  房屋维护及维修", size, "serifb")
    y = flow(y + 10, ["甲方应保证房屋的建筑结构和设备设施符合建筑、消防、治安、卫生等方面的安全条件，"
                      "不得危及人身安全；乙方应合理使用并爱护房屋及其附属设施。"])
    sheet.text(24, y + 1, "第七条  转租", size, "serifb")
    y = flow(y + 10, ["除甲乙双方另有约定以外，乙方需事先征得甲方书面同意，方可在租赁期内将房屋转租给他人。"])
    sheet.text(24, y + 1, "第八条  合同解除与违约责任", size, "serifb")
    flow(y + 10, ["经甲乙双方协商一致，可以解除本合同。任何一方违约，应按月租金的百分之一百支付违约金。"])


def _lease_last(sheet: Sheet, lease: Lease) -> None:
    size, face = 4.3, "song"
    sheet.text(24, 24, "第九条  其他约定事项", size, "serifb")
    sheet.flow(24, 34, 162, ["本合同经双方签字（盖章）后生效。本合同一式三份，甲方执一份，乙方执两份，"
                             "具有同等法律效力。"], size, 2.0, face, 2)
    for column, (head, who, number, phone, key, signs) in enumerate((
        ("出租人（甲方）签章：", lease.lessor, lease.owner_number, lease.owner_phone, "lessor",
         lease.lessor_signs),
        ("承租人（乙方）签章：", lease.lessee, lease.lessee.number, lease.lessee.phone, "lessee",
         True),
    )):
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
    sheet.hand(x + 3, 204.5, printed_date(lease.signed), 5, lease.lessee.hand, name="sign_date",
               value=lease.signed.isoformat())


def lease_home(lease: Lease, seed: int, *, unit_seal: seals.Seal | None = None) -> Paper:
    """A home-made lease of two typed pages."""
    one, two = a4(seed), a4(seed + 1)
    one.text(105, 26, "房屋租赁合同", 8, "sansb", anchor="c", spacing=1)
    size, lead, face = 4.2, 1.95, "sans"
    y = 48.0
    lines: list[list[str | Fill]] = [
        ["甲方（出租人）：", Fill(lease.lessor.name, "lessor"), "    身份证号：",
         Fill(lease.owner_number or "", "lessor_id" if lease.owner_number else None, None, None,
              0 if lease.owner_number else 60)],
        ["联系电话：", Fill(lease.owner_phone or "", "lessor_phone" if lease.owner_phone else None,
                         None, None, 0 if lease.owner_phone else 40)],
        ["乙方（承租人）：", Fill(lease.lessee.name, "lessee"), "    身份证号：",
         Fill(lease.lessee.number, "lessee_id")],
        ["联系电话：", Fill(lease.lessee.phone, "lessee_phone")],
    ]
    for parts in lines:
        y = one.flow(26, y, 160, parts, size, lead, face)
    y = one.flow(26, y + 3, 160, ["甲乙双方经友好协商，就租房事宜约定如下："], size, lead, face, 2)
    start, end = lease.start, lease.end
    clauses: list[list[str | Fill]] = [
        ["一、甲方将位于", Fill(lease.address, "address"), "的房屋（建筑面积", Fill(lease.area, "area"),
         "平方米，不动产权证号", Fill(lease.title, "title_number"), "）出租给乙方居住使用。"],
        ["二、租期自", Fill(f"{start.year}.{start.month}.{start.day}", "lease_start",
                         start.isoformat()), "起至",
         Fill(f"{end.year}.{end.month}.{end.day}", "lease_end", end.isoformat()), "止。"],
        ["三、月租金人民币", Fill(f"{lease.rent}", "rent"), "元，按季支付；押金为一个月租金。"],
        ["四、租赁期间水、电、燃气及宽带费用由乙方承担，物业费和取暖费由甲方承担。"],
        ["五、乙方不得擅自改变房屋结构，不得将房屋转租他人。"],
    ]
    for parts in clauses:
        y = one.flow(26, y + 1, 160, parts, size, lead, face, 2)
    y = 30.0
    for text in ("六、任何一方提前解除合同，应提前三十日书面通知对方，并支付一个月租金作为违约金。",
                 "七、本合同未尽事宜由双方协商解决，协商不成的，向房屋所在地人民法院起诉。",
                 "八、本合同一式两份，双方各执一份，自签字之日起生效。"):
        y = two.flow(26, y, 160, [text], size, lead, face, 2)
    x = two.text(26, y + 20, "甲方签字：", size, face)
    if lease.lessor_signs:
        two.hand(x + 3, y + 17, lease.lessor.name, 7.4, lease.lessor.hand)
    x = two.text(112, y + 20, "乙方签字：", size, face)
    two.hand(x + 3, y + 17, lease.lessee.name, 7.4, lease.lessee.hand)
    x = two.text(26, y + 36, "签订日期：", size, face)
    two.text(x, y + 36, printed_date(lease.signed), size, face, name="sign_date",
             value=lease.signed.isoformat())
    if unit_seal:
        for sheet in (one, two):
            sheet.seal(166, 250, unit_seal)
    signs = {"lessor_signature": "present" if lease.lessor_signs else "absent",
             "lessee_signature": "present"}
    return Paper("lease_contract", "home-made", [one, two], signatures=signs)


@dataclass(frozen=True)
class Work:
    """What a labour contract says."""

    unit: Company
    who: Person
    start: date
    end: date
    probation: date
    signed: date
    post: str
    salary: str
    home: str
    shown_name: str | None = None
    shown_number: str | None = None


def labor_beijing(work: Work, seed: int, *, seal: seals.Seal | None) -> Paper:
    """The Beijing form (固定期限): cover, two pages, signatures."""
    cover, one, two = (a4(seed + i) for i in range(3))
    name, number = work.shown_name or work.who.name, work.shown_number or work.who.number
    x = cover.text(140, 22, "编号：", 4.2, "song")
    cover.text(x, 22, f"LD{work.signed.year}-{seed % 1000:03d}", 4.2, "song",
               name="contract_number")
    cover.text(105, 78, "劳 动 合 同 书", 12, "serifb", anchor="c")
    cover.text(105, 98, "（固定期限）", 6, "serif", anchor="c")
    for y, label, text, key, value in (
        (160, "甲    方：", work.unit.name, "employer", None), (176, "乙    方：", name, "employee", None),
        (192, "签订日期：", f"{work.signed:%Y 年 %m 月 %d 日}", "sign_date", work.signed.isoformat())):
        x = cover.text(48, y, label, 5, "song")
        cover.line(x, y + 6.4, 166, y + 6.4)
        cover.text(x + 4, y, text, 5, "kai", name=key, value=value)
    cover.text(105, 256, "北京市劳动和社会保障局监制", 5, "song", anchor="c")
    _beijing_one(one, work, name, number)
    _beijing_two(two, work, name)
    if seal:
        two.seal(74, 196, seal)
        cover.seal(126, 166, seal)
    return Paper("labor_contract", "beijing", [cover, one, two],
                 signatures={"employer_signature": "present", "employee_signature": "present"})


def _beijing_one(sheet: Sheet, work: Work, name: str, number: str) -> None:
    unit = work.unit

    def flow(y: float, parts: list[str | Fill]) -> float:
        return sheet.flow(24, y, 162, parts, 4.3, 2.05, "song", 2)

    def typed(text: str, key: str | None = None, blank: float = 20,
              value: str | None = None) -> Fill:
        return Fill(text, key, value, None, blank)

    sheet.text(24, 22, "一、劳动合同双方当事人基本情况", 4.4, "serifb")
    y = flow(32, ["第一条  甲方", typed(unit.name, None, 80)])
    y = flow(y, ["法定代表人(主要负责人)或委托代理人", typed(unit.legal_rep, "employer_legal_rep", 40)])
    y = flow(y, ["注册地址", typed(unit.address, "employer_address", 100)])
    y = flow(y, ["第二条  乙方", typed(name, None, 30), "性别", typed(work.who.sex, None, 14)])
    y = flow(y, ["居民身份证号码", typed(number, "employee_id", 70)])
    y = flow(y, ["在甲方工作起始时间", typed(printed_date(work.start), None, 40)])
    y = flow(y, ["在京居住地址", typed(work.home, "employee_address", 100)])
    y = flow(y, ["联系电话", typed(work.who.phone, "employee_phone", 46)])
    sheet.text(24, y + 2, "二、劳动合同期限", 4.4, "serifb")
    y = flow(y + 12, [
        "第三条  本合同为固定期限劳动合同。本合同于",
        typed(printed_date(work.start), "start_date", 36, work.start.isoformat()), "生效，其中试用期至",
        typed(printed_date(work.probation), "probation_end", 36, work.probation.isoformat()),
        "止。本合同于", typed(printed_date(work.end), "end_date", 36, work.end.isoformat()), "终止。"])
    sheet.text(24, y + 2, "三、工作内容和工作地点", 4.4, "serifb")
    flow(y + 12, ["第四条  乙方同意根据甲方工作需要，担任", typed(work.post, "position", 36),
                  "岗位（工种）工作，工作地点为", typed("北京市", "work_place", 26), "。"])


def _beijing_two(sheet: Sheet, work: Work, name: str) -> None:
    def flow(y: float, parts: list[str | Fill]) -> float:
        return sheet.flow(24, y, 162, parts, 4.3, 2.05, "song", 2)

    sheet.text(24, 22, "四、劳动报酬", 4.4, "serifb")
    y = flow(32, ["第九条  甲方每月15日前以货币形式支付乙方工资，月工资为",
                  Fill(work.salary, "salary", f"{int(work.salary)}.00", None, 26), "元。"])
    sheet.text(24, y + 2, "五、社会保险及其他保险福利待遇", 4.4, "serifb")
    y = flow(y + 12, ["第十二条  甲乙双方按国家和北京市的规定参加社会保险。甲方为乙方办理有关社会保险手续，"
                      "并承担相应社会保险义务。"])
    sheet.text(24, y + 2, "六、劳动争议处理及其他", 4.4, "serifb")
    flow(y + 12, ["第二十条  双方因履行本合同发生争议，当事人可以向甲方劳动争议调解委员会申请调解；调解不成的，"
                  "可以向劳动争议仲裁委员会申请仲裁。本合同一式两份，甲乙双方各执一份。"])
    sheet.text(30, 190, "甲方（公章）", 4.4, "song")
    sheet.text(30, 202, "法定代表人(主要负责人)或委托代理人", 4.2, "song")
    sheet.text(30, 209, "（签字或盖章）", 4.2, "song")
    sheet.hand(40, 216, work.unit.legal_rep, 7.4, work.unit.hand)
    sheet.text(128, 190, "乙方（签字或盖章）", 4.4, "song")
    sheet.hand(138, 202, name, 7.4, work.who.hand)
    sheet.text(30, 240, f"签订日期：{printed_date(work.signed)}", 4.3, "song")


def labor_national(work: Work, seed: int, *, seal: seals.Seal | None) -> Paper:
    """The national form of 2019: parties, clauses, more clauses, signatures."""
    pages = [a4(seed + i) for i in range(4)]
    one, two, three, four = pages
    name, number = work.shown_name or work.who.name, work.shown_number or work.who.number
    one.text(105, 30, "劳动合同", 12, "sansb", anchor="c", spacing=4)
    one.text(105, 48, "（通用）", 5.4, "sans", anchor="c")
    rows = [
        ("甲方（用人单位）：", work.unit.name, "employer", None),
        ("统一社会信用代码：", work.unit.code, "employer_credit_code", None),
        ("法定代表人（主要负责人）或委托代理人：", work.unit.legal_rep, "employer_legal_rep", None),
        ("注册地：", work.unit.address, "employer_address", None), ("经营地：", work.unit.address, None, None),
        ("联系电话：", "010-60000000", None, None), ("", "", None, None),
        ("乙方（劳动者）：", name, "employee", None),
        ("居民身份证号码：", number, "employee_id", None),
        ("户籍地址：", work.who.address, None, None),
        ("经常居住地（通讯地址）：", work.home, "employee_address", None),
        ("联系电话：", work.who.phone, "employee_phone", None),
    ]
    y = 74.0
    for label, text, key, value in rows:
        x = one.text(26, y, label, 4.2, "sans")
        if text:
            one.text(x + 1, y, text, 4.2, "sans", name=key, value=value)
            one.line(x, y + 5.6, 186, y + 5.6, 0.15, (120, 120, 120))
        y += 12.5
    _national_two(two, work)
    y = three.flow(26, 26, 160, ["六、社会保险和福利待遇"], 4.4, 2, "sansb")
    for text in ("第九条 甲乙双方依法参加社会保险，甲方为乙方办理有关社会保险手续，并承担相应社会保险义务，"
                 "乙方应当缴纳的社会保险费由甲方从乙方的工资中代扣代缴。",
                 "第十条 甲方依法执行国家有关福利待遇的规定。",
                 "第十一条 甲方应当按照国家规定，建立健全劳动安全卫生制度，为乙方提供必要的劳动防护条件。",
                 "第十二条 甲乙双方应当依法变更、解除、终止本合同，并办理工作交接。"):
        y = three.flow(26, y + 2, 160, [text], 4.2, 1.95, "sans", 2)
    y = four.flow(26, 26, 160, ["九、其他"], 4.4, 2, "sansb")
    y = four.flow(26, y + 2, 160, ["第十八条 本合同中记载的乙方联系电话、通讯地址为劳动合同期内通知相关事项和送达"
                                   "书面文书的联系方式、送达地址。本合同自双方签字（盖章）之日起生效。"], 4.2, 1.95,
                  "sans", 2)
    four.text(26, y + 24, "甲方（盖章）", 4.3, "sans")
    four.text(26, y + 34, "法定代表人（主要负责人）", 4.0, "sans")
    four.text(26, y + 41, "或委托代理人（签字或盖章）", 4.0, "sans")
    four.hand(36, y + 49, work.unit.legal_rep, 7.4, work.unit.hand)
    four.text(128, y + 24, "乙方（签字）", 4.3, "sans")
    four.hand(134, y + 40, name, 7.4, work.who.hand)
    for x in (26.0, 128.0):
        four.text(x, y + 66, printed_date(work.signed), 4.2, "sans",
                  name="sign_date" if x < 100 else None, value=work.signed.isoformat())
    if seal:
        four.seal(72, y + 34, seal)
    for i, sheet in enumerate(pages):
        sheet.text(105, 284, f"第 {i + 1} 页 共 4 页", 3.2, "sans", anchor="c", colour=(90, 90, 90))
    return Paper("labor_contract", "national", pages,
                 signatures={"employer_signature": "present", "employee_signature": "present"})


def _national_two(sheet: Sheet, work: Work) -> None:
    def flow(y: float, parts: list[str | Fill]) -> float:
        return sheet.flow(26, y, 160, parts, 4.2, 1.95, "sans", 2)

    sheet.text(26, 24, "一、劳动合同期限", 4.4, "sansb")
    y = flow(33, ["第一条 甲乙双方自用工之日起建立劳动关系，双方约定按下列第", Fill("1", None, None, None, 8),
                  "种方式确定劳动合同期限："])
    y = flow(y, ["1.固定期限：自", Fill(printed_date(work.start), "start_date",
                                    work.start.isoformat(), None, 38), "起至",
                 Fill(printed_date(work.end), "end_date", work.end.isoformat(), None, 38),
                 "止，其中，试用期从用工之日起至",
                 Fill(printed_date(work.probation), "probation_end", work.probation.isoformat(),
                      None, 38), "止。"])
    y = flow(y, ["2.无固定期限：自______年____月____日起至依法解除、终止劳动合同时止。"])
    y = flow(y, ["3.以完成一定工作任务为期限：自______年____月____日起至工作任务完成时止。"])
    sheet.text(26, y + 2, "二、工作内容和工作地点", 4.4, "sansb")
    y = flow(y + 11, ["第二条 乙方工作岗位是", Fill(work.post, "position", None, None, 34),
                      "，工作地点为", Fill("北京市", "work_place", None, None, 30), "。"])
    sheet.text(26, y + 2, "三、工作时间和休息休假", 4.4, "sansb")
    y = flow(y + 11, ["第三条 实行标准工时工作制，每日工作时间不超过8小时，平均每周工作时间不超过40小时。"])
    sheet.text(26, y + 2, "四、劳动报酬", 4.4, "sansb")
    flow(y + 11, ["第五条 甲方采用月薪制，月工资标准为",
                  Fill(work.salary, "salary", f"{int(work.salary)}.00", None, 26),
                  "元，每月10日前以银行转账方式支付。"])


def title_certificate(owner: Person, address: str, number: str, registered: date, seed: int, *,
                      unit_seal: seals.Seal | None = None, area: str = "62.50") -> Paper:
    """不动产权证书, the table and the seal on one page."""
    sheet = a4(seed)
    sheet.text(105, 20, "中华人民共和国", 5, "serifb", anchor="c")
    sheet.text(105, 29, "不动产权证书", 8.4, "serifb", anchor="c", spacing=1.5)
    sheet.text(105, 46, number, 4.6, "song", anchor="c", name="certificate_number")
    rows = [
        ("权利人", owner.name, "owner", None), ("共有情况", "单独所有", "co_ownership", None),
        ("坐落", address, "address", None),
        ("不动产单元号", f"110101001001GB{seed % 10**5:05d}F00010{seed % 1000:03d}", "unit_number",
         None),
        ("权利类型", "国有建设用地使用权/房屋所有权", "right_type", None),
        ("权利性质", "出让/市场化商品房", "right_nature", None), ("用途", "住宅", "use", None),
        ("面积", f"房屋建筑面积{area}㎡", "area", area),
        ("使用期限", "国有建设用地使用权 至2068年11月30日止", None, None),
        ("权利其他状况", "房屋结构：钢筋混凝土结构\n所在层：第5层 / 总层数：18层", None, None),
    ]
    cells: list[list[Cell | str]] = [
        [Cell(label), Cell(text, name, value, align="l", face="kai")]
        for label, text, name, value in rows
    ]
    y = table(sheet, 26, 56, (34, 124), cells, height=12, size=4.0)
    sheet.image(30, y + 14, 26, 26, codes.qr(f"https://zj.bdc.example.invalid/{seed}"))
    sheet.text(148, y + 16, "登记机构（章）", 4.0, "song", anchor="c")
    sheet.text(148, y + 34, f"{registered:%Y年%m月%d日}", 4.2, "song", anchor="c",
               name="register_date", value=registered.isoformat())
    sheet.seal(148, y + 27, seals.Seal("agency", "北京市规划和自然资源委员会", "不动产登记专用章", "",
                                       "round", 42, 42))
    sheet.text(105, 282, f"编号 NO 110{seed % 10**8:08d}", 3.4, "song", anchor="c")
    if unit_seal:
        sheet.seal(86, y + 40, unit_seal)
    return Paper("real_estate_certificate", "page", [sheet])
