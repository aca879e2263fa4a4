"""The result of reading a file: pages with lines, seals, codes and ink, as plain data.

These models are passed between a reading worker and its caller and are kept in the reading store,
so they hold no image and no handle.
"""

import zlib
from base64 import b64decode
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict

from core.models.base import Model
from core.models.geometry import Box
from core.models.signature import Signature

SealKind = Literal[
    "official",
    "finance",
    "contract",
    "hr",
    "invoice",
    "agency",
    "bank",
    "firm",
    "school",
    "name",
    "other",
]
Colour = Literal["red", "blue", "grey"]


class Line(Model):
    """One line of text.

    `box` is its levelled place, for finding rows and columns: on a skewed photo the lines of one
    printed row share their y. `quad` is its place on the upright page: x, y of the corners top
    left, top right, bottom right, bottom left. `cuts` are the left edges of the characters plus the
    right edge of the last, as fractions of the line's length (len(text) + 1 numbers). `certainty`
    is the engine's probability for each character.
    """

    text: str
    box: Box
    quad: tuple[float, float, float, float, float, float, float, float]
    confidence: float
    cuts: tuple[float, ...]
    certainty: tuple[float, ...]
    sealed: bool = False
    """It is under a seal and was read after removing the seal's ink."""

    def place(self, start: int = 0, end: int | None = None) -> Box:
        """The upright box of the characters start..end."""
        a, b = self.cuts[start], self.cuts[len(self.text) if end is None else end]
        x0, y0, x1, y1, x2, y2, x3, y3 = self.quad
        along, down, under, aslant = x1 - x0, y1 - y0, x2 - x3, y2 - y3
        xs = (x0 + along * a, x0 + along * b, x3 + under * a, x3 + under * b)
        ys = (y0 + down * a, y0 + down * b, y3 + aslant * a, y3 + aslant * b)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def level(self, start: int = 0, end: int | None = None) -> Box:
        """The levelled box of the characters start..end."""
        a, b = self.cuts[start], self.cuts[len(self.text) if end is None else end]
        x0, y0, x1, y1 = self.box
        return Box(x0 + (x1 - x0) * a, y0, x0 + (x1 - x0) * b, y1)

    def upto(self, end: int) -> "Line":
        """The line cut before a character; 0 < end <= len(text)."""
        share = self.cuts[end]
        x0, y0, x1, y1, x2, y2, x3, y3 = self.quad
        quad = (
            x0, y0, x0 + (x1 - x0) * share, y0 + (y1 - y0) * share,
            x3 + (x2 - x3) * share, y3 + (y2 - y3) * share, x3, y3,
        )  # fmt: skip
        cuts = tuple(cut / share for cut in self.cuts[: end + 1]) if share > 0 else self.cuts
        return self.model_copy(
            update={
                "text": self.text[:end], "box": self.level(0, end), "quad": quad, "cuts": cuts,
                "certainty": self.certainty[:end],
            }
        )  # fmt: skip

    def doubted(self, share: float) -> "Line":
        """The line with its confidence, and each character's, reduced to this share."""
        sure = tuple(c * share for c in self.certainty)
        return self.model_copy(update={"confidence": self.confidence * share, "certainty": sure})

    def surety(self, start: int = 0, end: int | None = None) -> float:
        """The lowest character probability of start..end; 0 for nothing."""
        return min(self.certainty[start:end], default=0.0)


class Seal(Model):
    """A seal impression. `text` is ring then centre; `code` the number in the lower arc."""

    kind: SealKind
    text: str
    ring: str
    centre: str
    code: str = ""
    shape: Literal["round", "oval", "square", "rectangle"]
    colour: Colour
    confidence: float
    """How surely `ring` was read; 0 if it was not."""
    box: Box


class Code(Model):
    """A decoded QR or bar code."""

    symbology: str
    payload: str
    box: Box


class InkMap(Model):
    """Where dark or blue ink is, on a coarse grid; red seal ink is not counted.

    `data` is base64 of zlib of rows*columns bytes, each the share 0..255 of inked pixels
    in a cell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    columns: int
    rows: int
    data: str

    @cached_property
    def cells(self) -> bytes:
        """One byte for each cell; no more than rows*columns bytes are unpacked."""
        return zlib.decompressobj().decompress(b64decode(self.data), self.rows * self.columns)

    def share(self, box: Box) -> float:
        """The share of inked pixels inside the box, 0..1."""
        c0, c1 = (
            int(box.x0 * self.columns),
            max(int(box.x0 * self.columns) + 1, int(box.x1 * self.columns)),
        )
        r0, r1 = int(box.y0 * self.rows), max(int(box.y0 * self.rows) + 1, int(box.y1 * self.rows))
        cells = [
            self.cells[r * self.columns + c]
            for r in range(max(0, r0), min(self.rows, r1))
            for c in range(max(0, c0), min(self.columns, c1))
        ]
        return sum(cells) / (255 * len(cells)) if cells else 0.0


PageKey = tuple[str, int, int]
"""File, number and rotation of a page; one page may be present in several rotations."""
OddityKind = Literal["hidden", "fonts"]


class Oddity(Model):
    """Hidden text or mixed fonts on a page of a born-digital PDF.

    hidden: invisible text; fonts: a number whose digits differ in font, size or base line. `box` is
    upright.
    """

    kind: OddityKind
    text: str
    box: Box


class Page(Model):
    """One page as read. `number` counts from 1 within its file.

    `image` is the key of the upright page picture in the reading store. `layer` is the PDF's own
    text, if it has one: it must be compared with `lines`.
    """

    file: str
    number: int
    width: int
    height: int
    rotation: Literal[0, 90, 180, 270] = 0
    lines: tuple[Line, ...] = ()
    layer: tuple[Line, ...] = ()
    seals: tuple[Seal, ...] = ()
    codes: tuple[Code, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    ink: InkMap | None = None
    grey: bool = False
    blank: bool = False
    size: tuple[float, float] | None = None
    """Width and height of the paper in millimetres, upright, if the file states them."""
    coarse: float = 0.0
    """Lines lower than this many pixels are too coarse to distinguish digits."""
    image: str = ""
    vouched: bool = False
    """Its file was signed by trusted issuers and not changed since."""
    trouble: str | None = None
    """Why this page could not be read, for display; the other pages are not affected."""
    askew: tuple["Page", ...] = ()
    """Content in other directions: for each direction the page again, rotated."""

    @property
    def key(self) -> PageKey:
        """Identifies the page and its rotation."""
        return self.file, self.number, self.rotation


class FileReading(Model):
    """One file of the packet: its pages, or why it has none."""

    name: str
    sha256: str
    status: Literal["read", "skipped", "failed"]
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    enclosed: tuple[str, ...] = ()
    """Names of unread content besides pages."""
    active: tuple[str, ...] = ()
    """Names of active content (`javascript`); none of it was run."""
    signatures: tuple[Signature, ...] = ()
    error_code: str | None = None
    error: str | None = None
