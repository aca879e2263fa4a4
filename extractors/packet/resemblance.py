"""Which types a paper resembles, by its words alone and whatever it was recognised as.

This decides nothing and recognises nothing: it is the second opinion of who must be sure that a
paper is *not* in the packet. A paper that speaks of 学位, 授予 and 认证 may be the degree report
that is missed, though its title is worded in a way nobody has seen. Pairs of characters are
compared, not phrases, so that another order, a synonym's half or a misread character costs
little.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.models.document import TypeGuess
from core.text.fold import squeeze
from core.text.sheet import Sheet
from extractors.kit.fields import DocumentType
from extractors.packet.vocabulary import known_words

LEAST = 0.12
"""From here on a paper resembles a type. On drawn papers of other hands than ours the least
alike of a type had 0.19, of strange papers (résumés, receipts, chats) the most alike 0.15."""
_HAN = re.compile(r"[一-鿿]+")


def resemblance(sheets: Sequence[Sheet], kinds: Sequence[DocumentType]) -> tuple[TypeGuess, ...]:
    """The types whose words the sheets share, the likest first, with how alike they are."""
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
        if alike[kind] >= LEAST
    )


def _pairs(texts: Iterable[str]) -> frozenset[str]:
    """Pairs of Chinese characters that follow each other."""
    runs = (run for text in texts for run in _HAN.findall(text))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def _length(pairs: Iterable[str], squares: dict[str, float]) -> float:
    return math.sqrt(math.fsum([squares[pair] for pair in pairs]))


@lru_cache(maxsize=8)
def _measured(
    kinds: tuple[DocumentType, ...],
) -> tuple[dict[str, list[str]], dict[str, float], dict[str, float]]:
    """The types that carry each pair, its weight's square, and how long each type's pairs are.

    A pair counts the more, the fewer types carry it.
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


def _words(kinds: Sequence[DocumentType]) -> dict[str, frozenset[str]]:
    """The pairs in all that stands on a type's pages, as its form and others print it."""
    return {kind.id: _pairs(squeeze(text) for text in known_words(kind)) for kind in kinds}
