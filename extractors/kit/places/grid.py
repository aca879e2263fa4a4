"""The rows of a document with their labels, and the position of everything in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.models.geometry import Box
from core.models.page import PageKey
from core.text.sheet import Char
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.headrow import HeadRows
from extractors.kit.places.structure import NEAR, RowSpot, SheetRow
from extractors.kit.places.words import LabelVocabulary

ABOVE_ROWS = 10  # rows above a place in which its label may be
LEVEL_ROWS = 3  # rows above and below in which a level label may be
_NUMBER = re.compile(r"[(]?[0-9]{1,2}[.,)]")


@dataclass(frozen=True, eq=False)
class Grid:
    """The rows of a document with the labels found on them."""

    rows: Sequence[SheetRow]
    anchors: dict[int, list[Anchor]]
    words: LabelVocabulary

    def box(self, spot: RowSpot) -> Box:
        return self.rows[spot.row].box(spot.start, spot.end)

    def runs(self, row: int) -> Iterator[RowSpot]:
        """The parts of a row between its sure labels."""
        start = 0
        for anchor in self.anchors[row]:
            if anchor.firm:
                if anchor.start > start and not self._numbers(row, start, anchor):
                    yield RowSpot(row, start, anchor.start)
                start = anchor.end
        if start < len(self.rows[row].text):
            yield RowSpot(row, start, len(self.rows[row].text))

    def _numbers(self, row: int, start: int, anchor: Anchor) -> bool:
        """Whether the text before a row's first label is the label's number in a list."""
        text = self.rows[row].text[: anchor.start]
        return start == 0 and _NUMBER.fullmatch(text) is not None

    def parts(self, row: int) -> Iterator[RowSpot]:
        """The runs of a row, split at gaps between values, without marks at their ends."""
        if row in self.heads.translations:
            return
        line = self.rows[row]
        parts_at = line.starts if row in self.heads.answers else line.parts_at
        for run in self.runs(row):
            start = run.start
            for k in range(run.start + 1, run.end + 1):
                if k == run.end or parts_at(k):
                    if (spot := self._bare(row, start, k)) is not None:
                        yield spot
                    start = k

    def _bare(self, row: int, start: int, end: int) -> RowSpot | None:
        text = self.rows[row].text
        while start < end and text[start] in " ,.;:_|/-*'·=√)]>":
            if text[start] == "*" and "*" in text[start + 1 : end]:
                break  # the category of goods: *不动产*住宅
            start += 1
        while end > start and text[end - 1] in " ,.;:_|/-*'·=√([<":
            end -= 1
        return RowSpot(row, start, end) if end > start else None

    @cached_property
    def every_part(self) -> dict[int, list[tuple[RowSpot, Box]]]:
        return {
            n: [(spot, self.box(spot)) for spot in self.parts(n)] for n in range(len(self.rows))
        }

    @cached_property
    def unsure(self) -> dict[int, list[Anchor]]:
        """The labels of each row that may not end the value before them."""
        return {n: [a for a in found if not a.firm] for n, found in self.anchors.items()}

    @cached_property
    def boxes(self) -> dict[int, list[tuple[Anchor, Box]]]:
        return {n: [(a, a.box) for a in found] for n, found in self.anchors.items()}

    @cached_property
    def places(self) -> dict[Char, tuple[int, int]]:
        """Each character's row and its position in that row."""
        return {char: (n, k) for n, row in enumerate(self.rows) for k, char in enumerate(row.chars)}

    def is_in(self, char: Char, box: Box) -> bool:
        """Whether the middle of a character is inside a box."""
        n, k = self.places[char]
        return box.contains(*self.rows[n].centres[k], NEAR)

    def spans(self, chars: Iterable[Char]) -> dict[int, tuple[int, int]]:
        """For each row with some of the characters: the first one and the end of the last one."""
        found: dict[int, tuple[int, int]] = {}
        for char in chars:
            place = self.places.get(char)
            if place is not None:
                n, k = place
                first, end = found.get(n, (k, k + 1))
                if k < first or k >= end or n not in found:
                    found[n] = min(first, k), max(end, k + 1)
        return found

    @cached_property
    def by_page(self) -> dict[PageKey, list[int]]:
        """The rows of each page."""
        found: dict[PageKey, list[int]] = {}
        for n, row in enumerate(self.rows):
            found.setdefault(row.sheet.ref.key, []).append(n)
        return found

    @cached_property
    def meant(self) -> dict[str, frozenset[int]]:
        """For each field, the rows in which one of its labels may claim a value."""
        found: dict[str, set[int]] = {}
        for n, anchors in self.anchors.items():
            reached = range(n - LEVEL_ROWS, n + ABOVE_ROWS)
            for name in {name for anchor in anchors for name in anchor.fields}:
                found.setdefault(name, set()).update(reached)
        for word, fields in self.words.behind.items():
            rows = [n for n, row in enumerate(self.rows) if word in row.lower]
            for name in fields:
                found.setdefault(name, set()).update(rows)
        return {name: frozenset(rows) for name, rows in found.items()}

    def number_of(self, anchor: Anchor) -> int:
        """The number of a label's row."""
        return self._numbered[id(anchor.row)]

    @cached_property
    def heads(self) -> HeadRows:
        """The rows that only hold headings."""
        return HeadRows.of(self.rows, self.anchors)

    @cached_property
    def _numbered(self) -> dict[int, int]:
        return {id(row): n for n, row in enumerate(self.rows)}
