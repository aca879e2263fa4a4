"""Resident identity numbers (GB 11643-1999)."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def check_digit(body: str) -> str:
    """The check digit of the first 17 digits.

    >>> check_digit("11010519491231002")
    'X'
    """
    return _CHECK[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def is_valid(number: str) -> bool:
    """Whether an 18-character number carries the right check digit and a real birthday.

    >>> is_valid("11010519491231002X"), is_valid("110105194912310021")
    (True, False)
    """
    return (
        len(number) == 18
        and number[:17].isdecimal()
        and number[:17].isascii()
        and number[17].upper() == check_digit(number[:17])
        and birth_date(number) is not None
    )


def birth_date(number: str) -> date | None:
    """The birthday in the number, 18 or 15 digits; None where it is no day.

    >>> birth_date("11010519491231002X")
    datetime.date(1949, 12, 31)
    """
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex(number: str) -> str | None:
    """男 for an odd order digit, 女 for an even one.

    >>> sex("11010519491231002X")
    '女'
    """
    digit = number[16:17] if len(number) == 18 else number[14:15]
    return ("女", "男")[int(digit) % 2] if digit.isdecimal() else None


def mask(number: str) -> str:
    """Fit to be passed on: the first three and the last four characters.

    >>> mask("11010519491231002X")
    '110***********002X'
    """
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
