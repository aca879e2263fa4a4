"""Running text: words and filled blanks, line after line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.fonts import advance
from generator.ops import Colour, Rect

if TYPE_CHECKING:
    from generator.sheet import CanvasPart, FilledBlank

NO_START = "，。、；：！？）》”’%"
"""Characters that must not begin a line."""


@dataclass
class Pen:
    """The current position in running text; breaks lines at the right edge."""

    sheet: "CanvasPart"
    left: float
    y: float
    width: float
    size: float
    leading: float
    face: str
    colour: Colour
    x: float

    def put(self, text: str) -> list[Rect]:
        """Print with line breaks; returns the place of each line's piece."""
        boxes: list[Rect] = []
        for word in _words(text):
            wide = self.sheet.width(word, self.size, self.face)
            if self.x + wide > self.left + self.width + 0.1 and word not in NO_START:
                self.x, self.y = self.left, self.y + self.size * self.leading
            end = self.sheet.text(self.x, self.y, word, self.size, self.face, colour=self.colour)
            box = (self.x, self.y, end, self.y + self.size * 1.05)
            if boxes and boxes[-1][1] == box[1]:
                boxes[-1] = (boxes[-1][0], box[1], end, box[3])
            else:
                boxes.append(box)
            self.x = end
        return boxes

    def fill(self, part: "FilledBlank") -> None:
        sheet, size = self.sheet, self.size
        if not part.hand and not part.blank:
            boxes = self.put(part.text)
            if part.name and boxes:
                sheet.mark(part.name, part.text if part.value is None else part.value, _hull(boxes))
            return
        wide = len(part.text) * size if part.hand else sheet.width(part.text, size, self.face)
        if part.hand:
            wide = sum(advance(part.hand.face, c) for c in part.text) * size * 1.2
        room = max(part.blank, wide + size * 0.6)
        if self.x + room > self.left + self.width + 0.5:
            self.x, self.y = self.left, self.y + size * self.leading
        start = self.x + (room - wide) / 2
        if part.hand:
            sheet.hand(
                start,
                self.y - size * 0.2,
                part.text,
                size * 1.15,
                part.hand,
                name=part.name,
                value=part.value,
            )
        elif part.text:
            sheet.text(
                start,
                self.y,
                part.text,
                size,
                self.face,
                colour=self.colour,
                name=part.name,
                value=part.value,
            )
        low = self.y + size * 1.18
        sheet.line(self.x, low, self.x + room, low, 0.18)
        self.x += room


def _words(text: str) -> list[str]:
    """Single Chinese characters, whole Latin words and numbers."""
    words: list[str] = []
    for char in text:
        if (
            words
            and char.isascii()
            and char != " "
            and words[-1][-1].isascii()
            and (words[-1][-1] != " ")
        ):
            words[-1] += char
        else:
            words.append(char)
    return words


def _hull(boxes: Sequence[Rect]) -> Rect:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
