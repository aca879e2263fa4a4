"""Whether the text expected in a field is elsewhere on the paper.

A field may be read from the wrong place: a clause instead of a name, a heading instead of a school.
Then the expected value is still on the page. A difference is sure only if it is not.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from core.models.document import Document, PlacedLine
from core.text.fold import fold
from core.text.traditional import simplified
from core.text.values.dates import days_in

DOTS = "·•・．‧∙.⋅ꞏ᛫⸱⸳●◦˙･·﹒"
_NAMES_DOT = re.compile(r"(?<=[^\W\d])·+(?=[^\W\d])")
"""A dot between two letters: foreign and minority names have it, and some systems omit it."""
MIN_TEXT_LENGTH = 2
"""Minimum characters; a single one occurs by chance."""
WRAPPED = 8
"""Minimum characters of a text that may continue on the next line."""
PIECE = 2
"""Minimum characters of it on either line."""
NEAR = 5
"""Maximum lines between the parts of a broken date: other columns' lines come between."""
_DATED = re.compile(
    r"(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})[^0-9]{0,2}[0-9一二三四五六七八九十]{0,3}"
    r"[^0-9]?[0-9一二三四五六七八九十]{0,3}$"
)
PURPOSE = re.compile(r"仅供|仅限|仅用于|专供|再次复印|复印无效")
"""A note on a copy's purpose, which names people and units that the paper itself does not."""
_ROLES = "姓名|学生|同学|兹有|证明|户主|[请证有税保询利权]人|NAME"
_HEAD = rf"(?:^|[:,.;()、。|\s男女查授予有现系]|{_ROLES})"
_TAIL = r"(?:$|[,.;:()、。|]|同志|同学|先生|女士|性别|[男女0-9于在系已持所之同]|出生|身份证|证件)"
"""Text allowed right before and right after a person's name."""
FULL_NAME = 3
"""A name of this many characters is never part of another name."""
AMOUNT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text without width, case, script, spaces, the variants of brackets and dots within names.

    >>> folded("北京甲（东城）有限公司") == folded("北京甲(东城) 有限公司")
    True
    >>> folded("阿里木•江"), folded("張三"), folded("12.5")
    ('阿里木江', '张三', '12·5')
    """
    text = "".join("·" if letter in DOTS else letter for letter in text)
    text = simplified("".join(unicodedata.normalize("NFKC", text).upper().split()))
    return _NAMES_DOT.sub("", text) if "·" in text else text


def standing(paper: Document, expected: str) -> PlacedLine | None:
    """The line that contains a text or its beginning; None if there is none."""
    wanted = folded(expected)
    if len(wanted) < MIN_TEXT_LENGTH or not paper.lines:
        return None
    lines = [(folded(line.text), line) for line in own_lines(paper)]
    whole = re.compile(rf"{_edge(wanted[0], '<!')}{re.escape(wanted)}{_edge(wanted[-1], '!')}")
    for text, line in lines:
        if whole.search(text):
            return line
    return _wrapped(wanted, lines) if len(wanted) >= WRAPPED else None


def by_itself(paper: Document, name: str) -> PlacedLine | None:
    """The line with a person's name that is not part of another name."""
    wanted = folded(name)
    line = standing(paper, name) if len(wanted) >= FULL_NAME else None
    if line is not None and not re.fullmatch(f"{re.escape(wanted)}[一-鿿]", folded(line.text)):
        return line  # a line that is one character longer is another name: 张小三丰
    alone = re.compile(f"{_HEAD}{re.escape(wanted)}{_TAIL}")
    return next((line for line in own_lines(paper) if alone.search(folded(line.text))), None)


def day_standing(paper: Document, day: date) -> PlacedLine | None:
    """The line with a date, in any format, or with its beginning."""
    return next((line for text, line in _with_broken_days(paper) if _says_day(text, day)), None)


def days_on(paper: Document) -> set[date]:
    """Every date printed on a paper, including those broken over two lines."""
    return {
        date.fromisoformat(day)
        for text, _ in _with_broken_days(paper)
        for day, _, _ in days_in(text)
        if day.count("-") == 2
    }


def _with_broken_days(paper: Document) -> Iterator[tuple[str, PlacedLine]]:
    """A paper's lines, and lines that end within a date joined with each possible continuation."""
    lines = [(fold("".join(line.text.split())), line) for line in own_lines(paper)]
    for n, (text, line) in enumerate(lines):
        yield text, line
        if _DATED.search(text):
            near = lines[n + 1 : n + NEAR]
            yield from ((text + rest, line) for rest, other in near if other.page == line.page)


def _says_day(text: str, day: date) -> bool:
    """Whether a text contains a date: 1990-3-7, 一九九〇年三月七日, 19900307 by itself."""
    if any(found == day.isoformat() for found, _, _ in days_in(text)):
        return True
    return re.search(rf"(?<![0-9]){day:%Y}\D?{day:%m}\D?{day:%d}(?![0-9])", text) is not None


def sex_standing(paper: Document, sex: str) -> PlacedLine | None:
    """The line with 男 or 女 alone, after its label or between commas."""
    form = re.compile(rf"(?:^|性别[:：]?|GENDER[:：]?|SEX[:：]?|[,，])\s*{sex}(?:$|[,，])")
    return next((line for line in own_lines(paper) if form.search(folded(line.text))), None)


def amount_standing(paper: Document, amount: Decimal) -> PlacedLine | None:
    """The line with an amount in figures, in any format."""
    return next(
        (
            line
            for line in own_lines(paper)
            for text in AMOUNT.findall(unicodedata.normalize("NFKC", line.text))
            if Decimal(text.replace(",", "")) == amount
        ),
        None,
    )


def own_lines(paper: Document) -> list[PlacedLine]:
    """The lines of the paper itself, without notes written on it later."""
    return [
        line
        for line in paper.lines
        if not PURPOSE.search(line.text)
        and not any(
            paper.pages[line.page] == note.page and line.box.overlap(note.box) > 0.5
            for note in paper.annotations
        )
    ]


def _edge(letter: str, side: str) -> str:
    """The pattern for the edge of a number or Latin word: it must not continue there."""
    return rf"(?{side}[0-9A-Z])" if letter.isascii() and letter.isalnum() else ""


def _wrapped(wanted: str, lines: list[tuple[str, PlacedLine]]) -> PlacedLine | None:
    """The line that ends with the text's beginning, if other lines contain its rest."""
    for cut in range(PIECE, len(wanted)):
        head, rest = wanted[:cut], wanted[cut:]
        for n, (text, line) in enumerate(lines):
            if text.endswith(head) and _goes_on(
                rest, [t for m, (t, _) in enumerate(lines) if m != n]
            ):
                return line
    return None


def _goes_on(rest: str, texts: list[str]) -> bool:
    """Whether a text's rest begins a line, or fills one and continues in another.

    A single character must be a whole line.
    """
    if any(text == rest or (len(rest) >= PIECE and text.startswith(rest)) for text in texts):
        return True
    return any(
        len(text) >= PIECE and rest.startswith(text) and _goes_on(rest[len(text) :], texts)
        for text in texts
    )
