"""Normalising typed values for the rules. Raises Refused for invalid values."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from core.errors import Refused
from core.models.document import Kind
from core.text.fold import ordinary

FOREVER = "长期"
MAX_LENGTH = 500
FIRST_YEAR, LAST_YEAR = 1850, 2200
MAX_DIGITS = 20  # of an amount
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?|(\d{4})(\d{2})")
_CODES = ("id_number", "credit_code")


def normalised(kind: Kind, typed: str) -> str:
    """The value in the normal form of reports.

    >>> normalised("date", "2019年3月5日"), normalised("amount", "￥1,200.50 元")
    ('2019-03-05', '1200.50')
    >>> normalised("text", "⻓春⼤学")
    '长春大学'
    >>> normalised("id_number", " 11010519491231002x "), normalised("month", "2019.8")
    ('11010519491231002X', '2019-08')
    """
    text = ordinary(" ".join(typed.split()))
    if not text or len(text) > MAX_LENGTH or not text.isprintable():
        raise Refused("value", "请填写内容", "please give what could stand there")
    tight = "".join(unicodedata.normalize("NFKC", text).split())
    if kind == "date":
        return tight if tight == FOREVER else _day(tight)
    if kind == "month":
        return _month(tight)
    if kind == "amount":
        return _amount(tight)
    if kind in _CODES:
        return tight.upper()
    return tight if kind == "phone" else text


def storable(text: str) -> str:
    r"""The text without characters that a database cannot store: NUL, lone surrogates.

    >>> storable("a\x00b\ud800")
    'ab?'
    """
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) for part in match.groups() if part) if match else (0, 0, 0)
        return _within(date(year, month, day)).isoformat()
    except ValueError:
        raise Refused(
            "value", "日期应为 2019-03-05", "a date must be YYYY-MM-DD, as 2019-03-05"
        ) from None


def _within(day: date) -> date:
    """The day, if rules can calculate with it: years before and after it must be valid dates."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            "value", f"年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间；长期有效请填“{FOREVER}”",
            f"a year must be {FIRST_YEAR} to {LAST_YEAR}; for what has no end please give "
f"“{FOREVER}”",
        )  # fmt: skip
    return day


def _month(text: str) -> str:
    match = _MONTH.fullmatch(text)
    try:
        year, month = (int(part) for part in match.groups() if part) if match else (0, 0)
        return _within(date(year, month, 1)).isoformat()[:7]
    except ValueError:
        raise Refused("value", "月份应为 2019-03", "a month must be YYYY-MM, as 2019-03") from None


def _amount(text: str) -> str:
    try:
        found = Decimal(text.strip("¥元").replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or (found and abs(found.adjusted()) > MAX_DIGITS):
        raise Refused("value", "金额应为数字，如 1200.50", "an amount must be a number, as 1200.50")
    return f"{found:f}"
