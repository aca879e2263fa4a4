"""授权委托书, 诚信声明 and 离职证明."""

from datetime import date

from generator import seals
from generator.cast import InventedPerson, InventedUnit
from generator.documents.page import PageBuilder, Printed, Value
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

PERSON_PROMISES = (
    "本人承诺所提供的申请材料真实、准确、有效，复印件与原件一致。如有弄虚作假，"
    "本人愿意永久放弃申报资格，并承担由此产生的一切责任。"
)
UNIT_PROMISES = (
    "本单位对{applicant_name_in_text}提供的材料进行了认真审核，材料真实有效。如有不实，"
    "本单位愿意承担相应责任。"
)

OFFICE = "东城区人力资源和社会保障局："


def power_of_attorney(
    unit: InventedUnit, agent: InventedPerson, day: date, seed: int, *, seal: seals.DrawnSeal | None
) -> Paper:
    """授权委托书（附件2）, typed with signatures by hand."""
    sheet = a4(seed)
    sheet.text(105, 30, "授 权 委 托 书", 8.4, "serifb", anchor="c")
    sheet.text(26, 56, OFFICE, 4.6, "song")
    values: dict[str, Value] = {
        "legal_rep": Printed(unit.legal_rep, unit.legal_rep, 24),
        "company": Printed(unit.name, unit.name, 70),
        "agent_name": Printed(agent.name, agent.name, 24),
    }
    p = PageBuilder(values, sheet, y=68, size=4.6, step=2.1, face="song")
    p.prose(
        "本授权委托书申明：{legal_rep}系{company}的法定代表人（或分支机构负责人），现授权委托我公司"
        "{agent_name}为我公司代理人，办理《北京市工作居住证》相关事宜。",
        "代理人无权转让委托权。特此委托。",
    )
    y = _agent(sheet, p.y + 8, agent) + 8
    x = sheet.text(26, y, "法定代表人(签字)：", 4.6, "song")
    sheet.hand(x + 2, y - 2, unit.legal_rep, 6.6, unit.hand)
    x = sheet.text(110, y, "代理人(签字)：", 4.6, "song")
    sheet.hand(x + 2, y - 2, agent.name, 6.6, agent.hand)
    sheet.text(178, y + 22, unit.name, 4.6, "song", anchor="r")
    sheet.day(178, y + 31, day, 4.6, "song", anchor="r", name="sign_date")
    sheet.seal(150, y + 26, seal)
    return Paper(
        "power_of_attorney",
        "annex",
        [sheet],
        signatures={"legal_rep_signature": "present", "agent_signature": "present"},
    )


def _agent(sheet: CanvasPart, y: float, agent: InventedPerson) -> float:
    """The agent in the power of attorney; returns the y below."""
    for x, label, text, name, down in (
        (26, "代理人：", agent.name, None, 0),
        (110, "性别：", agent.sex, "agent_sex", 11),
        (26, "身份证号码：", agent.number, "agent_id", 11),
        (26, "工作部门：", "人力资源部", "agent_department", 0),
        (110, "职务：", "人事专员", "agent_title", 11),
        (26, "联系电话：", agent.phone, "agent_phone", 11),
    ):
        end = sheet.text(x, y, label, 4.6, "song")
        sheet.text(end + 1, y, text, 4.6, "song", name=name)
        y += down
    return y


def integrity(
    unit: InventedUnit,
    who: InventedPerson,
    day: date,
    seed: int,
    *,
    seal: seals.DrawnSeal | None,
    lower: InventedPerson | None = None,
) -> Paper:
    """诚信声明（附件4）, the two halves in a ruled frame."""
    sheet = a4(seed)
    sheet.text(105, 24, "诚  信  声  明", 8.4, "serifb", anchor="c")
    sheet.rect(24, 42, 186, 262, 0.4)
    sheet.line(24, 142, 186, 142, 0.3)
    name = (lower or who).name
    values: dict[str, Value] = {"applicant_name_in_text": Printed(name, name, 30, who.hand)}
    p = PageBuilder(values, sheet, left=30, wide=150, step=2.0)
    sheet.text(105, 48, "个 人 声 明", 5.4, "serifb", anchor="c")
    p.y = 62
    p.prose(PERSON_PROMISES)
    x = sheet.text(96, 112, "申请人(签字)：", 4.4)
    sheet.hand(x + 2, 110, who.name, 7, who.hand)
    shown, value = printed_date(day), day.isoformat()
    sheet.hand(126, 126, shown, 4.6, who.hand, name="applicant_date", value=value)
    sheet.text(105, 148, "申 请 单 位 声 明", 5.4, "serifb", anchor="c")
    p.y = 162
    p.prose(UNIT_PROMISES)
    x = sheet.text(80, 206, "单位法人代表 (签字)：", 4.4)
    sheet.hand(x + 2, 204, unit.legal_rep, 7, unit.hand)
    sheet.text(116, 222, "(申请单位盖章)", 4.4)
    sheet.day(122, 238, day, 4.4, name="unit_date")
    sheet.seal(140, 228, seal)
    signatures = {"applicant_signature": "present", "legal_rep_signature": "present"}
    return Paper("integrity_statement", "framed", [sheet], signatures=signatures)


def resignation(
    former: InventedUnit,
    who: InventedPerson,
    start: date,
    left: date,
    post: str,
    issued: date,
    seed: int,
    *,
    seal: seals.DrawnSeal | None,
    shown_number: str | None = None,
) -> Paper:
    """离职证明, a letter."""
    sheet = a4(seed)
    sheet.text(105, 40, "离 职 证 明", 8.4, "serifb", anchor="c")
    values: dict[str, Value] = {
        "name": who.name,
        "id_number": shown_number or who.number,
        "start_date": start,
        "position": post,
        "leave_date": left,
    }
    p = PageBuilder(values, sheet, y=72, left=28, wide=154, size=4.7, step=2.1)
    p.prose(
        f"兹证明{{name}}（身份证号：{{id_number}}）自{{start_date}}至{printed_date(left)}在我公司任"
        "{position}职务，于{leave_date}与我公司解除劳动关系，工作交接手续已办理完毕，双方无劳动争议。"
    )
    p.y += 4
    p.prose("特此证明。")
    sheet.text(178, p.y + 30, former.name, 4.7, anchor="r", name="company")
    sheet.day(178, p.y + 40, issued, 4.7, anchor="r", name="issue_date")
    sheet.seal(146, p.y + 34, seal)
    return Paper("resignation_certificate", "letter", [sheet])
