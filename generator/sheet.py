"""A page in millimetres: layouts draw on a Sheet and record each value when drawing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Self

from PIL import Image

from generator import ink
from generator import seals as sealing
from generator.fonts import EMBEDDABLE, advance, chosen
from generator.numbers import printed_date
from generator.ops import BLACK, Area, Canvas, Colour, Picture, Rect, Stroke, Text
from generator.pen import Pen

NO_PICTURE = Image.new("RGBA", (1, 1))


class TruthMark(NamedTuple):
    """A value of the ground truth and its place in millimetres."""

    value: str
    box: Rect


class FilledBlank(NamedTuple):
    """A value in running text; `hand` writes it by hand, `blank` is the width of its underlined
    blank in millimetres.
    """

    text: str
    name: str | None = None
    value: str | None = None
    hand: ink.Handwriting | None = None
    blank: float = 0.0

    @classmethod
    def day(cls, day: date, name: str, form: Callable[[date], str] = printed_date) -> Self:
        """A day as it is printed, reported as YYYY-MM-DD."""
        return cls(form(day), name, day.isoformat())


@dataclass
class CanvasPart:
    """One document's part of a canvas; offsets are in millimetres."""

    canvas: Canvas = field(default_factory=Canvas)
    dx: float = 0.0
    dy: float = 0.0
    seed: int = 1
    marks: dict[str, TruthMark] = field(default_factory=dict)
    seals: list[tuple[sealing.DrawnSeal, Rect]] = field(default_factory=list)

    def face(self, name: str) -> str:
        """The requested face, or an embeddable substitute."""
        name = chosen(name)
        if not self.canvas.embeddable or name in EMBEDDABLE:
            return name
        return {"serif": "song", "serifb": "song", "brush": "wenkai"}.get(name, "screen")

    def width(self, text: str, size: float, face: str = "serif", spacing: float = 0.0) -> float:
        """The width of the text in millimetres."""
        name = self.face(face)
        return sum(advance(name, c) * size + spacing for c in text) - (spacing if text else 0)

    def mark(self, name: str, value: str, box: Rect) -> None:
        """Record a value; only the first place of a name counts."""
        if name not in self.marks:
            x0, y0, x1, y1 = box
            self.marks[name] = TruthMark(
                value, (x0 + self.dx, y0 + self.dy, x1 + self.dx, y1 + self.dy)
            )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 3.7,
        face: str = "serif",
        *,
        colour: Colour = BLACK,
        anchor: str = "l",
        spacing: float = 0.0,
        name: str | None = None,
        value: str | None = None,
    ) -> float:
        """Print the text; returns the x where it ends. `anchor` is l, c or r."""
        wide = self.width(text, size, face, spacing)
        x -= {"l": 0.0, "c": wide / 2, "r": wide}[anchor]
        op = Text(x + self.dx, y + self.dy, text, size, self.face(face), colour, spacing)
        self.canvas.ops.append(op)
        if face.endswith("b") and op.face in EMBEDDABLE:  # the face has no bold: print twice
            self.canvas.ops.append(op._replace(x=op.x + size * 0.03))
        if name:
            self.mark(name, text if value is None else value, (x, y, x + wide, y + size * 1.05))
        return x + wide

    def day(
        self,
        x: float,
        y: float,
        day: date,
        size: float = 3.7,
        face: str = "serif",
        *,
        name: str,
        form: Callable[[date], str] = printed_date,
        colour: Colour = BLACK,
        anchor: str = "l",
    ) -> float:
        """Print a day, reported as YYYY-MM-DD; returns the x where it ends."""
        text, value = form(day), day.isoformat()
        return self.text(
            x, y, text, size, face, colour=colour, anchor=anchor, name=name, value=value
        )

    def labelled(
        self,
        x: float,
        y: float,
        label: str,
        text: str,
        size: float = 3.7,
        face: str = "serif",
        *,
        name: str | None,
        value: str | None = None,
    ) -> float:
        """A label followed directly by its value; returns the x where the value ends."""
        x = self.text(x, y, label, size, face)
        return self.text(x, y, text, size, face, name=name, value=value)

    def hand(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        hand: ink.Handwriting,
        *,
        name: str | None = None,
        value: str | None = None,
    ) -> float:
        """Write the text by hand; returns the x where it ends."""
        if not text:
            return x
        w, h = ink.extent(text, size, hand)
        image = NO_PICTURE if self.canvas.draft else ink.write(text, size, hand, self.seed)[0]
        end = x + w - size * 0.8
        left, top = x + self.dx, y + self.dy
        at = (left, top - size * 0.1, end + self.dx, top + size * 1.15)
        self.canvas.ops.append(
            Picture(left - size * 0.4, top - size * 0.3, w, h, image, True, said=text, at=at)
        )
        if name:
            box = (x, y - size * 0.1, end, y + size * 1.15)
            self.mark(name, text if value is None else value, box)
        return end

    def line(
        self, x0: float, y0: float, x1: float, y1: float, width: float = 0.2, colour: Colour = BLACK
    ) -> None:
        self.canvas.ops.append(
            Stroke(x0 + self.dx, y0 + self.dy, x1 + self.dx, y1 + self.dy, width, colour)
        )

    def rect(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        width: float = 0.2,
        colour: Colour | None = BLACK,
        fill: Colour | None = None,
    ) -> None:
        self.canvas.ops.append(
            Area(x0 + self.dx, y0 + self.dy, x1 + self.dx, y1 + self.dy, width, colour, fill)
        )

    def image(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        image: Image.Image,
        press: bool = False,
        fresh: bool = False,
    ) -> None:
        self.canvas.ops.append(Picture(x + self.dx, y + self.dy, w, h, image, press, fresh))

    def seal(self, cx: float, cy: float, seal: sealing.DrawnSeal | None) -> None:
        """Stamp a seal with its centre at (cx, cy); None stamps nothing."""
        if seal is None:
            return
        image = NO_PICTURE
        if not self.canvas.draft:
            image = sealing.draw(seal, self.seed + len(self.seals) + int(cx * 7 + cy))
        w, h = sealing.extent(seal)
        x, y = cx - w / 2, cy - h / 2
        self.image(x, y, w, h, image, press=True, fresh=seal.fresh)
        box = (x + 1 + self.dx, y + 1 + self.dy, x + w - 1 + self.dx, y + h - 1 + self.dy)
        self.seals.append((seal, box))

    def flow(
        self,
        x: float,
        y: float,
        width: float,
        parts: Sequence[str | FilledBlank],
        size: float = 4.2,
        leading: float = 1.75,
        face: str = "serif",
        indent: float = 0.0,
        colour: Colour = BLACK,
    ) -> float:
        """A paragraph that breaks at the right edge; returns the y below it."""
        pen = Pen(self, x, y, width, size, leading, face, colour, x + indent * size)
        for part in parts:
            if isinstance(part, str):
                pen.put(part)
            else:
                pen.fill(part)
        return pen.y + size * leading
