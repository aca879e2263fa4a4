"""What has stopped changing, and what is never looked at."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.unattended.watch.look import EntrySnapshot, look, whole
from pipeline.unattended.watch.settle import PATIENCE, Settling, Times
from pipeline.unattended.watch.walk import MAX_DEPTH, Unreadable, opened
from tests.pipeline.unattended.watch.drops import picture


def seen(
    signature: str, *, folder: bool = False, files: int = 1, trouble: str = ""
) -> EntrySnapshot:
    return EntrySnapshot("a", folder, signature, signature, 1, files, 5, trouble)


def ready(settling: Settling, sight: EntrySnapshot, now: float, *, whole: bool = True) -> bool:
    settling.observe({"a": sight}, now)
    return settling.ready(sight, now, lambda _name: whole)


def test_unchanged_for_long_enough() -> None:
    settling = Settling(Times(10, 60))
    assert not ready(settling, seen("x"), 100)
    assert not ready(settling, seen("x"), 109.9)
    assert ready(settling, seen("x"), 110)


def test_a_change_begins_the_wait_anew() -> None:
    settling = Settling(Times(10, 60))
    for now, signature in ((0, "x"), (9, "y"), (18, "z"), (27.9, "z")):
        assert not ready(settling, seen(signature), now)
    assert ready(settling, seen("z"), 28)


def test_a_share_that_makes_up_inodes_does_not_starve_it() -> None:
    settling = Settling(Times(10, 60))
    for now in (0, 5, 9):
        assert not ready(settling, replace(seen("x"), signature=str(now), inode=now), now)
    assert ready(settling, replace(seen("x"), signature="10", inode=10), 10)


def test_gone_and_back_begins_anew() -> None:
    settling = Settling(Times(10, 60))
    ready(settling, seen("x"), 0)
    settling.observe({}, 5)
    assert not ready(settling, seen("x"), 11)


def test_a_folder_waits_longer_and_an_empty_one_for_ever() -> None:
    settling = Settling(Times(10, 60))
    assert not ready(settling, seen("x", folder=True), 0)
    assert not ready(settling, seen("x", folder=True), 59)
    assert ready(settling, seen("x", folder=True), 60)
    assert not ready(settling, seen("x", folder=True, files=0), 10_000)


@pytest.mark.parametrize("trouble", ["", "Permission denied"])
def test_the_unfinished_and_the_unreadable_get_patience(trouble: str) -> None:
    settling = Settling(Times(10, 60))
    sight = seen("x", trouble=trouble)
    assert not ready(settling, sight, 0, whole=False)
    assert not ready(settling, sight, 10 * PATIENCE - 1, whole=False)
    assert ready(settling, sight, 10 * PATIENCE, whole=False)


def test_only_packets_are_seen(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.ZIP", "证照.OFD", "扫描.jpg", "note.txt", "book.xlsx", "~$a.pdf",
                 ".b.pdf", "Thumbs.db", "c.pdf.part", "d.zip.crdownload", "e.tmp"):  # fmt: skip
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "no-suffix").write_bytes(b"%PDF-1.4")
    (tmp_path / "packet").mkdir()
    found = look(tmp_path)
    assert sorted(found.things) == ["a.pdf", "b.ZIP", "no-suffix", "packet", "扫描.jpg", "证照.OFD"]
    assert found.ignored == {"note.txt", "book.xlsx"}


def test_links_fifos_and_devices_are_not_even_named(tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF secret")
    drop = tmp_path / "drop"
    (drop / "packet").mkdir(parents=True)
    (drop / "packet" / "page.png").write_bytes(picture())
    for place in (drop, drop / "packet"):
        (place / "link.pdf").symlink_to(secret)
        (place / "folder-link").symlink_to(tmp_path, target_is_directory=True)
        os.mkfifo(place / "fifo.pdf")
    found = look(drop)
    assert list(found.things) == ["packet"] and not found.ignored
    assert found.things["packet"].files == 1


def test_our_own_folders_in_it_are_no_packets(tmp_path: Path) -> None:
    for name in ("out", "done", "packet"):
        (tmp_path / name).mkdir()
    assert list(look(tmp_path, (tmp_path / "out", tmp_path / "done")).things) == ["packet"]


def test_a_signature_changes_with_every_part(tmp_path: Path) -> None:
    packet = tmp_path / "packet"
    packet.mkdir()
    page = packet / "1.png"

    def signature() -> str:
        return look(tmp_path).things["packet"].signature

    known = {signature()}
    page.write_bytes(picture("a"))
    known.add(signature())
    page.write_bytes(picture("longer"))
    known.add(signature())
    os.utime(page, ns=(1, 1))
    known.add(signature())
    page.rename(packet / "2.png")
    known.add(signature())
    (packet / "sub").mkdir()
    (packet / "sub" / "3.png").write_bytes(picture())
    known.add(signature())
    assert len(known) == 6
    (packet / "Thumbs.db").write_bytes(b"a viewer's")
    assert signature() in known


def test_too_deep_is_trouble_not_a_crash(tmp_path: Path) -> None:
    deep = tmp_path / "packet"
    for number in range(MAX_DEPTH + 5):
        deep = deep / str(number)
    deep.mkdir(parents=True)
    assert look(tmp_path).things["packet"].trouble == "too much"


def test_a_drop_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No such file"):
        look(tmp_path / "gone")


@pytest.mark.parametrize(
    ("name", "content", "is_whole"),
    [
        ("a.pdf", b"%PDF-1.4 ... %%EOF\n", True),
        ("a.pdf", b"%PDF-1.4 ...", False),
        ("a.pdf", b"%PDF-1.4" + bytes(90_000), False),  # its room taken in advance
        ("a.zip", b"PK\x03\x04 ... PK\x05\x06", True),
        ("a.zip", b"PK\x03\x04 ...", False),
        ("a.ofd", b"PK\x03\x04 ...", False),
        ("a.jpg", b"\xff\xd8\xff ... \xff\xd9", True),
        ("a.jpg", b"\xff\xd8\xff ...", False),
        ("a.png", picture(), True),
        ("a.png", picture()[:-4], False),
        ("a.tif", b"II*\x00", True),
        ("a.tif", b"", False),
    ],
)
def test_whole_by_its_format(tmp_path: Path, name: str, content: bytes, is_whole: bool) -> None:
    (tmp_path / "packet").mkdir()
    for place in (tmp_path, tmp_path / "packet"):
        (place / name).write_bytes(content)
    with opened(tmp_path) as folder:
        assert whole(folder, name) is is_whole
        assert whole(folder, "packet") is is_whole
