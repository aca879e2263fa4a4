"""Documents that are rare in packets: each is recognised and read from its usual layout."""

import pytest

from extractors import (
    TYPES,
    application_form_new,
    chsi_registration_form,
    online_signed_purchase_contract,
    title_review_form,
)
from extractors.packet.documents import read_paper
from extractors.packet.recognise import recognise
from tests.extractors.sheets import sheets, values

KINDS = {kind.id: kind for kind in TYPES}
CASES: list[tuple[str, str, dict[str, str]]] = [
    (
        "divorce_agreement",
        """
        .4:自愿离婚协议书
        男方：赵敏，男，汉族，身份证号：110101198902030017
        女方：王样例，女，汉族，身份证号：110101199001020021
        一、双方自愿离婚。
        二、子女抚养：婚生女赵小例由女方抚养，男方每月支付抚养费2000元。
        三、夫妻共同财产分割：无。四、债权债务：无。
        男方签名：赵敏 | .5:女方签名：王样例
        .5:2018年3月4日
        """,
        {
            "man_name": "赵敏",
            "man_id": "110101198902030017",
            "woman_name": "王样例",
            "woman_id": "110101199001020021",
            "child_name": "赵小例",
            "custody_party": "女方",
            "sign_date": "2018-03-04",
        },
    ),
    (
        "court_judgment",
        """
        .35:北京市东城区人民法院
        .4:民事调解书
        .6:（2018）京0101民初1234号
        .18:原告：王样例，女，1990年1月2日出生，汉族。
        .18:被告：赵敏，男，1989年2月3日出生，汉族。
        .18:案由：离婚纠纷。经本院主持调解，双方自愿达成如下协议：
        一、准予王样例与赵敏离婚；二、婚生女赵小例由王样例抚养。
        .6:审判员 李正
        .6:二〇一八年三月四日
        .6:书记员 钱多
        """,
        {
            "court": "北京市东城区人民法院",
            "case_number": "（2018）京0101民初1234号",
            "plaintiff": "王样例",
            "defendant": "赵敏",
            "custody_text": "婚生女赵小例由王样例抚养",
            "judgment_date": "2018-03-04",
        },
    ),
    (
        "purchase_invoice",
        """
        .35:北京增值税普通发票
        发票代码：011001900211 | .5:发票号码：12345678 | .72:开票日期：2024年5月4日
        购买方 | .2:名 称：王样例
        .2:纳税人识别号：110101199001020021
        货物或应税劳务、服务名称 | .6:金额 | .7:税率 | .8:税额
        *不动产*商品房 | .6:4761904.76 | .7:5% | .8:238095.24
        价税合计（大写） | .3:伍佰万圆整 | .6:（小写）¥5000000.00
        销售方 | .2:名 称：北京样例房地产开发有限公司
        备注 | .2:北京市东城区样例胡同2号3单元401室 购房款 住宅
        """,
        {
            "invoice_code": "011001900211",
            "invoice_number": "12345678",
            "issue_date": "2024-05-04",
            "buyer": "王样例",
            "seller": "北京样例房地产开发有限公司",
            "item": "*不动产*商品房",
            "total": "5000000.00",
            "total_caps": "5000000",
        },
    ),
    (
        "rent_invoice",
        """
        .35:电子发票（普通发票）
        .6:发票号码：24112000000012345678
        .6:开票日期：2024年05月04日
        购买方信息 | .22:名称：王样例 | .5:销售方信息 | .62:名称：北京样例住房租赁有限公司
        项目名称 | .4:金额 | .6:税率/征收率 | .8:税额
        *经营租赁*住房租赁 | .4:4761.90 | .6:5% | .8:238.10
        价税合计（大写） | .3:伍仟圆整 | .6:（小写）¥5000.00
        备注 | .2:租赁期起止：2024-05-01至2024-10-31 房屋租金
        """,
        {
            "invoice_number": "24112000000012345678",
            "issue_date": "2024-05-04",
            "buyer": "王样例",
            "seller": "北京样例住房租赁有限公司",
            "item": "*经营租赁*住房租赁",
            "total": "5000.00",
            "total_caps": "5000",
        },
    ),
    (
        "online_signed_purchase_contract",
        """
        .35:北京市商品房预售合同
        合同编号：Y1234567
        出卖人：北京样例房地产开发有限公司
        买受人：王样例，身份证号码：110101199001020021，联系电话：13800000000
        商品房预售许可证号：京房售证字（2018）123号
        该商品房坐落于北京市东城区样例胡同2号3单元401室，预测建筑面积为75.67平方米。
        总价款为人民币5000000元（大写：伍佰万圆整）。
        签订日期：2018年3月4日
        """,
        {
            "contract_number": "Y1234567",
            "seller": "北京样例房地产开发有限公司",
            "buyer": "王样例",
            "buyer_id": "110101199001020021",
            "buyer_phone": "13800000000",
            "address": "北京市东城区样例胡同2号3单元401室",
            "area": "75.67",
            "total_price": "5000000",
            "total_price_caps": "5000000",
            "sign_date": "2018-03-04",
        },
    ),
    (
        "mortgage_contract",
        """
        .35:个人住房抵押贷款合同
        合同编号：2018抵字第0001号
        贷款人（抵押权人）：样例银行股份有限公司北京样例支行
        借款人（抵押人）：王样例，证件号码：110101199001020021
        抵押物坐落：北京市东城区样例胡同2号3单元401室
        贷款金额：人民币3000000元，贷款期限：240个月，还款方式：等额本息。
        签订日期：2018年3月4日
        """,
        {
            "mortgagee": "样例银行股份有限公司北京样例支行",
            "mortgagor": "王样例",
            "mortgagor_id": "110101199001020021",
            "address": "北京市东城区样例胡同2号3单元401室",
            "sign_date": "2018-03-04",
        },
    ),
    (
        "public_housing_lease",
        """
        .35:北京市公有住宅租赁合同
        出租人（甲方）：北京样例房屋管理中心
        承租人（乙方）：王样例
        房屋坐落：北京市东城区样例胡同2号3单元401室
        使用面积：45.6平方米 | .5:月租金：139.50元
        租赁期限：2023年1月1日至2025年12月31日

        .6:2022年12月20日
        """,
        {
            "lessor": "北京样例房屋管理中心",
            "lessee": "王样例",
            "address": "北京市东城区样例胡同2号3单元401室",
            "area": "45.6",
            "rent": "139.50",
            "lease_start": "2023-01-01",
            "lease_end": "2025-12-31",
            "sign_date": "2022-12-20",
        },
    ),
    (
        "unit_property_proof",
        """
        .4:房屋产权证明
        .18:兹证明坐落于北京市东城区样例胡同2号的房屋，产权归北京样例测试有限公司所有，
        产权证号：X京房权证东字第012345号，现作为集体宿舍楼使用。特此证明。

        .6:北京样例测试有限公司
        .6:2024年3月4日
        """,
        {
            "owner": "北京样例测试有限公司",
            "address": "北京市东城区样例胡同2号",
            "issue_date": "2024-03-04",
        },
    ),
    (
        "patent_certificate",
        """
        .2:证书号第1234567号
        .4:发明专利证书
        发明名称：一种样例测量方法及装置
        发明人：赵敏；王样例；李正
        专利号：ZL 2017 1 0123456.7
        专利申请日：2017年3月4日
        专利权人：北京样例测试有限公司
        授权公告日：2019年5月6日 | .5:授权公告号：CN 107123456 B
        国家知识产权局依照中华人民共和国专利法进行审查
        """,
        {
            "certificate_number": "第1234567号",
            "patent_type": "发明专利证书",
            "title": "一种样例测量方法及装置",
            "inventors": "赵敏;王样例;李正",
            "patent_number": "ZL201710123456.7",
            "application_date": "2017-03-04",
            "patentee": "北京样例测试有限公司",
            "grant_date": "2019-05-06",
            "grant_number": "CN107123456B",
        },
    ),
    (
        "software_copyright_certificate",
        """
        .35:计算机软件著作权登记证书
        .3:证书号：软著登字第1234567号
        软件名称 | .3:样例测量软件V1.0
        著作权人 | .3:北京样例测试有限公司
        开发完成日期 | .3:2018年1月2日
        首次发表日期 | .3:未发表
        权利取得方式 | .3:原始取得
        权利范围 | .3:全部权利
        登记号 | .3:2018SR123456

        .6:2018年3月4日
        """,
        {
            "certificate_number": "软著登字第1234567号",
            "software_name": "样例测量软件V1.0",
            "copyright_owner": "北京样例测试有限公司",
            "completion_date": "2018-01-02",
            "first_publication": "未发表",
            "acquisition": "原始取得",
            "scope": "全部权利",
            "registration_number": "2018SR123456",
            "issue_date": "2018-03-04",
        },
    ),
    (
        "ip_conversion_report",
        """
        .25:知识产权成果在京落地转化说明报告
        .18:我单位发明专利（专利号：ZL201710123456.7）及软件著作权（登记号：2018SR123456）
        已在京落地转化，取得经济效益1200万元，社会效益良好。
        申请人：王样例，为上述成果的第一发明人。

        .6:北京样例测试有限公司
        .6:2024年3月4日
        """,
        {
            "unit_name": "北京样例测试有限公司",
            "ip_numbers": "ZL201710123456.7、2018SR123456",
            "applicant": "王样例",
            "issue_date": "2024-03-04",
        },
    ),
    (
        "award_certificate",
        """
        .4:获奖证书
        .18:为表彰在科学技术进步中作出贡献者，特颁发此证书。
        奖励类别：北京市科学技术奖
        奖励等级：二等奖
        项目名称：样例测量关键技术
        获奖者：王样例
        证书号：2018-2-001-R01
        颁奖机关：北京市人民政府

        .6:2018年3月4日
        """,
        {
            "award": "北京市科学技术奖",
            "grade": "二等奖",
            "project": "样例测量关键技术",
            "winner": "王样例",
            "certificate_number": "2018-2-001-R01",
            "issuer": "北京市人民政府",
            "issue_date": "2018-03-04",
        },
    ),
    (
        "permit_confirmation",
        """
        .3:北京市工作居住证确认单
        证书编号：202101010001
        姓名：王样例 | .4:性别：女 | .55:证件号码：110101199001020021
        聘用单位：北京样例测试有限公司
        有效期：2021年04月09日至2024年04月08日
        首次发证日期：2018年4月9日
        随往人员：无随往
        """,
        {
            "permit_number": "202101010001",
            "name": "王样例",
            "id_number": "110101199001020021",
            "unit_name": "北京样例测试有限公司",
            "valid_from": "2021-04-09",
            "valid_to": "2024-04-08",
            "first_issue_date": "2018-04-09",
        },
    ),
    (
        "vocational_qualification_certificate",
        """
        .2:计算机技术与软件专业技术资格（水平）证书
        姓名 | .3:王样例
        证件号码 | .3:110101199001020021
        资格名称 | .3:系统架构设计师
        级别 | .3:高级
        批准日期 | .3:2018年5月26日
        管理号 | .3:18111110000123456
        发证机关 | .3:北京市人力资源和社会保障局
        """,
        {
            "name": "王样例",
            "id_number": "110101199001020021",
            "qualification": "系统架构设计师",
            "level": "高级",
            "approval_date": "2018-05-26",
            "certificate_number": "18111110000123456",
            "issuer": "北京市人力资源和社会保障局",
        },
    ),
]


@pytest.mark.parametrize(("kind", "picture", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_recognised_and_read(kind: str, picture: str, wanted: dict[str, str]) -> None:
    sheet = sheets(picture)
    seen = recognise(sheet[0], TYPES)
    assert seen.best is not None and seen.best.kind.id == kind
    read = values(KINDS[kind].read(sheet).fields)
    assert {name: read.get(name) for name in wanted} == wanted


def test_the_land_a_house_stands_on_is_not_its_address() -> None:
    pictures = """
        .35:北京市商品房预售合同
        .1:合同编号：XF1208654
        第一条 出卖人以出让方式取得坐落于北京市大兴区样例镇地块的国有建设用地使用权，经批准建设商品房。
        第三条 该商品房坐落：北京市大兴区样例镇样例街6号院4号楼11层2单元1103，规划用途为住宅。
        """
    found = read_paper(online_signed_purchase_contract.TYPE, sheets(pictures))
    assert found.fields["address"].value == "北京市大兴区样例镇样例街6号院4号楼11层2单元1103"


@pytest.mark.parametrize("label", ["评审组织意见", "评审识识意见"])
def test_the_day_and_the_words_of_each_cell_of_a_review_form(label: str) -> None:
    """The committee's day is not the approving office's; that office's name is not its opinion."""
    pictures = f"""
        .3:专业技术资格评审表
        .1:姓名 | .3:王样例 | .6:申报资格 | .8:高级工程师
        .1:单位意见 | .3:经审核，所填内容属实，同意推荐。
        .5:2020年8月10日
        .1:{label} | .3:经评审委员会评审，同意该同志具备高级工程师专业技术资格。
        .3:赞成人数 | .5:12
        .5:主任(签字)：张样例 | .75:2020年11月21日
        .3:同意。
        .1:审批部门意见
        .5:北京市人力资源和社会保障局(盖章)
        .75:2020年12月18日
        """
    found = read_paper(title_review_form.TYPE, sheets(pictures)).fields
    assert found["approval"].value == "同意。"
    if label in title_review_form.REVIEW:
        assert found["review_date"].value == "2020-11-21"


def test_former_posts_in_a_table() -> None:
    """A span and a unit in each row; below them stands the family's part of the form."""
    pictures = """
        .3:北京市工作居住证申请表
        .1:姓名 | .3:王样例 | .6:性别 | .8:男
        .22:起止时间 | .5:工作单位 | .7:所在地 | .83:职务
        .19:2014.07—2019.06 | .43:杭州样例信息技术有限公司 | .7:杭州 | .82:软件工程师
        .05:工作经历 | .2:2022.03一至今 | .43:北京样例软件技术有限公司 | .7:北京 | .82:高级软件工程师
        .22:姓名 | .5:证件号码 | .75:工作单位/学校
        .15:无
        """
    found = read_paper(application_form_new.TYPE, sheets(pictures)).fields["work_history"]
    assert found.value == (
        "2014.07—2019.06 杭州样例信息技术有限公司；2022.03一至今 北京样例软件技术有限公司"
    )


@pytest.mark.parametrize("under", ["", ".36:A1B2C3D4E5F6"])
def test_a_code_over_its_caption(under: str) -> None:
    """A caption with a value of its own under it is no caption of the code above."""
    pictures = f"""
        .3:教育部学历证书电子注册备案表
        .1:姓名 | .3:王样例 | .6:性别 | .8:男
        .1:学校名称 | .3:样例大学 | .6:层次 | .8:本科

        .33:438470513672
        .36:在线验证码
        {under}
        """
    found = read_paper(chsi_registration_form.TYPE, sheets(pictures)).fields
    assert found["verification_code"].value == (under[4:] or "438470513672")
