"""What reports, summaries and the terminal say of the engines that read."""

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from core.models.report import Readers, Report
from pipeline.reporting.html import render_html
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.pictures import NoPictures
from pipeline.reporting.readers import sentences
from pipeline.reporting.summary import batch_summary, render_summary_html, summarise
from pipeline.reporting.terminal import print_report, print_summary

Make = Callable[..., Report]
BOTH = Readers(engine="one 1.0", second="two 2.0")
ALONE = Readers(engine="one 1.0")
OPEN = ALONE.model_copy(update={"left_open": 3})
UNMEASURED = Readers(engine="<three> 3.0", measured=False)


def printed(show: Callable[[Console], None]) -> str:
    out = io.StringIO()
    show(Console(file=out, width=400, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize(
    ("readers", "zh", "en"),
    [
        (ALONE, "没有数值仅因此存疑", "no value stays unsure"),
        (OPEN, "3 个数值仅因此存疑", "3 value(s) stay unsure"),
        (UNMEASURED, "全部留待人工核对", "all is left to a person"),
    ],
)
def test_what_readers_leave_open_is_said_once_everywhere(
    readers: Readers, zh: str, en: str, make: Make
) -> None:
    report = make().model_copy(update={"readers": readers})
    summary = batch_summary([summarise(report), summarise(report)])
    languages: tuple[tuple[Language, str], ...] = (("zh", zh), ("en", en))
    for lang, words in languages:
        for text in (
            render_html(report, NoPictures(), lang),
            render_summary_html(summary, lang) if readers is not OPEN else words,
            printed(lambda console, lang=lang: print_report(report, console, lang)),
        ):
            assert text.count(words) == 1
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_a_batch_is_told_in_one_sentence(make: Make) -> None:
    """Values are counted over its packets; one that failed had no readers."""
    reports = [make().model_copy(update={"readers": one}) for one in (ALONE, OPEN, OPEN, None)]
    summary = batch_summary([summarise(report) for report in reports])
    said = printed(lambda console: print_summary(summary, console))
    assert said.count("未安装第二识别引擎") == 1 and "6 个数值" in said
    assert "6 个数值" in render_summary_html(summary)


def test_nothing_is_said_where_nothing_is_left_open() -> None:
    assert sentences([BOTH, None], ReportWords("zh")) == []


def test_readers_without_curves_are_not_asked_for_a_second_one() -> None:
    """Another engine beside them would settle nothing."""
    (said,) = sentences([UNMEASURED, UNMEASURED], ReportWords("en"))
    assert "<three> 3.0" in said


def test_an_engines_name_is_no_markup(make: Make) -> None:
    report = make().model_copy(update={"readers": UNMEASURED})
    assert "<three>" not in render_html(report, NoPictures())
