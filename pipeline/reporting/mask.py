"""Masks identity numbers in everything that may be passed on.

The first three and the last four characters stay, enough to tell two people apart.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from core.models.report import Report, ReportField

KEEP_HEAD, KEEP_TAIL = 3, 4
MIN_NUMBER_LENGTH = 8  # of a known identity number: shorter ones may be parts of words
MIN_DIGITS = 14  # of 18 characters: a misread number may contain letters
SLIPS = 2  # characters in which two readings of one number may differ

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \u3000]?[0-9A-Za-z]){17}(?![0-9A-Za-z])")
_BARE = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{9}[\dXx](?!\d)")
_OLD = re.compile(r"(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Masker:
    """Masks what looks like an identity number, and known identity numbers.

    `hidden`: numbers read as identity numbers, including misread ones. `shown`: other numbers
    that only look like one, such as diploma numbers; never a valid identity number, nor one that
    may be another reading of a hidden number.
    """

    def __init__(self, hidden: Iterable[str] = (), shown: Iterable[str] = ()) -> None:
        self._hidden = {bare for text in hidden if len(bare := _bare(text)) >= MIN_NUMBER_LENGTH}
        self._shown = {
            bare
            for bare in map(_bare, shown)
            if not checks(bare) and not any(_alike(bare, one) for one in self._hidden)
        }
        longest_first = sorted(self._hidden, key=len, reverse=True)
        known = "|".join(map(re.escape, longest_first)) or "(?!)"
        self._known = re.compile(rf"(?<!\d)(?:{known})(?!\d)")
        self._masked_texts: dict[str, str] = {}

    @classmethod
    def of(cls, report: Report) -> "Masker":
        """A masker that knows the numbers in a report."""
        hidden: list[str] = []
        shown: list[str] = []
        for field in _fields(report):
            texts = [field.value, field.raw, *(reading.value for reading in field.readings)]
            known = hidden if field.kind == "id_number" else shown
            known.extend(text for text in texts if text)
        return cls(hidden, shown)

    def text(self, text: str) -> str:
        """The text with every identity number masked."""
        if len(text) < MIN_NUMBER_LENGTH:  # shorter than any masked number
            return text
        if text not in self._masked_texts:  # cached: a report repeats most of its words
            self._masked_texts[text] = self._masked(text)
        return self._masked_texts[text]

    def _masked(self, text: str) -> str:
        text = self._known.sub(lambda match: mask_number(match[0]), text)
        for pattern in (_RUN, _BARE, _OLD):
            text = pattern.sub(self._judge, text)
        return text

    def _judge(self, match: re.Match[str]) -> str:
        bare = _bare(match[0])
        if checks(bare) or any(_alike(bare, one) for one in self._hidden):
            return mask_number(bare)
        if any(_alike(bare, one) for one in self._shown):  # as read, or as written in the record
            return match[0]
        return mask_number(bare) if len(bare) == 15 or plausible(bare) else match[0]


def mask_number(number: str) -> str:
    """An identity number with its middle hidden, at any length."""
    bare = "".join(number.split())
    if len(bare) <= KEEP_HEAD + KEEP_TAIL:
        return "*" * len(bare)
    hidden = len(bare) - KEEP_HEAD - KEEP_TAIL
    return bare[:KEEP_HEAD] + "*" * hidden + bare[-KEEP_TAIL:]


def plausible(bare: str) -> bool:
    """Whether 18 characters may be an identity number, possibly misread."""
    few = sum(character.isdigit() for character in bare) < MIN_DIGITS
    born = bare[6:8] in {"18", "19", "20"}
    return not few and born and bool(_PROVINCE.match(bare))


def checks(bare: str) -> bool:
    """Whether 18 characters are valid by GB 11643: place, birth date, check digit."""
    if len(bare) != 18 or not (bare[:17].isascii() and bare[:17].isdigit()):
        return False
    if not plausible(bare) or not _a_day(bare[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(bare, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == bare[17].upper()


def _a_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _alike(one: str, other: str) -> bool:
    """Whether both may be readings of one number."""
    if len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= SLIPS


def _bare(text: str) -> str:
    return "".join(text.split())


def _fields(report: Report) -> Iterator[ReportField]:
    for document in report.documents:
        yield from document.fields.values()
        for row in document.rows:
            yield from row.values()
