"""The forms of the permit: fields by labels, signatures, opinion, ticks, whatever the layout."""

import pytest

from core.models.geometry import Box
from core.models.page import Seal
from core.text.sheet import TextSheet
from extractors import (
    application_form_new,
    application_form_renewal,
    integrity_statement,
    personal_change_form,
    unit_change_form,
    unit_registration_application,
)
from extractors.packet.documents import read_paper
from tests.extractors.sheets import blots, page, place_of, sheets, values

FORM_HEAD = """
.4:北京市工作居住证申请表
姓名 | .25:王样例 | .5:性别 | .62:女
"""
WRAPPED = """
.4:北京市工作居住证申请表
申请编号：2024000000001 | .6:打印日期：2024-04-26
姓名 | .25:王样例 | .5:性别 | .62:女
出生日期 | .25:1990-01-02 | .5:民族 | .62:汉
证件类型 | .25:居民身份证 | .5:婚姻状况 | .62:已婚
证件号码 | .25:110101199001020021
户籍所在地 | .25:河北省石家庄市长安区样例路1号
在京居住地址 | .25:北京市东城区样例胡同2号3单元401室
住房性质 | .25:租房 | .5:联系电话 | .62:13800000000
最高学历 | .25:本科 | .5:学历证书编 | .66:109991201205000001
^.5:号
最高学位 | .25:工学学士 | .5:学位证书编 | .66:1099942012000001
^.5:号
毕业院校 | .25:样例大学 | .5:所学专业 | .62:测绘工程
聘用单位 | .25:北京样例测试有限公司
统一社会信用代码 | .35:91110101MA00000000 | .6:岗位 | .68:工程师
聘用期限 | .25:2023-01-01至2025-12-31 | .5:应税收入月均 | .68:23,456.78
申请条件 | .25:取得学士及以上学位，并具有2年以上工作经历
个人声明 | .3:本人承诺所填写内容真实有效。
.5:申请人（签字）：王样例
.25:情况属实，同意申报
用人单位意见 | .45:法定代表人（签字）：李正 | .75:（加盖公章）
.5:2024年4月28日
区人力社保局意见
"""
LINES = """
.35:《北京市工作居住证》申请表
一、基本情况
姓名：王样例 | .4:性别：女 | .6:出生年月：1990年1月2日
民族：汉族 | .4:婚姻状况：已婚
身份证号码：110101199001020021
户口所在地：河北省石家庄市长安区样例路1号
现居住地址：北京市东城区样例胡同2号3单元401室
联系电话：13800000000
二、学历学位
最高学历：本科 | .5:毕业院校：样例大学
所学专业：测绘工程 | .5:毕业时间：2012年7月1日
最终学历证书编号：109991201205000001
最终学位：工学学士 | .5:最终学位证书编号：1099942012000001
三、聘用情况
单位名称：北京样例测试有限公司 | .6:职务：工程师
合同起始日期：2023年1月1日 | .5:合同终止日期：2025年12月31日
应税收入月平均数：23456.78元
申请条件：条件（一）
用人单位意见：
.3:情况属实，同意申报
.3:法定代表人签字：李正
.3:2024年4月28日
"""
FORM = {
    "name": "王样例",
    "sex": "女",
    "birth_date": "1990-01-02",
    "ethnicity": "汉",
    "marital_status": "已婚",
    "id_number": "110101199001020021",
    "hukou_place": "河北省石家庄市长安区样例路1号",
    "current_address": "北京市东城区样例胡同2号3单元401室",
    "phone": "13800000000",
    "education_level": "本科",
    "school": "样例大学",
    "major": "测绘工程",
    "diploma_number": "109991201205000001",
    "degree": "工学学士",
    "degree_number": "1099942012000001",
    "unit_name": "北京样例测试有限公司",
    "position": "工程师",
    "contract_start": "2023-01-01",
    "contract_end": "2025-12-31",
    "monthly_income": "23456.78",
    "unit_opinion": "情况属实，同意申报",
    "unit_opinion_date": "2024-04-28",
    "legal_rep_signature": "李正",
}


@pytest.mark.parametrize("picture", [WRAPPED, LINES], ids=["cells", "lines"])
def test_application_form(picture: str) -> None:
    sheet = sheets(picture)
    fields = application_form_new.TYPE.read(sheet).fields
    read = values(fields)
    assert {name: read.get(name) for name in FORM} == FORM
    for name in ("id_number", "diploma_number", "degree_number"):
        box = fields[name].box
        assert box is not None and box.overlap(place_of(sheet[0].page, FORM[name])) > 0.9


def test_condition_is_the_whole_sentence() -> None:
    """工作经历 is a label of the form, and here part of the condition."""
    read = values(application_form_new.TYPE.read(sheets(WRAPPED)).fields)
    assert read["condition_no"] == "取得学士及以上学位，并具有2年以上工作经历"


@pytest.mark.parametrize("cell", ["条件1", "条件1 | .1:应税收入月平均数 | .3:28200.00元"])
def test_the_condition_by_its_number(cell: str) -> None:
    picture = f".1:北京市工作居住证申请表\n.1:姓名 | .2:王样例 | .6:申请条件 | .72:{cell}"
    assert application_form_new.TYPE.read(sheets(picture)).fields["condition_no"].value == "1"


def test_form_not_signed_and_without_opinion() -> None:
    bare = WRAPPED.replace("李正", "").replace(".25:情况属实，同意申报", "")
    fields = application_form_new.TYPE.read(sheets(bare, ink=blots())).fields
    for name in ("legal_rep_signature", "unit_opinion"):
        assert (fields[name].value, fields[name].presence) == (None, "absent")


def test_words_of_the_seal_beside_its_label_are_no_opinion() -> None:
    """They are level with the label; the opinion stands higher in its cell."""
    rows = ".3:本人签名：王样例\n\n.3:情况属实，同意申报\n\n用人单位意见 | .6:机电\n"
    made = page(FORM_HEAD + rows)
    under = next(line for line in made.lines if line.text == "机电").box
    ring = Seal(
        kind="official", text="", ring="北京样例机电设备有限公司", centre="", confidence=0.9,
        shape="round", colour="red", box=under.grow(0.06, 0.05),
    )  # fmt: skip
    for seals, read in (((ring,), "情况属实，同意申报"), ((), "机电")):
        sheet = TextSheet.of(made.model_copy(update={"seals": seals}))
        found = read_paper(application_form_new.TYPE, [sheet]).fields["unit_opinion"]
        assert found.value == read


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ("随往人员 | .3:无\n.25:本人承诺以上所填信息真实、准确、有效，如有虚假愿承担后果。", "无"),
        ("随往人员 | .3:王小例，之子", "王小例，之子"),
    ],
)
def test_nobody_comes_along(rows: str, value: str) -> None:
    found = read_paper(application_form_new.TYPE, sheets(FORM_HEAD + rows)).fields["dependents"]
    assert found.value == value


def test_the_condition_ends_where_the_next_row_begins() -> None:
    rows = "岗位 | .3:工程师 | .5:申请条件 | .62:在京工作满两年的科研骨干，并有原单位推荐\n合同起始日期 | .3:2024-03-01"
    found = read_paper(application_form_new.TYPE, sheets(FORM_HEAD + rows)).fields["condition_no"]
    assert found.value == "在京工作满两年的科研骨干，并有原单位推荐"


@pytest.mark.parametrize(
    "text", ["1.取得学士及以上学位", "1学士及以上学位且2年以上", "条件1：学士学位", "1"]
)
def test_the_condition_is_told_by_its_number(text: str) -> None:
    rows = f"岗位 | .3:工程师 | .5:申请条件 | .62:{text}"
    found = read_paper(application_form_new.TYPE, sheets(FORM_HEAD + rows)).fields["condition_no"]
    assert found.value == "1"


def test_years_are_no_number_of_a_condition() -> None:
    rows = "岗位 | .3:工程师 | .5:申请条件 | .62:2年以上工作经历并取得学士学位"
    found = read_paper(application_form_new.TYPE, sheets(FORM_HEAD + rows)).fields["condition_no"]
    assert found.value == "2年以上工作经历并取得学士学位"


def test_opinion_that_was_not_read_is_not_absent() -> None:
    fields = application_form_new.TYPE.read(
        sheets(WRAPPED.replace("情况属实，同意申报", "冋惫甲报"))
    ).fields
    assert (fields["unit_opinion"].value, fields["unit_opinion"].presence) == (None, "present")


def test_renewal_with_its_term_over_two_lines() -> None:
    picture = WRAPPED.replace("申请表", "续签申请表").replace(
        "个人声明 | .3:本人",
        "工作居住证编 | .25:2021000001 | .5:有效期 | .62:2021-04-09 至\n^号 | .62:2024-04-08\n"
        "个人声明 | .3:本人",
    )
    read = values(application_form_renewal.TYPE.read(sheets(picture)).fields)
    assert read["permit_number"] == "2021000001"
    assert (read["valid_from"], read["valid_to"]) == ("2021-04-09", "2024-04-08")
    assert (read["applicant_signature"], read["legal_rep_signature"]) == ("王样例", "李正")


CHANGE = """
.36:个人信息变更申请表
姓    名 | .24:王样例 | .54:证书编号 | .66:2022000001
身份证号码 | .24:110101199001020021
在申请事项前的□中画“√”
BOXES
个人声明:
本人保证所填写信息和提供材料均真实有效，无任何虚假申报情况。
.5:申请人（签字）：王样例
.5:2024年5月4日
申请单位声明:
本单位对该职工提供的材料进行了认真审核。
.5:法人代表（签字）：李正
.5:2024年5月5日
申请单位意见: | .52:区人力社保局意见:
同意
.24:2024年5月6日 | .52:初审：
.24:（加盖公章）
"""


def change(boxes: str) -> str:
    return CHANGE.replace("BOXES", boxes)


def test_change_form_with_its_three_dates() -> None:
    picture = change("□聘用单位 | ☑居住地址 | □随往人员 | □其他（请注明）")
    assert values(personal_change_form.TYPE.read(sheets(picture)).fields) == {
        "name": "王样例",
        "permit_number": "2022000001",
        "id_number": "110101199001020021",
        "change_items": "居住地址",
        "applicant_signature": "王样例",
        "applicant_date": "2024-05-04",
        "legal_rep_signature": "李正",
        "legal_rep_date": "2024-05-05",
        "unit_opinion": "同意",
        "unit_opinion_date": "2024-05-06",
    }


@pytest.mark.parametrize(
    ("boxes", "ticked"),
    [
        ("√聘用单位 | □居住地址 | □随往人员 | □其他（请注明）", "聘用单位"),
        ("□√聘用单位 | ■居住地址 | 口随往人员 | □其他（请注明）", "聘用单位、居住地址"),
        ("☑聘用单位 居住地址 随往人员 其他（请注明）", "聘用单位"),
        ("聘用单位 居住地址 随往人员 其他（请注明）", None),
    ],
)
def test_ticks_by_their_sign(boxes: str, ticked: str | None) -> None:
    field = personal_change_form.TYPE.read(sheets(change(boxes))).fields["change_items"]
    assert field.value == ticked
    if ticked is None:
        assert field.presence == "unclear"


@pytest.mark.parametrize(
    ("written", "value"),
    [("学历、学位", "学历、学位"), ("__个人年检__", "个人年检"), ("", None), ("______", None)],
)
def test_what_is_written_behind_the_last_box_of_a_line(written: str, value: str | None) -> None:
    picture = change(f"□聘用单位 □居住地址□随往人员☑其他（请注明）{written}")
    found = read_paper(personal_change_form.TYPE, sheets(picture)).fields.get("other_item")
    assert (found.value if found is not None else None) == value


def test_ink_of_the_first_letter_in_an_empty_box_is_no_second_tick() -> None:
    row = "□聘用单位 | □居住地址 | □随往人员 | ☑其他（请注明）"
    lines = sheets(change(row))[0].page.lines
    first, last = (
        next(ln for ln in lines if name in ln.text).place(0, 1) for name in ("聘用", "其他")
    )
    letter = Box(first.x1 - 0.003, first.y0, first.x1 + 0.004, first.y1)
    tick = Box(last.x0 + 0.006, last.cy, last.x0 + 0.006, last.cy)  # thin print
    field = personal_change_form.TYPE.read(sheets(change(row), ink=blots(letter, tick))).fields
    assert field["change_items"].value == "其他"


def test_tick_by_its_ink_where_every_box_was_read_empty() -> None:
    row = "□聘用单位 | □居住地址 | □随往人员 | □其他（请注明）"
    line_y = sheets(change(row))[0].page.lines
    box = next(ln for ln in line_y if ln.text == "□居住地址").place(0, 1)
    ink = blots(Box(box.x0 + 0.004, box.y0, box.x1 - 0.004, box.y1))
    field = personal_change_form.TYPE.read(sheets(change(row), ink=ink)).fields["change_items"]
    assert field.value == "居住地址"
    bare = personal_change_form.TYPE.read(sheets(change(row), ink=blots())).fields["change_items"]
    assert (bare.value, bare.presence) == (None, "absent")


def test_the_only_box_that_was_not_read_is_under_a_tick() -> None:
    row = "□聘用单位 | □居住地址 | 随往人员 | □其他（请注明）"
    text = next(ln for ln in sheets(change(row))[0].page.lines if ln.text == "随往人员").box
    tick = Box(text.x0 - 0.02, text.y0 + 0.1 * text.height, text.x0 - 0.002, text.y1)
    field = personal_change_form.TYPE.read(sheets(change(row), ink=blots(tick))).fields
    assert field["change_items"].value == "随往人员"
    assert field["change_items"].confidence > 0.95
    bare = personal_change_form.TYPE.read(sheets(change(row), ink=blots())).fields
    assert bare["change_items"].value is None


def test_ink_of_an_empty_box_s_neighbours_is_no_second_tick() -> None:
    """A thin printed ☑ has less ink than an outline that the place was not put right around."""
    row = "☑聘用单位 | □居住地址 | □随往人员 | □其他（请注明）"
    lines = sheets(change(row))[0].page.lines
    squares = [
        line.place(0, 1) for line in lines for name in ("居住地址", "随往人员") if name in line.text
    ]
    half = [Box(b.x0 + 0.004, b.y0, b.x1 - 0.004, b.y1) for b in squares]
    field = personal_change_form.TYPE.read(sheets(change(row), ink=blots(*half))).fields
    assert field["change_items"].value == "聘用单位"


@pytest.mark.parametrize(
    ("row", "capital"),
    [
        ("实缴资本 | .25:500万元 | .5:纳税地 | .6:东城区", "5000000"),
        ("实缴资本 | .25:500 | .35:万元 | .5:纳税地 | .6:东城区", "5000000"),
        ("实缴资本：1200.5万元 纳税地：东城区", "12005000"),
    ],
)
def test_unit_change_form(row: str, capital: str) -> None:
    picture = f"""
    .36:单位信息变更申请表
    单位名称 | .25:北京样例测试有限公司
    {row}
    ☑查询用户名重置密码 | □基础变更（区县内） | □其他（请注明）
    .5:法人代表（签字）：李正
    .5:2024年5月5日
    """
    read = values(unit_change_form.TYPE.read(sheets(picture)).fields)
    assert (read["unit_name"], read["paid_in_capital"]) == ("北京样例测试有限公司", capital)
    assert (read["tax_place"], read["change_items"]) == ("东城区", "查询用户名重置密码")
    assert (read["legal_rep_signature"], read["legal_rep_date"]) == ("李正", "2024-05-05")


def test_integrity_statement_keeps_the_two_halves_apart() -> None:
    picture = """
    .44:诚信声明
    .44:个人声明
    .18:本人保证所填写信息和提供材料均真实有效。
    .46:申请人(签字)：王样例
    .46:2024年5月4日
    .42:申请单位声明
    .18:本单位对王样例 提供的材料进行了认真审核，保证所填写信息
    .42:单位法人代表 (签字)：李正
    .43:(申请单位盖章)
    .46:2024年5月5日
    """
    read = values(integrity_statement.TYPE.read(sheets(picture)).fields)
    assert read == {
        "applicant_name_in_text": "王样例",
        "applicant_signature": "王样例",
        "applicant_date": "2024-05-04",
        "legal_rep_signature": "李正",
        "unit_date": "2024-05-05",
    }


def test_registration_application() -> None:
    picture = """
    .4:单位注册申请书
    东城区人力资源和社会保障局：
    一、基本情况
    我公司主营业务为软件，现有员工数12人，非京籍人员所占比例30%。
    二、申请信息
    拟申报人员岗位为工程师。
    三、申请意见
    经我公司认真研究，申请开通北京市工作居住证管理系统，为王样例办理《北京市工作居住证》。
    现授权委托我公司的赵敏，身份证号码：110101199001020021，为公司代理人。
    法定代表人(签字)：李正 | .5:代理人(签字)：赵敏
    申请人（签字）：王样例

    .6:北京样例测试有限公司
    .6:2024年5月4日
    """
    read = values(unit_registration_application.TYPE.read(sheets(picture)).fields)
    assert read["section_basic"] == "我公司主营业务为软件，现有员工数12人，非京籍人员所占比例30%"
    assert read["section_application"] == "拟申报人员岗位为工程师"
    both = picture.replace("拟申报人员岗位", "王样例，身份证号码110101199003070011，岗位")
    again = values(unit_registration_application.TYPE.read(sheets(both)).fields)
    assert again["agent_id"] == "110101199001020021"
    names = ("applicant_name", "agent_name", "agent_id", "company", "sign_date")
    assert [read[name] for name in names] == [
        "王样例", "赵敏", "110101199001020021", "北京样例测试有限公司", "2024-05-04",
    ]  # fmt: skip
    signed = ("legal_rep_signature", "agent_signature", "applicant_signature")
    assert [read[name] for name in signed] == ["李正", "赵敏", "王样例"]


def test_a_handwritten_one_read_as_a_stroke_ends_no_number() -> None:
    value = application_form_new.number(sheets("2019|2050286")[0].piece(0))
    assert value is not None and value.value == "201912050286"
