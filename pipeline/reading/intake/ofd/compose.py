"""Draws the content of an OFD page, except its seals, from back to front."""

from collections.abc import Iterator

from core.reasons import reason
from pipeline.reading.intake.ofd.book import OfdDocument, OfdPage
from pipeline.reading.intake.ofd.figures import is_on, rect
from pipeline.reading.intake.ofd.limits import DrawingBudget, bad_page
from pipeline.reading.intake.ofd.package import Element, all_below, below, child_text, folder_of
from pipeline.reading.intake.ofd.painter import Painter, placed
from pipeline.reading.intake.ofd.sheet import OfdSheet

ORDER = {"Background": 0, "Body": 1, "Foreground": 2}


def draw(leaf: OfdPage, sheet: OfdSheet, budget: DrawingBudget, prefix: str = "F") -> None:
    """Draw the content of a page, from back to front; its seals are drawn over it afterwards."""
    document, package = leaf.document, leaf.document.package
    root = package.xml(leaf.place)
    shared = document.resources()
    own = [e.text or "" for e in all_below(root, "PageRes")]
    resources = shared.with_files(own, folder_of(leaf.place), document.folder) if own else shared
    painter = Painter(sheet, resources, budget, prefix)
    below_it = [(ORDER.get(kind, 0), 0, layers) for kind, layers in _templates(document, root)]
    layers = [
        (ORDER.get(layer.get("Type") or "Body", 1), 1, [layer])
        for layer in all_below(root, "Content", "Layer")
    ]
    for _, _, some in sorted([*below_it, *layers], key=lambda one: one[:2]):
        for layer in some:
            painter.layer(layer)
    for mark in _annotations(leaf):
        _draw_mark(mark, painter)


def _templates(document: OfdDocument, root: Element) -> Iterator[tuple[str, list[Element]]]:
    """The layers of each template below or above this page; templates of templates are ignored."""
    known = document.templates()
    for named in all_below(root, "Template"):
        found = known.get((named.get("TemplateID") or "").strip())
        if found is None:
            raise bad_page(reason("ofd_part.no_template"))
        place = document.package.place(found.get("BaseLoc") or "", document.folder)
        layers = list(all_below(document.package.xml(place), "Content", "Layer"))
        yield named.get("ZOrder") or found.get("ZOrder") or "Background", layers


def _annotations(leaf: OfdPage) -> Iterator[Element]:
    """Annotations on the page: stamps, notes, watermarks."""
    document, package = leaf.document, leaf.document.package
    place = child_text(document.root, "Annotations")
    if not place:
        return
    name = package.place(place, document.folder)
    for page in all_below(package.xml(name), "Page"):
        if (page.get("PageID") or "").strip() == leaf.number:
            own = package.place(child_text(page, "FileLoc"), folder_of(name), document.folder)
            yield from all_below(package.xml(own), "Annot")


def _draw_mark(mark: Element, painter: Painter) -> None:
    look = below(mark, "Appearance")
    if look is None or not is_on(mark.get("Visible"), True):
        return
    box = rect(look.get("Boundary"))
    painter.sheet.ops.append("q")
    if box is not None:
        painter.sheet.ops.append(placed((1.0, 0.0, 0.0, 1.0, box.x, box.y)))
    painter.block(look)
    painter.sheet.ops.append("Q")
