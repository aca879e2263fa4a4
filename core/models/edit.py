"""What a person puts right about a packet's pages: which belong together, what they are.

A page is named by its content and not by a document's number, so that an edit means the same when
the packet's documents are numbered otherwise, or when the same pages come again in a later packet.
"""

from typing import Annotated, Literal

from pydantic import Field as About

from core.models.base import Model
from core.models.geometry import Box

Rotation = Literal[0, 90, 180, 270]
Reason = Literal["not_needed", "other_case"]


class PageName(Model):
    """A page by its content. Most pages are one sheet of one paper, the first of one file."""

    content: str
    """SHA-256 of the file."""
    number: int
    """From 1 within the file."""
    nth: int = 0
    """Which of the packet's files with this same content."""
    part: int = 0
    """Which of the papers on the page, where it holds several."""


Pages = tuple[PageName, ...]
"""Of a document, in their order: they name it."""


class Retype(Model):
    """The document is of another type; `unknown`: of none that the guide asks for."""

    kind: Literal["retype"] = "retype"
    pages: Pages
    type: str


class Split(Model):
    """From a page on it is a document of its own."""

    kind: Literal["split"] = "split"
    pages: Pages
    at: PageName


class Merge(Model):
    """Another document goes on with this one."""

    kind: Literal["merge"] = "merge"
    pages: Pages
    others: Pages


class Move(Model):
    """A page belongs elsewhere: at a place of another document or of its own, or by itself."""

    kind: Literal["move"] = "move"
    page: PageName
    to: Pages = ()
    """The document it goes to; none: it becomes one by itself."""
    at: int = 0
    """Before which of that document's other pages, from 0."""


class Turn(Model):
    """The page was read again, upright by this clockwise turn of the page as its file has it."""

    kind: Literal["turn"] = "turn"
    page: PageName
    rotation: Rotation


class Aside(Model):
    """The document counts for nothing in this packet."""

    kind: Literal["aside"] = "aside"
    pages: Pages
    reason: Reason
    which: str = ""
    """Which other case it belongs to, as the person says it."""


class Fill(Model):
    """A value that was not read, typed by a person who framed its place."""

    kind: Literal["fill"] = "fill"
    pages: Pages
    field: str
    value: str
    page: PageName
    box: Box
    """On the page as its file has it."""


Edit = Annotated[Retype | Split | Merge | Move | Turn | Aside | Fill, About(discriminator="kind")]
