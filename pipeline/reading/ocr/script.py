"""Unifies old and new script: mainland papers are printed in the new one, in any type.

A recogniser that knows both scripts reads ornate or small type as the old one. For it 靜 and 静 are
two characters that share the probability; here they count as one.
"""

from collections.abc import Sequence

import opencc

KEPT = frozenset("昇乾徵於氾麴")  # in the new script too, for names (通用规范汉字表, 2013)


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
