"""One script: papers of the mainland are printed in the new script, whatever type they are in.

A recogniser that knows both scripts takes ornate or small type for the old one. To it 靜 and
静 are two characters between which it is torn; to us they are one.
"""

from collections.abc import Sequence

import opencc

KEPT = frozenset("昇乾徵於氾麴")  # in use for names in the new script too (通用规范汉字表, 2013)


def modern(alphabet: Sequence[str]) -> list[tuple[int, int]]:
    """Index of an old-script character, index of its new form; for those that have both.

    >>> modern(["静", "靜", "喆", "昇", "升"])
    [(1, 0)]
    """
    at = {ch: i for i, ch in enumerate(alphabet)}
    convert = opencc.OpenCC("t2s").convert
    pairs = []
    for i, ch in enumerate(alphabet):
        if len(ch) != 1 or ch < "\u3400" or ch in KEPT:
            continue
        new = convert(ch)
        if new != ch and new in at:
            pairs.append((i, at[new]))
    return pairs
