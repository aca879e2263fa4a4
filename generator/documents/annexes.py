"""The guide's own forms for units and borrowed homes: annexes 1, 6 and 10, the permit and its
query.
"""

from datetime import date

from generator import seals
from generator.documents.page import PageBuilder, Printed, Value, dashed, digits, page
from generator.facts import Facts
from generator.paper import Paper, portrait

DAY = date(2025, 9, 10)
TICK = (24, 24, 60)


def unit_registration(f: Facts, seed: int) -> Paper:
    """用人单位注册申请书（附件1）."""
    values: dict[str, Value] = {
        "addressee": "东城区人力资源和社会保障局",
        "applicant_name": f.who.name,
        "agent_name": f.agent.name,
        "agent_id": f.agent.number,
        "company": f.unit.name,
        "sign_date": DAY,
    }
    p = page(seed, values, size=4.2, step=1.8)
    p.title("用人单位注册申请书")
    p.lines("{addressee}：")
    p.prose("一、基本情况")
    p.prose(
        f"我公司成立于{f.unit.established.year}年，为有限责任公司，主营业务为软件开发与技术服务，"
        "上一年度纳税共计86万元。现有员工数64人，学历结构为硕士12人、本科45人、其他7人，"
        "非京籍人员所占比例58%，今年计划申请3人。"
    )
    p.prose("二、申请信息")
    p.prose("拟申报人员一名，本科学历，工学学士，所聘岗位为算法工程师，聘用期限五年。")
    p.prose("三、申请意见")
    p.prose(
        "经我公司认真研究，申请开通北京市工作居住证管理系统，为{applicant_name}办理"
        "《北京市工作居住证》。现授权委托我公司的{agent_name}，身份证号码：{agent_id}，"
        "为公司代理人，办理相关事宜。代理人无权转让委托权。"
    )
    p.y += 8
    p.sign(26, "法定代表人(签字)：", f.unit.legal_rep, f.unit.hand, "legal_rep_signature")
    p.sign(112, "代理人(签字)：", f.agent.name, f.agent.hand, "agent_signature")
    p.y += 12
    p.sign(26, "申请人（签字）：", f.who.name, f.who.hand, "applicant_signature")
    p.foot("{company}", "{sign_date}", seal=seals.official(f.unit.name))
    return p.paper("unit_registration_application", "annex")


def unit_change(f: Facts, seed: int) -> Paper:
    """单位信息变更申请表（附件6）, one box ticked."""
    capital = str(f.unit.capital)
    values: dict[str, Value] = {
        "unit_name": f.unit.name,
        "paid_in_capital": Printed(f"{f.unit.capital // 10000}", capital),
        "tax_place": Printed("东城", "东城区"),
        "legal_rep_date": DAY,
        "unit_opinion_date": DAY,
    }
    p = page(seed, values, left=22, wide=166, size=4.0)
    p.title("单位信息变更申请表", 7.6)
    p.table((34, 132), [["单位名称", "{unit_name}"]], height=12)
    p.table((34, 52, 30, 50), [["实缴资本", "{paid_in_capital}万元", "纳税地", "{tax_place}区"]],
            height=12)  # fmt: skip
    _change_items(p)
    top = p.y
    p.sheet.rect(22, top, 188, top + 60)
    p.y, p.left, p.wide = top + 4, 28, 152
    p.prose(
        "1.本单位保证所填信息及提供材料真实有效。",
        "2.本单位将落实专人负责制度，避免注册地与纳税地不一致。",
    )
    p.y = top + 34
    p.sign(84, "法人代表（签字）：", f.unit.legal_rep, f.unit.hand, "legal_rep_signature")
    p.put(180, top + 50, "{legal_rep_date}", anchor="r")
    top += 60
    _unit_opinion(p, f, top)
    top += 44
    p.sheet.rect(22, top, 188, top + 26)
    p.put(26, top + 4, "区人力社保局意见")
    p.put(60, top + 13, "初审：              复审：")
    return p.paper("unit_change_form", "annex")


def _change_items(p: PageBuilder) -> None:
    """The boxes to tick; the second one is ticked."""
    top = p.y
    p.sheet.rect(22, top, 188, top + 34)
    p.put(26, top + 4, "在申请事项前的□中画“√”：")
    boxes = ("查询用户名重置密码", "基础变更（区县内）", "跨区县变更（转移）", "其他（请注明）")
    for n, choice in enumerate(boxes):
        x, y = 28 + n % 2 * 76, top + 13 + n // 2 * 10
        p.sheet.rect(x, y + 0.4, x + 3.8, y + 4.2, 0.3)
        if n == 1:
            p.sheet.line(x + 0.4, y + 2.2, x + 1.7, y + 4.2, 0.6, TICK)
            p.sheet.line(x + 1.7, y + 4.2, x + 4.8, y - 1.0, 0.6, TICK)
            p.sheet.mark("change_items", "基础变更", (x, y - 1, x + 40, y + 5))
        p.put(x + 6, y, choice)
    p.y = top + 34


def _unit_opinion(p: PageBuilder, f: Facts, top: float) -> None:
    p.sheet.rect(22, top, 188, top + 44)
    p.put(26, top + 4, "申请单位意见")
    p.sheet.hand(62, top + 10, "同意申报", 6.6, f.unit.hand, name="unit_opinion")
    p.put(180, top + 30, "{unit_opinion_date}", anchor="r")
    p.put(180, top + 37, "（加盖公章）", anchor="r")
    p.sheet.seal(146, top + 26, seals.official(f.unit.name))


def renewal_form(f: Facts, seed: int) -> Paper:
    """《北京市工作居住证》续签申请表, printed from the system."""
    who = f.who
    values: dict[str, Value] = {
        "name": who.name,
        "id_number": who.number,
        "permit_number": "2022" + digits(seed, 8),
        "valid_from": dashed(date(2022, 11, 2)),
        "valid_to": dashed(date(2025, 11, 1)),
        "unit_name": f.unit.name,
        "current_address": f.home,
        "contract_start": dashed(date(2023, 6, 1)),
        "contract_end": dashed(date(2028, 5, 31)),
        "monthly_income": f.income,
        "unit_opinion_date": DAY,
    }
    p = page(seed, values, left=20, wide=170, size=3.7, face="serif", y=18)
    p.title("《北京市工作居住证》续签申请表", 6.6, gap=5)
    rows = [
        ["姓名", "{name}", "性别", who.sex],
        ["证件号码", "{id_number}", "联系电话", who.phone],
        ["证书编号", "{permit_number}", "申请编号", f"110101{digits(seed + 1, 8)}"],
        ["有效期起", "{valid_from}", "有效期止", "{valid_to}"],
        ["单位名称", "{unit_name}", "统一社会信用代码", f.unit.code],
        ["合同起始日期", "{contract_start}", "合同终止日期", "{contract_end}"],
        ["应税收入月平均数", "{monthly_income}", "职务", "高级工程师"],
        ["现居住地址", "{current_address}"],
    ]
    p.table((34, 56, 34, 46), rows, height=10)
    _declaration(p, f)
    _renewal_opinion(p, f)
    _side_box(p, "区人力社保局意见", 24)
    return p.paper("application_form_renewal", "grid")


def _side_box(p: PageBuilder, label: str, tall: float) -> float:
    """A row with its label at the left; returns the y of its top."""
    top = p.y
    p.sheet.rect(20, top, 54, top + tall)
    p.sheet.rect(54, top, 190, top + tall)
    p.put(37, top + tall / 2 - 2, label, anchor="c")
    p.y += tall
    return top


def _declaration(p: PageBuilder, f: Facts) -> None:
    top = _side_box(p, "声明", 38)
    p.put(58, top + 5, "本人承诺以上信息真实、准确、有效。")
    bottom, p.y = p.y, top + 22
    p.sign(96, "本人签名：", f.who.name, f.who.hand, "applicant_signature")
    p.y = bottom


def _renewal_opinion(p: PageBuilder, f: Facts) -> None:
    top = _side_box(p, "用人单位意见", 52)
    p.sheet.hand(62, top + 8, "同意续签", 6.6, f.unit.hand, name="unit_opinion")
    bottom, p.y = p.y, top + 24
    p.sign(84, "法定代表人：", f.unit.legal_rep, f.unit.hand, "legal_rep_signature")
    p.y = bottom
    p.put(182, top + 41, "{unit_opinion_date}", anchor="r")
    p.sheet.seal(150, top + 32, seals.official(f.unit.name))


def lodging(f: Facts, seed: int) -> Paper:
    """房屋借住声明（附件10）."""
    values: dict[str, Value] = {
        "lodger_name": f.who.name,
        "lodger_id": f.who.number,
        "start_date": date(2025, 3, 1),
        "address": f.home,
        "owner_name": f.owner.name,
        "owner_id": f.owner.number,
        "relation": "朋友",
        "sign_date": DAY,
    }
    p = page(seed, values, y=40, step=2.1, size=4.6)
    p.title("房屋借住声明")
    p.prose(
        "本人（姓名）{lodger_name}，身份证号：{lodger_id}，于{start_date}开始借住在{address}。"
        "借住房屋的房主姓名{owner_name}，身份证号{owner_id}，本人与房主是{relation}关系，"
        "以上情况属实，特此声明。",
        "双方保证以上所述信息和提供的材料真实有效。",
    )
    p.y += 10
    p.sign(30, "房主签字：", f.owner.name, f.owner.hand, "owner_signature")
    p.sign(110, "借住人签字：", f.who.name, f.who.hand, "lodger_signature")
    p.foot("{sign_date}", "（申请单位加盖公章）", seal=seals.official(f.unit.name), gap=18)
    return p.paper("lodging_declaration", "annex")


def permit(f: Facts, seed: int) -> Paper:
    """北京市工作居住证确认单, printed online."""
    values: dict[str, Value] = {
        "permit_number": "2022" + digits(seed, 8),
        "name": f.who.name,
        "id_number": f.who.number,
        "unit_name": f.unit.name,
        "valid_from": Printed("2022年11月02日", "2022-11-02"),
        "valid_to": Printed("2025年11月01日", "2025-11-01"),
        "first_issue_date": Printed("2019年11月02日", "2019-11-02"),
    }
    p = page(seed, values, left=24, wide=162, y=24, face="serif")
    p.title("北京市工作居住证确认单", 7.4)
    p.put(186, p.y - 4, "打印日期：2025年09月10日", 3.4, anchor="r")
    p.y += 3
    p.table((34, 58, 34, 36), [["证书编号", "{permit_number}", "姓名", "{name}"]], height=12)
    rows = [
        ["证件号码", "{id_number}"],
        ["工作单位", "{unit_name}"],
        ["有效期起", "{valid_from}"],
        ["有效期止", "{valid_to}"],
        ["首次发证日期", "{first_issue_date}"],
    ]
    p.table((34, 128), rows, height=12)
    p.sheet.image(26, p.y + 8, 25, 33, portrait(f.who.serial + 8))
    bureau = "北京市人力资源和社会保障局"
    p.foot(bureau, seal=seals.office(bureau, size=42), gap=26)
    return p.paper("permit_confirmation", "online")


def tax_query(f: Facts, seed: int) -> Paper:
    """涉税信息查询申请表."""
    values: dict[str, Value] = {
        "taxpayer_name": f.unit.name,
        "taxpayer_id": f.unit.code,
        "agent_name": f.agent.name,
        "agent_id": f.agent.number,
        "agent_phone": f.agent.phone,
        "query_content": "企业所得税、增值税缴纳情况",
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31),
        "apply_date": date(2025, 3, 10),
    }
    p = page(seed, values, left=20, wide=170, size=4.0)
    p.title("涉税信息查询申请表", 7.4)
    rows = [
        ["纳税人名称", "{taxpayer_name}"],
        ["纳税人识别号", "{taxpayer_id}"],
    ]
    p.table((42, 128), rows, height=12)
    p.table((42, 44, 36, 48), [["经办人姓名", "{agent_name}", "联系电话", "{agent_phone}"]],
            height=12)  # fmt: skip
    p.table((42, 128), [["身份证件号码", "{agent_id}"], ["查询内容", "{query_content}"]], height=12)
    top = p.y
    p.table((42, 128), [["所属期间", ""], ["查询用途", "办理北京市工作居住证"]], height=12)
    p.put(66, top + 4, "自{period_start}至{period_end}")
    top = p.y
    p.sheet.rect(20, top, 190, top + 56)
    p.put(26, top + 5, "纳税人声明：以上所填内容真实、完整，所查信息仅用于上述用途。")
    p.put(184, top + 34, "纳税人（签章）", anchor="r")
    p.put(184, top + 44, "申请日期：{apply_date}", anchor="r")
    p.sheet.seal(154, top + 28, seals.official(f.unit.name))
    p.sheet.seal(92, top + 34, seals.finance(f.unit.name, "square"))
    p.sheet.rect(20, top + 56, 190, top + 80)
    p.put(26, top + 61, "税务机关受理：        受理人：")
    return p.paper("tax_info_query_application", "form")
