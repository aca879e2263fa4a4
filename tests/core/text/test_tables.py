"""Rows that a table left out, told by the beat of the others, and where its columns end."""

import pytest

from core.models.page import Page
from core.text.rows import Row, with_lost
from core.text.sheet import TextSheet
from core.text.table import Column, find_table
from tests.extractors.sheets import sheets

BARE = TextSheet(Page(file="drawn", number=1, width=1000, height=1414, lines=()), ())


def rows(*at: float) -> list[Row]:
    return [Row(y) for y in at]


def test_a_row_that_dust_hides_is_an_empty_one() -> None:
    found = with_lost(rows(0.10, 0.12, 0.14, 0.18, 0.20, 0.22), BARE)
    assert [round(row.y, 2) for row in found] == [0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22]


def test_too_few_rows_have_no_beat() -> None:
    few = rows(0.10, 0.12, 0.16)
    assert with_lost(few, BARE) == few


def test_rows_side_by_side_have_no_beat() -> None:
    """Two tables beside each other: half of the distances are none."""
    beside = rows(0.10, 0.10, 0.12, 0.12, 0.14, 0.14)
    assert with_lost(beside, BARE) == beside


def test_a_short_heading_is_known_but_for_a_letter_that_was_doubted() -> None:
    columns = (
        Column("period", ("所属期",), "month"),
        Column("income", ("本期收入",), "amount"),
        Column("tax", ("应纳税额",), "amount"),
        Column("fund", ("住房公积金",), "amount"),
    )
    heads = "{}:所异期 | .40:本期收入 | .60:应纳税额 | .80:住房公积金\n"
    picture = heads + ".20:2024-01 | .40:9.00 | .60:1.00"
    doubted = find_table(*sheets(picture.format("?.20")), columns)
    assert doubted is not None and doubted.rows[0].cells["period"].text == "2024-01"
    sure = find_table(*sheets(picture.format(".20")), columns)
    assert sure is not None and "period" not in sure.rows[0].cells


def test_a_column_whose_edge_moves_on_stays_in_the_table() -> None:
    """On a page seen aslant the last months stand wholly left of their heading."""
    columns = (
        Column("period", ("月份",), "month"),
        Column("income", ("收入",), "amount"),
        Column("tax", ("税额",), "amount"),
    )
    picture = ".20:月份 | .40:收入 | .60:税额\n" + "\n".join(
        f".{1980 - 35 * n}:2024-{n % 12 + 1:02d} | .40:{n}00.00 | .60:{n}.00" for n in range(12)
    )
    table = find_table(*sheets(picture), columns)
    assert table is not None
    assert [row.cells["period"].text for row in table.rows] == [
        f"2024-{n % 12 + 1:02d}" for n in range(12)
    ]


INCOME = (
    Column("period", ("税款所属期", "所属期"), "month"),
    Column("income", ("本期收入",), "amount"),
    Column("tax", ("应纳税额",), "amount"),
    Column("fund", ("住房公积金",), "amount"),
)


@pytest.mark.parametrize(
    ("head", "cells", "wanted"),
    [
        ("序号税教所嵩期", "{}", "2024-01"),  # misread and joined to its neighbour
        ("入账时间", "{}", None),  # months of something else
        ("税教所嵩期", "{} 至 {}", None),  # start and end are two columns
    ],
)
def test_a_column_of_months_is_known_by_its_cells(
    head: str, cells: str, wanted: str | None
) -> None:
    heads = f".20:{head} | .40:本期收入 | .60:应纳税额 | .80:住房公积金\n"
    rows = [cells.replace("{}", f"2024-0{n}") for n in range(1, 5)]
    body = "\n".join(f".20:{row} | .40:9.00 | .60:1.00 | .80:2.00" for row in rows)
    table = find_table(*sheets(heads + body), INCOME)
    assert table is not None
    first = table.rows[0].get("period")
    assert (first.text if first else None) == wanted


def test_the_number_of_a_row_before_the_table_is_not_part_of_its_first_cell() -> None:
    heads = ".235:所属期 | .40:本期收入 | .60:应纳税额 | .80:住房公积金\n"
    body = "\n".join(f".20:{n} 2024-0{n} | .40:9.00 | .60:1.00" for n in range(1, 5))
    table = find_table(*sheets(heads + body), INCOME)
    assert table is not None
    assert [row.cells["period"].text for row in table.rows] == [f"2024-0{n}" for n in range(1, 5)]


INSURANCE = (
    Column("period", ("缴费起止年月",), "month"),
    Column("months", ("月数",), "amount"),
    Column("base", ("年缴费基数",), "amount"),
)


def test_a_span_that_a_narrow_cell_broke_is_one_cell() -> None:
    picture = """
    .05:缴费起止年月 | .25:月数 | .4:年缴费基数
    .05:2018-01
    ^ .27:12 | .42:158400
    ^ .05:至2018-12
    .05:2019-01
    ^ .27:12 | .42:174000
    ^ .05:至2019-12
    """
    table = find_table(sheets(picture)[0], INSURANCE)
    assert table is not None
    assert [row.cells["period"].folded for row in table.rows] == [
        "2018-01至2018-12", "2019-01至2019-12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "rest", "whole"),
    [
        ("2018-01至2018-", "12", "2018-01至2018-12"),
        ("2018年1月至", "2018年12月", "2018年1月至2018年12月"),
        ("2018-", "01", "2018-01"),
    ],
)
def test_a_date_that_a_narrow_cell_broke_is_one_cell(first: str, rest: str, whole: str) -> None:
    picture = f"""
    .05:缴费起止年月 | .25:月数 | .4:年缴费基数
    .05:{first}
    ^ .27:12 | .42:158400
    ^ .08:{rest}
    .05:2019-01
    .27:11 | .42:174000
    """
    table = find_table(sheets(picture)[0], INSURANCE)
    assert table is not None
    assert table.rows[0].cells["period"].folded == whole
    assert table.rows[0].cells["months"].folded == "12"


def test_a_table_ends_at_its_notes() -> None:
    heads = ".2:所属期 | .40:本期收入 | .60:应纳税额\n"
    body = "\n".join(f".20:2024-0{n} | .40:9.00 | .60:1.00" for n in range(1, 5))
    notes = "\n.12:备注：1.共4个月 | .40:金额单位：元\n.12:2.不作为凭证 | .40:请妥善保管"
    table = find_table(*sheets(heads + body + notes), INCOME)
    assert table is not None and len(table.rows) == 4


def test_months_below_one_another_are_cells_of_their_own() -> None:
    heads = ".2:所属期 | .40:本期收入 | .60:应纳税额\n"
    body = "\n".join(f".20:2024年{n}月 | .40:9.00 | .60:1.00" for n in range(9, 13))
    table = find_table(*sheets(heads + body), INCOME)
    assert table is not None
    assert [row.cells["period"].text for row in table.rows] == [
        f"2024年{n}月" for n in range(9, 13)
    ]


def test_items_of_the_notes_are_no_row() -> None:
    heads = ".2:所属期 | .40:本期收入 | .60:应纳税额\n"
    body = "\n".join(f".20:2024-0{n} | .40:9.00 | .60:1.00" for n in range(1, 5))
    notes = (
        "\n.12:说明：1.本记录涉及敏感信息，请妥善保存；2.您可以通过以下方式验证本记录的"
        "\n.12:真伪，详见网站；| .41:3 | .5:.不同打印设备"
    )
    table = find_table(*sheets(heads + body + notes), INCOME)
    assert table is not None and len(table.rows) == 4
