"""Different is sure only where what was expected stands nowhere else on the paper (issue 11)."""

from datetime import date
from decimal import Decimal

import pytest

from core.models.geometry import Box
from tests.validators.kit import (
    CODE,
    NUMBER,
    UNIT,
    case,
    findings,
    note,
    paper,
    printed,
    screenshot,
)
from tests.validators.kit import status as status_of
from validators.ground.compare import agrees, is_one
from validators.ground.elsewhere import amount_standing, day_standing, sex_standing, standing
from validators.ground.look import look
from validators.policy import load_policy

LOW = Box(0.1, 0.8, 0.6, 0.9)


def test_a_name_that_stands_elsewhere_is_a_question_with_its_place() -> None:
    wrong = printed(paper("degree_certificate", name="全日制"), "张三 同学 在本校")
    (finding,) = findings(case("renewal", wrong), "GEN-NAME-EQUAL")
    assert finding.status == "review"
    assert [shown.text for shown in finding.evidence] == ["全日制", "张三 同学 在本校"]
    assert "另有所应填写的内容" in finding.message


def test_a_name_that_stands_nowhere_else_fails() -> None:
    other = printed(paper("degree_certificate", name="钱七"), "钱七 同学 在本校")
    assert status_of(case("renewal", other), "GEN-NAME-EQUAL") == "fail"


@pytest.mark.parametrize("text", ["张三工资由甲公司发放", "仅供张三办理居住证使用"])
def test_what_was_written_on_the_paper_afterwards_does_not_count(text: str) -> None:
    """The handler's note names applicant and unit on everybody's paper."""
    shot = screenshot(("2019-08",), name="钱七", notes=[note("张三工资由甲公司发放")])
    shown = printed(shot, text, box=LOW if "工资" in text else Box(0.1, 0.3, 0.6, 0.33))
    assert status_of(case("renewal", shown), "GEN-NAME-EQUAL") == "fail"


@pytest.mark.parametrize(
    ("lines", "text", "there"),
    [
        (("甲方：北京甲科技（东城）有限公司",), "北京甲科技(东城)有限公司", True),
        (("单位 北京甲科技", "有限公司 乙方"), "北京甲科技有限公司", True),
        (("北京甲科技", "股份有限公司"), "北京甲科技有限公司", False),
        ((f"号码 {NUMBER}",), NUMBER, True),
        ((f"编号 9{NUMBER}",), NUMBER, False),  # part of a longer number
        (("男",), "男", False),  # one character stands anywhere
        (("名称 北京甲科技有限公", "类型", "司"), "北京甲科技有限公司", True),
        (("名称 北京甲科技有限公", "类型", "司法"), "北京甲科技有限公司", False),
        (("北京甲科技", "开发有", "限公司 乙方"), "北京甲科技开发有限公司", True),
    ],
)
def test_standing(lines: tuple[str, ...], text: str, there: bool) -> None:
    assert (standing(printed(paper("lease_contract"), *lines), text) is not None) is there


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("1990年3月7日", True), ("1990.03.07", True),
        ("一九九〇年三月七日", True), ("19900307", True), ("出生1990 年 3 月 7 日生", True),
        ("110101199003072578", False), ("1990-3-17", False), ("1990.03.071", False),
    ],
)  # fmt: skip
def test_a_day_stands_as_a_day_not_within_a_number(line: str, there: bool) -> None:
    found = day_standing(printed(paper("id_card"), line), date(1990, 3, 7))
    assert (found is not None) is there


def test_a_day_that_a_lines_end_broke_stands_there() -> None:
    card = printed(paper("id_card"), "出生 1990年3", "住址 某某路", "月7日")
    assert day_standing(card, date(1990, 3, 7)) is not None
    assert day_standing(card, date(1990, 3, 8)) is None
    said = printed(paper("id_card"), "出生 一九九〇年三月二", "十日")
    assert day_standing(said, date(1990, 3, 20)) is not None


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("女", True),
        ("性别：女", True),
        ("张三，女，1990年3月7日生", True),
        ("女儿", False),
        ("男", False),
    ],
)
def test_a_sex_stands_by_itself_or_behind_its_label(line: str, there: bool) -> None:
    assert (sex_standing(printed(paper("id_card"), line), "女") is not None) is there


@pytest.mark.parametrize(("line", "there"), [("月薪￥12,000.00元", True), ("112000", False)])
def test_an_amount_stands_however_it_is_written(line: str, there: bool) -> None:
    found = amount_standing(printed(paper("lease_contract"), line), Decimal(12000))
    assert (found is not None) is there


def test_the_record_is_looked_for_too() -> None:
    record = {"employer": {"name": UNIT, "credit_code": CODE}}
    other = "91110000MA0000000Q"
    licence = paper("business_license", name=UNIT, credit_code=CODE.replace("350100", "350200"))
    assert other != CODE
    for lines, status in (((), "fail"), ((f"统一社会信用代码 {CODE}",), "review")):
        sure = licence.fields["credit_code"].model_copy(update={"confidence": 0.99})
        shown = licence.model_copy(update={"fields": {**licence.fields, "credit_code": sure}})
        assert status_of(case("renewal", printed(shown, *lines), record=record),
                         "GEN-SYSTEM-EQUAL") == status  # fmt: skip


def test_an_income_that_stands_elsewhere_on_the_form() -> None:
    record = {"applicant": {"name": "张三", "id_number": NUMBER, "monthly_income": 12000}}
    form = paper("application_form_new", name="张三", id_number=NUMBER, monthly_income="2019")
    for lines, status in (((), "fail"), (("月均应税收入 12,000 元",), "review")):
        shown = printed(form, *lines)
        told = findings(case("new_permit", shown, record=record), "GEN-SYSTEM-EQUAL")
        about = [f.status for f in told if "月均应税收入" in f.message]
        assert about == [status]


def test_of_several_people_on_one_paper_each_place_stands_for_itself() -> None:
    """Both parties' names stand on a marriage certificate: they are told apart all the same."""
    policy = load_policy()
    paired = printed(paper("marriage_certificate", party1_name="张三", party2_name="李四"), "李四")
    value = look(paired, "party1_name", policy)
    assert agrees(value, "李四") is None
    assert is_one(value, "李四") is False


@pytest.mark.parametrize(
    ("read", "known"), [("佘诗娜", "余诗娜"), ("王异", "王昇"), ("杨晓", "扬晓")]
)
def test_lookalikes_are_never_a_sure_difference(read: str, known: str) -> None:
    value = look(paper("degree_certificate", sure=0.999, name=read), "name", load_policy())
    assert agrees(value, known) is None
    assert agrees(value, "赵" + known[1:]) is False


def test_a_card_with_the_persons_number_and_name_needs_no_place_of_the_name() -> None:
    """A tick of the frame beside the name was read with it: no field, yet it stands there."""
    card = paper("id_card", id_number=NUMBER, more={"sides": ("front", "back")})
    for lines, status in ((("1",), "review"), (("姓名☑张三",), "pass"), (("姓名 李四",), "review")):
        assert status_of(case("renewal", printed(card, *lines)), "GEN-NAME-EQUAL") == status
