"""Detects a file's format from its bytes, not its name: PDF, OFD, picture, or unsupported."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from core.errors import InputError
from core.reasons import reason

Format = Literal["pdf", "ofd", "image"]
HEAD = 1100  # bytes examined; a PDF may begin a little late
OFD = "OFD.xml"  # the part of an OFD that lists all others
NO_PAPER = "no_paper"
"""The code of a file that is not meant as a paper: it is named, nothing is requested."""

UNPACK, PRINT = reason("instead.unpack"), reason("instead.print")
_REFUSED = (
    (b"PK\x05\x06", reason("kind.empty_zip"), UNPACK),
    (b"\x1f\x8b", reason("kind.gzip"), UNPACK),
    (b"BZh", reason("kind.bzip2"), UNPACK),
    (b"\xfd7zXZ\0", reason("kind.xz"), UNPACK),
    (b"Rar!", reason("kind.rar"), UNPACK),
    (b"7z\xbc\xaf", reason("kind.seven_zip"), UNPACK),
    (b"\xd0\xcf\x11\xe0", reason("kind.old_office"), PRINT),
    (b"{\\rtf", reason("kind.rtf"), PRINT),
    (b"CAJ\0", reason("kind.caj"), PRINT),
    (b"8BPS", reason("kind.photoshop"), PRINT),
    (b"L\0\0\0\x01\x14\x02\0", reason("kind.shortcut"), reason("instead.original")),
    (b"MZ", reason("kind.program"), reason("instead.scan")),
    (b"\x7fELF", reason("kind.program"), reason("instead.scan")),
)
_ZIP = b"PK\x03\x04"
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/", b"_rels/", b"docProps/")
"""Byte strings near the beginning of Office documents, which are zips."""
_SOUND_OR_FILM = (b"\x1aE\xdf\xa3", b"FLV\x01", b"ID3", b"OggS", b"#!AMR", b"fLaC")
_FILMS = (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"qt  ", b"M4V ", b"M4A ", b"3gp", b"dash")
"""What follows `ftyp` in a film; phone pictures also begin with `ftyp`, with other brands."""
_PORTABLE = tuple(b"P%d" % n for n in range(1, 8))
_NO_TEXT = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM", b"II", b"MM", *_PORTABLE)
"""How pictures begin: some formats are plain text, and a truncated one may be very short."""
_HOLDS_MORE = re.compile(
    r"^(?:<|%!)|^(?:mime-version|content-type|content-transfer-encoding):|[a-z0-9+/]{120}",
    re.IGNORECASE | re.MULTILINE,
)
"""Text formats that may contain papers: saved pages, drawings, mails with attachments."""
MAX_TEXT_BYTES = 64 * 2**10  # bytes; a longer text file may be anything


def sniff(path: Path) -> Format:
    """The format by the bytes; raises InputError if it is not supported."""
    with path.open("rb") as handle:
        head = handle.read(HEAD)
    if is_ofd(path):
        return "ofd"
    what, instead = _refused(head)  # checked first: a zip may have a PDF near its beginning
    if what:
        raise InputError("unsupported", reason("file.unsupported", what=what, instead=instead))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _is_film(head):
        raise InputError(NO_PAPER, reason("file.sound_or_film"))
    text = "" if head.startswith(_NO_TEXT) else _text(path)
    if _HOLDS_MORE.search(text):
        raise InputError("unsupported", reason("file.web_or_mail"))
    if text:
        raise InputError(NO_PAPER, reason("file.text"))
    return "image"


def _refused(head: bytes) -> tuple[str, str]:
    """The kind of a file that is never read, and what to submit instead; "" for any other."""
    if head.startswith(_ZIP):
        if any(sign in head for sign in _OFFICE):
            return reason("kind.office"), PRINT
        return reason("kind.inner_zip"), UNPACK
    if head[257:262] == b"ustar":
        return reason("kind.tar"), UNPACK
    found = ((what, instead) for magic, what, instead in _REFUSED if head.startswith(magic))
    return next(found, ("", ""))


def is_ofd(path: Path) -> bool:
    """Whether the file is an OFD by its bytes: a zip with that part at its root.

    For a zip that cannot be opened the first bytes decide: it is a damaged OFD.
    """
    with path.open("rb") as handle:
        head = handle.read(HEAD)
    if not head.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lstrip("/") == OFD for name in archive.namelist())
    except Exception:  # zipfile raises many exceptions on damaged zips
        return OFD.encode() in head


def _is_film(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:].startswith(_FILMS)
    waves = head.startswith(b"RIFF") and head[8:12] in (b"AVI ", b"WAVE")
    return waves or head.startswith(_SOUND_OR_FILM)


def _text(path: Path) -> str:
    """The content of a short file that is plain text only; else empty.

    The narrowest Chinese encoding is used: in GB 18030 almost any bytes are valid text.
    """
    if path.stat().st_size > MAX_TEXT_BYTES:
        return ""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb2312"):
        try:
            text = data.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
        return text if all(ch.isprintable() or ch in "\r\n\t" for ch in text) else ""
    return ""
