"""Joins the lines that a narrow cell broke into one text, beside the cell's neighbours.

The lines of a cell are closer together than the cells of a column, and each but the last fills the
cell. A list of labels or of values has neither property. Text that is alone on the page is a
paragraph: it has no neighbours.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from core.text.fold import squeeze
from core.text.sheet import TextSheet
from core.text.values.dates import DAY
from core.text.values.units import has_form

MAX_CELL_LINES = 5  # more are a paragraph
LIST = 3  # so many lines with a neighbour each are a list
TIGHT = 1.65  # line heights: the largest distance between the lines of a cell
APART = 1.22  # times the spacing inside a cell: the distance to the next cell
EVEN = 0.15  # how much the spacing between the lines of one cell may vary
REST = 6  # characters of a unit's name that may be on its last line
LONG = 5  # letters of a label that lines do not form by chance
RAGGED = 1.4  # characters that a line other than the last may lack to fill its cell
_ONE_DAY = re.compile(DAY)
_SPAN = re.compile(r"(?:[0-9年月日至到自从起止~,、;:]|-)$")
_NAMED = re.compile(r"^[^:]{2,10}:")
_DRAWN = re.compile(r"…|_{2}|[.·・•]{3}|-{3}")  # a line drawn to a value ends a label
_MORE = re.compile(r"([^()]+)[(][^()]+[)]")
_WORD = re.compile(r"[¥(]*[0-9][0-9,.]*")
_HAN = re.compile(r"[一-鿿()]{1,8}")
_LATIN = re.compile(r"/?[a-z.'’&-]+:?$")
_BOTH = re.compile(r"[一-鿿()]{2,10}/?[a-z][a-z.'’&-]+:?")
Cell = tuple[int, ...]


def cells(sheet: TextSheet, labels: Collection[str]) -> list[Cell]:
    """The lines of each cell with more than one line."""
    below = {i: _next(sheet, i) for i in range(len(sheet.lines))}
    above: dict[int, int] = {}
    for i, j in below.items():
        if j is not None and (j not in above or cy(sheet, above[j]) < cy(sheet, i)):
            above[j] = i
    links = {i: j for i, j in below.items() if j is not None and above.get(j) == i}
    links = {i: j for i, j in links.items() if _one_cell(sheet, i, j)}
    tops = links.keys() - set(links.values())
    chains = [
        _label_of(sheet, chain, labels)
        for top in sorted(tops)
        for chain in _even(sheet, _chain(top, links))
    ]
    apart = [
        c for c in chains if _names(sheet, c, labels) or _stands(sheet, c, labels, below, above)
    ]
    broken = {i for c in apart if _is_named(sheet, c, labels) for i in c}
    found = [c for c in apart if _reads(sheet, c, labels, broken)]
    held = {i for cell in found for i in cell}
    return [
        c
        for c in found
        if len(c) < LIST or _is_unit(sheet, c) or not all(_has_mate(sheet, i, held) for i in c)
    ]


def _names(sheet: TextSheet, cell: Cell, labels: Collection[str]) -> bool:
    """Whether the lines together are one long label, which needs no extra spacing around it."""
    text = _text(sheet, cell)
    return len(text) >= LONG and text in labels and not _are_several(sheet, cell, labels)


def _is_named(sheet: TextSheet, cell: Cell, labels: Collection[str]) -> bool:
    """Whether the lines are one label, in one language or two: 学科专业 over /Major."""
    text = _text(sheet, cell)
    if _are_several(sheet, cell, labels):
        return False
    return text in labels or _BOTH.fullmatch(text) is not None


def _are_several(sheet: TextSheet, cell: Cell, labels: Collection[str]) -> bool:
    """Whether each line is a label with something beside it: 房屋所有权人 over 共有情况."""
    return all(_words(sheet, i) in labels and _has_beside(sheet, i) for i in cell)


def _has_beside(sheet: TextSheet, i: int) -> bool:
    """Whether something stands right of a line and level with it."""
    box = sheet.lines[i].box
    return any(
        line.box.x0 >= box.x1 - 0.01 and abs(line.box.cy - box.cy) < 0.3 * box.height
        for line in sheet.lines
    )


def cy(sheet: TextSheet, i: int) -> float:
    """The vertical middle of a line."""
    return sheet.lines[i].box.cy


def _next(sheet: TextSheet, i: int) -> int | None:
    """The next line below a line."""
    box = sheet.lines[i].box
    low = box.cy + 0.5 * box.height
    under = (
        j
        for j in range(i + 1, min(len(sheet.lines), i + 40))
        if sheet.middles[j] > low and box.over(sheet.lines[j].box)
    )
    return next(under, None)


def _one_cell(sheet: TextSheet, i: int, j: int) -> bool:
    """Whether two lines may be in one cell: near, equally high, aligned, the upper one full.

    A label may be narrower than its English translation below it.
    """
    a, b = sheet.lines[i].box, sheet.lines[j].box
    unit = max(a.height, b.height) * sheet.aspect
    if not 0.7 < a.height / max(1e-6, b.height) < 1.4:
        return False
    if b.cy - a.cy > TIGHT * max(a.height, b.height) or _is_a_day_below(sheet, i, j):
        return False
    aligned = abs(a.x0 - b.x0) < 0.7 * unit or abs(a.cx - b.cx) < 0.7 * unit
    full = a.width >= b.width - _lacking(sheet, j, unit)
    return aligned and (full or _is_english(_words(sheet, i), _words(sheet, j)))


def _is_a_day_below(sheet: TextSheet, i: int, j: int) -> bool:
    """Whether a line is a whole day that does not continue a span: a date under a signature."""
    above, below = squeeze(sheet.folded[i]), squeeze(sheet.folded[j])
    return _ONE_DAY.fullmatch(below) is not None and _SPAN.search(above) is None


def _is_english(text: str, more: str) -> bool:
    """Whether a line continues an English translation, which breaks between words."""
    if not _LATIN.fullmatch(more):
        return False
    return _HAN.fullmatch(text) is not None or _LATIN.search(text) is not None


def _is_unit(sheet: TextSheet, cell: Cell) -> bool:
    """Whether the lines are a unit's name only when joined: 某某设计院有 / 限公司."""
    *heads, last = (squeeze(sheet.folded[i]) for i in cell)
    whole = "".join(heads) + last
    return (
        len(last) <= REST
        and not any(ch.isdigit() or ch in ",;:。" for ch in whole)
        and has_form(whole)
        and not any(map(has_form, heads))
    )


def _has_mate(sheet: TextSheet, i: int, held: Collection[int]) -> bool:
    """Whether a line outside such cells is level with a line, as in a list of labels or values."""
    box = sheet.lines[i].box
    return any(
        n not in held and abs(line.box.cy - box.cy) < 0.3 * box.height
        for n, line in enumerate(sheet.lines)
    )


def _chain(top: int, links: dict[int, int]) -> list[int]:
    chain = [top]
    while chain[-1] in links:
        chain.append(links[chain[-1]])
    return chain


def _even(sheet: TextSheet, chain: Sequence[int]) -> Iterator[Cell]:
    """The parts of a chain of evenly spaced lines, split where the spacing grows."""
    steps = [cy(sheet, b) - cy(sheet, a) for a, b in pairwise(chain)]
    start = 0
    while start < len(steps):
        least = steps[start]
        end = start + 1
        while end < len(steps) and abs(steps[end] - least) <= EVEN * least:
            end += 1
        if end < len(steps) and steps[end] < least:
            start = end  # the line belongs to the text after it
            continue
        yield tuple(chain[start : end + 1])
        start = end + 1


def _stands(
    sheet: TextSheet,
    cell: Cell,
    labels: Collection[str],
    below: dict[int, int | None],
    above: dict[int, int],
) -> bool:
    """Whether extra spacing separates it from the lines around it, and something is beside it."""
    if len(cell) > MAX_CELL_LINES:
        return False
    boxes = [sheet.lines[i].box for i in cell]
    step = (boxes[-1].cy - boxes[0].cy) / (len(cell) - 1)
    over = above.get(cell[0])
    if over is not None and boxes[0].cy - cy(sheet, over) < APART * step:
        return False
    under = below[cell[-1]]
    if under is not None and cy(sheet, under) - boxes[-1].cy < APART * step:
        return False
    left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    return any(
        boxes[0].y0 < line.box.cy < boxes[-1].y1 and (line.box.x1 <= left or line.box.x0 >= right)
        for n, line in enumerate(sheet.lines)
        if n not in cell
    ) and (_full(sheet, cell) or _is_named(sheet, cell, labels))


def _full(sheet: TextSheet, cell: Cell) -> bool:
    """Whether each line but the last fills the cell."""
    boxes = [sheet.lines[i].box for i in cell]
    most = max(box.width for box in boxes)
    return all(
        b.width >= most - _lacking(sheet, below, b.height * sheet.aspect)
        for b, below in zip(boxes, cell[1:], strict=False)
    )


def _lacking(sheet: TextSheet, below: int, unit: float) -> float:
    """How much a line may lack to fill its cell: more before a number, which is never split."""
    word = _WORD.match(sheet.folded[below])
    if word is None:
        return RAGGED * unit
    line = sheet.lines[below]
    return max(RAGGED * unit, line.box.width * line.cuts[word.end()] + 0.5 * unit)


def _label_of(sheet: TextSheet, cell: Cell, labels: Collection[str]) -> Cell:
    """The lines of the label at the start of the cell, if the whole cell is not a label."""
    heads = (cell[:size] for size in range(len(cell), 1, -1))
    return next((head for head in heads if _text(sheet, head) in labels), cell)


def _text(sheet: TextSheet, cell: Cell) -> str:
    return "".join(_words(sheet, i) for i in cell)


def _words(sheet: TextSheet, i: int) -> str:
    """A line's text in the form used to match labels."""
    return squeeze(sheet.folded[i]).lower()


def _reads(sheet: TextSheet, cell: Cell, labels: Collection[str], broken: Collection[int]) -> bool:
    """Whether the lines are one text: not a label over its value, not a list of either.

    The two lines of a `broken` label count as one label beside a cell.
    """
    texts = [_words(sheet, i) for i in cell]
    if any(_DRAWN.search(text) for text in texts[:-1]):
        return False
    if _is_named(sheet, cell, labels):
        return True
    if any(_is_label(text, labels) for text in texts) or any(map(_NAMED.match, texts[1:])):
        return False
    return not any(_labelled(sheet, i, labels, broken) for i in cell[1:])


def _is_label(text: str, labels: Collection[str]) -> bool:
    """Whether a line is a label, with or without an addition in brackets: 甲方(用人单位)."""
    more = _MORE.fullmatch(text)
    return text.strip("()") in labels or (more is not None and more[1] in labels)


def _labelled(sheet: TextSheet, i: int, labels: Collection[str], broken: Collection[int]) -> bool:
    """Whether a label is left of a line and level with it."""
    box = sheet.lines[i].box
    left = [
        n
        for n, line in enumerate(sheet.lines)
        if line.box.x1 <= box.x0 + 0.01 and abs(line.box.cy - box.cy) < 0.3 * box.height
    ]
    if not left:
        return False
    near = max(left, key=lambda n: sheet.lines[n].box.x1)
    if near in broken or _is_twin(sheet, near):
        return False
    text = _words(sheet, near)
    return text.endswith(":") or text in labels


def _is_twin(sheet: TextSheet, i: int) -> bool:
    """Whether a line is the English translation of the label directly above it."""
    box = sheet.lines[i].box
    return _LATIN.fullmatch(_words(sheet, i)) is not None and any(
        0 < box.cy - line.box.cy < TIGHT * box.height
        and line.box.over(box)
        and _HAN.fullmatch(_words(sheet, n))
        for n, line in enumerate(sheet.lines)
    )
