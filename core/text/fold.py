"""Folding: one form for characters that OCR and printers mix, length kept."""

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
        "⺁⺄⺇⺈⺊⺌⺍⺎⺐⺒⺓⺛⺝⺞⺟⺠⺩⺪⺬⺮⺰⺶⺼⻁⻂⻄⻅⻆⻉⻋⻌⻎⻓⻔⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂乙几刀卜小小兀尢巳幺旡月歹母民王疋示竹纟羊肉虎衤西见角贝车辶辶长门雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that Unicode holds beside the characters they look like (EquivalentUnifiedIdeograph)."""


@lru_cache(maxsize=20000)
def _fold(ch: str) -> str:
    if ch in _MAP:
        return _MAP[ch]
    wide = ordinary(unicodedata.normalize("NFKC", ch))
    return _MAP.get(wide, wide) if len(wide) == 1 else ch


def ordinary(text: str) -> str:
    """The text with radicals as the characters they stand for: fonts of PDFs name them so.

    >>> ordinary("⼯学⼠"), ordinary("⻓春⻔")
    ('工学士', '长春门')
    """
    return "".join(_RADICALS.get(ch) or _kangxi(ch) for ch in text)


def _kangxi(ch: str) -> str:
    return unicodedata.normalize("NFKC", ch) if "\u2f00" <= ch <= "\u2fd5" else ch


def fold(text: str) -> str:
    """The text with full-width forms and punctuation variants folded; same length."""
    return "".join(map(_fold, text))


def squeeze(text: str) -> str:
    """Folded, without any space."""
    return "".join(ch for ch in fold(text) if not ch.isspace())
