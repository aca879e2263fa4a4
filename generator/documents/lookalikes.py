"""Papers that are submitted by mistake: each resembles one that the guide requires."""

from datetime import date

from generator import codes, seals
from generator.documents.cards import CARD_W, card_ground
from generator.documents.page import PageBuilder, Printed, Value, digits, page, yuan
from generator.facts import Facts
from generator.numbers import add_months
from generator.ops import Canvas
from generator.paper import Paper, a4, portrait
from generator.sheet import CanvasPart


def payslip(f: Facts, seed: int) -> Paper:
    """工资条, printed from a spreadsheet."""
    values: dict[str, Value] = {
        "period": Printed("2025年6月", "2025-06"),
        "name": f.who.name,
        "gross": yuan(f.income),
        "tax": "630.50",
        "net": yuan(f"{float(f.income) - 3630.5:.2f}"),
    }
    p = page(seed, values, left=14, wide=182, size=3.4, face="sans", y=24)
    p.title("工 资 条", 6, "sansb", gap=4)
    p.put(14, p.y, f"单位：{f.unit.name}")
    p.put(196, p.y, "月份：{period}", anchor="r")
    p.y += 8
    p.table((24, 26, 22, 30, 28, 22, 30), [
        ["姓名", "基本工资", "奖金", "应发工资", "社保公积金", "个税", "实发工资"],
        ["{name}", "12,000.00", "9,500.00", "{gross}", "3,000.00", "{tax}", "{net}"],
    ], height=9)  # fmt: skip
    return p.paper("payslip", "sheet")


def income_statement(f: Facts, seed: int) -> Paper:
    """收入证明, a letter."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "income": yuan(f.income),
        "unit_name": f.unit.name,
        "issue_date": date(2025, 9, 1),
    }
    p = page(seed, values, y=44, size=4.8, step=2.1)
    p.title("收 入 证 明")
    p.prose(
        f"兹证明{{name}}（身份证号：{f.who.number}）系我单位职工，现任算法工程师，月收入为人民币"
        "{income}元。",
        "特此证明。",
    )
    p.foot("{unit_name}", "{issue_date}", seal=seals.official(f.unit.name), gap=24)
    return p.paper("employer_income_statement", "letter")


def bank_statement(f: Facts, seed: int) -> Paper:
    """账户交易明细清单."""
    values: dict[str, Value] = {"name": f.who.name, "account": "6222" + digits(seed, 15)}
    rows, balance = [], 20000.0
    for n in range(6):
        month = add_months("2025-03", n)
        pay = float(f.income) - 3630.5
        balance += pay
        values |= {
            f"rows.{2 * n}.date": f"{month}-10",
            f"rows.{2 * n}.income": yuan(f"{pay:.2f}"),
            f"rows.{2 * n + 1}.date": f"{month}-18",
        }
        rows.append([f"{{rows.{2 * n}.date}}", "工资", f"{{rows.{2 * n}.income}}", "",
                     f"{balance:,.2f}", f.unit.name[:10]])  # fmt: skip
        balance -= 1260
        rows.append([f"{{rows.{2 * n + 1}.date}}", "消费", "", "1,260.00", f"{balance:,.2f}",
                     "样例百货商店"])  # fmt: skip
    p = page(seed, values, left=14, wide=182, size=3.3, face="sans", y=20)
    p.title("样例银行账户交易明细清单", 6, "sansb", gap=5)
    p.put(14, p.y, "户名：{name}")
    p.put(92, p.y, "账号：{account}")
    p.y += 8
    head = ["交易日期", "摘要", "收入", "支出", "余额", "对方户名"]
    p.table((28, 18, 30, 26, 32, 48), [head, *rows], height=7.4)
    p.sheet.seal(158, p.y + 14, seals.DrawnSeal(
        "bank", "样例银行股份有限公司", "业务专用章", "", "round", 38, 38))  # fmt: skip
    return p.paper("bank_statement", "list")


def app_income(f: Facts, seed: int) -> Paper:
    """收入纳税明细 of the tax app: one month, a telephone's screen."""
    values: dict[str, Value] = {
        "period": "2025-06",
        "employer": f.unit.name,
        "income": f.income,
        "tax": "630.50",
    }
    sheet = CanvasPart(Canvas(108, 200, (244, 246, 250)), seed=seed)
    p = PageBuilder(values, sheet, left=6, wide=96, size=4.2, face="sans", y=8)
    p.put(8, 5, "9:41", 3.2)
    p.y = 14
    p.title("收入纳税明细详情", 4.8, "sansb", gap=8)
    rows = (
        ("所得项目", "工资薪金"),
        ("税款所属期", "{period}"),
        ("扣缴义务人", "{employer}"),
        ("主管税务机关", "东城区税务局"),
        ("本期收入", "{income}"),
        ("本期免税收入", "0.00"),
        ("已申报税额", "{tax}"),
    )
    sheet.rect(4, p.y - 3, 104, p.y + len(rows) * 13, 0.1, (230, 232, 238), (255, 255, 255))
    for label, template in rows:
        size = 3.2 if "employer" in template else 3.7
        p.put(8, p.y, label, 3.7, colour=(110, 112, 120))
        p.put(100, p.y, template, size, anchor="r")
        sheet.line(8, p.y + 8.4, 100, p.y + 8.4, 0.1, (232, 234, 240))
        p.y += 13
    p.put(54, p.y + 12, "异议申诉", 4.2, anchor="c", colour=(60, 110, 220))
    return p.paper("iit_app_income_detail", "screen")


def student_status(f: Facts, seed: int) -> Paper:
    """教育部学籍在线验证报告."""
    code = "A" + digits(seed, 15)
    values: dict[str, Value] = {
        "name": f.who.name,
        "school": f.study.school,
        "status": "在籍（注册学籍）",
        "verification_code": code,
    }
    p = page(seed, values, left=24, wide=162, size=3.9, face="sans", y=24)
    p.title("教育部学籍在线验证报告", 7, "sansb", gap=5)
    p.put(24, p.y, "更新日期：2025年9月10日", 3.4)
    p.y += 8
    p.table((30, 51, 30, 51), [
        ["姓名", "{name}", "性别", f.who.sex],
        ["出生日期", f"{f.who.birth:%Y年%m月%d日}", "民族", "汉族"],
        ["学校名称", "{school}", "层次", "硕士研究生"],
        ["专业", f.study.major, "学制", "3 年"],
        ["学历类别", "普通高等教育", "学习形式", "普通全日制"],
        ["分院", "信息学院", "系所", "软件系"],
        ["入学日期", "2024年09月01日", "预计毕业日期", "2027年07月01日"],
    ], height=10)  # fmt: skip
    p.table((30, 132), [["学籍状态", "{status}"]], height=10)
    p.y += 8
    p.put(24, p.y, "在线验证码：{verification_code}", 4.2)
    p.sheet.image(150, p.y, 26, 26, codes.qr(
        f"https://www.chsi.com.cn/xlcx/bg.do?vcode={code}&srcid=bgcx"))  # fmt: skip
    p.put(24, p.y + 12, "注意事项：本报告可登录学信网在线验证。", 3.2)
    return p.paper("student_status_report", "grid")


def _card(f: Facts, seed: int, values: dict[str, Value], tint: tuple[int, int, int],
          title: str, rows: tuple[tuple[float, float, str, str], ...]) -> PageBuilder:  # fmt: skip
    """A card on A4 with a portrait, its labels and values."""
    sheet = a4(seed)
    face = CanvasPart(sheet.canvas, 62, 48, seed, sheet.marks, sheet.seals)
    card_ground(face, tint, (244, 248, 246))
    face.text(CARD_W / 2, 3, title, 4.2, "serifb", anchor="c", spacing=0.8)
    p = PageBuilder(values, face, left=0, wide=CARD_W, face="sans", size=2.9)
    for x, y, label, template in rows:
        end = face.text(x, y, label, 2.5, "sans", colour=(40, 100, 90))
        if template.startswith("{") and "address" in template:
            p.left, p.y, p.wide, p.step = end + 2, y - 0.2, 58 - end, 1.35
            p.lines(template)
        else:
            p.put(end + 2, y - 0.3, template)
    face.image(63, 10, 17.5, 23, portrait(f.who.serial + 31, (200, 264), (232, 236, 232)))
    p.sheet = sheet
    return p


def registration_card(f: Facts, seed: int) -> Paper:
    """北京市居住登记卡."""
    who = f.who
    values: dict[str, Value] = {
        "name": who.name,
        "id_number": who.number,
        "residence_address": f.home,
        "valid_to": Printed("2026.03.05", "2026-03-05"),
    }
    rows = (
        (6, 11, "姓名", "{name}"),
        (6, 16.5, "性别", who.sex),
        (28, 16.5, "民族", who.ethnicity),
        (6, 22, "出生", f"{who.birth:%Y年%m月%d日}"),
        (6, 27.5, "居住地址", "{residence_address}"),
        (6, 37, "公民身份号码", "{id_number}"),
        (6, 42.5, "签发机关", "东直门派出所"),
        (6, 47.5, "有效期限", "2025.03.06-{valid_to}"),
    )
    p = _card(f, seed, values, (120, 160, 120), "北京市居住登记卡", rows)
    return p.paper("residence_registration_card", "card")


def temporary_card(f: Facts, seed: int) -> Paper:
    """临时居民身份证."""
    who = f.who
    values: dict[str, Value] = {
        "name": who.name,
        "id_number": who.number,
        "valid_to": Printed("2025.11.20", "2025-11-20"),
    }
    rows = (
        (6, 11, "姓名", "{name}"),
        (6, 16.5, "性别", who.sex),
        (28, 16.5, "民族", who.ethnicity),
        (6, 22, "出生", f"{who.birth:%Y年%m月%d日}"),
        (6, 27.5, "住址", who.address[:20]),
        (6, 37, "公民身份号码", "{id_number}"),
        (6, 42.5, "签发机关", who.issuer),
        (6, 47.5, "有效期限", "2025.08.20-{valid_to}"),
    )
    p = _card(f, seed, values, (110, 140, 190), "中华人民共和国临时居民身份证", rows)
    return p.paper("temporary_id_card", "card")
