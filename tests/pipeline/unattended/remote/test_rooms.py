"""Reports and packets in an object store, without a server: a store in memory."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from core.errors import InputError
from core.objects import Objects
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.batch_rooms import OWN
from pipeline.unattended.remote.claims import CLAIMS, Runs
from pipeline.unattended.remote.inbox import Fetched, fetch, list_objects, mark_of, objects_of
from pipeline.unattended.remote.rooms import ObjectBatchFolders
from pipeline.unattended.unsteady import Unsteady

REPORT = {"report.json", "report.html", "supplement.docx"}


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "state"))
    return f"memory://{uuid4().hex}"


@pytest.fixture
def rooms(url: str) -> Iterator[ObjectBatchFolders]:
    out = Objects(f"{url}/out")
    own = out.below(OWN.as_posix())
    with Runs(own, "me") as runs:
        made = ObjectBatchFolders(out, own, runs)
        made.make()
        yield made


def write(rooms: ObjectBatchFolders, **files: str) -> None:
    stage = rooms.fresh_stage("p")
    for name, text in files.items():
        (stage / name.replace("_", ".")).write_text(text)


def add_below(objects: Objects, folder: str, name: str) -> None:
    """An object of a name that fsspec would not give it, but others do."""
    store, root = objects._files.store, objects._root
    store[f"{root}/{folder}/{name}"] = next(iter(store.values()))


def names(objects: Objects, folder: str = "") -> list[str]:
    return [one.name for one in objects.listed(folder)]


def test_of_an_earlier_report_nothing_of_ours_stays(rooms: ObjectBatchFolders, url: str) -> None:
    out = Objects(f"{url}/out")
    with rooms.claims.held("p", wait=False):
        write(rooms, report_json="{}", report_html="one", supplement_docx="lack")
        rooms.place("p", "甲", REPORT)
        out.put("甲/note.txt", b"a person's own")
        write(rooms, report_json="[]", report_html="two")
        rooms.place("p", "甲", REPORT)
    assert names(out, "甲") == ["note.txt", "report.html", "report.json"]
    assert out.get("甲/report.json") == b"[]"


def test_a_report_that_is_not_whole_there_has_no_report_json(
    rooms: ObjectBatchFolders, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever becomes of what was put: cut off, or another run's."""
    out = Objects(f"{url}/out")
    with rooms.claims.held("p", wait=False):
        write(rooms, report_json="{}", report_html="one")
        rooms.place("p", "甲", REPORT)
        write(rooms, report_json="[]", report_html="two")
        put = Objects.put
        monkeypatch.setattr(Objects, "put", lambda at, name, data: put(at, name, data[:-1]))
        with pytest.raises(OSError):
            rooms.place("p", "甲", REPORT)
    assert out.get("甲/report.json") is None


def test_who_was_taken_for_dead_puts_no_report(rooms: ObjectBatchFolders, url: str) -> None:
    out = Objects(f"{url}/out")
    with rooms.claims.held("p", wait=False):
        write(rooms, report_json="{}", report_html="one")
        out.below(OWN.as_posix()).drop(f"{CLAIMS}/p/me")
        with pytest.raises(OSError):
            rooms.place("p", "甲", REPORT)
    assert out.get("甲/report.json") is None


def test_what_lies_in_an_inbox(rooms: ObjectBatchFolders, url: str) -> None:
    inbox = Objects(f"{url}/inbox")
    for name in ("甲/a.pdf", "甲/deep/b.pdf", "乙.zip", "读我.txt", ".hidden/a.pdf", "丙.zip",
                 "out/x/report.json"):  # fmt: skip
        inbox.put(name, b"x")
    add_below(inbox, "丙.zip", "a.pdf")
    inbox.put("丁", b"%PDF-1.7")
    found = list_objects(inbox, rooms, leave_out="out")
    assert [job.name for job in found.jobs] == ["丁", "丙.zip", "乙", "甲"]
    assert found.ignored == ["丙.zip", "读我.txt"]
    again = list_objects(inbox, rooms, leave_out="out")
    assert [job.id for job in again.jobs] == [job.id for job in found.jobs]


def test_units_have_folders(rooms: ObjectBatchFolders, url: str) -> None:
    inbox = Objects(f"{url}/inbox")
    for name in (
        "甲公司/一/a.pdf",
        "甲公司/二.zip",
        "乙公司/一/a.pdf",
        "甲公司/note.txt",
        "三.zip",
    ):
        inbox.put(name, b"x")
    found = list_objects(inbox, rooms, by_unit=True)
    assert [(job.unit, job.source.name) for job in found.jobs] == [
        ("乙公司", "一"), ("甲公司", "一"), ("甲公司", "二.zip"),
    ]  # fmt: skip
    assert sorted(found.ignored) == ["三.zip", "甲公司/note.txt"]


def job_of(rooms: ObjectBatchFolders, inbox: Objects) -> tuple[Fetched, BatchJob]:
    (job,) = list_objects(inbox, rooms).jobs
    return Fetched(inbox, rooms), job


def test_an_unchanged_packet_is_not_fetched_again(rooms: ObjectBatchFolders, url: str) -> None:
    inbox = Objects(f"{url}/inbox")
    inbox.put("甲/a.pdf", b"one")
    supply, job = job_of(rooms, inbox)
    content = supply.content(job)
    assert (job.source / "a.pdf").read_bytes() == b"one"
    supply.let_go(job)
    assert not job.source.exists()
    assert supply.content(job) == content and not job.source.exists()
    supply.bring(job)
    assert (job.source / "a.pdf").read_bytes() == b"one"
    supply.hold(job, content)
    inbox.put("甲/b.pdf", b"two")
    with pytest.raises(Unsteady):
        supply.hold(job, content)
    supply.let_go(job)
    assert supply.content(job) != content


def test_what_changes_while_it_is_fetched_is_not_taken(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Objects(f"{url}/inbox")
    inbox.put("甲/a.pdf", b"one")
    mark, get = mark_of(objects_of(inbox, "甲")), Objects.fetch

    def changing(at: Objects, name: str, target: Path) -> None:
        get(at, name, target)
        at.put("甲/a.pdf", b"another")

    monkeypatch.setattr(Objects, "fetch", changing)
    with pytest.raises(Unsteady):
        fetch(inbox, "甲", mark, tmp_path / "甲")
    assert not (tmp_path / "甲").exists()
    inbox.drop("甲/a.pdf")
    with pytest.raises(Unsteady):
        fetch(inbox, "甲", mark, tmp_path / "甲")


@pytest.mark.parametrize("name", ["../a.pdf", "a//b.pdf", f"{'长' * 90}.pdf", "a.pdf/b.pdf"])
def test_names_that_no_file_can_have_are_told(
    name: str, url: str, rooms: ObjectBatchFolders, tmp_path: Path
) -> None:
    inbox = Objects(f"{url}/inbox")
    inbox.put("甲/a.pdf", b"x")
    add_below(inbox, "甲", name)
    mark = mark_of(objects_of(inbox, "甲"))
    with pytest.raises(InputError, match="名称") as raised:
        fetch(inbox, "甲", mark, tmp_path / "甲")
    assert raised.value.code == "object_names" and not (tmp_path / "甲").exists()
