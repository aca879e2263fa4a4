"""Titles and qualifications, with the forms behind them."""

from datetime import date

from generator import seals
from generator.documents.page import Printed, Value, digits, framed, page
from generator.facts import Facts
from generator.paper import Paper, portrait

BUREAU = "北京市人力资源和社会保障局"
EXAMS = "北京市人事考试中心"


def _month(day: date) -> Printed:
    return Printed(f"{day:%Y年%m月}", f"{day:%Y-%m}")


def title(f: Facts, seed: int) -> Paper:
    """专业技术资格证书."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "sex": f.who.sex,
        "birth_month": _month(f.who.birth),
        "id_number": f.who.number,
        "title": "工程师",
        "level": "中级",
        "specialty": "计算机应用",
        "obtained_date": date(2020, 12, 27),
        "certificate_number": "ZGB" + digits(seed, 9),
        "issuer": BUREAU,
    }
    p = framed(seed, values, (150, 90, 60), (240.0, 165.0), left=84, wide=140, y=18, size=4.0)
    p.title("北京市专业技术资格证书", 7, colour=(150, 30, 30), gap=7)
    p.sheet.image(30, 42, 30, 40, portrait(f.who.serial + 3))
    p.pairs(
        124,
        ("姓    名", "{name}"),
        ("性    别", "{sex}"),
        ("出生年月", "{birth_month}"),
        ("身份证号", "{id_number}"),
        ("资格名称", "{title}"),
        ("资格级别", "{level}"),
        ("专业名称", "{specialty}"),
        ("取得时间", "{obtained_date}"),
        ("证书编号", "{certificate_number}"),
        ("发证单位", "{issuer}"),
        gap=2.4,
        face="kai",
    )
    p.sheet.seal(58, 116, seals.office(BUREAU, "证书专用章"))
    return p.paper("professional_title_certificate", "booklet")


def vocational(f: Facts, seed: int) -> Paper:
    """计算机技术与软件专业技术资格（水平）证书."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "id_number": f.who.number,
        "qualification": "系统架构设计师",
        "level": "高级",
        "approval_date": date(2021, 11, 6),
        "certificate_number": "20211105" + digits(seed, 12),
        "issuer": BUREAU,
    }
    p = framed(seed, values, (90, 90, 160), (240.0, 165.0), left=80, wide=140, y=18, size=4.2)
    p.title("计算机技术与软件", 6, colour=(30, 50, 120), gap=2)
    p.title("专业技术资格（水平）证书", 6, colour=(30, 50, 120), gap=8)
    p.sheet.image(30, 42, 30, 40, portrait(f.who.serial + 3))
    p.pairs(
        120,
        ("姓    名：", "{name}"),
        ("证件号码：", "{id_number}"),
        ("性    别：", f.who.sex),
        ("资格名称：", "{qualification}"),
        ("级    别：", "{level}"),
        ("批准日期：", "{approval_date}"),
        ("管 理 号：", "{certificate_number}"),
        ("发证机关：", "{issuer}"),
        gap=3.2,
        face="kai",
    )
    p.sheet.seal(58, 116, seals.office(BUREAU, "资格证书专用章"))
    return p.paper("vocational_qualification_certificate", "booklet")


def exam_form(f: Facts, seed: int) -> Paper:
    """专业技术人员职业资格考试合格人员登记表."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "id_number": f.who.number,
        "exam": "系统架构设计师",
        "level": "高级",
        "management_number": "20211105" + digits(seed, 12),
        "unit_name": f.unit.name,
        "pass_date": date(2021, 11, 6),
    }
    p = page(seed, values, left=20, wide=170, size=3.8, y=22)
    p.title("专业技术人员职业资格考试合格人员登记表", 6)
    p.table((32, 44, 32, 62), [
        ["姓名", "{name}", "性别", f.who.sex],
        ["出生年月", f"{f.who.birth:%Y年%m月}", "学历", "本科"],
    ], height=11)  # fmt: skip
    p.table((32, 138), [["身份证号", "{id_number}"], ["工作单位", "{unit_name}"]], height=11)
    p.table((32, 44, 32, 62), [
        ["考试名称", "{exam}", "级别", "{level}"],
        ["管理号", "{management_number}", "批准日期", "{pass_date}"],
    ], height=11)  # fmt: skip
    p.table((32, 46, 46, 46), [["考试科目", "综合知识", "案例分析", "论文"],
                               ["成绩", "52", "49", "50"]], height=11)  # fmt: skip
    top = p.y
    p.sheet.rect(20, top, 190, top + 48)
    p.put(26, top + 5, "审核意见：成绩合格，同意登记。")
    p.put(184, top + 38, EXAMS, anchor="r")
    p.sheet.seal(160, top + 26, seals.office(EXAMS))
    p.sheet.seal(64, top + 66, seals.official(f.unit.name))
    return p.paper("exam_passer_registration_form", "form")


def review_form(f: Facts, seed: int) -> Paper:
    """专业技术资格评审表: cover and opinions on one page."""
    values: dict[str, Value] = {
        "unit_name": f.unit.name,
        "name": f.who.name,
        "title": "高级工程师",
        "level": "副高级",
        "review_date": date(2023, 11, 18),
        "approval": "同意评审委员会意见，批准其具备高级工程师资格。",
    }
    p = page(seed, values, left=20, wide=170, size=3.9, y=24)
    p.title("专业技术资格评审表", 7.4)
    p.table((36, 134), [["单位名称", "{unit_name}"]], height=12)
    p.table((36, 46, 36, 52), [
        ["姓名", "{name}", "现任专业技术职务", "工程师"],
        ["申报资格", "{title}", "级别", "{level}"],
    ], height=12)  # fmt: skip
    p.table((36, 134), [
        ["学历", "2013年7月毕业于样例理工大学，本科，工学学士"],
        ["工作经历", "2013年7月至今从事软件研发工作"],
        ["评审组织意见", "经评审委员会表决，应到11人，实到11人，赞成10票，反对1票，通过。"],
        ["评审时间", "{review_date}"],
        ["审批部门意见", "{approval}"],
    ], height=22)  # fmt: skip
    p.sheet.seal(150, p.y - 52, seals.office("北京市工程技术系列高级评审委员会"))
    p.sheet.seal(150, p.y + 14, seals.office(BUREAU))
    p.sheet.seal(60, p.y + 20, seals.official(f.unit.name))
    return p.paper("title_review_form", "form")
