"""Chinese patent numbers: ZL, year, kind and serial, a check digit after the point.

Since 2003-10 the body has 12 digits (year 4, kind 1, serial 7), before it had 8 (year 2,
kind 1, serial 5).
"""

import re
from typing import NamedTuple

WEIGHTS = {12: (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), 8: (2, 3, 4, 5, 6, 7, 8, 9)}
FORM = re.compile(r"(?:ZL)?(\d{12}|\d{8})\.?([\dX])")
KINDS = {"1": "发明", "8": "发明", "2": "实用新型", "9": "实用新型", "3": "外观设计"}
"""8 and 9 are inventions and utility models from international applications."""


class PatentNumber(NamedTuple):
    """The parts of a number: its body, its check digit and the name of its kind."""

    body: str
    check: str
    kind: str


def check_digit(body: str) -> str:
    """The check digit of a body of 12 or 8 digits.

    >>> check_digit("200310102344"), check_digit("02144686")
    ('5', '5')
    """
    total = sum(int(d) * w for d, w in zip(body, WEIGHTS[len(body)], strict=True))
    return "0123456789X"[total % 11]


def parse(number: str) -> PatentNumber | None:
    """The parts of a number, None if the format is wrong.

    >>> parse("ZL201710123456.7").kind, parse("ZL201721234567.X").kind, parse("ZL2017")
    ('发明', '实用新型', None)
    """
    match = FORM.fullmatch(re.sub(r"\s", "", number).upper())
    if match is None:
        return None
    body = match[1]
    return PatentNumber(body, match[2], KINDS.get(body[4 if len(body) == 12 else 2], ""))


def is_valid(number: str) -> bool:
    """Whether the number has the right format and check digit.

    >>> is_valid("ZL 2003 1 0102344.5"), is_valid("ZL200310102344.8"), is_valid("")
    (True, False, False)
    """
    found = parse(number)
    return found is not None and check_digit(found.body) == found.check
