"""What was acknowledged is on the desk in the end, once; what was not leaves nothing behind."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright
from sqlalchemy import text

from core.errors import InputError, Refused
from pipeline.judging import judge_material
from pipeline.memory import Memory
from pipeline.reporting import NoPictures
from pipeline.run import Checked
from review import audit, uploads
from review.arrivals import Arrivals
from review.queue import rows
from review.store import Store, engine, open_store
from review.store.engine import connect
from review.web import line
from review.web.checking import BUGS, Checker
from tests.review.conftest import lacking, material
from tests.review.desk import Served, no_kit, serving
from tests.review.postgres import away, running
from tests.review.test_web import JSON, Client
from validators.policy import load_policy

LONG = 60.0  # seconds after which a test gives up


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked database is given up sooner, and tried again sooner."""
    monkeypatch.setattr(engine, "LOCK_TIMEOUT", 0.3)
    monkeypatch.setattr(line, "MAX_PAUSE", 0.5)


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


class Kit:
    """The part of a kit that is asked for once nothing is read."""

    memory = Memory()

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Packets are judged and not read; gives what was checked, try by try."""
    tries: list[str] = []

    def check_packet(source: Path, *_: object, **__: object) -> Checked:
        tries.append(source.name)
        key = source.read_bytes().hex().ljust(64, "0")[:64]
        made = material(*lacking(), packet=source.name, key=key)
        return Checked(judge_material(made, load_policy()), NoPictures(), None, made)

    monkeypatch.setattr("pipeline.run.check_packet", check_packet)
    return tries


def until(true: Callable[[], Any]) -> Any:
    end = time.monotonic() + LONG
    while not (found := true()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else holds the write lock, as a backup or another program may."""
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def checking(store: Store, folder: Path, opener: Callable[[], Any] = Kit) -> Iterator[Checker]:
    checker = Checker(
        Arrivals.of(store, folder / "pages"), opener, uploads=folder / "uploads", pause=0.05
    )
    yield checker
    checker.close()


def put(checker: Checker, name: str, content: bytes = b"") -> uploads.UploadStatus:
    folder = checker.room()
    (folder / "one.pdf").write_bytes(content or name.encode())
    return checker.submit(folder, folder / "one.pdf", name, "赵敏")


def left(folder: Path) -> list[Path]:
    """The folders of uploads that are on the disk."""
    return [path for path in folder.glob("uploads/room-*/*/") if path.is_dir()]


def states(checker: Checker) -> list[str]:
    return [one.state for one in checker.jobs()]


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'desk.sqlite'}"


@pytest.fixture
def filed(file_url: str) -> Iterator[Store]:
    store = open_store(file_url)
    yield store
    store.close()


def test_an_upload_is_checked_once_and_its_files_go(
    store: Store, tmp_path: Path, judged: list[str]
) -> None:
    with checking(store, tmp_path) as checker:
        told = put(checker, "甲")
        assert (told.state, told.by) == ("received", "赵敏")
        until(lambda: states(checker) == ["checked"])
        until(lambda: left(tmp_path) == [])
        (one,) = checker.jobs()
        assert [row.key for row in rows(store)] == [one.packet] and judged == ["one.pdf"]
    assert [c.action for c in audit.trail(store)] == ["upload", "arrive"]


def test_a_database_locked_while_it_is_checked_costs_nothing(
    filed: Store, file_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    judged: list[str],
) -> None:  # fmt: skip
    held = locked(file_url)

    def open_kit() -> Kit:  # the lock comes in the midst of the check
        held.__enter__()
        return Kit()

    with checking(filed, tmp_path, open_kit) as checker:
        put(checker, "甲")
        until(lambda: checker._line._jobs and max(
            job.pauses for job in [*checker._line._jobs.values()]) >= 4)  # fmt: skip
        assert rows(filed) == [] and len(left(tmp_path)) == 1
        held.__exit__(None, None, None)
        until(lambda: states(checker) == ["checked"])
        assert len(rows(filed)) == 1 and until(lambda: left(tmp_path) == []) is True


def test_a_server_that_is_away_is_waited_for(judged: list[str]) -> None:
    with TemporaryDirectory(prefix="pg", dir="/tmp") as name, running(Path(name)) as url:
        folder, store = Path(name), open_store(url)
        gone = away(folder)

        def open_kit() -> Kit:  # in the midst of the check
            gone.__enter__()
            return Kit()

        with TemporaryDirectory() as place, checking(store, Path(place), open_kit) as checker:
            put(checker, "甲")
            until(lambda: any(job.pauses >= 3 for job in [*checker._line._jobs.values()]))
            assert len(left(Path(place))) == 1
            with pytest.raises(Refused) as refused:
                put(checker, "乙")
            assert refused.value.code == "unsaved"
            gone.__exit__(None, None, None)
            until(lambda: "checked" in states(checker))
            assert [row.name for row in rows(store)] == ["甲"]
        store.close()


def test_a_table_locked_on_a_server_is_not_waited_for_for_ever(
    postgres: str, tmp_path: Path
) -> None:
    store, other = open_store(postgres), connect(postgres)
    with checking(store, tmp_path) as checker, other.connect() as held:
        held.execute(text("LOCK TABLE upload IN EXCLUSIVE MODE"))
        with pytest.raises(Refused) as refused:
            put(checker, "甲")
        assert refused.value.code == "unsaved"
        held.rollback()
    store.close()
    other.dispose()


def test_what_waits_says_why_and_until_when(
    filed: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judged: list[str]
) -> None:
    """The packets' table alone is locked away: the state can be written, the packet cannot."""
    real = Arrivals.add

    def full(self: Arrivals, *given: Any, **more: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Arrivals, "add", full)
    with checking(filed, tmp_path) as checker:
        put(checker, "甲")
        (one,) = until(lambda: [job for job in checker.jobs() if job.why])
        assert one.state == "received" and "磁盘" in one.why and one.due is not None
        monkeypatch.setattr(Arrivals, "add", real)
        until(lambda: states(checker) == ["checked"])
        assert checker.jobs()[0].why == ""


def test_an_upload_that_cannot_be_written_down_is_not_acknowledged(
    player: Playwright, tmp_path: Path, file_url: str
) -> None:
    with serving(tmp_path, url=file_url) as served:
        client = Client(player, served, "赵敏")
        with locked(file_url):
            answer = sent(client, "甲.pdf", b"%PDF")
            assert answer.status == 503 and "没有收下" in answer.json()["error"]
            assert left(tmp_path) == []
            assert client.ask.get("/upload").ok  # who is signed in still sees the pages
        assert served.checker.jobs() == []
        assert sent(client, "甲.pdf", b"%PDF").status == 202
        client.ask.dispose()


def sent(client: Client, name: str, content: bytes) -> Any:
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    headers = {"x-csrf-token": client.csrf, **JSON}
    return client.ask.post("/upload", headers=headers, multipart={"files": file})


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 4 MB; skipped where nothing may be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """A file that takes what is left."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as out:
        try:
            while out.write(os.urandom(4096)):
                pass
        except OSError:
            pass
    return path


def test_a_full_disk_takes_nothing_and_says_so(player: Playwright, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as small, serving(small) as served:
        client = Client(player, served, "赵敏")
        assert sent(client, "甲.pdf", b"x" * 5_000_000).status == 503
        filler = fill(small)
        answer = sent(client, "甲.pdf", b"x" * 100_000)
        assert answer.status == 503 and "磁盘" in answer.json()["error"]
        assert left(small) == []
        assert client.post("/drop/choose", {"name": "甲"}).status == 503
        filler.unlink()
        assert sent(client, "甲.pdf", b"x" * 1000).status == 202
        client.ask.dispose()


def test_what_was_acknowledged_outlasts_a_full_disk(
    tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database lies on the full disk too: not even the state can be written."""
    with small_disk(tmp_path / "small") as small:
        store = open_store(f"sqlite:///{small / 'desk.sqlite'}")
        fillers: list[Path] = []

        def open_kit() -> Kit:
            fillers.append(fill(small))
            return Kit()

        with checking(store, small, open_kit) as checker:
            put(checker, "甲", b"x" * 1000)
            until(lambda: any(job.pauses >= 3 for job in [*checker._line._jobs.values()]))
            assert len(left(small)) == 1 and rows(store) == []
            fillers[0].unlink()
            until(lambda: states(checker) == ["checked"])
            assert len(rows(store)) == 1
        store.close()


def test_a_start_while_the_database_is_locked_takes_up_what_was_left_later(
    filed: Store, file_url: str, tmp_path: Path, judged: list[str]
) -> None:
    with checking(filed, tmp_path) as before:
        before._line.end()  # nothing is checked by this one
        put(before, "甲")
    with locked(file_url):
        with checking(filed, tmp_path) as checker:
            checker.start()
            assert not checker.taken_up.wait(1)
        assert len(left(tmp_path)) == 1
    with checking(filed, tmp_path) as checker:
        checker.start()
        until(lambda: states(checker) == ["checked"])


def test_files_without_a_row_are_taken_up(store: Store, tmp_path: Path, judged: list[str]) -> None:
    """Of an earlier version, which wrote no rows."""
    with checking(store, tmp_path) as before:
        before._line.end()
        put(before, "甲")
    with store.writing() as session:
        session.query(uploads.UploadRow).delete()
    with checking(store, tmp_path) as checker:
        checker.start()
        until(lambda: states(checker) == ["checked"])
        assert [(one.name, one.by) for one in checker.jobs()] == [("甲", "赵敏")]


def test_a_row_without_files_says_so(store: Store, tmp_path: Path) -> None:
    with checking(store, tmp_path) as before:
        before._line.end()
        put(before, "甲")
    shutil.rmtree(left(tmp_path)[0])
    with checking(store, tmp_path) as checker:
        checker.start()
        checker.taken_up.wait(LONG)
        (one,) = checker.jobs()
        assert one.state == "failed" and "重新上传" in one.why and not one.kept


def test_a_desk_leaves_alone_what_another_one_checks(
    store: Store, tmp_path: Path, judged: list[str]
) -> None:
    with checking(store, tmp_path) as one:
        one._line.end()
        put(one, "甲")
        with checking(store, tmp_path) as other:
            other.start()
            other.taken_up.wait(LONG)
            assert states(other) == ["received"] and judged == []


def test_what_is_on_the_desk_already_is_not_checked_again(
    store: Store, tmp_path: Path, judged: list[str]
) -> None:
    """Killed between the last row and the deleting of the files."""
    with checking(store, tmp_path) as before:
        before._line.end()
        told = put(before, "甲")
    uploads.checked(store, told.id, "k" * 32, "review")
    with checking(store, tmp_path) as checker:
        checker.start()
        checker.taken_up.wait(LONG)
        assert judged == [] and left(tmp_path) == []


def test_the_same_papers_twice_are_one_packet(
    store: Store, tmp_path: Path, judged: list[str]
) -> None:
    with checking(store, tmp_path) as checker:
        for name in ("甲", "乙"):
            put(checker, name, b"the same")
        until(lambda: states(checker) == ["checked"] * 2)
        assert len(rows(store)) == 1 and len(judged) == 2


def test_two_that_cannot_be_checked_are_two_whatever_they_are_called(
    store: Store, tmp_path: Path
) -> None:
    with checking(store, tmp_path, no_kit) as checker:
        for content in (b"one", b"another"):
            put(checker, "扫描件", content)
        until(lambda: states(checker) == ["failed"] * 2)
        assert len(rows(store)) == 2


def test_one_that_failed_at_a_fault_of_ours_can_be_tried_again(
    store: Store, tmp_path: Path, judged: list[str]
) -> None:
    kits = [no_kit, Kit]
    with checking(store, tmp_path, lambda: kits.pop(0)()) as checker:
        told = put(checker, "甲")
        until(lambda: states(checker) == ["failed"])
        assert checker.jobs()[0].kept and len(rows(store)) == 1
        until(lambda: not checker._line._jobs)
        checker.again(told.id, "周宁")
        until(lambda: states(checker) == ["checked"])
        (row,) = rows(store)  # in the place of the one that could not be checked
        assert row.outcome != "" and until(lambda: left(tmp_path) == []) is True
    assert ("周宁", "upload-again") in [(c.who, c.action) for c in audit.trail(store)]


def test_the_files_of_one_that_failed_can_be_deleted(store: Store, tmp_path: Path) -> None:
    with checking(store, tmp_path, no_kit) as checker:
        told = put(checker, "甲")
        until(lambda: states(checker) == ["failed"] and not checker._line._jobs)
        checker.discard(told.id, "赵敏")
        assert left(tmp_path) == [] and not checker.jobs()[0].kept


def test_a_file_at_fault_is_not_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Checked:
        raise InputError("bad_zip", "压缩包已损坏", "broken")

    monkeypatch.setattr("pipeline.run.check_packet", broken)
    with checking(store, tmp_path) as checker:
        put(checker, "甲")
        until(lambda: states(checker) == ["failed"])
        until(lambda: left(tmp_path) == [])
        assert "压缩包已损坏" in checker.jobs()[0].why and len(rows(store)) == 1


def test_a_bug_in_putting_it_on_the_desk_ends_in_a_failure_with_its_files(
    store: Store, tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object, **__: object) -> Any:
        raise KeyError("张三")

    monkeypatch.setattr(Arrivals, "add", bug)
    with checking(store, tmp_path) as checker:
        put(checker, "甲")
        until(lambda: states(checker) == ["failed"])
        (one,) = checker.jobs()
        assert one.kept and "KeyError" in one.why and "张三" not in one.why
        assert len(left(tmp_path)) == 1 and len(judged) == BUGS + 1


def test_people_see_what_waits_and_may_act_on_it(player: Playwright, tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        client = Client(player, served, "赵敏")
        sent(client, "甲.pdf", b"%PDF")
        served.wait_for_uploads()
        until(lambda: not served.checker._line._jobs)
        (job,) = client.ask.get("/uploads", headers=JSON).json()["jobs"]
        assert (job["state"], job["kept"]) == ("failed", True) and "AssertionError" in job[
            "message"
        ]
        path = f"/uploads/{job['id']}"
        assert client.post(f"{path}/again", {}).status == 200
        served.wait_for_uploads()
        until(lambda: not served.checker._line._jobs)
        assert client.post(f"{path}/discard", {}).status == 200
        for act in ("again", "discard"):
            assert client.post(f"{path}/{act}", {}).status == 404
        client.ask.dispose()


def test_who_may_only_look_uploads_nothing(player: Playwright, served_viewer: Served) -> None:
    client = Client(player, served_viewer, "李看")
    assert client.ask.get("/").ok and client.ask.get("/upload").ok
    assert sent(client, "甲.pdf", b"%PDF").status == 403
    assert client.post("/drop/choose", {"name": "甲"}).status == 403
    assert client.post("/sign-out", {}).status == 200
    client.ask.dispose()


@pytest.fixture
def served_viewer(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as found:
        yield found


def test_a_packet_that_the_reading_knows_by_nothing_is_not_doubled(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the system's record alone; killed between the packet's row and the upload's."""

    def check_packet(source: Path, *_: object, **__: object) -> Checked:
        made = material(*lacking(), packet=source.name, key="")
        return Checked(judge_material(made, load_policy()), NoPictures(), None, made)

    monkeypatch.setattr("pipeline.run.check_packet", check_packet)
    real, killed = uploads.checked, []

    def gone(*given: Any) -> None:
        killed.append(given)
        if len(killed) == 1:
            raise OSError(28, "No space left on device")
        real(*given)

    monkeypatch.setattr(uploads, "checked", gone)
    with checking(store, tmp_path) as checker:
        put(checker, "甲")
        until(lambda: states(checker) == ["checked"])
        assert len(rows(store)) == 1 and len(killed) == 2
