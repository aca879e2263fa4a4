"""Papers about a unit's capital: audit report, receipt, public register, articles, investment."""

from datetime import date
from decimal import Decimal

from generator import seals
from generator.documents.page import PageBuilder, Printed, Value, digits, page, yuan
from generator.facts import Facts
from generator.numbers import capitals
from generator.paper import Paper

FIRM = "北京样例会计师事务所有限责任公司"
BANK = "样例银行股份有限公司北京东城支行"


def _holders(f: Facts) -> tuple[tuple[str, int, str], ...]:
    """Two shareholders: name, yuan and share."""
    most = f.unit.capital * 6 // 10
    return (f.unit.legal_rep, most, "60%"), (f.agent.name, f.unit.capital - most, "40%")


def _shareholders(
    p: PageBuilder, f: Facts, values: dict[str, Value], *columns: str
) -> list[list[str]]:
    """The rows of a table of shareholders, marked; amounts in 万元."""
    rows = []
    for n, (name, amount, share) in enumerate(_holders(f)):
        base = f"rows.{n}."
        wan = Printed(f"{amount / 10000:g}", str(amount))
        known: dict[str, Value] = {
            "shareholder": name,
            "subscribed": wan,
            "paid": wan,
            "share": share,
            "method": "货币",
            "due_date": date(2029, 12, 31),
        }
        values.update({base + c: known[c] for c in columns})
        rows.append([f"{{{base}{c}}}" for c in columns])
    return rows


def verification(f: Facts, seed: int) -> Paper:
    """验资报告: the opinion with the table of paid-in capital."""
    total = f"{f.unit.capital}.00"
    values: dict[str, Value] = {
        "report_number": f"京样验字〔2019〕第{digits(seed, 3)}号",
        "company": f.unit.name,
        "firm": FIRM,
        "cutoff_date": date(2019, 3, 5),
        "report_date": date(2019, 3, 20),
        "registered_capital": yuan(total),
        "paid_in_total": yuan(total),
        "paid_in_total_caps": Printed(capitals(Decimal(total)), str(f.unit.capital)),
        "cpa_names": "赵样清",
    }
    p = page(seed, values, y=24, size=4.1, step=1.75)
    p.title("验 资 报 告", gap=4)
    p.put(105, p.y, "{report_number}", anchor="c")
    p.y += 10
    p.lines("{company}全体股东：")
    p.prose(
        "我们接受委托，审验了贵公司截至{cutoff_date}止申请登记的注册资本实收情况。"
        "出资是全体股东的责任，我们的责任是发表审验意见。",
        "贵公司申请登记的注册资本为人民币{registered_capital}元，由全体股东缴足。",
        "经我们审验，截至2019年3月5日止，贵公司累计实缴注册资本为人民币{paid_in_total}元"
        "（大写：人民币{paid_in_total_caps}）。",
    )
    p.y += 4
    p.put(105, p.y, "注册资本实收情况明细表", 4.4, anchor="c")
    p.put(184, p.y + 1, "货币单位：人民币万元", 3.4, anchor="r")
    p.y += 8
    rows = _shareholders(p, f, values, "shareholder", "subscribed", "paid", "share")
    p.table((44, 40, 40, 34), [["股东名称", "认缴注册资本", "实际出资", "出资比例"], *rows])
    p.y += 8
    _verified(p, f)
    return p.paper("capital_verification_report", "opinion")


def _verified(p: PageBuilder, f: Facts) -> None:
    """The firm, its accountants, the date and the seals."""
    p.put(26, p.y, "{firm}")
    p.put(184, p.y, "中国注册会计师：{cpa_names}", anchor="r")
    p.put(184, p.y + 14, "中国注册会计师：钱测明", anchor="r")
    p.put(26, p.y + 14, "中国·北京")
    p.put(184, p.y + 28, "{report_date}", anchor="r")
    p.sheet.seal(72, p.y + 14, seals.DrawnSeal("firm", FIRM, "", "", "round", 42, 42))
    p.sheet.seal(66, p.y + 54, seals.official(f.unit.name))


def receipt(f: Facts, seed: int) -> Paper:
    """网上银行电子回单."""
    amount = "6000000.00"
    values: dict[str, Value] = {
        "payer": "样例投资（北京）有限公司",
        "payer_account": "11" + digits(seed, 15),
        "payee": f.unit.name,
        "payee_account": "11" + digits(seed + 1, 15),
        "amount": Printed("¥6,000,000.00", amount),
        "amount_caps": Printed("人民币陆佰万元整", amount),
        "purpose": "投资款",
        "transaction_date": Printed("2024-03-05", "2024-03-05"),
        "serial": "20240305" + digits(seed + 2, 8),
        "bank": BANK,
    }
    p = page(seed, values, left=16, wide=178, size=3.6, face="sans", y=22)
    p.title("样例银行  网上银行电子回单", 6.4, "sansb", gap=5)
    p.put(16, p.y, "回单编号：{serial}")
    p.put(194, p.y, "交易日期：{transaction_date}", anchor="r")
    p.y += 8
    widths = (14, 18, 57, 14, 18, 57)
    p.table(
        widths,
        [
            ["付款人", "户名", "{payer}", "收款人", "户名", "{payee}"],
            ["", "账号", "{payer_account}", "", "账号", "{payee_account}"],
            ["", "开户行", "{bank}", "", "开户行", "样例银行北京朝阳支行"],
        ],
        height=10,
    )
    p.table((32, 57, 32, 57), [["金额（大写）", "{amount_caps}", "金额（小写）", "{amount}"],
                               ["用途", "{purpose}", "验证码", digits(seed + 5, 8)]],
            height=10)  # fmt: skip
    p.put(16, p.y + 6, "本回单不作为收款方发货依据，请勿重复记账。", 3.2)
    p.sheet.seal(160, p.y + 12, seals.DrawnSeal(
        "bank", "样例银行股份有限公司", "电子回单专用章", "", "round", 38, 38))  # fmt: skip
    p.sheet.seal(70, p.y + 34, seals.official(f.unit.name))
    return p.paper("bank_receipt", "online")


def publicity(f: Facts, seed: int) -> Paper:
    """企业信用信息公示报告, printed from the web."""
    unit = f.unit
    values: dict[str, Value] = {
        "company": unit.name,
        "credit_code": unit.code,
        "registered_capital": Printed(f"{unit.capital // 10000}万元人民币", str(unit.capital)),
        "status": "存续（在营、开业、在册）",
        "print_date": Printed("2025年09月10日", "2025-09-10"),
    }
    p = page(seed, values, left=18, wide=174, size=3.7, face="sans", y=18)
    p.title("企业信用信息公示报告", 7, "sansb", gap=5)
    p.put(192, p.y - 3, "报告生成时间：{print_date}", 3.3, anchor="r")
    p.y += 4
    p.put(18, p.y, "营业执照信息", 4.4, "sansb")
    p.y += 9
    p.lines(
        "· 统一社会信用代码：{credit_code}",
        "· 企业名称：{company}",
        "· 类型：有限责任公司（自然人投资或控股）",
        f"· 法定代表人：{unit.legal_rep}",
        "· 注册资本：{registered_capital}",
        f"· 成立日期：{unit.established:%Y年%m月%d日}",
        "· 登记机关：北京市东城区市场监督管理局",
        "· 登记状态：{status}",
    )
    p.y += 4
    p.put(18, p.y, "股东及出资信息", 4.4, "sansb")
    p.y += 9
    rows = [
        [str(n + 1), name, f"{amount / 10000:g}", f"{amount / 10000:g}", "货币"]
        for n, (name, amount, _) in enumerate(_holders(f))
    ]
    p.table((16, 48, 40, 40, 30),
            [["序号", "股东名称", "认缴额（万元）", "实缴额（万元）", "出资方式"],
             *rows])  # fmt: skip
    _nothing_known(p)
    return p.paper("credit_publicity_printout", "report")


def _nothing_known(p: PageBuilder) -> None:
    """The chapters without any entry."""
    for head, name in (("行政许可信息", ""), ("行政处罚信息", "penalties"),
                       ("列入经营异常名录信息", "abnormal_list"),
                       ("列入严重违法失信名单（黑名单）信息", "")):  # fmt: skip
        p.y += 7
        p.put(18, p.y, head, 4.2, "sansb")
        end = p.put(22, p.y + 8, f"暂无{head}")
        if name:
            p.sheet.mark(name, "无", (22, p.y + 8, end, p.y + 12))
        p.y += 10


def articles(f: Facts, seed: int) -> Paper:
    """公司章程: the pages about the shareholders, on one page."""
    values: dict[str, Value] = {
        "company": f.unit.name,
        "registered_capital": Printed(f"{f.unit.capital // 10000}万元", str(f.unit.capital)),
        "sign_date": date(2019, 3, 5),
    }
    p = page(seed, values, y=22, size=4.1, step=1.75)
    p.title(f"{f.unit.name}章程", 5.6)
    p.put(105, p.y, "第一章  总  则", 4.4, "serifb", "c")
    p.y += 9
    p.prose(
        "第一条 依据《中华人民共和国公司法》及有关法律、法规的规定，制定本章程。",
        "第二条 公司名称：{company}",
        f"第三条 住所：{f.unit.address}",
        "第四条 公司经营范围：技术开发、技术服务、技术咨询。",
        "第五条 公司注册资本：{registered_capital}人民币。",
    )
    p.put(105, p.y, "第四章  股东的姓名（名称）、出资额、出资方式和出资时间", 4.2, "serifb", "c")
    p.y += 9
    rows = _shareholders(p, f, values, "shareholder", "subscribed", "method", "due_date")
    p.table((44, 40, 30, 44),
            [["股东姓名（名称）", "认缴出资额（万元）", "出资方式", "出资时间"],
             *rows])  # fmt: skip
    p.y += 6
    p.prose("第七条 股东会由全体股东组成，是公司的权力机构。")
    p.y += 6
    p.put(26, p.y, "全体股东签字：")
    for n, (name, _, _) in enumerate(_holders(f)):
        p.sheet.hand(62 + n * 40, p.y - 2, name, 6.4, (f.unit.hand, f.agent.hand)[n])
    p.foot("{sign_date}", seal=seals.official(f.unit.name), gap=16)
    p.sheet.seal(52, p.y + 6, seals.office("北京市东城区市场监督管理局", "档案查询专用章"))
    return p.paper("articles_of_association", "short")


def investment(f: Facts, seed: int) -> Paper:
    """增资协议, shortened to one page: parties, amount and the table after it."""
    before = f.unit.capital
    added = before // 4
    investor = "样例远景投资（北京）有限公司"
    values: dict[str, Value] = {
        "company": f.unit.name,
        "investor": investor,
        "investment_amount": yuan("6000000"),
        "sign_date": date(2024, 3, 5),
        "rows.0.shareholder": f.who.name,
        "rows.0.subscribed": Printed(f"{before / 10000:g}", str(before)),
        "rows.0.share": "80%",
        "rows.1.shareholder": investor,
        "rows.1.subscribed": Printed(f"{added / 10000:g}", str(added)),
        "rows.1.share": "20%",
    }
    p = page(seed, values, y=24, size=4.2, step=1.8)
    p.title("增 资 协 议")
    p.lines("投资方：{investor}", "目标公司：{company}", f"创始股东：{f.who.name}")
    p.prose(
        "一、投资方以现金出资，增资款为人民币{investment_amount}元，认购目标公司新增注册资本，"
        "溢价部分计入资本公积。",
        "二、本次增资前的股权结构如下：",
    )
    p.table((64, 50, 44), [["股东名称", "注册资本（万元）", "持股比例"],
                           [f.who.name, f"{before / 10000:g}", "100%"]])  # fmt: skip
    p.y += 5
    p.prose("三、本次增资后的股权结构如下：")
    p.table((64, 50, 44), [
        ["股东名称", "注册资本（万元）", "持股比例"],
        ["{rows.0.shareholder}", "{rows.0.subscribed}", "{rows.0.share}"],
        ["{rows.1.shareholder}", "{rows.1.subscribed}", "{rows.1.share}"],
    ])  # fmt: skip
    p.y += 6
    _agreed(p, f, investor)
    return p.paper("capital_increase_agreement", "short")


def _agreed(p: PageBuilder, f: Facts, investor: str) -> None:
    """Both parties' seals and the date."""
    p.put(26, p.y, "投资方（盖章）：")
    p.put(112, p.y, "目标公司（盖章）：")
    p.sheet.seal(60, p.y + 20, seals.official(investor))
    p.sheet.seal(150, p.y + 20, seals.official(f.unit.name))
    p.y += 46
    p.put(26, p.y, "签署日期：{sign_date}")
