"""Column heads of a printed table: the position of each column.

Heads are known by their labels. OCR joins narrow neighbours into one line, splits a head printed in
two lines, and misreads a character: a line is covered with the labels of all columns, stacked lines
are joined, longer labels may have one wrong character.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.models.document import Kind
from core.models.geometry import Box, union
from core.models.page import Line
from core.text.alike import one_apart
from core.text.fold import fold, squeeze
from core.text.sheet import TextSheet

MIN_COVERAGE = 0.6  # the share of a line's characters that labels must explain
MIN_FUZZY_LENGTH = 4  # labels this long may have one wrong character
MIN_DOUBTED_LENGTH = 3  # labels this long too, if the reader itself doubted that character
MIN_CERTAINTY = 0.9  # a character with a lower confidence is doubted
MAX_HEIGHT_DIFFERENCE = 1.1  # of a line's height: how far neighbouring heads may differ in height


@dataclass(frozen=True)
class Column:
    """A column by its printed labels. `kind` says what its cells hold.

    A name with a leading "_" means a column that only separates its neighbours.
    """

    name: str
    labels: tuple[str, ...]
    kind: Kind = "text"


@dataclass(frozen=True)
class Head:
    """A column's head and its levelled place; unknown heads have no column."""

    column: Column | None
    box: Box


@dataclass(frozen=True)
class _Tile:
    column: Column
    box: Box
    size: int


def find_heads(
    sheet: TextSheet, columns: Sequence[Column], min_columns: int = 3
) -> tuple[Head, ...]:
    """The heads of the table, left to right; empty if fewer than `min_columns` are found."""
    labels = _labels(tuple(columns))
    tiles = [tile for line in sheet.lines for tile in _tile(line, labels)]
    tiles += _stacked(sheet, labels)
    band = _best_band(tiles, sheet)
    heads = _distinct(band)
    if sum(head.column is not None for head in heads) < min_columns:
        return ()
    return _with_others(sheet, heads, columns)


@dataclass(frozen=True)
class _Labels:
    """The labels of a table's columns, the longest first, indexed by their characters."""

    every: tuple[tuple[str, Column], ...]
    by_first: Mapping[str, tuple[int, ...]]
    """Their indexes in `every` by first character."""
    by_second: Mapping[str, tuple[int, ...]]
    """The indexes of labels that may have a wrong character, by second character."""

    def exact(self, text: str, at: int) -> tuple[int, ...]:
        """Labels that may match exactly at this position."""
        return self.by_first.get(text[at], ())

    def worn(self, text: str, at: int) -> list[int]:
        """Labels that may match with one wrong character: the first or the second is correct."""
        first = [i for i in self.exact(text, at) if len(self.every[i][0]) >= MIN_FUZZY_LENGTH]
        return sorted({*first, *self.by_second.get(text[at + 1 : at + 2], ())})


@lru_cache(maxsize=256)
def _labels(columns: tuple[Column, ...]) -> _Labels:
    labels = [(squeeze(label), column) for column in columns for label in column.labels]
    every = tuple(sorted(labels, key=lambda item: -len(item[0])))
    by_first: dict[str, tuple[int, ...]] = {}
    by_second: dict[str, tuple[int, ...]] = {}
    for i, (label, _) in enumerate(every):
        by_first[label[0]] = (*by_first.get(label[0], ()), i)
        if len(label) >= MIN_FUZZY_LENGTH:
            by_second[label[1]] = (*by_second.get(label[1], ()), i)
    return _Labels(every, by_first, by_second)


def _tile(line: Line, labels: _Labels) -> list[_Tile]:
    """The labels that a line consists of; empty if it has much other text."""
    kept = [i for i, ch in enumerate(line.text) if not ch.isspace()]
    text = "".join(fold(line.text[i]) for i in kept)
    tiles: list[_Tile] = []
    at, explained = 0, 0
    while at < len(text):
        found = _label_at(text, at, labels)
        if found is None:
            at += 1
            continue
        column, size = found
        if text[at + size : at + size + 1] != ":":
            tiles.append(_Tile(column, line.level(kept[at], kept[at + size - 1] + 1), size))
            explained += size
        at += size
    spoken = _spoken(text)
    return tiles if spoken and explained >= MIN_COVERAGE * spoken else []


def _spoken(text: str) -> int:
    """The number of characters a head must explain: text in brackets is its unit."""
    depth, count = 0, 0
    for ch in text:
        depth += ch == "("
        count += depth == 0
        depth -= ch == ")" and depth > 0
    return count


def _label_at(text: str, at: int, labels: _Labels) -> tuple[Column, int] | None:
    for i in labels.exact(text, at):
        label, column = labels.every[i]
        if text.startswith(label, at):
            return column, len(label)
    for i in labels.worn(text, at):
        label, column = labels.every[i]
        for size in (len(label), len(label) + 1, len(label) - 1):
            part = text[at : at + size]
            # an extra or missing character leaves the first and the last in place
            ends = size == len(label) or (part[:1], part[-1:]) == (label[0], label[-1])
            if len(part) == size and ends and one_apart(part, label):
                return column, size
    return None


def _stacked(sheet: TextSheet, labels: _Labels) -> list[_Tile]:
    """Heads printed in two or three lines, joined from top to bottom."""
    whole = dict(labels.every)
    found = []
    for first in sheet.lines:
        text, boxes = squeeze(first.text), [first.box]
        for _ in range(2):
            below = _under(sheet, boxes[-1])
            if below is None or any(ch.isdigit() for ch in below.text):
                break
            text, boxes = text + squeeze(below.text), [*boxes, below.box]
            bare = text.split("(")[0]  # the unit may follow in the last line
            longer = len(bare) > len(squeeze(first.text))
            column = whole.get(text) or (whole.get(bare) if longer else None)
            if column is not None:
                found.append(_Tile(column, union(boxes), len(text)))
                break
    return found


def _under(sheet: TextSheet, box: Box) -> Line | None:
    middle, nearest, farthest = box.cy, 0.6 * box.height, 1.9 * box.height
    near = [
        line
        for line, cy in zip(sheet.lines, sheet.middles, strict=True)
        if nearest < cy - middle < farthest and shared(line.box, box) > 0.6
    ]
    return min(near, key=lambda line: line.box.cy, default=None)


def _best_band(tiles: Sequence[_Tile], sheet: TextSheet) -> list[_Tile]:
    """The level tiles that name the most columns."""
    best: list[_Tile] = []
    for seed in tiles:
        chain = [seed]
        for step in (1, -1):
            edge = seed
            for tile in sorted(tiles, key=lambda t: t.box.cx * step):
                if (tile.box.cx - edge.box.cx) * step <= 0:
                    continue
                if abs(tile.box.cy - edge.box.cy) < MAX_HEIGHT_DIFFERENCE * max(
                    sheet.line_height, min(tile.box.height, edge.box.height)
                ):
                    chain.append(tile)
                    edge = tile
        if _weight(chain) > _weight(best):
            best = chain
    return best


def _weight(chain: Sequence[_Tile]) -> tuple[int, int]:
    return len({tile.column.name for tile in chain}), sum(tile.size for tile in chain)


def _distinct(band: Sequence[_Tile]) -> tuple[Head, ...]:
    """One head per place (the longest label there) and one place per column (the leftmost)."""
    kept: list[_Tile] = []
    for tile in sorted(band, key=lambda t: -t.size):
        if all(shared(tile.box, k.box) <= 0.3 for k in kept):
            kept.append(tile)
    seen: set[str] = set()
    heads = []
    for tile in sorted(kept, key=lambda t: t.box.cx):
        heads.append(Head(None if tile.column.name in seen else tile.column, tile.box))
        seen.add(tile.column.name)
    return tuple(heads)


def shared(a: Box, b: Box) -> float:
    """The shared width as a share of the narrower box; below 0 if they are apart."""
    left, _, right, _ = a
    x0, _, x1, _ = b
    shared = (x1 if x1 < right else right) - (x0 if x0 > left else left)
    width, other_width = right - left, x1 - x0
    return shared / max(1e-9, other_width if other_width < width else width)


def _with_others(
    sheet: TextSheet, heads: tuple[Head, ...], columns: Sequence[Column]
) -> tuple[Head, ...]:
    """With the lines level with known heads: misread short labels; right of one, unknown heads."""
    named = {head.column.name for head in heads if head.column is not None}
    owed = [column for column in columns if column.name not in named]
    more = []
    middles = [(head.box.cx, head) for head in heads]
    for line in sheet.lines:
        box, middle = line.box, line.box.cx
        _, near = min(middles, key=lambda one: abs(one[0] - middle))
        level = abs(near.box.cy - box.cy) < 0.5 * max(near.box.height, box.height)
        apart = all(shared(h.box, box) <= 0 for h in heads)
        if not level or not apart:
            continue
        column = _misread(line, owed)
        if column is not None or box.cx > heads[0].box.x0:
            more.append(Head(column, box))
            owed = [one for one in owed if one is not column]
    return tuple(sorted([*heads, *more], key=lambda h: h.box.cx))


def _misread(line: Line, owed: Iterable[Column]) -> Column | None:
    """The only column whose short label equals the line except for one doubted character."""
    text = squeeze(fold(line.text))
    if len(text) != MIN_DOUBTED_LENGTH or len(line.certainty) != MIN_DOUBTED_LENGTH:
        return None
    found = [
        column
        for column in owed
        if any(_all_but_doubted(line, text, label) for label in column.labels)
    ]
    return found[0] if len(found) == 1 else None


def _all_but_doubted(line: Line, text: str, label: str) -> bool:
    """Whether a text differs from a label in a single character, and that one was doubted."""
    if len(label) != len(text):
        return False
    wrong = [n for n, (a, b) in enumerate(zip(text, label, strict=True)) if a != b]
    return len(wrong) == 1 and line.certainty[wrong[0]] < MIN_CERTAINTY
