"""授权委托书, 诚信声明 and 离职证明."""

from datetime import date

from generator import seals
from generator.cast import Company, Person
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import Fill

OFFICE = "东城区人力资源和社会保障局："


def power_of_attorney(
    unit: Company, agent: Person, day: date, seed: int, *, seal: seals.Seal | None
) -> Paper:
    """授权委托书（附件2）, typed with signatures by hand."""
    sheet = a4(seed)
    sheet.text(105, 30, "授 权 委 托 书", 8.4, "serifb", anchor="c")
    sheet.text(26, 56, OFFICE, 4.6, "song")
    y = sheet.flow(
        26,
        68,
        158,
        [
            "本授权委托书申明：",
            Fill(unit.legal_rep, "legal_rep", blank=24),
            "系",
            Fill(unit.name, "company", blank=70),
            "的法定代表人（或分支机构负责人），现授权委托我公司",
            Fill(agent.name, "agent_name", blank=24),
            "为我公司代理人，办理《北京市工作居住证》相关事宜。",
        ],
        4.6,
        2.1,
        "song",
        indent=2,
    )
    y = sheet.flow(26, y, 158, ["代理人无权转让委托权。特此委托。"], 4.6, 2.1, "song", indent=2)
    y += 8
    items = (
        ("代理人：", agent.name, None, 26.0),
        ("性别：", agent.sex, "agent_sex", 110.0),
        ("身份证号码：", agent.number, "agent_id", 26),
        ("工作部门：", "人力资源部", "agent_department", 26),
        ("职务：", "人事专员", "agent_title", 110),
        ("联系电话：", agent.phone, "agent_phone", 26),
    )
    for i, (label, text, name, x) in enumerate(items):
        end = sheet.text(x, y, label, 4.6, "song")
        sheet.text(end + 1, y, text, 4.6, "song", name=name)
        y += 0 if i in (0, 3) else 11.0
    y += 8
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


def integrity(
    unit: Company,
    who: Person,
    day: date,
    seed: int,
    *,
    seal: seals.Seal | None,
    lower: Person | None = None,
) -> Paper:
    """诚信声明（附件4）, the two halves in a ruled frame."""
    sheet = a4(seed)
    sheet.text(105, 24, "诚  信  声  明", 8.4, "serifb", anchor="c")
    sheet.rect(24, 42, 186, 262, 0.4)
    sheet.line(24, 142, 186, 142, 0.3)
    sheet.text(105, 48, "个 人 声 明", 5.4, "serifb", anchor="c")
    sheet.flow(
        30,
        62,
        150,
        [
            "本人承诺所提供的申请材料真实、准确、有效，复印件与原件一致。如有弄虚作假，本人愿意永久放弃申报资格，"
            "并承担由此产生的一切责任。"
        ],
        4.4,
        2.0,
        indent=2,
    )
    x = sheet.text(96, 112, "申请人(签字)：", 4.4)
    sheet.hand(x + 2, 110, who.name, 7, who.hand)
    sheet.hand(
        126, 126, printed_date(day), 4.6, who.hand, name="applicant_date", value=day.isoformat()
    )
    sheet.text(105, 148, "申 请 单 位 声 明", 5.4, "serifb", anchor="c")
    sheet.flow(
        30,
        162,
        150,
        [
            "本单位对",
            Fill((lower or who).name, "applicant_name_in_text", hand=who.hand, blank=30),
            "提供的材料进行了认真审核，材料真实有效。如有不实，本单位愿意承担相应责任。",
        ],
        4.4,
        2.0,
        indent=2,
    )
    x = sheet.text(80, 206, "单位法人代表 (签字)：", 4.4)
    sheet.hand(x + 2, 204, unit.legal_rep, 7, unit.hand)
    sheet.text(116, 222, "(申请单位盖章)", 4.4)
    sheet.day(122, 238, day, 4.4, name="unit_date")
    sheet.seal(140, 228, seal)
    return Paper(
        "integrity_statement",
        "framed",
        [sheet],
        signatures={"applicant_signature": "present", "legal_rep_signature": "present"},
    )


def resignation(
    former: Company,
    who: Person,
    start: date,
    left: date,
    post: str,
    issued: date,
    seed: int,
    *,
    seal: seals.Seal | None,
    shown_number: str | None = None,
) -> Paper:
    """离职证明, a letter."""
    sheet = a4(seed)
    sheet.text(105, 40, "离 职 证 明", 8.4, "serifb", anchor="c")
    y = sheet.flow(
        28,
        72,
        154,
        [
            "兹证明",
            Fill(who.name, "name"),
            "（身份证号：",
            Fill(shown_number or who.number, "id_number"),
            "）自",
            Fill.day(start, "start_date"),
            "至",
            Fill(printed_date(left), None),
            "在我公司任",
            Fill(post, "position"),
            "职务，于",
            Fill.day(left, "leave_date"),
            "与我公司解除劳动关系，工作交接手续已办理完毕，双方无劳动争议。",
        ],
        4.7,
        2.1,
        indent=2,
    )
    y = sheet.flow(28, y + 4, 154, ["特此证明。"], 4.7, 2.1, indent=2)
    sheet.text(178, y + 30, former.name, 4.7, anchor="r", name="company")
    sheet.day(178, y + 40, issued, 4.7, anchor="r", name="issue_date")
    sheet.seal(146, y + 34, seal)
    return Paper("resignation_certificate", "letter", [sheet])
