"""Unpacks a possibly hostile zip within limits, without using its file names as paths."""

import shutil
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError
from core.files import DISK_FULL_ERRORS, new_file
from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.names import decoded, is_noise, shown
from pipeline.reading.intake.sniff import is_ofd

NAME_LENGTH, HEADER = 26, 30  # where the local header has the name's length, and its own length
UNPACKED_BADLY = ("damaged_member", reason("zip.member"))


@dataclass(frozen=True)
class Member:
    """A file of a zip: its name there, its unpacked path, and why it could not be unpacked."""

    name: str
    path: Path
    trouble: tuple[str, str] | None = None


def is_zip(path: Path) -> bool:
    """Whether the file is a plain zip by its bytes; Office documents and OFDs are not.

    Raises InputError if it is damaged.
    """
    with path.open("rb") as handle:
        if handle.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False  # a PDF or picture with a zip after it is not opened as a zip
    if is_ofd(path):
        return False
    with _opened(path) as archive:
        return "[Content_Types].xml" not in archive.namelist()


def unzip(source: Path, folder: Path) -> list[Member]:
    """Every file of the zip, in the order of their names, unpacked into `folder`.

    The files there are named by number: a name in a zip may be unsafe, duplicate, or too long.
    Hidden files and links are skipped. Raises InputError if the zip is damaged, locked, or a bomb.
    """
    with _opened(source) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not _is_link(m)]
        total, packed = sum(m.file_size for m in members), max(1, source.stat().st_size)
        most = limits()
        if len(members) > most.zip_members or total > most.zip_bytes or is_tight(total, packed):
            raise InputError("zip_bomb", reason("zip.bomb", name=shown(source.name)))
        if any(m.flag_bits & 0x1 for m in members):
            raise InputError("encrypted_zip", reason("zip.locked"))
        named = sorted((_parts(m), n) for n, m in enumerate(members))
        return [
            _unpacked(archive, members[n], "/".join(parts), folder / str(n))
            for parts, n in named
            if not any(is_noise(part) for part in parts)
        ]


def is_tight(total: int, packed: int) -> bool:
    """Whether the compression ratio of a zip shows that it is a bomb."""
    return total > limits().zip_harmless and total / packed > limits().zip_ratio


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except Exception as error:  # zipfile raises many exceptions on damaged zips
        raise InputError("bad_zip", reason("zip.damaged", name=shown(path.name))) from error


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, path: Path) -> Member:
    try:
        member.orig_filename = _local_name(archive, member)
        with archive.open(member) as source, new_file(path) as target:
            shutil.copyfileobj(source, target, 2**20)
    except Exception as error:  # zipfile, zlib and lzma raise many exceptions on damaged members
        if isinstance(error, OSError) and error.errno in DISK_FULL_ERRORS:
            raise  # this machine's disk is full; the member may be valid
        return Member(name, path, UNPACKED_BADLY)
    return Member(name, path)


def _local_name(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """The name in the local header, which some programs write differently from the directory.

    zipfile refuses members whose two names differ; here names are never used as paths.
    """
    assert archive.fp is not None
    archive.fp.seek(member.header_offset + NAME_LENGTH)
    size = int.from_bytes(archive.fp.read(2), "little")
    archive.fp.seek(member.header_offset + HEADER)
    encoding = "utf-8" if member.flag_bits & 0x800 else "cp437"
    return archive.fp.read(size).decode(encoding)


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _parts(member: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the name; no part leaves the target folder."""
    name = member.filename
    if not member.flag_bits & 0x800:  # the flag for UTF-8 is not set
        try:
            name = decoded(name.encode("cp437"))
        except UnicodeEncodeError:
            name = member.filename
    parts = name.replace("\\", "/").split("/")
    safe = [shown(p) for p in parts if p not in ("", ".", "..") and not p.endswith(":")]
    return tuple(safe) or ("_",)
