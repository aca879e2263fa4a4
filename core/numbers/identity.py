"""Citizen identity numbers, GB 11643-1999: 18 characters, the last a check digit."""

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
FORM = re.compile(r"\d{17}[\dX]")
OLD_FORM = re.compile(r"\d{15}")
PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for code in codes
)


def check_digit(body: str) -> str:
    """The eighteenth character for the first seventeen digits.

    >>> check_digit("11010519491231002")
    'X'
    """
    return CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def is_valid(number: str) -> bool:
    """Whether the number has 18 characters, a correct check digit and a real birth date.

    >>> is_valid("11010519491231002X"), is_valid("110105194912310021")
    (True, False)
    >>> is_valid("110105194902300026"), is_valid("")
    (False, False)
    """
    if not FORM.fullmatch(number) or birth_date(number) is None:
        return False
    return check_digit(number[:17]) == number[17] and number[:2] in PROVINCES


def lengthen(number: str) -> str:
    """A number of 15 digits as one of 18; any other is returned unchanged.

    >>> lengthen("110105491231002")
    '11010519491231002X'
    >>> lengthen("11010519491231002X")
    '11010519491231002X'
    """
    if not OLD_FORM.fullmatch(number):
        return number
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def birth_date(number: str) -> date | None:
    """The birth date in the number, None if there is no such day.

    >>> birth_date("11010519491231002X")
    datetime.date(1949, 12, 31)
    """
    digits = number[6:14]
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """男 or 女 by the seventeenth digit; empty for anything without 18 characters.

    >>> sex("11010519491231002X")
    '女'
    """
    if not FORM.fullmatch(number):
        return ""
    return "男" if int(number[16]) % 2 else "女"


def mask(number: str) -> str:
    """The number with its birth date hidden, as messages may print it.

    >>> mask("11010519491231002X"), mask("12345")
    ('110***********002X', '***')
    """
    if len(number) < 12:
        return "***"
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
