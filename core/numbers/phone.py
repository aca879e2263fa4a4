"""Telephone numbers of the mainland: mobiles, landlines with their area code, 400 numbers."""

import re

FORM = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}")


def is_valid(number: str) -> bool:
    """Whether it is a complete number; a country code before it is allowed.

    >>> is_valid("13800000000"), is_valid("1381234567"), is_valid("12800000000")
    (True, False, False)
    >>> is_valid("010-84038437"), is_valid("+86 138 0000 0000"), is_valid("84038437")
    (True, True, False)
    """
    bare = re.sub(r"[\s()（）]", "", number)
    return bool(FORM.fullmatch(re.sub(r"^(?:\+|00)86-?", "", bare)))
