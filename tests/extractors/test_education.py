"""Diplomas, degrees and the reports on them, in several layouts."""

import pytest

from extractors import (
    chsi_registration_form,
    degree_certificate,
    degree_online_report,
    degree_verification_report,
    education_verification_report,
    graduation_certificate,
    overseas_degree_certification,
)
from tests.extractors.sheets import place_of, sheets, values

CHSI_LIST = """
.35:教育部学历证书电子注册备案表
.70:更新日期：2024年5月22日
姓名 | .3:王样例
性别 | .3:女
出生日期 | .3:1990年01月02日
入学日期 | .3:2008年09月01日
毕（结）业日期 | .3:2012年07月01日
学历类别 | .3:普通高等教育
层次 | .3:本科
学校名称 | .3:样例大学
学制 | .3:4 年
专业 | .3:测绘工程
学习形式 | .3:普通全日制
证书编号 | .3:109991201205000001
毕（结）业 | .3:毕业
校（院）长姓名 | .3:李正
在线验证码 | .3:AB12 CD34 EF56 GH78
注意事项：
4、备案表在线验证有效期由报告权属者设置（1~6个月），可在报告验证到期前再次延长验证有效期。
在线验证有效期至：2024年11月22日
"""
CHSI_GRID = """
.35:教育部学历证书电子注册备案表
.10:更新日期：2024-05-22 | .6:验证有效期：2024-05-22至2024-11-22
姓名 | .25:王样例 | .5:性别 | .65:女
出生日期 | .25:1990-01-02 | .5:学制 | .65:4
入学日期 | .25:2008-09-01 | .5:毕(结)业日期 | .65:2012-07-01
学校名称 | .25:样例大学 | .5:层次 | .65:本科
专业 | .25:测绘工程 | .5:学历类别 | .65:普通高等教育
学习形式 | .25:普通全日制 | .5:毕(结)业 | .65:毕业
证书编号 | .25:109991201205000001 | .5:校(院)长姓名 | .72:李正
.70:AB12CD34EF56GH78
.70:在线验证码
"""
CHSI = {
    "update_date": "2024-05-22",
    "name": "王样例",
    "sex": "女",
    "birth_date": "1990-01-02",
    "enroll_date": "2008-09-01",
    "graduation_date": "2012-07-01",
    "category": "普通高等教育",
    "level": "本科",
    "school": "样例大学",
    "schooling_length": "4",
    "major": "测绘工程",
    "study_form": "普通全日制",
    "certificate_number": "109991201205000001",
    "completion": "毕业",
    "president": "李正",
    "verification_code": "AB12CD34EF56GH78",
    "valid_until": "2024-11-22",
}


@pytest.mark.parametrize("picture", [CHSI_LIST, CHSI_GRID])
def test_registration_form(picture: str) -> None:
    sheet = sheets(picture)
    fields = chsi_registration_form.TYPE.read(sheet).fields
    assert values(fields) == CHSI
    box = fields["certificate_number"].box
    assert (
        box is not None and box.overlap(place_of(sheet[0].page, CHSI["certificate_number"])) > 0.9
    )


def test_registration_form_without_values_reads_none() -> None:
    blank = "\n".join(row.split(" | ")[0] for row in CHSI_LIST.strip().split("\n")[2:17])
    fields = chsi_registration_form.TYPE.read(sheets(blank)).fields
    assert {name for name, field in fields.items() if field.value is not None} == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("在线验证有效期至2024年08月14日。", "2024-08-14"),
        ("有效期：2024年2月14日至2024年8月14日", "2024-08-14"),
        ("验证截止日期：2024-08-14", "2024-08-14"),
        ("报告在线验证有效期由报告权属者设置（1～6个月）", None),
    ],
)
def test_end_of_validity(text: str, day: str | None) -> None:
    fields = degree_online_report.TYPE.read(sheets(text)).fields
    assert values(fields).get("valid_until") == day


EDUCATION = """
.3:中国高等教育学历认证报告
.7:报告编号：45662163971036
姓名 | .25:王样例 | .5:性别 | .65:女
出生日期 | .25:1990年1月2日 | .5:学制 | .65:4年
学校名称 | .25:样例大学 | .5:层次 | .65:本科
专业 | .25:测绘工程 | .5:毕业日期 | .65:2012年7月1日
证书编号 | .25:109991201205000001
经认证，上述学历证书信息与学历电子注册信息一致，学历证书真实有效。
.6:认证日期：2023年1月11日
"""


def test_education_report() -> None:
    read = values(education_verification_report.TYPE.read(sheets(EDUCATION)).fields)
    assert read["report_number"] == "45662163971036"
    assert (read["print_date"], read["graduation_date"]) == ("2023-01-11", "2012-07-01")
    assert read["certificate_number"] == "109991201205000001"


DEGREE_PROSE = """
.4:认证报告
.7:打印日期：2019年9月24日
.7:报告编号：201905695474
经查，样例大学是国务院学位委员会授权的学位授予单位。王样例，
女，1990年1月2日生，于2012年7月1日在该校测绘工程学科（专业）获得工
学学士学位，其学位证书真实有效，证书编号为1099942012000001。
.3:以下无正文
"""
DEGREE_TABLE = """
.4:中国高等教育学位认证报告
报告编号 | .3:201905695474
打印日期 | .3:2019年9月24日
姓名 | .3:王样例
性别 | .3:女
出生日期 | .3:1990年1月2日
学位授予单位 | .3:样例大学
学位层级 | .3:学士
学科门类 | .3:工学
学科专业 | .3:测绘工程
获学位年份 | .3:2012
学位证书编号 | .3:1099942012000001
"""


@pytest.mark.parametrize("picture", [DEGREE_PROSE, DEGREE_TABLE])
def test_degree_report_in_prose_and_as_a_table(picture: str) -> None:
    read = values(degree_verification_report.TYPE.read(sheets(picture)).fields)
    read.pop("degree", None)
    assert read == {
        "report_number": "201905695474",
        "print_date": "2019-09-24",
        "name": "王样例",
        "sex": "女",
        "birth_date": "1990-01-02",
        "school": "样例大学",
        "major": "测绘工程",
        "degree_level": "学士",
        "discipline": "工学",
        "degree_year": "2012",
        "certificate_number": "1099942012000001",
    }


@pytest.mark.parametrize(
    ("picture", "number"),
    [
        (
            ".6:教留服认英〔2016〕01234号\n王样例，女，中国国籍，1990年1月2日出生。",
            "教留服认英[2016]01234号",
        ),
        (".6:编号：120190000001\n王样例，女，中国国籍，1990年1月2日出生。", "120190000001"),
    ],
)
def test_overseas_number_and_person(picture: str, number: str) -> None:
    text = picture + (
        "\n王样例所持英国样例城大学（University of Samples）于2015年6月"
        "\n1日颁发的工商管理硕士学位证书，专业为会计学。\n.6:教育部留学服务中心\n.6:2016年8月1日"
    )
    read = values(overseas_degree_certification.TYPE.read(sheets(text)).fields)
    assert (read["certificate_number"], read["name"], read["sex"]) == (number, "王样例", "女")
    assert (read["country"], read["school"]) == ("英国", "样例城大学")
    assert (read["degree"], read["degree_date"]) == ("工商管理硕士", "2015-06-01")
    assert read["issue_date"] == "2016-08-01"


FIGURES = """
.4:本科毕业证书
.2:王样例，女，1990年1月2日生，于2008年9月至2012年7月在本校测绘
工程专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准
予毕业。
校（院）名：样例大学 | .7:校（院）长：李正
证书编号：109991201205000001 | .7:2012年7月1日
"""
NUMERALS = """
.4:普通高等学校毕业证书
.2:学生 王样例 性别 女，一九九〇年一月二日生，于二〇〇八年九月至
二○一二年七月在本校测绘工程专业 四年制本科学习，修完教学计划规定
的全部课程，成绩合格，准予毕业。
校名：样例大学 | .7:校长：李正
证书编号：109991201205000001
.7:二〇一二年七月一日
"""


@pytest.mark.parametrize("picture", [FIGURES, NUMERALS])
def test_graduation_certificate(picture: str) -> None:
    assert values(graduation_certificate.TYPE.read(sheets(picture)).fields) == {
        "name": "王样例",
        "sex": "女",
        "birth_date": "1990-01-02",
        "start_month": "2008-09",
        "end_month": "2012-07",
        "school": "样例大学",
        "major": "测绘工程",
        "schooling_length": "4",
        "level": "本科",
        "certificate_number": "109991201205000001",
        "president": "李正",
        "issue_date": "2012-07-01",
    }


@pytest.mark.parametrize(
    "born", ["1990年1月2日生", "一九九〇年一月二日生"], ids=["figures", "numerals"]
)
def test_degree_certificate(born: str) -> None:
    picture = f"""
    .4:学士学位证书
    .2:李亚男，男，{born}。在样例大学测绘工程
    专业完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位
    条例》的规定，授予工学学士学位。
    校长：李正 | .6:学位评定委员会主席：赵礼
    证书编号：1099942012000001
    .6:二〇一二年七月一日
    """
    assert values(degree_certificate.TYPE.read(sheets(picture)).fields) == {
        "name": "李亚男",
        "sex": "男",
        "birth_date": "1990-01-02",
        "school": "样例大学",
        "major": "测绘工程",
        "degree": "工学学士",
        "certificate_number": "1099942012000001",
        "president": "李正",
        "chairman": "赵礼",
        "issue_date": "2012-07-01",
    }


def test_a_degree_with_its_english_name_behind_it() -> None:
    text = "裴样例于2017年9月至2018年9月在英国利兹大学学习传播学专业课程，于2018年12月\n5日获得该校颁发的文学硕士（Master of Arts）学位证书。经核查，利兹大学系英国正规\n高等学校。"
    read = values(overseas_degree_certification.TYPE.read(sheets(text)).fields)
    assert read["degree"] == "文学硕士"


def test_a_doctor_s_degree_behind_the_university_that_gave_it() -> None:
    text = """
    .3:国（境）外学历学位认证书
    .1:王样例，男，中国国籍，1989年2月14日生。自2015年9月至2019年11月在英国样例大学
    .1:学习，于2019年11月获得样例大学颁发的博士学位证书。
    """
    found = values(overseas_degree_certification.TYPE.read(sheets(text)).fields)
    assert found["degree"] == "博士"
