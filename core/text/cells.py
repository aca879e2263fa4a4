"""The value at a label: after it on its line, beside it in its row, or below it.

A value may run over the lines of its cell; it ends where the next label begins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.models.geometry import Box
from core.text.claims import is_label, is_taken, starts_with_label
from core.text.fold import squeeze
from core.text.labels import LabelMatch, printed
from core.text.sheet import Piece, TextSheet
from core.text.values import Reader, TextValue

_ENGLISH = re.compile(r"[A-Za-z][A-Za-z ./&'’-]{3,}")
EDGES = " :;,.*_|-[]"  # how the stroke below a value, or the edge of its box, is read
SLACK = 0.6  # of a line's height: how far apart two items in one row or column may start
MAX_DISTANCE = 0.32  # of the page's height: a value is not farther right of its label than this


def value_at(
    sheet: TextSheet,
    found: LabelMatch,
    read: Reader,
    stops: Iterable[str] = (),
    *,
    below: bool = False,
    lines: int = 1,
) -> TextValue | None:
    """The value at the label, or None.

    Looks after the label on its line up to the next label of `stops`, then beside it, then (with
    `below`) under it. `lines` is the maximum number of lines of a value.
    """
    stops = tuple(stops)
    if _is_longer(sheet, found, stops):
        return None
    for piece in candidates(sheet, found, stops, below=below, lines=lines):
        if piece and (value := read(piece)) is not None:
            return value
    return None


def _is_longer(sheet: TextSheet, found: LabelMatch, stops: Sequence[str]) -> bool:
    """Whether a longer label is printed there, of which this one is only the beginning."""
    if len(found.piece.chars) == 0 or found.piece.chars[0].line != found.line:
        return False
    text = squeeze(sheet.folded[found.line][found.piece.chars[0].at :])
    want = squeeze(found.label)
    return any(
        len(stop) > len(want) and stop.startswith(want) and text.startswith(stop)
        for stop in map(squeeze, stops)
    )


def candidates(
    sheet: TextSheet, found: LabelMatch, stops: Sequence[str], *, below: bool, lines: int
) -> Iterator[Piece]:
    """Pieces that may hold the value, likeliest first."""
    behind = sheet.piece(found.line, found.end)
    rest = cut_at(behind, stops, found.label)
    if behind and not rest:
        return  # the next label follows at once
    beside = _beside(sheet, found, stops)
    english = _is_translation(rest, found.label)
    if rest.strip(EDGES) and not english:
        if lines > 1:
            yield _continued(sheet, found, rest, stops, lines)
        yield rest
        return
    if beside is not None:
        line, piece = beside
        if lines > 1:
            yield _cell(sheet, found, line, piece, stops, lines)
        yield piece
    if (below or english) and (under := _below(sheet, found, stops)) is not None:
        yield under
    if english:
        yield rest


def _is_translation(rest: Piece, label: str) -> bool:
    """Whether words behind a Chinese label may be its translation: the value may be elsewhere."""
    words = rest.folded.strip()
    if label.isascii() or words.isupper():  # a name in capitals is a value
        return False
    return _ENGLISH.fullmatch(words) is not None


def cut_at(piece: Piece, stops: Sequence[str], label: str) -> Piece:
    """The piece up to the next label in it."""
    text = piece.folded
    end = len(text)
    for stop in stops:
        want = squeeze(stop)
        if stop == label or len(want) < 2 or want[0] not in text:
            continue
        for match in printed(stop).finditer(text):
            after = text[match.end() :].lstrip()
            before = text[: match.start()]
            open_end = not after or after[0] in ":(" or before[-1:].isspace() or not before
            surely = match.start() > 0 or after[:1] == ":"
            if match.start() < end and open_end and surely:
                end = match.start()
                break
    return piece[:end]


def _row_mates(sheet: TextSheet, box: Box, line: int, level: float = 0.4) -> list[int]:
    """Lines level with the box and right of it, nearest first; `level` is the height shared."""
    mates = []
    far = max(0.45, MAX_DISTANCE * sheet.aspect)  # a telephone's screen is narrow
    near, height = box.x1 - SLACK * box.height * sheet.aspect, box.height
    for i, other in enumerate(sheet.lines):
        if i == line or other.box.x0 < near or other.box.x0 - box.x1 > far:
            continue
        shared = min(other.box.y1, box.y1) - max(other.box.y0, box.y0)
        if shared > 0 and shared > level * min(other.box.height, height):
            mates.append(i)
    return sorted(mates, key=lambda i: sheet.lines[i].box.x0)


def _beside(sheet: TextSheet, found: LabelMatch, stops: Sequence[str]) -> tuple[int, Piece] | None:
    box = found.piece.level
    assert box is not None
    level = _up_to_label(sheet, _row_mates(sheet, box, found.line), stops)
    if not level:
        # A value of two lines beside a one-line label is half a line above and below it, and a
        # printer may have set the values of a form half a line too low.
        near = _up_to_label(sheet, _row_mates(sheet, box, found.line, 0.2), stops)
        level = [i for i in near if not is_taken(sheet, i, stops, box)]
    if not level:
        return None
    return level[0], cut_at(sheet.piece(level[0]), stops, found.label).strip(" :;|")


def _up_to_label(sheet: TextSheet, mates: Sequence[int], stops: Sequence[str]) -> list[int]:
    """The lines with text, up to the next label."""
    kept = []
    for i in mates:
        text = sheet.folded[i].strip(" :;|")
        if text and (is_label(text, stops) or starts_with_label(text, stops)):
            break
        if text:
            kept.append(i)
    return kept


def _cell(
    sheet: TextSheet, found: LabelMatch, line: int, piece: Piece, stops: Sequence[str], lines: int
) -> Piece:
    """The value's further lines above and below in its cell: they start where it starts."""
    label = found.piece.level
    first = sheet.lines[line].box
    assert label is not None
    pitch = first.height * 2.1
    result = [(first.cy, piece)]
    for step in (-1, 1):
        edge, at = first, line
        while len(result) < lines:
            near = _stacked(sheet, edge, at, pitch, step, label)
            if near is None or is_taken(sheet, near, stops, label):
                break
            edge, at = sheet.lines[near].box, near
            if step < 0 and edge.y1 < label.y0 - first.height * 1.2:
                break
            result.append((edge.cy, sheet.piece(near)))
    result.sort(key=lambda item: item[0])
    whole = result[0][1]
    for _, more in result[1:]:
        whole = whole + more
    return whole


def _stacked(
    sheet: TextSheet, edge: Box, line: int, pitch: float, step: int, label: Box
) -> int | None:
    """The line right above or below `edge` that starts at the same x and right of the label."""
    best: int | None = None
    for i, other in enumerate(sheet.lines):
        gap = (other.box.cy - edge.cy) * step
        if i == line or not 0.3 * edge.height < gap < pitch:
            continue
        near = 1.2 * edge.height / max(0.2, 1 / sheet.aspect)
        if other.box.x0 < label.x1 - 0.01:
            continue
        if abs(other.box.x0 - edge.x0) > near and not _is_centred(sheet, i, edge, label):
            continue
        if best is None or gap < (sheet.lines[best].box.cy - edge.cy) * step:
            best = i
    return best


def _is_centred(sheet: TextSheet, line: int, edge: Box, label: Box) -> bool:
    """Whether a line is centred under (or over) another, as in a centred cell.

    A separate row has text at its left that reaches under the label.
    """
    box = sheet.lines[line].box
    inside = box.x0 > edge.x0 - 0.01 and box.x1 < edge.x1 + 0.01
    if not inside or abs(box.cx - edge.cx) > 0.012:
        return False
    return not any(
        other.box.x1 < box.x0 + 0.01
        and other.box.x1 > label.x0
        and min(other.box.y1, box.y1) - max(other.box.y0, box.y0) > 0.4 * box.height
        and not label.y0 < other.box.cy < label.y1
        for i, other in enumerate(sheet.lines)
        if i != line
    )


def _continued(
    sheet: TextSheet, found: LabelMatch, rest: Piece, stops: Sequence[str], lines: int
) -> Piece:
    """A value after its label that continues in the lines below, if they have no label."""
    whole, edge, at = rest, sheet.lines[found.line].box, found.line
    start, label = rest.level, found.piece.level
    assert label is not None
    for _ in range(lines - 1):
        below = [
            i
            for i, other in enumerate(sheet.lines)
            if i != at
            and 0.4 * edge.height < other.box.cy - edge.cy < 2.0 * edge.height
            and other.box.x0 < edge.x1
            and other.box.x0 > edge.x0 - 0.1
        ]
        if not below:
            break
        nearest = min(
            below, key=lambda i: (sheet.lines[i].box.cy, abs(sheet.lines[i].box.x0 - edge.x0))
        )
        if is_taken(sheet, nearest, stops, label):
            break
        if start is not None and abs(sheet.lines[nearest].box.x0 - start.x0) > 0.03:
            break
        if sheet.lines[nearest].box.x1 > edge.x1 + 0.03:  # only a full line runs on
            break
        whole, edge, at = whole + sheet.piece(nearest), sheet.lines[nearest].box, nearest
    return whole


def _below(sheet: TextSheet, found: LabelMatch, stops: Sequence[str]) -> Piece | None:
    box = found.piece.level
    assert box is not None
    under = [
        i
        for i, other in enumerate(sheet.lines)
        if 0.5 * box.height < other.box.cy - box.cy < 3.5 * box.height
        and min(other.box.x1, box.x1) - max(other.box.x0, box.x0)
        > 0.3 * min(other.box.width, box.width)
    ]
    if not under:
        return None
    nearest = min(under, key=lambda i: sheet.lines[i].box.cy)
    return None if is_label(sheet.folded[nearest], stops) else sheet.piece(nearest)
