"""Household register, marriage, divorce, birth: values, places and pitfalls of their forms."""

import pytest

from extractors import (
    birth_medical_certificate,
    divorce_certificate,
    household_register_cover,
    household_register_member,
    marriage_certificate,
)
from tests.extractors.sheets import place_of, sheets, values

COVER = """
.42:居民户口簿
.16:户 | .21:别 | .26:非农业家庭户 | .45:户主姓名 | .57:王样例
.16:户 | .21:号 | .26:674642789 | .45:住址 | .57:河北省石家庄市长安区样例路1号
.16:省级公安机关户口专用章 | .54:户口登记机关户口专用章
.16:承办人签章:李正 | .45:签发日期：2015年11月18日
"""
MEMBER = """
.4:常住人口登记卡
.15:姓名 | .24:王小例 | .45:户主或与户主 | .59:之女
^.45:关系
.15:曾用名 | .45:性别 | .56:女
.15:出生地 | .24:河北省石家庄市 | .45:民族 | .56:汉族
.15:籍贯 | .24:河北省石家庄市 | .45:出生日期 | .56:2010年8月1日
.15:公民身份 | .24:130102201008010024 | .45:身高 | .56:150cm 血型O
^.15:证件编号
.15:文化程度 | .24:小学 | .45:婚姻状况 | .56:未婚
.15:服务处所 | .45:职业
.15:登记日期：2015年11月18日
"""


def test_a_relation_whose_small_label_is_unread() -> None:
    worn = MEMBER.replace(".45:户主或与户主 | ", "").replace("^.45:关系\n", "^.45:关哭\n")
    fields = values(household_register_member.TYPE.read(sheets(worn)).fields)
    assert fields["relation"] == "女"
    assert fields["sex"] == "女"


def test_cover_and_member_on_one_page_keep_to_their_halves() -> None:
    sheet = sheets(COVER + "\n" + MEMBER)
    cover = household_register_cover.TYPE.read(sheet).fields
    assert values(cover) == {
        "household_type": "非农业家庭户",
        "head_name": "王样例",
        "household_number": "674642789",
        "address": "河北省石家庄市长安区样例路1号",
        "issue_date": "2015-11-18",
    }
    member = household_register_member.TYPE.read(sheet).fields
    read = values(member)
    assert (read["name"], read["sex"], read["birth_date"]) == ("王小例", "女", "2010-08-01")
    assert (read["id_number"], read["marital_status"]) == ("130102201008010024", "未婚")
    box = member["id_number"].box
    assert box is not None
    assert box.overlap(place_of(sheet[0].page, "130102201008010024")) > 0.9


def test_address_half_a_line_off_its_label() -> None:
    picture = """
    .16:户别 | .26:集体户 | .45:户主姓名 | .57:王样例
    .57:河南省郑州市金水区样例街23号3栋
    ^.16:户号 | .26:458922153 | .45:住址
    ^.57:3单元1699室
    .16:签发日期：2022年4月24日
    """
    read = values(household_register_cover.TYPE.read(sheets(picture)).fields)
    assert read["address"] == "河南省郑州市金水区样例街23号3栋3单元1699室"


@pytest.mark.parametrize("printed", ["户主", "妻", "之子", "长女", "集体户成员"])
def test_kinship(printed: str) -> None:
    picture = f".15:姓名 | .24:王样例 | .45:户主或与户主关系 | .65:{printed}"
    read = values(household_register_member.TYPE.read(sheets(picture)).fields)
    assert read["relation"] == printed.removeprefix("之")


def test_number_of_the_household_on_the_members_page() -> None:
    picture = """
    .3:常住人口登记卡 | .7:户号 | .8:004321678
    .15:姓名 | .24:王样例 | .45:户主或与户主关系 | .65:户主
    """
    read = values(household_register_member.TYPE.read(sheets(picture)).fields)
    assert read["household_number"] == "004321678"
    without = picture.replace("| .7:户号 | .8:004321678", "")
    assert "household_number" not in household_register_member.TYPE.read(sheets(without)).fields


UNDER = """
.2:结婚证 | .5:持证人 | .62:王样例
.5:登记日期 | .62:2017年03月21日
.5:结婚证字号 | .62:J110101-2017-000123
.5:备注
.5:姓名 | .62:王样例性别 | .74:女
.5:国籍 | .62:中国出生日期1990年01月02日
.5:身份证件号 | .62:110101199001020021
.5:姓名 | .62:赵敏性别 | .74:男
.5:国籍 | .62:中国出生日期1989年02月03日
.5:身份证件号 | .62:110101198902030017
"""
BESIDE = """
.45:结婚证
持证人：王样例 | .5:登记日期：2017年3月21日
结婚证字号：J110101-2017-000123
姓名：王样例 性别：女 | .5:姓名：赵敏 性别：男
国籍：中国 出生日期：1990年1月2日 | .5:国籍：中国 出生日期：1989年2月3日
身份证件号：110101199001020021 | .5:身份证件号：110101198902030017
"""
PAIR = {
    "holder": "王样例",
    "register_date": "2017-03-21",
    "certificate_number": "J110101-2017-000123",
    "party1_name": "王样例",
    "party1_sex": "女",
    "party1_nationality": "中国",
    "party1_birth": "1990-01-02",
    "party1_id": "110101199001020021",
    "party2_name": "赵敏",
    "party2_sex": "男",
    "party2_nationality": "中国",
    "party2_birth": "1989-02-03",
    "party2_id": "110101198902030017",
}


@pytest.mark.parametrize("picture", [UNDER, BESIDE], ids=["under", "beside"])
def test_marriage_certificate(picture: str) -> None:
    assert values(marriage_certificate.TYPE.read(sheets(picture)).fields) == PAIR


def test_a_number_read_for_one_person_only_is_that_persons() -> None:
    picture = UNDER.replace("110101199001020021", "1101011990")
    read = values(marriage_certificate.TYPE.read(sheets(picture)).fields)
    assert "party1_id" not in read
    assert read["party2_id"] == "110101198902030017"


def test_divorce_certificate() -> None:
    picture = BESIDE.replace("结婚证", "离婚证").replace("J110101", "L110101")
    read = values(divorce_certificate.TYPE.read(sheets(picture)).fields)
    assert read["certificate_number"] == "L110101-2017-000123"
    assert (read["party1_id"], read["party2_name"]) == ("110101199001020021", "赵敏")


BIRTH_UNDER = """
.4:出生医学证明
.3:MEDICAL CERTIFICATE OF BIRTH
.6:编号：T110100391
新生儿姓名 | .3:王小例 | .5:性别 | .6:女
出生日期 | .3:2010年08月01日18时14分
出生地 | .3:北京市 | .5:孕周 | .6:39周
母亲姓名 | .3:王样例 | .5:年龄 | .6:30
母亲有效身份证件 | .35:110101199001020021
^号码
父亲姓名 | .3:赵敏 | .5:年龄 | .6:31
父亲有效身份证件 | .35:110101198902030017
^号码
医疗机构名称 | .3:北京样例妇产医院
签发日期：2010年8月12日
"""
BIRTH_BESIDE = """
.4:出生医学证明
.6:出生证编号 T110100391
新生儿姓名：王小例 | .5:性别：女
出生时间：2010年08月01日18时14分 | .6:出生地点：北京市
医疗机构名称：北京样例妇产医院
母亲姓名：王样例 | .5:父亲姓名：赵敏
有效身份证件号码：110101199001020021 | .5:有效身份证件号码：110101198902030017
签发机构：北京样例妇产医院 | .5:签发日期：2010年8月12日
"""


@pytest.mark.parametrize("picture", [BIRTH_UNDER, BIRTH_BESIDE], ids=["under", "beside"])
def test_birth_certificate(picture: str) -> None:
    read = values(birth_medical_certificate.TYPE.read(sheets(picture)).fields)
    wanted = {
        "certificate_number": "T110100391",
        "child_name": "王小例",
        "sex": "女",
        "birth_time": "2010-08-01",
        "birthplace": "北京市",
        "hospital": "北京样例妇产医院",
        "mother_name": "王样例",
        "mother_id": "110101199001020021",
        "father_name": "赵敏",
        "father_id": "110101198902030017",
        "issue_date": "2010-08-12",
    }
    assert {name: read.get(name) for name in wanted} == wanted


def test_one_number_of_two_parents_side_by_side_is_nobodys() -> None:
    """The order does not show whose it is, so it is not read."""
    picture = BIRTH_BESIDE.replace("110101199001020021", "1101011990")
    read = values(birth_medical_certificate.TYPE.read(sheets(picture)).fields)
    assert "mother_id" not in read
    assert "father_id" not in read
