"""The reading store: whole entries or none, whoever writes at the same time."""

import os
import stat
import time
from pathlib import Path
from uuid import uuid4

import pytest

from core.models.page import Page
from core.objects import Objects
from core.sealing import Sealer
from pipeline.reading.shelves import DAY, ObjectShelf, entries, write_private
from pipeline.reading.store import PICTURE, READING, ReadingStore

PAGE = Page(file="合同.pdf", number=2, width=100, height=140)


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path / "deep" / "cache", "engine 1")
    key = store.key("ab" * 32, "page", 2)
    assert store.load(key, Page) is None
    store.save(key, PAGE)
    assert store.load(key, Page) == PAGE
    assert ReadingStore(tmp_path / "deep" / "cache", "engine 1").load(key, Page) == PAGE


def test_keys_tell_everything_apart(tmp_path: Path) -> None:
    store, other = ReadingStore(tmp_path, "engine 1"), ReadingStore(tmp_path, "engine 2")
    keys = {
        store.key("a", "page", 1),
        store.key("a", "page", 2),
        store.key("a", "count"),
        store.key("b", "page", 1),
        other.key("a", "page", 1),
    }
    assert len(keys) == 5
    assert store.key("a", "page", 1) == ReadingStore(tmp_path, "engine 1").key("a", "page", 1)


def test_a_key_does_not_tell_the_content(tmp_path: Path) -> None:
    assert "abc" not in ReadingStore(tmp_path, "x").key("abc", "page", 1)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"file": "a"}', b"\xff\xfe"])
def test_a_damaged_entry_is_none(content: bytes, tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "x")
    key = store.key("a", 1)
    store.save(key, PAGE)
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(content)
    assert store.load(key, Page) is None
    store.save(key, PAGE)
    assert store.load(key, Page) == PAGE


def test_an_entry_of_an_older_form_is_none(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "x")
    store.save("aa11", PAGE)
    (entry,) = tmp_path.rglob("*.json")
    entry.write_text(entry.read_text("utf-8").replace('"width"', '"breadth"'), "utf-8")
    assert store.load("aa11", Page) is None


def test_personal_data_is_its_owners(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path / "cache", "x")
    store.save("aa11", PAGE)
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    (entry,) = tmp_path.rglob("*.json")
    assert stat.S_IMODE(entry.stat().st_mode) & 0o077 == 0


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sub" / "a.json"
    write_private(target, b"old")

    def full(self: Path, other: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="full"):
        write_private(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in target.parent.iterdir()] == ["a.json"]


def test_a_full_disk_costs_the_keeping_not_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ReadingStore(tmp_path, "x")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    store.save("aa11", PAGE)
    assert store.load("aa11", Page) is None


def test_a_full_disk_says_that_a_picture_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ReadingStore(tmp_path, "x")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        store.save_picture("aa11", b"jpeg")
    assert not store.has_picture("aa11")


def test_pictures_lie_beside_their_readings(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "x")
    store.save("aa11", PAGE)
    store.save_picture("aa11", b"jpeg")
    reading, picture = sorted(tmp_path.rglob("*.j*"), key=lambda path: path.suffix, reverse=True)
    assert reading.with_suffix(".jpg") == picture


KEY, OTHER = Sealer(b"k" * 32), Sealer(b"o" * 32)


def test_a_sealed_store_shows_nothing_and_finds_its_own(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "x", KEY)
    store.save("aa11", PAGE)
    store.save_picture("aa11", b"jpeg")
    for path in tmp_path.glob("*/*"):
        assert "合同".encode() not in path.read_bytes() and b"jpeg" not in path.read_bytes()
    again = ReadingStore(tmp_path, "x", KEY)
    assert again.load("aa11", Page) == PAGE
    assert again.load_picture("aa11") == b"jpeg" and again.has_picture("aa11")


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [(Sealer(), KEY, "未加密"), (KEY, Sealer(), "没有密钥"), (KEY, OTHER, "另一把密钥")],
)
def test_what_another_key_or_none_kept_is_read_anew_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, first: Sealer, then: Sealer, said: str
) -> None:
    before, now = ReadingStore(tmp_path, "x", first), ReadingStore(tmp_path, "x", then)
    for key in ("aa11", "bb22"):
        before.save(key, PAGE)
        before.save_picture(key, b"jpeg")
        assert now.load(key, Page) is None and now.load_picture(key) is None
    assert [said in record.getMessage() for record in caplog.records] == [True]
    now.save("aa11", PAGE)
    assert now.load("aa11", Page) == PAGE and before.load("bb22", Page) == PAGE


def test_a_sealed_entry_in_anothers_place_is_none(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "x", KEY)
    store.save("aa11", PAGE)
    (tmp_path / "aa" / "aa11.json").rename(tmp_path / "aa" / "aa12.json")
    assert store.load("aa12", Page) is None


def test_when_an_entry_was_last_used_is_known_to_the_day(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path, "x")
    for key in ("aa11", "bb22"):
        store.save(key, PAGE)
        store.save_picture(key, b"jpeg")
    old = time.time() - 10 * DAY
    for entry in entries(tmp_path, READING, PICTURE):
        os.utime(entry.path, (old, old))
    store.load("aa11", Page)
    assert store.has_picture("aa11")
    ages = {one.path.name: one.used - old for one in entries(tmp_path, READING, PICTURE)}
    assert {name for name, age in ages.items() if age > DAY} == {"aa11.json", "aa11.jpg"}


class Away:
    """A shelf of a store that is away."""

    where, disks = "s3://bucket/cache", ()

    def get(self, name: str) -> bytes | None:
        raise TimeoutError

    def put(self, name: str, data: bytes) -> None:
        raise TimeoutError

    def drop(self, name: str) -> None:
        raise TimeoutError

    def has(self, name: str) -> bool:
        raise TimeoutError


def test_a_store_that_is_away_costs_the_keeping_alone_and_pictures_are_counted() -> None:
    """What reads a packet then knows that it was not read in full."""
    store = ReadingStore(Away(), "x")
    store.save("aa11", PAGE)
    store.drop("aa11")
    assert store.load("aa11", Page) is None and not store.has_picture("aa11")
    assert store.lost == 0
    with pytest.raises(OSError):
        store.save_picture("aa11", b"jpeg")
    assert store.load_picture("aa11") is None
    assert store.lost == 2


@pytest.mark.parametrize("key", [None, KEY])
def test_an_object_store_keeps_what_a_folder_keeps(key: Sealer | None) -> None:
    objects = Objects(f"memory://{uuid4().hex}/cache")
    store = ReadingStore(ObjectShelf(objects), "x", key)
    name = store.key("ab" * 32, "page", 2)
    assert store.load(name, Page) is None and not store.has_picture(name)
    store.save(name, PAGE)
    store.save_picture(name, b"jpeg")
    assert store.load(name, Page) == PAGE and store.load_picture(name) == b"jpeg"
    assert store.has_picture(name)
    kept = [one.name for one in objects.listed()]
    assert kept == [f"{name[:2]}/{name}.jpg", f"{name[:2]}/{name}.json"]
    assert (objects.get(kept[0]) == b"jpeg") is (key is None)
    objects.put(kept[1], b"{ damaged")
    assert store.load(name, Page) is None
    store.drop(name)
    assert [one.name for one in objects.listed()] == kept[:1]
