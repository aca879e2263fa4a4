"""Opens a packet: a folder, a zip, one PDF, OFD or image becomes a list of files.

File names have no meaning; only their order and contents are used. Nothing is decoded here, not
even the record: a reading worker does that, because a file may be hostile.
"""

import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import InputError
from core.files import sha256_of
from core.limits import MIB, limits
from core.models.application import Application
from core.reasons import reason
from core.work import new_folder
from pipeline.reading.intake.names import is_noise, is_sidecar, shown, unique
from pipeline.reading.intake.unzip import Member, is_zip, unzip
from pipeline.reading.orders import ReadRecord

RECORD_NAMES = {"application.json", "application.yaml", "application.yml", "application.xlsx"}
NO_FOLDER = ("unreadable", reason("file.folder_closed"))


@dataclass(frozen=True)
class PacketFile:
    """A file to read; `trouble` says why it must not be read."""

    name: str
    path: Path
    sha256: str
    trouble: tuple[str, str] | None = None


@dataclass
class Packet:
    """An open packet; a context manager that removes its unpacked files."""

    name: str
    files: list[PacketFile]
    record: PacketFile | None = None
    """The system's own record beside the papers; a worker reads it."""
    application: Application = field(default_factory=Application)
    notes: list[str] = field(default_factory=list)
    """What was assumed or could not be used, safe to show."""
    record_broken: bool = False
    _unpacked: Path | None = None

    def take_record(self, record: ReadRecord) -> None:
        """Take over the contents of its record."""
        self.application, self.record_broken = record.application, record.broken
        self.notes += record.notes

    def __enter__(self) -> "Packet":
        return self

    def __exit__(self, *_: object) -> None:
        if self._unpacked is not None:
            shutil.rmtree(self._unpacked, ignore_errors=True)


def open_packet(source: Path) -> Packet:
    """The packet at `source`. Raises InputError if there is nothing to read."""
    name = shown(source.name if source.name not in ("", "..") else source.resolve().name)
    try:
        if not source.exists():
            raise InputError("not_found", reason("packet.not_found", name=shown(str(source))))
        if source.is_dir():
            return _assemble(name, _walk(source), None)
        if not source.is_file():
            raise InputError("not_a_file", reason("packet.not_a_file", name=name))
        if is_zip(source):
            return _unpacked(source, shown(source.stem))
    except OSError as error:
        raise InputError("unreadable", reason("packet.closed", name=name)) from error
    return Packet(name=shown(source.stem), files=[_file(Member(name, source))])


def _unpacked(source: Path, name: str) -> Packet:
    folder = new_folder()
    try:
        return _assemble(name, unzip(source, folder), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _assemble(name: str, members: Iterable[Member], unpacked: Path | None) -> Packet:
    record: PacketFile | None = None
    files: list[PacketFile] = []
    notes: list[str] = []
    aside: list[str] = []
    taken: set[str] = set()
    most = limits().packet_files
    for member in members:
        if record is None and _is_record(member):
            record = _file(member)
            continue
        if is_sidecar(member.name):
            aside.append(member.name)
            continue
        if len(files) >= most:
            notes = [reason("packet.too_many_files", most=most)]
            if len(files) >= most + limits().packet_refused:
                break
            no_room = ("too_many_files", reason("file.too_many", most=most))
            member = Member(member.name, member.path, no_room)
        member = Member(unique(member.name, taken), member.path, member.trouble)
        taken.add(member.name)
        files.append(_file(member))
    if aside:
        notes.append(_sidecars(aside))
    return Packet(name=name, files=files, record=record, notes=notes, _unpacked=unpacked)


def _sidecars(names: list[str]) -> str:
    if len(names) > 1:
        return reason("packet.sidecars", name=names[0], count=len(names))
    return reason("packet.sidecar", name=names[0])


def _is_record(member: Member) -> bool:
    return member.trouble is None and member.name.rsplit("/", 1)[-1].lower() in RECORD_NAMES


def _walk(root: Path) -> Iterator[Member]:
    """Regular files below, in name order; links, devices and hidden files are skipped."""
    waiting = [root]
    while waiting:
        path = waiting.pop()
        name = shown(path.relative_to(root).as_posix())
        try:
            if path.is_dir():
                inside = sorted(path.iterdir(), key=lambda p: p.name, reverse=True)
                waiting += [p for p in inside if not is_noise(p.name) and not p.is_symlink()]
            elif stat.S_ISREG(path.lstat().st_mode):
                yield Member(name, path)
        except OSError:
            if path == root:
                raise
            yield Member(name, path, NO_FOLDER)


def _file(member: Member) -> PacketFile:
    name, path = member.name, member.path
    if member.trouble is not None:
        return PacketFile(name, path, "", member.trouble)
    try:
        size = path.stat().st_size
        if size == 0:
            empty = ("empty", reason("file.empty"))
            return PacketFile(name, path, sha256_of(path), empty)
        if size > limits().file_bytes:
            large = ("too_large", reason("file.too_large", most=limits().file_bytes // MIB))
            return PacketFile(name, path, "", large)
        return PacketFile(name, path, sha256_of(path))
    except OSError:
        return PacketFile(name, path, "", ("unreadable", reason("file.closed")))
