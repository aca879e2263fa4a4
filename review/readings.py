"""Readings of packets' pages, stored compressed beside the page pictures.

Documents are built from them again when a person regroups pages. Packets of earlier versions have
no readings. They are sealed and deleted together with the pictures.
"""

import zlib

from pipeline.edits.kept import Kept, KeptReadings, Turned
from review.pictures import PageFolder

SUFFIX = ".read"
WHOLE = f"all{SUFFIX}"


class ReadingFolder:
    """The readings of packets, in the folder of the page pictures."""

    def __init__(self, pages: PageFolder) -> None:
        self._pages = pages

    def save(self, key: str, readings: KeptReadings) -> None:
        """Store the readings of a checked packet."""
        self._put(key, WHOLE, readings.model_dump_json())

    def has(self, key: str) -> bool:
        """Whether the packet has readings."""
        return WHOLE in self._pages.names(key, SUFFIX)

    def load(self, key: str) -> Kept | None:
        """The readings of a packet's pages, or None."""
        whole = self._get(key, WHOLE)
        if whole is None:
            return None
        files = KeptReadings.model_validate_json(whole).files
        names = [name for name in self._pages.names(key, SUFFIX) if name != WHOLE]
        found = [Turned.model_validate_json(data) for n in names if (data := self._get(key, n))]
        return Kept(files=files, turned=tuple(found))

    def add(self, key: str, turned: Turned) -> None:
        """Store the new reading of a page."""
        page = turned.page
        name = f"{page.content[:12]}-{page.nth}-{page.number}-{turned.rotation}{SUFFIX}"
        self._put(key, name, turned.model_dump_json())

    def _put(self, key: str, name: str, text: str) -> None:
        self._pages.put(key, name, zlib.compress(text.encode(), 9))

    def _get(self, key: str, name: str) -> bytes | None:
        data = self._pages.get(key, name)
        return zlib.decompress(data) if data is not None else None
