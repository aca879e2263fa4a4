"""Insurance records, wages, banks, capital: tables with units, and blocks of two parties."""

import pytest

from core.text.values import TextValue
from extractors import (
    articles_of_association,
    bank_receipt,
    bank_statement,
    capital_increase_agreement,
    capital_verification_report,
    credit_publicity_printout,
    employer_income_statement,
    external_social_insurance_proof,
    iit_app_income_detail,
    payslip,
    social_insurance_record,
)
from extractors.kit.places.assign import is_rival
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.settle import settle
from extractors.kit.places.structure import RowSpot
from extractors.packet.documents import read_paper
from tests.extractors.sheets import place_of, sheets, values

INSURANCE = """
.2:北京市社会保险个人权益记录（参保人员缴费信息）
.05:参保人姓名：王样例 | .6:校验码：977095
.05:社会保障号码：110101199003070011 | .6:查询流水号：11013744019609
.05:单位名称：北京样例测试有限公司 | .6:查询日期：2021年10月04日
.05:一、养老保险单位变动记录
.05:缴费起始年月 | .22:缴费截止年月 | .4:实际缴费月数 | .58:单位名称 | .8:缴费区县
.05:2018-01 | .22:2019-06 | .43:18 | .55:北京样例旧称有限公司 | .8:东城区
.05:2019-07 | .22:2020-12 | .43:18 | .55:北京样例测试有限公司 | .8:东城区
.05:二、五险缴费明细
.4:养老实际缴费
.05:缴费起止年月 | .4:月数 | .52:年缴费基数 | .7:个人缴费
.05:2018-01至2018-12 | .41:12 | .53:422400.00 | .7:33792.00
.05:2019-01至2019-12 | .41:12 | .53:432400.00 | .7:34592.00
.05:2020-01至2020-12 | .4:*12 | .53:442400.00 | .7:35392.00
.05:合计 | .41:36
.05:备注：1.如需鉴定真伪，请30日内校验。
.5:北京市东城区社会保险基金管理中心
"""


def test_social_insurance_record_with_both_tables() -> None:
    pages = sheets(INSURANCE)
    got = social_insurance_record.TYPE.read(pages)
    read = values(got.fields)
    assert read["employer_segments"]
    del read["employer_segments"]
    assert read == {
        "name": "王样例",
        "id_number": "110101199003070011",
        "check_code": "977095",
        "query_serial": "11013744019609",
        "query_date": "2021-10-04",
        "issuer": "北京市东城区社会保险基金管理中心",
        "employer": "北京样例测试有限公司",
        "total_months": "36",
    }
    assert [values(row) for row in got.rows] == [
        {
            "segments.start": start,
            "segments.end": end,
            "segments.months": "18",
            "segments.employer": unit,
            "segments.district": "东城区",
        }
        for start, end, unit in (
            ("2018-01", "2019-06", "北京样例旧称有限公司"),
            ("2019-07", "2020-12", "北京样例测试有限公司"),
        )
    ] + [
        {"period": "2018-01", "period_end": "2018-12", "pension_months": "12", "pension_base":
            "422400.00"},
        {"period": "2019-01", "period_end": "2019-12", "pension_months": "12", "pension_base":
            "432400.00"},
        {
            "period": "2020-01", "period_end": "2020-12", "pension_months": "12",
            "pension_base": "442400.00", "back_payment": "*",
        },
    ]  # fmt: skip
    assert got.rows[2]["pension_base"].box == place_of(pages[0].page, "422400.00")


def test_social_insurance_from_elsewhere() -> None:
    picture = """
    .3:社会保险个人参保证明
    .05:姓名 | .2:王样例 | .5:社会保障号码 | .7:110101199003070011
    .05:缴费年月 | .2:单位名称 | .5:险种 | .6:缴费基数 | .8:个人缴费
    .05:2020-01 | .2:样例市测试有限公司 | .5:养老保险 | .6:5000.00 | .8:400.00
    .05:2020-02 | .2:样例市测试有限公司 | .5:养老保险 | .6:5000.00 | .8:400.00
    .05:累计缴费月数：24个月 | .5:验证码：ABC123456
    .05:打印日期：2024年3月1日
    .5:样例市社会保险事业管理中心
    """
    got = external_social_insurance_proof.TYPE.read(sheets(picture))
    assert values(got.fields) == {
        "name": "王样例",
        "id_number": "110101199003070011",
        "agency": "样例市社会保险事业管理中心",
        "total_months": "24",
        "verification_code": "ABC123456",
        "print_date": "2024-03-01",
    }
    assert [values(row) for row in got.rows] == [
        {"period": month, "employer": "样例市测试有限公司", "base": "5000.00"}
        for month in ("2020-01", "2020-02")
    ]


def test_payslip_with_labels_above_values() -> None:
    picture = """
    .4:工资条
    .05:2024年3月
    .05:姓名 | .2:基本工资 | .4:应发工资 | .6:个税 | .75:实发工资
    .05:王样例 | .2:15000.00 | .4:18000.00 | .6:120.50 | .75:15800.25
    """
    assert values(payslip.TYPE.read(sheets(picture)).fields) == {
        "name": "王样例",
        "period": "2024-03",
        "gross": "18000.00",
        "tax": "120.50",
        "net": "15800.25",
    }


def test_income_statement() -> None:
    picture = """
    .4:收入证明
    .1:兹证明王样例（身份证号：110101199003070011）系我单位职工，月收入为人民币18,000.00元。
    .1:特此证明。
    .6:北京样例测试有限公司
    .6:2024年3月1日
    """
    assert values(employer_income_statement.TYPE.read(sheets(picture)).fields) == {
        "name": "王样例",
        "income": "18000.00",
        "unit_name": "北京样例测试有限公司",
        "issue_date": "2024-03-01",
    }


def test_bank_statement() -> None:
    picture = """
    .3:账户交易明细清单
    .05:户名：王样例 | .5:账号：6222000000000000001
    .05:交易日期 | .2:摘要 | .35:收入 | .5:支出 | .62:余额 | .75:对方户名
    .05:2024-03-05 | .2:工资 | .35:15,800.25 | .62:20,000.00 | .75:北京样例测试
    .05:2024-03-08 | .2:消费 | .5:100.00 | .62:19,900.00 | .75:样例商店
    """
    got = bank_statement.TYPE.read(sheets(picture))
    assert values(got.fields) == {"name": "王样例", "account": "6222000000000000001"}
    assert [values(row) for row in got.rows] == [
        {"date": "2024-03-05", "income": "15800.25"},
        {"date": "2024-03-08"},
    ]


def test_app_income_detail() -> None:
    picture = """
    .3:收入纳税明细详情
    .05:所得项目 | .5:工资薪金
    .05:税款所属期 | .5:2024-03
    .05:扣缴义务人 | .5:北京样例测试有限公司
    .05:本期收入 | .5:18000.00
    .05:已申报税额 | .5:120.50
    """
    assert values(iit_app_income_detail.TYPE.read(sheets(picture)).fields) == {
        "period": "2024-03",
        "employer": "北京样例测试有限公司",
        "income": "18000.00",
        "tax": "120.50",
    }


RECEIPT = {
    "payer": "样例投资（北京）有限公司",
    "payer_account": "1100000000001",
    "payee": "北京样例测试有限公司",
    "payee_account": "1100000000002",
    "amount": "6000000.00",
    "amount_caps": "6000000.00",
    "purpose": "投资款",
    "transaction_date": "2024-03-05",
    "serial": "2024030500001",
}


def test_bank_receipt_with_the_parties_side_by_side() -> None:
    picture = """
    .3:网上银行电子回单
    .05:回单编号：2024030500001
    .05:付款人 | .12:户名 | .2:样例投资（北京）有限公司 | .5:收款人 | .58:户名 | .66:北京样例测试有限公司
    .12:账号 | .2:1100000000001 | .58:账号 | .66:1100000000002
    .05:金额（大写） | .2:人民币陆佰万元整 | .58:小写 | .66:¥6,000,000.00
    .05:用途 | .2:投资款 | .58:交易日期 | .7:2024-03-05
    """
    read = values(bank_receipt.TYPE.read(sheets(picture)).fields)
    assert {name: read.get(name) for name in RECEIPT} == RECEIPT


def test_bank_receipt_with_labels_in_full() -> None:
    picture = """
    .3:业务回单
    .05:交易流水号：2024030500001
    .05:付款人户名：样例投资（北京）有限公司
    .05:付款人账号：1100000000001
    .05:收款人户名：北京样例测试有限公司
    .05:收款人账号：1100000000002
    .05:金额（小写）：6,000,000.00
    .05:金额（大写）：陆佰万元整
    .05:摘要：投资款
    .05:记账日期：2024年3月5日
    """
    read = values(bank_receipt.TYPE.read(sheets(picture)).fields)
    assert {name: read.get(name) for name in RECEIPT} == RECEIPT


def test_capital_verification_report() -> None:
    cover = """
    .3:验资报告
    .3:京样验字[2019]第001号
    """
    opinion = """
    .1:北京样例测试有限公司全体股东：
    .1:我们接受委托，审验了贵公司截至2019年3月5日止申请登记的注册资本实收情况。
    .1:贵公司申请登记的注册资本为人民币5,000,000.00元。
    .1:截至2019年3月5日止，累计实缴注册资本为人民币5,000,000.00元，实收资本为人民币5,000,000.00元
    .1:（大写：人民币伍佰万元整）。
    .1:北京样例会计师事务所有限责任公司
    .5:中国注册会计师：赵样例
    .5:中国注册会计师：钱样例
    .5:2019年3月20日
    """
    table = """
    .3:注册资本实收情况明细表
    .7:货币单位：人民币万元
    .05:股东名称 | .3:认缴注册资本 | .5:实际出资 | .7:出资比例
    .05:样例投资有限公司 | .32:300 | .52:300 | .7:60%
    .05:王样例 | .32:200 | .52:200 | .7:40%
    .05:合计 | .32:500 | .52:500 | .7:100%
    """
    got = capital_verification_report.TYPE.read(sheets(cover, opinion, table))
    assert values(got.fields) == {
        "report_number": "京样验字〔2019〕第001号",
        "company": "北京样例测试有限公司",
        "firm": "北京样例会计师事务所有限责任公司",
        "cutoff_date": "2019-03-05",
        "registered_capital": "5000000.00",
        "paid_in_total": "5000000.00",
        "paid_in_total_caps": "5000000",
        "cpa_names": "赵样例",
        "report_date": "2019-03-20",
    }
    assert [values(row) for row in got.rows] == [
        {"shareholder": who, "subscribed": much, "paid": much, "share": share}
        for who, much, share in (
            ("样例投资有限公司", "3000000", "60%"),
            ("王样例", "2000000", "40%"),
        )
    ]


def test_credit_publicity_without_a_total_sums_its_rows_less_surely() -> None:
    picture = """
    .1:企业信用信息公示报告
    .1:统一社会信用代码：91110101MA00010186 | .5:企业名称：北京样例测试有限公司
    .1:注册资本：600万元人民币 | .5:登记状态：存续
    .1:股东及出资信息
    .05:序号 | .15:股东名称 | .35:认缴额（万元） | .6:实缴额（万元）
    .05:1 | .15:王样例 | .4:300 | .65:150
    .05:2 | .15:李样例 | .4:200 | .65:50
    .1:列入经营异常名录信息
    .1:暂无列入经营异常名录信息
    .1:行政处罚信息
    .1:暂无行政处罚信息
    .1:报告生成时间：2023年2月11日
    """
    got = credit_publicity_printout.TYPE.read(sheets(picture))
    assert values(got.fields) == {
        "company": "北京样例测试有限公司",
        "credit_code": "91110101MA00010186",
        "registered_capital": "6000000",
        "status": "存续",
        "print_date": "2023-02-11",
        "paid_in_capital": "2000000",
        "abnormal_list": "无",
        "penalties": "无",
    }
    assert got.fields["paid_in_capital"].confidence <= 0.9


@pytest.mark.parametrize(
    "heads",
    [
        ".35:认缴额（万元） | .6:实缴额（万元）",
        ".35:认缴额（万 | .6:实缴额（万\n    .37:元) | .62:元)",
    ],
)
def test_what_shareholders_subscribed_shows_that_no_row_is_missing(heads: str) -> None:
    picture = f"""
    .1:企业信用信息公示报告
    .1:企业名称：北京样例测试有限公司
    .1:注册资本：500万元人民币 | .5:登记状态：存续
    .1:股东及出资信息
    .05:序号 | .15:股东名称 | {heads}
    .05:1 | .15:王样例 | .4:300 | .65:150
    .05:2 | .15:李样例 | .4:200 | .65:50
    .1:报告生成时间：2023年2月11日
    """
    got = credit_publicity_printout.TYPE.read(sheets(picture)).fields["paid_in_capital"]
    assert got.value == "2000000" and got.confidence > 0.9


def test_an_amount_at_a_label_that_names_its_unit() -> None:
    """On a telephone's screen each label has its value beside it."""
    picture = """
    .3:国家企业信用信息公示系统
    .03:北京样例测试有限公司
    .03:统一社会信用代码 | .32:91110101MA00010186
    .03:注册资本 | .32:1000万元
    .03:股东名称 | .32:王样例
    .03:认缴额（万元） | .32:1000
    .03:实缴额（万元） | .32:1000
    .03:查询时间 | .32:2025-08-29
    """
    pages = sheets(picture)
    kind = credit_publicity_printout.TYPE
    assert settle(kind, pages, kind.read(pages)).fields["paid_in_capital"].value == "10000000"


def test_credit_publicity_keeps_what_is_listed() -> None:
    picture = """
    .1:企业信用信息公示报告
    .1:企业名称：北京样例测试有限公司
    .1:行政处罚信息
    .1:暂无行政处罚信息
    .1:列入经营异常名录信息
    .05:序号 | .15:列入原因 | .5:列入日期 | .7:作出决定机关
    .05:1 | .15:未按期公示年度报告 | .5:2018年7月5日 | .7:东城分局
    .1:列入严重违法失信企业名单信息
    .1:报告生成时间：2023年2月11日
    """
    got = values(credit_publicity_printout.TYPE.read(sheets(picture)).fields)
    assert got["penalties"] == "无"
    assert "2018年7月5日" in got["abnormal_list"] and "未按期公示" in got["abnormal_list"]
    assert "严重违法" not in got["abnormal_list"]


def test_a_heading_whose_list_was_not_read_is_no_entry() -> None:
    picture = """
    .1:企业信用信息公示报告
    .1:企业名称：北京样例测试有限公司
    .1:列入经营异常名录信息
    .1:打印日期：2023年2月11日
    """
    got = values(credit_publicity_printout.TYPE.read(sheets(picture)).fields)
    assert got["abnormal_list"] == "列入经营异常名录信息"


def test_articles_of_association() -> None:
    picture = """
    .3:北京样例测试有限公司章程
    .3:第一章 总则
    .1:第二条 公司名称：北京样例测试有限公司
    .1:第五条 公司注册资本：500万元人民币
    .05:股东姓名（名称） | .3:认缴出资额（万元） | .55:出资方式 | .7:出资时间
    .05:王样例 | .35:300 | .55:货币 | .7:2030年12月31日
    .05:李样例 | .35:200 | .55:货币 | .7:2030年12月31日
    .1:全体股东签字：
    .6:2019年3月5日
    """
    got = articles_of_association.TYPE.read(sheets(picture))
    assert values(got.fields) == {
        "company": "北京样例测试有限公司",
        "registered_capital": "5000000",
        "sign_date": "2019-03-05",
    }
    assert [values(row) for row in got.rows] == [
        {"shareholder": who, "subscribed": much, "method": "货币", "due_date": "2030-12-31"}
        for who, much in (("王样例", "3000000"), ("李样例", "2000000"))
    ]


def test_capital_increase_counts_the_table_after_it() -> None:
    picture = """
    .3:增资协议
    .1:投资方：样例投资（北京）有限公司
    .1:目标公司：北京样例测试有限公司
    .1:投资方以现金出资，增资款为人民币6,000,000元认购新增注册资本。
    .1:本次增资前的股权结构如下：
    .05:股东名称 | .35:注册资本（万元） | .65:持股比例
    .05:王样例 | .38:500 | .65:100%
    .1:本次增资后的股权结构如下：
    .05:股东名称 | .35:注册资本（万元） | .65:持股比例
    .05:王样例 | .38:500 | .65:80%
    .05:样例投资有限公司 | .38:125 | .65:20%
    .1:签署日期：2024年3月5日
    """
    got = capital_increase_agreement.TYPE.read(sheets(picture))
    assert values(got.fields) == {
        "company": "北京样例测试有限公司",
        "investor": "样例投资（北京）有限公司",
        "investment_amount": "6000000",
        "sign_date": "2024-03-05",
    }
    assert [
        (row["shareholder"].value, row["subscribed"].value, row["share"].value) for row in got.rows
    ] == [
        ("王样例", "5000000", "80%"),
        ("样例投资有限公司", "1250000", "20%"),
    ]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        (".1:暂无列入严重违法失信名单（黑名单）信息", "无"),
        (".1:1 | .2:2025-03-01 | .4:北京市东城区市场监督管理局", "2025-03-01"),
    ],
)
def test_the_list_of_serious_offenders(printed: str, wanted: str) -> None:
    picture = f"""
    .3:国家企业信用信息公示系统
    .1:列入经营异常名录信息
    .1:暂无列入经营异常名录信息
    .1:列入严重违法失信名单（黑名单）信息
    {printed}
    """
    got = values(credit_publicity_printout.TYPE.read(sheets(picture)).fields)
    assert got["abnormal_list"] == "无"
    assert wanted in (got["dishonest_list"] or "")


def test_the_amount_that_is_repeated_in_words() -> None:
    """The first amount of a table's total is subscribed; a sentence of the foot names no firm."""
    pictures = """
        .35:验资报告
        .2:您可使用手机“扫一扫”查验本报告是否由具有执业许可的会计师事务所出具
        贵公司申请登记的注册资本为人民币50,000,000.00元，由全体股东认缴。
        截至2025年3月12日止，贵公司累计实缴注册资本为人
        民币20,000,000.00元（大写：贰仟万元整），实收资本为人民币20,000,000.00元，
        .2:北京样例会计师事务所（普通合伙）
        .35:注册资本实收情况明细表
        .3:认缴注册资本 | .7:实收资本
        .1:股东名称 | .3:金额 | .5:实际出资 | .7:合计
        .1:王样例 | .3:50,000,000.00 | .5:20,000,000.00 | .7:20,000,000.00
        .1:合计 | .3:50,000,000.00 | .5:20,000,000.00 | .7:20,000,000.00
        """
    got = read_paper(capital_verification_report.TYPE, sheets(pictures)).fields
    assert got["paid_in_total"].value == "20000000.00"
    assert got["firm"].value == "北京样例会计师事务所（普通合伙）"


def test_the_same_sum_without_its_cents_is_no_rival() -> None:
    sheet = sheets("捌佰万元整 | .5:8,000,000.00 | .8:8,000,001.00")[0]
    words, figures, more = (
        Candidate(TextValue(value, sheet.piece(i)), RowSpot(0, 0, 1), ())
        for i, value in enumerate(("8000000", "8000000.00", "8000001.00"))
    )
    assert not is_rival(words, figures) and is_rival(words, more)
