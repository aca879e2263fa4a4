"""What edits come to, as it is kept: quick to load, for nothing is made here."""

from core.models.base import Model
from core.models.document import Document
from core.models.edit import Pages, Reason
from core.models.material import Material
from pipeline.edits.names import names_of


class Laid(Model):
    """A document that counts for nothing in this packet."""

    pages: Pages
    reason: Reason
    document: Document


class Edited(Model):
    """The material after edits, and which pages its documents are of."""

    material: Material
    papers: dict[str, Pages]
    """By the documents' ids."""
    aside: tuple[Laid, ...] = ()


def unedited(material: Material) -> Edited:
    """A packet that nobody has put right."""
    papers = {document.id: pages for pages, document in names_of(material).documents.items()}
    return Edited(material=material, papers=papers)
