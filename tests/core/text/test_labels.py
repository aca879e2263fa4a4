"""Values at labels: after, beside and below them, however both are broken into lines."""

import pytest

from core.text.cells import value_at
from core.text.labels import find_labels
from core.text.sheet import Piece, TextSheet
from core.text.values import (
    Reader,
    TextValue,
    read_address,
    read_company,
    read_date,
    read_person,
    read_text,
)
from tests.extractors.sheets import page, place_of, sheets

STOPS = (
    "姓名",
    "性别",
    "民族",
    "出生日期",
    "住址",
    "单位名称",
    "统一社会信用代码",
    "电话",
    "联系电话",
)


def find(
    picture: str,
    label: str,
    read: Reader = read_text,
    *,
    stops: tuple[str, ...] = STOPS,
    below: bool = False,
    lines: int = 1,
) -> tuple[TextSheet, TextValue | None]:
    """The first value found at the label."""
    (sheet,) = sheets(picture)
    for found in find_labels(sheet, (label,)):
        value = value_at(sheet, found, read, stops, below=below, lines=lines)
        if value is not None:
            return sheet, value
    return sheet, None


def text_at(picture: str, label: str, read: Reader = read_text, **options: object) -> str | None:
    _, value = find(picture, label, read, **options)  # type: ignore[arg-type]
    return value.value if value else None


@pytest.mark.parametrize(
    "picture",
    [
        "姓名：张三",
        "姓名:张三",
        "姓 名：张 三",
        "姓　　名 张三",
        "姓名（签字）：张三",
        "姓名 | 张三",
        "姓名： | 张三",
        "姓 | 名 | 张三",
        "1.姓名：张三",
        "（一）姓名：张三",
        "姓名：张三 性别：男",
        "姓名：张三性别：男",
        "单位名称：样例公司 姓名：张三",
        "姓名：张三 | 性别：男",
        "姓名 | 张三 | 性别 | 男",
        "性别 | 男 | 姓名 | 张三",
        "姓名：张三 | 李四",
    ],
)
def test_after_or_beside_its_label(picture: str) -> None:
    assert text_at(picture, "姓名", read_person) == "张三"


@pytest.mark.parametrize(
    "picture",
    [
        "姓名：",
        "姓名",
        "姓名 | 性别 | 男",
        "姓名： | 性别：男",
        "姓名：性别：男",
        "姓名：性别：男 | 李四",
        "曾用姓名张三",  # part of another word
        "请填写姓名以便联系",
        "性别 | 男",
        "姓名：\n张三",  # what stands below is taken only where it is said so
        "姓名 | .85:张三",  # too far to be its value
    ],
)
def test_nothing_stands_at_it(picture: str) -> None:
    assert text_at(picture, "姓名", read_person) is None


def test_a_value_below_its_label() -> None:
    picture = """
    姓名 | .4:性别
    张三 | .4:男
    """
    assert text_at(picture, "姓名", read_person, below=True) == "张三"
    assert text_at("姓名\n性别", "姓名", read_text, below=True) is None
    assert text_at("姓名\n\n\n\n张三", "姓名", read_person, below=True) is None


def test_a_long_label_may_have_one_wrong_character() -> None:
    assert text_at("统一社会信甩代码：ABC", "统一社会信用代码") == "ABC"
    assert text_at("统二社会信甩代码：ABC", "统一社会信用代码") is None
    assert text_at("姓各：张三", "姓名") is None  # a short one may not


def test_the_exact_label_comes_first() -> None:
    picture = """
    统一社会信甩代码：WRONG
    统一社会信用代码：RIGHT
    """
    assert text_at(picture, "统一社会信用代码") == "RIGHT"


def test_a_label_is_not_the_start_of_a_longer_one() -> None:
    stops = (*STOPS, "电话号码归属地")
    assert text_at("电话号码归属地：北京", "电话", stops=stops) is None
    assert text_at("联系电话：123", "电话") is None


def test_a_label_broken_over_two_lines_with_its_value_between() -> None:
    picture = """
    .1:学历证书编 | .5:毕业时间
    ^.3:12345 | .62:2020
    ^.1:号
    """
    assert text_at(picture, "学历证书编号", stops=("毕业时间", "学历证书编号")) == "12345"


def test_a_value_of_several_lines_in_its_cell() -> None:
    picture = """
    .3:北京市东城区样例街道
    ^.1:住址
    ^.3:样例路12号院3号楼
    .1:电话 | .3:13800000000
    """
    _, value = find(picture, "住址", read_address, lines=3)
    assert value is not None
    assert value.value == "北京市东城区样例街道样例路12号院3号楼"


def test_a_cell_ends_where_the_next_row_begins() -> None:
    picture = """
    .1:单位名称 | .3:北京样例科技
    .1:住址 | .3:东城区样例路12号
    """
    assert text_at(picture, "单位名称", read_company, lines=3) == "北京样例科技"


def test_a_value_that_runs_on_below() -> None:
    picture = """
    .1:住址：北京市东城区样例街道样例社区样例小区样例路样例胡同样例
    .16:十二号院三号楼
    .1:电话：13800000000
    """
    value = text_at(picture, "住址", read_address, lines=3)
    assert value == "北京市东城区样例街道样例社区样例小区样例路样例胡同样例十二号院三号楼"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("北京市东城区样例街道样例社区样例小区样例路15栋1层5、6", "7.8号", "15栋1层5、6、7、8号"),
        ("北京市东城区样例街道样例社区样例小区样例路样例15号楼", "7.8号", "样例15号楼7.8号"),
        ("北京市东城区样例街道样例社区样例小区样例路样例15号10", "25室", "样例15号1025室"),
    ],
)
def test_numbers_of_a_list_stay_apart_over_a_line_s_end(
    first: str, second: str, whole: str
) -> None:
    picture = f".1:住址：{first}\n.16:{second}"
    value = text_at(picture, "住址", read_address, lines=3)
    assert value is not None and value.endswith(whole)


def test_a_short_value_does_not_run_on() -> None:
    picture = """
    .1:住址：东城区样例路
    .16:以下空白处由审核人填写
    """
    assert text_at(picture, "住址", read_address, lines=3) == "东城区样例路"


def test_of_two_places_the_upper_comes_first() -> None:
    assert text_at("姓名：张三\n姓名：李四", "姓名", read_person) == "张三"


def test_a_place_without_a_readable_value_leaves_the_next() -> None:
    assert text_at("出生日期：不详\n出生日期：1990年3月7日", "出生日期", read_date) == "1990-03-07"


def test_the_values_place() -> None:
    picture = "姓名：张三性别：男 | 出生日期：1990年3月7日"
    sheet, value = find(picture, "出生日期", read_date)
    assert value is not None and value.piece.box == place_of(sheet.page, "1990年3月7日")
    sheet, value = find(picture, "姓名", read_person)
    assert value is not None and value.piece.box == place_of(sheet.page, "张三")


@pytest.mark.parametrize(
    ("picture", "clean"),
    [("姓名：张三", True), ("姓名", True), ("姓名 张三", True), ("姓名张三", False)],
)
def test_what_is_surely_a_label(picture: str, clean: bool) -> None:
    (sheet,) = sheets(picture)
    assert next(find_labels(sheet, ("姓名",))).clean is clean


def test_an_empty_piece_is_no_place() -> None:
    assert Piece(()).box is None and not Piece(())


@pytest.mark.parametrize(
    ("picture", "rest"),
    [
        ("姓 | 名 胡梓梅", "胡梓梅"),
        ("姓 | 名：胡梓梅", "胡梓梅"),
        ("姓 | 名 | 胡梓梅", ""),
        ("姓 | 名称甲", None),
    ],
)
def test_a_label_whose_last_part_was_read_with_the_value(picture: str, rest: str | None) -> None:
    sheet = TextSheet.of(page(picture))
    found = [sheet.folded[it.line][it.end :] for it in find_labels(sheet, ("姓名",))]
    assert found == ([] if rest is None else [rest])
