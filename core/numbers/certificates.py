"""Numbers of diplomas, degree certificates and their online reports.

A diploma's number (since 2001) has 17 or 18 digits: school 5, kind 1, year 4, level 2,
serial 5 or 6. A degree certificate's (since 2008) has 16: unit 5, level 1, year 4,
serial 6; professional degrees may carry a letter before it.
"""

import re

DIPLOMA = re.compile(r"\d{5}\d((?:19|20)\d{2})(\d{2})\d{5,6}")
DEGREE = re.compile(r"[A-Z]?\d{5}([234])((?:19|20)\d{2})\d{6}")
OVERSEAS = re.compile(r"教留服认[一-鿿]{1,6}\[\d{4}\]\d{3,7}号|\d{12}")
ONLINE = re.compile(r"\d{12}|[AX][A-Z0-9]{15}")
DIPLOMA_LEVELS = {"01": "博士研究生", "02": "硕士研究生", "05": "本科", "06": "专科"}
LEVELS = {"2": "博士", "3": "硕士", "4": "学士"}
DIPLOMA_SINCE, DEGREE_SINCE = 2001, 2008
BRACKETS = str.maketrans("〔〕［］【】（）()", "[][][][][]")


def diploma_year(number: str) -> int | None:
    """The year in a diploma's number, None if the format is wrong.

    >>> diploma_year("100171201505442293"), diploma_year("1001712015"), diploma_year("")
    (2015, None, None)
    """
    match = DIPLOMA.fullmatch(number)
    return int(match[1]) if match else None


def diploma_level(number: str) -> str:
    """The level in a diploma's number; empty if the format is wrong or it has another level.

    >>> diploma_level("100171201505442293"), diploma_level("101151200602547452")
    ('本科', '硕士研究生')
    """
    match = DIPLOMA.fullmatch(number)
    return DIPLOMA_LEVELS.get(match[2], "") if match else ""


def degree_of(number: str) -> tuple[str, int] | None:
    """Level and year in a degree certificate's number, None if the format is wrong.

    >>> degree_of("1039442019003115"), degree_of("1039472019003115")
    (('学士', 2019), None)
    """
    match = DEGREE.fullmatch(number)
    return (LEVELS[match[1]], int(match[2])) if match else None


def is_overseas(number: str) -> bool:
    """Whether it is a complete CSCSE number, old or new.

    >>> is_overseas("教留服认英〔2016〕01234号"), is_overseas("120190000001"), is_overseas("01234")
    (True, True, False)
    """
    return bool(OVERSEAS.fullmatch(plain(number)))


def is_online_code(code: str) -> bool:
    """Whether it is an online verification code: 12 digits, or A or X and 15 more.

    >>> is_online_code("012345678901"), is_online_code("ANL7 L5DS XDTC 71CM")
    (True, True)
    >>> is_online_code("01234567890"), is_online_code("BNL7L5DSXDTC71CM")
    (False, False)
    """
    return bool(ONLINE.fullmatch(re.sub(r"[\s-]", "", code).upper()))


def plain(number: str) -> str:
    """A number without spaces, its brackets square.

    >>> plain("教留服认英（2016） 01234号")
    '教留服认英[2016]01234号'
    """
    return re.sub(r"\s", "", number).translate(BRACKETS).upper()
