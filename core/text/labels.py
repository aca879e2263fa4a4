"""Find where labels are printed; core.text.cells finds the values at them.

Uses printed text and layout, not fixed positions: a label is matched at
the start of a line or of a part of it, with one wrong character allowed in longer ones.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.text.alike import misread
from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet

MIN_FUZZY_LENGTH = 6  # characters of a label that may have one wrong character
WIDE = 1.8  # usual widths: a gap before which a text may end
SPREAD = 1.4  # the same, where the label before it was spread widely


@dataclass(frozen=True)
class LabelMatch:
    """A label on a sheet: its text, and the piece with it."""

    label: str
    line: int
    piece: Piece
    end: int
    """Index in the line after the label and its colon."""
    clean: bool
    """A colon, the line's end or a gap follows: surely a label, not part of a sentence."""


@lru_cache(maxsize=4000)
def printed(label: str) -> re.Pattern[str]:
    """The label with any spaces between its characters and any text in brackets after it."""
    letters = r"\s*".join(re.escape(ch) for ch in squeeze(label))
    return re.compile(letters)


def find_labels(sheet: TextSheet, labels: Sequence[str]) -> Iterator[LabelMatch]:
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


def _exact(sheet: TextSheet, label: str) -> Iterator[LabelMatch]:
    first = squeeze(label)[:1]
    for i, text in enumerate(sheet.folded):
        for match in printed(label).finditer(text) if first in text else ():
            before = text[: match.start()]
            if before and not _boundary(before, sheet, i, match.start()):
                continue
            yield _found(sheet, label, i, match.start(), match.end())


def _boundary(before: str, sheet: TextSheet, line: int, at: int) -> bool:
    """Whether a label may start here: after punctuation, a space, or a wide gap."""
    if before[-1] in " ,.;:)(]*-_|\"'<>□/·•" or before[-1].isdigit():
        return True
    return _gap_before(sheet, line, at) > WIDE


def _gap_before(sheet: TextSheet, line: int, at: int) -> float:
    """The width of a character or of the one before it, whichever is wider, in usual widths."""
    cuts = sheet.lines[line].cuts
    widths = sorted(b - a for a, b in itertools.pairwise(cuts))
    usual = max(1e-9, widths[len(widths) // 2])
    return max(cuts[at + 1] - cuts[at], cuts[at] - cuts[at - 1]) / usual


def _spread(sheet: TextSheet, label: str) -> Iterator[LabelMatch]:
    """A label with wide spacing whose characters were read as separate lines.

    The last of them may have been read with the value: 名 / 称 某公司.
    """
    want = squeeze(label)
    for row in sheet.rows:
        for k in range(len(row) - 1):
            rest, size = want, 0
            for i in row[k:]:
                text = squeeze(sheet.folded[i]).rstrip(":")
                if size and text.startswith(rest):
                    found = _joined(sheet, label, row[k : k + size + 1], rest)
                    if found.clean or _gap_before(sheet, i, found.end) > SPREAD:
                        yield found  # else part of another label: 姓 | 名称
                    break
                if not text or text == rest or not rest.startswith(text):
                    break
                rest, size = rest[len(text) :], size + 1


def _joined(sheet: TextSheet, label: str, lines: Sequence[int], rest: str) -> LabelMatch:
    """The label that fills all the lines but the last, which begins with its `rest`."""
    last = lines[-1]
    tail = printed(rest).search(sheet.folded[last])
    assert tail is not None
    found = _found(sheet, label, last, tail.start(), tail.end())
    whole = Piece(())
    for i in lines[:-1]:
        whole = whole + sheet.piece(i)
    return replace(found, piece=whole + found.piece)


def _wrapped(sheet: TextSheet, label: str) -> Iterator[LabelMatch]:
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
                yield LabelMatch(label, i, whole, len(sheet.folded[i]), True)


def _near(sheet: TextSheet, label: str) -> Iterator[LabelMatch]:
    """The label at the start of a line with one character misread or lost."""
    want = squeeze(label)
    for i, (bare, chars) in enumerate(sheet.dense):
        for size, wrong in ((len(want), 1), (len(want) - 1, 0)):
            head = bare[:size]
            if len(head) < size or not _is_worn(head, want, wrong):
                continue
            rest = bare[size:]
            if not rest or rest[0] in ":.;":
                yield _found(sheet, label, i, chars[0].at, chars[size - 1].at + 1)
                break


def _is_worn(head: str, want: str, wrong: int) -> bool:
    """Whether a line's head is the label with `wrong` characters misread, or one lost.

    A short label may lose a character at its ends, a long one anywhere.
    """
    if len(head) == len(want):
        return misread(head, want) == wrong
    inner = range(len(want)) if len(want) >= MIN_FUZZY_LENGTH else (0, len(want) - 1)
    return len(head) >= 3 and any(head == want[:k] + want[k + 1 :] for k in inner)


_TAIL = re.compile(r"\s*(?:\([^()]{0,12}\)|\[[^\[\]]{0,12}\])?\s*([:;])?\s*")
_BARE = re.compile(r"\s*([:;])?\s*")


def _found(sheet: TextSheet, label: str, line: int, start: int, end: int) -> LabelMatch:
    text = sheet.folded[line]
    tail = _TAIL.match(text, end) or _BARE.match(text, end)
    assert tail is not None
    if tail[1] is None and tail.end() < len(text):
        tail = _BARE.match(text, end)
        assert tail is not None
    clean = tail[1] is not None or tail.end() == len(text) or tail.end() > end
    return LabelMatch(label, line, sheet.piece(line, start, end), tail.end(), clean)
