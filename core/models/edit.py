"""A person's corrections to a packet's pages: which belong together, and their types.

A page is identified by its content, not by a document's number, so an edit stays valid if the
packet's documents are renumbered, or if the same pages come again in a later packet.
"""

from typing import Annotated, Literal

from pydantic import Field as About

from core.models.base import Model
from core.models.geometry import Box

Rotation = Literal[0, 90, 180, 270]
Reason = Literal["not_needed", "other_case"]


class PageName(Model):
    """A page identified by its content. Most pages have one paper and are in one file only."""

    content: str
    """SHA-256 of the file."""
    number: int
    """From 1 within the file."""
    nth: int = 0
    """Index among the packet's files with the same content."""
    part: int = 0
    """Index of the paper on the page, if it has several."""


Pages = tuple[PageName, ...]
"""A document's pages in order, which identify it."""


class Retype(Model):
    """The document is of another type; `unknown`: of no type in the guide."""

    kind: Literal["retype"] = "retype"
    pages: Pages
    type: str


class Split(Model):
    """The document is split: a page starts a document of its own."""

    kind: Literal["split"] = "split"
    pages: Pages
    at: PageName


class Merge(Model):
    """Another document is the continuation of this one."""

    kind: Literal["merge"] = "merge"
    pages: Pages
    others: Pages


class Move(Model):
    """A page is moved: to a position in another or the same document, or to a new document."""

    kind: Literal["move"] = "move"
    page: PageName
    to: Pages = ()
    """The target document; empty: it becomes a new document."""
    at: int = 0
    """The position among that document's other pages, from 0."""


class Turn(Model):
    """The page was read again, upright after this clockwise rotation of the page in its file."""

    kind: Literal["turn"] = "turn"
    page: PageName
    rotation: Rotation


class Aside(Model):
    """The document is ignored in this packet."""

    kind: Literal["aside"] = "aside"
    pages: Pages
    reason: Reason
    which: str = ""
    """The other case it belongs to, in the person's words."""


class Fill(Model):
    """An unread value, typed by a person who marked its place."""

    kind: Literal["fill"] = "fill"
    pages: Pages
    field: str
    value: str
    page: PageName
    box: Box
    """In the frame of the page in its file."""


Edit = Annotated[Retype | Split | Merge | Move | Turn | Aside | Fill, About(discriminator="kind")]
