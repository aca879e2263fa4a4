"""Access to a TrueType or OpenType font: its glyphs by character, and their widths."""

import struct
from collections.abc import Iterator
from functools import cached_property

from core.limits import limits

KEPT = (b"CFF ", b"CFF2", b"OS/2", b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx",
        b"loca", b"maxp", b"name", b"post", b"prep")  # fmt: skip
SYMBOLS = 0xF000  # code offset of characters in symbol fonts
NAMES = (1, 4, 16)  # entries of a font's name table: family and full name
_UNICODE = {(3, 10): 0, (0, 6): 1, (0, 4): 1, (3, 1): 2, (0, 3): 3, (0, 2): 4, (0, 1): 4, (0, 0): 4}
"""Platform and encoding of character maps, in order of preference."""


class BrokenFace(Exception):
    """The bytes are not a font."""


class Sfnt:
    """A font; raises BrokenFace if it is invalid."""

    def __init__(self, data: bytes, number: int = 0) -> None:
        try:
            self._tables = {tag: data[at : at + size] for tag, at, size in _listed(data, number)}
            self.units = max(16, self._number(b"head", ">H", 18))
            self.glyphs = self._number(b"maxp", ">H", 4)
            self._wide = self._number(b"hhea", ">H", 34)
        except (struct.error, KeyError) as error:
            raise BrokenFace from error

    def alone(self) -> bytes:
        """The font as a separate file, without the tables that drawing does not need."""
        kept = [(tag, table) for tag, table in sorted(self._tables.items()) if tag in KEPT]
        kind = b"OTTO" if b"CFF " in self._tables else b"\0\1\0\0"
        head, body = kind + struct.pack(">HHHH", len(kept), 0, 0, 0), b""
        first = 12 + 16 * len(kept)
        for tag, table in kept:
            head += tag + struct.pack(">LLL", 0, first + len(body), len(table))
            body += table + b"\0" * (-len(table) % 4)
        return head + body

    def glyph(self, char: str) -> int:
        """The glyph of the character, 0 if the font has none."""
        code = ord(char)
        return self._characters.get(code) or self._symbols.get(code, 0)

    def advance(self, glyph: int) -> float:
        """The distance to the next character, in ems."""
        at = 4 * min(glyph, max(0, self._wide - 1))
        try:
            return float(struct.unpack_from(">H", self._tables[b"hmtx"], at)[0]) / self.units
        except (struct.error, KeyError):
            return 1.0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The font's names in all its languages."""
        table = self._tables.get(b"name", b"")
        found = []
        try:
            _, count, start = struct.unpack_from(">HHH", table)
            for n in range(count):
                platform, _, _, key, size, at = struct.unpack_from(">HHHHHH", table, 6 + 12 * n)
                if platform in (0, 3) and key in NAMES:
                    raw = table[start + at : start + at + size]
                    found.append(raw.decode("utf-16-be", "replace"))
        except struct.error:
            pass
        return tuple(dict.fromkeys(found))

    @cached_property
    def _characters(self) -> dict[int, int]:
        found = self._maps(_UNICODE)
        return found[0] if found else {}

    @cached_property
    def _symbols(self) -> dict[int, int]:
        """The character map of a symbol font, which uses its own codes.

        Macintosh tables are ignored: subset fonts number their glyphs in them arbitrarily.
        """
        found: dict[int, int] = {}
        for table in self._maps({(3, 0): 0}):
            for code, glyph in table.items():
                found.setdefault(code, glyph)
                if code & 0xFF00 == SYMBOLS:
                    found.setdefault(code - SYMBOLS, glyph)
        return found

    def _maps(self, wanted: dict[tuple[int, int], int]) -> list[dict[int, int]]:
        table = self._tables.get(b"cmap", b"")
        places = []
        try:
            for n in range(struct.unpack_from(">H", table, 2)[0]):
                platform, encoding, at = struct.unpack_from(">HHL", table, 4 + 8 * n)
                if (platform, encoding) in wanted:
                    places.append((wanted[platform, encoding], at))
            return [_read_map(table[at:], self.glyphs) for _, at in sorted(places)]
        except struct.error:
            return []

    def _number(self, tag: bytes, form: str, at: int) -> int:
        return int(struct.unpack_from(form, self._tables[tag], at)[0])


def faces_in(data: bytes) -> int:
    """How many fonts a file has; a collection has several."""
    return int(struct.unpack_from(">L", data, 8)[0]) if data[:4] == b"ttcf" else 1


def _listed(data: bytes, number: int) -> Iterator[tuple[bytes, int, int]]:
    start = struct.unpack_from(">L", data, 12 + 4 * number)[0] if data[:4] == b"ttcf" else 0
    if data[start : start + 4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise BrokenFace
    for n in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, at, size = struct.unpack_from(">4sLLL", data, start + 12 + 16 * n)
        yield tag, at, size


def _read_map(table: bytes, glyphs: int) -> dict[int, int]:
    form = struct.unpack_from(">H", table)[0]
    reader = {0: _bytes, 4: _segments, 6: _trimmed, 12: _groups}.get(form)
    found: dict[int, int] = {}
    for code, glyph in reader(table) if reader else ():
        if 0 < glyph < glyphs:
            found[code] = glyph
        if len(found) >= limits().ofd_font_characters:
            break
    return found


def _bytes(table: bytes) -> Iterator[tuple[int, int]]:
    yield from enumerate(table[6 : 6 + 256])


def _trimmed(table: bytes) -> Iterator[tuple[int, int]]:
    first, count = struct.unpack_from(">HH", table, 6)
    yield from enumerate(struct.unpack_from(f">{count}H", table, 10), first)


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    twice = struct.unpack_from(">H", table, 6)[0]
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + twice)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * twice)
    offsets = 16 + 3 * twice
    for n in range(count):
        offset = struct.unpack_from(">H", table, offsets + 2 * n)[0]
        for code in range(starts[n], ends[n] + 1):
            if not offset:
                yield code, (code + deltas[n]) & 0xFFFF
                continue
            at = offsets + 2 * n + offset + 2 * (code - starts[n])
            glyph = struct.unpack_from(">H", table, at)[0] if at + 2 <= len(table) else 0
            yield code, (glyph + deltas[n]) & 0xFFFF if glyph else 0


def _groups(table: bytes) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">L", table, 12)[0]
    for n in range(min(count, limits().ofd_font_characters)):
        first, last, glyph = struct.unpack_from(">LLL", table, 16 + 12 * n)
        for code in range(first, min(last, first + 0xFFFF, 0x10FFFF) + 1):
            yield code, glyph + code - first
