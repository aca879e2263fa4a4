"""A copy of our own, made of what was seen and of nothing else."""

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.unattended.watch import take as module
from pipeline.unattended.watch.by_path import by_path
from pipeline.unattended.watch.look import EntrySnapshot, look
from pipeline.unattended.watch.take import ChangedWhileCopied, content_of, take
from pipeline.unattended.watch.walk import Vanished, WalkedFile, files, opened
from tests.pipeline.unattended.watch.drops import picture


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    (folder / "packet" / "sub").mkdir(parents=True)
    (folder / "packet" / "1.png").write_bytes(picture("1"))
    (folder / "packet" / "sub" / "2.png").write_bytes(picture("2"))
    (folder / "one.png").write_bytes(picture())
    return folder


def seen(drop: Path, name: str) -> EntrySnapshot:
    return look(drop).things[name]


@pytest.mark.parametrize("name", ["packet", "one.png"])
def test_a_copy_is_like_the_thing(drop: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "work" / name
    taken = take(drop, seen(drop, name), copy)
    assert taken.sha256 == content_of(copy) == content_of(drop / name) != ""
    assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["packet", "one.png"])
def test_what_is_seen_by_paths_is_what_is_seen_from_open_folders(drop: Path, name: str) -> None:
    (drop / "packet" / "link.png").symlink_to(drop / "one.png")
    (drop / "packet" / "also").symlink_to(drop / "packet" / "sub")
    with opened(drop) as folder:
        found = [_seen(one) for one in files(folder, name)]
    assert [_seen(one) for one in by_path(drop / name)] == found
    assert len(found) == (1 if name == "one.png" else 2)


@pytest.mark.parametrize("name", ["gone", "link"])
def test_what_is_not_there_or_a_link_is_not_seen_by_paths(drop: Path, name: str) -> None:
    (drop / "link").symlink_to(drop / "packet")
    with pytest.raises(Vanished):
        list(by_path(drop / name))


def _seen(one: WalkedFile) -> tuple[str, int, int, int, int, bytes]:
    """What is known of a file, but not when it was last read: looking at it moves that."""
    info = one.info
    with os.fdopen(one.open(), "rb") as file:
        return one.name, info.st_ino, info.st_mode, info.st_size, info.st_mtime_ns, file.read()


def test_the_hash_of_a_file_is_its_own(drop: Path, tmp_path: Path) -> None:
    expected = hashlib.sha256(picture()).hexdigest()
    assert take(drop, seen(drop, "one.png"), tmp_path / "copy").sha256 == expected


def test_a_name_moves_the_hash_of_a_folder(drop: Path) -> None:
    before = content_of(drop / "packet")
    (drop / "packet" / "1.png").rename(drop / "packet" / "3.png")
    assert content_of(drop / "packet") != before


def test_links_and_fifos_are_not_taken(drop: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (drop / "packet" / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(drop / "packet" / "fifo.png")
    take(drop, seen(drop, "packet"), tmp_path / "copy")
    names = {path.name for path in (tmp_path / "copy").rglob("*")}
    assert names == {"1.png", "sub", "2.png"}


@pytest.mark.parametrize("become", ["link", "fifo"])
def test_what_turns_into_a_link_is_not_followed(drop: Path, tmp_path: Path, become: str) -> None:
    """Between the look at it and its opening."""
    sight = seen(drop, "packet")
    with opened(drop) as folder, pytest.raises(Vanished):
        for found in files(folder, sight.name):
            path = drop / "packet" / found.name
            path.unlink()
            path.symlink_to("/etc/hostname") if become == "link" else os.mkfifo(path)
            os.close(found.open())


@pytest.mark.parametrize("how", ["grows", "a folder becomes a link"])
def test_changed_while_it_is_copied(
    drop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    copied = module._copy

    def meddle(one: WalkedFile, place: Path) -> str:
        if how == "grows":
            (drop / "packet" / "late.png").write_bytes(picture())
        elif not (tmp_path / "elsewhere").exists():
            (drop / "packet" / "sub").rename(tmp_path / "elsewhere")
            (drop / "packet" / "sub").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
        return copied(one, place)

    monkeypatch.setattr(module, "_copy", meddle)
    with pytest.raises(ChangedWhileCopied):
        take(drop, seen(drop, "packet"), tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_renamed_before_it_is_copied(drop: Path, tmp_path: Path) -> None:
    sight = seen(drop, "packet")
    (drop / "packet").rename(drop / "other")
    with pytest.raises(Vanished):
        take(drop, sight, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_too_large_is_taken_without_a_copy(
    drop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3)
    taken = take(drop, seen(drop, "one.png"), tmp_path / "copy")
    assert taken.trouble == "too much" and not (tmp_path / "copy").exists()


def test_a_name_of_another_system(tmp_path: Path) -> None:
    raw = os.fsdecode("身份证.png".encode("gbk"))
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / raw).write_bytes(picture())
    taken = take(tmp_path / "drop", seen(tmp_path / "drop", raw), tmp_path / "work" / raw)
    assert taken.sha256 == content_of(tmp_path / "work" / raw)
