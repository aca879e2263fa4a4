"""Sheets: rows, parts, pieces and the running text, all keeping their places."""

import pytest

from core.models.geometry import Box, union
from core.models.page import Page
from core.text.sheet import Flow, TextSheet
from tests.extractors.sheets import line, place_of, sheets


def rows(sheet: TextSheet) -> list[list[str]]:
    return [[sheet.lines[i].text for i in row] for row in sheet.rows]


def test_rows_run_from_left_to_right() -> None:
    (sheet,) = sheets("甲 | 乙 | 丙\n丁 | .6:戊")
    assert rows(sheet) == [["甲", "乙", "丙"], ["丁", "戊"]]


def test_rows_of_lines_that_stand_a_little_higher() -> None:
    lines = (line("右", 0.5, 0.205), line("左", 0.1, 0.2), line("下", 0.1, 0.23))
    page = Page(file="a", number=1, width=100, height=140, lines=lines)
    assert rows(TextSheet.of(page)) == [["左", "右"], ["下"]]


def test_what_lies_above_another_is_no_row() -> None:
    lines = (line("一行文字", 0.1, 0.2), line("另一行字", 0.1, 0.21))
    page = Page(file="a", number=1, width=100, height=140, lines=lines)
    assert rows(TextSheet.of(page)) == [["一行文字"], ["另一行字"]]


def test_an_empty_page_is_a_sheet() -> None:
    sheet = TextSheet.of(Page(file="a", number=1, width=100, height=140))
    assert (sheet.rows, sheet.folded, sheet.line_height) == ((), (), 0.02)
    assert Flow([sheet]).text == ""


def test_parts_of_a_page() -> None:
    (sheet,) = sheets("甲 | .6:乙\n丙 | .6:丁")
    assert [ln.text for ln in sheet.within(x0=0.5).lines] == ["乙", "丁"]
    lower = sheet.within(0.11)
    assert [ln.text for ln in lower.lines] == ["丙", "丁"]
    assert [ln.text for ln in lower.within(x0=0.5).lines] == ["丁"]
    assert lower.within(0.0, 0.5, 0.5).zone == Box(0.5, 0.11, 1.0, 0.5)
    assert [ln.text for ln in sheet.part(lambda ln: ln.text == "丙").lines] == ["丙"]


def test_pieces() -> None:
    (sheet,) = sheets("姓名：张 三（签字）")
    piece = sheet.piece(0, 3, 6)
    assert (piece.text, piece.dense().text, piece[0:1].text) == ("张 三", "张三", "张")
    assert sheet.piece(0, 2).strip(" :()").text == "张 三（签字"
    assert piece.box == place_of(sheet.page, "张 三")
    assert piece.page == sheet.ref


def test_a_piece_of_two_lines_lies_around_both() -> None:
    (sheet,) = sheets("北京市东城区\n.3:样例路")
    piece = sheet.piece(0, 2) + sheet.piece(1)
    wanted = union([place_of(sheet.page, "市东城区"), place_of(sheet.page, "样例路")])
    assert piece.box == wanted and piece.text == "市东城区样例路"


def test_a_piece_over_two_pages_lies_on_the_first() -> None:
    first, second = sheets("上页", "下页")
    piece = first.piece(0) + second.piece(0)
    assert piece.page is not None and piece.page.page == 1
    assert piece.box == place_of(first.page, "上页")


def test_a_piece_is_as_sure_as_its_worst_character() -> None:
    (sheet,) = sheets("好 | ?差")
    assert (sheet.piece(0).confidence, sheet.piece(1).confidence) == (0.99, 0.4)
    assert (sheet.piece(0) + sheet.piece(1)).confidence == 0.4
    assert sheet.piece(0, 0, 0).confidence == 0.0


def test_the_flow_maps_back() -> None:
    first, second = sheets("本合同 自２０２５年\n３月１日起", "至 2026 年止")
    flow = Flow([first, second])
    assert flow.text == "本合同自2025年3月1日起至2026年止"
    piece = flow.find(r"自(.+?)起")
    assert piece is not None
    assert piece.text == "２０２５年３月１日"
    wanted = [place_of(first.page, "２０２５年"), place_of(first.page, "３月１日")]
    assert piece.box == pytest.approx(union(wanted))
    later = flow.find(r"至(\d+)")
    assert later is not None and later.page is not None and later.page.page == 2
    assert flow.find("没有") is None
    assert [p.text for p in flow.find_all(r"([0-9]+)年")] == ["２０２５", "2026"]


def test_what_stands_between_lines_is_no_text() -> None:
    (sheet,) = sheets("甲 | 乙\n丙")
    flow = Flow([sheet], between="\n", beside="\t")
    assert flow.text == "甲\t乙\n丙"
    assert flow.piece(0, 5).text == "甲乙丙"
    assert flow.find("\n", 0) is None


def test_a_menu_beside_the_page_does_not_part_a_row() -> None:
    """A skewed row: what stands left of it is level with its far end only."""
    menu, late = line("菜单", 0.02, 0.197), line("2024-07", 0.40, 0.199)
    label, early = line("所属期:", 0.15, 0.209), line("2024-01", 0.28, 0.206)
    below = line("下一行", 0.15, 0.240)
    lines = (menu, late, label, early, below)
    sheet = TextSheet.of(Page(file="a", number=1, width=100, height=100, lines=lines))
    assert rows(sheet) == [["菜单", "所属期:", "2024-01", "2024-07"], ["下一行"]]
