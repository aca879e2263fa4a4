"""Packets: a folder, a zip or one file becomes a list of files; no file is lost in silence."""

import os
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import InputError
from core.models.application import Application
from pipeline.reading.intake.packet import Packet, open_packet
from pipeline.reading.orders import ReadRecord


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people hand it in: subfolders, hidden files, links, a pipe."""
    root = tmp_path / "张三 材料"
    (root / "2 合同" / "签字页").mkdir(parents=True)
    (root / "1.pdf").write_bytes(b"one")
    (root / "2 合同" / "b.jpg").write_bytes(b"two")
    (root / "2 合同" / "签字页" / "a.png").write_bytes(b"three")
    (root / "3.pdf").write_bytes(b"four")
    (root / "leer").mkdir()
    for noise in (".DS_Store", "Thumbs.db", "~$劳动合同.docx", ".hidden.pdf"):
        (root / noise).write_bytes(b"noise")
    (root / "__MACOSX").mkdir()
    (root / "__MACOSX" / "1.pdf").write_bytes(b"noise")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.pdf").write_bytes(b"secret")
    (root / "link.pdf").symlink_to(tmp_path / "outside" / "secret.pdf")
    (root / "linked").symlink_to(tmp_path / "outside")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.pdf")
    return root


def names(packet: Packet) -> list[str]:
    return [file.name for file in packet.files]


def troubles(packet: Packet) -> dict[str, str]:
    return {file.name: file.trouble[0] for file in packet.files if file.trouble}


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def code_of(source: Path) -> str:
    with pytest.raises(InputError) as refused:
        open_packet(source)
    assert str(refused.value)
    return refused.value.code


def test_a_folder(folder: Path) -> None:
    with open_packet(folder) as packet:
        assert packet.name == "张三 材料"
        assert names(packet) == ["1.pdf", "2 合同/b.jpg", "2 合同/签字页/a.png", "3.pdf"]
        assert [file.path.read_bytes() for file in packet.files][2] == b"three"
        assert len({file.sha256 for file in packet.files}) == 4
    assert (folder / "1.pdf").exists()  # what was not unpacked is not removed


def test_a_zip_is_as_its_folder(folder: Path, tmp_path: Path) -> None:
    members = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    with open_packet(folder) as plain, open_packet(zipped(tmp_path / "x.zip", members)) as packet:
        assert packet.name == "x"
        assert names(packet) == names(plain)
        assert [f.sha256 for f in packet.files] == [f.sha256 for f in plain.files]
        unpacked = packet.files[0].path.parent
        assert unpacked.exists()
    assert not unpacked.exists()


def test_what_only_tells_of_a_picture_is_left_out_and_said(folder: Path) -> None:
    (folder / "IMG_2041.AAE").write_bytes(b"<plist/>")
    with open_packet(folder) as packet:
        assert "IMG_2041.AAE" not in names(packet)
        assert any("IMG_2041.AAE" in note for note in packet.notes) and not packet.record_broken


@pytest.mark.parametrize("clutter", ["@eaDir", "#recycle", "$RECYCLE.BIN"])
def test_folders_of_a_system_are_left_out(clutter: str, folder: Path) -> None:
    before = names(open_packet(folder))
    (folder / clutter).mkdir()
    (folder / clutter / "1.pdf").write_bytes(b"%PDF-1.4")
    assert names(open_packet(folder)) == before


def test_one_file(tmp_path: Path) -> None:
    (tmp_path / "扫描件.pdf").write_bytes(b"%PDF-1.7")
    with open_packet(tmp_path / "扫描件.pdf") as packet:
        assert (packet.name, names(packet)) == ("扫描件", ["扫描件.pdf"])


def test_a_pdf_with_a_zip_behind_it_is_a_pdf(tmp_path: Path) -> None:
    zipped(tmp_path / "z", {"evil.pdf": b"x"})
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + (tmp_path / "z").read_bytes())
    with open_packet(tmp_path / "a.pdf") as packet:
        assert names(packet) == ["a.pdf"]


def test_an_office_document_is_no_zip(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"[Content_Types].xml": b"x", "word/document.xml": b"x"})
    with open_packet(tmp_path / "a.zip") as packet:
        assert names(packet) == ["a.zip"]  # decoding says what to do instead


@pytest.mark.parametrize("name", ["missing", "x" * 300, "pipe"])
def test_nothing_to_open(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / name) in {"not_found", "unreadable", "not_a_file"}


def test_here_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case" / "sub").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "case" / "sub")
    assert open_packet(Path()).name == "sub"
    assert open_packet(Path("..")).name == "case"


def test_empty_and_large_files_are_named(folder: Path, limited: Callable[..., None]) -> None:
    (folder / "3.pdf").write_bytes(b"")
    (folder / "1.pdf").write_bytes(b"x" * 50)
    limited(file_bytes=40)
    with open_packet(folder) as packet:
        assert troubles(packet) == {"3.pdf": "empty", "1.pdf": "too_large"}


def test_files_too_many_are_not_lost_in_silence(tmp_path: Path) -> None:
    for n in range(530):
        (tmp_path / f"{n:04}.pdf").write_bytes(b"x")
    with open_packet(tmp_path) as packet:
        assert names(packet)[:500] == [f"{n:04}.pdf" for n in range(500)]
        assert set(troubles(packet).values()) == {"too_many_files"}
        assert len(packet.files) == 520
        assert "500" in packet.notes[0]


def test_a_folder_that_cannot_be_opened_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "2 合同":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with open_packet(folder) as packet:
        assert troubles(packet) == {"2 合同": "unreadable"}
        assert "3.pdf" in names(packet)
    monkeypatch.setattr(Path, "iterdir", lambda path: (_ for _ in ()).throw(PermissionError))
    assert code_of(folder) == "unreadable"


def test_names_of_other_systems(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    Path(os.fsdecode(root + b"/" + "合同.pdf".encode("gbk"))).write_bytes(b"x")
    (tmp_path / "a\x1b[31m\n.pdf").write_bytes(b"x")
    with open_packet(tmp_path) as packet:
        assert sorted(names(packet)) == ["a_[31m_.pdf", "合同.pdf"]
        assert all(file.path.read_bytes() == b"x" for file in packet.files)


def test_names_of_a_zip(tmp_path: Path) -> None:
    """GBK of Windows, UTF-8 of macOS, neither of which says so; backslashes; names twice."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for raw in ("劳动合同/第1页.jpg".encode("gbk"), "身份证.jpg".encode()):
            archive.writestr(_unflagged(raw), raw)
        archive.writestr("护照.jpg", b"flagged")
        archive.writestr(_unflagged(b"sub\\a.jpg"), b"x")
        for content in (b"1", b"2"):
            with pytest.warns(UserWarning) if content == b"2" else _nothing():
                archive.writestr("twice.jpg", content)
    with open_packet(path) as packet:
        assert sorted(names(packet)) == sorted(
            [
                "劳动合同/第1页.jpg",
                "身份证.jpg",
                "护照.jpg",
                "sub/a.jpg",
                "twice.jpg",
                "twice.jpg (2)",
            ]
        )
        by_name = {file.name: file.path.read_bytes() for file in packet.files}
        assert {by_name["twice.jpg"], by_name["twice.jpg (2)"]} == {b"1", b"2"}


class _Unflagged(zipfile.ZipInfo):
    """A member whose name is written as the bytes it is, without the flag for UTF-8."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~0x800


def _unflagged(raw: bytes) -> zipfile.ZipInfo:
    info = _Unflagged(raw.decode("latin-1"))
    info.raw = raw
    return info


class _nothing:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def test_names_that_the_list_and_the_member_tell_otherwise(tmp_path: Path) -> None:
    """As old packers of Windows write: slashes in the one, backslashes in the other."""
    path = zipped(tmp_path / "a.zip", {"in/1.pdf": b"%PDF-1.4 one", "in/2.pdf": b"%PDF-1.4 two"})
    data = path.read_bytes()
    first = data.index(b"in/1.pdf")  # before the data; the list stands at the end
    path.write_bytes(data[:first] + b"in\\1.pdf" + data[first + 8 :])
    with open_packet(path) as packet:
        assert names(packet) == ["in/1.pdf", "in/2.pdf"] and not troubles(packet)
        assert [file.path.read_bytes()[-3:] for file in packet.files] == [b"one", b"two"]


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    evil = [
        "../../up.pdf",
        "/etc/root.pdf",
        "C:\\win.pdf",
        "..",
        "a/../../b.pdf",
        "x" * 400 + ".pdf",
    ]
    inside = tmp_path / "box"
    inside.mkdir()
    zipped(inside / "a.zip", {name: name.encode() for name in evil})
    before = sorted(tmp_path.rglob("*"))
    with open_packet(inside / "a.zip") as packet:
        assert len(packet.files) == len(evil) and troubles(packet) == {}
        assert not any(".." in name or name.startswith("/") for name in names(packet))
        home = packet.files[0].path.parent
        assert all(file.path.parent == home for file in packet.files)
        assert sorted(tmp_path.rglob("*")) == before


def test_deep_folders(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"d/" * 3000 + "a.pdf": b"x"})
    with open_packet(tmp_path / "a.zip") as packet:
        assert len(packet.files) == 1


def test_links_in_a_zip_are_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwd.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.pdf", b"x")
    with open_packet(tmp_path / "a.zip") as packet:
        assert names(packet) == ["a.pdf"]


def test_a_bomb_is_not_unpacked(tmp_path: Path, limited: Callable[..., None]) -> None:
    zipped(tmp_path / "a.zip", {"zeros.bmp": b"\0" * 10_000_000})
    with open_packet(tmp_path / "a.zip") as packet:
        assert names(packet) == ["zeros.bmp"]  # a blank scan is no bomb
    limited(zip_harmless=1_000_000)
    assert code_of(tmp_path / "a.zip") == "zip_bomb"


def test_a_zip_of_too_much(tmp_path: Path, limited: Callable[..., None]) -> None:
    zipped(tmp_path / "a.zip", {f"{n}.pdf": b"x" * 100 for n in range(5)})
    limited(zip_bytes=499)
    assert code_of(tmp_path / "a.zip") == "zip_bomb"
    limited(zip_bytes=500, zip_members=4)
    assert code_of(tmp_path / "a.zip") == "zip_bomb"


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": b"x"})
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path.write_bytes(content)
    assert code_of(path) == "encrypted_zip"


def test_half_a_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": os.urandom(3000)})
    path.write_bytes(path.read_bytes()[:2000])
    assert code_of(path) == "bad_zip"


def test_a_damaged_member_does_not_cost_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": os.urandom(3000), "b.pdf": b"fine"})
    content = bytearray(path.read_bytes())
    content[500] ^= 0xFF
    path.write_bytes(content)
    with open_packet(path) as packet:
        assert names(packet) == ["a.pdf", "b.pdf"]
        assert troubles(packet) == {"a.pdf": "damaged_member"}


def test_nothing_unpacked_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limited: Callable[..., None]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = zipped(tmp_path / "a.zip", {f"{n}.pdf": b"x" for n in range(3)})
    limited(zip_members=2)
    assert code_of(path) == "zip_bomb"
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


def test_the_record_is_no_paper(folder: Path, tmp_path: Path) -> None:
    (folder / "2 合同" / "Application.JSON").write_text('{"service": "renewal"}', "utf-8")
    with open_packet(folder) as packet:
        assert packet.record is not None and packet.record.name == "2 合同/Application.JSON"
        assert packet.record.path.read_text("utf-8") == '{"service": "renewal"}'
        assert "2 合同/Application.JSON" not in names(packet)
    source = zipped(tmp_path / "a.zip", {"x/application.yaml": b"service: renewal", "a.pdf": b"x"})
    with open_packet(source) as packet:
        assert packet.record is not None and packet.record.name == "x/application.yaml"
        assert names(packet) == ["a.pdf"]


def test_a_second_record_is_a_file_like_any_other(folder: Path) -> None:
    (folder / "application.json").write_text("{}")
    (folder / "application.yaml").write_text("service: renewal")
    with open_packet(folder) as packet:
        assert packet.record is not None and packet.record.name == "application.json"
        assert "application.yaml" in names(packet)


def test_what_a_record_says_is_taken_over(folder: Path) -> None:
    with open_packet(folder) as packet:
        packet.take_record(
            ReadRecord(application=Application(service="renewal"), notes=("x",), broken=True)
        )
        assert (packet.application.service, packet.record_broken) == ("renewal", True)
        assert packet.notes == ["x"]
