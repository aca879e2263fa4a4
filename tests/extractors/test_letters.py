"""Letters, declarations and titles: who, since when, until when, signed by whom."""

import pytest

from extractors import (
    house_ownership_certificate,
    labor_contract_renewal,
    lodging_declaration,
    professional_title_certificate,
    real_estate_certificate,
    resignation_certificate,
    school_enrollment_certificate,
    title_review_form,
    unit_residence_proof,
)
from extractors.kit.places.settle import settle
from extractors.packet.documents import read_paper
from tests.extractors.sheets import sheets, values

LEFT = """
.42:离职证明
.19:兹证明王样例（身份证号：110101199001020021）自2016年9
月21日至2019年9月21日在我单位技术部担任市场总监一职，现因个
人原因，经双方协商一致，于2019年9月21日解除劳动关系。
.19:特此证明。

.55:河北样例旧业有限公司
.7:2019年9月23日
"""
FORM = """
.35:解除（终止）劳动合同证明书
姓名 | .3:王样例 | .5:身份证号码 | .65:110101199001020021
入职日期 | .3:2016年9月21日 | .5:离职日期 | .65:2019年9月21日
岗位 | .3:市场总监

.55:河北样例旧业有限公司
.7:2019年9月23日
"""


@pytest.mark.parametrize("picture", [LEFT, FORM], ids=["letter", "form"])
def test_resignation(picture: str) -> None:
    assert values(resignation_certificate.TYPE.read(sheets(picture)).fields) == {
        "name": "王样例",
        "id_number": "110101199001020021",
        "start_date": "2016-09-21",
        "leave_date": "2019-09-21",
        "position": "市场总监",
        "company": "河北样例旧业有限公司",
        "issue_date": "2019-09-23",
    }


def test_the_day_of_leaving_is_not_the_day_of_the_letter() -> None:
    picture = LEFT.replace("于2019年9月21日解除", "于2019年9月20日解除")
    read = values(resignation_certificate.TYPE.read(sheets(picture)).fields)
    assert (read["leave_date"], read["issue_date"]) == ("2019-09-20", "2019-09-23")


def test_the_end_of_the_contract_is_not_the_day_of_leaving() -> None:
    picture = LEFT.replace(
        "一职，现因个", "一职，\n.19:劳动合同期限为2016年9月21日至2021年9月20日，现因个"
    )
    (page,) = sheets(picture)
    left = read_paper(resignation_certificate.TYPE, [page]).fields["leave_date"]
    assert left.value == "2019-09-21" and left.placed > 0.98


@pytest.mark.parametrize("office", ["人力资源部", "人事行政部", "人力资源中心"])
def test_the_department_that_signs_for_its_unit_is_none(office: str) -> None:
    below = LEFT.replace(".7:2019年9月23日", f".55:{office}\n.7:2019年9月23日")
    behind = LEFT.replace("旧业有限公司\n", f"旧业有限公司{office}\n")
    for picture in (below, behind):
        read = values(resignation_certificate.TYPE.read(sheets(picture)).fields)
        assert read["company"] == "河北样例旧业有限公司"


def test_residence_statement() -> None:
    picture = """
    .42:居住证明
    东城区人力资源和社会保障局：
    .18:兹证明我单位职工王样例（身份证号：
    110101199001020021）现居住于我单位所有的公房，地址为
    北京市东城区样例胡同2号3单元401室，自2023年3月8日起居
    住至今。特此证明。

    .55:北京样例测试有限公司
    .7:2024年3月20日
    """
    assert values(unit_residence_proof.TYPE.read(sheets(picture)).fields) == {
        "name": "王样例",
        "id_number": "110101199001020021",
        "address": "北京市东城区样例胡同2号3单元401室",
        "unit_name": "北京样例测试有限公司",
        "issue_date": "2024-03-20",
    }


def test_lodging_binds_each_number_to_its_clause() -> None:
    picture = """
    .4:房屋借住声明
    .18:本人（姓名）王样例，身份证号：110101199001020021，于2025
    年8月7日开始借住在北京市东城区样例胡同2号3单元401
    室。借住房屋的房主姓名赵敏，身份证号110101198902030017，本人
    与房主是表姐妹关系，以上情况属实，特此声明。
    房主签字：赵敏 | .5:借住人签字：王样例
    .6:2026年5月23日
    """
    assert values(lodging_declaration.TYPE.read(sheets(picture)).fields) == {
        "lodger_name": "王样例",
        "lodger_id": "110101199001020021",
        "start_date": "2025-08-07",
        "address": "北京市东城区样例胡同2号3单元401室",
        "owner_name": "赵敏",
        "owner_id": "110101198902030017",
        "relation": "表姐妹",
        "owner_signature": "赵敏",
        "lodger_signature": "王样例",
        "sign_date": "2026-05-23",
    }


@pytest.mark.parametrize(
    "lead", ["兹有学生王小例，性别女，身份证号", "兹证明王小例同学（女，身份证号："]
)
def test_school(lead: str) -> None:
    picture = f"""
    .42:在校证明
    .18:{lead}
    130102200801010024，系我校高中二年级在读学生，学籍状态正常。

    .6:样例市第五中学教务处
    .7:2024年9月25日
    """
    read = values(school_enrollment_certificate.TYPE.read(sheets(picture)).fields)
    assert (read["student_name"], read["school"]) == ("王小例", "样例市第五中学")
    assert (read["student_id_number"], read["grade"]) == ("130102200801010024", "高中二年级")
    assert read["issue_date"] == "2024-09-25"


def test_real_estate_number_owner_and_the_building_s_own_area() -> None:
    picture = """
    京（2020）东不动产权第0047510号
    权利人 | .28:王样例
    共有情况 | .28:单独所有
    坐落 | .28:北京市东城区样例胡同2号3单元401室
    不动产单元号 | .28:110101001001GB00151F00010151
    权利性质 | .28:出让/商品房
    用途 | .28:住宅
    面积 | .28:共有宗地面积4500.00平方米/房屋建筑面积75.67平方米
    使用期限 | .28:国有建设用地使用权 2003年05月20日起2073年05月19日止
    登记日期：2020年04月27日
    """
    read = values(real_estate_certificate.TYPE.read(sheets(picture)).fields)
    assert read["certificate_number"] == "京（2020）东不动产权第0047510号"
    assert (read["owner"], read["area"]) == ("王样例", "75.67")
    assert read["address"] == "北京市东城区样例胡同2号3单元401室"
    assert read["register_date"] == "2020-04-27"


def test_the_day_under_the_office_beside_a_term() -> None:
    picture = """
    .3:不动产权证书
    .12:登记机构（章） | .5:国有建设用地使用权2009年06月18日起2079年
    .14:2017年5月9日 | .5:06月17日止
    """
    read = values(real_estate_certificate.TYPE.read(sheets(picture)).fields)
    assert read["register_date"] == "2017-05-09"


def test_old_house_certificate() -> None:
    picture = """
    .4:房屋所有权证
    X京房权证东字第012345号
    房屋所有权人 | .3:王样例
    共有情况 | .3:单独所有
    房屋坐落 | .3:北京市东城区样例胡同2号3单元401室
    登记时间 | .3:2009年5月6日
    规划用途 | .3:住宅
    """
    read = values(house_ownership_certificate.TYPE.read(sheets(picture)).fields)
    assert read["certificate_number"] == "X京房权证东字第012345号"
    assert (read["owner"], read["register_date"]) == ("王样例", "2009-05-06")


def test_of_several_renewals_the_one_that_ends_last() -> None:
    picture = """
    .4:劳动合同续订书
    甲方：北京样例测试有限公司
    乙方：王样例
    经甲乙双方协商同意，续订合同期限：自2020年1月1日起至2022年12月31日止。
    经甲乙双方协商同意，续订合同期限：自2023年1月1日起至2025年12月31日止。
    自    年  月  日起至    年  月  日止。
    .5:2022年12月1日
    """
    read = values(labor_contract_renewal.TYPE.read(sheets(picture)).fields)
    assert (read["employer"], read["employee"]) == ("北京样例测试有限公司", "王样例")
    assert (read["start_date"], read["end_date"]) == ("2023-01-01", "2025-12-31")
    assert read["sign_date"] == "2022-12-01"


def test_title_and_its_review() -> None:
    picture = """
    .4:专业技术资格证书
    姓名 | .3:王样例
    身份证号 | .3:110101199001020021
    资格级别 | .3:中级
    资格名称 | .3:会计师
    专业名称 | .3:会计
    批准日期 | .3:2020年3月27日
    管理号：08953758383929
    签发单位：北京市人力资源和社会保障局
    """
    read = values(professional_title_certificate.TYPE.read(sheets(picture)).fields)
    assert (read["title"], read["level"], read["specialty"]) == ("会计师", "中级", "会计")
    assert (read["certificate_number"], read["obtained_date"]) == ("08953758383929", "2020-03-27")
    assert read["issuer"] == "北京市人力资源和社会保障局"
    review = values(title_review_form.TYPE.read(sheets("申报资格 | .3:中级 会计师（会计）")).fields)
    assert (review["title"], review["level"]) == ("会计师", "中级")


def test_a_title_in_two_languages_with_each_value_between_its_labels() -> None:
    picture = """
    .4:专业技术资格证书
    资格名称 | .3:工程师

    取得时间
    .1:Date of Conferment | .3:2024年12月12日

    证书编号
    .1:Certificate No. | .3:ZGB20241103862
    """
    kind, pages = professional_title_certificate.TYPE, sheets(picture)
    read = values(settle(kind, pages, kind.read(pages)).fields)
    assert (read["obtained_date"], read["certificate_number"]) == ("2024-12-12", "ZGB20241103862")


def test_a_title_told_in_a_sentence() -> None:
    picture = """
    北京市高级（中级）专业技术职称证书
    王样例（身份证号：110101199003070011）于2017年09月20日，经评审取得计算机软件专业
    系统集成项目管理工程师（中级）专业技术资格。
    """
    read = values(professional_title_certificate.TYPE.read(sheets(picture)).fields)
    assert {key: read.get(key) for key in ("title", "level", "specialty", "obtained_date")} == {
        "title": "系统集成项目管理工程师",
        "level": "中级",
        "specialty": "计算机软件",
        "obtained_date": "2017-09-20",
    }
