"""What the desk lets in and out, asked without a browser."""

import asyncio
import html
import http.client
import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIRequestContext, Playwright, sync_playwright

from core.clock import today
from pipeline.reporting.summary import batch_summary, render_summary_html, summarise
from review import audit
from review.day import day_summary
from review.packets import load
from review.queue import rows
from review.signin import sign_in
from review.web.asking import clean
from review.web.checking import kit_opener
from review.web.guard import inside
from review.web.safety import Safety
from tests.review.conftest import lacking
from tests.review.desk import PASSWORD, Served, admit, serving
from tests.validators.kit import AGENT_NUMBER, NUMBER, paper

JSON = {"accept": "application/json"}
SOME = 2_000_000


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path, max_bytes=SOME) as found:
        yield found


class Client:
    """Somebody signed in, without a browser."""

    def __init__(self, player: Playwright, served: Served, name: str) -> None:
        admit(served, name)
        made = sign_in(served.store, name, PASSWORD, "127.0.0.1")
        self.csrf, self.cookie = made.csrf, f"yushen={made.token}"
        self.ask: APIRequestContext = player.request.new_context(
            base_url=served.base, extra_http_headers={"cookie": self.cookie}
        )

    def post(self, path: str, form: dict[str, Any], **headers: str) -> Any:
        """With the token, as the page's script does."""
        told = {"x-csrf-token": self.csrf, **JSON, **headers}
        return self.ask.post(path, form=form, headers=told)


@pytest.fixture
def client(player: Playwright, served: Served) -> Iterator[Client]:
    found = Client(player, served, "赵敏")
    yield found
    found.ask.dispose()


CHANGE = {"seen": 1, "document": "D3", "field": "name", "value": "北京甲科技有限公司"}


@pytest.mark.parametrize(
    "headers",
    [{"x-csrf-token": ""}, {"x-csrf-token": "x" * 43}, {"origin": "https://elsewhere.example"}],
)
def test_a_change_from_elsewhere_is_refused(
    served: Served, client: Client, headers: dict[str, str]
) -> None:
    key = served.add()
    answer = client.post(f"/packets/{key}/correct", CHANGE, **headers)
    assert (answer.status, answer.json()["code"]) == (403, "csrf")
    assert load(served.store, key).version == 1
    assert client.post(f"/packets/{key}/correct", CHANGE).status == 200


def test_every_change_wants_somebody_signed_in(player: Playwright, served: Served) -> None:
    key = served.add()
    stranger = player.request.new_context(base_url=served.base)
    acts = ("correct", "confirm", "withdraw", "decide", "undecide", "close", "reopen", "unmask")
    for act in acts:
        answer = stranger.post(
            f"/packets/{key}/{act}", headers=JSON,
            form={**CHANGE, "verdict": "pass", "outcome": "reject"},
        )  # fmt: skip
        assert answer.status == 401, act
    for path in ("/", f"/packets/{key}", f"/packets/{key}/pages/0", f"/packets/{key}/pages/0/small",
                 f"/packets/{key}/papers/supplement.docx", "/ledger.xlsx", "/uploads", "/upload",
                 "/audit", "/people"):  # fmt: skip
        assert stranger.get(path, headers=JSON).status == 401, path
    assert stranger.post("/upload", headers=JSON, multipart={"csrf": ""}).status == 401
    stranger.dispose()


def test_its_health_is_told_to_anybody_and_names_what_is_broken(
    player: Playwright, served: Served
) -> None:
    asked = player.request.new_context(base_url=served.base)
    told = asked.get("/health")
    assert (told.status, told.json()) == (200, {"database": True, "checking": True})
    served.checker.close()
    told = asked.get("/health")
    assert (told.status, told.json()) == (503, {"database": True, "checking": False})


def test_every_answer_has_the_headers(served: Served, client: Client) -> None:
    key = served.add()
    for path in ("/", f"/packets/{key}", f"/packets/{key}/pages/1", "/static/desk.js", "/nothing",
                 f"/packets/{key}/papers/supplement.docx"):  # fmt: skip
        told = client.ask.get(path).headers
        policy = told["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert told["x-content-type-options"] == "nosniff"
        assert told["cache-control"] == ("no-cache" if "static" in path else "no-store")
    printed = client.ask.get(f"/packets/{key}/papers/supplement.html")
    assert printed.ok and "script-src" not in printed.headers["content-security-policy"]
    assert "default-src 'none'" in printed.headers["content-security-policy"]


def test_markup_holds_no_script_and_no_style_of_its_own(served: Served, client: Client) -> None:
    key = served.add()
    for path in ("/", f"/packets/{key}", "/upload", "/password"):
        text = client.ask.get(path).text()
        assert " style=" not in text and "<style" not in text and " onclick" not in text
        assert text.count("<script") == text.count('<script src="/static/')


def test_text_of_a_packet_cannot_leave_its_place(served: Served, client: Client) -> None:
    name = '<script>alert(1)</script>"><img src=x>'
    key = served.add(name=name)
    for path in ("/", f"/packets/{key}"):
        text = client.ask.get(path).text()
        assert "<script>alert" not in text and "<img src=x" not in text
        assert "&lt;script&gt;" in text


def test_pictures_are_the_packets_own(served: Served, client: Client) -> None:
    key = served.add()
    answer = client.ask.get(f"/packets/{key}/pages/1")
    assert answer.ok and answer.headers["content-type"] == "image/jpeg"
    small = client.ask.get(f"/packets/{key}/pages/1/small")
    assert small.ok and len(small.body()) < len(answer.body())
    for path in (f"/packets/{key}/pages/7", "/packets/..%2f..%2fetc/pages/0",
                 "/packets/%2e%2e/pages/0", "/static/..%2fapp.py"):  # fmt: skip
        assert client.ask.get(path).status == 404, path


def test_too_much_is_refused_before_it_is_read(served: Served, client: Client) -> None:
    file = {"name": "大.pdf", "mimeType": "application/pdf", "buffer": b"x" * (SOME + 1)}
    headers = {"x-csrf-token": client.csrf, **JSON}
    answer = client.ask.post("/upload", headers=headers, multipart={"files": file})
    assert answer.status == 413 and "2 MB" in answer.json()["error"]
    assert served.checker.jobs() == []


def test_too_much_without_a_stated_length_is_refused_too(served: Served, client: Client) -> None:
    place = urlsplit(served.base)
    link = http.client.HTTPConnection(place.hostname or "", place.port)
    head = b'--b\r\ncontent-disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    chunks = iter([head, *[b"x" * 500_000] * 6, b"\r\n--b--\r\n"])
    headers = {"cookie": client.cookie, "x-csrf-token": client.csrf,
               "content-type": "multipart/form-data; boundary=b"}  # fmt: skip
    link.request("POST", "/upload", chunks, headers, encode_chunked=True)
    assert link.getresponse().status == 413
    link.close()


@pytest.mark.engine
def test_what_cannot_be_read_comes_to_the_desk_and_says_so(
    player: Playwright, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opener = kit_opener(engine="rapidocr", workers=1, cache=tmp_path / "cache", memory=None)
    with serving(tmp_path, opener) as served:
        client = Client(player, served, "赵敏")
        told = uploaded(served, client)
        assert "压缩" in told["message"] or "zip" in told["message"]
        (row,) = rows(served.store)
        assert (row.key, row.name, row.outcome, row.doubts) == (told["key"], "张三", "review", 1)
        page = client.ask.get(f"/packets/{row.key}")
        assert page.ok and "未能检查" in page.text()
        answer = client.post(f"/packets/{row.key}/close", {"seen": 1, "outcome": "accept"})
        assert (answer.status, answer.json()["code"]) == (422, "doubts_open")
        client.ask.dispose()
    assert "张三" not in caplog.text


def test_a_reader_that_breaks_costs_no_packet(
    served: Served, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """`served` opens no kit: any error at all must come to the desk as a packet to look into."""
    told = uploaded(served, client)
    assert "AssertionError" in told["message"]
    assert [row.key for row in rows(served.store)] == [told["key"]]
    assert "AssertionError" in caplog.text and "张三" not in caplog.text


def uploaded(served: Served, client: Client) -> dict[str, Any]:
    """What the desk tells of a broken zip once it is over."""
    file = {"name": "张三.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04 no zip"}
    headers = {"x-csrf-token": client.csrf, **JSON}
    answer = client.ask.post("/upload", headers=headers, multipart={"files": file})
    assert answer.status == 202 and answer.json()["name"] == "张三"
    served.wait_for_uploads()
    (job,) = client.ask.get("/uploads", headers=JSON).json()["jobs"]
    assert job["state"] == "failed"
    found: dict[str, Any] = job
    return found


def test_the_log_names_no_packet_and_nobody(
    served: Served, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "yushen.desk")
    key = served.add(name="王五的材料")
    client.ask.get("/?text=王五")
    client.ask.get(f"/packets/{key}")
    client.post(f"/packets/{key}/correct", {**CHANGE, "value": NUMBER})
    until = time.monotonic() + 30
    while "POST" not in caplog.text and time.monotonic() < until:
        time.sleep(0.05)  # an answer is logged when it has been sent
    assert "GET /packets/{key} 200" in caplog.text and "POST" in caplog.text
    for word in ("王五", "张三", NUMBER, key, "%E7%8E%8B"):
        assert word not in caplog.text


async def _broken(*_: Any) -> None:
    raise ValueError(f"张三 {NUMBER}")


def test_a_crash_tells_its_class_alone(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "path": "/", "method": "GET", "headers": [(b"host", b"here")]}
    asked = Safety(_broken, uploads=("/upload",), max_bytes=10, names=frozenset(["here"]))
    with ThreadPoolExecutor() as beside:  # Playwright's own loop runs in this thread
        beside.submit(lambda: asyncio.run(asked(scope, receive, send))).result()
    assert sent[0]["status"] == 500 and b"content-security-policy" in dict(sent[0]["headers"])
    assert "ValueError" in caplog.text and NUMBER not in caplog.text + str(sent)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("/packets/ab", "/packets/ab"), ("//elsewhere.example", "/"), ("/\\elsewhere.example", "/"),
     ("https://elsewhere.example", "/"), ("", "/"), ("/a\r\nb", "/")],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(given: str, kept: str) -> None:
    assert inside(given) == kept


def test_the_queue_says_why_in_the_language_asked_for(served: Served, client: Client) -> None:
    served.add()
    (row,) = rows(served.store)
    page = client.ask.get("/?view=today", headers={"cookie": f"{client.cookie}; yushen-lang=en"})
    assert page.text().count(html.escape(row.reasons_en[0])) >= 2  # the list, and the day
    assert not any(html.escape(said) in page.text() for said in row.reasons)
    assert client.ask.get("/?view=today").text().count(html.escape(row.reasons[0])) == 2


def test_numbers_of_diplomas_are_told_whole_in_the_queue_and_the_packet(
    served: Served, client: Client
) -> None:
    """They look like identity numbers: 18 digits, a province's first, a year in their midst."""
    one, other = "110051201702000456", "110051201702000457"
    power, change, licence = lacking()
    diploma = paper("graduation_certificate", certificate_number=one)
    report = paper("chsi_registration_form", certificate_number=other)
    key = served.add(power, change, licence, diploma, report, service="new_permit")
    told = client.ask.get(f"/packets/{key}").text()
    assert one in told and other in told and NUMBER not in told and AGENT_NUMBER not in told
    found = [r for r in day_summary(served.store, today(), 99).reasons
             if r.rule == "EDU-REPORT-MATCH"]  # fmt: skip
    assert one in found[0].message and other in found[0].message_en
    summary = render_summary_html(batch_summary([summarise(load(served.store, key).first)]))
    assert NUMBER not in summary and AGENT_NUMBER not in summary


def test_names_of_uploads_stay_in_their_folder() -> None:
    for name in ("../../etc/passwd", "..", ".ssh", "a/b.pdf", "c:\\x.pdf", "\x00.pdf", "a" * 500):
        kept = clean(name)
        assert "/" not in kept and "\\" not in kept and not kept.startswith(".")
        assert len(kept) <= 140


def test_who_asks_for_a_number_is_written_down_first(served: Served, client: Client) -> None:
    key = served.add()
    told = client.post(f"/packets/{key}/unmask", {"document": "D2", "field": "id_number"})
    assert told.json() == {"value": NUMBER}
    assert [c.action for c in audit.trail(served.store, packet=key)][-1] == "unmask"
    assert client.post(f"/packets/{key}/unmask", {"document": "D9", "field": "x"}).status == 404


def test_the_next_packet_is_the_one_that_came_after(served: Served, client: Client) -> None:
    keys = [served.add(key=letter * 64) for letter in "abc"]
    following = [client.post(f"/packets/{key}/next", {}).json()["path"] for key in keys]
    assert following == [f"/packets/{key}" for key in (keys[1], keys[2], keys[0])]


def test_with_nothing_left_the_next_is_the_list(served: Served, client: Client) -> None:
    key = served.add()
    assert client.post(f"/packets/{key}/next", {}).json() == {"path": "/"}


def test_both_databases_serve_a_packet_and_know_the_slower_hand(
    player: Playwright, tmp_path: Path, url: str
) -> None:
    with serving(tmp_path, url=url) as served:
        key = served.add()
        people = ("赵敏", "周宁", "钱组长")
        first, second, lead = (Client(player, served, name) for name in people)
        assert first.ask.get("/").ok and first.ask.get(f"/packets/{key}").ok
        assert first.post(f"/packets/{key}/correct", CHANGE).json()["version"] == 2
        answer = second.post(f"/packets/{key}/confirm", CHANGE)
        assert (answer.status, answer.json()["code"]) == (409, "conflict")
        assert "赵敏" in answer.json()["changes"][0]
        assert CHANGE["document"] + "." not in answer.json()["changes"][0]  # by title and label
        audit_page = lead.ask.get("/audit").text()
        assert f"{CHANGE['document']}.{CHANGE['field']}" not in audit_page
        assert answer.json()["changes"][0].rsplit(" · ", 2)[-2] in audit_page
        assert first.ask.get("/ledger.xlsx").ok
        for client in (first, second, lead):
            client.ask.dispose()
