"""Uploads outlast the desk that took them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError
from review.arrivals import Arrivals
from review.audit import now
from review.queue import rows
from review.store import open_store
from review.uploads import Upload
from review.web.checking import TRIES, Checker
from review.web.waiting import NOTE, Room, keep
from tests.review.desk import no_kit, serving

KILLED = """
import os, pathlib, signal, sys
from review.audit import now
from review.uploads import Upload
from review.web.waiting import Room, keep
room = Room(pathlib.Path(sys.argv[1]))
whole, half = room.new(), room.new()
for folder in (whole, half):
    (folder / "one.pdf").write_bytes(b"%PDF")
keep(whole, Upload(id="1", name="n", by="b", at=now(), source="one.pdf", tries=1))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def arrivals(tmp_path: Path) -> Iterator[Arrivals]:
    store = open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    yield Arrivals.of(store, tmp_path / "pages")
    store.close()


def put(checker: Checker, name: str) -> None:
    folder = checker.room()
    (folder / "packet").mkdir()
    (folder / "packet" / "一.zip").write_bytes(f"PK no zip {name}".encode())
    checker.submit(folder, folder / "packet" / "一.zip", name, "赵敏")


def settled(checker: Checker) -> None:
    checker.taken_up.wait(60)
    while any(job.state in ("received", "checking") for job in checker.jobs()):
        time.sleep(0.02)


def test_what_waits_when_the_desk_ends_is_checked_when_it_next_starts(
    arrivals: Arrivals, tmp_path: Path
) -> None:
    made: list[Checker] = []

    def until_the_end() -> Any:
        made[0]._ending.wait(30)
        raise RuntimeError("the readers were ended")

    made.append(Checker(arrivals, until_the_end, uploads=tmp_path / "uploads"))
    for name in ("甲", "乙"):
        put(made[0], name)
    while made[0].jobs()[-1].state != "checking":
        time.sleep(0.02)
    made[0].close()
    assert rows(arrivals.store) == []  # neither lost nor come as broken

    after = Checker(arrivals, no_kit, uploads=tmp_path / "uploads")
    after.start()
    settled(after)
    assert [(job.name, job.by) for job in after.jobs()] == [("乙", "赵敏"), ("甲", "赵敏")]
    assert {row.name for row in rows(arrivals.store)} == {"甲", "乙"}
    after.close()
    # what broke at a fault of ours is kept, to be tried again
    assert len([*(tmp_path / "uploads").glob("room-*/*/packet")]) == 2


def test_a_desk_that_is_served_takes_up_what_was_left(tmp_path: Path) -> None:
    room = Room(tmp_path / "uploads")
    keep(room.new(), Upload(id="1", name="甲", by="赵敏", at=now(), source="gone.zip"))
    room.close()
    with serving(tmp_path) as served:
        served.wait_for_uploads()
        assert [row.name for row in rows(served.store)] == ["甲"]


def test_a_desk_that_was_killed_leaves_what_was_whole(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "uploads")], check=False)
    room = Room(tmp_path / "uploads")
    ((folder, upload),) = room.left()
    assert (upload.name, upload.tries) == ("n", 1)
    assert (folder / upload.source).read_bytes() == b"%PDF"
    assert len([*(tmp_path / "uploads").rglob("one.pdf")]) == 1  # the half one is gone
    room.close()


def test_a_desk_that_lives_keeps_its_own(tmp_path: Path) -> None:
    one = Room(tmp_path)
    keep(one.new(), Upload(id="1", name="n", by="b", at=now(), source="x"))
    other = Room(tmp_path)
    assert len(one.left()) == 1 and other.left() == []
    other.close()
    one.close()
    last = Room(tmp_path)
    assert len(last.left()) == 1
    last.close()


def test_an_upload_that_kills_the_desk_is_not_tried_for_ever(
    arrivals: Arrivals, tmp_path: Path
) -> None:
    room = Room(tmp_path)
    told = Upload(id="1", name="甲", by="赵敏", at=now(), source="x.pdf", tries=TRIES)
    keep(room.new(), told)
    room.close()
    checker = Checker(arrivals, no_kit, uploads=tmp_path)
    checker.start()
    settled(checker)
    (job,) = checker.jobs()
    assert job.state == "failed" and "中断" in job.why
    assert [row.name for row in rows(arrivals.store)] == ["甲"]
    checker.close()


def test_a_note_that_cannot_be_read_costs_no_start(tmp_path: Path) -> None:
    room = Room(tmp_path)
    (room.new() / NOTE).write_bytes(b"{")
    room.close()
    again = Room(tmp_path)
    assert again.left() == []
    again.close()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_bytes(b"a file")
    with pytest.raises(InputError) as refused:
        Room(tmp_path / "uploads")
    assert refused.value.code == "uploads"
