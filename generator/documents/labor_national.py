"""劳动合同, the national form of 2019."""

from generator import seals
from generator.documents.labor import Work
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import Fill, Sheet


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
        ("注册地：", work.unit.address, "employer_address", None),
        ("经营地：", work.unit.address, None, None),
        ("联系电话：", "010-60000000", None, None),
        ("", "", None, None),
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
    for text in (
        "第九条 甲乙双方依法参加社会保险，甲方为乙方办理有关社会保险手续，并承担相应社会保险义务，"
        "乙方应当缴纳的社会保险费由甲方从乙方的工资中代扣代缴。",
        "第十条 甲方依法执行国家有关福利待遇的规定。",
        "第十一条 甲方应当按照国家规定，建立健全劳动安全卫生制度，为乙方提供必要的劳动防护条件。",
        "第十二条 甲乙双方应当依法变更、解除、终止本合同，并办理工作交接。",
    ):
        y = three.flow(26, y + 2, 160, [text], 4.2, 1.95, "sans", 2)
    y = four.flow(26, 26, 160, ["九、其他"], 4.4, 2, "sansb")
    y = four.flow(
        26,
        y + 2,
        160,
        [
            "第十八条 本合同中记载的乙方联系电话、通讯地址为劳动合同期内通知相关事项和送达"
            "书面文书的联系方式、送达地址。本合同自双方签字（盖章）之日起生效。"
        ],
        4.2,
        1.95,
        "sans",
        2,
    )
    four.text(26, y + 24, "甲方（盖章）", 4.3, "sans")
    four.text(26, y + 34, "法定代表人（主要负责人）", 4.0, "sans")
    four.text(26, y + 41, "或委托代理人（签字或盖章）", 4.0, "sans")
    four.hand(36, y + 49, work.unit.legal_rep, 7.4, work.unit.hand)
    four.text(128, y + 24, "乙方（签字）", 4.3, "sans")
    four.hand(134, y + 40, name, 7.4, work.who.hand)
    for x in (26.0, 128.0):
        four.text(
            x,
            y + 66,
            printed_date(work.signed),
            4.2,
            "sans",
            name="sign_date" if x < 100 else None,
            value=work.signed.isoformat(),
        )
    four.seal(72, y + 34, seal)
    for i, sheet in enumerate(pages):
        sheet.text(105, 284, f"第 {i + 1} 页 共 4 页", 3.2, "sans", anchor="c", colour=(90, 90, 90))
    return Paper(
        "labor_contract",
        "national",
        pages,
        signatures={"employer_signature": "present", "employee_signature": "present"},
    )


def _national_two(sheet: Sheet, work: Work) -> None:
    def flow(y: float, parts: list[str | Fill]) -> float:
        return sheet.flow(26, y, 160, parts, 4.2, 1.95, "sans", 2)

    sheet.text(26, 24, "一、劳动合同期限", 4.4, "sansb")
    y = flow(
        33,
        [
            "第一条 甲乙双方自用工之日起建立劳动关系，双方约定按下列第",
            Fill("1", None, None, None, 8),
            "种方式确定劳动合同期限：",
        ],
    )
    y = flow(
        y,
        [
            "1.固定期限：自",
            Fill(printed_date(work.start), "start_date", work.start.isoformat(), None, 38),
            "起至",
            Fill(printed_date(work.end), "end_date", work.end.isoformat(), None, 38),
            "止，其中，试用期从用工之日起至",
            Fill(
                printed_date(work.probation), "probation_end", work.probation.isoformat(), None, 38
            ),
            "止。",
        ],
    )
    y = flow(y, ["2.无固定期限：自______年____月____日起至依法解除、终止劳动合同时止。"])
    y = flow(y, ["3.以完成一定工作任务为期限：自______年____月____日起至工作任务完成时止。"])
    sheet.text(26, y + 2, "二、工作内容和工作地点", 4.4, "sansb")
    y = flow(
        y + 11,
        [
            "第二条 乙方工作岗位是",
            Fill(work.post, "position", None, None, 34),
            "，工作地点为",
            Fill("北京市", "work_place", None, None, 30),
            "。",
        ],
    )
    sheet.text(26, y + 2, "三、工作时间和休息休假", 4.4, "sansb")
    y = flow(
        y + 11,
        ["第三条 实行标准工时工作制，每日工作时间不超过8小时，平均每周工作时间不超过40小时。"],
    )
    sheet.text(26, y + 2, "四、劳动报酬", 4.4, "sansb")
    flow(
        y + 11,
        [
            "第五条 甲方采用月薪制，月工资标准为",
            Fill(work.salary, "salary", None, None, 26),
            "元，每月10日前以银行转账方式支付。",
        ],
    )
