"""The stored result of edits. Loads quickly: this module builds nothing."""

from core.models.base import Model
from core.models.document import Document
from core.models.edit import Pages, Reason
from core.models.material import Material
from pipeline.edits.names import names_of


class SetAside(Model):
    """A document laid aside: it does not count in this packet."""

    pages: Pages
    reason: Reason
    document: Document


class Edited(Model):
    """The material after edits, and the pages of each document."""

    material: Material
    papers: dict[str, Pages]
    """By document id."""
    aside: tuple[SetAside, ...] = ()


def unedited(material: Material) -> Edited:
    """A packet without corrections."""
    papers = {document.id: pages for pages, document in names_of(material).documents.items()}
    return Edited(material=material, papers=papers)
