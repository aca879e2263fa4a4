"""The watch round by round: what is checked, how often, and what is left behind."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError
from core.models.report import Report
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.journal import Journal
from pipeline.unattended.watch import look, places
from pipeline.unattended.watch.check import MAX_TRIES
from pipeline.unattended.watch.publish import OutFolders
from tests.pipeline.unattended.watch.drops import (
    Drop,
    cheap,
    counting,
    during,
    pause,
    picture,
    raising,
)


@pytest.fixture
def here(tmp_path: Path) -> Drop:
    return Drop(tmp_path)


def put(here: Drop, name: str, text: str = "one") -> Path:
    """A file, or in a folder of that name a page."""
    path = here.drop / name
    if not path.suffix:
        path.mkdir(exist_ok=True)
        path = path / "1.png"
    path.write_bytes(picture(text))
    return path


def test_each_thing_gets_its_result_once(here: Drop) -> None:
    for name in ("a.png", "b.png", "packet"):
        put(here, name)
    seen: list[str] = []
    here.once(counting(cheap(), seen))
    here.once(counting(cheap(), seen))
    assert seen == ["a.png", "b.png", "packet"]
    assert here.results() == {"a": "受理", "b": "受理", "packet": "受理"}
    assert here.report("packet").packet == "packet"
    assert here.leftovers() == []
    assert (here.drop / "a.png").read_bytes() == picture()


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("accept", "受理"), ("supplement", "需补正"), ("reject", "不予受理"), ("review", "人工复核")],
)
def test_the_state_is_in_a_files_name(here: Drop, outcome: Any, state: str) -> None:
    put(here, "a.png")
    here.once(cheap(outcome))
    assert here.results() == {"a": state}
    content = (here.out / "a" / f"状态-{state}.txt").read_bytes()
    assert content.startswith(f"\ufeff{state}\r\na\r\n".encode())  # Notepad reads it


def test_things_of_one_stem_do_not_share_a_folder(here: Drop) -> None:
    for name in ("a.png", "a.jpg", "A.tif"):
        put(here, name)
    (here.drop / "a").mkdir()
    (here.drop / "a" / "1.png").write_bytes(picture())
    put(here, "former.png")
    here.once()
    assert len(here.results()) == 5
    assert len({name.casefold() for name in here.results()}) == 5


def test_what_is_not_ours_in_out_is_left_alone(here: Drop) -> None:
    (here.out / "a").mkdir(parents=True)
    (here.out / "a" / "mine.txt").write_text("keep")
    put(here, "a.png")
    here.once()
    assert (here.out / "a-2" / "report.json").exists()
    assert [path.name for path in (here.out / "a").iterdir()] == ["mine.txt"]


def test_a_replaced_file_is_checked_anew_and_the_former_result_kept(here: Drop) -> None:
    for text in ("one", "two", "three"):
        put(here, "a.png", text)
        here.once()
    hashes = [
        Report.model_validate_json((here.out / place / "report.json").read_bytes()).files[0].sha256
        for place in ("former/a/1", "former/a/2", "a")
    ]
    assert len(set(hashes)) == 3
    assert here.events("changed") == ["a.png", "a.png"]


def test_a_folder_that_grows_is_checked_anew(here: Drop) -> None:
    put(here, "packet")
    here.once()
    (here.drop / "packet" / "2.png").write_bytes(picture("two"))
    here.once()
    assert (here.out / "former" / "packet" / "1" / "report.json").exists()


def test_touched_or_renamed_is_the_same_thing(here: Drop) -> None:
    path = put(here, "a.png")
    put(here, "packet")
    seen: list[str] = []
    check = counting(cheap(), seen)
    here.once(check)
    os.utime(path, ns=(5, 5))
    here.once(check)
    path.rename(here.drop / "b.png")
    (here.drop / "packet").rename(here.drop / "other")
    here.once(check)
    assert seen == ["a.png", "packet"] and list(here.results()) == ["a", "packet"]
    assert here.events("same") == ["a.png"] and here.events("renamed") == ["b.png", "other"]
    put(here, "a.png", "a new one under the old name")
    here.once(check)
    assert list(here.results()) == ["a", "a-2", "packet"]


def test_a_copy_beside_it_is_another_thing(here: Drop) -> None:
    put(here, "a.png")
    here.once()
    os.link(here.drop / "a.png", here.drop / "b.png")
    here.once()
    assert list(here.results()) == ["a", "b"]


def test_renamed_while_it_is_read(here: Drop) -> None:
    put(here, "packet")
    here.once(during(lambda: (here.drop / "packet").rename(here.drop / "renamed")))
    assert here.results() == {"packet": "受理"}
    assert here.report("packet").files[0].sha256


def test_replaced_while_it_is_read(here: Drop) -> None:
    put(here, "a.png", "one")
    acts = iter([lambda: put(here, "a.png", "two"), lambda: None])
    here.once(during(lambda: next(acts)()))
    former = here.out / "former" / "a" / "1" / "report.json"
    first = Report.model_validate_json(former.read_bytes()).files[0].sha256
    assert first != here.report("a").files[0].sha256
    assert len(here.events("done")) == 2


def test_deleted_while_it_is_read(here: Drop) -> None:
    path = put(here, "a.png")
    here.once(during(path.unlink))
    assert here.results() == {"a": "受理"}


@pytest.mark.parametrize("error", [InputError("bad_zip", "坏了"), ZeroDivisionError("SECRET")])
def test_whatever_one_does_the_others_get_their_results(here: Drop, error: Exception) -> None:
    def check(job: BatchJob, folder: Path) -> Report:
        return raising(error)(job, folder) if job.source.name == "b.png" else cheap()(job, folder)

    for name in ("a.png", "b.png", "c.png"):
        put(here, name)
    here.once(check)
    assert here.results() == {"a": "受理", "b": "未能检查", "c": "受理"}
    assert here.report("b").outcome == "review"
    kept = b"".join(path.read_bytes() for path in (here.out / "b").iterdir())
    assert b"SECRET" not in kept


def test_a_full_disk_makes_it_wait_and_nothing_else(here: Drop) -> None:
    put(here, "a.png")
    full = OSError(errno.ENOSPC, "No space left on device")
    wrapped = InputError("out_not_writable", "无法写入")
    wrapped.__cause__ = full
    for error in (full, wrapped):
        with pytest.raises(InputError, match="未能完成"):
            here.once(raising(error))
        assert here.results() == {}
    here.once()
    assert here.results() == {"a": "受理"}
    assert here.events("taken") == ["a.png"] and "waits" in dict(here.said)


def test_a_full_disk_is_not_filled_further(here: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written down, or not be finished, leaves nothing behind."""
    put(here, "a.png")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", full)
        with pytest.raises(InputError):
            here.once()
    assert here.leftovers() == []

    def half(job: BatchJob, folder: Path) -> Report:
        (folder / "report.html").write_bytes(bytes(100))
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(InputError):
        here.once(half)
    assert [path.parent.name for path in here.leftovers()] == ["work"]
    here.once()
    assert here.results() == {"a": "受理"} and here.leftovers() == []


def test_stopped_in_the_middle_it_goes_on_even_without_the_original(here: Drop) -> None:
    path = put(here, "a.png")
    for _ in range(MAX_TRIES + 2):  # being asked to stop is nobody's fault
        with pytest.raises(SystemExit):
            here.once(raising(SystemExit(143)))
    path.unlink(missing_ok=True)
    seen: list[str] = []
    here.once(counting(cheap(), seen))
    assert seen == ["a.png"] and here.results() == {"a": "受理"}
    assert here.leftovers() == []


class PowerCut(BaseException):
    """Ends everything where it stands, as far as the watch can tell."""


def test_what_kills_the_program_again_and_again_is_given_up(here: Drop) -> None:
    put(here, "a.png")
    put(here, "b.png")

    def check(job: BatchJob, folder: Path) -> Report:
        return (raising(PowerCut()) if job.source.name == "a.png" else cheap())(job, folder)

    for _ in range(MAX_TRIES):
        with pytest.raises(PowerCut):
            here.once(check)
    here.once(check)
    assert here.results() == {"a": "未能检查", "b": "受理"}
    assert "中断" in here.report("a").outcome_reason.zh


@pytest.mark.parametrize("method", ["publish", "is_published", "clear", "fresh_stage", "copy_of"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_cut_short_anywhere_it_has_one_result(
    here: Drop, monkeypatch: pytest.MonkeyPatch, method: str, when: str
) -> None:
    put(here, "a.png", "old")
    here.once()
    put(here, "a.png", "new")
    honest = getattr(OutFolders, method)

    def cut(self: OutFolders, *given: str) -> object:
        if when == "after":
            honest(self, *given)
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(OutFolders, method, cut)
        with pytest.raises(PowerCut):
            here.once()
    here.once()
    assert here.results() == {"a": "受理"}
    assert [path.name for path in (here.out / "former" / "a").iterdir()] == ["1"]
    assert here.leftovers() == []
    assert [record["event"] for record in here.journal()].count("done") == 2


def test_cut_short_between_the_two_renames(here: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, "a.png", "old")
    here.once()
    put(here, "a.png", "new")
    honest, count = Path.rename, iter(range(9))

    def cut(self: Path, target: Path) -> Path:
        if next(count) == 1:
            raise PowerCut
        return honest(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut)
        with pytest.raises(PowerCut):
            here.once()
    assert not (here.out / "a").exists()
    here.once()
    assert here.results() == {"a": "受理"}
    assert [path.name for path in (here.out / "former" / "a").iterdir()] == ["1"]


def test_a_lost_copy_is_made_again_or_said_to_be_lost(here: Drop) -> None:
    paths = [put(here, name, name) for name in ("a.png", "b.png")]
    with pytest.raises(InputError):
        here.once(raising(OSError(errno.ENOSPC, "full")))
    for copy in (here.out / ".yushen" / "work").glob("*/*"):
        copy.unlink()
    paths[1].unlink()
    here.once()
    assert here.results() == {"a": "受理", "b": "未能检查"}


def test_done_moves_the_original_once_its_report_is_there(tmp_path: Path) -> None:
    here = Drop(tmp_path, done=True)
    assert here.done is not None
    put(here, "a.png", "one")
    put(here, "packet")
    here.once()
    assert list(here.drop.iterdir()) == []
    assert (here.done / "a.png").read_bytes() == picture("one")
    assert (here.done / "packet" / "1.png").read_bytes() == picture()
    put(here, "a.png", "one")  # the same again: not checked again, not left lying
    put(here, "packet", "another")
    here.once()
    assert sorted(path.name for path in here.done.iterdir()) == [
        "a (2).png", "a.png", "packet", "packet (2)",
    ]  # fmt: skip
    assert here.events("changed") == ["packet"] and here.events("same") == ["a.png"]


def test_what_was_replaced_meanwhile_is_not_moved_unchecked(tmp_path: Path) -> None:
    here = Drop(tmp_path, done=True)
    assert here.done is not None
    put(here, "a.png", "one")
    acts = iter([lambda: put(here, "a.png", "two")])
    here.once(during(lambda: next(acts, lambda: None)()))
    assert [path.read_bytes() for path in here.done.iterdir()] == [picture("two")]
    assert len(here.events("done")) == 2


def test_new_inodes_of_a_share_are_no_new_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every look finds other inodes; still one check, one result, one move."""
    honest, made_up = os.stat, iter(range(10**6, 10**9))

    def stat(*given: Any, **more: Any) -> os.stat_result:
        found = honest(*given, **more)
        values = list(found)
        values[1] = next(made_up)
        times = {name: getattr(found, name) for name in ("st_mtime_ns", "st_dev")}
        return os.stat_result(values, times)

    here = Drop(tmp_path, done=True)
    put(here, "a.png")
    put(here, "packet")
    with monkeypatch.context() as patch:
        patch.setattr(look.os, "stat", stat)
        here.once()
    assert here.results() == {"a": "受理", "packet": "受理"}
    assert list(here.drop.iterdir()) == [] and len(here.events("done")) == 2


def test_a_file_of_the_same_size_and_date_in_its_place_is_seen(here: Drop) -> None:
    path = put(here, "a.png", "one")
    os.utime(path, ns=(5, 5))
    here.once()
    other = here.drop / ".other"
    other.write_bytes(picture("two"))
    os.utime(other, ns=(5, 5))
    other.replace(path)
    here.once()
    assert here.events("changed") == ["a.png"]


def test_done_given_later_moves_what_was_done_before(tmp_path: Path) -> None:
    put(Drop(tmp_path), "a.png")
    Drop(tmp_path).once()
    here = Drop(tmp_path, done=True)
    here.once()
    assert here.events("moved") == ["a.png"] and here.events("taken") == []


def test_an_unreadable_page_is_never_left_out(here: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, "packet")
    (here.drop / "packet" / "2.png").write_bytes(picture())
    refuse(monkeypatch, "2.png")
    here.once(settle=0.001)
    assert here.results() == {"packet": "未能检查"}
    assert "Permission denied" in here.report("packet").outcome_reason.zh


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the system refuse a file; root may open everything, so its permissions do not do."""
    honest = os.open

    def refusing(path: Any, *given: Any, **more: Any) -> int:
        if path == name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return honest(path, *given, **more)

    monkeypatch.setattr(os, "open", refusing)


def test_a_drop_folder_that_goes_away_and_comes_back(here: Drop) -> None:
    put(here, "a.png")
    with here.watch() as watching:
        here.drop.rename(here.drop.with_name("away"))
        watching.step()
        watching.step()
        assert here.events("no_drop") == [""]
        here.drop.with_name("away").rename(here.drop)
        watching.run(lambda _seconds: None, once=True)
    assert here.results() == {"a": "受理"}


def test_two_watches_do_not_share_an_out(here: Drop) -> None:
    with here.watch(), pytest.raises(InputError, match="已有另一个"):
        here.watch()
    with here.watch():
        pass


@pytest.mark.parametrize(
    ("out", "done"),
    [("drop", None), (".", None), ("drop/deep/out", None), ("out", "out"), ("out", "out/done"),
     ("out", "drop"), ("done/out", "done"), ("out", ".")],
)  # fmt: skip
def test_folders_that_would_eat_each_other(tmp_path: Path, out: str, done: str | None) -> None:
    (tmp_path / "drop").mkdir()
    with pytest.raises(InputError, match=r"嵌套|之内"):
        places(tmp_path / "drop", tmp_path / out, tmp_path / done if done else None)


@pytest.mark.parametrize(("out", "done"), [("drop/out", None), ("drop/out", "drop/done")])
def test_out_and_done_may_lie_in_the_drop_folder(
    tmp_path: Path, out: str, done: str | None
) -> None:
    here = Drop(tmp_path)
    here.out, here.done = tmp_path / out, tmp_path / done if done else None
    put(here, "a.png")
    here.once()
    here.once()
    assert here.results() == {"a": "受理"}


def test_what_was_done_before_is_not_looked_through(here: Drop) -> None:
    """A watch that has taken thousands takes the next one as quickly as the first."""
    for number in range(5):
        put(here, f"{number}.png", str(number))
    here.once()

    class NeverWhole(dict[str, Any]):
        def __iter__(self) -> Any:
            raise AssertionError("looked through")

        values = items = keys = __iter__

    put(here, "next.png")
    with here.watch(hooks=Hooks()) as watching:
        watching._ledger._entries = NeverWhole(watching._ledger._entries)
        watching.run(pause, once=True)
    assert here.results()["next"] == "受理"


class Hooks:
    """Remembers what it was told, and says that some of it went."""

    def __init__(self, works: bool = True) -> None:
        self.works, self.told = works, dict[str, str]()

    def put(self, key: str, outcome: str, counts: object) -> None:
        self.told[key] = outcome

    def sent(self, key: str) -> bool:
        return self.works and key in self.told

    def wait(self) -> None:
        pass


def test_hooks_are_told_of_each_result_until_it_went(here: Drop) -> None:
    put(here, "before.png")
    here.once()  # without hooks: nobody is owed anything
    put(here, "a.png")
    broken, working, later = Hooks(works=False), Hooks(), Hooks()
    for hooks in (broken, working, later):
        here.once(hooks=hooks)
    assert list(broken.told.values()) == ["accept"]
    assert working.told == broken.told and later.told == {}
    assert "a" not in "".join(
        key.removeprefix("p-").strip("0123456789abcdef") for key in broken.told
    )


def test_a_watch_waits_less_while_something_settles(here: Drop) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 1:
            put(here, "a.png")
        if len(waited) == 3:
            raise PowerCut

    with here.watch(settle=50) as watching:
        watching._rescan = 1000.0
        with pytest.raises(PowerCut):
            watching.run(wait)
    assert waited == [1000.0, 25.0, 25.0]


def test_once_does_not_wait_for_nothing(here: Drop) -> None:
    waited: list[float] = []
    put(here, "a.png")
    with here.watch() as watching:
        watching._rescan = 1000.0
        watching.run(lambda seconds: (waited.append(seconds), pause(0.05))[-1], once=True)
    assert waited and max(waited) < 1.0
