"""Cells of a table cut from lines: OCR joins narrow neighbours into one line."""

import itertools
import re
from collections.abc import Callable, Iterator

from core.text.sheet import Piece

MIN_CELL_GAP = 1.45  # of the usual step between characters: a gap between two cells
_ATOM = re.compile(
    r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-3][0-9](?![0-9])"
    r"|(?:19|20)[0-9]{2}[-./](?:1[0-2]|0[0-9]|[1-9])(?![0-9]{1,2}(?![0-9]))"
    r"|(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    r"|[1-9][0-9]{16}[0-9Xx]"
    r"|-?¥?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}|-?¥?[0-9]+\.[0-9]{2}(?![0-9]{3,}\.?$)"
    r"|[0-9]+%?"
    r"|[^0-9¥]+"
)
EDGE = 1.3  # times the usual step: a letter's box that includes the space beside it
_SLURRED = re.compile(r"-?¥?[0-9]{1,3}(?:[,.:]{1,2}[0-9]{3})+[,.:]{1,2}[0-9]{2}")
_MERGED = re.compile(r"(?:[0-9]{1,2})(?=(?:19|20)[0-9]{2}[-./年])")


def atoms(piece: Piece) -> Iterator[Piece]:
    """The smallest parts of a piece that may be cells of their own: words, dates, amounts."""
    text = piece.folded
    for word in re.finditer(r"\S+", text):
        start, end = word.span()
        if _SLURRED.fullmatch(word[0]) and _close(piece[start:end]):
            yield piece[start:end]
            continue
        lead = _MERGED.match(text, start, end)
        if lead and _dates_at(text, lead.end()):
            yield piece[start : lead.end()]
            start = lead.end()
        for match in _ATOM.finditer(text, start, end):
            yield piece[match.start() : match.end()]


def _close(piece: Piece) -> bool:
    """Whether characters are adjacent, without a gap that would separate two cells."""
    steps = _steps(piece)
    return max(steps) <= MIN_CELL_GAP * sorted(steps)[len(steps) // 2]


def _steps(piece: Piece) -> list[float]:
    """From each character's middle to the next one's."""
    boxes = [piece[i : i + 1].level for i in range(len(piece.chars))]
    return [b.cx - a.cx for a, b in itertools.pairwise(boxes) if a and b]


def _dates_at(text: str, at: int) -> bool:
    return re.match(r"(?:19|20)[0-9]{2}[-./年][0-9]{1,2}", text[at:]) is not None


def cells(piece: Piece, column_at: Callable[[float], int]) -> Iterator[tuple[int, Piece]]:
    """The piece cut where its atoms are in different columns: (column, part)."""
    run: Piece | None = None
    home = -1
    for atom in atoms(piece):
        for part in _by_gap(atom, column_at):
            box = part.level
            if box is None:
                continue
            at = column_at(box.cx)
            if run is not None and at == home:
                run = run + part
            else:
                if run is not None:
                    yield home, run
                run, home = part, at
    if run is not None:
        yield home, run


def _by_gap(atom: Piece, column_at: Callable[[float], int]) -> Iterator[Piece]:
    """A run of words that extends over two columns, cut at its widest gap between them."""
    if len(atom.chars) < 4 or atom.folded[0].isdigit():
        yield atom
        return
    ends_in = [column_at(box.cx) for end in (atom[:1], atom[-1:]) if (box := end.level)]
    if ends_in[0] == ends_in[-1]:
        yield atom
        return
    boxes = [atom[i : i + 1].level for i in range(len(atom.chars))]
    steps = _steps(atom)
    usual = sorted(steps)[len(steps) // 2]
    widest = max(range(len(steps)), key=lambda i: steps[i])
    ends = {0: boxes[0], len(steps) - 1: boxes[-1]}
    edge = ends.get(widest)  # the space that separates it from the next cell is in its own box
    outside = edge is not None and edge.width > EDGE * usual
    if steps[widest] > MIN_CELL_GAP * usual and not outside:
        yield atom[: widest + 1]
        yield atom[widest + 1 :]
    else:
        yield atom
