"""Family papers: divorce, birth, school."""

from dataclasses import replace
from datetime import date

from generator import seals
from generator.documents.page import PageBuilder, Printed, Value, digits, framed, page
from generator.facts import Facts
from generator.numbers import chinese_date
from generator.ops import Canvas
from generator.paper import Paper, portrait
from generator.sheet import CanvasPart

CIVIL = seals.office("北京市东城区民政局", "婚姻登记专用章", size=38)


def _long(day: date) -> Printed:
    """2018年05月20日."""
    return Printed(f"{day:%Y年%m月%d日}", day.isoformat())


def divorce(f: Facts, seed: int) -> Paper:
    """离婚证, the two inner pages side by side."""
    values: dict[str, Value] = {
        "holder": f.who.name,
        "register_date": _long(date(2021, 5, 20)),
        "certificate_number": f"L110101-2021-{digits(seed, 6)}",
    }
    for n, who in enumerate((f.who, f.agent), 1):
        values |= {f"party{n}_name": who.name, f"party{n}_sex": who.sex, f"party{n}_id": who.number}
    sheet = CanvasPart(Canvas(240, 165, (252, 246, 238)), seed=seed)
    sheet.rect(6, 6, 234, 159, 0.5, (190, 60, 60))
    sheet.line(120, 6, 120, 159, 0.3, (200, 170, 160))
    p = PageBuilder(values, sheet, left=16, wide=94, y=18, face="serif", step=2.0)
    p.title("离 婚 证", gap=16, colour=(170, 30, 30))
    p.prose("离婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。")
    p.put(20, 96, "登记机关：")
    sheet.seal(60, 108, CIVIL)
    p.put(20, 134, "婚姻登记员：")
    sheet.hand(48, 132, "安样", 6, f.agent.hand)
    for n, line in enumerate(("持证人：{holder}", "登记日期：{register_date}",
                              "离婚证字号：{certificate_number}", "备注：")):  # fmt: skip
        p.put(128, 14 + n * 8, line, 4.0)
    sheet.image(200, 12, 20, 26, portrait(5, (200, 260), (190, 40, 40)))
    for n, who in enumerate((f.who, f.agent), 1):
        y = 2 + n * 50
        sheet.line(126, y - 5, 228, y - 5, 0.2, (200, 170, 160))
        p.put(128, y, f"姓名：{{party{n}_name}}", 3.8)
        p.put(182, y, f"性别：{{party{n}_sex}}", 3.8)
        p.put(128, y + 9, "国籍：中国", 3.8)
        p.put(168, y + 9, f"出生日期：{who.birth:%Y年%m月%d日}", 3.8)
        p.put(128, y + 18, f"身份证件号：{{party{n}_id}}", 3.8)
    sheet.seal(196, 138, seals.official(f.unit.name))
    return p.paper("divorce_certificate", "booklet")


def divorce_agreement(f: Facts, seed: int) -> Paper:
    """离婚协议书, with the archive's stamp."""
    man, woman = (f.who, f.agent) if f.who.sex == "男" else (f.agent, f.who)
    values: dict[str, Value] = {
        "man_name": man.name,
        "man_id": man.number,
        "woman_name": woman.name,
        "woman_id": woman.number,
        "child_name": f.child.name,
        "custody_party": "女方",
        "sign_date": date(2021, 5, 18),
    }
    p = page(seed, values, y=30)
    p.title("离婚协议书")
    p.lines(
        "男方：{man_name}，汉族，身份证号：{man_id}",
        "女方：{woman_name}，汉族，身份证号：{woman_id}",
    )
    p.prose(
        "男女双方因感情不和，就离婚事宜达成如下协议：",
        "一、双方自愿离婚。",
        "二、子女抚养：婚生女{child_name}由{custody_party}抚养，男方每月支付抚养费3000元，"
        "至女儿年满十八周岁止。",
        "三、夫妻共同财产分割：现有住房归女方所有，存款各自所有。",
        "四、债权债务：双方无共同债权债务。",
    )
    p.y += 8
    p.sign(28, "男方签名：", man.name, man.hand)
    p.sign(108, "女方签名：", woman.name, woman.hand)
    p.foot("{sign_date}", gap=18)
    p.sheet.seal(60, p.y, CIVIL)
    return p.paper("divorce_agreement", "letter")


def judgment(f: Facts, seed: int) -> Paper:
    """民事调解书."""
    day = date(2020, 11, 9)
    custody = f"婚生女{f.child.name}由原告{f.who.name}抚养"
    values: dict[str, Value] = {
        "court": "北京市东城区人民法院",
        "case_number": f"（2020）京0101民初{digits(seed, 4)}号",
        "plaintiff": f.who.name,
        "defendant": f.agent.name,
        "custody_text": custody,
        "judgment_date": Printed(chinese_date(day), day.isoformat()),
    }
    p = page(seed, values, y=26, step=1.85)
    p.title("北京市东城区人民法院", 6.4, gap=4)
    p.sheet.mark("court", "北京市东城区人民法院", (70, 26, 140, 34))
    p.title("民 事 调 解 书", 7.6, gap=6)
    p.put(184, p.y, "{case_number}", anchor="r")
    p.y += 10
    p.prose(
        f"原告：{{plaintiff}}，{f.who.sex}，{chinese_date(f.who.birth)}出生，汉族，住{f.home}。",
        f"被告：{{defendant}}，{f.agent.sex}，{chinese_date(f.agent.birth)}出生，汉族。",
        "案由：离婚纠纷。",
        "本案审理过程中，经本院主持调解，双方当事人自愿达成如下协议：",
        f"一、{f.who.name}与{f.agent.name}离婚；",
        "二、{custody_text}，被告每月支付抚养费2500元。",
        "上述协议，不违反法律规定，本院予以确认。",
    )
    p.foot("审 判 员    李测正", "{judgment_date}", "书 记 员    钱样多",
           seal=seals.office("北京市东城区人民法院", size=42))  # fmt: skip
    return p.paper("court_judgment", "mediation")


def birth(f: Facts, seed: int) -> Paper:
    """出生医学证明."""
    father, mother = (f.who, f.agent) if f.who.sex == "男" else (f.agent, f.who)
    child = f.child
    hospital = "北京样例妇产医院"
    values: dict[str, Value] = {
        "certificate_number": "T" + digits(seed, 9),
        "child_name": child.name,
        "sex": child.sex,
        "birth_time": Printed(f"{child.birth:%Y年%m月%d日}08时16分", child.birth.isoformat()),
        "birthplace": "北京市东城区",
        "hospital": hospital,
        "mother_name": mother.name,
        "mother_id": mother.number,
        "father_name": father.name,
        "father_id": father.number,
        "issuer": hospital,
        "issue_date": _long(date(2017, 5, 25)),
    }
    p = framed(seed, values, (90, 150, 190), (210.0, 270.0), left=24, wide=162, size=3.9)
    p.title("出 生 医 学 证 明", 9, colour=(40, 80, 140), gap=2)
    p.title("MEDICAL CERTIFICATE OF BIRTH", 3.6, "sans", gap=4)
    p.put(186, p.y, "编号 {certificate_number}", 4.0, anchor="r")
    p.y += 8
    p.table((36, 50, 28, 48), [
        ["新生儿姓名", "{child_name}", "性别", "{sex}"],
        ["出生孕周", "39周", "体重", "3260克"],
        ["出生地点", "{birthplace}", "健康状况", "良好"],
    ], height=11)  # fmt: skip
    p.table((36, 126), [["出生时间", "{birth_time}"], ["医疗机构名称", "{hospital}"]], height=11)
    for head, name in (("母亲", "mother"), ("父亲", "father")):
        who = mother if name == "mother" else father
        p.table((36, 50, 28, 48), [[f"{head}姓名", f"{{{name}_name}}", "年龄",
                                    str(2017 - who.birth.year)]], height=11)  # fmt: skip
        p.table((36, 126), [["住址", f.home], ["有效身份证件号码", f"{{{name}_id}}"]], height=11)
    p.y += 10
    p.put(28, p.y, "签发机构：{issuer}")
    p.put(28, p.y + 11, "签发日期：{issue_date}")
    p.sheet.seal(142, p.y + 10, seals.office(hospital, "出生医学证明专用章"))  # fmt: skip
    return p.paper("birth_medical_certificate", "ruled")


def school(f: Facts, seed: int) -> Paper:
    """在校证明, a letter."""
    child = replace(f.child, birth=date(2008, 5, 16))
    values: dict[str, Value] = {
        "student_name": child.name,
        "student_id_number": child.number,
        "school": "北京市样例第五中学",
        "grade": "高中二年级三班",
        "issue_date": date(2025, 9, 8),
    }
    p = page(seed, values, y=44, size=4.8, step=2.1)
    p.title("在 校 证 明")
    p.prose(
        "兹证明{student_name}同学（女，身份证号：{student_id_number}），系我校{grade}在读学生，"
        "学籍状态正常。",
        "特此证明。",
    )
    seal = seals.DrawnSeal("school", "北京市样例第五中学", "教务处", "", "round", 40, 40)
    p.foot("{school}", "{issue_date}", gap=26, seal=seal)
    return p.paper("school_enrollment_certificate", "letter")
