"""Misreadings seen on synthetic pages of every type, each as a small picture of the error."""

import pytest

from core.models.geometry import Box
from core.text.sheet import Piece, TextSheet
from extractors import (
    TYPES,
    application_form_renewal,
    articles_of_association,
    award_supporting_evidence,
    bank_receipt,
    business_license,
    capital_increase_agreement,
    capital_verification_report,
    conversion_evidence,
    credit_publicity_printout,
    exam_passer_registration_form,
    external_social_insurance_proof,
    id_card,
    iit_app_income_detail,
    lease_contract,
    name_change_notice,
    online_signed_purchase_contract,
    outstanding_contribution_evidence,
    residence_permit_card,
    software_enterprise_certificate,
    title_review_form,
    unit_registration_application,
)
from extractors.kit.ticks import TickOption, _chosen
from extractors.packet.recognise import recognise
from tests.extractors.sheets import sheets, values

UNIT = "北京样例图中文化传媒有限责任"


def test_a_name_set_to_the_middle_of_its_cell_runs_on_below() -> None:
    picture = f"""
    .2:北京市工作居住证续签申请表
    .13:单位名称 | .26:{UNIT} | .56:统一社会信用代码 | .73:91110108MA4124613E
    ^.37:公司
    .13:合同起始日期 | .3:2023-06-01
    """
    field = application_form_renewal.TYPE.read(sheets(picture)).fields["unit_name"]
    assert field.value == f"{UNIT}公司"


def test_a_name_that_stops_within_its_legal_form_is_no_value() -> None:
    picture = f"""
    .2:北京市工作居住证续签申请表
    .13:单位名称 | .26:{UNIT}
    """
    field = application_form_renewal.TYPE.read(sheets(picture)).fields["unit_name"]
    assert (field.value, field.raw) == (None, UNIT)
    assert field.trouble == f"名称只读到一部分：{UNIT}"


def test_the_parties_of_a_receipt_run_on_too() -> None:
    picture = """
    .3:网上银行电子回单
    .05:付款人 | .13:户名 | .2:样例投资（北京）有限公司 | .5:收款人 | .58:户名 | .66:北京样例图中文化传媒公
    ^.76:司
    .13:账号 | .2:1100000000001 | .58:账号 | .66:1100000000002
    .05:金额（大写） | .2:人民币陆佰万元整 | .58:小写 | .66:¥6,000,000.00
    """
    read = values(bank_receipt.TYPE.read(sheets(picture)).fields)
    assert (read["payer"], read["payee"]) == (
        "样例投资（北京）有限公司",
        "北京样例图中文化传媒公司",
    )
    assert (read["payer_account"], read["payee_account"]) == ("1100000000001", "1100000000002")


def test_the_title_above_the_addressee_is_no_part_of_it() -> None:
    picture = """
    .33:用人单位注册申请书
    .12:东城区人力资源和社会保障局：
    .16:一、基本情况
    """
    read = values(unit_registration_application.TYPE.read(sheets(picture)).fields)
    assert read["addressee"] == "东城区人力资源和社会保障局"


def test_nor_the_office_above_a_documents_number() -> None:
    picture = """
    .3:北京市人民政府文件
    .4:京政发〔2023〕20号
    .25:关于2022年度北京市科学技术奖的表彰决定
    .17:奖项名称 | .45:北京市科学技术进步奖
    .17:获奖人 | .45:王样例

    .6:2023年5月18日
    """
    assert values(award_supporting_evidence.TYPE.read(sheets(picture)).fields) == {
        "winner": "王样例",
        "award": "北京市科学技术进步奖",
        "document_number": "京政发〔2023〕20号",
        "issue_date": "2023-05-18",
    }


ROWS = """
    .1:股东名称 | .36:认缴注册资本(万元) | .57:实际出资 | .75:出资比例
    .1:赵样例 | .41:720 | .6:720 | .78:60%
    .1:钱样例 | .41:480 | .6:480 | .78:40%
"""


def test_two_rows_with_a_date_far_below_stay_two() -> None:
    """The date made the row spacing look so large that both became one: 7204800000 yuan."""
    picture = f"""
    .3:验资报告
    {ROWS}

    .1:北京样例会计师事务所有限责任公司 | .68:中国注册会计师：赵样清
    .75:2019年3月20日
    """
    rows = capital_verification_report.TYPE.read(sheets(picture)).rows
    assert [(r["shareholder"].value, r["paid"].value) for r in rows] == [
        ("赵样例", "7200000"),
        ("钱样例", "4800000"),
    ]


def test_so_do_the_shareholders_of_the_articles() -> None:
    picture = """
    .3:北京样例测试有限公司章程
    .1:股东姓名（名称） | .33:认缴出资额（万元） | .57:出资方式 | .7:出资时间
    .15:赵样例 | .41:720 | .58:货币 | .7:2029年12月31日
    .15:钱样例 | .41:480 | .58:货币 | .7:2029年12月31日
    .1:第七条 股东会由全体股东组成。

    .7:2019年3月5日
    """
    rows = articles_of_association.TYPE.read(sheets(picture)).rows
    assert [r["subscribed"].value for r in rows] == ["7200000", "4800000"]
    assert {r["due_date"].value for r in rows} == {"2029-12-31"}


def test_a_list_s_dot_before_a_label() -> None:
    picture = """
    .3:企业信用信息公示报告
    .1:·企业名称：北京样例测试有限公司
    .1:·注册资本：1200万元人民币
    """
    read = values(credit_publicity_printout.TYPE.read(sheets(picture)).fields)
    assert (read["company"], read["registered_capital"]) == ("北京样例测试有限公司", "12000000")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("高级工程师", "高级工程师"),
        ("正高级工程师", "正高级工程师"),
        ("中级 会计师（会计）", "会计师"),
        ("副高级 高级会计师", "高级会计师"),
        ("初级 助理工程师", "助理工程师"),
        ("副研究员", "副研究员"),
    ],
)
def test_high_is_part_of_a_title_and_a_level_before_it_is_not(printed: str, title: str) -> None:
    read = values(title_review_form.TYPE.read(sheets(f"申报资格 | .3:{printed}")).fields)
    assert read["title"] == title


def test_a_name_changed_after_a_comma() -> None:
    picture = """
    .36:名称变更通知书
    .16:经核准，北京样例旧称有限公司名称变更为北京样例测试有限公司。
    """
    read = values(name_change_notice.TYPE.read(sheets(picture)).fields)
    assert (read["old_name"], read["new_name"]) == ("北京样例旧称有限公司", "北京样例测试有限公司")


def test_a_software_enterprise_named_in_the_sentence() -> None:
    picture = """
    .37:软件企业证书
    .15:北京样例测试有限公司符合《软件企业评估标准》的有关规定，评估为软件企业。
    .11:证书编号：京RQ-2025-6084
    """
    read = values(software_enterprise_certificate.TYPE.read(sheets(picture)).fields)
    assert read["name"] == "北京样例测试有限公司"


def test_a_licence_whose_word_has_five_characters() -> None:
    picture = """
    .31:北京市商品房预售合同
    .16:该商品房已批准预售，预售许可证
    .12:号为：京房售证字(2018)123号。
    """
    read = values(online_signed_purchase_contract.TYPE.read(sheets(picture)).fields)
    assert read["license_number"] == "京房售证字(2018)123号"


def test_a_telephone_is_narrow_and_its_values_stand_far_from_their_labels() -> None:
    (flat,) = sheets("""
    .31:收入纳税明细详情
    .06:税款所属期 | .7:2025-06
    .06:本期收入 | .7:57529.65
    .06:已申报税额 | .7:630.50
    """)
    screen = TextSheet.of(flat.page.model_copy(update={"width": 640, "height": 1185}))
    assert values(iit_app_income_detail.TYPE.read([screen]).fields) == {
        "period": "2025-06",
        "income": "57529.65",
        "tax": "630.50",
    }


RENEWAL = """
    .36:劳动合同续订书
    .12:甲方：北京样例测试有限公司
    .12:乙方：王样例
    .16:经甲乙双方协商同意，续订本合同。续订合同期限：自2023年6月1日起至
    .12:2028年5月31日止。双方就工作内容、劳动报酬等事项无异议。
"""
LICENCE = """
    .36:专利实施许可合同
    .12:项目名称：样例测量专利实施许可
    .12:受让方（被许可方）：北京样例智造科技有限公司
    .12:让与方（许可方）：北京样例测试有限公司
    .12:许可费：人民币1,800,000.00元，一次付清。
    .12:双方约定技术转让的其他事项，并办理技术合同登记。

    .7:2024年4月16日
"""
LETTER = """
    .36:突出贡献推荐信
    .12:被推荐人：王样例
    .12:项目名称：样例数据平台
    .12:推荐意见：该同志贡献突出，为首都作出重要贡献。

    .6:北京样例软件行业协会
    .7:2025年7月18日
"""


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (RENEWAL, "labor_contract_renewal"),
        (LICENCE, "conversion_evidence"),
        (LETTER, "outstanding_contribution_evidence"),
    ],
)
def test_it_is_told_from_what_its_title_holds(picture: str, kind: str) -> None:
    assert recognise(sheets(picture)[0], TYPES).guesses[0].kind.id == kind


def test_evidence_of_free_form() -> None:
    assert values(conversion_evidence.TYPE.read(sheets(LICENCE)).fields) == {
        "unit_name": "北京样例智造科技有限公司",
        "subject": "样例测量专利实施许可",
        "amount": "1800000.00",
        "issue_date": "2024-04-16",
    }
    assert values(outstanding_contribution_evidence.TYPE.read(sheets(LETTER)).fields) == {
        "name": "王样例",
        "subject": "样例数据平台",
        "issuer": "北京样例软件行业协会",
        "issue_date": "2025-07-18",
    }


def test_a_wide_cell_set_to_the_middle_begins_left_of_its_head() -> None:
    """The investor's row, a third of the shares, was silently dropped."""
    picture = """
    .3:增资协议
    .1:本次增资后的股权结构如下：
    .26:股东名称 | .46:注册资本(万元) | .72:持股比例
    .27:王样例 | .52:1200 | .75:80%
    .15:样例远景投资（北京）有限公司 | .53:300 | .75:20%
    .1:签署日期：2024年3月5日
    """
    rows = capital_increase_agreement.TYPE.read(sheets(picture)).rows
    assert [(r["shareholder"].value, r["subscribed"].value) for r in rows] == [
        ("王样例", "12000000"),
        ("样例远景投资（北京）有限公司", "3000000"),
    ]


def test_a_number_of_twenty_digits_in_a_narrow_cell() -> None:
    picture = """
    .2:专业技术人员职业资格考试合格人员登记表
    .13:管理号 | .25:202111057986493835 | .49:批准日期 | .69:2021年11月6日
    ^.33:39
    .13:考试科目 | .31:综合知识
    """
    read = values(exam_passer_registration_form.TYPE.read(sheets(picture)).fields)
    assert read["management_number"] == "20211105798649383539"


def test_a_rent_in_words_behind_its_figures() -> None:
    picture = """
    .2:北京市住房租赁合同
    .1:第四条 租金及押金
    .1:（一）租金标准：14500元/月（大写：壹万肆仟伍佰元整），押一付三。
    """
    read = values(lease_contract.TYPE.read(sheets(picture)).fields)
    assert (read["rent"], read["rent_caps"]) == ("14500", "14500")


def test_a_seal_that_parts_the_name_of_an_office() -> None:
    picture = """
    .3:社会保险个人参保证明
    .1:姓名：王样例 | .5:社会保障号码：110101199003070011

    .5:样例市社会保险事业管理 | .73:中心
    """
    read = values(external_social_insurance_proof.TYPE.read(sheets(picture)).fields)
    assert read["agency"] == "样例市社会保险事业管理中心"


def test_a_label_read_with_its_value_ends_the_cell_above() -> None:
    """The home's second line was taken into the register's address."""
    picture = """
    .2:北京市居住证
    .32:户籍地址 | .41:北京市东城区样例胡同188号
    .41:12号楼456室
    .32:居住地址 北京市东城区测试里2号院6号
    .41:楼692室
    .32:公民身份号码 | .45:110101199001020021
    """
    read = values(residence_permit_card.TYPE.read(sheets(picture)).fields)
    assert read["hukou_address"] == "北京市东城区样例胡同188号12号楼456室"


def test_the_bank_of_a_receipt_is_the_payers() -> None:
    """Here the payee's line is slightly higher, and the text under it is not part of it."""
    picture = """
    .3:网上银行电子回单
    .05:付款人 | .13:户名 | .2:样例投资有限公司 | .5:收款人 | .58:户名 | .66:北京样例测试有限公司
    .58:开户行 | .66:样例银行北京朝阳支行
    ^.13:开户行 | .2:样例银行北京东城支行
    .05:金额（大写） | .2:人民币陆佰万元整 | .5:金额（小写） | .69:¥6,000,000.00
    """
    read = values(bank_receipt.TYPE.read(sheets(picture)).fields)
    assert read["bank"] == "样例银行北京东城支行"


def test_a_term_whose_dash_was_lost() -> None:
    picture = """
    .4:居民身份证
    .37:签发机关 | .45:北京市公安局东城分局
    .37:有效期限 | .45:2015.01.132035.01.13
    """
    read = values(id_card.TYPE.read(sheets(picture)).fields)
    assert (read["valid_from"], read["valid_to"]) == ("2015-01-13", "2035-01-13")


def test_a_licence_s_address_after_half_its_label() -> None:
    picture = """
    .35:营业执照
    .08:名称 | .19:北京样例测试有限公司 | .55:注册资本 | .66:1200万元
    .08:经营范围 | .19:技术开发、技术咨询 | .55:住 | .62:所北京市东城区样例大街21号
    """
    read = values(business_license.TYPE.read(sheets(picture)).fields)
    assert read["address"] == "北京市东城区样例大街21号"


def test_an_empty_sign_and_ink_that_differ_leave_the_tick_in_doubt() -> None:
    boxes = [None, False, False]
    inks = [0.2, 0.16, 0.06]
    options = [
        TickOption(str(n), Piece(()), sign, ink, Box(0, 0, 0.1, 0.1))
        for n, (sign, ink) in enumerate(zip(boxes, inks, strict=True))
    ]
    chosen, sure = _chosen(options)
    assert chosen is not None
    assert ([o.label for o in chosen], sure) == (["0"], 0.6)
