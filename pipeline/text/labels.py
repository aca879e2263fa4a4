"""Finding the value that stands at a label: after it, beside it, or below it.

Works by what is printed and how it stands, not by fixed places: a label is matched at
the start of a line or of a part of it, with one wrong character allowed in longer ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.models.geometry import Box
from pipeline.text.fold import squeeze
from pipeline.text.sheet import Piece, Sheet
from pipeline.text.values import Reader, Value

SLACK = 0.6  # of a line's height: how far apart two things in one row or column may start
FAR = 0.45  # of the page's width: a value is not farther right of its label than this


@dataclass(frozen=True)
class Found:
    """A label on a sheet: which, and the piece that prints it."""

    label: str
    line: int
    piece: Piece
    end: int
    """Index in the line after the label and its colon."""
    clean: bool
    """A colon or the line's end follows, or a gap: surely a label, not part of a sentence."""


@lru_cache(maxsize=4000)
def _pattern(label: str) -> re.Pattern[str]:
    """The label with any spaces between its characters and any text in brackets after it."""
    letters = r"\s*".join(re.escape(ch) for ch in squeeze(label))
    return re.compile(letters)


def find_labels(sheet: Sheet, labels: Sequence[str]) -> Iterator[Found]:
    """Places where one of the labels is printed, surest label first, then down the page."""
    for label in labels:
        yield from _exact(sheet, label)
    for label in labels:
        yield from _spread(sheet, label)
    for label in labels:
        yield from _wrapped(sheet, label)
    for label in labels:
        if len(squeeze(label)) >= 4:
            yield from _near(sheet, label)


def _exact(sheet: Sheet, label: str) -> Iterator[Found]:
    for i, text in enumerate(sheet.folded):
        for match in _pattern(label).finditer(text):
            before = text[: match.start()]
            if before and not _boundary(before, sheet, i, match.start()):
                continue
            yield _found(sheet, label, i, match.start(), match.end())


def _boundary(before: str, sheet: Sheet, line: int, at: int) -> bool:
    """Whether a label may start here: after punctuation, a space, or a wide gap."""
    if before[-1] in " ,.;:)(]*-_|\"'<>□/" or before[-1].isdigit():
        return True
    cuts = sheet.lines[line].cuts
    widths = sorted(b - a for a, b in zip(cuts, cuts[1:], strict=False))
    usual = widths[len(widths) // 2] if widths else 0.0
    return (cuts[at + 1] - cuts[at]) > 1.8 * usual or (cuts[at] - cuts[at - 1]) > 1.8 * usual


def _spread(sheet: Sheet, label: str) -> Iterator[Found]:
    """A label set so wide that its characters were read as lines of their own."""
    want = squeeze(label)
    for row in sheet.rows:
        for k in range(len(row) - 1):
            text, size = "", 0
            while k + size < len(row) and len(text) < len(want):
                text += squeeze(sheet.folded[row[k + size]]).rstrip(":")
                size += 1
            if size > 1 and text == want:
                last = row[k + size - 1]
                whole = Piece(())
                for i in row[k : k + size]:
                    whole = whole + sheet.piece(i)
                yield Found(label, last, whole, len(sheet.folded[last]), True)


def _wrapped(sheet: Sheet, label: str) -> Iterator[Found]:
    """A label that its narrow cell broke into two lines: 学历证书编 / 号."""
    want = squeeze(label)
    bare = [squeeze(text).rstrip(":;") for text in sheet.folded]
    for i, head in enumerate(bare):
        if not 2 <= len(head) < len(want) or not want.startswith(head):
            continue
        box = sheet.lines[i].box
        for j, tail in enumerate(bare):
            other = sheet.lines[j].box
            under = 0.4 * box.height < other.cy - box.cy < 2.2 * box.height
            if tail == want[len(head) :] and under and other.x0 < box.x1 and other.x1 > box.x0:
                whole = sheet.piece(i) + sheet.piece(j)
                yield Found(label, i, whole, len(sheet.folded[i]), True)


def _near(sheet: Sheet, label: str) -> Iterator[Found]:
    """The label at the start of a line with one character misread, or an end one lost."""
    want = squeeze(label)
    for i, text in enumerate(sheet.folded):
        kept = [k for k, ch in enumerate(text) if not ch.isspace()]
        for size, wrong in ((len(want), 1), (len(want) - 1, 0)):
            head = "".join(text[k] for k in kept[:size])
            if len(head) < size or not _is_worn(head, want, wrong):
                continue
            end = kept[size - 1] + 1
            rest = text[end:].lstrip()
            if not rest or rest[0] in ":.;":
                yield _found(sheet, label, i, kept[0], end)
                break


def _is_worn(head: str, want: str, wrong: int) -> bool:
    """Whether a line's head is the label with `wrong` characters misread or an end one lost."""
    if len(head) == len(want):
        return sum(a != b for a, b in zip(head, want, strict=True)) == wrong
    return len(head) >= 3 and head in (want[1:], want[:-1])


_TAIL = re.compile(r"\s*(?:\([^()]{0,12}\)|\[[^\[\]]{0,12}\])?\s*([:;])?\s*")
_BARE = re.compile(r"\s*([:;])?\s*")


def _found(sheet: Sheet, label: str, line: int, start: int, end: int) -> Found:
    text = sheet.folded[line]
    tail = _TAIL.match(text, end) or _BARE.match(text, end)
    assert tail is not None
    if tail[1] is None and tail.end() < len(text):
        tail = _BARE.match(text, end)
        assert tail is not None
    clean = tail[1] is not None or tail.end() == len(text) or tail.end() > end
    return Found(label, line, sheet.piece(line, start, end), tail.end(), clean)


def value_at(
    sheet: Sheet,
    found: Found,
    read: Reader,
    stops: Iterable[str] = (),
    *,
    below: bool = False,
    lines: int = 1,
) -> Value | None:
    """The value that stands at the label, or None.

    Looks after the label on its line up to the next label of `stops`, then beside it, then
    (with `below`) under it. `lines` is how many lines a value may run over.
    """
    stops = tuple(stops)
    if _is_longer(sheet, found, stops):
        return None
    for piece in candidates(sheet, found, stops, below=below, lines=lines):
        if piece and (value := read(piece)) is not None:
            return value
    return None


def _is_longer(sheet: Sheet, found: Found, stops: Sequence[str]) -> bool:
    """Whether a longer label stands there, of which this one is only the beginning."""
    if len(found.piece.chars) == 0 or found.piece.chars[0].line != found.line:
        return False
    text = squeeze(sheet.folded[found.line][found.piece.chars[0].index :])
    want = squeeze(found.label)
    return any(
        len(stop) > len(want) and stop.startswith(want) and text.startswith(stop)
        for stop in map(squeeze, stops)
    )


def candidates(
    sheet: Sheet, found: Found, stops: Sequence[str], *, below: bool, lines: int
) -> Iterator[Piece]:
    """Pieces that may hold the value, likeliest first."""
    rest = cut_at(sheet.piece(found.line, found.end), stops, found.label)
    beside = _beside(sheet, found, stops)
    if rest.strip():
        if lines > 1:
            yield _continued(sheet, found.line, rest, stops, lines)
        yield rest
        return
    if beside is not None:
        line, piece = beside
        if lines > 1:
            yield _cell(sheet, found, line, piece, stops, lines)
        yield piece
    if below and (under := _below(sheet, found, stops)) is not None:
        yield under


def cut_at(piece: Piece, stops: Sequence[str], label: str) -> Piece:
    """The piece up to the next label in it."""
    text = piece.folded
    end = len(text)
    for stop in stops:
        if stop == label or len(squeeze(stop)) < 2:
            continue
        for match in _pattern(stop).finditer(text):
            after = text[match.end() :].lstrip()
            before = text[: match.start()]
            open_end = not after or after[0] in ":(" or before[-1:].isspace() or not before
            if match.start() < end and open_end and match.start() > 0:
                end = match.start()
                break
    return piece[:end]


def is_label(text: str, stops: Sequence[str]) -> bool:
    """Whether a line is nothing but a label."""
    bare = squeeze(text).rstrip(":;.")
    return any(bare == squeeze(stop) for stop in stops)


def _row_mates(sheet: Sheet, box: Box, line: int, level: float = 0.4) -> list[int]:
    """Lines level with the box and right of it, nearest first; `level` is the height shared."""
    mates = []
    for i, other in enumerate(sheet.lines):
        if i == line or other.box.x0 < box.x1 - SLACK * box.height / sheet.aspect:
            continue
        if other.box.x0 - box.x1 > FAR:
            continue
        shared = min(other.box.y1, box.y1) - max(other.box.y0, box.y0)
        if shared > level * min(other.box.height, box.height):
            mates.append(i)
    return sorted(mates, key=lambda i: sheet.lines[i].box.x0)


def _beside(sheet: Sheet, found: Found, stops: Sequence[str]) -> tuple[int, Piece] | None:
    box = found.piece.level
    assert box is not None
    # A value of two lines beside a label of one stands half a line above and below it.
    for i in _row_mates(sheet, box, found.line) or _row_mates(sheet, box, found.line, 0.2):
        text = sheet.folded[i].strip(" :;|")
        if not text:
            continue
        if is_label(text, stops):
            return None
        return i, cut_at(sheet.piece(i), stops, found.label).strip(" :;|")
    return None


def _cell(
    sheet: Sheet, found: Found, line: int, piece: Piece, stops: Sequence[str], lines: int
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
            if near is None or _is_taken(sheet, near, stops, label):
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


def _stacked(sheet: Sheet, edge: Box, line: int, pitch: float, step: int, label: Box) -> int | None:
    """The line right above or below `edge` that starts at the same x and right of the label."""
    best: int | None = None
    for i, other in enumerate(sheet.lines):
        gap = (other.box.cy - edge.cy) * step
        if i == line or not 0.3 * edge.height < gap < pitch:
            continue
        start = abs(other.box.x0 - edge.x0)
        if start > 1.2 * edge.height / max(0.2, 1 / sheet.aspect) or other.box.x0 < label.x1 - 0.01:
            continue
        if best is None or gap < (sheet.lines[best].box.cy - edge.cy) * step:
            best = i
    return best


def _is_taken(sheet: Sheet, line: int, stops: Sequence[str], label: Box) -> bool:
    """Whether a line belongs to another label: it is one, or one stands in its row left of it."""
    box = sheet.lines[line].box
    if is_label(sheet.folded[line], stops) or _starts_with_label(sheet.folded[line], stops):
        return True
    for i, other in enumerate(sheet.lines):
        if i == line or other.box.x1 > box.x0 + 0.01 or other.box.x0 < label.x0 - 0.05:
            continue
        shared = min(other.box.y1, box.y1) - max(other.box.y0, box.y0)
        outside = other.box.cy < label.y0 or other.box.cy > label.y1
        if shared > 0.5 * min(other.box.height, box.height) and outside:
            return True
    return False


def _starts_with_label(text: str, stops: Sequence[str]) -> bool:
    return any(re.match(_pattern(stop).pattern + r"\s*:", text) for stop in stops)


def _continued(sheet: Sheet, line: int, rest: Piece, stops: Sequence[str], lines: int) -> Piece:
    """A value after its label that runs on in the lines below, where they carry no label."""
    whole, edge, at = rest, sheet.lines[line].box, line
    start = rest.level
    for _ in range(lines - 1):
        full = edge.x1 > 0.75 or (start is not None and edge.x1 > start.x0 + 0.25)
        below = [
            i
            for i, other in enumerate(sheet.lines)
            if i != at
            and 0.4 * edge.height < other.box.cy - edge.cy < 2.0 * edge.height
            and other.box.x0 < edge.x1
            and other.box.x0 > edge.x0 - 0.1
        ]
        if not full or not below:
            break
        nearest = min(
            below, key=lambda i: (sheet.lines[i].box.cy, abs(sheet.lines[i].box.x0 - edge.x0))
        )
        text = sheet.folded[nearest]
        if is_label(text, stops) or _starts_with_label(text, stops):
            break
        if start is not None and abs(sheet.lines[nearest].box.x0 - start.x0) > 0.03:
            break
        whole, edge, at = whole + sheet.piece(nearest), sheet.lines[nearest].box, nearest
    return whole


def _below(sheet: Sheet, found: Found, stops: Sequence[str]) -> Piece | None:
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
