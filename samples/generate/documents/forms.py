"""Forms and statements of the guide's annexes, and letters of an employer."""

from dataclasses import dataclass
from datetime import date

from samples.generate import codes, seals
from samples.generate.cast import Company, Person
from samples.generate.documents.education import Study
from samples.generate.grid import Cell, table
from samples.generate.ink import Hand
from samples.generate.numbers import printed_date
from samples.generate.paper import Paper, a4, portrait
from samples.generate.sheet import Fill, Sheet

OFFICE = "东城区人力资源和社会保障局："


def power_of_attorney(unit: Company, agent: Person, day: date, seed: int, *,
                      seal: seals.Seal | None) -> Paper:
    """授权委托书（附件2）, typed with signatures by hand."""
    sheet = a4(seed)
    sheet.text(105, 30, "授 权 委 托 书", 8.4, "serifb", anchor="c")
    sheet.text(26, 56, OFFICE, 4.6, "song")
    y = sheet.flow(26, 68, 158, [
        "本授权委托书申明：", Fill(unit.legal_rep, "legal_rep", blank=24), "系",
        Fill(unit.name, "company", blank=70), "的法定代表人（或分支机构负责人），现授权委托我公司",
        Fill(agent.name, "agent_name", blank=24),
        "为我公司代理人，办理《北京市工作居住证》相关事宜。"], 4.6, 2.1, "song", indent=2)
    y = sheet.flow(26, y, 158, ["代理人无权转让委托权。特此委托。"], 4.6, 2.1, "song", indent=2)
    y += 8
    items = (("代理人：", agent.name, None, 26), ("性别：", agent.sex, "agent_sex", 110),
             ("身份证号码：", agent.number, "agent_id", 26),
             ("工作部门：", "人力资源部", "agent_department", 26),
             ("职务：", "人事专员", "agent_title", 110),
             ("联系电话：", agent.phone, "agent_phone", 26))
    for i, (label, text, name, x) in enumerate(items):
        end = sheet.text(x, y, label, 4.6, "song")
        sheet.text(end + 1, y, text, 4.6, "song", name=name)
        y += 0 if i in (0, 3) else 11
    y += 8
    x = sheet.text(26, y, "法定代表人(签字)：", 4.6, "song")
    sheet.hand(x + 2, y - 2, unit.legal_rep, 6.6, unit.hand)
    x = sheet.text(110, y, "代理人(签字)：", 4.6, "song")
    sheet.hand(x + 2, y - 2, agent.name, 6.6, agent.hand)
    sheet.text(178, y + 22, unit.name, 4.6, "song", anchor="r")
    sheet.text(178, y + 31, printed_date(day), 4.6, "song", anchor="r", name="sign_date",
               value=day.isoformat())
    if seal:
        sheet.seal(150, y + 26, seal)
    return Paper("power_of_attorney", "annex", [sheet],
                 signatures={"legal_rep_signature": "present", "agent_signature": "present"})


def integrity(unit: Company, who: Person, day: date, seed: int, *,
              seal: seals.Seal | None, lower: Person | None = None) -> Paper:
    """诚信声明（附件4）, the two halves in a ruled frame."""
    sheet = a4(seed)
    sheet.text(105, 24, "诚  信  声  明", 8.4, "serifb", anchor="c")
    sheet.rect(24, 42, 186, 262, 0.4)
    sheet.line(24, 142, 186, 142, 0.3)
    sheet.text(105, 48, "个 人 声 明", 5.4, "serifb", anchor="c")
    sheet.flow(30, 62, 150, [
        "本人承诺所提供的申请材料真实、准确、有效，复印件与原件一致。如有弄虚作假，本人愿意永久放弃申报资格，"
        "并承担由此产生的一切责任。"], 4.4, 2.0, indent=2)
    x = sheet.text(96, 112, "申请人(签字)：", 4.4)
    sheet.hand(x + 2, 110, who.name, 7, who.hand)
    sheet.hand(126, 126, printed_date(day), 4.6, who.hand, name="applicant_date",
               value=day.isoformat())
    sheet.text(105, 148, "申 请 单 位 声 明", 5.4, "serifb", anchor="c")
    sheet.flow(30, 162, 150, [
        "本单位对", Fill((lower or who).name, "applicant_name_in_text", hand=who.hand, blank=30),
        "提供的材料进行了认真审核，材料真实有效。如有不实，本单位愿意承担相应责任。"], 4.4, 2.0, indent=2)
    x = sheet.text(80, 206, "单位法人代表 (签字)：", 4.4)
    sheet.hand(x + 2, 204, unit.legal_rep, 7, unit.hand)
    sheet.text(116, 222, "(申请单位盖章)", 4.4)
    sheet.text(122, 238, printed_date(day), 4.4, name="unit_date", value=day.isoformat())
    if seal:
        sheet.seal(140, 228, seal)
    return Paper("integrity_statement", "framed", [sheet],
                 signatures={"applicant_signature": "present", "legal_rep_signature": "present"})


def personal_change(unit: Company, who: Person, permit: str, item: str, day: date, seed: int, *,
                    seal: seals.Seal | None, other: str = "",
                    shown_name: str | None = None) -> Paper:
    """个人信息变更申请表（附件5）; `item` is the box that is ticked."""
    sheet = a4(seed)
    sheet.text(105, 22, "个人信息变更申请表", 7.6, "serifb", anchor="c")
    kai = "kai"
    top = [[Cell("姓  名"), Cell(shown_name or who.name, "name", face=kai), Cell("证书编号"),
            Cell(permit, "permit_number", face=kai)],
           [Cell("身份证号码"), Cell(who.number, "id_number", span=3, face=kai)]]
    y = table(sheet, 22, 40, (30, 52, 30, 54), top, height=12, size=4.0)
    sheet.rect(22, y, 188, y + 26)
    sheet.text(26, y + 4, "在申请事项前的□中画“√”：", 4.0)
    x = 28.0
    for choice in ("聘用单位", "居住地址", "随往人员", "其他（请注明）"):
        sheet.rect(x, y + 14.4, x + 3.8, y + 18.2, 0.3)
        if choice.startswith(item):
            sheet.line(x + 0.4, y + 16.2, x + 1.7, y + 18.2, 0.6, (24, 24, 60))
            sheet.line(x + 1.7, y + 18.2, x + 4.8, y + 13.0, 0.6, (24, 24, 60))
            sheet.mark("change_items", item, (x, y + 13, x + 26, y + 19))
        x = sheet.text(x + 5, y + 14, choice, 4.0) + 6
    if other:
        sheet.text(x - 4, y + 14, other, 4.0, kai, name="other_item")
    y += 26
    y = _statement(sheet, y, "个人声明", "本人保证所填信息及提供材料真实有效。", "申请人（签字）：",
                   who.name, who.hand, day, "applicant_date", 40)
    y = _statement(sheet, y, "申请单位\n声明", "本单位已对上述材料进行审核，内容真实。",
                   "法人代表（签字）：", unit.legal_rep, unit.hand, day, "legal_rep_date", 40)
    sheet.rect(22, y, 52, y + 46)
    sheet.text(37, y + 18, "申请单位", 4.0, anchor="c")
    sheet.text(37, y + 24, "意见", 4.0, anchor="c")
    sheet.rect(52, y, 188, y + 46)
    sheet.hand(60, y + 8, "同意申报", 7, unit.hand, name="unit_opinion")
    sheet.text(180, y + 32, printed_date(day), 4.0, anchor="r", name="unit_opinion_date",
               value=day.isoformat())
    sheet.text(180, y + 38, "（加盖公章）", 4.0, anchor="r")
    if seal:
        sheet.seal(152, y + 26, seal)
    y += 46
    sheet.rect(22, y, 52, y + 32)
    sheet.text(37, y + 11, "区人力社", 4.0, anchor="c")
    sheet.text(37, y + 17, "保局意见", 4.0, anchor="c")
    sheet.rect(52, y, 188, y + 32)
    sheet.text(60, y + 10, "初审：              复审：", 4.0)
    sheet.text(180, y + 23, "年    月    日", 4.0, anchor="r")
    return Paper("personal_change_form", "annex", [sheet],
                 signatures={"applicant_signature": "present", "legal_rep_signature": "present"})


def _statement(sheet: Sheet, y: float, head: str, text: str, label: str, name: str, hand: Hand,
               day: date, date_name: str, tall: float) -> float:
    sheet.rect(22, y, 52, y + tall)
    for i, line in enumerate(head.split("\n")):
        sheet.text(37, y + tall / 2 - 3 + i * 6, line, 4.0, anchor="c")
    sheet.rect(52, y, 188, y + tall)
    sheet.flow(58, y + 5, 124, [text], 4.0, 1.7, indent=2)
    x = sheet.text(90, y + 19, label, 4.0)
    sheet.hand(x + 2, y + 17, name, 6.6, hand)
    sheet.text(180, y + 30, printed_date(day), 4.0, anchor="r", name=date_name,
               value=day.isoformat())
    return y + tall


def resignation(former: Company, who: Person, start: date, left: date, post: str, issued: date,
                seed: int, *, seal: seals.Seal | None, shown_number: str | None = None) -> Paper:
    """离职证明, a letter."""
    sheet = a4(seed)
    sheet.text(105, 40, "离 职 证 明", 8.4, "serifb", anchor="c")
    y = sheet.flow(28, 72, 154, [
        "兹证明", Fill(who.name, "name"), "（身份证号：", Fill(shown_number or who.number,
                                                       "id_number"), "）自",
        Fill(printed_date(start), "start_date", start.isoformat()), "至",
        Fill(printed_date(left), None), "在我公司任", Fill(post, "position"), "职务，于",
        Fill(printed_date(left), "leave_date", left.isoformat()),
        "与我公司解除劳动关系，工作交接手续已办理完毕，双方无劳动争议。"], 4.7, 2.1, indent=2)
    y = sheet.flow(28, y + 4, 154, ["特此证明。"], 4.7, 2.1, indent=2)
    sheet.text(178, y + 30, former.name, 4.7, anchor="r", name="company")
    sheet.text(178, y + 40, printed_date(issued), 4.7, anchor="r", name="issue_date",
               value=issued.isoformat())
    if seal:
        sheet.seal(146, y + 34, seal)
    return Paper("resignation_certificate", "letter", [sheet])


@dataclass(frozen=True)
class Entry:
    """What the application form says besides the person and the unit."""

    study: Study
    diploma: str
    degree_number: str
    home: str
    income: str
    contract: tuple[date, date]
    post: str = "高级工程师"
    marital: str = "未婚"
    condition: str = "取得学士及以上学位，并具有2年以上工作经历"


def application_form(unit: Company, who: Person, entry: Entry, day: date, seed: int, *,
                     seal: seals.Seal | None, layout: str = "blocks",
                     opinion: str = "同意申报", shown_birth: date | None = None) -> Paper:
    """《北京市工作居住证》申请表: in `blocks` with side headings, or one plain `grid`."""
    sheet = a4(seed)
    sheet.text(105, 14, "《北京市工作居住证》申请表" if layout == "blocks" else "北京市工作居住证申请表",
               6.6, "serifb", anchor="c")
    number = f"GZJZ{day.year}{seed % 10**6:06d}"
    x = sheet.text(16, 26, "受理编号：" if layout == "blocks" else "申请编号：", 3.3)
    sheet.text(x, 26, number, 3.3, name="form_number")
    if layout == "grid":
        sheet.image(176, 6, 18, 18, codes.qr(f"https://example.invalid/gzjz?no={number}"))
    birth = shown_birth or who.birth
    v = {
        "name": Cell(who.name, "name"), "sex": Cell(who.sex, "sex"),
        "birth": Cell(birth.isoformat(), "birth_date"),
        "ethnicity": Cell(who.ethnicity, "ethnicity"),
        "marital": Cell(entry.marital, "marital_status"),
        "id": Cell(who.number, "id_number"), "hukou": Cell(who.address, "hukou_place", align="l"),
        "home": Cell(entry.home, "current_address", align="l"),
        "phone": Cell(who.phone, "phone"),
        "level": Cell(entry.study.level, "education_level"),
        "school": Cell(entry.study.school, "school"), "major": Cell(entry.study.major, "major"),
        "end": Cell(entry.study.end.isoformat(), "graduation_date"),
        "diploma": Cell(entry.diploma, "diploma_number"),
        "degree": Cell(entry.study.degree, "degree"),
        "degree_number": Cell(entry.degree_number, "degree_number"),
        "unit": Cell(unit.name, "unit_name", align="l"), "post": Cell(entry.post, "position"),
        "start": Cell(entry.contract[0].isoformat(), "contract_start"),
        "stop": Cell(entry.contract[1].isoformat(), "contract_end"),
        "income": Cell(entry.income, "monthly_income"),
        "condition": Cell(entry.condition, None, align="l"),
    }
    draw = _form_blocks if layout == "blocks" else _form_grid
    y = draw(sheet, v, who)
    sheet.rect(16, y, 44, y + 24)
    sheet.text(30, y + 10, "个人声明", 3.5, anchor="c")
    sheet.rect(44, y, 194, y + 24)
    sheet.text(48, y + 4, "本人承诺以上填报内容真实、有效。", 3.5)
    x = sheet.text(110, y + 13, "申请人签字：", 3.5)
    sheet.hand(x + 2, y + 11, who.name, 6.4, who.hand)
    y += 24
    sheet.rect(16, y, 44, y + 44)
    sheet.text(30, y + 20, "用人单位意见", 3.5, anchor="c")
    sheet.rect(44, y, 194, y + 44)
    if opinion:
        sheet.hand(52, y + 7, opinion, 7, unit.hand, name="unit_opinion")
    x = sheet.text(70, y + 24, "法定代表人（签字）：", 3.5)
    sheet.hand(x + 2, y + 21, unit.legal_rep, 7, unit.hand)
    sheet.text(184, y + 36, printed_date(day), 3.5, anchor="r", name="unit_opinion_date",
               value=day.isoformat())
    sheet.text(184, y + 29, "（盖章）", 3.5, anchor="r")
    if seal:
        sheet.seal(160, y + 24, seal)
    y += 44
    sheet.rect(16, y, 44, y + 20)
    sheet.text(30, y + 8, "区人力社保局意见", 3.2, anchor="c")
    sheet.rect(44, y, 194, y + 20)
    return Paper("application_form_new", layout, [sheet],
                 signatures={"legal_rep_signature": "present" if opinion else "present"})


def _form_blocks(sheet: Sheet, v: dict[str, Cell], who: Person) -> float:
    def block(title: str, y: float, rows: list[list[Cell | str]], widths: tuple[float, ...],
              wide: float) -> float:
        sheet.rect(16, y, 16 + wide, y + 6.2, 0.2, fill=(232, 236, 242))
        sheet.text(18, y + 1.3, title, 3.5, "sansb")
        return table(sheet, 16, y + 6.2, widths, rows, height=9, size=3.4)

    photo_top = 32.0
    y = block("基本情况", photo_top, [
        ["姓名", v["name"], "性别", v["sex"]], ["出生日期", v["birth"], "民族", v["ethnicity"]],
        ["婚姻状况", v["marital"], "联系电话", v["phone"]],
        ["证件号码", v["id"]._replace(span=3)]], (24, 52, 24, 48), 148)
    sheet.rect(164, photo_top, 194, y)
    sheet.image(167, photo_top + 2, 24, 32, portrait(who.serial + 3))
    y = table(sheet, 16, y, (24, 154), [["户籍所在地", v["hukou"]], ["现居住地址", v["home"]]],
              height=9, size=3.4)
    y = block("学历学位", y, [
        ["最高学历", v["level"], "毕业院校", v["school"]],
        ["所学专业", v["major"], "毕业时间", v["end"]],
        ["最终学历证书编号", v["diploma"], "最终学位", v["degree"]],
        ["最终学位证书编号", v["degree_number"]._replace(span=3)]], (34, 60, 28, 56), 178)
    return block("聘用情况", y, [
        ["单位名称", v["unit"], "岗位", v["post"]],
        ["合同起始日期", v["start"], "合同终止日期", v["stop"]],
        ["应税收入月平均数", v["income"], "申请条件", "条件（一）"]], (34, 68, 28, 48), 178)


def _form_grid(sheet: Sheet, v: dict[str, Cell], who: Person) -> float:
    y = 32.0
    top = y
    y = table(sheet, 16, y, (22, 32, 18, 20, 22, 34), [
        ["姓  名", v["name"], "性  别", v["sex"], "出生年月", v["birth"]],
        ["民  族", v["ethnicity"], "婚  否", v["marital"], "手  机", v["phone"]],
        ["身份证号码", v["id"]._replace(span=3), "学  历", v["level"]]],
        height=11, size=3.4, face="song")
    sheet.rect(164, top, 194, y)
    sheet.image(168, top + 1.5, 22, 29, portrait(who.serial + 3))
    y = table(sheet, 16, y, (30, 59, 30, 59), [
        ["户口所在地", v["hukou"]._replace(span=3)], ["居住地址", v["home"]._replace(span=3)],
        ["毕业院校", v["school"], "专  业", v["major"]],
        ["毕业日期", v["end"], "最终学位", v["degree"]]], height=10.5, size=3.4, face="song")
    return table(sheet, 16, y, (40, 54, 30, 54), [
        ["最终学历证书编号", v["diploma"]._replace(span=3)],
        ["最终学位证书编号", v["degree_number"]._replace(span=3)],
        ["工作单位", v["unit"]._replace(span=3)],
        ["合同起始日期", v["start"], "合同终止日期", v["stop"]],
        ["应税收入月平均数", v["income"], "职  务", v["post"]],
        ["符合条件", v["condition"]._replace(span=3)]], height=10.5, size=3.4, face="song")
