"""Papers about a home: old title, purchase, mortgage, public housing, letters of the unit."""

from datetime import date
from decimal import Decimal

from generator import seals
from generator.documents.page import (
    PageBuilder,
    Printed,
    Value,
    dashed,
    digits,
    framed,
    page,
)
from generator.facts import Facts
from generator.numbers import capitals
from generator.paper import Paper

BANK = "样例银行股份有限公司北京东城支行"
BUILDER = "北京样例房地产开发有限公司"


def old_title(f: Facts, seed: int) -> Paper:
    """房屋所有权证, issued before 2015."""
    values: dict[str, Value] = {
        "certificate_number": f"X京房权证东字第{digits(seed, 6)}号",
        "owner": f.owner.name,
        "co_ownership": "单独所有",
        "address": f.home,
        "register_date": dashed(date(2009, 5, 6)),
        "house_nature": "商品房",
        "planned_use": "住宅",
        "area": "62.50",
    }
    p = framed(seed, values, (180, 70, 70), (210.0, 270.0), left=26, wide=158, y=18, size=4.1)
    p.title("房屋所有权证", 8.6, colour=(160, 30, 30), gap=6)
    p.put(184, p.y, "{certificate_number}", 4.4, anchor="r")
    p.y += 9
    rows = [
        ["房屋所有权人", "{owner}"],
        ["共有情况", "{co_ownership}"],
        ["房屋坐落", "{address}"],
        ["登记时间", "{register_date}"],
        ["房屋性质", "{house_nature}"],
        ["规划用途", "{planned_use}"],
    ]
    p.table((40, 118), rows, height=11)
    p.table((40, 28, 45, 45), [
        ["房屋状况", "总层数", "建筑面积(平方米)", "套内面积(平方米)"],
        ["", "18", "{area}", "51.20"],
    ], height=11)  # fmt: skip
    p.table((40, 118), [["土地状况", "土地取得方式：出让    土地使用年限：至2068年11月30日止"],
                        ["附记", ""]], height=11)  # fmt: skip
    p.put(150, p.y + 12, "填发单位（盖章）", anchor="c")
    p.sheet.seal(150, p.y + 24, seals.office("北京市住房和城乡建设委员会", "权属登记专用章"))
    p.sheet.seal(60, p.y + 26, seals.official(f.unit.name))
    return p.paper("house_ownership_certificate", "booklet")


def purchase(f: Facts, seed: int) -> Paper:
    """北京市商品房预售合同, shortened to one page."""
    values: dict[str, Value] = {
        "contract_number": "Y" + digits(seed, 7),
        "seller": BUILDER,
        "buyer": f.who.name,
        "buyer_id": f.who.number,
        "buyer_phone": f.who.phone,
        "license_number": "京房售证字（2018）123号",
        "project": "样例家园",
        "address": f.home,
        "area": "75.67",
        "total_price": "5120000",
        "total_price_caps": Printed(capitals(Decimal(5120000)), "5120000"),
        "sign_date": date(2018, 11, 4),
    }
    p = page(seed, values, y=20, size=4.0, step=1.75)
    p.title("北京市商品房预售合同", gap=4)
    p.put(184, p.y, "合同编号：{contract_number}", anchor="r")
    p.y += 9
    p.lines(
        "出卖人：{seller}",
        f"法定代表人：{f.unit.legal_rep}    营业执照注册号：1101010{digits(seed + 3, 8)}",
        "买受人：{buyer}",
        "身份证号码：{buyer_id}    联系电话：{buyer_phone}",
    )
    p.prose(
        "第一条 项目建设依据。出卖人以出让方式取得国有建设用地使用权，建设商品房项目"
        "名称：{project}。",
        "第二条 预售依据。该商品房已由北京市住房和城乡建设委员会批准预售，"
        "预售许可证号为：{license_number}。",
        "第三条 基本情况。该商品房坐落于{address}，预测建筑面积为{area}平方米。",
        "第五条 计价方式与价款。该商品房总价款为人民币{total_price}元"
        "（大写：{total_price_caps}）。",
        "第六条 付款方式及期限。买受人采取贷款方式付款，首付款为总价款的百分之四十。",
    )
    p.y += 4
    _purchase_foot(p, f)
    return p.paper("online_signed_purchase_contract", "presale")


def _purchase_foot(p: PageBuilder, f: Facts) -> None:
    """Seal, signature and date."""
    p.put(26, p.y, "出卖人（签章）：")
    p.sign(112, "买受人（签字）：", f.who.name, f.who.hand)
    p.sheet.seal(70, p.y + 14, seals.DrawnSeal(
        "contract", BUILDER, "合同专用章", "", "round", 38, 38))  # fmt: skip
    p.put(112, p.y + 30, "签订日期：{sign_date}")
    p.put(105, 284, "北京市住房和城乡建设委员会网上签约系统打印", 3.2, anchor="c")


def mortgage(f: Facts, seed: int) -> Paper:
    """个人住房抵押贷款合同, shortened to one page."""
    values: dict[str, Value] = {
        "contract_number": f"2018抵字第{digits(seed, 4)}号",
        "mortgagee": BANK,
        "mortgagor": f.who.name,
        "mortgagor_id": f.who.number,
        "address": f.home,
        "title_number": f"京（2018）东不动产权第{digits(seed + 1, 7)}号",
        "sign_date": date(2018, 12, 6),
    }
    p = page(seed, values, y=24, size=4.2, step=1.85)
    p.title("个人住房抵押贷款合同")
    p.lines(
        "合同编号：{contract_number}",
        "贷款人（抵押权人）：{mortgagee}",
        "借款人（抵押人）：{mortgagor}",
        "证件号码：{mortgagor_id}",
    )
    p.prose(
        "第一条 贷款金额为人民币3000000元，贷款期限240个月，还款方式为等额本息。",
        "第二条 抵押人以其所有的房屋为上述贷款提供抵押担保。",
    )
    p.lines("抵押物坐落：{address}", "权属证书号：{title_number}", "建筑面积：75.67平方米")
    p.y += 8
    p.put(26, p.y, "贷款人（签章）：")
    p.sign(112, "借款人（签字）：", f.who.name, f.who.hand)
    p.sheet.seal(70, p.y + 16, seals.DrawnSeal(
        "contract", BANK, "合同专用章", "", "round", 38, 38))  # fmt: skip
    p.put(112, p.y + 30, "签订日期：{sign_date}")
    return p.paper("mortgage_contract", "short")


def public_housing(f: Facts, seed: int) -> Paper:
    """北京市公有住宅租赁合同."""
    lessor = "北京样例房屋管理中心"
    values: dict[str, Value] = {
        "lessor": lessor,
        "lessee": f.who.name,
        "address": f.home,
        "area": "45.6",
        "rent": "139.50",
        "lease_start": date(2024, 1, 1),
        "lease_end": date(2026, 12, 31),
        "sign_date": date(2023, 12, 20),
    }
    p = page(seed, values, y=26, size=4.4, step=2.0)
    p.title("北京市公有住宅租赁合同")
    p.lines(
        "出租人（甲方）：{lessor}",
        "承租人（乙方）：{lessee}",
        "房屋坐落：{address}",
        "使用面积：{area}平方米",
        "月租金：{rent}元",
        "租赁期限：{lease_start}至{lease_end}",
    )
    p.prose("乙方应按月缴纳租金，并爱护使用公有住宅及其附属设备，不得擅自转租、转让。")
    p.y += 10
    p.put(26, p.y, "甲方（盖章）：")
    p.sheet.seal(66, p.y + 12, seals.official(lessor))
    p.sign(112, "乙方（签字）：", f.who.name, f.who.hand)
    p.put(112, p.y + 26, "{sign_date}")
    return p.paper("public_housing_lease", "letter")


def unit_residence(f: Facts, seed: int) -> Paper:
    """居住证明 of the unit."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "id_number": f.who.number,
        "address": f.home,
        "unit_name": f.unit.name,
        "issue_date": date(2025, 9, 8),
    }
    p = page(seed, values, y=44, size=4.8, step=2.1)
    p.title("居 住 证 明")
    p.lines("东城区人力资源和社会保障局：")
    p.prose(
        "兹证明我单位职工{name}（身份证号：{id_number}）现居住于我单位公房，地址为{address}，"
        "自2023年3月8日起居住至今。",
        "特此证明。",
    )
    p.foot("{unit_name}", "{issue_date}", seal=seals.official(f.unit.name), gap=24)
    return p.paper("unit_residence_proof", "letter")


def unit_property(f: Facts, seed: int) -> Paper:
    """房屋产权证明 of the unit."""
    values: dict[str, Value] = {
        "owner": f.unit.name,
        "address": f.home.split("号院")[0] + "号" if "号院" in f.home else f.home,
        "certificate_number": f"X京房权证东字第{digits(seed, 6)}号",
        "issue_date": date(2025, 9, 8),
    }
    p = page(seed, values, y=44, size=4.8, step=2.1)
    p.title("房屋产权证明")
    p.prose(
        "兹证明坐落于{address}的房屋，产权归{owner}所有，产权证号：{certificate_number}，"
        "现作为职工集体宿舍楼使用。",
        "特此证明。",
    )
    p.foot(f.unit.name, "{issue_date}", seal=seals.official(f.unit.name), gap=24)
    return p.paper("unit_property_proof", "letter")
