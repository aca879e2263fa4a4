"""What is old is deleted and counted; what is being checked or undecided stays."""

import fcntl
import os
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from core.errors import InputError
from core.files import lock_file
from core.models.page import Page
from core.models.report import Report
from pipeline.judging import judge_material
from pipeline.memory import Memory
from pipeline.reading.store import SHOWN, ReadingStore
from pipeline.reporting import NoPictures, write_report
from review.arrivals import Arrivals
from review.audit import now, trail
from review.drops.folder import DropLimits, Drops
from review.purging import KINDS, Deleted, Kind, PurgeTargets, purge
from review.queue import rows
from review.retention import day_by_day, keep_to_it, retention
from review.store import open_store
from review.store.tables import PacketRow
from tests.pipeline.memory.test_store import facts
from tests.review.conftest import lacking, material
from tests.review.desk import Drawn
from validators.policy import load_policy

OLD = 40 * 86400.0
PAGE = Page(file="a.pdf", number=1, width=10, height=14)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PurgeTargets:
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "state"))
    return PurgeTargets(
        state=tmp_path / "state", cache=tmp_path / "cache", memory=tmp_path / "memory.sqlite",
        database=f"sqlite:///{tmp_path / 'state' / 'desk.sqlite'}", out=(tmp_path / "out",),
    )  # fmt: skip


def aged(*paths: Path) -> None:
    for path in paths:
        at = time.time() - OLD
        os.utime(path, (at, at))


def month(places: PurgeTargets, *kinds: Kind, **how: bool) -> dict[Kind, Deleted]:
    """Purged of what is older than 30 days."""
    before = now() - timedelta(days=30)
    return purge(places, dict.fromkeys(kinds, before), by="test", **how)


def test_readings_and_pictures_by_when_they_were_last_used(places: PurgeTargets) -> None:
    store = ReadingStore(places.cache, "x")
    for key in ("aa11", "bb22"):
        store.save(key, PAGE)
        store.save_picture(key, b"jpeg")
    aged(*(one for one in places.cache.glob("*/*")))
    assert store.load("aa11", Page) == PAGE  # used again
    dry = month(places, "cache", "pictures", dry=True)
    assert len([*places.cache.glob("*/*")]) == 4
    assert month(places, "cache", "pictures") == dry
    assert dry["cache"].number == 1 and dry["pictures"] == Deleted(2, 8)
    assert [one.name for one in places.cache.glob("*/*")] == ["aa11.json"]
    soon = purge(places, {"cache": now() + timedelta(days=1)}, by="test")
    assert soon["cache"] == Deleted() and store.load("aa11", Page) == PAGE  # a check may want it


def test_what_reports_made_of_a_picture_goes_with_the_pictures(places: PurgeTargets) -> None:
    store = ReadingStore(places.cache, "x")
    store.save("aa11", PAGE, SHOWN)
    aged(*places.cache.glob("*/*"))
    assert month(places, "cache")["cache"].number == 0
    assert month(places, "pictures")["pictures"].number == 1
    assert not [*places.cache.glob("*/*")]


def desk(places: PurgeTargets) -> Arrivals:
    return Arrivals.of(open_store(places.database))


def add(arrivals: Arrivals, key: str) -> None:
    made = material(*lacking(), key=key * 64, packet=f"包{key}")
    arrivals.add(judge_material(made, load_policy()), made, Drawn(), by="批量")


def when(arrivals: Arrivals, key: str, **at: object) -> None:
    with arrivals.store.writing() as session:
        row = session.get(PacketRow, key * 32)
        assert row is not None
        for name, value in at.items():
            setattr(row, name, value)


def test_closed_packets_go_and_open_ones_stay_and_the_audit_tells(places: PurgeTargets) -> None:
    arrivals, old = desk(places), now() - timedelta(days=40)
    for key in ("a", "b", "c"):
        add(arrivals, key)
    when(arrivals, "a", state="closed", closed="accept", closed_at=old, received=old)
    when(arrivals, "b", received=old)
    (gone,) = month(places, "desk").values()
    assert gone.number == 1 and gone.size > 1000
    assert {row.key[0] for row in rows(arrivals.store)} == {"b", "c"}
    assert arrivals.pages.page("a" * 32, 0) is None
    assert arrivals.pages.page("b" * 32, 0) is not None
    (told,) = [one for one in trail(arrivals.store) if one.action == "forget"]
    assert (told.who, told.packet, told.why) == ("test", "a" * 32, "保存期满")
    assert month(places, "desk", undecided=True)["desk"].number == 1
    assert {row.key[0] for row in rows(arrivals.store)} == {"c"}
    arrivals.store.close()


def test_a_desk_that_is_not_there_is_not_made(places: PurgeTargets) -> None:
    without = places.model_copy(update={"database": None})
    assert set(month(without, *KINDS).values()) == {Deleted()}
    assert not places.state.exists() or not [*places.state.glob("*.sqlite")]


def test_uploads_of_a_desk_that_runs_are_left(places: PurgeTargets) -> None:
    for room in ("room-dead", "room-alive"):
        for name in ("half", "whole"):
            folder = places.state / "desk-uploads" / room / name
            folder.mkdir(parents=True)
            (folder / "a.pdf").write_bytes(b"12345")
            if name == "whole":
                (folder / "upload.json").write_text("{}")
            aged(folder)
    with lock_file(places.state / "desk-uploads" / "room-alive" / ".lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert month(places, "uploads") == {"uploads": Deleted(1, 5)}
        assert month(places, "uploads", undecided=True) == {"uploads": Deleted(1, 7)}
        alive = places.state / "desk-uploads" / "room-alive"
        assert {one.name for one in alive.glob("*/")} == {"half", "whole"}


def test_pictures_not_submitted(places: PurgeTargets) -> None:
    drops = Drops(places.state / "desk-drops", DropLimits(3, 100))
    drops.add(drops.begin("赵敏").id, "赵敏", BytesIO(b"x"), "a.jpg")
    assert month(places, "drops") == {"drops": Deleted()}
    before = {"drops": now() + timedelta(minutes=1)}
    (dry,) = purge(places, before, by="test", dry=True).values()  # type: ignore[arg-type]
    assert dry.number == 1 and drops.drop_of("赵敏") is not None
    assert purge(places, before, by="test")["drops"] == dry  # type: ignore[arg-type]
    assert drops.drop_of("赵敏") is None


def test_what_is_remembered_by_the_day_of_filing(places: PurgeTargets) -> None:
    memory = Memory(places.memory)
    memory.remember(facts(key="a", day=(now() - timedelta(days=40)).date()))
    memory.remember(facts(key="b", day=now().date()))
    assert month(places, "memory", dry=True)["memory"].number == 1
    assert month(places, "memory")["memory"].number == 1
    assert [one.facts.key for one in memory.all()] == ["b"]
    memory.close()


def report(places: PurgeTargets, *name: str) -> Path:
    folder = places.out[0].joinpath(*name)
    made = Report(packet=name[-1], service=None, submission_date=None, outcome="review")
    write_report(made, NoPictures(), folder)
    (folder / "explain").mkdir()
    (folder / "explain" / "D1-1.png").write_bytes(b"png")
    (folder / "状态-受理.txt").write_text("x")
    return folder


def test_reports_go_with_all_that_is_ours_and_nothing_else(places: PurgeTargets) -> None:
    old = [report(places, "甲"), report(places, "former", "甲", "1"), report(places, "乙")]
    young = report(places, "丙")
    aged(*(folder / "report.json" for folder in old))
    (old[2] / "批注.docx").write_text("somebody's own")
    strange = places.out[0] / "strange"
    strange.mkdir()
    (strange / "a.pdf").write_text("x")
    aged(strange / "a.pdf")
    own = places.out[0] / ".yushen" / "stage" / "p-1"
    own.mkdir(parents=True)
    (places.out[0] / ".yushen" / "batch").mkdir()
    for name in ("summary.json", "summary.html", ".yushen/batch/journal.jsonl"):
        (places.out[0] / name).write_text("x")
        aged(places.out[0] / name)
    dry = month(places, "reports", dry=True)
    assert month(places, "reports") == dry and dry["reports"].number == 4
    left = {str(path.relative_to(places.out[0])) for path in places.out[0].rglob("*")}
    assert not any(one.startswith("甲") for one in left)
    assert {"乙/批注.docx", "strange/a.pdf", ".yushen/stage/p-1", "丙/report.json"} <= left
    assert "summary.json" not in left and ".yushen/batch/journal.jsonl" not in left
    assert "乙/report.json" not in left and young.exists()


def test_the_office_says_how_long(places: PurgeTargets, caplog: pytest.LogCaptureFixture) -> None:
    assert retention() is None
    keep_to_it(places)
    places.state.mkdir()
    path = places.state / "retention.toml"
    path.write_text(f'reports = 30\nmemory = 400\nout = ["{places.out[0]}"]\n')
    told = retention()
    assert told is not None
    at = datetime(2026, 3, 31, tzinfo=UTC)
    assert told.befores(at) == {
        "reports": at - timedelta(days=30), "memory": at - timedelta(days=400),
    }  # fmt: skip
    folder = report(places, "甲")
    aged(folder / "report.json")
    caplog.set_level("INFO")
    keep_to_it(places.model_copy(update={"out": ()}))
    assert not folder.exists()
    (line,) = [one.getMessage() for one in caplog.records]
    assert line.startswith("retention: reports: 1, ") and "甲" not in line
    folder = report(places, "乙")
    aged(folder / "report.json")
    with day_by_day(places):  # at once, and then once a day
        pass
    assert not folder.exists()
    for faulty in ("reports = -1", "report = 3", "reports = ", "reports = 'x'"):
        path.write_text(faulty)
        with pytest.raises(InputError) as refused:
            retention()
        assert refused.value.code == "retention"
    keep_to_it(places)
    assert caplog.records[-1].getMessage() == "retention: InputError"
