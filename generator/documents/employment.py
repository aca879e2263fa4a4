"""A contract renewal, and records of social insurance of Beijing and of another city."""

from datetime import date

from generator import seals
from generator.documents.page import PageBuilder, Printed, Value, dashed, digits, page
from generator.facts import Facts
from generator.numbers import add_months
from generator.paper import Paper

CENTRE = "北京市东城区社会保险基金管理中心"
ELSEWHERE = "样例市社会保险事业管理中心"


def beijing_record(f: Facts, seed: int) -> Paper:
    """北京市社会保险个人权益记录（参保人员缴费信息）."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "id_number": f.who.number,
        "check_code": digits(seed, 6),
        "query_serial": "110137" + digits(seed + 1, 8),
        "employer": f.unit.name,
        "query_date": Printed("2025年09月04日", "2025-09-04"),
        "total_months": "60",
        "issuer": CENTRE,
    }
    _add_employers(f, values)
    years = _add_years(values)
    p = page(seed, values, left=14, wide=182, size=3.3, face="serif", y=18)
    p.title("北京市社会保险个人权益记录", 5.6, gap=1)
    p.title("（参保人员缴费信息）", 4.4, "serif", gap=6)
    for left, right in (("参保人姓名：{name}", "校验码：{check_code}"),
                        ("社会保障号码：{id_number}", "查询流水号：{query_serial}"),
                        ("单位名称：{employer}", "查询日期：{query_date}")):  # fmt: skip
        p.put(16, p.y, left)
        p.put(124, p.y, right)
        p.y += 7
    _employers_table(p)
    _years_table(p, years)
    p.y += 4
    p.put(14, p.y, "备注：1.如需鉴定真伪，请在30日内登录网站，凭校验码和查询流水号核验。", 2.9)
    p.foot("{issuer}", gap=18)
    p.sheet.seal(150, p.y - 6, seals.office(CENTRE, "业务专用章"))
    return p.paper("social_insurance_record", "portrait")


def _add_employers(f: Facts, values: dict[str, Value]) -> None:
    """The two employers with their months."""
    units = (f.former.name, f.unit.name)
    spans = (("2020-09", "2023-05", "33"), ("2023-06", "2025-08", "27"))
    for n, (unit, (start, end, months)) in enumerate(zip(units, spans, strict=True)):
        row = {"start": start, "end": end, "months": months, "employer": unit, "district": "东城区"}
        values |= {f"rows.{n}.segments.{k}": v for k, v in row.items()}


def _add_years(values: dict[str, Value]) -> list[list[str]]:
    """The years with their months and bases; returns the rows of their table."""
    years = (("2020-09", "2020-12", "4", "48000.00"), ("2021-01", "2021-12", "12", "156000.00"),
             ("2022-01", "2022-12", "12", "168000.00"), ("2023-01", "2023-12", "12", "198000.00"),
             ("2024-01", "2024-12", "12", "240000.00"),
             ("2025-01", "2025-08", "8", "164000.00"))  # fmt: skip
    table = []
    for n, (start, end, months, base) in enumerate(years, 2):
        key = f"rows.{n}."
        values |= {
            key + "period": Printed(f"{start}至{end}", start),
            key + "pension_months": months,
            key + "pension_base": base,
        }
        own = f"{float(base) * 0.08:.2f}"
        low = f"{float(base) * 0.005:.2f}"
        table.append([f"{{{key}period}}", f"{{{key}pension_months}}", f"{{{key}pension_base}}",
                      own, months, base, low, months, base])  # fmt: skip
    return table


def _employers_table(p: PageBuilder) -> None:
    p.y += 2
    p.put(14, p.y, "一、养老保险单位变动记录", 3.6)
    p.y += 7
    rows = [[f"{{rows.{n}.segments.{k}}}" for k in ("start", "end", "months", "employer",
             "district")] for n in range(2)]  # fmt: skip
    p.table((30, 30, 28, 70, 24),
            [["缴费起始年月", "缴费截止年月", "实际缴费月数", "单位名称", "缴费区县"], *rows],
            height=8)  # fmt: skip


def _years_table(p: PageBuilder, table: list[list[str]]) -> None:
    p.y += 6
    p.put(14, p.y, "二、五险缴费明细", 3.6)
    p.y += 7
    widths = (36, 12, 24, 21, 12, 24, 19, 12, 22)
    head = ["", "养老实际缴费", "失业实际缴费", "工伤实际缴费"]
    cells = [p.cell(head[0]), p.cell(head[1], span=3), p.cell(head[2], span=3),
             p.cell(head[3], span=2)]  # fmt: skip
    names = ["缴费起止年月", "月数", "年缴费基数", "个人缴费", "月数", "年缴费基数", "个人缴费",
             "月数", "基数"]  # fmt: skip
    p.table(widths, [cells, names, *table, ["合计", "{total_months}", "974000.00", "77920.00",
                                            "60", "974000.00", "4870.00", "60", ""]],
            height=7.4, size=2.7)  # fmt: skip


def external_proof(f: Facts, seed: int) -> Paper:
    """社会保险个人参保证明 of another city."""
    employer = "样例市测试机械有限公司"
    values: dict[str, Value] = {
        "name": f.who.name,
        "id_number": f.who.number,
        "agency": ELSEWHERE,
        "total_months": "8",
        "verification_code": "SL" + digits(seed, 10),
        "print_date": dashed(date(2025, 9, 2)),
    }
    rows = []
    for n in range(8):
        key = f"rows.{n}."
        values |= {
            key + "period": add_months("2019-03", n),
            key + "employer": employer,
            key + "base": "5600.00",
        }
        rows.append([f"{{{key}period}}", f"{{{key}employer}}", "养老保险", f"{{{key}base}}",
                     "448.00"])  # fmt: skip
    p = page(seed, values, left=20, wide=170, size=3.6, face="serif", y=24)
    p.title("社会保险个人参保证明", 6.6, gap=6)
    p.put(22, p.y, "姓名：{name}")
    p.put(106, p.y, "社会保障号码：{id_number}")
    p.y += 9
    p.table((30, 62, 26, 26, 26),
            [["缴费年月", "单位名称", "险种", "缴费基数", "个人缴费"], *rows],
            height=8)  # fmt: skip
    p.y += 6
    p.put(22, p.y, "累计缴费月数：{total_months}个月")
    p.put(106, p.y, "验证码：{verification_code}")
    p.put(22, p.y + 9, "打印日期：{print_date}")
    p.foot("{agency}", gap=24, seal=seals.office(ELSEWHERE, "业务专用章"))
    return p.paper("external_social_insurance_proof", "table")


def renewed_contract(f: Facts, seed: int) -> Paper:
    """劳动合同续订书."""
    values: dict[str, Value] = {
        "employer": f.unit.name,
        "employee": f.who.name,
        "start_date": date(2023, 6, 1),
        "end_date": date(2028, 5, 31),
        "sign_date": date(2023, 5, 24),
    }
    p = page(seed, values, y=36, size=4.6, step=2.1)
    p.title("劳动合同续订书")
    p.lines("甲方：{employer}", "乙方：{employee}")
    p.prose(
        "经甲乙双方协商同意，续订本合同。续订合同期限：自{start_date}起至{end_date}止。"
        "双方就工作内容、劳动报酬等事项无异议，仍按原劳动合同约定执行。"
    )
    p.y += 16
    p.put(28, p.y, "甲方（盖章）：")
    p.sheet.seal(66, p.y + 8, seals.official(f.unit.name))
    p.sign(112, "乙方（签字）：", f.who.name, f.who.hand)
    p.y += 30
    p.put(112, p.y, "{sign_date}")
    return p.paper("labor_contract_renewal", "letter")
