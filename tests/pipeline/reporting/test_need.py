"""What an application needs as page, document, calendar and lines: the same facts in each."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from core.models.need import Need
from pipeline.reporting.names import Language
from pipeline.reporting.need import view_of
from pipeline.reporting.need_docx import render_need_docx
from pipeline.reporting.need_files import write_need
from pipeline.reporting.need_html import render_need_html, render_need_part
from pipeline.reporting.need_ics import render_need_ics
from pipeline.reporting.need_terminal import need_lines
from validators.judging.edition import open_edition
from validators.planning.need import need_of
from validators.planning.plan import Plan

CHINESE = re.compile("[一-鿿]")
LANGS: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def need() -> Need:
    plan = Plan(
        service="new_permit", day=date(2025, 10, 15), condition=4, home="rented", spouse=True,
        children=(date(2009, 3, 1), date(2006, 3, 1)), have=("lease_contract",),
        until={"lease_contract": date(2026, 1, 1)},
    )  # fmt: skip
    return need_of(plan, open_edition())


def read_back(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar, unfolded and unescaped, as RFC 5545 says."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
            events[-1].setdefault(name.partition(";")[0], plain)
    return events


def test_the_calendar_holds_every_day_of_the_page(need: Need) -> None:
    for lang in LANGS:
        content = render_need_ics(need, lang)
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        events = read_back(content)
        days = view_of(need, lang).days
        assert [(one["DTSTART"], one["SUMMARY"].partition("] ")[2]) for one in events] == [
            (f"{day.day:%Y%m%d}", day.title) for day in days
        ]
        assert [one["DESCRIPTION"].split("\n")[0] for one in events] == [d.detail for d in days]
        assert len({one["UID"] for one in events}) == len(events)
    assert render_need_ics(need) == render_need_ics(need)


@pytest.mark.parametrize("lang", LANGS)
def test_page_document_and_lines_hold_every_paper_and_day(need: Need, lang: Language) -> None:
    view = view_of(need, lang)
    page, lines = render_need_html(need, lang), "\n".join(need_lines(need, lang))
    document = Document(io.BytesIO(render_need_docx(need, lang)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(one.text for one in document.paragraphs), *cells])
    plain = re.sub(r"<[^>]+>", "", page).replace("&#39;", "'").replace("&amp;", "&")
    assert view.count == len(need.wanted) and len(view.tables) > 3
    for table in view.tables:
        for line in table.lines:
            for told in (line.name, line.clause, *line.notes):
                assert told in plain and told in text and told in lines, told
            assert line.quote in plain and line.quote in text
    for day in view.days:
        assert str(day.day) in text and day.title in plain and day.title in lines
    for part in (*view.choices, view.conditions):
        assert part is not None
        for item in part.items:
            assert item.title in plain and item.title in text and item.title in lines


def test_the_page_runs_nothing_and_is_whole(need: Need) -> None:
    page = render_need_html(need)
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    part = render_need_part(need)
    assert part.strip() in page
    assert "☑" not in part  # the lease at hand does not reach far enough
    assert "手头的为 2026-01-01，不够" in part
    assert "不能随往" in part
    assert "月份：2025-04 至 2025-09 或 2025-03 至 2025-08" in part


def test_english_says_it_in_english(need: Need) -> None:
    view = view_of(need, "en")
    said = [note for table in view.tables for line in table.lines for note in line.notes]
    said += [day.title for day in view.days] + [view.title, *view.assumed]
    assert said and not [one for one in said if CHINESE.search(one)]


def test_the_files_are_their_owners_alone(need: Need, tmp_path: Path) -> None:
    written = write_need(need, tmp_path / "need")
    assert [path.name for path in written] == ["need.html", "need.docx", "need.ics"]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    again = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in write_need(need, tmp_path / "need")] == again
