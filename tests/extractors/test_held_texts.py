"""Texts printed on a form, joined with other words, or torn: kept in doubt, not believed."""

import pytest

from extractors.kit.fields import FieldSpec
from extractors.kit.places.boilerplate import printed
from tests.extractors.sheets import settled

HELD = 0.5


TEXT = FieldSpec("position", "text", ("职务",))
NUMBER = FieldSpec("title_number", "text", ("权证号",))


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (TEXT, "1/2"),
        (TEXT, "第1页共3页"),
        (TEXT, "建筑面积（㎡）"),
        (TEXT, "名称/Major"),
        (TEXT, "责任"),
        (TEXT, "经济适用住房规划用途住宅"),
        (TEXT, "无此复印件用于办理积分落户"),
        (TEXT, "1.根据《中华人民共和国物权法》制作"),
        (TEXT, "租"),
        (TEXT, "名称系统架构设计师"),
        (TEXT, "已购公有住房规划用途"),
        (TEXT, "*不动产经营租赁"),
        (NUMBER, "2019"),
        (NUMBER, "京（2018）西不动产权第7326972"),
    ],
)
def test_what_a_form_prints_is_no_value(spec: FieldSpec, text: str) -> None:
    assert list(printed(spec, text))


@pytest.mark.parametrize("text", ["高级工程师", "项目经理", "UI设计师", "办公室主任", "2级"])
def test_what_people_write_is_one(text: str) -> None:
    assert not list(printed(TEXT, text))


ADDRESS = FieldSpec("current_address", "address", ("现住址",))
UNIT = FieldSpec("unit_name", "company", ("工作单位",))
END = FieldSpec("end_date", "date", ("终止日期",))
PROBATION = FieldSpec("probation_end", "date", ("试用期至",))


@pytest.mark.parametrize(
    ("spec", "doubtful", "sure"),
    [
        (
            ADDRESS,
            "现住址 | .30:北京市朝阳区样本巷8区29号楼\n电话 | .30:20层7单元1970",
            "现住址 | .30:北京市朝阳区样本巷8区29号楼\n电话 | .30:13800000000",
        ),
        (
            UNIT,
            "栏 | .30:北京样例博承建\n工作单位 | .30:筑设计院有限公司",
            "栏 | .30:高级工程师\n工作单位 | .30:筑设计院有限公司",
        ),
    ],
)
def test_what_is_torn_is_held(spec: FieldSpec, doubtful: str, sure: str) -> None:
    assert settled(doubtful, spec)[spec.name].placed <= HELD
    assert settled(sure, spec)[spec.name].placed > HELD


def test_a_text_that_goes_on_in_brackets_is_held() -> None:
    assert settled("职务：高三年级(1)班主任", TEXT)["position"].placed > HELD
    torn = FieldSpec("position", "text", patterns=("(高三年级)",))
    assert settled("我校高三年级(1)班学生", torn)["position"].placed <= HELD


def test_days_out_of_their_order_are_both_in_doubt() -> None:
    picture = "终止日期：2019年3月16日\n试用期至：2021年9月15日"
    fields = settled(picture, END, PROBATION)
    assert all(fields[name].placed <= HELD for name in ("end_date", "probation_end"))
    right = settled("终止日期：2021年9月15日\n试用期至：2019年3月16日", END, PROBATION)
    assert all(right[name].placed > HELD for name in ("end_date", "probation_end"))


def test_a_person_s_blank_is_a_whole_name() -> None:
    owner = FieldSpec("owner_name", "person")
    assert "owner_name" not in settled("该房屋为成本价购买的公有住房提供", owner)
    assert settled("该房屋为王样例所有", owner)["owner_name"].value == "王样例"


@pytest.mark.parametrize("name", ["京市东城区税务局", "海市社会保险事业管理中心"])
def test_an_office_whose_first_character_was_not_read(name: str) -> None:
    """It stood under a seal."""
    spec = FieldSpec("agency", "company", ("经办机构",))
    field = settled(f".1:经办机构：{name}", spec)["agency"]
    assert (field.value, field.presence) == (None, "unclear")
