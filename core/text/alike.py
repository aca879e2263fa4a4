"""The edit distance of short texts, and approximate search of a word in a longer text."""

from functools import cache
from pathlib import Path

from rapidfuzz.distance import Hamming, LCSseq, Levenshtein

FILE = Path(__file__).with_name("lookalikes.txt")
"""One line for each character with look-alikes, itself first; made by tools/lookalikes.py."""


GLYPHS = str.maketrans("OIL", "011")
"""Capitals that look like digits: in a code no reader can distinguish them."""


def edits(one: str, other: str) -> int:
    """The number of single-character edits between two texts.

    >>> edits("王晓明", "王小明"), edits("", "ab")
    (1, 2)
    """
    return Levenshtein.distance(one, other)


def misread(one: str, other: str) -> int:
    """In how many characters two texts of the same length differ.

    >>> misread("王晓明", "王小明")
    1
    """
    return Hamming.distance(one, other, pad=False)


def in_common(one: str, other: str) -> int:
    """How many characters two texts share, in the same order.

    >>> in_common("序号税教所嵩期", "税款所属期")
    3
    """
    return LCSseq.similarity(one, other)


def one_apart(one: str, other: str) -> bool:
    """Whether a single edit makes one text the other.

    >>> one_apart("王晓明", "王小明"), one_apart("王明", "王小明"), one_apart("王明", "王明")
    (True, True, False)
    """
    return Levenshtein.distance(one, other, score_cutoff=1) == 1


def nearest(word: str, text: str) -> tuple[int, int] | None:
    """Start and end of the best approximate match of the word in the text, or None.

    A third of its characters may differ, but at least one.

    >>> nearest("王晓明", "王小明工资由"), nearest("李四", "王小明工资由")
    ((0, 3), None)
    """
    found = [
        (edits(text[start : start + size], word), abs(size - len(word)), start, start + size)
        for size in (len(word), len(word) - 1, len(word) + 1)
        for start in range(len(text) - size + 1)
        if size > 0
    ]
    best = min(found, default=None)
    if best is None or best[0] > max(1, len(word) // 3):
        return None
    return best[2], best[3]


@cache
def _lookalikes() -> dict[str, frozenset[str]]:
    lines = FILE.read_text("utf-8").split()
    return {line[0]: frozenset(line[1:]) for line in lines}


def misreadings(word: str) -> tuple[str, ...]:
    """The words that differ from this one in a single look-alike.

    >>> "佘明" in misreadings("余明"), "余明" in misreadings("余明"), misreadings("")
    (True, False, ())
    """
    return tuple(
        word[:n] + other + word[n + 1 :]
        for n, letter in enumerate(word)
        for other in sorted(_lookalikes().get(letter, ()))
    )


def look_alike(one: str, other: str) -> bool:
    """Whether two Chinese characters are easily confused in a scan.

    >>> look_alike("余", "佘"), look_alike("昇", "异"), look_alike("张", "王")
    (True, True, False)
    """
    return other in _lookalikes().get(one, frozenset())
