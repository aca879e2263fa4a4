"""Other days and dates: in the sentences, on the page, in the calendar."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from core.models.base import Wording
from core.models.finding import Outcome
from core.models.outlook import (
    Cure,
    Deadline,
    Later,
    Limit,
    Option,
    Outlook,
    OutlookChoice,
    PolicyGap,
)
from core.models.report import Report
from pipeline.reporting import NoPictures
from pipeline.reporting.ahead import dates, sentences
from pipeline.reporting.html import render_html
from pipeline.reporting.ics import WIDTH, escape, fold, render_ics
from pipeline.reporting.names import ReportWords
from pipeline.reporting.terminal import print_report
from tests.pipeline.reporting.conftest import ID_NUMBER
from validators.policy import load_policy

Make = Callable[..., Report]
DAY = date(2025, 10, 15)
ZH, EN = ReportWords("zh"), ReportWords("en")


def limit(day: date = date(2025, 11, 30), documents: tuple[str, ...] = ("D2",)) -> Limit:
    return Limit(rule="RES-LEASE-6M", title=Wording(zh="租期尚余6个月以上", en="Lease"), day=day,
                 message=Wording(zh="太短", en="short"), becomes="fail", section="六（二）常规8",
                 documents=documents)  # fmt: skip


def cure(day: date = date(2025, 12, 1)) -> Cure:
    return Cure(rule="UNIT-AGE-1Y", title=Wording(zh="注册成立满1年", en="A year old"), day=day,
                section="二（一）2")  # fmt: skip


def step(day: date, **more: Any) -> Deadline:
    said, more_said = (
        Wording(zh="交件", en="Hand in"),
        Wording(zh="逾期，退回；<b>", en="Late; <b>"),
    )
    given = {"id": "submit", "title": said, "detail": more_said, "section": "三"}
    given = {**given, "day": day, "start": DAY}
    return Deadline.model_validate(given | more)


def outlook(**more: Any) -> Outlook:
    return Outlook.model_validate({"searched_until": date(2026, 11, 19)} | more)


def with_(report: Report, *steps: Deadline, ahead: Outlook | None = None) -> Report:
    return report.model_copy(update={"outlook": ahead, "deadlines": steps})


def test_an_accepted_packet_says_until_when_and_which_paper_ends_it(make: Make) -> None:
    ahead = outlook(limits=(limit(), limit(date(2026, 1, 1), ())), valid_until=date(2025, 11, 30))
    report = with_(make(outcome="accept"), ahead=ahead)
    (said,) = sentences(report, ZH)
    assert said == f"材料有效至 2025-11-30（{load_policy().title('lease_contract')}）。"
    assert "2025-11-30" in sentences(report, EN)[0]


def test_an_accepted_packet_without_an_end_says_how_far_was_looked(make: Make) -> None:
    (said,) = sentences(with_(make(outcome="accept"), ahead=outlook()), ZH)
    assert "2026-11-19" in said and "有效" not in said
    gap = PolicyGap(day=date(2026, 7, 1), message=Wording(zh="没有数据", en="none"))
    (said,) = sentences(with_(make(outcome="accept"), ahead=outlook(gap=gap)), ZH)
    assert "2026-07-01" in said


def test_a_packet_not_accepted_is_never_called_valid(make: Make) -> None:
    report = with_(make(), ahead=outlook(limits=(limit(),), open=2))
    said = "".join(sentences(report, ZH))
    assert "有效至" not in said and "最早届满" in said and "另有 2 项" in said


@pytest.mark.parametrize(
    ("result", "words", "never"),
    [
        ("accept", "可以受理", "补正"),
        ("review", "仍待人工核对", "可以受理"),
        ("supplement", "仍须补正", "可以受理"),
    ],
)
def test_a_later_day_promises_no_more_than_its_outcome(
    make: Make, result: Outcome, words: str, never: str
) -> None:
    later = Later(day=date(2025, 12, 1), until=date(2025, 12, 31), outcome=result)
    said = "".join(sentences(with_(make(), ahead=outlook(cures=(cure(),), later=later)), ZH))
    assert "若于 2025-12-01 至 2025-12-31 提交" in said
    assert words in said and never not in said


def test_no_later_day_and_missing_figures_are_said(make: Make) -> None:
    gap = PolicyGap(day=date(2026, 7, 1), message=Wording(zh="没有数据", en="none"))
    said = sentences(with_(make(), ahead=outlook(cures=(cure(),), gap=gap)), ZH)
    assert "没有一天" in said[0] and "2026-07-01" in said[0]
    assert "尚未收录" in said[1]


def test_nothing_known_says_nothing(make: Make) -> None:
    assert sentences(make(), ZH) == sentences(with_(make(), ahead=outlook()), ZH) == []
    assert dates(make(), ZH) == []
    assert render_ics(make()) is None


def test_limits_that_end_with_the_same_paper_are_one_date(make: Make) -> None:
    other = limit().model_copy(update={"title": Wording(zh="另一条", en="Other")})
    (view,) = dates(with_(make(), ahead=outlook(limits=(limit(), other))), ZH)
    assert view.detail == "租期尚余6个月以上；另一条"
    steps = with_(make(), step(limit().day), ahead=outlook(limits=(limit(documents=()),)))
    assert [view.title for view in dates(steps, ZH)] == ["交件"]


def test_the_page_shows_the_section_with_all_its_text_escaped(make: Make) -> None:
    rented = Option(
        name=Wording(zh="（3）租住", en="(3) Rented"), state="lacking",
        lacks=("租赁<发票>",), lacks_en=("rent <invoice>",),
    )  # fmt: skip
    home = Wording(zh="住所证明", en="Residence")
    way = OutlookChoice(kind="branch", name=home, section="六（二）", options=(rented,))
    report = with_(make(), step(date(2025, 9, 1)), step(date(2025, 11, 3)),
                   ahead=outlook(limits=(limit(),), choices=(way,)))  # fmt: skip
    page = render_html(report, NoPictures())
    assert 'id="ahead"' in page and "时限与下一步" in page and "2025-11-03" in page
    assert "&lt;b&gt;" in page and "租赁&lt;发票&gt;" in page
    assert page.count('class="past"') == 1
    english = render_html(report, NoPictures(), "en")
    assert "Dates and next steps" in english and "Hand in" in english
    assert "(3) Rented" in english and "rent &lt;invoice&gt;" in english
    assert "租赁&lt;发票&gt;" not in english
    assert "没有可以推算的时限" in render_html(make(), NoPictures())


def test_the_terminal_has_the_sentences(make: Make) -> None:
    out = StringIO()
    print_report(with_(make(), ahead=outlook(limits=(limit(),))), Console(file=out, width=200))
    assert "2025-11-30" in out.getvalue()


def test_the_calendar_is_whole_days_from_the_filing_day_on(make: Make) -> None:
    report = with_(make(packet="一号"), step(date(2025, 9, 1)), step(date(2028, 2, 29)),
                   ahead=outlook(limits=(limit(DAY),)))  # fmt: skip
    content = render_ics(report)
    assert content is not None
    text = content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("DT")] == [
        "DTSTAMP:20251015T000000Z", "DTSTART;VALUE=DATE:20251015", "DTEND;VALUE=DATE:20251016",
        "DTSTAMP:20251015T000000Z", "DTSTART;VALUE=DATE:20280229", "DTEND;VALUE=DATE:20280301",
    ]  # fmt: skip
    assert "SUMMARY:[一号] 交件" in lines
    assert any(line.startswith("DESCRIPTION:逾期，退回；<b>\\n") for line in lines)
    ids = [line for line in lines if line.startswith("UID:")]
    assert len(set(ids)) == len(ids) == 2
    assert render_ics(report) == content


def test_no_one_is_named_in_the_calendar(make: Make) -> None:
    report = with_(make(packet=f"包{ID_NUMBER}"), step(DAY), ahead=outlook(limits=(limit(),)))
    text = (render_ics(report) or b"").decode().replace("\r\n ", "")
    assert ID_NUMBER not in text and "张三" not in text and "某某" not in text


def test_values_are_escaped() -> None:
    assert escape("a,b;c\\d\r\ne\x07") == "a\\,b\\;c\\\\d\\ne"
    assert "\r" not in escape("x\rBEGIN:VEVENT\u2028y")


@pytest.mark.parametrize("text", ["", "x" * 75, "x" * 76, "证" * 80, "a" + "居住证𠮷" * 40])
def test_folded_lines_are_short_and_unfold_to_the_same(text: str) -> None:
    folded = fold(text)
    assert all(len(line.encode()) <= WIDTH for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


def test_the_schema_knows_the_new_keys_and_asks_for_none(make: Make) -> None:
    schema = Report.model_json_schema()
    assert not {"outlook", "deadlines"} & set(schema["required"])
    assert {"outlook", "deadlines"} <= set(schema["properties"])
    report = with_(make(), step(DAY), ahead=outlook(limits=(limit(),)))
    assert Report.model_validate_json(report.model_dump_json()) == report
