"""A batch by its journal: nothing is checked twice, and nothing else than what lies there now."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from core.models.report import Report
from pipeline.reporting import NoPictures, write_failed, write_report
from pipeline.reporting.summary import summarise
from pipeline.run import Checked, Kit, Options, open_kit
from pipeline.unattended.batch import Done, Each, Job, Run, counts_of, in_turn
from pipeline.unattended.batch_rooms import BatchRooms
from pipeline.unattended.deciding import mark_of
from pipeline.unattended.duty import written
from pipeline.unattended.inbox import list_packets
from pipeline.unattended.sharing import SharedBatch, Step, Work
from tests.validators.kit import RECORD

OTHER = {"name": "周八", "id_number": "110101199003070011"}
Act = Callable[[Job], object]


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with open_kit(workers=1, cache=tmp_path / "cache", memory=tmp_path / "memory.sqlite") as kit:
        yield kit


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
        again: bool = False,
        each: Each = in_turn,
        **asked: Any,
    ) -> dict[str, Done]:
        """One run; what became of each, by its name. `during` happens within each check."""
        self.checked = []
        options = Options(**asked)

        def check(job: Job, folder: Path, step: Step) -> Checked:
            self.checked.append(job.name)
            during(job)
            return written(self.kit, options, "zh", None, job, folder, step)

        def keep(_job: Job, checked: Checked) -> bool:
            return checked.facts is None or self.kit.memory.remember(checked.facts)

        def fail(done: Done, folder: Path) -> None:
            write_failed(done.report, done.broke, folder)

        work = Work(check, keep, fail, lambda done: None)
        jobs = list_packets(self.inbox, self.out).jobs
        mark = mark_of(self.kit, options, "zh")
        with SharedBatch(self.out, self.kit, work, mark, again=again) as shared:
            return {done.job.name: done for done in shared.all(each, jobs)}

    def report(self, name: str) -> Report:
        return Report.model_validate_json((self.out / name / "report.json").read_bytes())

    def journal(self) -> list[dict[str, Any]]:
        text = BatchRooms(self.out).journal.read_text("ascii")
        return [json.loads(line) for line in text.splitlines()]

    def left(self) -> list[str]:
        """What is there of checks that have ended."""
        own = BatchRooms(self.out).own
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
    steps = ["seen", "ruled", "reported"]  # and "read" between, where there is a page
    assert [one["event"] for one in here.journal()] == steps
    assert len({(one["id"], one["key"]) for one in here.journal()}) == 1
    assert BatchRooms(here.out).journal.stat().st_mode & 0o077 == 0


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
    BatchRooms(here.out).journal.write_text(lines, "ascii")
    here.run()  # no day was given: it is today's that counts
    assert here.checked == ["甲"]


def test_a_clock_that_jumps_changes_nothing(here: Here) -> None:
    here.packet("甲")
    here.packet("乙", unit={"name": "乙公司"})
    here.run()
    ats = ["2099-01-01T00:00:00+08:00", "1970-01-01T00:00:00+08:00"] * 3
    jumped = [{**one, "at": at} for one, at in zip(here.journal(), ats, strict=True)]
    lines = "".join(f"{json.dumps(one)}\n" for one in jumped)
    BatchRooms(here.out).journal.write_text(lines, "ascii")
    here.run()
    assert here.checked == []
    here.packet("甲", submission_date="2019-10-17")
    here.run()
    assert here.checked == ["甲"]
    here.run()
    assert here.checked == []


@pytest.mark.engine
def test_what_other_packets_tell_is_part_of_a_report(here: Here) -> None:
    """The first knows nothing of the second until the second run; then both stand."""
    page(here.packet("甲") / "scan.png", "one")  # a packet is known by its papers
    page(here.packet("乙", agent=OTHER) / "scan.png", "two")  # of the same unit
    here.run()
    alone = here.report("甲"), here.report("乙")
    here.run()
    assert len(here.checked) == 1  # the one that came first
    told = {name: (here.out / name / "report.json").read_bytes() for name in ("甲", "乙")}
    assert (here.report("甲"), here.report("乙")) != alone
    here.run()
    assert here.checked == []
    here.run(again=True)
    assert {name: (here.out / name / "report.json").read_bytes() for name in told} == told


def test_what_could_not_be_read_is_tried_again(here: Here) -> None:
    (here.packet("甲") / "scan.jpg").write_bytes(b"no picture")
    for _ in range(2):
        assert here.run()["甲"].error is None
        assert here.checked == ["甲"]


def test_a_packet_that_changes_while_it_is_checked_is_checked_as_it_is_then(here: Here) -> None:
    here.packet("甲")
    here.packet("乙", unit={"name": "乙公司"})

    def change(job: Job) -> None:
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

    def vanish(job: Job) -> None:
        if len(here.checked) == 2:
            here.inbox.rename(away)
            here.inbox.mkdir()  # the mount point, empty

    def each(run: Run, jobs: Sequence[Job]) -> list[Done]:
        if away.exists():  # the second time: those that were away
            here.inbox.rmdir()
            away.rename(here.inbox)
        return in_turn(run, jobs)

    work = here.run(vanish, each=each)
    assert [done.error for done in work.values()] == [None] * 3
    assert {here.report(name).packet for name in names} == set(names)


def test_a_share_that_stays_away_is_told_and_the_run_goes_on(here: Here) -> None:
    for name in ("甲", "乙", "丙"):
        here.packet(name, unit={"name": f"{name}公司"})

    def vanish(job: Job) -> None:
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
    rooms = BatchRooms(here.out)
    (rooms.own / "stage" / "p-gone").mkdir()
    (rooms.own / "stage" / "p-gone" / "report.html").write_text("half")
    (rooms.own / "claims" / "p-gone").touch()
    (here.out / ".0123456789ab.part").write_text("half a summary")
    here.run()
    assert here.left() == [] and list(here.out.glob(".*.part")) == []


def test_a_claim_ends_with_its_holder_and_is_one_at_a_time(here: Here) -> None:
    rooms = BatchRooms(here.out)
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
    rooms = BatchRooms(tmp_path / "out")
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
