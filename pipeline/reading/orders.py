"""The orders for a reading worker, and its answers.

The file itself is sent with the order, see `Source`.
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
"""The message for a page that must not be drawn."""
NO_ROOM = "out_of_memory"
"""The code of a job that ran out of memory, open files or disk space."""
SealPart = Literal["ring", "centre"]
Source = Path | bytes
"""The subject of an order: a file, or the content of a stored picture."""


@dataclass(frozen=True)
class CountPages:
    """How many pages a file has, and what else it contains."""


@dataclass(frozen=True)
class ParseRecord:
    """Parse the system's own record; `name` is the file's name in the packet."""

    name: str


@dataclass(frozen=True)
class CheckSignatures:
    """Check a file's electronic signatures against trusted roots, each a certificate in DER."""

    roots: tuple[Base64Bytes, ...]


@dataclass(frozen=True)
class ReadPage:
    """Read one page (from 1) of a file; `upright`: a person said that it is upright."""

    number: int
    upright: bool = False


@dataclass(frozen=True)
class ReadAgain:
    """Read boxes (upright page fractions) of a stored picture again, each in several ways.

    `slopes` says how much the line of each box falls per pixel to the right. `seals` are the page's
    seals: their ink is removed first.
    """

    boxes: tuple[Box, ...]
    slopes: tuple[float, ...]
    seals: tuple[Seal, ...] = ()


@dataclass(frozen=True)
class FitWords:
    """How well each word fits the content of a box (upright page fractions) of a stored picture.

    `seals` are the page's seals: their ink is removed first.
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
    """Make small pictures for a report, of a stored picture that its file has in another rotation.

    They are made from the picture as the file has it, as the report itself would make them.
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
    """The contents of a file: pages, and the names of other contents, which are not read.

    `borrows_fonts`: its pages look different on a machine with other fonts.
    `active` names active content; `signed` says that signatures must be checked; `heavy` are the
    numbers of pages that must not be drawn.
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
    """A job that failed: an error code and a message that is safe to show."""

    code: str
    message: str
