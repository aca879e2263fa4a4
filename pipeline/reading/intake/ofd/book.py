"""The structure of an OFD: its documents, their pages in order, and where their parts are."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.reasons import reason
from pipeline.reading.intake.ofd.figures import Rect, rect
from pipeline.reading.intake.ofd.limits import PAGE_SIDES, bad_page, damaged
from pipeline.reading.intake.ofd.package import (
    ENTRY,
    Element,
    OfdPackage,
    all_below,
    below,
    child_text,
    folder_of,
    locked,
)
from pipeline.reading.intake.ofd.resources import Resources


@dataclass(frozen=True)
class OfdDocument:
    """One document of a file: an OFD may contain several."""

    package: OfdPackage
    place: str
    body: Element
    root: Element

    @property
    def folder(self) -> str:
        return folder_of(self.place)

    @property
    def common(self) -> Element | None:
        return below(self.root, "CommonData")

    def resources(self) -> Resources:
        """The resources for all its pages."""
        kinds = ("PublicRes", "DocumentRes")
        places = [e.text or "" for kind in kinds for e in all_below(self.common, kind)]
        return Resources(self.package).with_files(places, self.folder)

    def pages(self) -> list["OfdPage"]:
        return [
            OfdPage(self, (e.get("ID") or "").strip(), (e.get("BaseLoc") or "").strip())
            for e in all_below(self.root, "Pages", "Page")
        ]

    def templates(self) -> dict[str, Element]:
        """Template pages, drawn below or above others, by number."""
        found = all_below(self.common, "TemplatePage")
        return {(e.get("ID") or "").strip(): e for e in found}


@dataclass(frozen=True)
class OfdPage:
    """One page of a document."""

    document: OfdDocument
    number: str
    base: str

    @property
    def place(self) -> str:
        return self.document.package.place(self.base, self.document.folder)

    def box(self) -> Rect:
        """The sheet of paper of the page."""
        areas = [below(self.document.package.xml(self.place), "Area")]
        areas.append(below(self.document.common, "PageArea"))
        known = (rect(child_text(area, "PhysicalBox")) for area in areas)
        found = next((box for box in known if box is not None), None)
        if found is None or not all(PAGE_SIDES[0] <= side <= PAGE_SIDES[1] for side in found[2:]):
            raise bad_page(reason("ofd_part.page_size"))
        return found


def documents(package: OfdPackage) -> list[OfdDocument]:
    """The documents of a file, in order. Raises InputError if none can be read."""
    root = package.xml(package.place(ENTRY))
    if next(root.iter("Encryptions", "EncryptInfo"), None) is not None:
        raise locked()
    found = []
    for body in all_below(root, "DocBody"):
        place = package.place(child_text(body, "DocRoot"))
        found.append(OfdDocument(package, place, body, package.xml(place)))
    if root.tag != "OFD" or not found:
        raise damaged(reason("ofd_part.no_document"))
    return found


def leaves(package: OfdPackage) -> list[OfdPage]:
    """All pages of all documents of a file."""
    return [leaf for document in documents(package) for leaf in document.pages()]


def attached(package: OfdPackage) -> Iterator[str]:
    """The names of files that are attached to the documents."""
    for document in documents(package):
        place = child_text(document.root, "Attachments")
        if not place:
            continue
        name = package.place(place, document.folder)
        for one in all_below(package.xml(name), "Attachment"):
            file = child_text(one, "FileLoc")
            called = (one.get("Name") or file.rpartition("/")[2] or "?").strip()
            ending = file.rpartition(".")[2] if "." in file else one.get("Format") or ""
            has = "." in called and 1 < len(called.rpartition(".")[2]) <= 4
            yield called if has or not ending else f"{called}.{ending.lower()}"
