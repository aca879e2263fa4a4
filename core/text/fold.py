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


@lru_cache(maxsize=20000)
def _fold(ch: str) -> str:
    if ch in _MAP:
        return _MAP[ch]
    wide = unicodedata.normalize("NFKC", ch)
    return _MAP.get(wide, wide) if len(wide) == 1 else ch


def fold(text: str) -> str:
    """The text with full-width forms and punctuation variants folded; same length."""
    return "".join(map(_fold, text))


def squeeze(text: str) -> str:
    """Folded, without any space."""
    return "".join(ch for ch in fold(text) if not ch.isspace())
