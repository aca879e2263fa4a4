"""A sheet: the lines of a page, or of a part of it, and pieces of text with their places."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import repeat
from typing import NamedTuple

from core.models.document import PageRef
from core.models.geometry import Box, union
from core.models.page import Line, Page
from core.text.aslant import without_aslant
from core.text.copy_notes import is_note, without_note
from core.text.fold import fold
from core.text.patterns import ready

MIN_DUPLICATE_OVERLAP = 0.5  # of a line's box: how much of it a duplicate with the same text covers


class Char(NamedTuple):
    """One character of a line on a sheet."""

    sheet: "TextSheet"
    line: int
    at: int


@dataclass(frozen=True)
class Piece:
    """A run of text with its places. `text` is as read, `folded` as matched."""

    chars: tuple[Char, ...]

    @classmethod
    def saying(cls, chars: tuple[Char, ...], text: str) -> "Piece":
        """The piece of characters with a known text, which is not joined again."""
        piece = object.__new__(cls)  # as the constructor does, at half the cost
        piece.__dict__.update(chars=chars, text=text)
        return piece

    @cached_property
    def text(self) -> str:
        return "".join([sheet.lines[line].text[at] for sheet, line, at in self.chars])

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __getitem__(self, part: slice) -> "Piece":
        return Piece.saying(self.chars[part], self.text[part])

    def __add__(self, other: "Piece") -> "Piece":
        return Piece.saying(self.chars + other.chars, self.text + other.text)

    def strip(self, junk: str = " :;,.*_|-") -> "Piece":
        """Without spaces and `junk` (folded) at the ends."""
        text = self.folded
        start, end = 0, len(text)
        while start < end and (text[start] in junk or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in junk or text[end - 1].isspace()):
            end -= 1
        return self if end - start == len(text) else self[start:end]

    def dense(self) -> "Piece":
        """Without its spaces."""
        text = "".join(self.text.split())
        if len(text) == len(self.chars):
            return self
        pairs = zip(self.chars, self.text, strict=True)
        return Piece.saying(tuple([char for char, ch in pairs if not ch.isspace()]), text)

    @property
    def confidence(self) -> float:
        """The lowest character probability; 0 for nothing."""
        seen = [sheet.lines[line].certainty[at] for sheet, line, at in self.chars]
        return min(seen, default=0.0)

    @property
    def page(self) -> PageRef | None:
        return self.chars[0].sheet.ref if self.chars else None

    @cached_property
    def box(self) -> Box | None:
        """The upright box around the characters on the piece's first page."""
        return self._around(Line.place)

    @cached_property
    def level(self) -> Box | None:
        """The levelled box, as `box`."""
        return self._around(Line.level)

    def _around(self, place: Callable[[Line, int, int], Box]) -> Box | None:
        if not self.chars:
            return None
        first = self.chars[0].sheet
        ends: dict[int, list[int]] = {}
        for sheet, line, at in self.chars:
            if sheet is first:
                if (held := ends.get(line)) is None:
                    ends[line] = [at, at]
                elif at > held[1]:
                    held[1] = at
                elif at < held[0]:
                    held[0] = at
        return union([place(first.lines[n], low, high + 1) for n, (low, high) in ends.items()])


def _without_spaces(text: str, chars: tuple[Char, ...]) -> tuple[str, tuple[Char, ...]]:
    """A line's text without its spaces, and its characters: usually all of them."""
    bare = "".join(text.split())
    if len(bare) == len(text):
        return text, chars
    pairs = zip(text, chars, strict=True)
    return bare, tuple([char for letter, char in pairs if not letter.isspace()])


def _once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without duplicates from the detector: the same text at the same place."""
    kept: list[Line] = []
    for line in lines:
        twins = (one for one in kept[-8:] if one.text == line.text)
        if not any(one.box.overlap(line.box) > MIN_DUPLICATE_OVERLAP for one in twins):
            kept.append(line)
    return tuple(kept)


@dataclass(frozen=True, eq=False)
class TextSheet:
    """Lines of one page in levelled order; a part of a page is a sheet of fewer lines.

    `zone` is the part of the page it covers, for everything except text: seals, codes, ink.
    """

    page: Page
    lines: tuple[Line, ...]
    zone: Box = Box(0.0, 0.0, 1.0, 1.0)

    @classmethod
    def of(cls, page: Page, *, layer: bool = False) -> "TextSheet":
        """The page as read, or by its text layer."""
        printed = page.layer if layer else without_aslant(page, page.lines)
        lines = [without_note(line) for line in printed if not is_note(line.text)]
        return cls(page, _once(sorted(lines, key=lambda ln: (ln.box.cy, ln.box.x0))))

    @cached_property
    def ref(self) -> PageRef:
        return PageRef(file=self.page.file, page=self.page.number, rotation=self.page.rotation)

    @cached_property
    def aspect(self) -> float:
        """Page height over width: vertical fractions times this are comparable with horizontal
        ones.
        """
        return self.page.height / max(1, self.page.width)

    def piece(self, line: int, start: int = 0, end: int | None = None) -> Piece:
        """Characters start..end of a line."""
        text = self.lines[line].text
        stop = len(text) if end is None else end
        return Piece.saying(self.chars[line][start:stop], text[start:stop])

    @cached_property
    def chars(self) -> tuple[tuple[Char, ...], ...]:
        """The characters of each line, created once and shared by many pieces."""
        make = partial(tuple.__new__, Char)  # like the normal constructor, three times as fast
        return tuple(
            [
                tuple(map(make, zip(repeat(self), repeat(n), range(len(line.text)))))
                for n, line in enumerate(self.lines)
            ]
        )

    @cached_property
    def dense(self) -> tuple[tuple[str, tuple[Char, ...]], ...]:
        """The folded text of each line without its spaces, and its characters."""
        return tuple(map(_without_spaces, self.folded, self.chars))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The folded text of each line."""
        return tuple(fold(line.text) for line in self.lines)

    @cached_property
    def middles(self) -> tuple[float, ...]:
        """The height of the middle of each line."""
        return tuple([line.box.cy for line in self.lines])

    @cached_property
    def edge(self) -> float:
        """The right edge of the line that ends farthest right."""
        return max(line.box.x1 for line in self.lines)

    @cached_property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """Lines side by side, left to right; rows from top to bottom."""
        rows: list[list[int]] = []
        for i, line in enumerate(self.lines):
            home = next((row for row in reversed(rows[-6:]) if self._beside(row, line)), None)
            if home is None:
                rows.append([i])
            else:
                home.append(i)
        return tuple(
            tuple(sorted(row, key=lambda i: self.lines[i].box.x0)) for row in self._joined(rows)
        )

    def _joined(self, rows: Sequence[list[int]]) -> list[list[int]]:
        """Join rows that are one: they are level where they come nearest, and do not overlap.

        A slightly higher line, from a menu beside the page, may have separated them.
        """
        joined: list[list[int]] = []
        for row in rows:
            above = joined[-1] if joined else []
            if above and self._level(above, row):
                above.extend(row)
            else:
                joined.append(list(row))
        return joined

    def _level(self, one: Sequence[int], other: Sequence[int]) -> bool:
        pairs = [(self.lines[i].box, self.lines[j].box) for i in one for j in other]
        gap, a, b = min((max(a.x0, b.x0) - min(a.x1, b.x1), a, b) for a, b in pairs)
        shared = min(a.y1, b.y1) - max(a.y0, b.y0)
        return gap > 0 and shared >= 0.5 * min(a.height, b.height)

    def _beside(self, row: Sequence[int], line: Line) -> bool:
        """Level with the row, and overlapping none of its lines from left to right."""
        boxes, (x0, y0, x1, y1), middle = [self.lines[i].box for i in row], line.box, line.box.cx
        near = min(boxes, key=lambda b: abs(b.cx - middle)) if len(boxes) > 1 else boxes[0]
        shared = min(near.y1, y1) - max(near.y0, y0)
        if shared < 0.5 * min(near.height, y1 - y0):
            return False
        for left, _, right, _ in boxes:
            across = (right if right < x1 else x1) - (left if left > x0 else x0)
            if across >= 0.5 * min(right - left, x1 - x0):
                return False
        return True

    @cached_property
    def line_height(self) -> float:
        """The median height of a line, as a fraction of the page."""
        heights = sorted(line.box.height for line in self.lines)
        return heights[len(heights) // 2] if heights else 0.02

    def part(self, keep: Callable[[Line], bool]) -> "TextSheet":
        """The sheet of the lines to keep."""
        return TextSheet(self.page, tuple(line for line in self.lines if keep(line)), self.zone)

    def within(
        self, y0: float = 0.0, y1: float = 1.0, x0: float = 0.0, x1: float = 1.0
    ) -> "TextSheet":
        """The lines whose levelled centre is inside."""
        own = self.zone
        zone = Box(max(x0, own.x0), max(y0, own.y0), min(x1, own.x1), min(y1, own.y1))
        kept = tuple(ln for ln in self.lines if zone.contains(ln.box.cx, ln.box.cy))
        return TextSheet(self.page, kept, zone)


class Flow:
    """The running text of sheets, to match patterns on, mapped back to its characters.

    Lines follow in rows from top to bottom. Spaces are dropped; `between` is inserted between lines
    of different rows, `beside` between lines of one row.
    """

    def __init__(self, sheets: Iterable[TextSheet], between: str = "", beside: str = "") -> None:
        letters: list[str] = []
        self._chars: list[Char | None] = []
        for sheet in sheets:
            for row in sheet.rows:
                for n, i in enumerate(row):
                    gap = (beside if n else between) if self._chars else ""
                    text, chars = sheet.dense[i]
                    letters += (gap, text)
                    self._chars += [None] * len(gap)
                    self._chars += chars
        self.text = "".join(letters)

    def piece(self, start: int, end: int) -> Piece:
        """The characters start..end of `text`."""
        return Piece(tuple([c for c in self._chars[start:end] if c is not None]))

    def find(self, pattern: str | re.Pattern[str], group: int | str = 1) -> Piece | None:
        """The group of the first match that is not empty."""
        return next(self.find_all(pattern, group), None)

    def find_all(self, pattern: str | re.Pattern[str], group: int | str = 1) -> Iterator[Piece]:
        found = ready(pattern) if isinstance(pattern, str) else pattern
        for match in found.finditer(self.text):
            start, end = match.span(group)
            if start >= 0 and (piece := self.piece(start, end)):
                yield piece
