"""Chinese numerals: years, months, days, and amounts written in capitals."""

import re
from decimal import Decimal

from core.numbers.amounts import LEVELS, TENS

_SMALL = {ch: n for n, ch in enumerate("〇一二三四五六七八九")}
_SMALL |= {"○": 0, "◯": 0, "零": 0, "两": 2}
_TWENTY = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}
_CAPITAL = {ch: n for n, ch in enumerate("零壹贰叁肆伍陆柒捌玖")}
_CAPITAL |= {"貳": 2, "参": 3, "參": 3, "叄": 3, "陸": 6, "两": 2, "弌": 1, "贰": 2} | _SMALL
_DIGITS = "".join(_CAPITAL)
_WHOLE = rf"[{_DIGITS}拾十][{_DIGITS}{''.join(TENS)}{''.join(LEVELS)}]*"
_AMOUNT = re.compile(
    rf"(?P<whole>{_WHOLE})(?:(?:人民币)?[元圆圓]|人民币)(?P<rest>(?:零?[{_DIGITS}]角)?(?:零?[{_DIGITS}]分)?)[整正]?"
    rf"|(?P<cents>(?:[壹贰叁肆伍陆柒捌玖]角)(?:零?[{_DIGITS}]分)?)[整正]?"
)
_STROKE = re.compile(rf"(?<=[{_DIGITS}{''.join(TENS)}{''.join(LEVELS)}])[/|](?=[{_DIGITS}])")
"""A stroke of the pen between two characters: 陆仟/伍佰元."""

# Characters that OCR confuses with capitals, corrected only among others: 壶佰万, 壹伯万,
# 壹佰万园整.
_WRONG_TENS = {"伯": "佰", "任": "仟", "仠": "仟", "阡": "仟", "抬": "拾", "捡": "拾"}
_WRONG_DIGITS = {"壶": "壹", "壸": "壹", "壼": "壹", "貮": "贰", "肄": "肆", "染": "柒", "叅": "叁"}
_DIGIT = "壹贰貳叁参參叄肆伍陆陸柒捌玖"
_UNITS = f"{''.join(TENS)}{''.join(LEVELS)}"
_MISREAD = re.compile(
    rf"(?<=[{_DIGIT}])[{''.join(_WRONG_TENS)}](?=[{_DIGIT}{_UNITS}零元圆圓整正])"
    rf"|[{''.join(_WRONG_DIGITS)}](?=[{_UNITS}])"
    rf"|(?<=[{_UNITS}])[{''.join(_WRONG_DIGITS)}](?=[{_UNITS}元圆圓])"
    rf"|(?<=[{_DIGIT}{_UNITS}])园(?=[整正]|$)"
)


def as_meant(text: str) -> str:
    """The text with look-alikes of an amount's characters replaced, each at its position.

    >>> as_meant("壶佰万元整"), as_meant("壹伯万元"), as_meant("伍拾万园整"), as_meant("伯乐家园")
    ('壹佰万元整', '壹佰万元', '伍拾万圆整', '伯乐家园')
    """
    meant = {**_WRONG_TENS, **_WRONG_DIGITS, "园": "圆"}
    while (mended := _MISREAD.sub(lambda match: meant[match[0]], text)) != text:
        text = mended  # two corrected characters may be adjacent
    return text


def chinese_number(text: str) -> int | None:
    """A year, month or day in digits or numerals: 2025, 二〇二五, 十二, 三十一, 廿三.

    >>> chinese_number("二〇二五"), chinese_number("三十一"), chinese_number("07")
    (2025, 31, 7)
    >>> chinese_number("廿三"), chinese_number("卅"), chinese_number("初五")
    (23, 30, None)
    """
    if text.isdecimal() and text.isascii():
        return int(text)
    for short, long in _TWENTY.items():
        text = text.replace(short, long)
    if not text or any(ch not in _SMALL and ch != "十" and not ch.isdecimal() for ch in text):
        return None
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or "十" in ones:
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
    >>> chinese_amount("人民币陆仟/伍佰元整")
    (Decimal('6500'), 3, 10)
    """
    strokes = {match.start() for match in _STROKE.finditer(text)}
    kept = [i for i in range(len(text)) if i not in strokes]
    for match in _AMOUNT.finditer(as_meant("".join(text[i] for i in kept))):
        whole = whole_of(match["whole"]) if match["whole"] else 0
        if whole is not None:
            value = Decimal(whole) + _cents(match["rest"] or match["cents"] or "")
            return value, kept[match.start()], kept[match.end() - 1] + 1
    return None


def _cents(text: str) -> Decimal:
    value, pending = Decimal(0), 0
    for ch in text:
        if ch in "角分":
            value += Decimal(pending) / (10 if ch == "角" else 100)
        pending = _CAPITAL.get(ch, 0)
    return value


def whole_of(text: str) -> int | None:
    """A whole number in capitals; None if its units do not decrease or two digits are adjacent.

    >>> whole_of("壹佰万"), whole_of("壹仟伍"), whole_of("叁佰贰拾亿零伍万")
    (1000000, 1005, 32000050000)
    >>> whole_of("壹贰叁"), whole_of("伍拾佰"), whole_of("二十三十")
    (None, None, None)
    """
    total = section = digit = 0
    lowest = 10_000
    for ch in text:
        if ch in _CAPITAL:
            if digit:
                return None
            digit = _CAPITAL[ch]
        elif ch in TENS:
            if TENS[ch] >= lowest or (not digit and TENS[ch] > 10):
                return None
            section, digit, lowest = section + (digit or 1) * TENS[ch], 0, TENS[ch]
        else:
            great = LEVELS[ch]
            less = total % great  # 万 multiplies only what follows 亿
            total = total - less + (less + section + digit) * great
            section, digit, lowest = 0, 0, 10_000
    return total + section + digit
