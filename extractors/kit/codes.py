"""Numbers of certificates and reports without a fixed form."""

import re

from core.text.sheet import Piece
from core.text.values import TextValue

# A credit code by form alone: the leading classes of GB 32100, without a birth date inside.
UNIT_CODE = (
    r"(?<![0-9A-Z])(?![0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]{4}[0-9X](?![0-9A-Z]))"
    r"((?:1[1239]|5[1239]|9[123]|3[1-5]|A1|N[1239]|Y1)[0-9A-Z]{16})(?![0-9A-Z])"
)
MIN_CODE = 8  # letters and digits of a code of a tax paper
_GROUPS = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]{4})*")
_NUMBER = re.compile(r"[0-9A-Z一-鿿()\[\]/.\-－#No]*[0-9]{3,}[0-9A-Z()\[\]/.\-号字第]*", re.I)


def licence_number(piece: Piece) -> TextValue | None:
    """A number of at least three digits with the letters and words around it, in upper case."""
    flat = piece.dense().strip(" :;,.*_|-")
    match = _NUMBER.match(flat.folded)
    if match is None or len(match[0]) < 4:
        return None
    text = re.sub(r"\[([12][0-9]{3})\]", r"〔\1〕", match[0])
    return TextValue(text.upper(), flat[: match.end()])


def printed_code(piece: Piece) -> TextValue | None:
    """A code of four to sixteen letters and digits with a digit, as printed: rfnab9."""
    flat = piece.dense().strip(" :;,._|-")
    match = re.match(r"(?=[A-Za-z]*[0-9])[0-9A-Za-z]{4,16}(?![0-9A-Za-z])", flat.text)
    return TextValue(match[0], flat[: match.end()]) if match else None


def check_code(piece: Piece) -> TextValue | None:
    """A code of at least eight letters and digits, printed in groups or not, in upper case."""
    flat = piece.dense().strip(" :;,._|-")
    text = flat.folded.upper()
    match = _GROUPS.match(text)
    if match is None:
        return None
    value = match[0].replace("-", "")
    return TextValue(value, flat[: match.end()]) if len(value) >= MIN_CODE else None
