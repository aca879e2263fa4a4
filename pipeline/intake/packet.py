"""Opening a packet: a folder, a zip, one PDF or one image becomes a list of files.

File names mean nothing; only their order and their bytes are used. Nothing here decodes
a file: that happens in a reading worker, for a file may be hostile.
"""

import hashlib
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.errors import InputError
from pipeline.intake.record import RECORD_NAMES, ReadRecord, read_record
from pipeline.models.application import Application

MOST_FILES = 500
LARGEST_FILE = 300 * 2**20  # bytes
LARGEST_ZIP = 2 * 2**30  # bytes, unpacked
DEEPEST_RATIO = 200  # unpacked to packed, above which a zip is a bomb
IGNORED = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class PacketFile:
    """A file to read; `trouble` says why it must not be."""

    name: str
    path: Path
    sha256: str
    trouble: tuple[str, str] | None = None


@dataclass
class Packet:
    """An opened packet; a context manager that removes what it unpacked."""

    name: str
    files: list[PacketFile]
    application: Application = field(default_factory=Application)
    record_file: str | None = None
    notes: list[str] = field(default_factory=list)
    """What was assumed or could not be used of the record, fit to be shown."""
    record_broken: bool = False
    _unpacked: Path | None = None

    def __enter__(self) -> "Packet":
        return self

    def __exit__(self, *_: object) -> None:
        if self._unpacked is not None:
            shutil.rmtree(self._unpacked, ignore_errors=True)


def open_packet(source: Path) -> Packet:
    """The packet at `source`. Raises InputError where there is nothing to read."""
    if not source.exists():
        raise InputError("not_found", f"找不到 {source}，请检查路径")
    if source.is_dir():
        return _assemble(source.name or source.resolve().name, source, None)
    if not source.is_file():
        raise InputError("not_a_file", f"{source.name} 不是普通文件或文件夹")
    if zipfile.is_zipfile(source) and source.suffix.lower() not in {".xlsx", ".docx", ".pptx"}:
        folder = Path(tempfile.mkdtemp(prefix="yushen-"))
        try:
            notes = _unzip(source, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        packet = _assemble(source.stem, folder, folder)
        packet.notes.extend(notes)
        return packet
    return Packet(name=source.stem, files=[_file(source, source.name)])


def _assemble(name: str, folder: Path, unpacked: Path | None) -> Packet:
    record = ReadRecord()
    record_file: str | None = None
    files: list[PacketFile] = []
    notes: list[str] = []
    for path in _walk(folder):
        relative = path.relative_to(folder).as_posix()
        if path.name.lower() in RECORD_NAMES and record_file is None:
            record, record_file = read_record(path), relative
            continue
        if len(files) >= MOST_FILES:
            notes.append(f"文件超过 {MOST_FILES} 个，其余未读取，请分开提交")
            break
        files.append(_file(path, relative))
    return Packet(
        name=name,
        files=files,
        application=record.application,
        record_file=record_file,
        notes=[*notes, *record.notes],
        record_broken=record.broken,
        _unpacked=unpacked,
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Regular files below, in name order; links, devices and hidden files are left out."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        hidden = path.name.startswith((".", "~$")) or path.name.lower() in IGNORED
        if hidden or path.is_symlink() or path.name == "__MACOSX":
            continue
        if path.is_dir():
            yield from _walk(path)
        elif stat.S_ISREG(path.lstat().st_mode):
            yield path


def _file(path: Path, name: str) -> PacketFile:
    try:
        size = path.stat().st_size
        if size == 0:
            return PacketFile(
                name, path, _sha256(path), ("empty", "文件是空的（0 字节），请重新扫描或导出")
            )
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // 2**20
            return PacketFile(
                name, path, "", ("too_large", f"文件超过 {limit} MB，请压缩或分开提交")
            )
        return PacketFile(name, path, _sha256(path))
    except OSError:
        return PacketFile(name, path, "", ("unreadable", "文件无法打开，请检查权限或磁盘"))


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _unzip(source: Path, folder: Path) -> list[str]:
    """Unpack safely; returns notes on members left out. Raises InputError for a bad zip."""
    notes: list[str] = []
    try:
        with zipfile.ZipFile(source) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            total = sum(m.file_size for m in members)
            packed = max(1, source.stat().st_size)
            if (
                len(members) > MOST_FILES * 4
                or total > LARGEST_ZIP
                or total / packed > DEEPEST_RATIO
            ):
                raise InputError(
                    "zip_bomb", f"{source.name}：压缩包过大或异常，未解压，请改用文件夹提交"
                )
            for number, member in enumerate(members):
                _extract(archive, member, folder, number, notes)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise InputError("bad_zip", f"{source.name}：压缩包已损坏，请重新压缩") from error
    return notes


def _extract(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, number: int, notes: list[str]
) -> None:
    name = _member_name(member)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or ".." in parts or parts[0] == "/" or ":" in parts[0]:
        notes.append(f"压缩包内第 {number + 1} 个文件的路径不安全，已略过")
        return
    if member.flag_bits & 0x1:
        raise InputError("encrypted_zip", "压缩包有密码，请去除密码后重新提交")
    target = folder.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as src, target.open("xb") as dst:
            shutil.copyfileobj(src, dst, 2**20)
    except (
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        FileExistsError,
        OSError,
        EOFError,
    ):
        notes.append(f"压缩包内的 {parts[-1]} 无法解压，已略过，请单独提交")
        target.unlink(missing_ok=True)


def _member_name(member: zipfile.ZipInfo) -> str:
    """Zips made by Windows in China name their members in GBK without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
