"""Batches: what a packet is, and that no packet costs another its report."""

import json
import stat
import threading
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from core.errors import InputError, ReadingFailed
from core.models.report import Report
from pipeline.unattended.batch import (
    BatchJob,
    Done,
    in_turn,
    runner,
    where_it_broke,
    worst_exit_code,
)
from pipeline.unattended.batch_rooms import LocalBatchFolders
from pipeline.unattended.flight import several
from pipeline.unattended.inbox import NAMES_FILE, FoundPacket, _Names, list_packets
from pipeline.unattended.pace import Pace
from pipeline.unattended.stages import Stage, plainly
from yushen.progress import paced
from yushen.words import Words


class Asked(set[str]):
    """How often it was asked whether something is in it."""

    times = 0

    def __contains__(self, one: object) -> bool:
        self.times += 1
        return super().__contains__(one)


REPORT = Report(packet="x", service=None, submission_date=None, outcome="accept")


def jobs(*names: str) -> list[BatchJob]:
    return [BatchJob(f"p-{name}", name, Path(name)) for name in names]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "王五").mkdir(parents=True)
    (folder / "a").mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7")
    (folder / "licence.ofd").write_bytes(b"PK")
    (folder / "scan").write_bytes(b"%PDF-1.7")  # names mean nothing
    (folder / "photo.JPG").write_bytes(b"")
    (folder / "notes.txt").write_text("hello")
    (folder / "list.xlsx").write_bytes(b"PK\x03\x04")
    for system in (".DS_Store", "@eaDir", "#recycle", "$RECYCLE.BIN", "Thumbs.db"):
        (folder / system).mkdir()
        (folder / system / "a.pdf").write_bytes(b"%PDF-1.7")
    (folder / "link").symlink_to(folder / "a")
    return folder


def test_what_a_packet_is(inbox: Path, tmp_path: Path) -> None:
    found = list_packets(inbox, LocalBatchFolders(tmp_path / "out"))
    assert [job.source.name for job in found.jobs] == [
        "a",
        "a.pdf",
        "licence.ofd",
        "photo.JPG",
        "scan",
        "王五",
    ]
    assert found.ignored == ["link", "list.xlsx", "notes.txt"]


def test_two_packets_never_share_a_folder(inbox: Path, tmp_path: Path) -> None:
    names = [job.name for job in list_packets(inbox, LocalBatchFolders(tmp_path / "out")).jobs]
    assert names == ["a", "a-2", "licence", "photo", "scan", "王五"]


def test_a_folder_has_a_name_that_every_system_can_keep(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    names = ("a: b?", "A_ b_", "CON", "nul.2024", "end. ", "?", "com10")
    for name in names:
        (inbox / name).mkdir(parents=True)
        (inbox / name / "a.pdf").write_bytes(b"%PDF-1.7")
    given = {
        job.source.name: job.name
        for job in list_packets(inbox, LocalBatchFolders(tmp_path / "out")).jobs
    }
    assert given == {
        "?": "_", "A_ b_": "A_ b_", "CON": "_CON", "a: b?": "a_ b_-2", "com10": "com10",
        "end. ": "end", "nul.2024": "_nul.2024",
    }  # fmt: skip
    again = {
        job.source.name: job.name
        for job in list_packets(inbox, LocalBatchFolders(tmp_path / "out")).jobs
    }
    assert again == given


def test_ids_stay_and_tell_nothing(inbox: Path, tmp_path: Path) -> None:
    once = list_packets(inbox, LocalBatchFolders(tmp_path / "out")).jobs
    again = list_packets(inbox, LocalBatchFolders(tmp_path / "out")).jobs
    elsewhere = list_packets(inbox, LocalBatchFolders(tmp_path / "other")).jobs
    assert [job.id for job in once] == [job.id for job in again]
    assert {job.id for job in once}.isdisjoint(job.id for job in elsewhere)  # salted
    assert len({job.id for job in once}) == len(once)


def test_two_packets_never_share_an_id(tmp_path: Path) -> None:
    """By this salt the hashes of both names begin alike, as two of 100,000 often do."""
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    for name in ("材料28929", "材料38325"):
        (inbox / name).mkdir(parents=True)
    out.mkdir()
    (out / NAMES_FILE).write_text('{"salt": "00"}')
    once = list_packets(inbox, LocalBatchFolders(out)).jobs
    assert [job.id for job in once] == ["p-92fa1e6f", "p-92fa1e6f" + once[1].id[10:]]
    assert once[0].id != once[1].id
    (inbox / "材料28929").rmdir()
    assert (
        list_packets(inbox, LocalBatchFolders(out)).jobs == once[1:]
    )  # whoever is there, the ids stay


def test_folders_of_one_name_are_numbered_without_trying_all_before(tmp_path: Path) -> None:
    units = 200
    names, asked = _Names(tmp_path / NAMES_FILE), Asked()
    names.taken = asked
    found = [
        FoundPacket(tmp_path / f"{n:03}" / "材料", f"{n:03}", folder=True) for n in range(units)
    ]
    jobs = names.jobs(found)
    assert [job.name for job in jobs][:3] == ["材料", "材料-2", "材料-3"]
    assert len({job.name for job in jobs}) == units
    assert units <= asked.times <= 3 * units


def test_the_table_of_names_is_its_owners(inbox: Path, tmp_path: Path) -> None:
    job = list_packets(inbox, LocalBatchFolders(tmp_path / "out")).jobs[-1]
    table = tmp_path / "out" / NAMES_FILE
    assert json.loads(table.read_text("utf-8"))["packets"][job.id] == "王五"
    assert stat.S_IMODE(table.stat().st_mode) == 0o600


def test_the_output_is_no_packet(inbox: Path) -> None:
    list_packets(inbox, LocalBatchFolders(inbox / "out"))
    assert "out" not in [
        job.name for job in list_packets(inbox, LocalBatchFolders(inbox / "out")).jobs
    ]


def test_units_have_folders_of_their_own(inbox: Path, tmp_path: Path) -> None:
    """What lies beside them is no packet; two of one name are two packets."""
    (inbox / "a" / "张三").mkdir()
    (inbox / "王五" / "张三").mkdir()
    (inbox / "王五" / "notes.txt").write_text("hello")
    found = list_packets(inbox, LocalBatchFolders(tmp_path / "out"), by_unit=True)
    assert [(job.unit, job.name) for job in found.jobs] == [("a", "张三"), ("王五", "张三-2")]
    assert {"photo.JPG", "王五/notes.txt"} <= set(found.ignored)
    again = list_packets(inbox, LocalBatchFolders(tmp_path / "out"), by_unit=True)
    assert again.jobs == found.jobs


@pytest.mark.parametrize("name", ["missing", "empty", "file"])
def test_an_inbox_that_is_none(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        list_packets(tmp_path / name, LocalBatchFolders(tmp_path / "out"))


def test_a_failing_packet_stops_no_other() -> None:
    def check(job: BatchJob) -> Report:
        if job.name == "bad":
            raise InputError("bad_zip", "坏了")
        if job.name == "bug":
            raise ZeroDivisionError("SECRET")
        return REPORT

    told: list[str] = []
    results = in_turn(runner(check, lambda d: told.append(d.job.name)), jobs("bad", "bug", "good"))
    assert [done.outcome for done in results] == ["review", "review", "accept"]
    assert told == ["bad", "bug", "good"]
    (file,) = results[0].report.files
    assert (file.status, file.error_code, file.error) == ("failed", "bad_zip", "坏了")
    assert "ZeroDivisionError" in results[1].report.outcome_reason.zh
    assert "SECRET" not in results[1].report.model_dump_json()
    assert worst_exit_code(results) == 2
    assert worst_exit_code(results[2:]) == 0


def test_what_may_pass_is_tried_again_by_its_stage_alone() -> None:
    tries: Counter[tuple[Stage, str]] = Counter()

    def act(stage: Stage, packet: str, error: Exception) -> str:
        tries[stage, packet] += 1
        if packet == "dead" or tries[stage, packet] == 1:
            raise error
        return packet

    passing, other = ReadingFailed("x"), InputError("bad_zip", "坏了")
    assert plainly("read", "shaky", lambda: act("read", "shaky", passing)) == "shaky"
    for stage, error in (("read", passing), ("judge", passing), ("read", other)):
        with pytest.raises(type(error)):
            plainly(stage, "dead", partial(act, stage, "dead", error))
    assert tries == {("read", "shaky"): 2, ("read", "dead"): 3, ("judge", "dead"): 1}


def test_several_at_once_are_answered_in_their_order_and_never_too_many() -> None:
    """None ends before so many are under way: a run that waits for more would never end."""
    together, under_way, most = threading.Barrier(3), set[str](), list[int]()

    def run(job: BatchJob) -> Done:
        under_way.add(job.id)
        most.append(len(under_way))
        together.wait(60)
        under_way.discard(job.id)
        return Done(job, 0.0, REPORT)

    names = [f"{number}" for number in range(9)]
    assert [done.job.name for done in several(3)(run, jobs(*names))] == names
    assert max(most) <= 3


def test_units_take_turns_and_none_starves() -> None:
    many = [BatchJob(f"a{number}", f"a{number}", Path(), "甲") for number in range(500)]
    few = [
        BatchJob("b", "b", Path(), "乙"),
        BatchJob("c", "c", Path(), "丙"),
        BatchJob("d", "d", Path(), "乙"),
    ]
    begun: list[str] = []

    def run(job: BatchJob) -> Done:
        begun.append(job.name)
        return Done(job, 0.0, REPORT)

    done = several(1)(run, [*many, *few])
    assert begun[:6] == ["a0", "b", "c", "a1", "d", "a2"]
    assert [one.job for one in done] == [*many, *few]


def test_the_pace_of_a_batch() -> None:
    now = [100.0]
    pace = Pace(lambda: now[0])
    pace.begin(4)
    pace.pages("a", 3)
    assert pace.now == (0, 4, 3, None, None)  # it is too early to say more
    now[0] += 10
    assert pace.now.rate == 0.3 and pace.now.left is None
    for packet in ("a", "b", "b"):
        pace.pages(packet, 10)
        pace.ended(packet)
    assert pace.now == (2, 4, 20, 2.0, 10.0) and pace.now.share == 0.5
    assert paced(pace.now, Words("zh")) == "2/4 份 · 2.0 页/秒 · 约剩 0:10"
    assert paced(pace.now, Words("en")) == "2/4 packets · 2.0 pages/s · 0:10 left"


def test_what_breaks_a_run_ends_all() -> None:
    def run(job: BatchJob) -> Done:
        if job.name == "b":
            raise KeyboardInterrupt
        return Done(job, 0.0, REPORT)

    with pytest.raises(KeyboardInterrupt):
        several(2)(run, jobs(*"abcdefgh"))


def test_an_interruption_is_no_failing_packet() -> None:
    def check(job: BatchJob) -> Report:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_turn(runner(check, lambda _: None), jobs("a"))


def test_a_bug_is_told_without_its_words() -> None:
    def check(job: BatchJob) -> Report:
        raise ValueError("110101199003070000")

    done: Done = runner(check, lambda _: None)(jobs("a")[0])
    assert done.error is not None
    told = where_it_broke(done.error)
    assert told.startswith("ValueError") and "in check" in told
    assert "110101199003070000" not in told.replace('raise ValueError("110101199003070000")', "")
