"""Decompresses streams of a PDF up to a limit: a kilobyte may expand to a gigabyte."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

STEP = 2**20  # bytes decompressed at once
PACKED_OBJECTS = re.compile(rb"/(?:ObjStm|XRef)\b")
BEFORE_DATA = 4000  # bytes of a stream's dictionary
START = re.compile(rb"stream\r?\n")


class InflatedTooLarge(Exception):
    """A stream is larger than may be decompressed."""


def inflated(data: bytes, max_bytes: int) -> bytes:
    """Flate data decompressed, up to the first damage.

    Raises InflatedTooLarge above `max_bytes`.
    """
    found = bytearray()
    for piece in _pieces(data):
        found += piece
        if len(found) > max_bytes:
            raise InflatedTooLarge
    return bytes(found)


def inflated_size(data: bytes, max_bytes: int) -> int:
    """The decompressed size in bytes, counted to just above `max_bytes`; nothing is kept."""
    size = 0
    for piece in _pieces(data):
        size += len(piece)
        if size > max_bytes:
            break
    return size


def unpacked(data: bytes, filters: tuple[str, ...], max_bytes: int) -> bytes | None:
    """Decoded through all filters; None if one is not supported. Raises InflatedTooLarge."""
    for name in filters:
        try:
            if name in ("FlateDecode", "Fl"):
                data = inflated(data, max_bytes)
            elif name in ("ASCII85Decode", "A85"):
                data = base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0])
            elif name in ("ASCIIHexDecode", "AHx"):
                data = bytes.fromhex(data.partition(b">")[0].decode("ascii"))
            else:
                return None
        except (binascii.Error, ValueError):
            return None
    return data


def objects_size(data: bytes, max_bytes: int) -> int:
    """The total size in bytes of a PDF's compressed objects and tables, to just above `max_bytes`.

    It scans the file's bytes, because opening the file decompresses them. In an encrypted file they
    are not visible.
    """
    size = 0
    for found in PACKED_OBJECTS.finditer(data):
        start = START.search(data, found.end(), found.end() + BEFORE_DATA)
        if start is None:
            continue
        size += inflated_size(data[start.end() : _end(data, start.end())], max_bytes - size)
        if size > max_bytes:
            break
    return size


def _end(data: bytes, start: int) -> int:
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _pieces(data: bytes) -> Iterator[bytes]:
    """The undamaged part, one step at a time."""
    unpacker = zlib.decompressobj()
    try:
        while data and not unpacker.eof:
            yield unpacker.decompress(data, STEP)
            data = unpacker.unconsumed_tail
    except zlib.error:
        return
