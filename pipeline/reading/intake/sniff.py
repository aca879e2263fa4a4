"""What a file is by its first bytes, whatever its name says: PDF, picture, or nothing we read."""

from pathlib import Path
from typing import Literal

from core.errors import InputError

Format = Literal["pdf", "image"]
HEAD = 1100  # bytes looked at; a PDF may begin a little late
NO_PAPER = "no_paper"
"""The code of what was never meant as a paper: it is named, and nothing is asked for it."""

_REFUSED = (
    (b"PK\x03\x04", "压缩包或 Office 文档"),
    (b"PK\x05\x06", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"MZ", "可执行文件"),
    (b"\x7fELF", "可执行文件"),
)
_SOUND_OR_FILM = (b"\x1aE\xdf\xa3", b"FLV\x01", b"ID3", b"OggS", b"#!AMR", b"fLaC")
_FILMS = (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"qt  ", b"M4V ", b"M4A ", b"3gp", b"dash")
"""What follows `ftyp` in a film; pictures of phones begin so too, with other names."""
_PICTURES = tuple(b"P%d" % n for n in range(1, 8))
"""Pictures that are written in plain letters."""


def sniff(path: Path) -> Format:
    """What the bytes say; raises InputError for what we do not read."""
    with path.open("rb") as handle:
        head = handle.read(HEAD)
    for magic, what in _REFUSED:  # first: a zip may hold a PDF near its beginning
        if head.startswith(magic):
            raise InputError("unsupported", f"不支持{what}，请转换为 PDF 或图片后提交")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _is_film(head):
        raise InputError(NO_PAPER, "是音频或视频，不是材料的扫描件，未作为材料")
    text = _text(head).strip()
    if text.startswith("<"):  # a saved page may be any paper
        raise InputError("unsupported", "不支持网页文件，请打印为 PDF 后提交")
    if text and not head.startswith(_PICTURES):
        raise InputError(NO_PAPER, "是文本文件，不是材料的扫描件，未作为材料")
    return "image"


def _is_film(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:].startswith(_FILMS)
    waves = head.startswith(b"RIFF") and head[8:12] in (b"AVI ", b"WAVE")
    return waves or head.startswith(_SOUND_OR_FILM)


def _text(head: bytes) -> str:
    """The first bytes as text where they are plain text, else empty."""
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):  # the last character may be cut
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return text if all(ch.isprintable() or ch in "\r\n\t" for ch in text) else ""
    return ""
