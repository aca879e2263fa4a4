"""What is kept of pictures taken on the spot: whose they are, how many, how long."""

import shutil
import threading
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from core.errors import InputError, Refused
from review.audit import now
from review.drops.folder import LOCK, NOTE, DropLimits, Drops
from review.drops.models import Drop, DropChoice, DropResult, ShotResult

BY = "赵敏"


@pytest.fixture
def drops(tmp_path: Path) -> Drops:
    return Drops(tmp_path / "drops", DropLimits(files=3, bytes=20))


def shot(drops: Drops, content: bytes = b"x", name: str = "a.jpg", instead: str = "") -> Drop:
    return drops.add(drops.begin(BY).id, BY, BytesIO(content), name, instead)


def file(drops: Drops, drop: Drop) -> Path:
    """Where its first picture lies."""
    return drops.folder / drop.id / drop.shots[0].id


def test_each_has_one_and_it_outlasts_the_desk(drops: Drops, tmp_path: Path) -> None:
    first = shot(drops)
    assert drops.begin(BY).id == first.id and drops.begin("周宁").id != first.id
    again = Drops(tmp_path / "drops", DropLimits(3, 20)).drop_of(BY)
    assert again == drops.get(first.id, BY) and again is not None
    assert file(drops, again).read_bytes() == b"x"
    assert (tmp_path / "drops").stat().st_mode & 0o077 == 0
    assert drops.drop_of("钱组长") is None


def test_nobody_else_gets_at_it(drops: Drops) -> None:
    mine = shot(drops)
    for act in (
        lambda: drops.get(mine.id, "周宁"),
        lambda: drops.add(mine.id, "周宁", BytesIO(b"x"), "b.jpg"),
        lambda: drops.remove(mine.id, "周宁", mine.shots[0].id),
        lambda: drops.choose(mine.id, "周宁", DropChoice()),
        lambda: drops.discard(mine.id, "周宁"),
        lambda: drops.get("../drops", BY),
        lambda: drops.get("", BY),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "no_such_drop"
    assert drops.get(mine.id, BY).shots == mine.shots


def test_too_many_and_too_large_are_refused_and_leave_nothing(drops: Drops) -> None:
    for _ in range(3):
        drop = shot(drops, b"123456")
    with pytest.raises(Refused) as many:
        shot(drops)
    drop = drops.remove(drop.id, BY, drop.shots[0].id)
    with pytest.raises(Refused) as large:
        shot(drops, b"123456789")
    assert (many.value.code, large.value.code) == ("too_many", "too_large")
    folder = file(drops, drop).parent
    left = {".lock", NOTE, *(one.id for one in drop.shots)}
    assert {path.name for path in folder.iterdir()} == left and len(left) == 4
    assert shot(drops, b"12345678").size == 20


def test_one_taken_again_stands_where_the_first_stood(drops: Drops) -> None:
    drop = shot(drops, name="a.jpg")
    shot(drops, name="b.jpg")
    changed = shot(drops, b"better", "c.jpg", instead=drop.shots[0].id)
    assert [one.file for one in changed.shots] == ["003-c.jpg", "002-b.jpg"]
    assert not file(drops, drop).exists()
    assert shot(drops, instead="gone").shots[-1].file == "004-a.jpg"


def test_what_nobody_touches_is_deleted(drops: Drops, tmp_path: Path) -> None:
    mine = shot(drops)
    (tmp_path / "drops" / "torn").mkdir()
    assert drops.sweep(now() - timedelta(minutes=1)) == []
    assert drops.drop_of(BY) == mine
    soon = now() + timedelta(minutes=1)
    assert len(drops.sweep(soon, spare=True)) == 2 and drops.drop_of(BY) == mine
    (_, size) = sorted(drops.sweep(soon))
    assert size > 0
    assert drops.drop_of(BY) is None
    assert [*(tmp_path / "drops").glob("*/")] == []


def test_what_was_seen_of_one_that_is_gone_brings_it_not_back(drops: Drops) -> None:
    mine = shot(drops)
    seen = DropResult(alone={mine.shots[0].id: ShotResult()})
    drops.keep_seen(mine, seen, {mine.shots[0].id: b"jpeg"})
    assert drops.seen(mine) == seen and drops.small(mine, mine.shots[0]) == b"jpeg"
    drops.discard(mine.id, BY)
    drops.keep_seen(mine, seen, {})
    assert drops.seen(mine) == DropResult() and not (drops.folder / mine.id).exists()


def test_it_is_handed_on_whole_or_stays(drops: Drops) -> None:
    mine = shot(drops)
    with pytest.raises(ZeroDivisionError), drops.taking(mine.id, BY):
        raise ZeroDivisionError
    assert drops.drop_of(BY) == mine
    with drops.taking(mine.id, BY) as (folder, found):
        assert found == mine and (folder / found.shots[0].id).is_file()
    assert drops.drop_of(BY) is None


def test_a_note_that_cannot_be_read_is_nobodys(drops: Drops) -> None:
    mine = shot(drops)
    (drops.folder / mine.id / NOTE).write_bytes(b"{")
    assert drops.drop_of(BY) is None and drops.begin(BY).id != mine.id


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "drops").write_bytes(b"a file")
    with pytest.raises(InputError) as refused:
        Drops(tmp_path / "drops", DropLimits(1, 1)).begin(BY)
    assert refused.value.code == "drops"


def test_the_mark_follows_what_decides_what_is_missing(drops: Drops) -> None:
    mine = shot(drops)
    named = drops.choose(mine.id, BY, DropChoice(name="一号"))
    asked = drops.choose(mine.id, BY, DropChoice(service="renewal", condition=2))
    assert mine.mark == named.mark != asked.mark
    assert asked.choice.record == {"service": "renewal", "condition": 2}
    assert asked.choice.application.condition == 2


def test_who_waits_for_its_lock_does_not_bring_a_deleted_one_back(drops: Drops) -> None:
    for _ in range(20):
        drop = drops.begin(BY)
        begun = threading.Event()

        def keep(drop: Drop = drop, begun: threading.Event = begun) -> None:
            for _ in range(200):
                drops.keep_seen(drop, DropResult(), {})
                begun.set()

        thread = threading.Thread(target=keep)
        thread.start()
        begun.wait(5)
        drops.discard(drop.id, BY)
        thread.join()
        assert [*drops.folder.glob("*/")] == []


def test_a_lock_opened_anew_while_it_is_deleted_does_not_keep_the_folder(
    drops: Drops, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a folder is not moved and a process may open the lock in between."""
    delete, opened = shutil.rmtree, list[Path]()

    def reopened(folder: Path, ignore_errors: bool) -> None:
        delete(folder, ignore_errors)
        if len(opened) < 2:
            folder.mkdir(exist_ok=True)
            (folder / LOCK).touch()
            opened.append(folder)

    def refused(*_: Path) -> None:
        raise PermissionError

    mine = shot(drops)
    monkeypatch.setattr(Path, "rename", refused)
    monkeypatch.setattr(shutil, "rmtree", reopened)
    drops.discard(mine.id, BY)
    assert opened and [*drops.folder.glob("*/")] == []
