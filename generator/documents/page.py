"""A page filled from top to bottom; `{name}` in a text prints and marks a value."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypedDict, Unpack

from generator import grid, seals
from generator.grid import GridCell, Ruling
from generator.ink import Handwriting
from generator.numbers import printed_date
from generator.ops import BLACK, Canvas, Colour
from generator.paper import Paper, a4, guilloche
from generator.sheet import CanvasPart, FilledBlank

PLACE = re.compile(r"\{([a-z0-9_.]+)\}")


class Printed(NamedTuple):
    """A value that is printed differently from the report, or fills a blank."""

    text: str
    value: str
    blank: float = 0.0
    """The width of its underlined blank in millimetres."""
    hand: Handwriting | None = None
    """Whether it is filled in by hand."""


Value = str | date | Printed


def printed(value: Value) -> Printed:
    """A value as printed and as reported; a day as 2012年7月1日."""
    if isinstance(value, Printed):
        return value
    if isinstance(value, date):
        return Printed(printed_date(value), value.isoformat())
    return Printed(value, value)


def dashed(day: date) -> Printed:
    return Printed(day.isoformat(), day.isoformat())


def day_in_blank(day: date, blank: float, hand: Handwriting | None = None) -> Printed:
    """A day on an underlined blank of that width in millimetres."""
    return Printed(printed_date(day), day.isoformat(), blank, hand)


def yuan(amount: str) -> Printed:
    """An amount with commas: 18,000.00."""
    whole, _, cents = amount.partition(".")
    return Printed(f"{int(whole):,}" + (f".{cents}" if cents else ""), amount)


def digits(seed: int, count: int) -> str:
    """A string of `count` digits derived from the seed."""
    return "".join(str(random.Random(seed * 31 + n).randrange(10)) for n in range(count))


class PageLook(TypedDict, total=False):
    """The look of a page: fields of `PageBuilder`."""

    y: float
    left: float
    wide: float
    size: float
    face: str
    step: float


@dataclass
class PageBuilder:
    """A page under construction; `y` moves down as parts are added."""

    values: Mapping[str, Value]
    sheet: CanvasPart
    y: float = 28.0
    left: float = 26.0
    wide: float = 158.0
    size: float = 4.4
    face: str = "serif"
    step: float = 1.95
    signatures: dict[str, str] = field(default_factory=dict)

    def parts(self, template: str) -> list[str | FilledBlank]:
        """Running text with its values; one whose name begins with `_` is not reported."""
        pieces = PLACE.split(template)
        found: list[str | FilledBlank] = []
        for n, piece in enumerate(pieces):
            if n % 2:
                shown = printed(self.values[piece])
                name = None if piece.startswith("_") else piece
                found.append(FilledBlank(shown.text, name, shown.value, shown.hand, shown.blank))
            elif piece:
                found.append(piece)
        return found

    def title(self, text: str, size: float = 8.0, face: str = "serifb", gap: float = 9.0,
              colour: Colour = BLACK) -> None:  # fmt: skip
        middle = self.left + self.wide / 2
        self.sheet.text(middle, self.y, text, size, face, anchor="c", colour=colour)
        self.y += size + gap

    def put(self, x: float, y: float, template: str, size: float = 0.0, face: str = "",
            anchor: str = "l", colour: Colour = BLACK) -> float:  # fmt: skip
        """One line at a given place; returns the x where it ends."""
        size, face = size or self.size, face or self.face
        parts = [FilledBlank(p) if isinstance(p, str) else p for p in self.parts(template)]
        total = sum(self.sheet.width(p.text, size, face) for p in parts)
        x -= {"l": 0.0, "c": total / 2, "r": total}[anchor]
        for p in parts:
            x = self.sheet.text(x, y, p.text, size, face, name=p.name, value=p.value, colour=colour)
        return x

    def prose(self, *paragraphs: str, indent: float = 2.0) -> None:
        for text in paragraphs:
            self.y = self.sheet.flow(
                self.left, self.y, self.wide, self.parts(text), self.size, self.step, self.face,
                indent,
            )  # fmt: skip

    def lines(self, *templates: str, gap: float = 0.0) -> None:
        """Paragraphs without indent."""
        for text in templates:
            self.prose(text, indent=0)
            self.y += gap

    def pairs(self, at: float, *rows: tuple[str, str], gap: float = 2.0, face: str = "") -> None:
        """Labels in one column, their values in another that begins at `at`."""
        for label, template in rows:
            self.sheet.text(self.left, self.y, label, self.size, self.face)
            self.y = self.sheet.flow(
                at, self.y, self.left + self.wide - at, self.parts(template), self.size, 1.5,
                face or self.face,
            ) + gap  # fmt: skip

    def table(self, widths: Sequence[float], rows: Sequence[Sequence[str | GridCell]],
              **look: Unpack[Ruling]) -> None:  # fmt: skip
        """A ruled table; in a row with too few cells the last one spans the rest."""
        made = []
        for row in rows:
            cells = [c if isinstance(c, GridCell) else self.cell(c) for c in row]
            if short := len(widths) - sum(c.span for c in cells):
                cells[-1] = cells[-1]._replace(span=cells[-1].span + short)
            made.append(cells)
        ruling: Ruling = {"height": 9.0, "size": self.size, "face": self.face, **look}
        self.y = grid.table(self.sheet, self.left, self.y, widths, made, **ruling)

    def cell(self, template: str, span: int = 1) -> GridCell:
        """A cell with at most one value in its text."""
        text, name, value = template, None, None
        if match := PLACE.search(template):
            name = match[1]
            shown = printed(self.values[name])
            text, value = template.replace(match[0], shown.text), shown.value
        return GridCell(text, name, value, span)

    def foot(self, *templates: str, seal: seals.DrawnSeal | None = None, gap: float = 12.0) -> None:
        """Signer and date at the right, stamped with the seal."""
        self.y += gap
        right, top = self.left + self.wide - 6, self.y
        for template in templates:
            self.put(right, self.y, template, anchor="r")
            self.y += self.size * 2.1
        if seal:
            self.sheet.seal(right - 26, (top + self.y) / 2 - 2, seal)

    def sign(
        self, x: float, label: str, name: str, hand: Handwriting, field_name: str = ""
    ) -> None:
        """A label with a handwritten signature, recorded as present."""
        end = self.put(x, self.y, label)
        self.sheet.hand(end + 2, self.y - 2, name, 6.2, hand)
        if field_name:
            self.signatures[field_name] = "present"

    def paper(self, kind: str, layout: str) -> Paper:
        return Paper(kind, layout, [self.sheet], signatures=self.signatures)


def page(seed: int, values: Mapping[str, Value], **look: Unpack[PageLook]) -> PageBuilder:
    """An empty A4 page."""
    return PageBuilder(values, a4(seed), **look)


def framed(seed: int, values: Mapping[str, Value], tint: Colour = (176, 60, 60),
           shape: tuple[float, float] = (297.0, 210.0),
           **look: Unpack[PageLook]) -> PageBuilder:  # fmt: skip
    """A certificate: a coloured frame and a pale pattern behind the text."""
    w, h = shape
    sheet = CanvasPart(Canvas(w, h, (252, 249, 242)), seed=seed)
    sheet.image(0, 0, w, h, guilloche(int(w * 4), int(h * 4), tint, 5))
    sheet.rect(8, 8, w - 8, h - 8, 1.6, tint)
    sheet.rect(11, 11, w - 11, h - 11, 0.4, tint)
    usual: PageLook = {"left": 34.0, "wide": w - 68, "y": 24.0}
    if w > 290:
        usual["size"] = 5.4
    both: PageLook = {**usual, **look}
    return PageBuilder(values, sheet, **both)
