"""From plain to a key, from a key to the next, and back; what no key opens is left and counted."""

from io import BytesIO
from pathlib import Path

import pytest

from core.errors import InputError
from core.models.material import Sheet
from core.models.page import Page
from core.sealing import Sealer
from pipeline.reading.store import ReadingStore
from review.audit import now
from review.drops.folder import DropLimits, Drops
from review.pictures import PageFolder
from review.resealing import Resealed, reseal
from review.sealed import plainly, seal_all
from review.web.waiting import Room, Upload, keep
from tests.review.desk import Drawn

PLAIN, FIRST, SECOND = Sealer(), Sealer(b"1" * 32), Sealer(b"2" * 32)
PAGE = Page(file="a.pdf", number=1, width=10, height=14)
SHEETS = (Sheet(file="a", page=1),)
UPLOAD = Upload(id="u1", name="张三", by="赵敏", at=now(), source="packet")


class Kept:
    """One of each that is sealed."""

    def __init__(self, folder: Path) -> None:
        self.state, self.cache = folder / "state", folder / "cache"

    def fill(self, seal: Sealer) -> None:
        store = ReadingStore(self.cache, "x", seal)
        store.save("aa11", PAGE)
        store.save_picture("aa11", b"jpeg")
        self.pages(seal).save("a" * 32, SHEETS, Drawn())
        assert self.pages(seal).small("a" * 32, 0)
        drops = self.drops(seal)
        drops.add(drops.begin("赵敏").id, "赵敏", BytesIO(b"shot"), "a.jpg")
        room = Room(self.state / "desk-uploads")
        folder = room.new()
        (folder / "packet").mkdir()
        (folder / "packet" / "张三.pdf").write_bytes(b"pdf")
        seal_all(seal, folder, UPLOAD.id)
        keep(folder, UPLOAD)
        room.close()

    def pages(self, seal: Sealer) -> PageFolder:
        return PageFolder(self.state / "desk-pages", seal)

    def drops(self, seal: Sealer) -> Drops:
        return Drops(self.state / "desk-drops", DropLimits(3, 100), seal)

    def all_open(self, seal: Sealer) -> bool:
        store, drops = ReadingStore(self.cache, "x", seal), self.drops(seal)
        mine = drops.drop_of("赵敏")
        assert mine is not None and self.pages(seal).page("a" * 32, 0)
        with drops.plain(mine, mine.shots[0]) as shot:
            assert shot.read_bytes() == b"shot"
        (note,) = (self.state / "desk-uploads").glob("*/*/upload.json")
        with plainly(seal, note.parent, note.parent / "packet", UPLOAD.id) as packet:
            assert {p.name: p.read_bytes() for p in packet.iterdir()} == {"张三.pdf": b"pdf"}
        assert store.load_picture("aa11") == b"jpeg"
        return store.load("aa11", Page) == PAGE


def test_all_of_it_changes_and_changes_back(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.fill(PLAIN)
    for new, old in ((FIRST, PLAIN), (SECOND, FIRST), (PLAIN, SECOND)):
        done = reseal(kept.state, kept.cache, new, [PLAIN, old])
        assert done == Resealed(7, 0) and kept.all_open(new)
        assert reseal(kept.state, kept.cache, new, [PLAIN, old]) == Resealed(0, 0)


def test_what_cannot_be_opened_is_left(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.fill(FIRST)
    assert reseal(kept.state, kept.cache, SECOND, [PLAIN]) == Resealed(0, 7)
    assert kept.all_open(FIRST)


def test_a_lost_key_is_told_and_nothing_is_taken_for_absent(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.fill(FIRST)
    for wrong, said in ((PLAIN, "没有密钥"), (SECOND, "另一把密钥")):
        for ask in (
            lambda wrong=wrong: kept.pages(wrong).page("a" * 32, 0),
            lambda wrong=wrong: kept.pages(wrong).small("a" * 32, 0),
            lambda wrong=wrong: kept.drops(wrong).drop_of("赵敏"),
            lambda wrong=wrong: kept.drops(wrong).begin("赵敏"),
        ):
            with pytest.raises(InputError, match=said) as refused:
                ask()
            assert refused.value.code == "key" and "yushen key change" in str(refused.value)
        kept.drops(wrong).sweep()
    assert kept.all_open(FIRST)


def test_a_plain_file_is_not_taken_for_ours_where_there_is_a_key(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.fill(PLAIN)
    with pytest.raises(InputError, match="未加密"):
        kept.pages(FIRST).page("a" * 32, 0)


def test_not_while_a_desk_runs(tmp_path: Path) -> None:
    room = Room(tmp_path / "state" / "desk-uploads")
    with pytest.raises(InputError) as refused:
        reseal(tmp_path / "state", tmp_path / "cache", FIRST, [PLAIN])
    assert refused.value.code == "desk_runs"
    room.close()
