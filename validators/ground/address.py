"""Whether two addresses name one door."""

import re

from validators.ground.compare import agrees, folded, likeness
from validators.ground.elsewhere import standing
from validators.ground.look import Value

NUMBER = re.compile(r"\d+")
NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
ALIKE = 0.6
NUMBERS_OF_DOOR = 3


def numbers(address: str) -> tuple[str, ...]:
    """The numbers of an address in order: 号, 楼, 单元, 室.

    >>> numbers("3号楼2单元501室") == numbers("3-2-501")
    True
    """
    return tuple(NUMBER.findall(folded(address).translate(NUMERALS)))


def one_door(value: Value, expected: str) -> bool | None:
    """Whether an address read is the one expected; None where it cannot be told.

    The numbers must be the same to the last; an alias of street or estate is tolerated.
    """
    if not value.text or not expected:
        return None
    if agrees(value, expected):
        return True
    mine, other = numbers(value.text), numbers(expected)
    short, long = sorted((mine, other), key=len)
    if short and long[-len(short) :] == short and (short == long or len(short) >= NUMBERS_OF_DOOR):
        return True
    if not value.sure:
        return None
    if standing(value.document, expected) is not None:
        return None
    if mine == other or (not short and likeness(value.text, expected) > ALIKE):
        return None
    return False
