"""The pages of a packet by content, and which document each belongs to. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.models.document import Document, PageRef
from core.models.edit import PageName, Pages
from core.models.material import Material
from pipeline.edits.grouping import Grouping, PageGroup


@dataclass(frozen=True)
class PaperShare:
    """A paper's share of a page: which direction, and which of the papers in that direction."""

    ref: PageRef
    at: int = 0
    of: int = 1
    """How many papers the page has in this direction."""


@dataclass(frozen=True)
class PageNames:
    """A packet's pages by name, and the reverse."""

    parts: dict[PageName, PaperShare]
    order: tuple[PageName, ...]
    """All pages in file order; the papers of one page follow each other."""
    documents: dict[Pages, Document]
    """The documents as read, by their pages."""

    def grouping(self) -> Grouping:
        """The papers as read."""
        held = {page for pages in self.documents for page in pages}
        groups = tuple(
            PageGroup(pages, document.type, document.confidence)
            for pages, document in self.documents.items()
        )
        return Grouping(groups, frozenset(self.order) - held)

    def page(self, name: PageName) -> tuple[str, int]:
        """The file and the number of a page."""
        ref = self.parts[name].ref
        return ref.file, ref.page


def names_of(material: Material) -> PageNames:
    """The names of all pages of a packet, as it was read."""
    known = _files(material)
    on_page: dict[tuple[str, int], list[tuple[PageRef, str]]] = defaultdict(list)
    for document in material.documents:
        for ref in document.pages:
            on_page[ref.file, ref.page].append((ref, document.id))
    named: dict[tuple[PageRef, str], PageName] = {}
    parts: dict[PageName, PaperShare] = {}
    for sheet in material.sheets:
        content, nth = known.get(sheet.file, (sheet.file, 0))
        whole = PageName(content=content, number=sheet.page, nth=nth)
        held = on_page.get((sheet.file, sheet.page), [])
        for part, (ref, owner) in enumerate(held):
            name = whole.model_copy(update={"part": part})
            named[ref, owner] = name
            parts[name] = _part(ref, held[:part], held)
        if not held:
            ref = PageRef.model_validate(
                {"file": sheet.file, "page": sheet.page, "rotation": sheet.rotation}
            )
            parts[whole] = PaperShare(ref)
    documents = {
        tuple(named[ref, document.id] for ref in document.pages): document
        for document in material.documents
        if all((ref, document.id) in named for ref in document.pages)
    }
    return PageNames(parts, tuple(parts), documents)


def _part(
    ref: PageRef, before: Sequence[tuple[PageRef, str]], held: Sequence[tuple[PageRef, str]]
) -> PaperShare:
    """The position of a document's share among those in the same direction on the page."""
    same = [other for other, _ in held if other == ref]
    return PaperShare(ref, sum(other == ref for other, _ in before), len(same))


def _files(material: Material) -> dict[str, tuple[str, int]]:
    """Each file's content hash, and its number among files with the same content."""
    seen: dict[str, int] = defaultdict(int)
    found = {}
    for file in material.files:
        found[file.name] = (file.sha256, seen[file.sha256])
        seen[file.sha256] += 1
    return found
