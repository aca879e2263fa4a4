"""What a request says, refused in good order where it cannot be: each kind of input once."""

import http.client
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Playwright, sync_playwright

from core.errors import Refused
from review import audit
from review.queue import Filter, rows
from review.store import Store
from review.values import normalised
from review.web.asking import address, clean, shortened
from review.web.hosts import is_ours, named, own_names
from tests.review.desk import Served, serving
from tests.review.test_web import CHANGE, JSON, Client


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture(scope="module")
def client(player: Playwright, served: Served) -> Iterator[Client]:
    found = Client(player, served, "赵敏")
    yield found
    found.ask.dispose()


def asked(served: Served, path: str, **heads: str) -> int:
    """The status, with heads as they are given; nobody is signed in."""
    place = urlsplit(served.base)
    link = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    link.putrequest("GET", path, skip_host="host" in heads)
    for name, value in heads.items():
        link.putheader(name, value.encode("latin-1"))
    link.endheaders()
    status = link.getresponse().status
    link.close()
    return status


ENDS = ("0001-01-01", "9999-12-31", "0001年1月1日", "9999-99-99", "1" * 300)


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("path", ["/", "/ledger.xlsx"])
def test_days_at_the_calendar_s_ends_are_days(client: Client, path: str, day: str) -> None:
    for name in ("since", "until"):
        answer = client.ask.get(f"{path}?view=all&{name}={quote(day)}", headers=JSON)
        assert answer.status == (422 if len(day) > 200 else 200), (path, name)


def test_a_day_at_an_end_leaves_out_what_is_beyond_it(store: Store) -> None:
    audit.note(store, "赵敏", "export")
    ends = (date.min, date.max)
    assert len(audit.trail(store, since=ends[0], until=ends[1])) == 1
    assert audit.trail(store, since=ends[1]) == audit.trail(store, until=ends[0]) == []
    assert rows(store, Filter(*ends)) == []


@pytest.mark.parametrize("number", [str(2**63), str(2**64), "-1", "9" * 5000, "１e9", "NaN"])
def test_numbers_beyond_a_database_are_refused(client: Client, served: Served, number: str) -> None:
    key = served.add(key="c" * 64)
    assert client.ask.get(f"/?at={number}", headers=JSON).status == 422
    assert client.ask.get(f"/packets/{key}/pages/{number}", headers=JSON).status == 422
    answer = client.post(f"/packets/{key}/correct", {**CHANGE, "seen": number})
    assert answer.status == 422


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("date", "0001-01-01"), ("date", "9999-12-31"), ("month", "9999-12"), ("month", "0001.01"),
     ("amount", "1e99999999"), ("amount", "-1e-99999999"), ("amount", "NaN"), ("amount", "9e21")],
)  # fmt: skip
def test_values_that_no_rule_can_reckon_with_are_refused(kind: Any, typed: str) -> None:
    with pytest.raises(Refused):
        normalised(kind, typed)


def test_a_corrected_day_at_an_end_is_refused_with_what_to_type(
    client: Client, served: Served
) -> None:
    key = served.add(key="d" * 64)
    for day in ("0001-01-01", "9999-12-31"):
        told = {"seen": 1, "document": "", "field": "submission_date", "value": day}
        answer = client.post(f"/packets/{key}/correct", told)
        assert answer.status == 422 and "长期" in answer.json()["error"]


@pytest.mark.parametrize("value", ["http://[", "http://[::1", "http://\xff", "//[x", "x" * 3000])
@pytest.mark.parametrize("head", ["Referer", "Origin", "Cookie", "Accept-Language", "Accept"])
def test_malformed_heads_before_sign_in(served: Served, head: str, value: str) -> None:
    for path in ("/", "/language/en", "/sign-in", "/packets/x", "/nothing"):
        assert asked(served, path, **{head: value}) in (200, 303, 404)


def test_an_origin_that_is_none_is_refused(client: Client, served: Served) -> None:
    key = served.add(key="e" * 64)
    answer = client.post(f"/packets/{key}/correct", CHANGE, origin="http://[")
    assert (answer.status, answer.json()["code"]) == (403, "csrf")


@pytest.mark.parametrize(
    ("host", "status"),
    [("elsewhere.example", 421), ("desk.example:8620", 421), ("10.1.2.3", 421), ("[::1]", 303),
     ("localhost:1", 303), ("LOCALHOST.", 303), ("127.0.0.1", 303), ("[", 400), ("a b", 400),
     ("\xe9", 400), ("a@localhost", 400), ("localhost/..", 400)],
)  # fmt: skip
def test_the_desk_answers_to_its_own_names(served: Served, host: str, status: int) -> None:
    assert asked(served, "/", host=host) == status


def test_a_name_that_is_not_ours_is_told_what_to_do(player: Playwright, served: Served) -> None:
    stranger = player.request.new_context(base_url=served.base)
    answer = stranger.get("/sign-in", headers={"host": "desk.example"})
    assert answer.status == 421 and "--host-name" in answer.text() and "desk." not in answer.text()
    stranger.dispose()


def test_names_that_are_given_are_ours(tmp_path: Path) -> None:
    with serving(tmp_path, names=own_names("", ["Desk.Example"])) as served:
        assert asked(served, "/sign-in", host="desk.example") == 200
        assert asked(served, "/sign-in", host="other.example") == 421


def test_the_address_that_a_request_came_to_is_ours() -> None:
    scope = {"headers": [(b"host", b"192.0.2.7:8620")], "server": ("192.0.2.7", 8620)}
    assert is_ours(str(named(scope)), own_names("0.0.0.0"), scope)
    assert not is_ours("192.0.2.8", own_names("0.0.0.0"), scope)
    twice = {"headers": [(b"host", b"a"), (b"host", b"b")], "server": None}
    assert named(twice) is None


LONG_NAMES = [
    "汉" * 90 + ".pdf", "汉" * 400, "😀" * 100 + ".jpg", "a" * 300 + ".pdf", "x." + "y" * 300,
]  # fmt: skip


@pytest.mark.parametrize("name", LONG_NAMES)
def test_names_that_no_file_system_takes_are_shortened(client: Client, name: str) -> None:
    file = {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF"}
    headers = {"x-csrf-token": client.csrf, **JSON}
    for path, status in (("/upload", 202), ("/drop/pictures", 200)):
        answer = client.ask.post(path, headers=headers, multipart={"files": file, "name": name})
        assert answer.status == status, answer.text()


def test_a_name_keeps_its_ending_and_whole_characters() -> None:
    assert (
        clean("汉" * 90 + ".pdf").endswith("汉.pdf")
        and len(clean("汉" * 90 + ".pdf").encode()) <= 140
    )
    assert (
        clean("a\ud800b\0.pdf") == "a?b.pdf".replace("?", "_") and shortened("材料一", 8) == "材料"
    )
    assert address("http://[") is None and address("http://a/b") is not None


BODIES = {
    "no boundary": (b"x", b"multipart/form-data"),
    "another boundary": (b"--a\r\n\r\n", b"multipart/form-data; boundary=b"),
    "no name": (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
                b"multipart/form-data; boundary=b"),
    "cut short": (b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nx',
                  b"multipart/form-data; boundary=b"),
    "odd head": (b"--b\r\n\xff\xff\r\n\r\nx\r\n--b--\r\n", b"multipart/form-data; boundary=b"),
    "no form": (b"\xff\x00", b"application/octet-stream"),
}  # fmt: skip


# Starlette leaves the files of a form that broke off to be closed by nobody.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("path", ["/upload", "/drop/pictures", "/sign-out", "/password"])
def test_broken_forms_are_refused(client: Client, path: str, name: str) -> None:
    body, kind = BODIES[name]
    heads = {"content-type": kind.decode(), **JSON}  # the token would stand in the form
    answer = client.ask.post(path, headers=heads, data=body)
    assert answer.status in (400, 403, 422), answer.text()


@pytest.mark.parametrize(
    "charset", ["undefined", "utf-7", "raw_unicode_escape", "utf-16", "latin-1", '"gbk"', ""]
)
def test_other_encodings_are_refused(client: Client, charset: str) -> None:
    heads = {"content-type": f"multipart/form-data; boundary=b; charset={charset}", **JSON}
    assert client.ask.post("/upload", headers=heads, data=b"--b--\r\n").status == 415
    fine = {"content-type": 'multipart/form-data; charset="UTF-8"; boundary=b', **JSON}
    assert client.ask.post("/upload", headers=fine, data=b"--b--\r\n").status != 415


@pytest.mark.parametrize("text", ["%00", "a%00b", "%ED%A0%80", "%FF%FE", "%", "汉" * 199])
def test_texts_that_no_database_holds(
    player: Playwright, tmp_path: Path, url: str, text: str
) -> None:
    """On PostgreSQL too, which takes no NUL."""
    with serving(tmp_path, url=url) as served:
        client = Client(player, served, "钱组长")
        for path in (f"/?text={text}&batch={text}&service={text}", f"/audit?person={text}",
                     f"/ledger.xlsx?view=all&text={text}&service={text}"):  # fmt: skip
            assert client.ask.get(path, headers=JSON).status == 200, path
        assert client.ask.get(f"/packets/{text}", headers=JSON).status in (400, 404, 422)
        client.ask.dispose()


def test_none_of_it_left_a_trace_of_a_crash(
    served: Served, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    for path in ("/?at=" + "9" * 30, "/language/%00", "/packets/%00/version", "/static/%2e%2e"):
        client.ask.get(path)
    assert caplog.text == ""
