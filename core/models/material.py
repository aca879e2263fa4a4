"""What a packet was judged on: enough to judge it again without reading a page."""

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
    """A page of the packet; `rotation` is the clockwise turn that makes it upright."""

    file: str
    page: int
    rotation: int = 0
    trouble: str | None = None


class Assumption(Model):
    """What was taken for want of a record; a person who tells it takes the note back."""

    text: str
    about: Literal["", "service", "day"] = ""

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, told: object) -> object:
        """Earlier versions kept the text alone."""
        return {"text": told} if isinstance(told, str) else told


class Material(Model):
    """One packet after reading and before the rules. The same material gives the same report.

    It holds personal data, identity numbers in full among them.
    """

    packet: str
    key: str
    """Hash of the contents of its files; "" where it has none."""
    service: str | None
    day: date
    day_given: bool
    application: AsGiven
    record_broken: bool = False
    """The system's record is there and could not be used: no acceptance without a person."""
    documents: tuple[Document, ...]
    """Roles assigned; boxes upright."""
    files: tuple[ReportFile, ...]
    sheets: tuple[Sheet, ...] = ()
    unread: tuple[str, ...] = ()
    """Files and pages that may be any paper."""
    unread_why: dict[str, str] = {}
    """Of each: why it was not opened and what to do; "" where it was opened and reads badly."""
    notes: tuple[str, ...] = ()
    """What the intake had to say."""
    assumed: tuple[Assumption, ...] = ()
    """What was taken for want of a record."""
    filed: tuple[FiledBefore, ...] = ()
    asides: tuple[str, ...] = ()
    """What comparing with the unit's other packets had to say."""
    facts: PacketFacts | None = None
    """What is remembered of it, as it was read; None until it was compared."""
    edition: str
    """The policy's version."""
    engine: str = ""
    readers: Readers | None = None


class PageImage(Model):
    """A page's picture: upright, kept under `image` in the reading store."""

    file: str
    page: int
    image: str
    rotation: int


class ReadPacket(Model):
    """What reading makes of a packet, before its unit's other packets are asked.

    Plain data, the same wherever it was read: it travels between machines as JSON, the pictures
    stay in the store.
    """

    material: Material
    shown: tuple[PageImage, ...] = ()
    """A picture for each page that has one."""

    @property
    def whole(self) -> bool:
        """Every page was read: nothing is to be gained by reading it again."""
        files = self.material.files
        return all(file.status != "failed" and not file.page_errors for file in files)


def page_images(files: tuple[FileReading, ...]) -> tuple[PageImage, ...]:
    """The pictures of the pages of files; of one that is there twice the first, as it lies."""
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
