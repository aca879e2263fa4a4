"""劳动合同, the national form of 2019."""

from generator import seals
from generator.documents.labor import LaborTerms
from generator.documents.page import PageBuilder, Printed, Value, day_in_blank
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

TERMS = (
    (
        "",
        (
            "第一条 甲乙双方自用工之日起建立劳动关系，"
            "双方约定按下列第{_choice}种方式确定劳动合同期限：",
            "1.固定期限：自{start_date}起至{end_date}止，其中，试用期从用工之日起至{probation_end}止。",
            "2.无固定期限：自______年____月____日起至依法解除、终止劳动合同时止。",
            "3.以完成一定工作任务为期限：自______年____月____日起至工作任务完成时止。",
        ),
    ),
    (
        "二、工作内容和工作地点",
        ("第二条 乙方工作岗位是{position}，工作地点为{work_place}。",),
    ),
    (
        "三、工作时间和休息休假",
        ("第三条 实行标准工时工作制，每日工作时间不超过8小时，平均每周工作时间不超过40小时。",),
    ),
    (
        "四、劳动报酬",
        ("第五条 甲方采用月薪制，月工资标准为{salary}元，每月10日前以银行转账方式支付。",),
    ),
)
"""Headings with their paragraphs."""
CLAUSES = (
    "第九条 甲乙双方依法参加社会保险，甲方为乙方办理有关社会保险手续，并承担相应社会保险义务，"
    "乙方应当缴纳的社会保险费由甲方从乙方的工资中代扣代缴。",
    "第十条 甲方依法执行国家有关福利待遇的规定。",
    "第十一条 甲方应当按照国家规定，建立健全劳动安全卫生制度，为乙方提供必要的劳动防护条件。",
    "第十二条 甲乙双方应当依法变更、解除、终止本合同，并办理工作交接。",
)
LAST_CLAUSE = (
    "第十八条 本合同中记载的乙方联系电话、通讯地址为劳动合同期内通知相关事项和送达"
    "书面文书的联系方式、送达地址。本合同自双方签字（盖章）之日起生效。"
)


def labor_national(work: LaborTerms, seed: int, *, seal: seals.DrawnSeal | None) -> Paper:
    """The national form of 2019: parties, clauses, more clauses, signatures."""
    pages = [a4(seed + i) for i in range(4)]
    one, two, three, four = pages
    name = work.shown_name or work.who.name
    _parties(one, work, name)
    _terms(two, work)
    y = three.flow(26, 26, 160, ["六、社会保险和福利待遇"], 4.4, 2, "sansb")
    for text in CLAUSES:
        y = three.flow(26, y + 2, 160, [text], 4.2, 1.95, "sans", 2)
    y = four.flow(26, 26, 160, ["九、其他"], 4.4, 2, "sansb")
    y = four.flow(26, y + 2, 160, [LAST_CLAUSE], 4.2, 1.95, "sans", 2)
    _signed(four, work, name, y)
    four.seal(72, y + 34, seal)
    for i, sheet in enumerate(pages):
        sheet.text(105, 284, f"第 {i + 1} 页 共 4 页", 3.2, "sans", anchor="c", colour=(90, 90, 90))
    return Paper(
        "labor_contract",
        "national",
        pages,
        signatures={"employer_signature": "present", "employee_signature": "present"},
    )


def _parties(sheet: CanvasPart, work: LaborTerms, name: str) -> None:
    sheet.text(105, 30, "劳动合同", 12, "sansb", anchor="c", spacing=4)
    sheet.text(105, 48, "（通用）", 5.4, "sans", anchor="c")
    unit, who = work.unit, work.who
    y = 74.0
    for label, text, key in (
        ("甲方（用人单位）：", unit.name, "employer"),
        ("统一社会信用代码：", unit.code, "employer_credit_code"),
        ("法定代表人（主要负责人）或委托代理人：", unit.legal_rep, "employer_legal_rep"),
        ("注册地：", unit.address, "employer_address"),
        ("经营地：", unit.address, None),
        ("联系电话：", "010-60000000", None),
        ("", "", None),
        ("乙方（劳动者）：", name, "employee"),
        ("居民身份证号码：", work.shown_number or who.number, "employee_id"),
        ("户籍地址：", who.address, None),
        ("经常居住地（通讯地址）：", work.home, "employee_address"),
        ("联系电话：", who.phone, "employee_phone"),
    ):
        x = sheet.text(26, y, label, 4.2, "sans")
        if text:
            sheet.text(x + 1, y, text, 4.2, "sans", name=key)
            sheet.line(x, y + 5.6, 186, y + 5.6, 0.15, (120, 120, 120))
        y += 12.5


def _terms(sheet: CanvasPart, work: LaborTerms) -> None:
    """The text of the page about term, work and pay."""
    values: dict[str, Value] = {
        "_choice": Printed("1", "1", 8),
        "start_date": day_in_blank(work.start, 38),
        "end_date": day_in_blank(work.end, 38),
        "probation_end": day_in_blank(work.probation, 38),
        "position": Printed(work.post, work.post, 34),
        "work_place": Printed("北京市", "北京市", 30),
        "salary": Printed(work.salary, work.salary, 26),
    }
    p = PageBuilder(values, sheet, y=33, wide=160, size=4.2, step=1.95, face="sans")
    sheet.text(26, 24, "一、劳动合同期限", 4.4, "sansb")
    for heading, paragraphs in TERMS:
        if heading:
            sheet.text(26, p.y + 2, heading, 4.4, "sansb")
            p.y += 11
        p.prose(*paragraphs)


def _signed(sheet: CanvasPart, work: LaborTerms, name: str, y: float) -> None:
    sheet.text(26, y + 24, "甲方（盖章）", 4.3, "sans")
    sheet.text(26, y + 34, "法定代表人（主要负责人）", 4.0, "sans")
    sheet.text(26, y + 41, "或委托代理人（签字或盖章）", 4.0, "sans")
    sheet.hand(36, y + 49, work.unit.legal_rep, 7.4, work.unit.hand)
    sheet.text(128, y + 24, "乙方（签字）", 4.3, "sans")
    sheet.hand(134, y + 40, name, 7.4, work.who.hand)
    sheet.day(26, y + 66, work.signed, 4.2, "sans", name="sign_date")
    sheet.text(128, y + 66, printed_date(work.signed), 4.2, "sans")
