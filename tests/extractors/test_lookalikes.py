"""A document that resembles a required one is not taken for it; one like none stays unknown."""

import pytest

from extractors import TYPES
from extractors.packet.recognise import recognise
from tests.extractors.sheets import sheets

STUDENT_STATUS = """
.35:教育部学籍在线验证报告
.7:更新日期：2024年5月22日
姓名 | .3:王样例
性别 | .3:女
学校名称 | .3:样例大学
专业 | .3:测绘工程
层次 | .3:本科
学制 | .3:4 年
学历类别 | .3:普通高等教育
学习形式 | .3:普通全日制
入学日期 | .3:2020年09月01日
学籍状态 | .3:在籍（注册学籍）
预计毕业日期 | .3:2024年07月01日
在线验证码 | .3:AB12 CD34 EF56 GH78
"""
REGISTRATION_CARD = """
.35:北京市居住登记卡
姓名 | .3:王样例
性别 | .3:女 | .5:民族 | .6:汉
出生 | .3:1990年1月2日
公民身份号码 | .3:110101199001020021
居住地址 | .3:北京市东城区样例胡同2号
签发机关 | .3:北京市公安局东城分局样例派出所
有效期至 | .3:2025年1月2日
"""
TEMPORARY = """
.3:中华人民共和国
.3:临时居民身份证
姓名 | .3:王样例
性别 | .3:女 | .5:民族 | .6:汉
出生 | .3:1990年1月2日
住址 | .3:河北省石家庄市长安区样例路1号
公民身份号码 | .3:110101199001020021
签发机关 | .3:石家庄市公安局
有效期限 | .3:2024.05.01-2024.08.01
"""
PASSER = """
.3:专业技术资格考试合格人员登记表
姓名 | .3:王样例 | .5:性别 | .6:女
身份证号 | .3:110101199001020021
工作单位 | .3:北京样例测试有限公司
报考级别及专业 | .35:中级会计师（会计）
证书管理号 | .3:08953758383929
人事考试机构意见 | .4:合格，同意发证。
"""
DIVORCE = """
.45:离婚证
持证人：王样例 | .5:登记日期：2017年3月21日
离婚证字号：L110101-2017-000123
姓名：王样例 性别：女
国籍：中国 身份证件号：110101199001020021
登记机关：北京市东城区民政局 | .5:婚姻登记员：李正
"""


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (STUDENT_STATUS, "student_status_report"),
        (REGISTRATION_CARD, "residence_registration_card"),
        (TEMPORARY, "temporary_id_card"),
        (PASSER, "exam_passer_registration_form"),
        (DIVORCE, "divorce_certificate"),
    ],
)
def test_lookalike_is_what_it_is(picture: str, kind: str) -> None:
    seen = recognise(sheets(picture)[0], TYPES)
    assert seen.best is not None and seen.best.kind.id == kind


def test_student_status_without_its_heading_is_no_diploma_form() -> None:
    body = "\n".join(STUDENT_STATUS.strip().split("\n")[1:])
    seen = recognise(sheets(body)[0], TYPES)
    assert seen.best is None or seen.best.kind.id != "chsi_registration_form"


def test_front_of_an_identity_card_is_not_doubted_for_a_temporary_one() -> None:
    body = "\n".join(row for row in TEMPORARY.strip().split("\n")[2:] if "签发" not in row)
    seen = recognise(sheets(body)[0], TYPES)
    assert seen.best is not None and seen.best.kind.id == "id_card"
    assert all(guess.kind.id != "temporary_id_card" for guess in seen.guesses)


CV = """
.42:个人简历
姓名：王样例 | .5:性别：女
出生年月：1990年1月 | .5:联系电话：13800000000
毕业院校：样例大学 | .5:专业：测绘工程
学历：本科 | .5:学位：工学学士
工作经历
2015年7月至2020年3月 河北样例旧业有限公司 工程师
2020年4月至今 北京样例测试有限公司 项目经理
自我评价：认真负责，荣获公司优秀员工称号
"""
MEAL = """
.4:北京增值税普通发票
发票代码：011001900211 | .5:发票号码：12345678
开票日期：2024年5月4日
购买方 名称：北京样例测试有限公司
货物或应税劳务、服务名称 | .5:金额
*餐饮服务*餐费 | .5:500.00
价税合计（大写） 伍佰圆整 | .5:（小写）¥500.00
销售方 名称：北京样例餐厅
"""
MENU = """
.45:菜单
宫保鸡丁 | .5:38元
鱼香肉丝 | .5:32元
米饭 | .5:2元
"""
NOTICE = """
.42:会议通知
各部门：
兹定于2024年5月4日召开年度总结会议，请准时参加。
.6:北京样例测试有限公司
.6:2024年5月1日
"""
COURSE = """
.42:结业证书
王样例同志参加公司组织的安全培训，成绩合格，特发此证。
证书编号：2024001
.6:2024年5月1日
"""


@pytest.mark.parametrize(
    "picture", [CV, MEAL, MENU, NOTICE, COURSE], ids=["cv", "meal", "menu", "notice", "course"]
)
def test_other_papers_stay_unknown(picture: str) -> None:
    seen = recognise(sheets(picture)[0], TYPES)
    assert seen.best is None


def test_every_type_is_known_by_something() -> None:
    for kind in TYPES:
        assert kind.titles, kind.id
        assert kind.words, kind.id
        names = [field.name for field in kind.fields]
        assert len(names) == len(set(names)), kind.id
