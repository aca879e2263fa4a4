"""One way to count: what bar, queue, report, terminal and state file say of a packet is one thing.

The reports are real ones: packets of invented papers, judged by every rule.
"""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from core.models.document import Document
from core.models.report import Report
from pipeline.judging import judge_material
from pipeline.reporting.count import counted, shown_outcome
from pipeline.reporting.html import render_html
from pipeline.reporting.names import ReportWords
from pipeline.reporting.pictures import NoPictures
from pipeline.reporting.summary import summarise
from pipeline.reporting.terminal import print_report
from pipeline.unattended.watch.status import state_of, write_status
from review.packets import load
from review.queue import rows
from review.web.pages import environment
from tests.review.conftest import Put, lacking, material
from tests.review.desk import doubtful
from tests.review.test_browser import settled_papers
from validators.policy import load_policy

ACCEPT = ReportWords("zh").say("outcome.accept")
PACKETS: dict[str, tuple[tuple[Document, ...], dict[str, object]]] = {
    "doubts": (lacking(), {}),
    "doubtful": (doubtful(), {}),
    "settled": (settled_papers(), {}),
    "one paper": (lacking()[:1], {}),
    "nothing": ((), {}),
    "no service": (lacking(), {"service": None}),
    "no record": (lacking(), {"record_broken": True}),
    "neither": (lacking(), {"service": None, "record_broken": True}),
    "unread": (lacking(), {"unread": ("扫描件.pdf 第 1 页",)}),
}


def report_of(name: str) -> Report:
    papers, more = PACKETS[name]
    return judge_material(material(*papers, **more), load_policy())


@pytest.mark.parametrize("name", PACKETS)
def test_report_terminal_state_file_and_summary_count_alike(name: str, tmp_path: Path) -> None:
    report = report_of(name)
    count, shown = counted(report), shown_outcome(report)
    line = ReportWords("zh").say("count.line", **count._asdict())
    page = render_html(report, NoPictures())
    told = dict(re.findall(r'href="#(supply|review)">[^<]*<b>(\d+)</b>', page))
    assert int(told.get("supply", 0)) == count.fails
    assert int(told.get("review", 0)) == count.doubts
    assert len(re.findall(r'<li value="\d+"><p class="say">', page)) == count.fails + count.advice
    heading = re.search(r'<h1 id="h-outcome">([^<]*)</h1>', page)
    assert heading is not None and heading[1] == ReportWords("zh").say(f"outcome.{shown}")
    out = io.StringIO()
    print_report(report, Console(file=out, width=400))
    assert line in out.getvalue()
    state = state_of(report, "zh")
    path = write_status(report, state, "p-0", tmp_path, "zh")
    assert line in path.read_text("utf-8-sig")
    summary = summarise(report)
    assert (summary.fail_reject, summary.fail_supplement, summary.fail_advisory) == count[:3]
    assert (summary.review, summary.shown) == (count.doubts, shown)


@pytest.mark.parametrize("name", PACKETS)
def test_nobody_is_told_to_accept_beside_an_open_point(name: str, tmp_path: Path) -> None:
    report = report_of(name)
    if not counted(report).doubts:
        return
    out = io.StringIO()
    print_report(report, Console(file=out, width=400))
    state = state_of(report, "zh")
    told = write_status(report, state, "p-0", tmp_path, "zh").read_text("utf-8-sig")
    for text in (render_html(report, NoPictures()), out.getvalue(), told):
        assert ACCEPT not in text
    assert state != "受理" and summarise(report).shown != "accept"


def test_advice_that_is_open_is_told_as_something_for_a_person() -> None:
    """The contract's outcome is accept then; what people are told is not."""
    report = report_of("settled")
    advice = next(one for one in report.findings if one.severity == "advisory")
    open_ = advice.model_copy(update={"status": "review"})
    only = report.model_copy(update={"findings": (open_,), "outcome": "accept"})
    assert (only.outcome, shown_outcome(only)) == ("accept", "review")
    assert ACCEPT not in render_html(only, NoPictures())


@pytest.mark.parametrize("name", [name for name in PACKETS if name != "nothing"])
def test_bar_and_queue_count_as_the_report_does(put: Put, name: str) -> None:
    papers, more = PACKETS[name]
    context = put(*papers, **more)
    packet = load(context.store, context.packet)
    count = counted(packet.first)
    (row,) = rows(context.store)
    assert (row.fails, row.doubts) == (count.fails, count.doubts)
    assert len(packet.standing.doubts) == count.doubts
    assert row.outcome == packet.standing.outcome == shown_outcome(packet.first)
    bar = environment().get_template("parts/bar.html")
    assert "count.doubts" in bar.environment.loader.get_source(bar.environment, bar.name)[0]  # type: ignore[union-attr,arg-type]
