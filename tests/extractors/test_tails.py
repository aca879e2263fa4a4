"""Forms that continue on a page without a heading, and values that their cells broke."""

import pytest

from extractors import TYPES
from extractors.kit.broken_amounts import with_rests
from extractors.kit.opinion import opinion
from extractors.packet.documents import read_paper
from extractors.packet.running import counted, runs_on
from extractors.packet.split import split
from tests.extractors.files import file
from tests.extractors.sheets import sheets

FORM = """
.30:北京市工作居住证申请表
申请编号 | .40:347567364530
姓名 | .25:王样例 | .52:性别 | .62:男
户籍所在地 | .25:山东省济南市历下区样例路1号
现居住地址 | .25:北京市东城区样例路1号
毕业院校 | .25:样例大学 | .52:学位证书编号 | .70:1705142001168717
聘用单位 | .25:北京样例科技有限公司
应税收入月平均数 | .35:31644.63 | .62:申请条件 | .80:1
"""
LOW = FORM + "\n" * 16 + "最终学历证书编号 | .40:170511200105343016\n"
REST = """
单位意见
申报单位意见 | .40:同意上报
法定代表人（签字）：李样例
2025年4月20日
"""


def drafts(*pictures: str) -> list[tuple[str, int]]:
    found = split([file("a", *pictures)], TYPES)
    return [(d.kind.id if d.kind else "unknown", len(d.sheets)) for d in found]


def test_who_signs_a_form_that_ran_over_signs_the_form() -> None:
    assert drafts(LOW, REST) == [("application_form_new", 2)]


def test_the_last_page_of_a_form_is_its_own_whatever_label_heads_it() -> None:
    """学位证书 / 编号, broken in its cell, is not a heading; the numbered, signed page is the form's."""
    numbered = LOW + "第1页\n"
    rest = "学位证书编号 | .40:1705142001168717" + REST + "\n第2页"
    assert drafts(numbered, rest) == [("application_form_new", 2)]


LICENCE = """
.40:营业执照
统一社会信用代码 | .40:91110101MA78377157
名称 | .40:北京样例科技有限公司
类型 | .40:有限责任公司
法定代表人 | .40:王样例
经营范围 | .40:技术开发；技术咨询
"""
ENDS = """
登记机关 | .40:北京市东城区市场监督管理局
2024年4月28日
国家企业信用信息公示系统网址：http://www.gsxt.gov.cn
市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告。
国家市场监督管理总局监制
"""


def test_what_a_full_page_had_no_room_for_is_its_papers() -> None:
    full = LICENCE + "\n" * 18 + "成立日期 | .40:2016年12月3日\n"
    assert drafts(full, ENDS) == [("business_license", 2)]
    assert drafts(LICENCE, ENDS)[0] == ("business_license", 1)  # there was room
    other = ENDS + "统一社会信用代码 | .40:91110101MA00000000\n"
    assert drafts(full, other)[0] == ("business_license", 1)  # another unit's


def test_a_form_with_room_left_has_not_run_over() -> None:
    assert drafts(FORM, REST)[0] == ("application_form_new", 1)


def test_a_signed_form_is_not_signed_again_on_a_page_of_another() -> None:
    signed = LOW + "法定代表人（签字）：李样例\n"
    assert drafts(signed, REST)[0] == ("application_form_new", 1)


@pytest.mark.parametrize(
    ("one", "two", "tied"),
    [
        ("第三条 甲方按月支付。", "第四条 乙方应当遵守。", True),
        ("三、甲方按月支付。", "1.本表由系统打印。", False),
        ("第三条 甲方按月支付。", "第一条 乙方应当遵守。", False),
    ],
)
def test_articles_go_on_in_their_own_manner(one: str, two: str, tied: bool) -> None:
    before, after = sheets(one)[0], sheets(two)[0]
    assert (runs_on(before, after) > 0) is tied


def test_small_print_is_no_article_that_begins_anew() -> None:
    before, after = sheets("四、工作单位情况")[0], sheets("1.本表由系统打印，手写无效。")[0]
    assert runs_on(before, after) == 0


@pytest.mark.parametrize(
    ("cell", "below", "value"),
    [
        ("人民币200", "万元", "2000000"),
        ("500", "元整", "500"),
        ("2000000", "成立日期", "2000000"),
    ],
)
def test_an_amount_goes_on_in_the_line_below(cell: str, below: str, value: str) -> None:
    kind = next(one for one in TYPES if one.id == "business_license")
    picture = f"""
.40:营业执照
统一社会信用代码 | .40:91110101MA78377157
名称 | .40:北京样例科技有限公司
注册资本 | .40:{cell}
^ .40:{below}
"""
    found = with_rests(kind, sheets(picture), read_paper(kind, sheets(picture)))
    assert found.fields["registered_capital"].value == value


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (("人民币叁万陆仟伍佰壹拾", "伍元伍角伍分", "(¥36515.55)"), "36515.55"),
        (("人民币叁万陆仟伍佰壹拾", "伍元伍角伍分"), "36515.55"),
    ],
)
def test_an_amount_begins_in_the_line_above(cells: tuple[str, ...], value: str) -> None:
    kind = next(one for one in TYPES if one.id == "application_form_new")
    above, own, *below = cells
    picture = f"""
^ .40:{above}
月平均应税收入 | .40:{own}
"""
    picture += "".join(f"^ .40:{text}\n" for text in below)
    found = with_rests(kind, sheets(picture), read_paper(kind, sheets(picture)))
    assert found.fields["monthly_income"].value == value


def test_an_opinion_is_told_by_whichever_label_has_one() -> None:
    """A heading over the part has the same words as the label in it."""
    picture = "单位意见\n\n\n\n\n\n\n\n\n\n\n\n\n\n单位审核意见：情况属实，同意办理"
    found = opinion(sheets(picture), ("单位意见", "单位审核意见"), ("声明",))
    assert found["unit_opinion"].value == "情况属实，同意办理"


def test_the_end_of_a_broken_term_is_no_opinions_day() -> None:
    picture = """
单位意见 | .40:同意申报
.40:自2024年06月01日起至
.40:2027年05月31日止
"""
    assert "unit_opinion_date" not in opinion(sheets(picture), ("单位意见",), ("声明",))


def test_an_opinion_beside_its_label() -> None:
    found = opinion(sheets("申报单位意见：情况属实，同意办理"), ("申报单位意见",), ("声明",))
    assert found["unit_opinion"].value == "情况属实，同意办理"
    speck = opinion(sheets("申报单位意见：.同意上报。"), ("申报单位意见",), ("声明",))
    assert speck["unit_opinion"].value == "同意上报。"
    bare = opinion(sheets("申报单位意见："), ("申报单位意见",), ("声明",))
    assert bare["unit_opinion"].value is None


@pytest.mark.parametrize(
    ("lines", "opinion_read"),
    [
        (
            ".14:因业务发展，单位名称由甲公司变更为“北京样例数字科\n"
            ".14:技有限公司”，申请变更系统信息。\n.6:2025年8月28日",
            "因业务发展，单位名称由甲公司变更为“北京样例数字科技有限公司”，申请变更系统信息。",
        ),
        (".14:同意变更单位名称及法定代表人\n.5:2022年9月1日", "同意变更单位名称及法定代表人"),
        (".14:请填写是否办理变更的意见和理由", None),
    ],
)
def test_an_opinion_in_words_of_its_own(lines: str, opinion_read: str | None) -> None:
    found = opinion(sheets(f".1:申请单位意见：\n{lines}"), ("申请单位意见",), ("区人力社保局意见",))
    assert found["unit_opinion"].value == opinion_read


def test_other_words_in_an_opinions_cell_are_not_nothing() -> None:
    lines = ".1:申请单位意见：\n.14:因公司发展需要，现将单位名称和法人信息予以更新，敬请批示为盼"
    found = opinion(sheets(lines), ("申请单位意见",), ("区人力社保局意见",))["unit_opinion"]
    assert (found.value, found.presence) == (None, "present")


def test_pages_that_count_themselves_are_one_paper() -> None:
    pictures = ("姓名\n" + "\n" * 28 + ".48:1/2", "登记日期\n" + "\n" * 28 + ".48:2/2")
    one, two = (sheets(picture)[0] for picture in pictures)
    assert counted(one, one, two) and not counted(two, two, one)


SCREEN = """
自然人税收管理系统扣缴客户端
税款所属期 | .25:2024-01 | .35:至 | .40:2024-04 | .55:姓名 | .65:王样例
.10:税款所属期 | .25:所得项目 | .40:收入 | .55:免税收入 | .70:应扣缴税额
.10:2024-01 | .25:正常工资薪金 | .40:30000.00 | .55:0.00 | .70:900.00
.10:2024-02 | .25:正常工资薪金 | .40:30000.00 | .55:0.00 | .70:900.00
"""
MORE = """
.10:2024-03 | .25:正常工资薪金 | .40:30000.00 | .55:0.00 | .70:900.00
.10:2024-04 | .25:正常工资薪金 | .40:30000.00 | .55:0.00 | .70:900.00
"""
BESIDE = MORE.replace(".40:", ".44:").replace(".55:", ".61:")


def test_rows_in_the_columns_of_the_page_before_are_the_tables() -> None:
    assert drafts(SCREEN, MORE) == [("its_withholding_screenshot", 2)]
    (found,) = split([file("a", SCREEN, MORE)], TYPES)
    assert found.kind is not None
    rows = read_paper(found.kind, found.sheets).rows
    assert [row["period"].value for row in rows] == ["2024-01", "2024-02", "2024-03", "2024-04"]


def test_rows_in_other_columns_are_another_table() -> None:
    assert drafts(SCREEN, BESIDE)[0] == ("its_withholding_screenshot", 1)


LONG = """
自然人税收管理系统扣缴客户端
税款所属期 | .25:2024-01 | .35:至 | .40:2024-03 | .55:姓名 | .65:王样例
.10:税款所属期 | .22:所得项目 | .36:收入 | .48:免税收入 | .60:失业保险费 | .74:应扣缴税额 | .88:已缴税额
.10:2024-01 | .22:正常工资薪金 | .36:30000.00 | .48:0.00 | .60:150.00 | .74:900.00 | .88:900.00
.10:2024-02 | .22:正常工资薪金 | .36:30000.00 | .48:0.00 | .60:150.00 | .74:900.00 | .88:900.00
"""
LAST = """
.10:2024-03 | .22:正常工资薪金 | .36:30000.00 | .48:0.00 | .60:150.00 | .74:900.00 | .88:900.00
.10:合计 | .36:90000.00
王样例工资由北京样例科技有限公司发放
经办人：李样例
"""


def test_a_single_row_that_had_no_room_left_is_the_tables() -> None:
    assert drafts(LONG, LAST) == [("its_withholding_screenshot", 2)]
    headed = "某某系统查询结果" + LAST
    assert drafts(LONG, headed)[0] == ("its_withholding_screenshot", 1)


def test_a_payers_note_on_a_page_of_its_own() -> None:
    note = "王样例工资由北京样例科技有限公司发放\n经办人：李样例"
    assert drafts(SCREEN, note) == [("its_withholding_screenshot", 2)]
    assert drafts(SCREEN, "会议室由北京样例科技有限公司提供")[0] == (
        "its_withholding_screenshot",
        1,
    )
