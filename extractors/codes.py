"""Numbers of certificates and reports that have no fixed form."""

import re

from pipeline.text.sheet import Piece
from pipeline.text.values import Value

_NUMBER = re.compile(r"[0-9A-Z一-鿿()\[\]/.\-－#No]*[0-9]{3,}[0-9A-Z()\[\]/.\-号字第]*", re.I)


def licence_number(piece: Piece) -> Value | None:
    """A number of at least three digits with the letters and words around it, upper case."""
    flat = piece.dense().strip(" :;,.*_|-")
    match = _NUMBER.match(flat.folded)
    if match is None or len(match[0]) < 4:
        return None
    text = re.sub(r"\[([12][0-9]{3})\]", r"〔\1〕", match[0])
    return Value(text.upper(), flat[: match.end()])
