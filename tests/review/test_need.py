"""The list of papers on the desk: for strangers where it is so configured, and kept nowhere."""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from docx import Document
from playwright.sync_api import APIRequestContext, APIResponse, Playwright, sync_playwright

from review.web.pace import MAX_ADDRESSES, MAX_PER_ADDRESS, MAX_REQUESTS, WINDOW, RateLimiter
from tests.review.desk import Served, serving
from validators.judging.edition import open_edition

TOLD = {"service": "new_permit", "day": "2025-10-15", "condition": "2", "home": "rented_resident",
        "spouse": "yes", "children": "2015-03-01"}  # fmt: skip
PATHS = ("/need", "/need/print", "/need/need.docx", "/need/need.ics")
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path, public_need=True) as found:
        yield found


@pytest.fixture
def stranger(desk: Served, player: Playwright) -> Iterator[APIRequestContext]:
    context = player.request.new_context(base_url=desk.base)
    yield context
    context.dispose()


def post(asked: APIRequestContext, path: str, **told: str) -> APIResponse:
    return asked.post(path, data=urlencode({**TOLD, **told}), headers=FORM)


def test_without_the_setting_it_is_for_whoever_is_signed_in(
    tmp_path: Path, player: Playwright
) -> None:
    with serving(tmp_path) as desk:
        asked = player.request.new_context(base_url=desk.base)
        assert asked.get("/need").url.endswith("/sign-in?next=/need")
        for path in PATHS:
            assert post(asked, path).url.endswith("/sign-in")
        asked.dispose()


def test_a_stranger_gets_the_list_and_its_files(stranger: APIRequestContext) -> None:
    first = stranger.get("/need")
    for service in open_edition().services:
        assert service.name_zh in first.text()
    assert 'name="condition"' in stranger.get("/need?service=new_permit").text()
    told = post(stranger, "/need")
    assert told.status == 200 and "房屋租赁合同" in told.text() and "2026-04-15" in told.text()
    assert "no-store" in told.headers["cache-control"]
    document = Document(io.BytesIO(post(stranger, "/need/need.docx").body()))
    assert any("房屋租赁合同" in cell.text for table in document.tables for cell in table._cells)
    days = post(stranger, "/need/need.ics")
    assert days.headers["content-type"] == "text/calendar; charset=utf-8"
    assert days.body().startswith(b"BEGIN:VCALENDAR")
    page = post(stranger, "/need/print")
    assert "script" not in page.headers["content-security-policy"].replace("default-src", "")
    assert "<style>" in page.text() and "房屋租赁合同" in page.text()
    assert stranger.get("/need/need.css").ok


def test_all_else_stays_shut(stranger: APIRequestContext) -> None:
    for path in ("/", "/upload", "/drop", "/audit", "/people"):
        assert "/sign-in" in stranger.get(path).url


def test_nothing_of_it_is_kept(
    desk: Served, stranger: APIRequestContext, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def kept() -> dict[str, bytes]:
        found = (path for path in tmp_path.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in found if path.suffix != ".sqlite-shm"}

    before = kept()
    with caplog.at_level(0):
        for path in PATHS:
            assert post(stranger, path, children="2015-03-07").ok
    assert kept() == before
    assert "2015-03-07" not in caplog.text and "new_permit" not in caplog.text


def test_what_is_not_known_is_said_and_escaped(stranger: APIRequestContext) -> None:
    wrong = post(stranger, "/need", day="<script>x</script>")
    assert wrong.status == 422 and "<script>x" not in wrong.text()
    assert "日期请写作" in wrong.text()
    assert post(stranger, "/need", service="x").status == 422
    assert "没有适用的政策数据" in post(stranger, "/need", day="2005-01-01").text()
    assert post(stranger, "/need/need.ics", day="2005-01-01").status == 422
    assert post(stranger, "/need", day="2099-12-31").ok
    assert post(stranger, "/need/need.docx", home="castle").status == 422
    assert post(stranger, "/need/other.exe").status == 404


@pytest.mark.parametrize("path", PATHS)
def test_more_than_the_form_has_room_for_is_refused(path: str, stranger: APIRequestContext) -> None:
    many = stranger.post(path, data=urlencode([("have", "x")] * 300), headers=FORM)
    assert many.status == 400
    assert stranger.post(path, data="service=" + "x" * 20_000, headers=FORM).status == 422
    assert stranger.post(path, data="service=" + "x" * 2_000_000, headers=FORM).status == 413


def test_a_stranger_who_asks_too_often_waits(stranger: APIRequestContext) -> None:
    asked = [stranger.get("/need").status for _ in range(MAX_PER_ADDRESS + 3)]
    assert asked == [200] * MAX_PER_ADDRESS + [429] * 3


def test_the_pace_is_of_each_and_of_all_and_forgets() -> None:
    now = [0.0]
    pace = RateLimiter(lambda: now[0])
    assert [pace.admits("a") for _ in range(MAX_PER_ADDRESS + 1)] == [True] * MAX_PER_ADDRESS + [
        False
    ]
    assert pace.admits("b")
    now[0] = WINDOW + 1
    assert pace.admits("a")
    others = [pace.admits(f"c{n}") for n in range(MAX_REQUESTS + 5)]
    assert others.count(True) == MAX_REQUESTS - 1
    now[0] *= 3
    for n in range(MAX_ADDRESSES + 50):
        now[0] += WINDOW
        assert pace.admits(f"d{n}")
    assert len(pace._each) <= MAX_ADDRESSES + 1
