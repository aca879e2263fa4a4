"""A signature is read, present but unread, or absent; its date is its own nearest one."""

import pytest

from core.models.geometry import Box
from core.models.page import Seal, SealKind
from core.text.sheet import TextSheet
from extractors.kit.signature_dates import signature_date
from extractors.kit.signatures import signature
from tests.extractors.sheets import blots, page, place_of, sheets


@pytest.mark.parametrize(
    ("row", "labels", "name"),
    [
        ("法定代表人(签字)乔祎", ("法定代表人(签字)",), "乔祎"),
        ("申请人（签字）： | 易永喆", ("申请人(签字)",), "易永喆"),
        ("房主签字：秦怡 | 借住人签字：任明婷", ("借住人签字",), "任明婷"),
        ("法定代表人(签字)：王 伟 代理人(签字)：李丽", ("法定代表人(签字)",), "王伟"),
        ("甲方（盖章）： | .5:乙方（签字）：阿依古丽·买买提", ("乙方(签字)",), "阿依古丽·买买提"),
        ("单位法人代表签学)戴建飞", ("单位法人代表(签字)",), "戴建飞"),
        ("单位法人代表/字)：高嘉曦", ("单位法人代表(签字)",), "高嘉曦"),
        ("法定代表入（签字）：张三2024年5月4日", ("法定代表人(签字)",), "张三"),
        ("出租人（签章）：北京样例房屋租赁有限公司", ("出租人(签章)",), "北京样例房屋租赁有限公司"),
    ],
)
def test_name_at_a_label(row: str, labels: tuple[str, ...], name: str) -> None:
    found = signature(sheets(row), "who", labels)
    assert found is not None
    assert (found.value, found.presence) == (name, "present")


def test_each_party_signs_in_its_own_column() -> None:
    """The mark in brackets behind 乙方 is 乙方's, and so is the name below it."""
    picture = """
    .1:甲方（公章） | .6:乙方 （签字或盖章）
    .1:法定代表人（主要负责人）或委托代理人 | .6:王样例
    .1:（签字或盖章）： | .3:李正
    """
    labels = ("法定代表人(主要负责人)或委托代理人(签字或盖章)", "(签字或盖章)", "甲方(公章)")
    found = signature(sheets(picture, ink=blots()), "who", labels)
    assert found is not None and found.value == "李正"


def test_a_name_under_another_partys_label_is_not_beside_ones_own() -> None:
    picture = """
    .1:甲方 | .45:乙方（签字）：
    .1:甲方代表（签字）： | .45:王样例
    """
    found = signature(sheets(picture), "who", ("甲方代表(签字)",))
    assert found is not None and found.value is None


def test_a_party_named_alone_below_the_last_sentence_signs_there() -> None:
    text = "出租人：张三\n第一条 出租人应保证房屋及其附属设施处于适用和安全的状态。\n{} | .5:承租人：李四"
    found = signature(sheets(text.format("出租人：王五")), "who", ("出租人(签章)",))
    assert found is not None and found.value == "王五"
    assert signature(sheets(text.format("出租人：")), "who", ("出租人(签章)",)) is None


def test_small_print_below_the_place_to_sign_is_no_sentence_of_the_document() -> None:
    text = (
        "本人承诺以上填报信息真实、准确、完整，愿承担由此产生的一切后果。\n法定代表人：钟样例\n{}"
    )
    note = "注：本表由北京市工作居住证管理系统生成，A4纸打印，一式一份。"
    found = signature(sheets(text.format(note)), "who", ("法定代表人(签字)", "法定代表人"))
    assert found is not None and found.value == "钟样例"
    more = "法定代表人应当对本表所填报的全部内容承担相应的法律责任。"
    assert signature(sheets(text.format(more)), "who", ("法定代表人(签字)", "法定代表人")) is None


def test_a_party_named_above_the_text_has_not_signed() -> None:
    text = "房主：张三\n借住人自2020年起借住于房主名下位于北京市的房屋，特此声明。\n房主签字："
    found = signature(sheets(text, ink=blots()), "who", ("房主签字", "房主"))
    assert found is not None and found.presence == "absent"


def test_name_keeps_its_place() -> None:
    sheet = sheets("法定代表人(签字)：乔祎")
    found = signature(sheet, "who", ("法定代表人(签字)",))
    assert found is not None and found.box is not None
    assert found.box.overlap(place_of(sheet[0].page, "乔祎")) > 0.9


@pytest.mark.parametrize(
    "row", ["经乙方（签字）并由双方各执一份后生效", "双方签字盖章后生效", "张三"]
)
def test_a_sentence_is_no_label(row: str) -> None:
    assert signature(sheets(row), "who", ("乙方(签字)",)) is None


@pytest.mark.parametrize(
    ("row", "seal", "presence"),
    [
        ("单位法入据签：元新飞", 0.235, "present"),  # beside the seal
        ("单位法太代媒/公字):郝泽佳", 0.235, "present"),
        ("单位法入据签：聚源世纪", 0.60, "unclear"),  # the seal's own words
        ("单位法人代表：元新飞", 0.235, None),  # nobody is asked to sign
        ("单位法入据签：元新飞", None, None),  # nothing covers it that could have damaged it
    ],
)
def test_a_label_under_a_seal_is_known_by_what_is_left(
    row: str, seal: float | None, presence: str | None
) -> None:
    made = page(row, ink=blots())
    line = made.lines[0].place()
    ring = Seal(
        kind="official", text="", ring="", centre="", confidence=0.0, shape="round",
        colour="grey", box=Box(line.x0, 0.0, seal or 1.0, 0.3),
    )  # fmt: skip
    grey = made.model_copy(update={"grey": True, "seals": (ring,) if seal else ()})
    found = signature([TextSheet.of(grey)], "who", ("单位法人代表(签字)",))
    assert (found and found.presence) == presence


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("有限公司", "official", None),  # a part of the ring, read as a name
        ("北京样例房屋租赁有限公司", "official", "北京样例房屋租赁有限公司"),  # it signs
        ("王样例", "name", "王样例"),
    ],
)
def test_words_of_a_ring_are_no_signature(text: str, kind: SealKind, value: str | None) -> None:
    made = page(f"出租人（签章）：{text}", ink=blots())
    ring = Seal(
        kind=kind, text="", ring=text if kind == "name" else "北京样例房屋租赁有限公司", centre="",
        confidence=0.9, shape="round", colour="grey", box=Box(0.2, 0.0, 1.0, 0.3),
    )  # fmt: skip
    grey = made.model_copy(update={"grey": True, "seals": (ring,)})
    found = signature([TextSheet.of(grey)], "who", ("出租人(签章)",))
    assert found is not None and found.value == value


def test_words_under_a_grey_seal_that_are_not_its_own_may_be_a_hand() -> None:
    made = page("出租人（签章）： | .5:吕民飞す", ink=blots())
    ring = Seal(
        kind="official", text="", ring="北京样例房屋租赁有限公司", centre="", confidence=0.4,
        shape="round", colour="grey", box=Box(0.45, 0.0, 1.0, 0.3),
    )  # fmt: skip
    grey = made.model_copy(update={"grey": True, "seals": (ring,)})
    found = signature([TextSheet.of(grey)], "who", ("出租人(签章)",))
    assert found is not None
    assert (found.value, found.presence) == (None, "unclear")
    assert found.box is not None and found.box.overlap(place_of(made, "吕民飞す")) > 0.9


def test_a_hand_that_reads_as_no_name_is_still_a_hand() -> None:
    found = signature(sheets("法定代表人(签字)：元新飞"), "who", ("法定代表人(签字)",))
    assert found is not None
    assert (found.value, found.presence) == (None, "present")


def test_text_that_is_no_name_is_there_unread() -> None:
    found = signature(
        sheets("法定代表人（签字）：王德水华三（加盖公章）"), "who", ("法定代表人(签字)",)
    )
    assert found is not None
    assert (found.value, found.presence) == (None, "present")


@pytest.mark.parametrize(
    ("ink", "presence"),
    [
        (None, "unclear"),
        (blots(), "absent"),
        (blots(Box(0.32, 0.075, 0.40, 0.10)), "present"),
        # A line to write on is not a signature.
        (blots(Box(0.28, 0.1005, 0.58, 0.1006)), "absent"),
    ],
)
def test_without_text_the_ink_tells(ink: object, presence: str) -> None:
    found = signature(sheets("法定代表人（签字）：", ink=ink), "who", ("法定代表人(签字)",))  # type: ignore[arg-type]
    assert found is not None
    assert (found.value, found.presence) == (None, presence)


def test_of_several_places_the_signed_one() -> None:
    sheet = sheets("乙方（签字）： | .6:2020年1月1日", "乙方（签字）：王伟")
    found = signature(sheet, "who", ("乙方(签字)",))
    assert found is not None and found.page is not None
    assert (found.value, found.page.page) == ("王伟", 2)


FORM = """
.50:申请人（签字）：王伟
.50:2024年5月4日
申请单位声明：本单位对该职工提供的材料进行了认真审核
.50:法人代表（签字）：李丽
.50:2024年5月6日
"""


@pytest.mark.parametrize(
    ("label", "day"), [("申请人(签字)", "2024-05-04"), ("法人代表(签字)", "2024-05-06")]
)
def test_the_nearest_date(label: str, day: str) -> None:
    found = signature_date(sheets(FORM), "day", (label,))
    assert found is not None and found.value == day


def test_no_date_of_the_next_signature() -> None:
    picture = FORM.replace(".50:2024年5月4日\n", "\n")
    assert signature_date(sheets(picture), "day", ("申请人(签字)",)) is None


def test_empty_date_is_absent_where_no_ink_is() -> None:
    found = signature_date(
        sheets(".50:申请人（签字）：王伟\n.55:年  月  日", ink=blots()), "day", ("申请人(签字)",)
    )
    assert found is not None
    assert (found.value, found.presence) == (None, "absent")


@pytest.mark.parametrize("day", ["2026年4月0日", "2026年13月 日", "年 月41日"])
def test_a_date_with_figures_that_are_no_day_is_not_empty(day: str) -> None:
    """It was filled in and not read, even if no ink is seen beside it."""
    found = signature_date(
        sheets(f".50:申请人（签字）：王伟\n.55:{day}", ink=blots()), "day", ("申请人(签字)",)
    )
    assert found is not None
    assert (found.value, found.presence) == (None, "unclear")


def test_picture_helper_puts_text_where_told() -> None:
    made = page(".50:甲 | .70:乙")
    assert [round(one.box.x0, 2) for one in made.lines] == [0.5, 0.7]


BLOCK = """
.12:甲方(盖章) | .61:乙方(签字)
.12:法定代表人（主要负责人）
.12:或委托代理人（签字或盖章） | .63:王样例
.16:赵样例
.12:2023年5月26日 | .6:2023年5月26日
"""


def test_a_name_under_a_label_without_a_colon_is_the_signature() -> None:
    """In the last block of a contract people sign below: this was reported as bare paper."""
    block = [TextSheet.of(page(BLOCK, ink=blots()))]
    found = signature(block, "who", ("乙方(签字)",))
    assert found is not None
    assert (found.value, found.presence) == ("王样例", "present")


def test_a_name_under_a_label_signs_though_the_ink_beside_it_is_in_doubt() -> None:
    found = signature([TextSheet.of(page(BLOCK))], "who", ("乙方(签字)",))
    assert found is not None and found.value == "王样例"


def test_a_name_under_several_labels_leaves_the_first_in_doubt() -> None:
    block = [TextSheet.of(page(BLOCK, ink=blots()))]
    found = signature(block, "who", ("甲方(盖章)",))
    assert found is not None
    assert (found.value, found.presence) == (None, "unclear")


@pytest.mark.parametrize(
    "below", ["2023年5月26日", "联系电话：13800000000", "北京样例测试有限公司"]
)
def test_what_is_no_name_under_a_label_signs_nothing(below: str) -> None:
    sheet = TextSheet.of(page(f".6:乙方(签字)\n\n.6:{below}", ink=blots()))
    found = signature([sheet], "who", ("乙方(签字)",))
    assert found is not None
    assert (found.value, found.presence) == (None, "absent")


@pytest.mark.parametrize(
    ("below", "value", "presence"),
    [(".6:汪样例", "汪样例", "present"), (".63:汪样例", None, "unclear"), ("", None, "absent")],
)
def test_a_name_right_under_a_label_with_a_colon(
    below: str, value: str | None, presence: str
) -> None:
    """There is room beside the label, but each party has a column of its own."""
    sheet = TextSheet.of(page(f".1:甲方(盖章) | .6:乙方(签字)：\n{below}", ink=blots()))
    found = signature([sheet], "who", ("乙方(签字)",))
    assert found is not None and (found.value, found.presence) == (value, presence)


def test_a_speck_in_the_mark_of_a_label() -> None:
    sheet = TextSheet.of(page("法人代表（.签字）：尹样例", ink=blots()))
    found = signature([sheet], "who", ("法人代表(签字)",))
    assert found is not None and found.value == "尹样例"


def test_ink_under_a_label_is_in_doubt_and_a_colon_asks_for_it_beside() -> None:
    ink = blots(Box(0.63, 0.125, 0.66, 0.15))
    for label, presence in (("乙方(签字)", "unclear"), ("乙方(签字)：", "absent")):
        found = signature([TextSheet.of(page(f".6:{label}", ink=ink))], "who", ("乙方(签字)",))
        assert found is not None
        assert (found.value, found.presence) == (None, presence), label


@pytest.mark.parametrize(
    ("below", "name", "presence"),
    [
        ("王样例", "王样例", "present"),
        ("以上内容已经本单位核对无误。", None, "absent"),
        ("土丰一八", None, "unclear"),
        ("", None, "absent"),
    ],
)
def test_a_name_on_the_line_after_its_label(below: str, name: str | None, presence: str) -> None:
    """There was no room for it behind the label at the end of a sentence."""
    picture = f"""
    .07:本人声明：以上所填内容及所附材料真实、准确，愿承担相应责任。申请人签字：
    .07:{below}
    .07:用人单位意见：
    """
    found = signature(sheets(picture, ink=blots()), "who", ("申请人(签字)",))
    assert found is not None and (found.value, found.presence) == (name, presence)


def test_ink_on_the_line_after_a_label_may_be_the_signature() -> None:
    picture = ".07:以上所填内容及所附材料真实、准确，愿承担相应责任。申请人签字："
    below = blots(Box(0.08, 0.115, 0.15, 0.135))
    found = signature(sheets(picture, ink=below), "who", ("申请人(签字)",))
    assert found is not None and found.presence == "unclear"
