"""Kinds of values: where one stands in a piece of text, and its normal form.

Each reader takes a Piece and returns the piece of it that is the value with the normal
form the report prints (contract/report.md), or None. A reader judges form only: check
digits and dates that make sense are for those who decide.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.models.document import Kind
from core.text.fold import fold
from core.text.numerals import chinese_amount, chinese_number
from core.text.sheet import Piece


class Value(NamedTuple):
    """A value in its normal form and the piece of text that says it."""

    value: str
    piece: Piece


Reader = Callable[[Piece], Value | None]

_DIGIT = "0-9〇○零一二三四五六七八九十"
_DAY = re.compile(
    rf"([12][0-9]{{3}}|[{_DIGIT[3:]}OoＯ]{{4}}|(?<![0-9])[0-9]{{2}}(?=年))"
    rf"[年./\-]?(?<=[年./\-])([{_DIGIT}]{{1,3}})[月./\-]([{_DIGIT}]{{1,3}})(?:[日号]|(?![0-9]))"
)
_SOLID_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_MONTH = re.compile(
    rf"([12][0-9]{{3}}|[{_DIGIT[3:]}]{{4}})[年./\-]([{_DIGIT}]{{1,3}})(?:月|(?![0-9]))"
)
_SOLID_MONTH = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(?![0-9])")
_AMOUNT = re.compile(
    r"-?(?<![0-9])(?<![0-9][.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![.,]?[0-9])"
)
_COUNTED = re.compile(r"[个年月日天次期条份间平㎡%号室楼层页人岁倍]")  # what follows is no yuan
_ID = re.compile(r"(?<![0-9A-Z])([0-9OILBSZ]{17}[0-9X])(?![0-9])")
_MASKED = re.compile(r"(?<![0-9])([0-9]{2,6}[*×xX]{6,12}[0-9]{3}[0-9Xx]|[0-9]{15})(?![0-9])")
_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{18})(?![0-9A-Z])")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86-?)?(1[3-9][0-9](?:-?[0-9]{4}){2})(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])\(?(0[0-9]{2,3})(\)|-?)([0-9]{7,8})(?![0-9])")
_FORM_WORDS = re.compile(
    "(?:办理|公司|单位|身份|证件|号码|电话|手机|姓名|性别|民族|申请|材料|日期|签字|签名|盖章|公章|地址|代理|委托|"
    "经办|有限|关系|职务|国籍|出生|年龄)+|.*份"
)
_PERSON = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]{2,4}(?:·[㐀-鿿]{1,6})*(?![㐀-鿿·])")
_SEX_BEHIND = re.compile(r"(?<=\S)\s+[男女](?:\s|$)")
_LOOSE = re.compile(r"(?<=[㐀-鿿（）：，。、])\s+|\s+(?=[㐀-鿿（）：，。、])")


def _spaceless(piece: Piece) -> Piece:
    return piece.dense()


def read_date(piece: Piece) -> Value | None:
    """YYYY-MM-DD; 长期 stays as it is. Two-digit years are of this century when before 年."""
    flat = _spaceless(piece)
    text = flat.folded
    for pattern in (_DAY, _SOLID_DAY):
        for match in pattern.finditer(text):
            value = _iso(*match.groups())
            if value:
                return Value(value, flat[match.start() : match.end()])
    at = text.find("长期")
    return Value("长期", flat[at : at + 2]) if at >= 0 else None


def read_month(piece: Piece) -> Value | None:
    """YYYY-MM; a full date gives its month."""
    flat = _spaceless(piece)
    for pattern in (_MONTH, _SOLID_DAY, _SOLID_MONTH):
        for match in pattern.finditer(flat.folded):
            year, month = chinese_number(match[1]), chinese_number(match[2])
            if year and month and 1900 < year < 2100 and 1 <= month <= 12:
                return Value(f"{year:04d}-{month:02d}", flat[match.start() : match.end()])
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    y, m, d = (
        chinese_number(part.replace("O", "〇").replace("o", "〇")) for part in (year, month, day)
    )
    if y is None or m is None or d is None:
        return None
    if y < 100:
        y += 2000 if y < 70 else 1900
    try:
        return date(y, m, d).isoformat() if 1900 <= y < 2100 else None
    except ValueError:
        return None


def read_amount(piece: Piece) -> Value | None:
    """A decimal string in yuan; 万元 is multiplied out, capitals are understood.

    A number with a separator out of place (12,34) is none, nor is what counts months or metres.
    """
    flat = _spaceless(piece)
    text = flat.folded
    capital = chinese_amount(text)
    for match in _AMOUNT.finditer(text):
        unit = {"万": 10_000, "亿": 100_000_000}.get(text[match.end() : match.end() + 1], 1)
        digits = match[0].replace(",", "")
        if unit == 1 and _is_no_amount(text, match.start(), match.end(), digits):
            continue
        number = Decimal(digits)
        if unit > 1:
            number = (number * unit).normalize()
        return Value(plain(number), flat[match.start() : match.end()])
    if capital is not None:
        return Value(plain(capital[0]), flat[capital[1] : capital[2]])
    return None


def _is_no_amount(text: str, start: int, end: int, digits: str) -> bool:
    fraction = digits.partition(".")[2]
    return len(fraction) > 2 or text[start - 1 : start] == "第" or bool(_COUNTED.match(text, end))


def plain(number: Decimal) -> str:
    """No exponent, no trailing zeros after multiplying out."""
    whole = number.to_integral_value()
    if number == whole and number.as_tuple().exponent not in (-2, -1):
        return str(int(whole))
    return f"{number:f}"


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


def read_person(piece: Piece) -> Value | None:
    """Two to four characters, or longer with the middle dot; the words of forms are no names."""
    bare = piece.strip()
    if sex := _SEX_BEHIND.search(bare.folded):  # the next cell, read as one line with the name
        bare = bare[: sex.start()]
    flat = _spaceless(bare)
    match = _PERSON.match(flat.text.replace("•", "·").replace("・", "·"))
    if match is not None and _FORM_WORDS.fullmatch(match[0]) is None:
        return Value(match[0], flat[match.start() : match.end()])
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
