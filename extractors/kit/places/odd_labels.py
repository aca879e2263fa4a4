"""Labels printed or read differently from every known one: split over two lines, worn, reworded."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.models.geometry import Box
from core.text.alike import edits
from core.text.fold import MAX_CACHED_TEXTS
from extractors.kit.places.anchor import PUNCTUATION, Anchor
from extractors.kit.places.kindred import words_of
from extractors.kit.places.structure import SheetRow
from extractors.kit.places.words import LIKE, LabelVocabulary

SHORT = 4  # up to this length, labels match with an error only where the OCR is unsure of a letter
DOUBTED = 0.9  # a letter with a lower confidence may be another letter
MARKS = "*\"'“”‘’·•※"  # marks before the label of a mandatory field
GLUED = 0.7  # confidence of a label whose value follows without a mark
SAME = 0.87  # how close in meaning a text without a colon must be to count as a label
WORN = 0.8  # confidence of a label with one different character


_HAN = re.compile(r"[一-鿿]+")
_ENGLISH = re.compile(r"/[a-zA-Z][a-zA-Z .'’&-]*(?=[^a-zA-Z])")
_COUNTED = re.compile(
    r"(?:[-—·•●■□▪※☆◆▲]+|[0-9]{1,2}[.,、)](?![0-9])|[(][0-9一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}[,、.])"
)
"""The number of a field in a list of fields: 3.证书编号, (二)住所."""


def broken(rows: Sequence[SheetRow], words: LabelVocabulary) -> Iterator[tuple[int, Anchor]]:
    """Labels that a narrow cell broke into two lines, found at both lines: 学历证书编 / 号.

    Two labels below each other are no such halves if the upper one has its own value: 房屋所有权人, 共有情况.
    """
    for n, row in enumerate(rows):
        for start, end in row.segments:
            for label in words.endings.get(row.lower[start:end], ()):
                head = label[: start - end]
                at = _head_above(rows, n, head, row.box(start, end))
                if at is None or (
                    head in words.labels
                    and row.lower[start:end] in words.labels
                    and _has_beside(rows[at[0]], at[1] + len(head))
                ):
                    continue
                m, first = at
                fields = words.labels[label]
                yield m, Anchor(label, rows[m], first, first + len(head), 1.0, fields)
                yield n, Anchor(label, row, start, end, 0.9, fields)
                break


def _has_beside(row: SheetRow, at: int) -> bool:
    """Whether something stands in the row behind a label: it is no half of one."""
    return bool(row.lower[at:].strip(PUNCTUATION))


def _head_above(rows: Sequence[SheetRow], n: int, head: str, tail: Box) -> tuple[int, int] | None:
    """The position of the first part of a label directly above its last part."""
    for m in range(n - 1, max(-1, n - 3), -1):
        if rows[m].sheet is not rows[n].sheet:
            return None
        at = rows[m].lower.find(head)
        while at >= 0:
            box, end = rows[m].box(at, at + len(head)), at + len(head)
            under = 0.4 * tail.height < tail.cy - box.cy < 2.4 * tail.height
            whole = end == len(rows[m].text) or rows[m].starts(end) or rows[m].text[end] == "("
            if under and whole and box.x0 - 0.02 < tail.x0 < box.x1:
                return m, at
            at = rows[m].lower.find(head, at + 1)
    return None


def worn(row: SheetRow, words: LabelVocabulary) -> Iterator[Anchor]:
    """Labels close to a known one, or reworded, that are before a colon or alone."""
    for begin, stop in row.segments:
        if (short := _misread_short(row, begin, stop, words)) is not None:
            yield short
            continue
        counted = _COUNTED.match(row.text, begin, stop)
        start = counted.end() if counted else begin
        colon = row.text.find(":", start, stop)
        end = colon if colon > 0 else stop
        text = row.lower[start:end]
        if not 2 <= len(text) <= 16 or any(ch.isdigit() for ch in text) or text in words.labels:
            if colon < 0 and (glued := _glued(row, start, stop, words)) is not None:
                yield glued
            continue
        fields, label = _meant(text, words, by_itself=colon < 0), text
        if not fields and (near := _misread(text, words)):
            fields, label = words.labels[near], near
        if not fields and colon < 0 and (glued := _glued(row, start, stop, words)) is not None:
            yield glued
        elif fields or (colon > 0 and len(text) > 2):
            yield Anchor(label, row, start, end + (colon > 0), WORN, fields, "", colon > 0)


def _glued(row: SheetRow, start: int, stop: int, words: LabelVocabulary) -> Anchor | None:
    """A label whose value follows directly: 证号京样质-42120."""
    for end in range(min(start + 9, stop - 1), start + 1, -1):
        text = row.lower[start:end]
        if text in words.labels:
            return None
        if not _HAN.fullmatch(text) or not (made := words_of(text)) or not made[-1].names:
            continue
        if not all(word.classes for word in made):
            continue
        fields = words.like(text, meant=True)
        if fields and max(fields.values()) >= LIKE * SAME:
            english = _ENGLISH.match(row.text, end, stop)
            sure = GLUED if english or row.text[end].isdigit() else GLUED - 0.1
            return Anchor(text, row, start, english.end() if english else end, sure, fields)
    return None


def _meant(text: str, words: LabelVocabulary, *, by_itself: bool) -> dict[str, float]:
    """The fields that a label means; `by_itself`, the text must be nothing but a label."""
    near = words.like(text) if len(text) > 2 else {}
    least = LIKE * (SAME if by_itself or len(text) < 3 else 0.0)
    more = words.like(text, meant=True)
    return near | {n: worth for n, worth in more.items() if worth >= max(least, near.get(n, 0.0))}


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _misread(text: str, words: LabelVocabulary) -> str:
    """The known label that differs in one letter (two in a long one); empty if there is none."""
    if len(text) < 5:
        return ""
    near = ((edits(text, label), label) for label in words.sharing(text, 2))
    wrong, label = min(near, default=(9, ""))
    return label if wrong <= (1 if len(label) < 8 else 2) else ""


def _misread_short(row: SheetRow, start: int, stop: int, words: LabelVocabulary) -> Anchor | None:
    """A short label before a colon with one letter that was read with doubt: 性名 for 姓名.

    None if it may be a label of different fields.
    """
    colon = row.text.find(":", start, stop)
    while start < colon and row.text[start] in MARKS:
        start += 1
    text = row.lower[start:colon]
    if colon < 0 or not 2 <= len(text) <= SHORT or text in words.labels:
        return None
    doubted = [k for k in range(len(text)) if row.certainty(start + k) < DOUBTED]
    meant = {
        label
        for k in doubted
        for label in words.of_size(len(text))
        if label[:k] == text[:k] and label[k + 1 :] == text[k + 1 :] and words.labels[label]
    }
    if len({frozenset(words.labels[label]) for label in meant}) != 1:
        return None
    label = max(meant, key=lambda label: (sum(words.labels[label].values()), label))
    return Anchor(label, row, start, colon + 1, WORN, words.labels[label], "", True)
