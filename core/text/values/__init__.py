"""Kinds of values: where one stands in a piece of text, and its normal form.

Each reader takes a Piece and returns the piece of it that is the value with the normal
form the report prints (contract/report.md), or None. A reader judges form only: check
digits and dates that make sense are for those who decide.
"""

import re

from core.models.document import Kind
from core.text.fold import fold
from core.text.sheet import Piece
from core.text.values.amounts import plain, read_amount
from core.text.values.dates import read_date, read_month
from core.text.values.people import read_person
from core.text.values.value import Reader, Value

_ID = re.compile(r"(?<![0-9A-Z])([0-9OILBSZ]{17}[0-9X])(?![0-9])")
_MASKED = re.compile(r"(?<![0-9])([0-9]{2,6}[*×xX]{6,12}[0-9]{3}[0-9Xx]|[0-9]{15})(?![0-9])")
_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{18})(?![0-9A-Z])")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86-?)?(1[3-9][0-9](?:-?[0-9]{4}){2})(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])\(?(0[0-9]{2,3})(\)|-?)([0-9]{7,8})(?![0-9])")
_LOOSE = re.compile(r"(?<=[㐀-鿿（）：，。、])\s+|\s+(?=[㐀-鿿（）：，。、])")


def _spaceless(piece: Piece) -> Piece:
    return piece.dense()


def read_id_number(piece: Piece) -> Value | None:
    """18 characters, or a masked or 15-digit number as printed."""
    flat = _spaceless(piece)
    text = flat.folded.upper().replace("×", "X")
    for pattern in (_ID, _MASKED):
        if match := pattern.search(text):
            value = match[1]
            if pattern is _ID:
                value = value[:17].translate(_LETTERS) + value[17]
            return Value(value, flat[match.start(1) : match.end(1)])
    return None


_LETTERS = str.maketrans("OILBSZ", "011852")


def read_credit_code(piece: Piece) -> Value | None:
    """18 characters of the alphabet of GB 32100; O and I, which it lacks, are 0 and 1."""
    flat = _spaceless(piece)
    if match := _CODE.search(flat.folded.upper()):
        value = match[1].replace("O", "0").replace("I", "1")
        return Value(value, flat[match.start(1) : match.end(1)])
    return None


def read_phone(piece: Piece) -> Value | None:
    """A mobile number without hyphens, or a landline with its area code, a hyphen between."""
    flat = _spaceless(piece)
    text = flat.folded
    if match := _MOBILE.search(text):
        return Value(match[1].replace("-", ""), flat[match.start(1) : match.end(1)])
    if match := _LANDLINE.search(text):
        hyphen = "-" if match[2] else ""
        return Value(f"{match[1]}{hyphen}{match[3]}", flat[match.start(1) : match.end(3)])
    return None


def read_company(piece: Piece) -> Value | None:
    """Full-width brackets, no spaces."""
    flat = _spaceless(piece.strip(" :;,._|-*·"))
    value = flat.folded.replace("(", "（").replace(")", "）").replace("[", "（").replace("]", "）")
    return Value(value, flat) if len(value) >= 2 else None


def read_address(piece: Piece) -> Value | None:
    """As printed without spaces, digits half-width."""
    flat = _spaceless(piece.strip(" :;,._|*"))
    return Value(tidy(flat.text), flat) if len(flat.chars) >= 3 else None


def read_text(piece: Piece) -> Value | None:
    """As printed; spaces at the ends and between Chinese characters dropped."""
    bare = piece.strip(" :_|")
    return Value(tidy(bare.text), bare) if bare else None


def tidy(text: str) -> str:
    """Half-width letters and digits, Chinese punctuation as printed, no space beside Chinese."""
    half = "".join(fold(ch) if fold(ch).isascii() and fold(ch).isalnum() else ch for ch in text)
    return _LOOSE.sub("", half).strip()


READERS: dict[Kind, Reader] = {
    "text": read_text,
    "date": read_date,
    "month": read_month,
    "amount": read_amount,
    "id_number": read_id_number,
    "credit_code": read_credit_code,
    "phone": read_phone,
    "address": read_address,
    "company": read_company,
    "person": read_person,
}

__all__ = (
    "READERS",
    "Reader",
    "Value",
    "plain",
    "read_address",
    "read_amount",
    "read_company",
    "read_credit_code",
    "read_date",
    "read_id_number",
    "read_month",
    "read_person",
    "read_phone",
    "read_text",
    "tidy",
)
