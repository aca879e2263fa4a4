"""The only reader of dates: all printed formats, in numerals or figures, and open ends.

A date is found despite spaces and reading errors: 2024 年 3 月 5 日, 2O24年3月l日. An ambiguous
date (05/03/2024) or one in another calendar does not count.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from core.reasons import reason
from core.text.numerals import chinese_number
from core.text.sheet import Piece
from core.text.values.value import TextValue

Unit = Literal["day", "month", "open"]
FOREVER, UNTIL_NOW = "长期", "至今"
CROWDED = reason("value.crowded_date")

_CN = "〇○◯零一二三四五六七八九"
_SLIPS = str.maketrans("OoQＯlI|-", "0000111一")
_F = "0-9OoQlI|"  # digits, and what they are misread as
_N = rf"{_F}{_CN}十廿卄卅"
_YEAR = rf"(?:[12lI|][{_F}]{{3}}|[12一二][{_F}{_CN}]{{3}}|[一二][{_CN}\-]{{3}}(?=\s*年))"
_SHORT = rf"(?<![0-9OoQ{_CN}十百千])(?<!民国)(?<!昭和)(?<!平成)(?<!令和)(?:[0-9]{{2}}|[{_CN}]{{2}})"
_MONTHS_BY_NAME = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?=[0-2][0-9]:[0-5][0-9])"

# For the types' patterns, on running text without spaces; without groups.
_DAY_MISREAD = "旦且目曰"  # a 日 alone at the start of a line
DAY = (
    rf"(?:{_YEAR}年[{_N}]{{1,3}}月[{_N}]{{1,3}}(?:[日号{_DAY_MISREAD}]|(?![0-9]))"
    rf"|[0-9]{{4}}[./\-](?:0[1-9]|1[0-2])[./\-](?:0[1-9]|[12][0-9]|3[01])日?"
    rf"|{_YEAR}[年./\-][{_N}]{{1,3}}[月./\-][{_N}]{{1,3}}(?:[日号]|(?![0-9])))"
)
SHORT_DAY = rf"(?:{DAY}|{_SHORT}年[{_N}]{{1,3}}月[{_N}]{{1,3}}(?:[日号]|(?![0-9])))"
MONTH = rf"{_YEAR}(?:年[{_N}]{{1,3}}月|[./\-](?:1[0-2]|0[1-9]|[1-9](?![0-9])))"
DAY_OR_MONTH = rf"(?:{DAY}|{MONTH})"

_PARTED = re.compile(
    rf"(?P<y>{_YEAR}|{_SHORT}(?=\s*年))\s*,?[年./\-·][,.]?\s*(?P<m>[{_N}]{{1,3}}|十-|元(?=\s*月))"
    rf"\s*(?:,?[月./\-·],?|(?<=[0-9]{{2}})年(?=\s*[0-9]{{2}}\s*日))\s*"
    rf"(?P<d>[{_N}]{{1,3}}|[二三]?[十廿卅]-(?=日))"
    rf"(?:\s*[日号]|(?![0-9])(?!\s[0-9](?![0-9:]))|(?<=[0-9]{{2}}){_TIME})"
)
_SOLID = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9]\s)(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])"
    r"(?![0-9A-Za-z])(?!\s[0-9]{3,}|\s[0-9]{1,2}[Xx])"
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9A-Za-z])(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?[\s.\-/,]*(?:[0-9]{{1,2}}月/)?"
    rf"(?P<m>{_MONTH_NAME})[\s.,\-/]*(?P<y>[12][0-9]{{3}})(?![0-9])", re.I,
)  # fmt: skip
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z])(?P<m>{_MONTH_NAME})[\s.]*(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?(?:,\s*|\s+|\.\s*)"
    r"(?P<y>[12][0-9]{3})(?![0-9])", re.I,
)  # fmt: skip
_YEAR_LAST = re.compile(
    r"(?<![0-9./\-])(?P<a>[0-9]{1,2})(?P<sep>[./\-])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[12][0-9]{3})(?![0-9])"
)
_FORMS = (_PARTED, _SOLID, _DAY_FIRST, _MONTH_FIRST, _YEAR_LAST)
_MONTHS = (
    re.compile(
        rf"(?P<y>{_YEAR})\s*[年./\-]\s*(?P<m>[{_N}]{{1,3}}|元(?=\s*月))(?:\s*月(?!\s*初)|(?![0-9月]))"
    ),
    re.compile(r"(?<![0-9A-Za-z])(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?![0-9A-Za-z])"),
    re.compile(
        rf"(?<![A-Za-z])(?P<m>{_MONTH_NAME})[\s.,\-]*(?P<y>(?:19|20)[0-9]{{2}})(?![0-9])", re.I
    ),
)
_FOREVER = re.compile(r"长期(?:有效|存续)?|永久(?:有效|存续)?(?![㐀-鿿])")
_NOW = re.compile(r"(?:至|到|-)\s*今(?![㐀-鿿])|至今")


class DateMatch(NamedTuple):
    """A day, a month, or an open end (长期, 至今), its place, and whether it was corrected."""

    value: str
    piece: Piece
    unit: Unit
    mended: bool
    start: int
    end: int
    """Its characters of the piece that was searched."""


def read_date(piece: Piece) -> TextValue | None:
    """YYYY-MM-DD; 长期 stays unchanged. Two-digit years before 年 are of this century."""
    found = find_dates(piece)
    days = [one for one in found if one.unit == "day"] or [
        one for one in found if one.value == FOREVER
    ]
    if not days:
        return None
    return TextValue(days[0].value, days[0].piece, CROWDED if _is_crowded(piece, days[0]) else "")


def _is_crowded(piece: Piece, day: DateMatch) -> bool:
    """Whether a digit is right before a date: another date is joined to it, 2023-12-12024-04-03."""
    return day.unit == "day" and piece.folded[: day.start][-1:].isdigit()


def read_month(piece: Piece) -> TextValue | None:
    """YYYY-MM; a full date gives its month."""
    flat = piece.dense()
    text = flat.folded
    for pattern in _MONTHS:
        for match in pattern.finditer(text):
            if month := _month(match["y"], match["m"]):
                return TextValue(month, flat[match.start() : match.end()])
        if pattern is _MONTHS[0]:
            solid = next((day for day in find_dates(piece) if day.unit == "day"), None)
            if solid is not None:
                return TextValue(solid.value[:7], solid.piece)
    return None


def find_dates(piece: Piece) -> list[DateMatch]:
    """Every day and every open end of a text, in order."""
    return sorted(_days(piece), key=lambda one: one.start)


def _days(piece: Piece) -> list[DateMatch]:
    """Days of the text with spaces, then of the rest without spaces, then open ends."""
    text = Spaced(piece)
    found = [text.dated(v, "day", m, a, b) for v, m, a, b in _scan(text.text)]
    kept = [i for i, ch in enumerate(text.text) if ch != " "]
    dense = "".join(text.text[i] for i in kept)
    for value, mended, a, b in _scan(dense):
        one = text.dated(value, "day", mended, kept[a], kept[b - 1] + 1)
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    for pattern, value in ((_FOREVER, FOREVER), (_NOW, UNTIL_NOW)):
        for match in pattern.finditer(dense):
            start, end = kept[match.start()], kept[match.end() - 1] + 1
            found.append(text.dated(value, "open", False, start, end))
    return found


def days_in(text: str) -> list[tuple[str, int, int]]:
    """Each day of a folded text with its place: value, start, end."""
    return sorted(((v, a, b) for v, _, a, b in _scan(text)), key=lambda one: one[1])


@lru_cache(maxsize=8192)
def _scan(text: str) -> tuple[tuple[str, bool, int, int], ...]:
    """Value, whether it was corrected, and place of each day; text matched by one format is not
    matched again.
    """
    return tuple(_scanned(text))


def _scanned(text: str) -> Iterator[tuple[str, bool, int, int]]:
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < b and end > a for a, b in taken):
                continue
            if (value := _value(form, match)) is not None:
                taken.append((start, end))
                yield value, _is_mended(match), start, end


def _value(form: re.Pattern[str], match: re.Match[str]) -> str | None:
    if form is not _YEAR_LAST:
        return _iso(match["y"], match["m"], match["d"])
    one, two = int(match["a"]), int(match["b"])
    if one <= 12 and two <= 12 and one != two:
        return None  # the third of May, or the fifth of March
    month, day = (two, one) if one > 12 else (one, two)
    return _iso(match["y"], str(month), str(day))


def _is_mended(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    figures = "".join(parts.get(key) or "" for key in ("y", "d"))
    return any(ch in "OoQlI|-" for ch in figures) or len(parts["y"]) == 2


def _iso(year: str, month: str, day: str) -> str | None:
    y, m, d = _year(year), _number_of_month(month), chinese_number(day.translate(_SLIPS))
    if y is None or m is None or d is None:
        return None
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


def _month(year: str, month: str) -> str | None:
    y, m = _year(year), _number_of_month(month)
    return f"{y:04d}-{m:02d}" if y and m and 1 <= m <= 12 else None


def _year(text: str) -> int | None:
    year = chinese_number(text.translate(_SLIPS))
    if year is not None and len(text) == 2:
        year += 2000 if year < 70 else 1900
    return year if year is not None and 1900 <= year < 2100 else None


def _number_of_month(text: str) -> int | None:
    if (name := text[:3].lower()) in _MONTHS_BY_NAME:
        return _MONTHS_BY_NAME.index(name) + 1
    return 1 if text == "元" else chinese_number(text.translate(_SLIPS))


def find_months(piece: Piece, days: Iterable[DateMatch]) -> Iterator[DateMatch]:
    """Months that are not part of the days."""
    text = Spaced(piece)
    taken = [(day.start, day.end) for day in days]
    for pattern in _MONTHS:
        for match in pattern.finditer(text.text):
            one = text.dated("", "month", False, *match.span())
            if any(one.start < b and one.end > a for a, b in taken):
                continue
            if month := _month(match["y"], match["m"]):
                taken.append((one.start, one.end))
                yield one._replace(value=month)


class Spaced:
    """The folded text of a piece with a space at each line end."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        letters: list[str] = []
        self._at: list[int] = []
        for i, ch in enumerate(piece.folded):
            now, before = piece.chars[i], piece.chars[i - 1]
            if i and (now.line != before.line or now.sheet is not before.sheet):
                letters.append(" ")
                self._at.append(i)
            letters.append(" " if ch.isspace() else ch)
            self._at.append(i)
        self.text = "".join(letters)

    def dated(self, value: str, unit: Unit, mended: bool, start: int, end: int) -> DateMatch:
        """The date at start..end of the text, as characters of the piece."""
        first, last = self._at[start], self._at[end - 1] + 1
        return DateMatch(value, self.piece[first:last].dense(), unit, mended, first, last)
