"""劳动合同书, the Beijing form."""

from generator import seals
from generator.documents.labor import LaborTerms
from generator.documents.page import PageBuilder, Printed, Value, day_in_blank
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart


def labor_beijing(work: LaborTerms, seed: int, *, seal: seals.DrawnSeal | None) -> Paper:
    """The Beijing form (固定期限): cover, two pages, signatures."""
    cover, one, two = (a4(seed + i) for i in range(3))
    name, number = work.shown_name or work.who.name, work.shown_number or work.who.number
    x = cover.text(140, 22, "编号：", 4.2, "song")
    cover.text(
        x, 22, f"LD{work.signed.year}-{seed % 1000:03d}", 4.2, "song", name="contract_number"
    )
    cover.text(105, 78, "劳 动 合 同 书", 12, "serifb", anchor="c")
    cover.text(105, 98, "（固定期限）", 6, "serif", anchor="c")
    for y, label, text, key, value in (
        (160, "甲    方：", work.unit.name, "employer", None),
        (176, "乙    方：", name, "employee", None),
        (
            192,
            "签订日期：",
            f"{work.signed:%Y 年 %m 月 %d 日}",
            "sign_date",
            work.signed.isoformat(),
        ),
    ):
        x = cover.text(48, y, label, 5, "song")
        cover.line(x, y + 6.4, 166, y + 6.4)
        cover.text(x + 4, y, text, 5, "kai", name=key, value=value)
    cover.text(105, 256, "北京市劳动和社会保障局监制", 5, "song", anchor="c")
    _beijing_one(one, work, name, number)
    _beijing_two(two, work, name)
    two.seal(74, 196, seal)
    cover.seal(126, 166, seal)
    return Paper(
        "labor_contract",
        "beijing",
        [cover, one, two],
        signatures={"employer_signature": "present", "employee_signature": "present"},
    )


def _beijing_one(sheet: CanvasPart, work: LaborTerms, name: str, number: str) -> None:
    """Parties, term and work."""
    unit, who = work.unit, work.who
    values: dict[str, Value] = {
        "_unit": _typed(unit.name, 80),
        "employer_legal_rep": _typed(unit.legal_rep, 40),
        "employer_address": _typed(unit.address, 100),
        "_name": _typed(name, 30),
        "_sex": _typed(who.sex, 14),
        "employee_id": _typed(number, 70),
        "_since": day_in_blank(work.start, 40),
        "employee_address": _typed(work.home, 100),
        "employee_phone": _typed(who.phone, 46),
        "start_date": day_in_blank(work.start, 36),
        "probation_end": day_in_blank(work.probation, 36),
        "end_date": day_in_blank(work.end, 36),
        "position": _typed(work.post, 36),
        "work_place": _typed("北京市", 26),
    }
    p = _page(sheet, values)
    sheet.text(24, 22, "一、劳动合同双方当事人基本情况", 4.4, "serifb")
    p.prose(
        "第一条  甲方{_unit}",
        "法定代表人(主要负责人)或委托代理人{employer_legal_rep}",
        "注册地址{employer_address}",
        "第二条  乙方{_name}性别{_sex}",
        "居民身份证号码{employee_id}",
        "在甲方工作起始时间{_since}",
        "在京居住地址{employee_address}",
        "联系电话{employee_phone}",
    )
    _heading(p, "二、劳动合同期限")
    p.prose(
        "第三条  本合同为固定期限劳动合同。本合同于{start_date}生效，"
        "其中试用期至{probation_end}止。本合同于{end_date}终止。"
    )
    _heading(p, "三、工作内容和工作地点")
    p.prose(
        "第四条  乙方同意根据甲方工作需要，担任{position}岗位（工种）工作，工作地点为{work_place}。"
    )


def _typed(text: str, blank: float) -> Printed:
    return Printed(text, text, blank)


def _page(sheet: CanvasPart, values: dict[str, Value]) -> PageBuilder:
    return PageBuilder(values, sheet, y=32, left=24, wide=162, size=4.3, step=2.05, face="song")


def _heading(p: PageBuilder, text: str) -> None:
    p.sheet.text(24, p.y + 2, text, 4.4, "serifb")
    p.y += 12


def _beijing_two(sheet: CanvasPart, work: LaborTerms, name: str) -> None:
    """Pay, insurance, and the signatures."""
    p = _page(sheet, {"salary": _typed(work.salary, 26)})
    sheet.text(24, 22, "四、劳动报酬", 4.4, "serifb")
    p.prose("第九条  甲方每月15日前以货币形式支付乙方工资，月工资为{salary}元。")
    _heading(p, "五、社会保险及其他保险福利待遇")
    p.prose(
        "第十二条  甲乙双方按国家和北京市的规定参加社会保险。甲方为乙方办理有关社会保险手续，"
        "并承担相应社会保险义务。"
    )
    _heading(p, "六、劳动争议处理及其他")
    p.prose(
        "第二十条  双方因履行本合同发生争议，当事人可以向甲方劳动争议调解委员会申请调解；"
        "调解不成的，可以向劳动争议仲裁委员会申请仲裁。本合同一式两份，甲乙双方各执一份。"
    )
    sheet.text(30, 190, "甲方（公章）", 4.4, "song")
    sheet.text(30, 202, "法定代表人(主要负责人)或委托代理人", 4.2, "song")
    sheet.text(30, 209, "（签字或盖章）", 4.2, "song")
    sheet.hand(40, 216, work.unit.legal_rep, 7.4, work.unit.hand)
    sheet.text(128, 190, "乙方（签字或盖章）", 4.4, "song")
    sheet.hand(138, 202, name, 7.4, work.who.hand)
    sheet.text(30, 240, f"签订日期：{printed_date(work.signed)}", 4.3, "song")
