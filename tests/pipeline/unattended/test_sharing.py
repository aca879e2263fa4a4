"""A batch by its journal: nothing is checked twice, and nothing else than what lies there now."""

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from core.limits import Limits, use_limits
from core.models.material import ReadPacket
from core.models.report import Report
from pipeline.memory import Memory
from pipeline.reading.pool import Pool
from pipeline.reporting import NoPictures, write_failed, write_report
from pipeline.reporting.summary import summarise
from pipeline.run import Checked, Kit, Options, judged, open_kit, read_packet
from pipeline.unattended.batch import BatchJob, Done, Each, Run, counts_of, in_turn
from pipeline.unattended.batch_rooms import LocalBatchFolders
from pipeline.unattended.deciding import mark_of
from pipeline.unattended.flight import several
from pipeline.unattended.inbox import list_packets
from pipeline.unattended.sharing import SharedBatch
from pipeline.unattended.working import BatchSteps, PacketReader, judge_of, writer
from tests.validators.kit import RECORD

OTHER = {"name": "周八", "id_number": "110101199003070011"}
LONG = 300.0  # seconds after which a test gives up; nothing is asserted of a time
Act = Callable[[BatchJob], object]


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """What reads for every test here; nothing is kept in it from one to the next."""
    with open_kit(workers=1, cache=tmp_path_factory.mktemp("none")) as kit:
        yield kit.pool


@pytest.fixture
def kit(tmp_path: Path, pool: Pool) -> Iterator[Kit]:
    cache, memory = tmp_path / "cache", tmp_path / "memory.sqlite"
    with open_kit(workers=1, cache=cache, memory=memory) as kit:
        yield replace(kit, pool=pool)


class Here:
    """An inbox, an OUT, and runs over them."""

    def __init__(self, base: Path, kit: Kit) -> None:
        self.inbox, self.out, self.kit = base / "inbox", base / "out", kit
        self.checked: list[str] = []
        self.inbox.mkdir()

    def packet(self, name: str, **record: Any) -> Path:
        """The system's record alone: all of it is read without an engine."""
        folder = self.inbox / name
        folder.mkdir(exist_ok=True)
        told = {**RECORD, "service": "renewal", "submission_date": "2019-10-15", **record}
        (folder / "application.json").write_text(json.dumps(told), "utf-8")
        return folder

    def run(
        self,
        during: Act = lambda job: None,
        *,
        after: Act = lambda job: None,
        again: bool = False,
        each: Each = in_turn,
        **asked: Any,
    ) -> dict[str, Done]:
        """One run; what became of each, by its name. `during` happens within each check."""
        self.checked = []
        read = PacketReader(self.kit, Options(**asked), anew=again)

        def reads(job: BatchJob, key: str) -> ReadPacket:
            self.checked.append(job.name)
            during(job)
            found = read(job, key)
            after(job)
            return found

        def keep(_job: BatchJob, checked: Checked) -> bool:
            return checked.facts is None or self.kit.memory.remember(checked.facts)

        def fail(done: Done, folder: Path) -> None:
            write_failed(done.report, done.broke, folder)

        write = writer(self.kit, "zh")
        work = BatchSteps(reads, judge_of(self.kit), write, keep, fail, lambda done: None)
        jobs = list_packets(self.inbox, LocalBatchFolders(self.out)).jobs
        mark = mark_of(self.kit, Options(**asked), "zh")
        with SharedBatch(LocalBatchFolders(self.out), self.kit, work, mark, again=again) as shared:
            return {done.job.name: done for done in shared.all(each, jobs)}

    def report(self, name: str) -> Report:
        return Report.model_validate_json((self.out / name / "report.json").read_bytes())

    def journal(self) -> list[dict[str, Any]]:
        text = LocalBatchFolders(self.out).journal.read_text("ascii")
        return [json.loads(line) for line in text.splitlines()]

    def steps(self, name: str) -> list[str]:
        """How far a packet came, over all its checks."""
        (id,) = (
            job.id
            for job in list_packets(self.inbox, LocalBatchFolders(self.out)).jobs
            if job.name == name
        )
        return [one["event"] for one in self.journal() if one["id"] == id]

    def written(self) -> dict[str, bytes]:
        """Every file of every report."""
        there = [path for path in self.out.glob("[!.]*/*") if path.is_file()]
        return {str(path.relative_to(self.out)): path.read_bytes() for path in there}

    def left(self) -> list[str]:
        """What is there of checks that have ended."""
        own = LocalBatchFolders(self.out).own
        return [path.name for room in ("stage", "claims") for path in (own / room).iterdir()]


def page(path: Path, text: str) -> None:
    """A tiny page with a line."""
    picture = Image.new("RGB", (300, 60), "white")
    ImageDraw.Draw(picture).text((20, 8), text, fill="black", font=ImageFont.load_default(40))
    picture.save(path)


@pytest.fixture
def here(tmp_path: Path, kit: Kit) -> Here:
    return Here(tmp_path, kit)


def test_what_is_unchanged_and_has_its_report_is_not_checked_again(here: Here) -> None:
    here.packet("甲", unit={"name": "甲公司"})
    here.packet("乙", unit={"name": "乙公司"})
    assert here.run().keys() == {"甲", "乙"} == set(here.checked)
    first = (here.out / "甲" / "report.html").read_bytes()
    done = here.run()
    assert here.checked == []
    assert {one.whose for one in done.values()} == {"before"}
    assert done["甲"].outcome == here.report("甲").outcome and done["甲"].facts is not None
    assert done["甲"].counts == counts_of(here.report("甲"))
    assert done["甲"].summary.problems == summarise(here.report("甲")).problems
    assert (here.out / "甲" / "report.html").read_bytes() == first
    here.run(again=True)
    assert sorted(here.checked) == ["乙", "甲"]
    assert [record["event"] for record in here.journal()].count("reported") == 4
    assert here.left() == []


def test_every_step_is_written_down(here: Here) -> None:
    here.packet("甲")
    here.run()
    steps = ["seen", "read", "ruled", "reported"]
    assert [one["event"] for one in here.journal()] == steps
    assert len({(one["id"], one["key"]) for one in here.journal()}) == 1
    assert LocalBatchFolders(here.out).journal.stat().st_mode & 0o077 == 0


def test_dates_of_files_mean_nothing_and_contents_everything(here: Here) -> None:
    folder = here.packet("甲")
    here.run()
    record = folder / "application.json"
    os.utime(record, (4e9, 4e9))
    here.run()
    assert here.checked == []
    text, before = record.read_text("utf-8"), record.stat()
    record.write_text(text.replace("2019-10-15", "2019-10-16"), "utf-8")  # of the same length
    os.utime(record, ns=(before.st_atime_ns, before.st_mtime_ns))
    here.run()
    assert here.checked == ["甲"]
    assert str(here.report("甲").submission_date) == "2019-10-16"


@pytest.mark.parametrize("damage", ["html", "json", "changed", "folder"])
def test_a_report_that_is_not_whole_any_more_is_made_anew(here: Here, damage: str) -> None:
    here.packet("甲")
    here.run()
    folder = here.out / "甲"
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    if damage == "folder":
        shutil.rmtree(folder)
    elif damage == "changed":
        (folder / "report.html").write_bytes(b"half")
    else:
        (folder / f"report.{damage}").unlink()
    here.run()
    assert here.checked == ["甲"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole


def test_other_options_and_another_day_are_another_check(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.packet("甲", submission_date=None)
    here.run()
    here.run()
    assert here.checked == []
    here.run(service="new_permit")
    assert here.checked == ["甲"]
    here.run()
    assert here.checked == ["甲"]
    yesterday = [{**one, "day": "2019-01-01"} for one in here.journal()]
    lines = "".join(f"{json.dumps(one)}\n" for one in yesterday)
    LocalBatchFolders(here.out).journal.write_text(lines, "ascii")
    here.run()  # no day was given: it is today's that counts
    assert here.checked == ["甲"]


def test_a_clock_that_jumps_changes_nothing(here: Here) -> None:
    here.packet("甲")
    here.packet("乙", unit={"name": "乙公司"})
    here.run()
    ats = ["2099-01-01T00:00:00+08:00", "1970-01-01T00:00:00+08:00"] * 4
    jumped = [{**one, "at": at} for one, at in zip(here.journal(), ats, strict=True)]
    lines = "".join(f"{json.dumps(one)}\n" for one in jumped)
    LocalBatchFolders(here.out).journal.write_text(lines, "ascii")
    here.run()
    assert here.checked == []
    here.packet("甲", submission_date="2019-10-17")
    here.run()
    assert here.checked == ["甲"]
    here.run()
    assert here.checked == []


@pytest.mark.engine
def test_what_other_packets_tell_is_part_of_a_report(here: Here) -> None:
    """Also what the later one tells the earlier: it is judged again, from what was kept of it."""
    page(here.packet("甲") / "scan.png", "one")  # a packet is known by its papers
    page(here.packet("乙", agent=OTHER) / "scan.png", "two")  # of the same unit
    here.run()
    assert sorted(here.checked[:2]) == ["乙", "甲"] and len(here.checked) == 3
    assert [here.steps(name).count("ruled") for name in "甲乙"] == [1, 2]
    for name, other in ("甲乙", "乙甲"):
        assert any(f"“{other}”" in said for said in here.report(name).assumptions)
    told = {name: (here.out / name / "report.json").read_bytes() for name in ("甲", "乙")}
    here.run()
    assert here.checked == []
    here.run(again=True)
    assert {name: (here.out / name / "report.json").read_bytes() for name in told} == told


@pytest.mark.engine
@pytest.mark.parametrize("readers", [3, "backwards", "shuffled"])
def test_reports_do_not_depend_on_who_was_first(here: Here, readers: int | str) -> None:
    """Six packets of two units, by so many readers, or read to their end in another order."""
    for number, name in enumerate("abcdef"):
        agent = {"agent": OTHER} if number % 3 else {}
        unit = {"name": "甲公司" if number < 4 else "乙公司"}
        day = f"2019-10-{20 - number // 2}"
        page(here.packet(name, unit=unit, submission_date=day, **agent) / "scan.png", name * 3)
    here.run()
    told = here.written()
    assert any("请核对（提示，不影响结论）".encode() in file for file in told.values())
    shutil.rmtree(here.out)
    here.kit.memory = Memory()
    if isinstance(readers, int):
        here.run(each=several(readers))
    else:
        order = {"backwards": "fedcba", "shuffled": "cafbed"}[readers]
        here.run(each=several(6), after=ending_in(order))
    assert here.written() == told


def ending_in(order: str) -> Act:
    """What holds each packet back until those that are to end before it have been read."""
    over = {name: threading.Event() for name in order}

    def after(job: BatchJob) -> None:
        for name in order[: order.index(job.name)]:
            assert over[name].wait(LONG)
        over[job.name].set()

    return after


def test_what_is_kept_of_a_packet_is_plain_data(here: Here) -> None:
    """It gives the same report after a journey as text."""
    here.packet("甲", unit={"name": "甲公司"})
    read = read_packet(here.inbox / "甲", here.kit, Options())
    there = ReadPacket.model_validate_json(read.model_dump_json())
    assert there == read
    one, two = (judged(which, here.kit).report.model_dump_json() for which in (read, there))
    assert one == two


def test_what_could_not_be_read_is_tried_again(here: Here) -> None:
    (here.packet("甲") / "scan.jpg").write_bytes(b"no picture")
    for _ in range(2):
        assert here.run()["甲"].error is None
        assert here.checked == ["甲"]


def test_a_packet_that_changes_while_it_is_checked_is_checked_as_it_is_then(here: Here) -> None:
    here.packet("甲")
    here.packet("乙", unit={"name": "乙公司"})

    def change(job: BatchJob) -> None:
        if job.name == "甲" and here.checked.count("甲") == 1:
            here.packet("甲", submission_date="2019-11-11")

    done = here.run(change)
    assert sorted(here.checked) == ["乙", "甲", "甲"] and here.checked[-1] == "甲"
    assert done["甲"].error is None
    assert str(here.report("甲").submission_date) == "2019-11-11"


def test_a_packet_that_never_rests_is_not_checked(here: Here) -> None:
    here.packet("甲")
    days = iter(range(10, 28))
    done = here.run(lambda job: here.packet("甲", submission_date=f"2019-11-{next(days)}"))
    assert done["甲"].outcome == "review" and here.checked == ["甲", "甲"]
    assert here.report("甲").files[0].error_code == "changed"
    assert here.left() == []


def test_a_share_that_comes_back_costs_nothing(here: Here) -> None:
    names = ["甲", "乙", "丙"]
    for name in names:
        here.packet(name, unit={"name": f"{name}公司"})
    away = here.inbox.with_name("away")

    def vanish(job: BatchJob) -> None:
        if len(here.checked) == 2:
            here.inbox.rename(away)
            here.inbox.mkdir()  # the mount point, empty

    def each(run: Run, jobs: Sequence[BatchJob]) -> list[Done]:
        if away.exists():  # the second time: those that were away
            here.inbox.rmdir()
            away.rename(here.inbox)
        return in_turn(run, jobs)

    work = here.run(vanish, each=each)
    assert [done.error for done in work.values()] == [None] * 3
    assert {here.report(name).packet for name in names} == set(names)


@pytest.fixture
def impatient() -> Iterator[None]:
    """What is away is not waited for long."""
    use_limits(Limits(store_away_clock=0.1))
    yield
    use_limits(None)


@pytest.mark.usefixtures("impatient")
def test_a_share_that_stays_away_is_told_and_the_run_goes_on(here: Here) -> None:
    for name in ("甲", "乙", "丙"):
        here.packet(name, unit={"name": f"{name}公司"})

    def vanish(job: BatchJob) -> None:
        here.inbox.rename(here.inbox.with_name("away"))

    done = here.run(vanish)
    assert {one.outcome for one in done.values()} == {"review"} and len(done) == 3
    for name in done:
        assert here.report(name).files[0].error_code == "gone"
        assert "已断开" in here.report(name).outcome_reason.zh
    here.inbox.with_name("away").rename(here.inbox)
    assert [one.error for one in here.run().values()] == [None] * 3


def test_a_failed_check_leaves_nothing_of_the_report_before(here: Here) -> None:
    folder = here.packet("甲")
    here.run()
    (here.out / "甲" / "note.txt").write_text("a person's own")
    shutil.rmtree(folder)
    folder.with_suffix(".zip").write_bytes(b"PK\x03\x04 broken")
    here.run()
    assert here.report("甲").files[0].error_code == "bad_zip"
    assert (here.out / "甲" / "note.txt").exists()


def test_what_a_killed_run_left_is_swept(here: Here) -> None:
    here.packet("甲")
    here.run()
    rooms = LocalBatchFolders(here.out)
    (rooms.own / "stage" / "p-gone").mkdir()
    (rooms.own / "stage" / "p-gone" / "report.html").write_text("half")
    (rooms.own / "claims" / "p-gone").touch()
    (here.out / ".0123456789ab.part").write_text("half a summary")
    here.run()
    assert here.left() == [] and list(here.out.glob(".*.part")) == []


def test_a_claim_ends_with_its_holder_and_is_one_at_a_time(here: Here) -> None:
    rooms = LocalBatchFolders(here.out)
    rooms.make()
    with rooms.claims.held("p-1", wait=False) as first:
        with rooms.claims.held("p-1", wait=False) as second:
            assert (first, second) == (True, False)
        with rooms.claims.held("p-2", wait=False) as other:
            assert other
    with rooms.claims.held("p-1", wait=False) as again:
        assert again
    assert here.left() == []


def test_a_report_is_never_beside_files_of_another(tmp_path: Path) -> None:
    """However far the replacing came: without report.json there is none."""
    rooms = LocalBatchFolders(tmp_path / "out")
    rooms.make()
    report = Report(packet="x", service=None, submission_date=None, outcome="accept")
    target = rooms.out / "x"
    write_report(report, NoPictures(), rooms.fresh_stage("p"))
    rooms.place("p", "x", {"report.json", "report.html"})
    write_report(report, NoPictures(), rooms.fresh_stage("p"))
    (target / "report.html").unlink()
    (target / "report.html").mkdir()  # in the way of the first that is put in place
    with pytest.raises(OSError):
        rooms.place("p", "x", {"report.json", "report.html"})
    assert not (target / "report.json").exists()
