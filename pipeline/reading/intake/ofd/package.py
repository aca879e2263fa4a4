"""The zip container of an OFD: access to its parts by path, within limits.

Nothing is unpacked to disk. XML is parsed without entities and network, with limited depth.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from core.errors import InputError
from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.names import shown
from pipeline.reading.intake.ofd.limits import damaged
from pipeline.reading.intake.unzip import is_tight

Element = Any  # of lxml, which has no types; tags are without namespaces
ENTRY = "OFD.xml"
LOCKED = ("Encryptions.xml", "Encryption.xml")


class OfdPackage:
    """An open OFD; a context manager. `source` is a file or, for a nested OFD, its bytes."""

    def __init__(self, source: Path | bytes) -> None:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except Exception as error:  # zipfile raises many exceptions on damaged zips
            raise damaged(reason("ofd_part.archive")) from error
        members = [m for m in self._zip.infolist() if not m.is_dir()]
        total = sum(m.file_size for m in members)
        if len(members) > limits().ofd_parts or is_tight(total, size):
            raise InputError("zip_bomb", reason("ofd.bomb"))
        self._parts = {_plain(m.filename): m for m in members}
        if len(self._parts) < len(members):
            raise damaged(reason("ofd_part.twice"))
        self._cased = {name.lower(): name for name in self._parts}
        if any(m.flag_bits & 0x1 for m in members) or any(n in self._parts for n in LOCKED):
            raise locked()
        self._trees: dict[str, Element] = {}

    def __enter__(self) -> "OfdPackage":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """The paths of all parts, from the root."""
        return list(self._parts)

    def find(self, place: str, *folders: str) -> str | None:
        """The part at `place`, relative to the first folder that matches, or to the root."""
        place = place.strip().replace("\\", "/")
        for folder in ("",) if place.startswith("/") else (*folders, ""):
            name = posixpath.normpath(posixpath.join(folder, place.lstrip("/")))
            if (found := self._cased.get(name.lower())) is not None:
                return found
        return None

    def place(self, place: str, *folders: str) -> str:
        """As `find`; raises InputError if there is no such part."""
        found = self.find(place, *folders)
        if found is None:
            raise damaged(reason("ofd_part.missing", name=shown(place)[:80]))
        return found

    def read(self, name: str, max_bytes: int | None = None) -> bytes:
        """The bytes of a part."""
        member = self._parts[name]
        if member.file_size > (limits().ofd_part if max_bytes is None else max_bytes):
            raise damaged(reason("ofd_part.too_large", name=shown(name)[:80]))
        try:
            return self._zip.read(member)
        except Exception as error:  # zipfile and zlib raise many exceptions on damaged members
            raise damaged(reason("ofd_part.not_unpacked", name=shown(name)[:80])) from error

    def xml(self, name: str) -> Element:
        """The root of an XML part, without namespaces; cached."""
        if name not in self._trees:
            self._trees[name] = parsed(self.read(name, limits().ofd_xml), name)
        return self._trees[name]


def parsed(data: bytes, name: str) -> Element:
    """The root of an XML text. Raises InputError if it is broken or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(reason("ofd_part.wrong_format", name=shown(name)[:80])) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise damaged(reason("ofd_part.wrong_format", name=shown(name)[:80]))
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def locked() -> InputError:
    """The error for an OFD that needs its own reader program to open."""
    return InputError("encrypted", reason("ofd.locked"))


def folder_of(name: str) -> str:
    """The folder that contains a part."""
    return posixpath.dirname(name)


def below(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, its first child of the next, and so on; None if missing."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if child.tag == name), None)
    return element


def all_below(element: Element | None, *names: str) -> Iterator[Element]:
    """All children of the first name, and all their children of the next."""
    first, *rest = names
    for child in element if element is not None else ():
        if child.tag != first:
            continue
        if rest:
            yield from all_below(child, *rest)
        else:
            yield child


def child_text(element: Element | None, *names: str) -> str:
    """The stripped text of a child; empty if there is none."""
    found = below(element, *names)
    return "" if found is None else (found.text or "").strip()


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/"))
