"""The content of an inbox: what is a packet, its id, and where its report goes."""

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from core.errors import InputError
from core.files import write_private
from pipeline.reading.intake.names import is_noise, on_any_system
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.batch_rooms import BatchFolders

PICTURES = {".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".jp2"}
SUFFIXES = PICTURES | {".heic", ".heif", ".avif", ".pdf", ".ofd", ".zip"}
OFFICE = {".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt"}  # zip files, but not packets
HEADS = (b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"RIFF")
HEAD = 16  # bytes
NAMES_FILE = "packets.json"


@dataclass(frozen=True)
class Inbox:
    """The packets of a folder, and the children that are not packets."""

    jobs: list[BatchJob] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


class FoundPacket(NamedTuple):
    """A packet found in the inbox."""

    source: Path
    unit: str
    folder: bool


def list_packets(inbox: Path, rooms: BatchFolders, *, by_unit: bool = False) -> Inbox:
    """Each direct child of `inbox` that can be a packet, in name order.

    With `by_unit` each child is the folder of a unit and contains its packets. Creates OUT.
    Raises InputError if the folder is missing or empty, or if OUT cannot be written.
    """
    if not inbox.is_dir():
        raise InputError(
            "not_a_folder",
            f"找不到文件夹 {inbox}，请检查路径",
            f"there is no folder {inbox}; please check the path",
        )
    packets, ignored = _children(inbox, rooms.out)
    found = [FoundPacket(packet, "", packet.is_dir()) for packet in packets]
    if by_unit:
        ignored += [path.name for path in packets if not path.is_dir()]
        units = [(unit, *_children(unit, rooms.out)) for unit in packets if unit.is_dir()]
        found = [
            FoundPacket(packet, unit.name, packet.is_dir())
            for unit, within, _ in units
            for packet in within
        ]
        ignored += [f"{unit.name}/{name}" for unit, _, others in units for name in others]
    return Inbox(as_jobs(found, rooms, str(inbox)), ignored)


def _children(folder: Path, out: Path) -> tuple[list[Path], list[str]]:
    """Possible packets in a folder, and the names of the other children."""
    packets: list[Path] = []
    ignored: list[str] = []
    for child in sorted(folder.iterdir(), key=lambda path: path.name):
        if is_noise(child.name) or child.resolve() == out.resolve():
            continue
        if child.is_symlink() or not (child.is_dir() or _may_be_packet(child)):
            ignored.append(child.name)
            continue
        packets.append(child)
    return packets, ignored


def as_jobs(packets: Sequence[FoundPacket], rooms: BatchFolders, inbox: str) -> list[BatchJob]:
    """Their jobs, the same for every run with one OUT.

    Raises InputError if there are none, or OUT cannot be written.
    """
    rooms.make()
    try:
        with rooms.alone():
            names = _Names(rooms.out / NAMES_FILE)
            jobs = names.jobs(packets)
            if jobs:
                names.save()
    except OSError as error:
        raise rooms.not_writable(error) from error
    if not jobs:
        raise InputError(
            "empty_inbox", f"{inbox} 中没有可检查的材料", f"no packets to check in {inbox}"
        )
    return jobs


class _Names:
    """The table of ids and folder names, stored in OUT so that both stay the same."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self.path = path
        known = _table(path)
        self.salt = str(known.get("salt") or secrets.token_hex(16))
        self.packets: dict[str, str] = dict(known.get("packets") or {})
        self.folders: dict[str, str] = dict(known.get("folders") or {})
        self.taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # for each name, the last number used

    def jobs(self, found: Sequence[FoundPacket]) -> list[BatchJob]:
        """A job each. A packet keeps its folder; a name already in use gets a number."""
        ids = [self._id(_within(one)) for one in found]
        self.folders = {id: self.folders[id] for id in ids if id in self.folders}
        self.taken.update(folder.casefold() for folder in self.folders.values())
        for id, one in zip(ids, found, strict=True):
            if id not in self.folders:
                self._give(id, one)
        return [
            BatchJob(id, self.folders[id], one.source, one.unit)
            for id, one in zip(ids, found, strict=True)
        ]

    def save(self) -> None:
        """Saved for its owner only: it links ids to names. Raises OSError."""
        table = {"salt": self.salt, "packets": self.packets, "folders": self.folders}
        text = json.dumps(table, ensure_ascii=False, indent=1)
        write_private(self.path, text.encode("utf-8", "surrogatepass"))

    def _id(self, name: str) -> str:
        """A longer id if the short one is in use: among 100,000 packets two often collide."""
        salted = f"{self.salt}/{name}".encode("utf-8", "surrogateescape")
        digest = hashlib.sha256(salted).hexdigest()
        ids = (f"p-{digest[:length]}" for length in (8, 16, 64))
        return next(id for id in ids if self.packets.setdefault(id, name) == name)

    def _give(self, id: str, one: FoundPacket) -> None:
        base = on_any_system(one.source.name if one.folder else one.source.stem)
        number = self._numbers.get(base, 1)  # lower numbers are in use: packets of many units
        name = base if number == 1 else f"{base}-{number}"  # may all have one name
        while name.casefold() in self.taken:  # some disks ignore case
            number += 1
            name = f"{base}-{number}"
        self._numbers[base] = number
        self.taken.add(name.casefold())
        self.folders[id] = name


def _within(one: FoundPacket) -> str:
    """A packet's path in the inbox."""
    return f"{one.unit}/{one.source.name}" if one.unit else one.source.name


def _table(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def may_be_packet(name: str, head: Callable[[], bytes]) -> bool:
    """By suffix; if that is unclear, by its first HEAD bytes."""
    suffix = PurePath(name).suffix.lower()
    if suffix in OFFICE:
        return False
    return suffix in SUFFIXES or head().startswith(HEADS)


def _may_be_packet(path: Path) -> bool:
    return path.is_file() and may_be_packet(path.name, partial(_head, path))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(HEAD)
    except OSError:
        return b""
