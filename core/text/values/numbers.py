"""Numbers of a known format: of persons, units, papers and telephones, without check digits."""

import re
from typing import Literal, NamedTuple

from core.numbers import identity
from core.text.sheet import Piece
from core.text.values.value import TextValue

What = Literal["id_number", "credit_code", "registration", "passport", "phone", "certificate"]

_ID = re.compile(r"(?<![0-9A-Z])([0-9OILBSZ]{17}[0-9X])(?![0-9])")
_WORN_ID = re.compile(r"(?<![0-9A-Z|])([0-9](?:[.,·'`]?[0-9OILBSZ|!]){16}[.,·'`]?[0-9X])(?![0-9])")
"""A number with specks, or with a handwritten 1 read as a stroke; its check digit must be right."""
_TORN_ID = re.compile(
    r"(?<![0-9A-Z])([1-8][0-9]{4,6}(?:19|20)[0-9]{2}[0-9]{4,8}[0-9X])(?![0-9A-Z])"
)
"""A number with one digit lost or read twice; its year shows that it is a person's."""
_SPECKS = re.compile(r"[.,·'`]")
WHOLE_ID = 18  # characters
_MASKED = re.compile(r"(?<![0-9])([0-9]{2,6}[*×xX]{6,12}[0-9]{3}[0-9Xx]|[0-9]{15})(?![0-9])")
# Passports of China and elsewhere, permits of Hong Kong, Macau and Taiwan, residence cards.
_PASSPORT = re.compile(
    r"(?<![0-9A-Z])((?:E[A-HJ-NP-Z]|[EGPSD][0-9])[0-9]{7}|[HM][0-9]{8}(?:[0-9]{2})?|[CW][0-9A-Z][0-9]{7}"
    r"|[A-Z]{3}[0-9]{12})(?![0-9A-Z])"
)
_PAPER = re.compile(r"护照|通行证|居留|PASSPORT|证件")
_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{18})(?![0-9A-Z])")
_TORN_CODE = re.compile(
    r"(?<![0-9A-Z])(?=[0-9A-Z]*[A-Z])(?=(?:[A-Z]*[0-9]){12})"
    r"([159](?:[0-9A-Z]{16}|[0-9A-Z]{18}))(?![0-9A-Z])"
)
"""A code with one character lost or read twice: its length, and its number of digits."""
_REGISTRATION = re.compile(r"(?<![0-9])([0-9]{13}|[0-9]{15})(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86-?)?(1[3-9][0-9](?:-?[0-9]{4}){2})(?![0-9])")
_WORN_MOBILE = re.compile(r"(?<![0-9|])([1|][3-9][0-9|]{9})(?![0-9|])")
"""A number with a thin 1 read as a stroke."""
_LANDLINE = re.compile(r"(?<![0-9])\(?(0[0-9]{2,3})(\)|-?)([0-9]{7,8})(?![0-9])")
_SERVICE = re.compile(r"(?<![0-9])([48]00)(-?)([0-9]{3})-?([0-9]{4})(?![0-9])")
# The beginning of deed numbers: text before the province is another word.
PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新"
_LEAD = rf"(?:[{PROVINCES}][一-鿿]{{0,6}}|(?<![一-鿿])[一-鿿]{{0,8}})"
_CERTIFICATE = re.compile(
    rf"{_LEAD}[(\[][12][0-9]{{3}}[)\]]"
    r"(?:[一-鿿]{1,10}(?:[(\[][0-9]{1,4}[)\]])?)?(?:第)?[0-9A-Z\-]{2,20}号"
    rf"|{_LEAD}"
    r"字第?[0-9A-Z\-]{2,20}号"
    r"|[A-Z]{1,4}[0-9][0-9A-Z\-]{5,20}"
)
_LETTERS = str.maketrans("OILBSZ|!", "01185211")


class Number(NamedTuple):
    """A number of a known format; several formats may match the same characters."""

    what: What
    value: str
    piece: Piece


def read_id_number(piece: Piece) -> TextValue | None:
    """18 characters, or a masked or 15-digit number as printed; else a passport or permit.

    A passport number counts only if it is alone or labelled as one.
    """
    flat = piece.dense()
    text = flat.folded.upper().replace("×", "X")
    for pattern in (_ID, _MASKED):
        if match := pattern.search(text):
            value = match[1]
            if pattern is _ID:
                value = value[:17].translate(_LETTERS) + value[17]
            return TextValue(value, flat[match.start(1) : match.end(1)])
    if match := _WORN_ID.search(text):
        bare = _SPECKS.sub("", match[1])
        value = bare[:17].translate(_LETTERS) + bare[17:]
        if len(value) == WHOLE_ID and identity.is_valid(value):
            return TextValue(value, flat[match.start(1) : match.end(1)])
    match = _PASSPORT.search(text)
    if match and (_PAPER.search(text) or match[1] == text.strip(":;,.()[]-_*|")):
        return TextValue(match[1], flat[match.start(1) : match.end(1)])
    return None


def read_torn_id(piece: Piece) -> TextValue | None:
    """A number with a missing or extra digit: invalid, but ink may confirm an expected one."""
    flat = piece.dense()
    match = _TORN_ID.search(flat.folded.upper())
    if match is None or len(match[1]) not in (WHOLE_ID - 1, WHOLE_ID + 1):
        return None
    return _torn(match, flat)


def read_credit_code(piece: Piece) -> TextValue | None:
    """18 characters of the alphabet of GB 32100; O and I, which it lacks, are 0 and 1."""
    flat = piece.dense()
    if match := _CODE.search(flat.folded.upper()):
        value = match[1].replace("O", "0").replace("I", "1")
        if not identity.is_valid(value):  # many papers have a person's number beside it
            return TextValue(value, flat[match.start(1) : match.end(1)])
    return None


def read_torn_code(piece: Piece) -> TextValue | None:
    """A code with a missing or extra character: invalid, but ink may confirm an expected one."""
    flat = piece.dense()
    match = _TORN_CODE.search(flat.folded.upper())
    return _torn(match, flat) if match is not None else None


def _torn(match: re.Match[str], flat: Piece) -> TextValue:
    """A number of the wrong length, which is in doubt."""
    torn = flat[match.start(1) : match.end(1)]
    return TextValue(match[1], torn, f"“{torn.text}”为 {len(match[1])} 位，应为 18 位")


def read_registration(piece: Piece) -> TextValue | None:
    """The number units had before the credit code: 13 digits, later 15."""
    flat = piece.dense()
    match = _REGISTRATION.search(flat.folded)
    return TextValue(match[1], flat[match.start(1) : match.end(1)]) if match else None


def read_phone(piece: Piece) -> TextValue | None:
    """A mobile number without hyphens, or a landline with its area code and a hyphen."""
    flat = piece.dense()
    text = flat.folded
    if match := _MOBILE.search(text):
        return TextValue(match[1].replace("-", ""), flat[match.start(1) : match.end(1)])
    if match := _LANDLINE.search(text):
        hyphen = "-" if match[2] else ""
        return TextValue(f"{match[1]}{hyphen}{match[3]}", flat[match.start(1) : match.end(3)])
    if match := _SERVICE.search(text):
        value = match[2].join((match[1], match[3] + match[4]))
        return TextValue(value, flat[match.start() : match.end()])
    if match := _WORN_MOBILE.search(text):
        return TextValue(match[1].translate(_LETTERS), flat[match.start(1) : match.end(1)])
    return None


def read_certificate(piece: Piece) -> TextValue | None:
    """A paper's number with its Chinese: 京（2019）东不动产权第0012345号, 京会验字[2019]第12号."""
    flat = piece.strip(" :;,.*_|").dense()
    match = _CERTIFICATE.search(flat.folded)
    if match is None:
        return None
    part = flat[match.start() : match.end()]
    return TextValue(part.folded.replace("(", "（").replace(")", "）"), part)


def find_numbers(piece: Piece) -> list[Number]:
    """Every number of a known format in a text, in order; different formats may overlap."""
    flat = piece.dense()
    text = flat.folded.upper().replace("×", "X")
    found = []
    for what, patterns in _FORMS.items():
        for pattern in patterns:
            for match in pattern.finditer(text):
                part = flat[match.start() : match.end()]
                value = _READ[what](part)
                if value is not None:
                    found.append((match.start(), Number(what, value.value, value.piece)))
    return [number for _, number in sorted(found, key=lambda one: one[0])]


_FORMS: dict[What, tuple[re.Pattern[str], ...]] = {
    "id_number": (_ID, _MASKED),
    "credit_code": (_CODE,),
    "registration": (_REGISTRATION,),
    "passport": (_PASSPORT,),
    "phone": (_MOBILE, _LANDLINE, _SERVICE),
    "certificate": (_CERTIFICATE,),
}
_READ = {
    "id_number": read_id_number,
    "credit_code": read_credit_code,
    "registration": read_registration,
    "passport": read_id_number,
    "phone": read_phone,
    "certificate": read_certificate,
}
