"""Certificates of units and their notices: labels in lines and in tables."""

from types import ModuleType

import pytest

from extractors import (
    business_license,
    high_tech_certificate,
    industry_license,
    innovation_entity_proof,
    institution_certificate,
    name_change_notice,
    other_qualification_certificate,
    social_org_certificate,
    software_enterprise_certificate,
)
from tests.extractors.sheets import place_of, sheets, values

CASES: tuple[tuple[ModuleType, str, dict[str, str]], ...] = (
    (
        institution_certificate,
        """
        .3:事业单位法人证书
        .4:（副本）
        .12:统一社会信用代码 | .38:121101010482283467
        .12:名 称 | .38:北京市东城区样例中心
        .12:宗旨和业务范围 | .38:开展公益性研究、咨询及服务活动
        .12:住 所 | .38:北京市东城区样例街97号
        .12:法定代表人 | .38:赵样例
        .12:经费来源 | .38:财政补助
        .12:开办资金 | .38:人民币300万元
        .12:举办单位 | .38:北京市东城区人民政府
        .12:有效期 | .38:自2019年11月11日至2049年11月10日
        """,
        {
            "credit_code": "121101010482283467",
            "name": "北京市东城区样例中心",
            "purpose": "开展公益性研究、咨询及服务活动",
            "address": "北京市东城区样例街97号",
            "legal_rep": "赵样例",
            "funding_source": "财政补助",
            "initial_fund": "3000000",
            "sponsor": "北京市东城区人民政府",
            "valid_from": "2019-11-11",
            "valid_to": "2049-11-10",
        },
    ),
    (
        institution_certificate,
        """
        .3:中华人民共和国事业单位法人证书
        .1:统一社会信用代码：121101010482283467
        .1:名称：北京市东城区样例中心
        .1:宗旨和业务范围：开展公益性研究
        .1:住所：北京市东城区样例街97号
        .1:法定代表人：赵样例
        .1:经费来源：财政补助
        .1:开办资金：¥300万元
        .1:举办单位：北京市东城区人民政府
        .1:登记管理机关：北京市东城区事业单位登记管理局
        .1:有效期：2019年11月11日至2049年11月10日
        """,
        {
            "credit_code": "121101010482283467",
            "name": "北京市东城区样例中心",
            "purpose": "开展公益性研究",
            "address": "北京市东城区样例街97号",
            "legal_rep": "赵样例",
            "funding_source": "财政补助",
            "initial_fund": "3000000",
            "sponsor": "北京市东城区人民政府",
            "registrar": "北京市东城区事业单位登记管理局",
            "valid_from": "2019-11-11",
            "valid_to": "2049-11-10",
        },
    ),
    (
        social_org_certificate,
        """
        .3:民办非企业单位登记证书
        .1:统一社会信用代码：52110101MJ00010186
        .1:名称：北京市东城区样例服务中心
        .1:业务范围：社会服务
        .1:住所：北京市东城区样例街98号
        .1:法定代表人：钱样例
        .1:开办资金：叁万元整
        .1:业务主管单位：北京市东城区民政局
        .1:发证机关：北京市东城区民政局
        .1:发证日期：2020年5月6日
        .1:有效期限：2020年5月6日至2024年5月5日
        """,
        {
            "credit_code": "52110101MJ00010186",
            "name": "北京市东城区样例服务中心",
            "business_scope": "社会服务",
            "address": "北京市东城区样例街98号",
            "legal_rep": "钱样例",
            "registered_fund": "30000",
            "supervisor": "北京市东城区民政局",
            "registrar": "北京市东城区民政局",
            "issue_date": "2020-05-06",
            "valid_from": "2020-05-06",
            "valid_to": "2024-05-05",
        },
    ),
    (
        industry_license,
        """
        .3:会计师事务所执业证书
        .12:证书序号：0012345
        .12:名 称 | .38:北京样例会计师事务所（特殊普通合伙）
        .12:首席合伙人 | .38:孙样例
        .12:经营场所 | .38:北京市东城区样例街99号
        .12:组织形式 | .38:特殊普通合伙
        .12:发证机关 | .38:北京市财政局
        .12:发证日期 | .38:2018年3月4日
        """,
        {
            "license_number": "0012345",
            "name": "北京样例会计师事务所（特殊普通合伙）",
            "principal": "孙样例",
            "address": "北京市东城区样例街99号",
            "authority": "北京市财政局",
            "issue_date": "2018-03-04",
        },
    ),
    (
        high_tech_certificate,
        """
        .3:高新技术企业证书
        .2:企业名称：北京样例测试有限公司
        .2:证书编号：GR2023110O9101
        .2:发证时间：2023年10月9日
        .2:有效期：三年
        .1:批准机关：
        """,
        {
            "name": "北京样例测试有限公司",
            "certificate_number": "GR202311009101",
            "issue_date": "2023-10-09",
            "validity": "三年",
        },
    ),
    (
        software_enterprise_certificate,
        """
        .3:软件企业证书
        .2:企业名称：北京样例测试有限公司
        .2:证书编号：京RQ-2018-0123
        .2:有效期：2018年6月1日至2019年5月31日
        .2:评估机构：北京软件和信息服务业协会
        .2:发证日期：2018年6月1日
        """,
        {
            "name": "北京样例测试有限公司",
            "certificate_number": "京RQ-2018-0123",
            "issue_date": "2018-06-01",
            "valid_to": "2019-05-31",
            "authority": "北京软件和信息服务业协会",
        },
    ),
    (
        other_qualification_certificate,
        """
        .3:环境污染治理资质证书
        .2:企业名称 | .38:北京样例环保有限公司
        .2:证书编号 | .38:HJ-2020-0456
        .2:资质等级 | .38:甲级
        .2:发证机关 | .38:北京样例环境协会
        .2:发证日期 | .38:2020年6月1日
        .2:有效期至 | .38:2023年5月31日
        """,
        {
            "name": "北京样例环保有限公司",
            "certificate_number": "HJ-2020-0456",
            "grade": "甲级",
            "authority": "北京样例环境协会",
            "issue_date": "2020-06-01",
            "valid_to": "2023-05-31",
        },
    ),
    (
        innovation_entity_proof,
        """
        .3:中关村高新技术企业证书
        .2:企业名称：北京样例测试有限公司
        .2:证书编号：20232010123401
        .2:发证日期：2023年6月1日
        .2:有效期：2023年6月1日至2025年5月31日
        .2:发证机关：中关村科技园区管理委员会
        """,
        {
            "name": "北京样例测试有限公司",
            "category": "中关村高新技术企业",
            "certificate_number": "20232010123401",
            "issue_date": "2023-06-01",
            "valid_to": "2025-05-31",
            "authority": "中关村科技园区管理委员会",
        },
    ),
    (
        name_change_notice,
        """
        .3:名称变更通知书
        .1:统一社会信用代码：91110101MA00010186
        .1:经核准，你单位名称由北京样例旧称有限公司变更为北京样例测试有限公司。
        .1:特此通知。
        .5:北京市东城区市场监督管理局
        .5:2021年7月8日
        """,
        {
            "credit_code": "91110101MA00010186",
            "old_name": "北京样例旧称有限公司",
            "new_name": "北京样例测试有限公司",
            "approval_date": "2021-07-08",
            "registrar": "北京市东城区市场监督管理局",
        },
    ),
    (
        name_change_notice,
        """
        .3:企业名称变更核准通知书
        .1:注册号 | .4:91110101MA00010186
        .1:原企业名称 | .4:北京样例旧称有限公司
        .1:变更后企业名称 | .4:北京样例测试有限公司
        .1:核准日期 | .4:2021年7月8日
        .1:登记机关 | .4:北京市东城区市场监督管理局
        """,
        {
            "credit_code": "91110101MA00010186",
            "old_name": "北京样例旧称有限公司",
            "new_name": "北京样例测试有限公司",
            "approval_date": "2021-07-08",
            "registrar": "北京市东城区市场监督管理局",
        },
    ),
)


@pytest.mark.parametrize(
    ("module", "picture", "expected"),
    CASES,
    ids=[f"{n}-{c[0].TYPE.id}" for n, c in enumerate(CASES)],
)
def test_fields(module: ModuleType, picture: str, expected: dict[str, str]) -> None:
    got = module.TYPE.read(sheets(picture))
    read = {name: value for name, value in values(got.fields).items() if value is not None}
    assert read == expected


@pytest.mark.parametrize(
    ("module", "picture", "expected"),
    CASES,
    ids=[f"{n}-{c[0].TYPE.id}" for n, c in enumerate(CASES)],
)
def test_places(module: ModuleType, picture: str, expected: dict[str, str]) -> None:
    pages = sheets(picture)
    got = module.TYPE.read(pages)
    box = got.fields["name" if "name" in expected else "new_name"].box
    shown = expected.get("name", expected.get("new_name", ""))
    assert box == place_of(pages[0].page, shown)


def test_the_day_of_issue_behind_a_term_without_end() -> None:
    """The text above it is 长期; the term's end there does not apply to the date below."""
    pictures = """
        .4:营业执照
        .1:登记机关 | .3:北京市东城区市场监督管理局
        .1:名称 | .3:北京样例科技有限公司
        .1:成立日期 | .3:2004年2月5日
        .1:经营期限 | .3:2004年02月05日至长期
        .5:2022年3月1日
        """
    found = business_license.TYPE.read(sheets(pictures))
    assert found.fields["issue_date"].value == "2022-03-01"
