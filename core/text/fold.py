"""Folding: one form for characters that OCR and printers mix up, with the same length."""

import re
import unicodedata
from functools import lru_cache

_MAP = {
    "〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]",
    "《": "<", "》": ">", "〈": "<", "〉": ">", "「": '"', "」": '"',
    "“": '"', "”": '"', "‘": "'", "’": "'",
    "—": "-", "–": "-", "－": "-", "―": "-", "‐": "-", "~": "-", "～": "-",
    "。": ".", "、": ",", "，": ",", "；": ";", "：": ":", "︰": ":", "∶": ":",
    "·": "·", "•": "·", "・": "·", "‧": "·", "●": "·",
    "¥": "¥", "￥": "¥",
    "　": " ", "\t": " ", "\xa0": " ",
}  # fmt: skip
_RADICALS = dict(
    zip(
        "⺁⺄⺇⺈⺊⺌⺍⺎⺐⺒⺓⺛⺝⺞⺟⺠⺩⺪⺬⺮⺰⺶⺼⻁⻂⻄⻅⻆⻉⻋⻌⻎⻓⻔⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"
        "⺂⺃⺅⺉⺋⺏⺔⺕⺖⺘⺙⺡⺣⺤⺦⺨⺫⺭⺯⺱⺲⺳⺹⺺⺾⺿⻃⻈⻐⻑⻒⻖⻟⻪⻫⻭⻯⻱⻲",
        "厂乙几刀卜小小兀尢巳幺旡月歹母民王疋示竹纟羊肉虎衤西见角贝车辶辶长门雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄齐齿龙龟"
        "乛乚亻刂㔾尣彑彐忄扌攵氵灬爫丬犭罒礻糹罓罒㓁耂肀艹艹覀讠钅長镸阝飠黾斉歯竜龜亀",
        strict=True,
    )
)
"""Radicals that Unicode has besides the characters they look like (EquivalentUnifiedIdeograph)."""

MAX_CACHED_TEXTS = 16384  # texts with a cached folded form: a packet uses its lines very often
_DASH = re.compile(r"(?<=[0-9日月年])[一ー](?= ?(?:19|20)[0-9]{2}[年./-])")


class _Folded(dict[int, str]):
    """Each character's folded form by its code point, computed on first use."""

    def __missing__(self, number: int) -> str:
        ch = chr(number)
        self[number] = folded = _MAP[ch] if ch in _MAP else _fold(ch)
        return folded


def _fold(ch: str) -> str:
    wide = ordinary(unicodedata.normalize("NFKC", ch))
    return _MAP.get(wide, wide) if len(wide) == 1 else ch


_FOLDED = _Folded()


def ordinary(text: str) -> str:
    """The text with radicals replaced by their characters: PDF fonts use radicals for these.

    >>> ordinary("⼯学⼠"), ordinary("⻓春⻔")
    ('工学士', '长春门')
    """
    return "".join(_RADICALS.get(ch) or _kangxi(ch) for ch in text)


def _kangxi(ch: str) -> str:
    return unicodedata.normalize("NFKC", ch) if "\u2f00" <= ch <= "\u2fd5" else ch


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def fold(text: str) -> str:
    """The text with full-width forms and punctuation variants folded; same length.

    A dash between two dates is often read as 一, which never occurs there.

    >>> fold("2023年10月16日一2028年10月15日"), fold("一二三"), fold("2025年2月一 2026年")
    ('2023年10月16日-2028年10月15日', '一二三', '2025年2月- 2026年')
    """
    folded = text.translate(_FOLDED)
    return _DASH.sub("-", folded) if "一" in folded or "ー" in folded else folded


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def squeeze(text: str) -> str:
    """Folded, without any space."""
    return "".join(fold(text).split())
