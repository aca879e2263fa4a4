"""Numbers of title deeds: they are recognised by form, wherever they are."""

import re

from core.text.sheet import Piece
from core.text.values import TextValue, read_text, tidy

_LAND = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
DEED = (
    rf"(X?{_LAND}(?:(?!号|编|为|是|属|证书)[一-鿿]){{0,4}}(?:\([12][0-9]{{3}}\))?"
    r"(?:(?!号|编|为|是|属)[一-鿿]){0,8}?(?:不动产权|房权证|房地证|房产证|房证|国用|字)"
    r"(?:(?!号|编|为|是|属)[一-鿿]){0,6}(?:\([12][0-9]{3}\))?第?[0-9A-Z\-]{4,14}号)"
)
"""京(2018)东不动产权第0012345号, X京房权证朝字第112739号; punctuation folded."""


def deed_number(piece: Piece) -> TextValue | None:
    """A deed's number without the text around it; an older kind up to its 号."""
    flat = piece.dense()
    if match := re.search(DEED, flat.folded):
        part = flat[match.start(1) : match.end(1)]
        return TextValue(tidy(part.text), part)
    value = read_text(piece)
    if value is None:
        return None
    end = value.piece.folded.find("号") + 1
    if end > 6:
        return read_text(value.piece[:end])
    return value if re.search(r"[0-9]{4,}$", value.value) else None  # otherwise it continues below
