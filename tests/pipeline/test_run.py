"""The order of the stages, with a pool that answers from text pictures: what was asked, what
was assumed, and that nothing unread is passed over.
"""

import json
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.clock import today
from core.errors import InputError
from core.models.filing import FiledPaper, PacketFacts
from core.models.material import Material
from core.models.page import FileReading, Page
from pipeline.judging import judge_material, measured
from pipeline.memory import Memory
from pipeline.reading.budget import BATCH_SPENT, Budget
from pipeline.reading.intake.record import read_record
from pipeline.reading.jobs import made_small
from pipeline.reading.ocr.engine import even
from pipeline.reading.ocr.setup import EngineSetup, Setup
from pipeline.reading.orders import (
    Contents,
    CountPages,
    Failure,
    FitWords,
    MakeSmall,
    Order,
    PageRead,
    ParseRecord,
    ReadAgain,
    Source,
)
from pipeline.reading.pool import Pool
from pipeline.reading.store import ReadingStore
from pipeline.reporting.html import render_html
from pipeline.run import POLICY, Kit, Options, check_packet
from pipeline.settling.calibrate import shipped
from pipeline.settling.legible import legible, unread
from pipeline.settling.trust import Trust
from pipeline.unattended import batch
from tests.extractors.files import ID_BACK, ID_FRONT, contract
from tests.extractors.sheets import page
from validators.policy import load_policy


def sheet_of() -> bytes:
    """The picture of every page: what it shows does not matter."""
    picture = BytesIO()
    Image.effect_noise((600, 850), 90).convert("RGB").save(picture, "JPEG")
    return picture.getvalue()


NOTICE = """
.3:会议通知
各部门：兹定于本周五下午在三层会议室召开例会，请准时参加，不得迟到。
"""
FORM = """
.3:北京市工作居住证申请表
姓名 | .3:王样例 | .5:性别 | .6:男
身份证号 | .3:110101199003070011
"""
SHEET = sheet_of()
SMUDGE = "?某某 | ?某某某某 | ?某某某某"


class Pictures(Pool):
    """A pool whose files are text pictures: the file's content names the picture."""

    def __init__(self, pictures: dict[str, str]) -> None:
        super().__init__("none", None, 1)
        self.pictures, self.jobs = pictures, list[Order]()

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        self.jobs.append(order)
        future: Future[Any] = Future()
        future.set_result(self._do(order, source))
        return future

    def _do(self, order: Order, source: Source) -> object:
        if isinstance(order, ReadAgain):
            return [{"again": even("", 0.0)} for _ in order.boxes]
        if isinstance(order, FitWords):
            return [0.0 for _ in order.words]
        if isinstance(order, MakeSmall):
            assert isinstance(source, bytes)
            return made_small(order, source)
        assert isinstance(source, Path)
        if isinstance(order, ParseRecord):
            return read_record(source, order.name)
        picture = self.pictures.get(source.read_text("utf-8"))
        if picture is None:
            return Failure("damaged", "图片已损坏，请重新扫描")
        if isinstance(order, CountPages):
            return Contents(1)
        return PageRead(page(picture).model_copy(update={"number": 1}), (self.shown(),))

    def shown(self) -> bytes:
        """The picture of a page."""
        return SHEET


PICTURES = {
    "front": ID_FRONT,
    "back": ID_BACK,
    "notice": NOTICE,
    "smudge": SMUDGE,
    "form": FORM,
    **dict(zip(("cover", "first", "last"), contract(), strict=True)),
}
Check = Callable[..., Any]
MARKS = shipped().measured[0].readers[0].split(" + ")  # of readers that were measured
BEST, SECOND = (
    EngineSetup("best", "best 1.0", MARKS[0]),
    EngineSetup("second", "second 1.0", MARKS[1]),
)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    store = ReadingStore(tmp_path / "cache", "test")
    return Kit(Pictures(PICTURES), store, load_policy(POLICY), Trust(Setup(BEST, SECOND)))


@pytest.fixture
def check(tmp_path: Path, kit: Kit) -> Check:
    def run(*contents: str, record: object = None, **options: Any) -> Any:
        folder = tmp_path / "张三"
        folder.mkdir()
        for n, content in enumerate(contents):
            (folder / f"{n}.jpg").write_text(content, "utf-8")
        if record is not None:
            text = record if isinstance(record, str) else json.dumps(record)
            (folder / "application.json").write_text(text, "utf-8")
        return check_packet(folder, kit, Options(**options)).report

    return run


DAY = {"submission_date": date(2025, 10, 15)}


def test_a_packet_from_files_to_findings(check: Check) -> None:
    report = check("back", "front", "cover", "first", "last", service="new_permit", **DAY)
    assert report.packet == "张三"
    assert [(f.name, f.status, f.pages) for f in report.files] == [
        (f"{n}.jpg", "read", 1) for n in range(5)
    ]
    assert [d.type for d in report.documents] == ["id_card", "labor_contract"]
    card = report.documents[0]
    assert card.fields["id_number"].value == "110101199003070011"
    assert (card.fields["id_number"].file, card.fields["id_number"].page) == ("1.jpg", 1)
    assert {f.rule for f in report.findings}
    assert report.outcome != "accept"
    assert (report.service, report.submission_date) == ("new_permit", date(2025, 10, 15))


def test_a_batch_without_time_reports_every_packet_as_not_checked(
    tmp_path: Path, kit: Kit, check: Check
) -> None:
    """Also one whose pages have all been read before, and none as passed or failed."""
    check("front", "back", service="new_permit", **DAY)
    kit.budget = Budget(1.0, spent=BATCH_SPENT)
    kit.budget.spend(2.0)
    jobs = [batch.BatchJob(id=f"{n}", name=f"{n}", source=tmp_path / "张三") for n in range(3)]
    each = batch.runner(lambda job: check_packet(job.source, kit).report, lambda done: None)
    results = batch.in_turn(each, jobs)
    assert [done.outcome for done in results] == ["review"] * 3
    for done in results:
        assert BATCH_SPENT in done.report.outcome_reason.zh
        assert [file.error_code for file in done.report.files] == ["over_budget"]
    assert batch.worst_exit_code(results) == 2


def test_the_report_says_who_read(kit: Kit, check: Check) -> None:
    report = check("front", service="new_permit", **DAY)
    assert report.engine == "best 1.0 + second 1.0"
    told = report.readers
    assert (told.engine, told.second, told.measured) == ("best 1.0", "second 1.0", True)


def test_an_engine_that_was_never_measured_decides_nothing(
    tmp_path: Path, kit: Kit, check: Check
) -> None:
    """What it read is shown; a paper it does not know may be any; the report says why."""
    files = ("front", "back", "cover", "first", "last", "notice")
    sure = check(*files, service="new_permit", **DAY)
    (tmp_path / "张三").rename(tmp_path / "before")
    kit.trust = Trust(Setup(EngineSetup("new", "new 0.1", "new")))
    report = check(*files, service="new_permit", **DAY)
    assert not report.readers.measured
    values = [f for d in report.documents for f in d.fields.values() if f.value is not None]
    assert len(values) > 10 and max(f.confidence for f in values) <= 0.5
    before, now = ({f.rule: f.status for f in one.findings} for one in (sure, report))
    failed = [rule for rule, status in before.items() if status == "fail"]
    assert len(failed) > 3
    assert {now[rule] for rule in failed} == {"review"}
    assert "fail" not in now.values()  # what is missing may be what it could not read
    assert report.outcome == "review"


def test_nothing_is_accepted_on_the_word_of_readers_that_were_never_measured(
    kit: Kit, tmp_path: Path
) -> None:
    (tmp_path / "0.jpg").write_text("front", "utf-8")
    material = check_packet(tmp_path / "0.jpg", kit, Options(service="renewal", **DAY)).material
    assert material is not None and material.readers is not None and measured(material)
    unmeasured = material.readers.model_copy(update={"measured": False})
    assert not measured(material.model_copy(update={"readers": unmeasured}))


@pytest.mark.parametrize("content", ["torn", "smudge"])
def test_what_could_not_be_read_is_told_and_leaves_missing_papers_open(
    content: str, check: Check
) -> None:
    report = check("front", content, service="new_permit", **DAY)
    assert report.outcome != "accept"
    told = [f for f in report.findings if f.rule == "GEN-LEGIBLE"]
    assert any("1.jpg" in f.message for f in told)
    assert not any(f.status == "pass" for f in told)


def test_a_file_that_failed_says_why(check: Check) -> None:
    report = check("front", "torn", service="new_permit", **DAY)
    failed = report.files[1]
    assert (failed.status, failed.error_code) == ("failed", "damaged")
    assert "重新扫描" in failed.error


def test_a_day_that_nobody_gave_is_no_filing_day(check: Check) -> None:
    (hours,) = [f for f in check("front", service="renewal").findings if f.rule == "PROC-HOURS"]
    assert hours.status == "not_checked"


def test_the_command_line_wins_over_the_record(check: Check) -> None:
    record = {"service": "renewal", "submission_date": "2024-01-01"}
    report = check("front", record=record, service="new_permit", **DAY)
    assert (report.service, report.submission_date) == ("new_permit", date(2025, 10, 15))
    (told,) = report.assumptions  # the day is another than the record's
    assert "2025-10-15" in told and "2024-01-01" in told


def test_the_outlook_and_the_dates_are_those_of_the_day_asked(check: Check) -> None:
    record = {"service": "new_permit", "submission_date": "2019-12-03"}
    report = check("front", record=record)
    assert report.assumptions == ()
    assert {step.id for step in report.deadlines} == {"approval", "counter", "plan"}
    assert report.outlook is not None and report.outlook.valid_until is None


def test_the_record_is_taken(check: Check) -> None:
    report = check("front", record={"service": "renewal", "submission_date": "2025-01-02"})
    assert (report.service, report.submission_date) == ("renewal", date(2025, 1, 2))
    assert report.assumptions == ()


def test_a_service_the_forms_tell_is_an_assumption(check: Check) -> None:
    report = check("form", "front", **DAY)
    assert report.service == "new_permit"
    assert any("业务类型" in note for note in report.assumptions)


def test_a_service_nobody_tells_is_no_acceptance(check: Check) -> None:
    report = check("front", "back", **DAY)
    assert report.service is None
    assert report.outcome != "accept"
    assert any("--service" in note for note in report.assumptions)


def test_a_service_nobody_tells_has_no_outlook(check: Check) -> None:
    told = check("notice", **DAY)
    assert (told.outlook, told.deadlines) == (None, ())


def test_a_service_the_record_misspells(check: Check) -> None:
    report = check("front", record={"service": "new-permit"}, **DAY)
    assert report.service is None and report.outcome != "accept"
    assert any("new-permit" in note for note in report.assumptions)


def test_a_service_that_is_none(check: Check, kit: Kit) -> None:
    with pytest.raises(InputError, match="new_permit") as refused:
        check("front", service="new-permit")
    assert refused.value.code == "unknown_service"
    assert isinstance(kit.pool, Pictures) and kit.pool.jobs == []


def test_a_day_nobody_tells_is_today_and_said(check: Check) -> None:
    report = check("front", service="new_permit")
    assert report.submission_date == today()
    assert any(today().isoformat() in note for note in report.assumptions)


def test_a_broken_record_is_told_and_no_acceptance(check: Check) -> None:
    report = check("front", record="{", service="new_permit", **DAY)
    assert report.outcome != "accept"
    assert any("application.json" in note for note in report.assumptions)


def test_progress_and_pictures(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "a.jpg").write_text("front", "utf-8")
    ticks: list[tuple[str, int, int]] = []
    checked = check_packet(tmp_path / "a.jpg", kit, progress=lambda *tick: ticks.append(tick))
    assert ticks == [("read", 1, 1), ("settle", 0, 0), ("judge", 0, 0)]
    assert checked.pictures.page("a.jpg", 1) == SHEET
    assert checked.report.packet == "a"


@pytest.mark.parametrize("inside", [(), ("Thumbs.db",)])
def test_a_folder_without_a_file_to_check_is_refused(
    tmp_path: Path, kit: Kit, inside: tuple[str, ...]
) -> None:
    (tmp_path / "空文件夹").mkdir()
    for name in inside:
        (tmp_path / "空文件夹" / name).write_bytes(b"x")
    with pytest.raises(InputError, match="空文件夹 里没有可检查的文件"):
        check_packet(tmp_path / "空文件夹", kit)


def test_nothing_is_read_twice(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "a.jpg").write_text("front", "utf-8")
    pool = kit.pool
    assert isinstance(pool, Pictures)
    first = check_packet(tmp_path / "a.jpg", kit).report
    assert pool.jobs
    pool.jobs.clear()
    assert check_packet(tmp_path / "a.jpg", kit).report == first
    assert pool.jobs == []


def test_from_its_material_a_packet_is_judged_the_same_without_reading(
    tmp_path: Path, check: Check, kit: Kit
) -> None:
    report = check("front", "smudge", "form", record="{", **DAY)
    checked = check_packet(tmp_path / "张三", kit, Options(**DAY))
    assert checked.material is not None and checked.material.record_broken
    kept = Material.model_validate_json(checked.material.model_dump_json())
    assert kept == checked.material
    assert judge_material(kept, load_policy(kept.edition)) == report == checked.report
    assert [(s.file, s.page, s.rotation) for s in kept.sheets] == [
        (f"{n}.jpg", 1, 0) for n in range(3)
    ]


UNIT = {"name": "北京样例科技有限公司"}
MOVED = {"service": "employer_change", "submission_date": "2019-10-15", "employer": UNIT}


def accepted(**more: Any) -> PacketFacts:
    told = {"key": "k", "packet": "李四", "day": date(2019, 3, 5), "unit_name": UNIT["name"],
            "papers": (FiledPaper(type="tax_info_notice"),), "outcome": "accept"}  # fmt: skip
    return PacketFacts.model_validate({**told, **more})


def missing(report: Any) -> str:
    (told,) = [f.message for f in report.findings if f.rule == "COMPLETE-EMPLOYER"]
    return str(told)


def test_what_an_accepted_packet_of_the_unit_filed_is_not_missing(check: Check, kit: Kit) -> None:
    kit.memory.remember(accepted())
    assert "涉税" not in missing(check("front", record=MOVED))


@pytest.mark.parametrize(
    "more", [{"outcome": "review"}, {"day": date(2018, 12, 31)}, {"unit_name": "别的单位"}]
)
def test_what_was_not_filed_by_the_unit_this_year_is(
    more: dict[str, Any], check: Check, kit: Kit
) -> None:
    kit.memory.remember(accepted(**more))
    assert "涉税" in missing(check("front", record=MOVED))


def test_what_differs_between_packets_of_a_unit_is_said_and_changes_no_verdict(
    tmp_path: Path, check: Check, kit: Kit
) -> None:
    record = {**MOVED, "agent": {"name": "王五"}}
    alone = check("front", record=record)
    kit.memory.remember(accepted(agent="赵六", papers=(), outcome="review"))
    beside = check_packet(tmp_path / "张三", kit).report
    (note,) = set(beside.assumptions) - set(alone.assumptions)
    assert "经办人" in note and "李四" in note and "赵六" in note
    assert (beside.outcome, beside.findings) == (alone.outcome, alone.findings)


def test_facts_to_remember_come_with_the_report(tmp_path: Path, check: Check, kit: Kit) -> None:
    report = check("front", "back", record=MOVED)
    assert kit.memory.all() == []  # the report is not written yet
    checked = check_packet(tmp_path / "张三", kit)
    facts = checked.facts
    assert facts is not None and facts.known and facts.day_given
    assert (facts.packet, facts.outcome, facts.unit_name) == ("张三", report.outcome, UNIT["name"])
    (tmp_path / "张三" / "0.jpg").rename(tmp_path / "张三" / "9.jpg")
    again = check_packet(tmp_path / "张三", kit).facts
    assert again is not None and again.key == facts.key


def test_a_day_nobody_told_proves_no_filing(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "a.jpg").write_text("front", "utf-8")
    facts = check_packet(tmp_path / "a.jpg", kit).facts
    assert facts is not None and not facts.day_given


def test_a_memory_that_is_damaged_costs_the_packet_nothing(
    tmp_path: Path, check: Check, kit: Kit
) -> None:
    whole = check("front", record=MOVED)
    (tmp_path / "broken").write_bytes(b"no database " * 100)
    kit.memory = Memory(tmp_path / "broken")
    report = check_packet(tmp_path / "张三", kit).report
    assert (report.outcome, report.findings) == (whole.outcome, whole.findings)
    (note,) = set(report.assumptions) - set(whole.assumptions)
    assert "DatabaseError" in note


def seen(picture: str, **update: Any) -> FileReading:
    whole = page(picture).model_copy(update={"file": "a", **update})
    return FileReading(name="a", sha256="", status="read", pages=(whole,))


@pytest.mark.parametrize(
    ("picture", "well"), [(NOTICE, True), (SMUDGE, False), ("签字", False), ("", False)]
)
def test_what_reads_well_enough_to_be_no_paper_we_know(picture: str, well: bool) -> None:
    assert legible(page(picture)) is well


def test_a_page_that_failed_in_a_file_that_was_read() -> None:
    torn = Page(file="a", number=2, width=1, height=1, trouble="x")
    reading = seen(NOTICE)
    both = reading.model_copy(update={"pages": (*reading.pages, torn)})
    assert unread([both], []) == {"a 第 2 页": "x"}
    failed = both.model_copy(update={"status": "failed"})
    assert list(unread([failed], [])) == ["a"]  # not named twice


def test_a_report_is_written_without_a_page_being_made_small(tmp_path: Path, kit: Kit) -> None:
    assert isinstance(kit.pool, Pictures)
    for n, content in enumerate(("back", "front", "cover", "first", "last")):
        (tmp_path / "张三").mkdir(exist_ok=True)
        (tmp_path / "张三" / f"{n}.jpg").write_text(content, "utf-8")
    checked = check_packet(tmp_path / "张三", kit, Options(service="new_permit", **DAY))
    assert sum(isinstance(order, MakeSmall) for order in kit.pool.jobs) == 5

    class Alone:
        """The same pictures where nothing is kept of them."""

        asked = 0

        def page(self, file: str, page: int) -> bytes | None:
            Alone.asked += 1
            return checked.pictures.page(file, page)

    class Kept(Alone):
        small, keep = checked.pictures.small, checked.pictures.keep  # type: ignore[attr-defined]

    told = render_html(checked.report, Kept(), "zh")
    assert Alone.asked == 0
    assert told == render_html(checked.report, Alone(), "zh") and Alone.asked == 5
    assert told.count("data:image/jpeg") > 5
