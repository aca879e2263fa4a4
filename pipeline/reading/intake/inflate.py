"""Packed streams of a PDF, unpacked no further than a bound: a kilobyte may hold a gigabyte."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

STEP = 2**20  # bytes unpacked at once
PACKED_OBJECTS = re.compile(rb"/(?:ObjStm|XRef)\b")
BEFORE_DATA = 4000  # bytes of a stream's own table
START = re.compile(rb"stream\r?\n")


class TooLarge(Exception):
    """More is in a stream than may be unpacked."""


def inflated(data: bytes, most: int) -> bytes:
    """What Flate packed, as far as it is sound. Raises TooLarge above `most` bytes."""
    found = bytearray()
    for piece in _pieces(data):
        found += piece
        if len(found) > most:
            raise TooLarge
    return bytes(found)


def inflated_size(data: bytes, most: int) -> int:
    """How many bytes it is unpacked, of which none is kept; counted to a little above `most`."""
    size = 0
    for piece in _pieces(data):
        size += len(piece)
        if size > most:
            break
    return size


def unpacked(data: bytes, filters: tuple[str, ...], most: int) -> bytes | None:
    """Through all its filters; None where one is of another kind. Raises TooLarge."""
    for name in filters:
        try:
            if name in ("FlateDecode", "Fl"):
                data = inflated(data, most)
            elif name in ("ASCII85Decode", "A85"):
                data = base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0])
            elif name in ("ASCIIHexDecode", "AHx"):
                data = bytes.fromhex(data.partition(b">")[0].decode("ascii"))
            else:
                return None
        except (binascii.Error, ValueError):
            return None
    return data


def objects_size(data: bytes, most: int) -> int:
    """How many bytes a PDF's packed objects and tables are in all, to a little above `most`.

    By the bytes of the file, for whoever opens it unpacks them. Of a locked file they are not seen.
    """
    size = 0
    for found in PACKED_OBJECTS.finditer(data):
        start = START.search(data, found.end(), found.end() + BEFORE_DATA)
        if start is None:
            continue
        size += inflated_size(data[start.end() : _end(data, start.end())], most - size)
        if size > most:
            break
    return size


def _end(data: bytes, start: int) -> int:
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _pieces(data: bytes) -> Iterator[bytes]:
    """What is sound of it, a step at a time."""
    unpacker = zlib.decompressobj()
    try:
        while data and not unpacker.eof:
            yield unpacker.decompress(data, STEP)
            data = unpacker.unconsumed_tail
    except zlib.error:
        return
