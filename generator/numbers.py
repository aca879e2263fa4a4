"""Check digits of identity numbers and credit codes, and numbers in Chinese words."""

from datetime import date
from decimal import Decimal

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
DIGITS = "〇一二三四五六七八九"


def identity_number(region: str, birth: date, serial: int) -> str:
    """An 18-digit number (GB 11643); an odd serial number is male."""
    body = f"{region}{birth:%Y%m%d}{serial:03d}"
    total = sum(int(d) * w for d, w in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def spoil(number: str) -> str:
    """The same number with a wrong last digit."""
    return number[:-1] + ("3" if number[-1] != "3" else "7")


def credit_code(kind: str, region: str, serial: int) -> str:
    """An 18-character credit code (GB 32100); `kind` is its first two characters."""
    org = f"MA{serial:06d}"
    total = sum(ORG_SIGNS.index(c) * w for c, w in zip(org, ORG_WEIGHTS, strict=True))
    check = 11 - total % 11
    body = kind + region + org + ("X" if check == 10 else "0" if check == 11 else str(check))
    total = sum(CODE_SIGNS.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + CODE_SIGNS[(31 - total % 31) % 31]


def capitals(amount: Decimal) -> str:
    """An amount of yuan in banker's capitals, up to 999,999,999.99."""
    cents = int(amount * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = ""
    for unit, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, yuan = divmod(yuan, size) if unit else (yuan, 0)
        if part:
            text += ("零" if text and part < 1000 else "") + _four(part) + unit
    text = (text or "零") + "元"
    if not jiao and not fen:
        return text + "整"
    return text + (f"{CAPITALS[jiao]}角" if jiao else "零") + (f"{CAPITALS[fen]}分" if fen else "")


def _four(part: int) -> str:
    text, gap = "", False
    for unit, size in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit = part // size % 10
        if digit:
            text += ("零" if gap and text else "") + CAPITALS[digit] + unit
        gap = (gap and not digit) or not digit
    return text


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    """二〇一二年七月一日."""
    year = "".join(DIGITS[int(d)] for d in f"{day.year}")
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def chinese_month(day: date) -> str:
    """二〇一二年七月."""
    return chinese_date(day).split("月")[0] + "月"


def printed_date(day: date) -> str:
    """2012年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def padded_date(day: date) -> str:
    """2012年07月01日."""
    return f"{day:%Y年%m月%d日}"


def dotted_date(day: date) -> str:
    """2012.07.01."""
    return f"{day:%Y.%m.%d}"


def add_months(month: str, count: int) -> str:
    """`YYYY-MM` shifted by a number of months."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
