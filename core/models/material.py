"""The input for judging a packet: enough to judge it again without reading a page."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from core.models.application import AsGiven
from core.models.base import Model
from core.models.document import Document
from core.models.filing import FiledBefore, PacketFacts
from core.models.page import FileReading
from core.models.report import Readers, ReportFile


class Sheet(Model):
    """A page of the packet; `rotation` is the clockwise rotation that makes it upright."""

    file: str
    page: int
    rotation: int = 0
    trouble: str | None = None


class Assumption(Model):
    """A value assumed because no record was given; the note is removed once a person gives the
    value.
    """

    text: str
    about: Literal["", "service", "day"] = ""

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, told: object) -> object:
        """Earlier versions only stored the text."""
        return {"text": told} if isinstance(told, str) else told


class Material(Model):
    """One packet after reading and before the rules. The same material gives the same report.

    It holds personal data, including full identity numbers.
    """

    packet: str
    key: str
    """Hash of the contents of its files; "" if it has none."""
    service: str | None
    day: date
    day_given: bool
    application: AsGiven
    record_broken: bool = False
    """The system's record is present but unusable: no acceptance without a person."""
    documents: tuple[Document, ...]
    """Roles assigned; boxes upright."""
    files: tuple[ReportFile, ...]
    sheets: tuple[Sheet, ...] = ()
    unread: tuple[str, ...] = ()
    """Files and pages that may be any paper."""
    unread_why: dict[str, str] = {}
    """For each: why it was not opened and what to do; "" if it was opened but is hard to read."""
    notes: tuple[str, ...] = ()
    """Notes from the intake."""
    assumed: tuple[Assumption, ...] = ()
    """Values assumed because no record was given."""
    filed: tuple[FiledBefore, ...] = ()
    asides: tuple[str, ...] = ()
    """Notes from the comparison with the unit's other packets."""
    facts: PacketFacts | None = None
    """The facts kept of it, as read; None until it was compared."""
    edition: str
    """The policy's version."""
    engine: str = ""
    readers: Readers | None = None


class PageImage(Model):
    """A page's upright picture, stored under `image` in the reading store."""

    file: str
    page: int
    image: str
    rotation: int


class ReadPacket(Model):
    """The result of reading a packet, before the comparison with its unit's other packets.

    Plain data, the same on every machine: it is sent between machines as JSON, while the pictures
    stay in the store.
    """

    material: Material
    shown: tuple[PageImage, ...] = ()
    """A picture for each page that has one."""

    @property
    def whole(self) -> bool:
        """Whether every page was read, so that reading again gains nothing."""
        files = self.material.files
        return all(file.status != "failed" and not file.page_errors for file in files)


def page_images(files: tuple[FileReading, ...]) -> tuple[PageImage, ...]:
    """The page pictures of files; of a page present twice, the first one."""
    found: dict[tuple[str, int], PageImage] = {}
    for page in (page for file in files for page in file.pages if page.image):
        shown = PageImage(
            file=page.file, page=page.number, image=page.image, rotation=page.rotation
        )
        found.setdefault((page.file, page.number), shown)
    return tuple(found.values())


def sheets_of(files: tuple[FileReading, ...]) -> tuple[Sheet, ...]:
    """The pages of files in their order, each once."""
    found: dict[tuple[str, int], Sheet] = {}
    for page in (page for file in files for page in file.pages):
        sheet = Sheet(
            file=page.file, page=page.number, rotation=page.rotation, trouble=page.trouble
        )
        found.setdefault((page.file, page.number), sheet)
    return tuple(found.values())
