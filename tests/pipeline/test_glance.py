"""At a glance: the papers as the full check has them, and what is missing by the same rule."""

from datetime import date
from pathlib import Path

import pytest

from core.models.application import Application
from core.models.page import FileReading
from pipeline.glance import Glance, glance, papers_of
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import open_packet
from pipeline.reading.ocr.setup import Setup
from pipeline.reading.orders import ReadAgain
from pipeline.reading.pool import PriorityPool
from pipeline.reading.store import ReadingStore
from pipeline.run import POLICY, Kit, Options, check_packet
from pipeline.settling.trust import Trust
from tests.pipeline.test_run import BEST, PICTURES, SECOND, Pictures
from validators.policy import load_policy

DAY = date(2025, 10, 15)
NEW = Application(service="new_permit")


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    store = ReadingStore(tmp_path / "cache", "test")
    return Kit(Pictures(PICTURES), store, load_policy(POLICY), Trust(Setup(BEST, SECOND)))


def packet(folder: Path, *contents: str) -> Path:
    folder.mkdir()
    for n, content in enumerate(contents):
        (folder / f"{n}.jpg").write_text(content, "utf-8")
    return folder


def read(folder: Path, kit: Kit) -> list[FileReading]:
    with open_packet(folder) as opened:
        return read_files(opened.files, PriorityPool(kit.pool), kit.store, lambda done, total: None)


def names(found: Glance) -> list[str]:
    return [lack.text.zh for lack in found.lacks]


def test_what_is_missing_is_what_the_report_says(tmp_path: Path, kit: Kit) -> None:
    folder = packet(tmp_path / "p", "front", "back", "cover", "first", "last")
    found = glance(read(folder, kit), kit, NEW, DAY)
    options = Options(service="new_permit", submission_date=DAY)
    report = check_packet(folder, kit, options).report
    (whole,) = (f for f in report.findings if f.rule == "COMPLETE-NEW" and f.status == "fail")
    assert len(found.lacks) > 5 and all(lack.sure for lack in found.lacks)
    assert whole.message == "缺少材料：{}。请补齐。".format(
        "；".join(f"{n}. {name}" for n, name in enumerate(names(found), 1))
    )
    assert [d.type for d in found.documents] == ["id_card", "labor_contract"]


def test_what_was_not_recognised_may_be_any_of_them(tmp_path: Path, kit: Kit) -> None:
    found = glance(read(packet(tmp_path / "p", "front", "smudge"), kit), kit, NEW, DAY)
    assert found.unread == ("1.jpg 第 1 页",)
    assert found.lacks and not any(lack.sure for lack in found.lacks)


def test_a_paper_that_came_is_missing_no_more(tmp_path: Path, kit: Kit) -> None:
    none = glance([], kit, NEW, DAY)
    one = glance(read(packet(tmp_path / "p", "form"), kit), kit, NEW, DAY)
    assert set(names(none)) - set(names(one)) == {"北京市工作居住证申请表"}


def test_the_form_tells_the_service_and_nothing_is_asked_without_one(
    tmp_path: Path, kit: Kit
) -> None:
    told = glance(read(packet(tmp_path / "p", "form"), kit), kit, Application(), DAY)
    assert told.service == "new_permit" and told.lacks
    other = glance(read(packet(tmp_path / "q", "front"), kit), kit, Application(), DAY)
    assert (other.service, other.lacks, other.notes) == (None, (), ())


def test_what_keeps_the_rule_from_its_answer_is_told(kit: Kit) -> None:
    found = glance([], kit, Application(service="dependents_change"), DAY)
    assert "随往人员" in found.notes[0].zh


def test_nothing_is_read_a_second_time_for_it(tmp_path: Path, kit: Kit) -> None:
    files = read(packet(tmp_path / "p", "front"), kit)
    assert [one.type for one in papers_of(files, kit)] == ["id_card"]
    glance(files, kit, NEW, DAY)
    assert isinstance(kit.pool, Pictures)
    assert not any(isinstance(job, ReadAgain) for job in kit.pool.jobs)
