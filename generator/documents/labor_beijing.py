"""劳动合同书, the Beijing form."""

from generator import seals
from generator.documents.labor import Work
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import Fill, Sheet


def labor_beijing(work: Work, seed: int, *, seal: seals.Seal | None) -> Paper:
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


def _beijing_one(sheet: Sheet, work: Work, name: str, number: str) -> None:
    unit = work.unit

    def flow(y: float, parts: list[str | Fill]) -> float:
        return sheet.flow(24, y, 162, parts, 4.3, 2.05, "song", 2)

    def typed(
        text: str, key: str | None = None, blank: float = 20, value: str | None = None
    ) -> Fill:
        return Fill(text, key, value, None, blank)

    sheet.text(24, 22, "一、劳动合同双方当事人基本情况", 4.4, "serifb")
    y = flow(32, ["第一条  甲方", typed(unit.name, None, 80)])
    y = flow(
        y, ["法定代表人(主要负责人)或委托代理人", typed(unit.legal_rep, "employer_legal_rep", 40)]
    )
    y = flow(y, ["注册地址", typed(unit.address, "employer_address", 100)])
    y = flow(y, ["第二条  乙方", typed(name, None, 30), "性别", typed(work.who.sex, None, 14)])
    y = flow(y, ["居民身份证号码", typed(number, "employee_id", 70)])
    y = flow(y, ["在甲方工作起始时间", typed(printed_date(work.start), None, 40)])
    y = flow(y, ["在京居住地址", typed(work.home, "employee_address", 100)])
    y = flow(y, ["联系电话", typed(work.who.phone, "employee_phone", 46)])
    sheet.text(24, y + 2, "二、劳动合同期限", 4.4, "serifb")
    y = flow(
        y + 12,
        [
            "第三条  本合同为固定期限劳动合同。本合同于",
            typed(printed_date(work.start), "start_date", 36, work.start.isoformat()),
            "生效，其中试用期至",
            typed(printed_date(work.probation), "probation_end", 36, work.probation.isoformat()),
            "止。本合同于",
            typed(printed_date(work.end), "end_date", 36, work.end.isoformat()),
            "终止。",
        ],
    )
    sheet.text(24, y + 2, "三、工作内容和工作地点", 4.4, "serifb")
    flow(
        y + 12,
        [
            "第四条  乙方同意根据甲方工作需要，担任",
            typed(work.post, "position", 36),
            "岗位（工种）工作，工作地点为",
            typed("北京市", "work_place", 26),
            "。",
        ],
    )


def _beijing_two(sheet: Sheet, work: Work, name: str) -> None:
    def flow(y: float, parts: list[str | Fill]) -> float:
        return sheet.flow(24, y, 162, parts, 4.3, 2.05, "song", 2)

    sheet.text(24, 22, "四、劳动报酬", 4.4, "serifb")
    y = flow(
        32,
        [
            "第九条  甲方每月15日前以货币形式支付乙方工资，月工资为",
            Fill(work.salary, "salary", None, None, 26),
            "元。",
        ],
    )
    sheet.text(24, y + 2, "五、社会保险及其他保险福利待遇", 4.4, "serifb")
    y = flow(
        y + 12,
        [
            "第十二条  甲乙双方按国家和北京市的规定参加社会保险。甲方为乙方办理有关社会保险手续，"
            "并承担相应社会保险义务。"
        ],
    )
    sheet.text(24, y + 2, "六、劳动争议处理及其他", 4.4, "serifb")
    flow(
        y + 12,
        [
            "第二十条  双方因履行本合同发生争议，当事人可以向甲方劳动争议调解委员会申请调解；"
            "调解不成的，可以向劳动争议仲裁委员会申请仲裁。本合同一式两份，甲乙双方各执一份。"
        ],
    )
    sheet.text(30, 190, "甲方（公章）", 4.4, "song")
    sheet.text(30, 202, "法定代表人(主要负责人)或委托代理人", 4.2, "song")
    sheet.text(30, 209, "（签字或盖章）", 4.2, "song")
    sheet.hand(40, 216, work.unit.legal_rep, 7.4, work.unit.hand)
    sheet.text(128, 190, "乙方（签字或盖章）", 4.4, "song")
    sheet.hand(138, 202, name, 7.4, work.who.hand)
    sheet.text(30, 240, f"签订日期：{printed_date(work.signed)}", 4.3, "song")
