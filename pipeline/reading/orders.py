"""What a reading worker is asked to do with a file, and what it answers.

The file itself is handed over beside the order, see `Source`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Base64Bytes

from core.models.application import Application, AsGiven
from core.models.base import Model
from core.models.geometry import Box
from core.models.page import Page, Seal
from core.reasons import reason
from core.small import PageImageRequests

HEAVY = reason("pdf.heavy")
"""What is said of a page that is not to be drawn."""
NO_ROOM = "out_of_memory"
"""The code of a job for which memory, open files or the disk did not suffice."""
SealPart = Literal["ring", "centre"]
Source = Path | bytes
"""What an order is about: a file, or the content of a kept picture."""


@dataclass(frozen=True)
class CountPages:
    """How many pages a file has, and what else it holds."""


@dataclass(frozen=True)
class ParseRecord:
    """What the system's own record says; `name` is how the packet knows the file."""

    name: str


@dataclass(frozen=True)
class CheckSignatures:
    """Check a file's electronic signatures against trusted roots, each a certificate in DER."""

    roots: tuple[Base64Bytes, ...]


@dataclass(frozen=True)
class ReadPage:
    """Read one page (from 1) of a file; `upright`: somebody says that it lies upright in it."""

    number: int
    upright: bool = False


@dataclass(frozen=True)
class ReadAgain:
    """Read boxes (upright page fractions) of a kept picture again, each by several means.

    `seals` are the page's seals: their ink is taken out first.
    """

    boxes: tuple[Box, ...]
    seals: tuple[Seal, ...] = ()


@dataclass(frozen=True)
class FitWords:
    """How well each word fits what stands in a box (upright page fractions) of a kept picture.

    `seals` are the page's seals: their ink is taken out first.
    """

    box: Box
    words: tuple[str, ...]
    seals: tuple[Seal, ...] = ()


@dataclass(frozen=True)
class FitRings:
    """How well each of its words fits the ring, or the centre, of each seal box of a picture."""

    boxes: tuple[Box, ...]
    words: tuple[tuple[str, ...], ...]
    part: SealPart = "ring"


@dataclass(frozen=True)
class MakeSmall:
    """Make small pictures for a report of a kept picture, whose file stores it turned by so much.

    They are made of the picture as the file stores it, as the report itself would make them.
    """

    turned: int
    wishes: PageImageRequests


Order = (
    CountPages
    | ParseRecord
    | CheckSignatures
    | ReadPage
    | ReadAgain
    | FitWords
    | FitRings
    | MakeSmall
)


@dataclass(frozen=True)
class Contents:
    """What a file holds: pages, and the names of what is none and is not read.

    `borrows_fonts`: its pages look otherwise on a machine with other fonts.
    `active` names what would act by itself; `signed` says that signatures are to be checked;
    `heavy` are the numbers of pages that are not to be drawn.
    """

    pages: int
    enclosed: tuple[str, ...] = ()
    borrows_fonts: bool = False
    active: tuple[str, ...] = ()
    signed: bool = False
    heavy: tuple[int, ...] = ()


class ReadRecord(Model):
    """The system's record of an application, or an empty one with the reason in `notes`."""

    application: AsGiven = Application()
    notes: tuple[str, ...] = ()
    broken: bool = False


@dataclass(frozen=True)
class PageRead:
    """A page as read, with the upright picture (JPEG) of it and of each page in its `askew`."""

    page: Page
    pictures: tuple[bytes, ...]


@dataclass(frozen=True)
class Failure:
    """A job that could not be done: an error code and a message fit to be shown."""

    code: str
    message: str
