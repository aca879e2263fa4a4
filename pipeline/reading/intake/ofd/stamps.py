"""Electronic seals on a page: each picture at the place that its signature gives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.reasons import reason
from pipeline.reading.intake.ofd import pictures
from pipeline.reading.intake.ofd.book import OfdDocument, OfdPage, leaves
from pipeline.reading.intake.ofd.compose import draw
from pipeline.reading.intake.ofd.figures import Rect, rect
from pipeline.reading.intake.ofd.limits import DrawingBudget, bad_page, damaged
from pipeline.reading.intake.ofd.package import (
    Element,
    OfdPackage,
    all_below,
    below,
    child_text,
    folder_of,
)
from pipeline.reading.intake.ofd.painter import UPSIDE_DOWN, clip_to, placed
from pipeline.reading.intake.ofd.ses import SealPicture, read_signed
from pipeline.reading.intake.ofd.sheet import OfdSheet


@dataclass(frozen=True)
class SignaturePart:
    """One signature of a document: its part, and its content."""

    place: str
    root: Element
    folders: tuple[str, ...]
    list_of_all: str
    """The part that lists it; each later signature is added to that list."""
    followed: bool

    def file(self, package: OfdPackage, *names: str) -> bytes | None:
        """The file that it names there; None if it names none."""
        place = child_text(self.root, *names)
        return package.read(package.place(place, *self.folders)) if place else None

    def value(self, package: OfdPackage) -> bytes | None:
        return self.file(package, "SignedValue")


def signings(document: OfdDocument) -> list[SignaturePart]:
    """All signatures of a document."""
    package, listed = document.package, child_text(document.body, "Signatures")
    if not listed:
        return []
    name = package.place(listed, document.folder)
    folders = (folder_of(name), document.folder)
    found = []
    for one in all_below(package.xml(name), "Signature"):
        place = package.place(one.get("BaseLoc") or child_text(one, "BaseLoc"), *folders)
        all_folders = (folder_of(place), *folders)
        found.append(SignaturePart(place, package.xml(place), all_folders, name, followed=True))
    return [*found[:-1], *(replace(one, followed=False) for one in found[-1:])]


def put_stamps(leaf: OfdPage, sheet: OfdSheet, budget: DrawingBudget) -> None:
    """Draw the seals of the page's signatures over it, as ink: the content below shows through.

    Raises InputError if one cannot be shown: without its seal it would be a different page.
    """
    for number, (signing, mark) in enumerate(_on(leaf)):
        box = rect(mark.get("Boundary"))
        if box is None or box.width <= 0 or box.height <= 0:
            raise damaged(reason("ofd_part.stamp_place"))
        budget.spend("objects")
        seal = _picture(signing, leaf.document.package)
        sheet.ops += ["q", f"/{sheet.state(1.0, 'Multiply')} gs"]
        sheet.ops.append(placed((1.0, 0.0, 0.0, 1.0, box.x, box.y)))
        shown = rect(mark.get("Clip"))
        if shown is not None and shown.width > 0 and shown.height > 0:
            sheet.ops.append(clip_to(shown))
        if seal.data.startswith(b"PK") or seal.kind == "ofd":
            _nested(seal.data, box, sheet, budget, f"N{number}F")
        else:
            name = pictures.put(sheet, seal.data)
            sheet.ops += [placed((box.width, 0.0, 0.0, box.height, 0.0, 0.0)), placed(UPSIDE_DOWN)]
            sheet.ops.append(f"/{name} Do")
        sheet.ops.append("Q")


def _on(leaf: OfdPage) -> Iterator[tuple[SignaturePart, Element]]:
    for signing in signings(leaf.document):
        for mark in all_below(below(signing.root, "SignedInfo"), "StampAnnot"):
            if (mark.get("PageRef") or "").strip() == leaf.number:
                yield signing, mark


def _picture(signing: SignaturePart, package: OfdPackage) -> SealPicture:
    """The picture in the seal's own file, or in the seal inside the signed content."""
    for data in (signing.file(package, "SignedInfo", "Seal", "BaseLoc"), signing.value(package)):
        found = read_signed(data).picture if data else None
        if found is not None:
            return found
    raise bad_page(reason("ofd_part.stamp_picture"))


def _nested(data: bytes, box: Rect, sheet: OfdSheet, budget: DrawingBudget, prefix: str) -> None:
    """A seal whose picture is itself an OFD: draws its first page, without seals."""
    with OfdPackage(data) as package:
        leaf = next(iter(leaves(package)), None)
        if leaf is None:
            raise bad_page(reason("ofd_part.stamp_picture"))
        own = leaf.box()
        scale = (box.width / own.width, 0.0, 0.0, box.height / own.height)
        sheet.ops.append(placed((*scale, -own.x * scale[0], -own.y * scale[3])))
        draw(leaf, sheet, budget, prefix)
