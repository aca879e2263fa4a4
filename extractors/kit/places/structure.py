"""A page as rows of running characters, with the gaps between them.

Lines side by side are one row, however the detector split them. A gap as wide as a character, or
the edge of a line, is where a new text may begin.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from core.models.geometry import Box
from core.text.sheet import Char, Piece, TextSheet
from extractors.kit.places.cellrows import in_rows

_SPACED = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{1,3}(?: [0-9A-Z]{1,3}){5,}(?![0-9A-Z])")
_LEADERS = re.compile(r"…+|_{2,}|[.·・•]{3,}|-{3,}")  # drawn from a label to its value
WIDE = 0.9  # line heights: a gap at which a new text may begin
NEAR = 0.001  # of the page: how far outside a box a middle still counts as inside
APART = 1.5  # a gap that separates two values
MAX_LETTERS = 2  # characters between two spaces of letter-spaced print, on average


class RowSpot(NamedTuple):
    """A run of characters of a row: the row's number, the start and the end of the run."""

    row: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class SheetRow:
    """A row of a sheet: its characters without spaces, and the gap before each."""

    sheet: TextSheet
    number: int
    chars: tuple[Char, ...]
    text: str
    """Folded, one letter per character."""
    gaps: tuple[float, ...]
    """The gap before each character in line heights; at least WIDE at the edge of a line."""

    def piece(self, start: int, end: int) -> Piece:
        return Piece.saying(self.chars[start:end], self.raw[start:end])

    def box(self, start: int, end: int) -> Box:
        """The levelled box of characters start..end."""
        known = self._boxes.get((start, end))
        if known is None:
            first, last = self.chars[start], self.chars[end - 1]
            if first.line == last.line:  # the characters of a line are in sequence
                known = self.sheet.lines[first.line].level(first.at, last.at + 1)
            else:
                known = self.piece(start, end).level
                assert known is not None
            self._boxes[start, end] = known
        return known

    @cached_property
    def _boxes(self) -> dict[tuple[int, int], Box]:
        """A cache: the boxes of labels and values are asked for again and again."""
        return {}

    @cached_property
    def raw(self) -> str:
        """The text as read."""
        return "".join([sheet.lines[line].text[at] for sheet, line, at in self.chars])

    def certainty(self, at: int) -> float:
        """The confidence of a character."""
        char = self.chars[at]
        return char.sheet.lines[char.line].certainty[char.at]

    def starts(self, at: int) -> bool:
        """Whether a new text may begin at a character."""
        return at == 0 or self.gaps[at] >= WIDE

    def parts_at(self, at: int) -> bool:
        """Whether two values are split before a character: far apart, or two runs of digits."""
        if self.gaps[at] >= APART:
            return True
        return self.gaps[at] >= WIDE and self.text[at - 1].isalnum() and self.text[at].isdigit()

    @cached_property
    def segments(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each run without a gap."""
        cuts = [k for k in range(len(self.text)) if self.starts(k)]
        return tuple(zip(cuts, [*cuts[1:], len(self.text)], strict=True))

    @cached_property
    def centres(self) -> tuple[tuple[float, float], ...]:
        """The middle of each character."""
        places = [c.sheet.lines[c.line].place(c.at, c.at + 1) for c in self.chars]
        return tuple((place.cx, place.cy) for place in places)

    def within(self, box: Box) -> list[int]:
        """The characters whose middle is inside a box."""
        low, high = self._heights
        if box.y1 < low - NEAR or box.y0 > high + NEAR:
            return []
        left, top, right, bottom = box.x0 - NEAR, box.y0 - NEAR, box.x1 + NEAR, box.y1 + NEAR
        return [
            k for k, (x, y) in enumerate(self.centres) if left <= x <= right and top <= y <= bottom
        ]

    @cached_property
    def _heights(self) -> tuple[float, float]:
        """The top and bottom of its lines, which bound the middles of its characters."""
        quads = [self.sheet.lines[line].quad for line in {char.line for char in self.chars}]
        ys = [y for quad in quads for y in quad[1::2]]
        return min(ys), max(ys)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()


def rows_of(sheets: Sequence[TextSheet], labels: Collection[str] = ()) -> list[SheetRow]:
    """All rows of the sheets, down the pages; a cell of several lines is one text."""
    return [row for sheet in sheets for row in _rows(sheet, labels)]


def _rows(sheet: TextSheet, labels: Collection[str]) -> Iterator[SheetRow]:
    for number, cells in in_rows(sheet, labels):
        chars: list[Char] = []
        gaps: list[float] = []
        edge: float | None = None
        for cell in cells:
            for n, i in enumerate(cell):
                line, text = sheet.lines[i], sheet.folded[i]
                unit = max(1e-6, line.box.height * sheet.aspect)
                first, x0, width, own = n == 0, line.box.x0, line.box.width, sheet.chars[i]
                drawn = {k for m in _LEADERS.finditer(text) for k in range(*m.span())}
                spaced = _letter_spaced(text)
                for k, letter in enumerate(text):
                    if letter.isspace() or k in drawn:
                        continue
                    left = x0 + width * line.cuts[k]
                    gap = 99.0 if edge is None else (left - edge) / unit
                    parted = k and (text[k - 1].isspace() or k - 1 in drawn) and k not in spaced
                    if (first and chars) or parted:
                        gap = max(gap, WIDE)
                    if n and k == 0:
                        gap = 0.0  # the cell continues
                    chars.append(own[k])
                    gaps.append(gap)
                    edge, first = x0 + width * line.cuts[k + 1], False
            edge = max((sheet.lines[i].box.x1 for i in cell), default=edge)
        if chars:
            text = "".join([sheet.folded[c.line][c.at] for c in chars])
            yield SheetRow(sheet, number, tuple(chars), text, tuple(gaps))


def _letter_spaced(text: str) -> frozenset[int]:
    """Where characters of a number follow a space that is only its print: 1 3 06 8 2 19 8.

    >>> sorted(_letter_spaced("No. 1 3 06 8 2 19"))
    [6, 8, 11, 13, 15]
    >>> _letter_spaced("119 120 2018 0.00 52 48")
    frozenset()
    """
    places: set[int] = set()
    for match in _SPACED.finditer(text):
        parts = match[0].split(" ")
        if sum(map(len, parts)) <= MAX_LETTERS * len(parts):
            places.update(k + 1 for k in range(*match.span()) if text[k] == " ")
    return frozenset(places)
