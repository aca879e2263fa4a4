"""Which types a document resembles, by its words alone and whatever it was recognised as.

This recognises nothing and decides nothing: it is a second opinion for whoever must be sure that a
document is *not* in the packet. A document with the words 学位, 授予 and 认证 may be the missing degree
report, even if its title is worded in a new way. Pairs of characters are compared, not phrases, so
that another order, half a synonym or a misread character costs little.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.models.document import TypeGuess
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors.kit.fields import TypeEntry
from extractors.packet.vocabulary import known_words

MIN_RESEMBLANCE = 0.12
"""From this value on a document resembles a type. On synthetic documents of other designs the least
similar had 0.19; of strange documents (résumés, receipts, chats) the most similar had 0.15.
"""
_HAN = re.compile(r"[一-鿿]+")


def resemblance(sheets: Sequence[TextSheet], kinds: Sequence[TypeEntry]) -> tuple[TypeGuess, ...]:
    """The types whose words the sheets share, the most similar first, with their similarity."""
    holders, squares, lengths = _measured(tuple(kinds))
    seen = _pairs(squeeze(line.text) for sheet in sheets for line in sheet.lines)
    known = seen & squares.keys()
    length = _length(known, squares)
    if not length:
        return ()
    shared: dict[str, list[float]] = {kind: [] for kind in lengths}
    for pair in known:
        for kind in holders[pair]:
            shared[kind].append(squares[pair])
    alike = {kind: math.fsum(shared[kind]) / (length * own) for kind, own in lengths.items() if own}
    return tuple(
        TypeGuess(type=kind, confidence=round(alike[kind], 3))
        for kind in sorted(alike, key=lambda kind: -alike[kind])
        if alike[kind] >= MIN_RESEMBLANCE
    )


def _pairs(texts: Iterable[str]) -> frozenset[str]:
    """Pairs of Chinese characters that follow each other."""
    runs = (run for text in texts for run in _HAN.findall(text))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def _length(pairs: Iterable[str], squares: dict[str, float]) -> float:
    return math.sqrt(math.fsum([squares[pair] for pair in pairs]))


@lru_cache(maxsize=8)
def _measured(
    kinds: tuple[TypeEntry, ...],
) -> tuple[dict[str, list[str]], dict[str, float], dict[str, float]]:
    """The types that contain each pair, each pair's squared weight, and each type's vector length.

    A pair weighs more, the fewer types contain it.
    """
    words = _words(kinds)
    holders: dict[str, list[str]] = defaultdict(list)
    for kind, pairs in words.items():
        for pair in pairs:
            holders[pair].append(kind)
    squares = {
        pair: (0.1 + math.log(len(kinds) / len(held))) ** 2 for pair, held in holders.items()
    }
    return holders, squares, {kind: _length(pairs, squares) for kind, pairs in words.items()}


def _words(kinds: Sequence[TypeEntry]) -> dict[str, frozenset[str]]:
    """The pairs in all text on a type's pages, as printed on its form and on others."""
    return {kind.id: _pairs(squeeze(text) for text in known_words(kind)) for kind in kinds}
