"""Whether a name in Latin letters spells a Chinese name: 温若谷 is Wen Ruogu or Ruogu Wen."""

import itertools
import re
from functools import lru_cache

from core.text.fold import MAX_CACHED_TEXTS

_LATIN = re.compile(r"[A-Za-zÜü][A-Za-zÜü ,.'’-]*")
_HAN = re.compile(r"[㐀-鿿]{2,6}")
MAX_SURNAME = 2  # characters
MAX_SPELLINGS = 4096  # of a name whose characters have several readings each


def spells(latin: str, name: str) -> bool:
    """Whether a name in Latin letters is the Chinese name in pinyin, its surname first or last.

    >>> spells("Wen Ruogu", "温若谷"), spells("RUO-GU WEN", "温若谷"), spells("Wen Ruo", "温若谷")
    (True, True, False)
    >>> spells("Lyu Shan", "吕单"), spells("LV DAN", "吕单"), spells("温若谷", "温若谷")
    (True, True, False)
    """
    if _LATIN.fullmatch(latin) is None or _HAN.fullmatch(name) is None:
        return False
    return re.sub(r"[^a-zü]", "", latin.lower()).replace("ü", "v") in _spellings(name)


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _spellings(name: str) -> frozenset[str]:
    """All spellings of a name without spaces: each character's readings, in both orders."""
    from pypinyin import Style, pinyin  # its dictionaries take half a second of each start

    readings = [
        {way for one in found for way in _written(one)}
        for found in pinyin(name, style=Style.NORMAL, heteronym=True)
    ]
    ways = list(itertools.islice(itertools.product(*readings), MAX_SPELLINGS))
    given_first = range(1, min(MAX_SURNAME, len(name) - 1) + 1)
    turned = ["".join(way[k:] + way[:k]) for way in ways for k in given_first]
    return frozenset(["".join(way) for way in ways] + turned)


def _written(syllable: str) -> set[str]:
    """How passports and papers write a syllable with ü: lv, lu, lyu."""
    if "v" not in syllable:
        return {syllable}
    return {syllable, syllable.replace("v", "u"), syllable.replace("v", "yu")}
