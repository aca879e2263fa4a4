"""The summary of a batch as JSON, page and workbook, and on the terminal."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rich.console import Console

from core.models.filing import StatedValue, UnitDifference
from core.models.report import Report
from pipeline.reporting.sheets import render_xlsx
from pipeline.reporting.summary import (
    batch_summary,
    failed_packet,
    render_summary_html,
    summarise,
    write_summary,
)
from pipeline.reporting.tally import BatchSummary
from pipeline.reporting.terminal import print_report, print_summary
from tests.pipeline.reporting.conftest import ID_NUMBER, MASKED, finding

Make = Callable[..., Report]


@pytest.fixture
def batch(make: Make) -> BatchSummary:
    return batch_summary([summarise(make()), failed_packet("二号", "文件已损坏")])


def printed(show: Callable[[Console], None]) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    show(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_packet_is_counted(make: Make) -> None:
    packet = summarise(make())
    assert (packet.fail_reject, packet.fail_supplement, packet.fail_advisory) == (0, 2, 0)
    assert (packet.review, packet.passed, packet.not_checked) == (1, 1, 1)
    assert [p.rule for p in packet.problems] == ["RES-LEASE-6M", "COMPLETE-NEW", "GEN-NAME-EQUAL"]
    assert packet.applicant == f"张三 {MASKED}"


def test_the_batch_counts_its_outcomes(batch: BatchSummary) -> None:
    assert {k: v for k, v in batch.outcomes.items() if v} == {"supplement": 1, "failed": 1}
    assert BatchSummary.model_validate_json(batch.model_dump_json()) == batch


def test_a_workbook_s_sheet_is_not_asked_for_its_last_row(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To answer, it looks at all its cells: each row would cost as much as all before it."""
    asked: list[int] = []
    rows = Worksheet.max_row.fget
    monkeypatch.setattr(
        Worksheet, "max_row", property(lambda sheet: asked.append(1) or rows(sheet))
    )
    render_xlsx(batch_summary([summarise(make()) for _ in range(20)]))
    few = len(asked)
    render_xlsx(batch_summary([summarise(make()) for _ in range(40)]))
    assert len(asked) == 2 * few  # once a sheet when it is written, however many rows it has


def test_the_page_links_to_the_reports(make: Make) -> None:
    summary = batch_summary([summarise(make(packet="a b#?<&"), folder="a b#?<&")])
    assert 'href="a%20b%23%3F%3C%26/report.html"' in render_summary_html(summary)
    # where the folder's name is somebody's number, a link would tell it
    summary = batch_summary([summarise(make(packet="a"), folder=f"a {ID_NUMBER}")])
    html = render_summary_html(summary)
    assert f">a {MASKED}<" in html and ID_NUMBER not in html


def test_differences_of_one_unit_name_all_sides_everywhere(make: Make) -> None:
    said = (
        StatedValue(text="赵六<", packets=("一号", "三号")),
        StatedValue(text="=钱七", packets=(ID_NUMBER,)),
    )
    told = UnitDifference(unit="甲公司", what="法定代表人", what_en="Legal rep", said=said)
    summary = batch_summary([summarise(make())], [told])
    assert BatchSummary.model_validate_json(summary.model_dump_json()) == summary
    assert summary.differences[0].said[1].packets == (MASKED,)
    html = render_summary_html(summary)
    terminal = " ".join(printed(lambda console: print_summary(summary, console)).split())
    for word in ("甲公司", "法定代表人", "一号、三号", MASKED):
        assert word in html and word in terminal
    assert "赵六&lt;" in html and "Legal rep" in render_summary_html(summary, "en")
    sheet = load_workbook(io.BytesIO(render_xlsx(summary))).worksheets[2]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["甲公司", "法定代表人", "赵六<", "一号、三号"], ["甲公司", "法定代表人", "=钱七", MASKED],
    ]  # fmt: skip
    assert "不同" not in render_summary_html(batch_summary([summarise(make())]))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(make: Make, start: str) -> None:
    attack = f'{start}HYPERLINK("http://x","y")'
    report = make(findings=(finding(attack, message=attack),), packet=attack)
    summary = batch_summary([summarise(report), failed_packet(attack, attack)])
    book = load_workbook(io.BytesIO(render_xlsx(summary)))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    hostile = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert len(hostile) >= 4
    assert all(cell.quotePrefix for cell in hostile)


def test_the_workbook_has_a_row_a_packet_and_a_row_a_problem(batch: BatchSummary) -> None:
    book = load_workbook(io.BytesIO(render_xlsx(batch)))
    packets, problems = book.worksheets
    assert (packets.max_row, problems.max_row) == (3, 4)
    assert packets["A2"].value == "一号"
    assert packets["B3"].value == "未能完成"
    assert problems["D2"].value == "租期不足"


def test_a_rerun_replaces_the_files(batch: BatchSummary, tmp_path: Path) -> None:
    write_summary(batch, tmp_path)
    written = write_summary(batch, tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert {path.name for path in written} == {"summary.json", "summary.html", "summary.xlsx"}


def test_a_terminal_is_told_the_outcome_and_the_problems(make: Make) -> None:
    told = finding("GEN-IDNO-EQUAL", message=f"[bold]号码 {ID_NUMBER}")
    report = make(findings=(told, *make().findings))
    said = printed(lambda console: print_report(report, console))
    assert said.startswith("一次性告知补正")
    assert f"[bold]号码 {MASKED}" in said
    assert ID_NUMBER not in said
    assert "照片符合" not in said
    assert "c.pdf：无法读取 文件已损坏" in said


def test_a_terminal_is_told_the_batch(batch: BatchSummary) -> None:
    said = printed(lambda console: print_summary(batch, console))
    assert "一号" in said
    assert "租期不足" in said
    assert "2 个材料包：一次性告知补正 1，未能完成 1" in said
