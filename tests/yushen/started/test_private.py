"""What real runs leave: its owner's alone, sealed, and nowhere a name or a number of anybody.

Every command that handles packets is started once, with a key, by a careless umask.
"""

import base64
import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.ports import free_port
from tests.pipeline.unattended.notify.servers import web_server
from tests.review.test_all_masked import readable
from tests.yushen.started.canaries import (
    AGENT,
    NAME,
    NUMBER,
    NUMBERS,
    PHONE,
    Looking,
    files,
    found_in,
    packet,
    picture,
)
from tests.yushen.started.shell import Shell
from tests.yushen.started.test_served import NAME as REVIEWER
from tests.yushen.started.test_served import PASSWORD, Browser, token

pytestmark = [pytest.mark.engine, pytest.mark.flow]
HELD = ("desk.sqlite", "memory.sqlite")  # hold what they hold; only the disk's encryption hides it
WORKS = ("--workers", "1")


@dataclass
class Left:
    """What the runs left."""

    shell: Shell
    looked: Looking
    said: list[str] = field(default_factory=list)
    """On stderr, which is a log where nobody sits before it."""
    told: list[str] = field(default_factory=list)
    """On stdout."""
    notices: list[bytes] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    """Of the desk, and a letter of each packet."""

    def run(self, *typed: str, code: int = 0) -> None:
        done = self.shell.run(*typed, code=code, umask=0)
        self.said.append(done.stderr)
        self.told.append(done.stdout)

    @property
    def place(self) -> Path:
        return self.shell.place


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    place = tmp_path_factory.mktemp("private")
    temporary = place / "tmp"
    temporary.mkdir()
    key = place / "keys" / "key"
    shell = Shell(place, TMPDIR=str(temporary), YUSHEN_KEY_FILE=str(key))
    del shell.environment["YUSHEN_KEY_FILE"]
    shell.said("key", "new", str(key))
    shell.environment["YUSHEN_KEY_FILE"] = str(key)
    _inputs(place)
    with Looking(place, temporary) as looked, web_server() as web:
        found = Left(shell, looked)
        _check(found)
        _many(found, web.url)
        _desk(found)
        found.notices += [repr(one).encode() for one in web.got]
    yield found


def _inputs(place: Path) -> None:
    for name in ("inbox", "drop"):
        (place / name).mkdir()
        (place / name / f"{NAME}-{PHONE}.zip").write_bytes(packet())
        (place / name / f"{AGENT}{NUMBER}坏.zip").write_bytes(packet()[:900])
    (place / "inbox" / NAME).mkdir()
    (place / "inbox" / NAME / f"{NAME}.jpg").write_bytes(picture())
    (place / "inbox" / f"{NAME}说明.txt").write_text("none")
    (place / "one.zip").write_bytes(packet())


def _check(left: Left) -> None:
    left.run("check", "one.zip", "--desk", *WORKS)
    left.run("check", "one.zip", "--no-cache", "--no-memory", *WORKS)
    left.run("explain", "one.zip", "D1", *WORKS)


def _many(left: Left, url: str) -> None:
    (left.place / "notify.toml").write_text(f'[webhook]\nurl = "{url}/hook"\n')
    left.run("batch", "inbox", "--out", "out", "--desk", *WORKS, code=2)
    left.run("batch", "inbox", "--out", "plain", "--plain", *WORKS, code=2)
    given = ("--notify", "notify.toml", "--settle", "0.2", "--settle-folder", "0.2", "--once")
    left.run("watch", "drop", "--out", "watched", "--rescan", "1", *given, *WORKS)


def _desk(left: Left) -> None:
    shell, port = left.shell, free_port()
    shell.said("user", "add", REVIEWER, "--password-stdin", input=f"{PASSWORD}\n")
    browser = Browser(f"http://127.0.0.1:{port}")
    with shell.start("serve", "--port", str(port), *WORKS, umask=0) as desk:
        desk.until(browser.answers)
        csrf = token(browser.sign_in())
        browser.upload(csrf, f"{NAME}.zip", packet())
        browser.upload(csrf, f"{AGENT}{NUMBER}.zip", packet()[:900])
        desk.until(
            lambda: len([j for j in browser.jobs() if j["state"] in ("checked", "failed")]) == 2
        )
        left.pages += [browser.ask("/"), *(_seen(browser, job["key"]) for job in browser.jobs())]
        browser.take(csrf, f"{NAME}.jpg", picture())
        desk.until(lambda: not json.loads(browser.ask("/drop/state"))["busy"])
        left.pages.append(browser.ask("/drop"))
        desk.end()
        left.said.append(desk.said())
    left.run("desk", "ledger", "--out", "ledger.xlsx")
    left.run("desk", "audit", "--out", "audit.csv")


def _seen(browser: Browser, key: str) -> str:
    at = f"/packets/{key}"
    return browser.ask(at) + browser.ask(f"{at}/papers/supplement.html")


def test_everything_is_its_owners(left: Left) -> None:
    given = {left.place / name for name in ("inbox", "drop", "tmp")}
    open_to_all = [
        f"{stat.S_IMODE(path.lstat().st_mode):o} {path.relative_to(left.place)}"
        for path in left.place.rglob("*")
        if not any(path == one or one in path.parents for one in given)
        and path.name not in ("one.zip", "notify.toml", "serve.log")
        and path.lstat().st_mode & 0o077
    ]
    assert open_to_all == []
    made = {path.name for path in files(left.place)}
    assert {
        "report.json", "report.html", "summary.xlsx", "packets.json", "desk.sqlite",
        "memory.sqlite", "prefect.db", "journal.jsonl", "drop.json", "ledger.xlsx",
    } <= made  # fmt: skip


def test_no_log_tells_of_anybody(left: Left) -> None:
    assert [(found_in(text.encode()), text) for text in left.said if found_in(text.encode())] == []
    assert [text for text in left.told if found_in(text.encode(), NUMBERS)] == []


def test_no_title_environment_or_temporary_file_does(left: Left) -> None:
    assert left.looked.seen > 50
    assert left.looked.found == set()
    assert [*(left.place / "tmp").iterdir()] == []


def test_nothing_is_left_in_the_work_folder(left: Left) -> None:
    left.run("version")
    assert [*(left.shell.state / "work").glob("*/")] == []


def test_state_cache_and_prefect_hold_nothing_in_clear(left: Left) -> None:
    own = [left.shell.state, left.place / "cache", left.place / "home"]
    searched = [path for path in files(*own) if not path.name.startswith(HELD)]
    assert len([path for path in searched if path.suffix in (".json", ".jpg")]) > 5
    assert any(path.name == "prefect.db" for path in searched)
    told = {path: found_in(path.read_bytes()) for path in searched}
    assert {path: text for path, text in told.items() if text} == {}


def test_no_file_outside_the_results_bears_a_name(left: Left) -> None:
    results = {
        left.place / name for name in ("out", "plain", "watched", "yushen-out", "inbox", "drop")
    }
    named = [
        path.relative_to(left.place)
        for path in left.place.rglob("*")
        if not results & set(path.parents) and found_in(str(path).encode())
    ]
    assert named == []


def test_notices_say_ids_and_counts(left: Left) -> None:
    assert len(left.notices) == 2
    assert [one for one in left.notices if found_in(one)] == []


def test_the_canaries_would_be_found(left: Left) -> None:
    """They were read, and stand where they may: in the reports and the databases."""
    report = (left.place / "yushen-out" / "one" / "report.json").read_bytes()
    assert {NAME, NUMBER} <= found_in(report)
    assert NAME in found_in((left.shell.state / "desk.sqlite").read_bytes())
    wrapped = [json.dumps({"a": NAME}).encode(), NAME.encode("utf-16"), NAME.encode("gb18030")]
    wrapped += [base64.b64encode(f"{before}{NAME}{NUMBER}".encode()) for before in ("", "a", "ab")]
    assert [one for one in wrapped if NAME not in found_in(one)] == []


def test_what_is_passed_on_masks_identity_numbers(left: Left) -> None:
    own = ("report.json", "packets.json", "journal.jsonl")  # the office's
    made = [
        path
        for path in files(
            *(left.place / name for name in ("out", "plain", "watched", "yushen-out"))
        )
        if path.name not in own and path.suffix != ".png"
    ]
    assert {".html", ".docx", ".xlsx", ".json", ".txt"} <= {path.suffix for path in made}
    shown = [
        path.name for path in [*made, left.place / "ledger.xlsx", left.place / "audit.csv"]
        if found_in(readable(path.read_bytes()).encode(), NUMBERS)
    ]  # fmt: skip
    assert shown == []
    assert len(left.pages) == 4
    assert [page for page in left.pages if found_in(page.encode(), NUMBERS)] == []
