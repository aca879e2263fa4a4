"""The tax notice: prose, one table, subtotals by tax type."""

import pytest

from core.models.geometry import Box
from extractors import tax_info_notice, tax_info_query_application
from tests.extractors.sheets import blots, place_of, sheets, values

PROSE = """
.3:国家税务总局北京市东城区税务局第一税务所
.3:涉税信息查询结果告知书
.6:京东城税 税告〔2024]3号
.1:北京样例会计师事务所（特殊普通合伙）：
.1:你（单位）的涉税信息查询申请（申请编号：110102961122511151）我局已受理。
.1:一、纳税人名称：北京样例会计师事务所（特殊普通合伙）；统一社会信用代码
.1:（纳税人识别号）：91110101MA00010186。
.1:二、查询所属期间：2023年01月01日至2023年12月31日。
.1:三、上述期间已缴税（费）款共计人民币¥3,021.50元（大
.1:写：叁仟零贰拾壹元伍角），其中：增值税2,000.00元；个人所得税（生产经营）1,021.00
.1:元；印花税0.50元。
.1:管理系统为准。
.6:（税务机关印章）
.6:2024年01月08日
.2:校验本告知书真伪。校验码:22511151
"""
TABLE = """
.3:涉税信息查询结果告知书
.1:编号：202503120102
.1:纳税人名称 | .3:北京样例测试有限公司
.1:纳税人识别号 | .3:91110101MA00010186 | .55:查询期间 | .7:2024-01至2024-12
.08:序号 | .16:税种 | .28:税款所属期起 | .45:税款所属期止 | .62:实缴金额（元） | .82:入库日期
.08:1 | .16:增值税 | .28:2024-01-01 | .45:2024-06-30 | .64:1,403.27 | .82:2024-12-09
.16:小计 | .64:1,403.27
.08:2 | .16:企业所得税 | .28:2024-01-01 | .45:2024-12-31 | .64:96.23 | .82:2024-11-10
.16:小计 | .64:96.23
.16:合计（小写） | .64:1,499.50
.16:合计（大写） | .4:壹仟肆佰玖拾玖元伍角整
.1:注：本告知书所列数据为查询时点数据。
.55:国家税务总局北京市东城区税务局
.6:2025年3月12日
.1:本告知书一式两份，一份交申请人，一份税务机关留存。经办人:陈样例
"""


def test_prose_variant() -> None:
    pages = sheets(PROSE)
    got = tax_info_notice.TYPE.read(pages)
    assert values(got.fields) == {
        "notice_number": "京东城税税告〔2024〕3号",
        "taxpayer_id": "91110101MA00010186",
        "taxpayer_name": "北京样例会计师事务所（特殊普通合伙）",
        "total": "3021.50",
        "total_caps": "3021.50",
        "period_start": "2023-01-01",
        "period_end": "2023-12-31",
        "tax_authority": "国家税务总局北京市东城区税务局第一税务所",
        "issue_date": "2024-01-08",
    }
    assert [values(row) for row in got.rows] == [
        {"tax_type": "增值税", "paid_amount": "2000.00"},
        {"tax_type": "个人所得税（生产经营）", "paid_amount": "1021.00"},
        {"tax_type": "印花税", "paid_amount": "0.50"},
    ]
    assert got.fields["total"].box == place_of(pages[0].page, "3,021.50")
    assert got.fields["issue_date"].box == place_of(pages[0].page, "2024年01月08日")


def test_table_with_subtotals() -> None:
    pages = sheets(TABLE)
    got = tax_info_notice.TYPE.read(pages)
    assert values(got.fields) == {
        "notice_number": "202503120102",
        "taxpayer_id": "91110101MA00010186",
        "taxpayer_name": "北京样例测试有限公司",
        "total": "1499.50",
        "total_caps": "1499.50",
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "tax_authority": "国家税务总局北京市东城区税务局",
        "issue_date": "2025-03-12",
    }
    assert [values(row) for row in got.rows] == [
        {
            "tax_type": "增值税",
            "period_start": "2024-01-01",
            "period_end": "2024-06-30",
            "paid_amount": "1403.27",
            "paid_date": "2024-12-09",
        },
        {
            "tax_type": "企业所得税",
            "period_start": "2024-01-01",
            "period_end": "2024-12-31",
            "paid_amount": "96.23",
            "paid_date": "2024-11-10",
        },
    ]
    assert got.fields["total"].box == place_of(pages[0].page, "1,499.50")


def test_total_that_neither_capitals_nor_rows_bear_out_is_in_doubt() -> None:
    got = tax_info_notice.TYPE.read(sheets(TABLE.replace("64:1,499.50", "64:2,499.50")))
    assert got.fields["total"].confidence <= 0.5
    assert got.fields["total_caps"].confidence <= 0.5


def test_rows_that_add_up_outweigh_misread_capitals() -> None:
    got = tax_info_notice.TYPE.read(sheets(TABLE.replace("壹仟肆佰", "贰仟肆佰")))
    assert got.fields["total"].confidence > 0.95
    assert got.fields["total_caps"].confidence <= 0.5


def test_notice_without_a_date_of_its_own_has_none() -> None:
    got = tax_info_notice.TYPE.read(sheets(TABLE.replace("2025年3月12日", "日")))
    assert "issue_date" not in got.fields


APPLICATION = """
.38:涉税信息查询申请表
纳税人名称 | .3:北京样例测试有限公司 | .6:纳税人识别号 | .78:91110101MA00010186
经办人 | .3:李经办 | .6:联系电话 | .78:13800000000
身份证件名称及号码 | .35:居民身份证 110101199003070011
查询内容 | .3:近三年纳税情况
所属期间 | .3:自2021年1月至2023年12月
查询用途 | .3:办理工作居住证
纳税人声明
.6:2024年3月5日
"""


@pytest.mark.parametrize("picture", [APPLICATION, APPLICATION.replace(" | .3:", "：", 1)])
def test_application(picture: str) -> None:
    got = tax_info_query_application.TYPE.read(sheets(picture))
    assert values(got.fields) == {
        "taxpayer_name": "北京样例测试有限公司",
        "taxpayer_id": "91110101MA00010186",
        "agent_name": "李经办",
        "agent_id": "110101199003070011",
        "agent_phone": "13800000000",
        "query_content": "近三年纳税情况",
        "period_start": "2021-01-01",
        "period_end": "2023-12-31",
        "apply_date": "2024-03-05",
    }


def test_a_day_whose_first_figure_a_seal_hides_is_told_and_not_relied_on() -> None:
    picture = """
    .3:涉税信息查询结果告知书
    .1:一、纳税人名称：北京样例测试有限公司
    .1:纳税人识别号：91110101MA00010186
    .5:国家税务总局北京市东城区税务局
    .7:024年11月12日
    """
    day = tax_info_notice.TYPE.read(sheets(picture)).fields["issue_date"]
    assert (day.value, day.confidence) == ("2024-11-12", 0.5)


NOTICE = """
.3:涉税信息查询结果告知书
.1:一、纳税人名称：北京样例测试有限公司
.1:纳税人识别号：91110101MA00010186


.5:国家税务总局北京市东城区税务局
.7:2024年11月12日
"""


@pytest.mark.parametrize(
    ("blot", "whole"),
    [(None, True), (Box(0.62, 0.2, 0.66, 0.23), False), (Box(0.05, 0.8, 0.1, 0.85), True)],
)
def test_whether_a_grey_seal_was_overlooked(blot: Box | None, whole: bool) -> None:
    """Ink near the date of issue that is not text may be the bureau's seal."""
    ink = blots(*([blot] if blot is not None else []))
    read = tax_info_notice.TYPE.read(sheets(NOTICE, ink=ink))
    assert read.fields["issue_date"].value == "2024-11-12"
    assert read.no_more_seals is whole
    assert not tax_info_notice.TYPE.read(sheets(NOTICE)).no_more_seals  # nothing is known


def test_a_wide_first_column_and_both_days_in_one_cell() -> None:
    picture = """
        .3:涉税信息查询结果告知书
        .17:税种 | .383:税款所属期 | .616:实缴税额 | .78:入库日期
        .103:增值税 | .326:2021-01-01 至 2021-12-31 | .64:300.00 | .76:2021-08-10
        .103:企业所得税 | .326:2021-01-01 至 2021-12-31 | .64:200.00 | .76:2021-04-15
        .28:合计 | .64:500.00
        """
    rows = tax_info_notice.TYPE.read(sheets(picture)).rows
    names = ("tax_type", "period_start", "period_end", "paid_amount")
    assert [[row[name].value for name in names] for row in rows] == [
        ["增值税", "2021-01-01", "2021-12-31", "300.00"],
        ["企业所得税", "2021-01-01", "2021-12-31", "200.00"],
    ]
