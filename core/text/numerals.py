"""Chinese numerals: years, months, days, and amounts written in capitals."""

import re
from decimal import Decimal

from core.numbers.amounts import LEVELS, TENS

_SMALL = {ch: n for n, ch in enumerate("〇一二三四五六七八九")}
_SMALL |= {"○": 0, "零": 0, "两": 2}
_CAPITAL = {ch: n for n, ch in enumerate("零壹贰叁肆伍陆柒捌玖")}
_CAPITAL |= {"貳": 2, "参": 3, "叄": 3, "陸": 6, "两": 2, "〇": 0} | _SMALL
_AMOUNT = re.compile(
    r"([壹贰貳叁参叄肆伍陆陸柒捌玖两一二三四五六七八九拾十][零壹贰貳叁参叄肆伍陆陸柒捌玖两"
    r"一二三四五六七八九〇拾十佰百仟千万萬亿億]*)"
    r"(?:[元圆圓]([零壹贰叁肆伍陆柒捌玖角分]*)[整正]?)"
)


def chinese_number(text: str) -> int | None:
    """A year, month or day in digits or numerals: 2025, 二〇二五, 十二, 三十一.

    >>> chinese_number("二〇二五"), chinese_number("三十一"), chinese_number("07")
    (2025, 31, 7)
    """
    if text.isdecimal() and text.isascii():
        return int(text)
    if not text or any(ch not in _SMALL and ch != "十" and not ch.isdecimal() for ch in text):
        return None
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return None
        return (_digit(tens) if tens else 1) * 10 + (_digit(ones) if ones else 0)
    return int("".join(str(_digit(ch)) for ch in text))


def _digit(ch: str) -> int:
    return _SMALL.get(ch, int(ch) if ch.isdecimal() else 0)


def chinese_amount(text: str) -> tuple[Decimal, int, int] | None:
    """The first amount in capitals and its place in the text.

    >>> chinese_amount("壹拾肆万壹仟叁佰捌拾柒元整")[0]
    Decimal('141387')
    >>> chinese_amount("计叁元伍角整")[0]
    Decimal('3.5')
    """
    match = _AMOUNT.search(text)
    if match is None:
        return None
    value = Decimal(_whole(match[1]))
    pending = 0
    for ch in match[2] or "":
        if ch == "角":
            value += Decimal(pending) / 10
        elif ch == "分":
            value += Decimal(pending) / 100
        pending = _CAPITAL.get(ch, 0)
    return value, match.start(), match.end()


def _whole(text: str) -> int:
    total = section = digit = 0
    for ch in text:
        if ch in _CAPITAL:
            digit = _CAPITAL[ch]
        elif ch in TENS:
            section += (digit or 1) * TENS[ch]
            digit = 0
        else:
            great = LEVELS[ch]
            less = total % great  # 万 multiplies what stands behind 亿 only
            total = total - less + (less + section + digit) * great
            section = digit = 0
    return total + section + digit
