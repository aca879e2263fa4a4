"""What runs unattended: room is asked for first, and a failure of ours is not the packet's."""

import errno
import shutil
from pathlib import Path

import pytest

from core.errors import InputError
from core.models.filing import PacketFacts
from pipeline.reading.intake.packet import open_packet
from pipeline.run import Checked, Kit, Options, open_kit
from pipeline.unattended import duty, room
from pipeline.unattended.batch import BatchJob, Done, in_turn
from pipeline.unattended.duty import BatchDuty, WatchDuty
from pipeline.unattended.room import need_room
from pipeline.unattended.watch.check import no_room
from tests.pipeline.unattended.watch.drops import Drop

ZIP = b"PK\x03\x04 broken PK\x05\x06"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return open_kit(workers=1, cache=tmp_path / "cache", engine="rapidocr")


def nothing(*_: str) -> None:
    pass


def test_room_is_asked_for(tmp_path: Path) -> None:
    need_room([tmp_path], 1)
    with pytest.raises(OSError) as raised:
        need_room([tmp_path], 2**80)
    assert no_room(raised.value)


def test_a_check_without_room_waits_and_is_no_report(
    tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Drop(tmp_path)
    (here.drop / "a.zip").write_bytes(ZIP)
    check = duty.checks(kit, Options(), "zh", nothing)
    with monkeypatch.context() as patch:
        patch.setattr(room, "MIN_FREE_BYTES", 2**80)
        with pytest.raises(InputError, match="未能完成"):
            here.once(check)
    assert here.results() == {}
    here.once(check)
    assert here.results() == {"a": "未能检查"}


def test_a_full_disk_while_unpacking_is_not_a_damaged_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.make_archive(str(tmp_path / "a"), "zip", Path(__file__).parent, "watch")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(InputError) as raised:
        open_packet(tmp_path / "a.zip")
    assert no_room(raised.value)


def test_other_errors_are_the_packets_own() -> None:
    assert not no_room(InputError("bad_zip", "坏了"))
    assert not no_room(PermissionError(errno.EACCES, "Permission denied"))


def test_the_watch_with_everything_in_place(tmp_path: Path, kit: Kit) -> None:
    here = Drop(tmp_path)
    (here.drop / "a.zip").write_bytes(ZIP)
    asked = WatchDuty(drop=here.drop, out=here.out, done=tmp_path / "done", settle=0.05)
    duty.watch(asked, kit, nothing, nothing, once=True)
    assert here.results() == {"a": "未能检查"}
    assert [path.name for path in (tmp_path / "done").iterdir()] == ["a.zip"]


def test_the_batch_writes_reports_and_a_summary(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.zip").write_bytes(ZIP)
    (tmp_path / "inbox" / "b.pdf").touch()
    asked = BatchDuty(inbox=tmp_path / "inbox", out=tmp_path / "out")
    results = duty.batch(asked, kit, nothing, in_turn)
    assert [done.error is None for done in results] == [False, True]
    assert isinstance(results[0].job, BatchJob)
    for name in ("a", "b"):
        assert (tmp_path / "out" / name / "report.html").exists()
    assert (tmp_path / "out" / "summary.html").exists()


def test_what_is_checked_is_handed_on_and_a_desk_that_fails_costs_no_result(
    tmp_path: Path, kit: Kit
) -> None:
    handed: list[str] = []
    failed: list[tuple[str, str]] = []

    class Away:
        """A desk that cannot be reached."""

        def checked(self, checked: Checked, name: str) -> None:
            handed.append(f"{name} {checked.report.outcome}")
            raise InputError("database", "连接不上")

        def broken(self, done: Done) -> None:
            handed.append(f"{done.job.name} broken")
            raise OSError

        def has(self, facts: PacketFacts | None) -> bool:
            return False

    folder = tmp_path / "inbox" / "a"
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(b"no picture")
    asked = BatchDuty(inbox=tmp_path / "inbox", out=tmp_path / "out")
    (tmp_path / "inbox" / "b.zip").write_bytes(ZIP)
    done, broken = duty.batch(
        asked, kit, lambda what, error: failed.append((what, error)), in_turn, Away()
    )
    assert handed == ["a review", "b broken"]
    assert failed == [("desk", "InputError"), ("desk", "OSError")]
    assert broken.error is not None and (tmp_path / "out" / "b" / "report.json").exists()
    assert done.error is None and (tmp_path / "out" / "a" / "report.json").exists()
