"""Whether what was expected in a field stands elsewhere on the paper.

A field's place may be mistaken: a clause's words for a name, a heading for a school. Then the
value that was expected still stands on the page. A difference is sure only where it does not.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from core.models.document import Document, PlacedLine

DOTS = "·•・．‧∙."
LEAST = 2
"""Characters; a single one stands anywhere by chance."""
WRAPPED = 8
"""From this length on a text may run over the end of a line."""
PIECE = 2
"""So many characters of it at least stand on either line."""
NEAR = 5
"""So many lines on the rest of a broken day may stand: other columns' lines come between."""
_DATED = re.compile(r"(?:19|20)\d{2}\D{0,2}\d{0,2}\D?\d{0,2}$")
PURPOSE = re.compile(r"仅供|仅限|仅用于|专供|再次复印|复印无效")
"""A note of what a copy is for names people and units that the paper itself does not."""
AMOUNT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def folded(text: str) -> str:
    """Text without width, case, spaces and the variants of brackets and dots.

    >>> folded("北京甲（东城）有限公司") == folded("北京甲(东城) 有限公司")
    True
    """
    text = "".join(unicodedata.normalize("NFKC", text).upper().split())
    return "".join("·" if letter in DOTS else letter for letter in text)


def standing(paper: Document, expected: str) -> PlacedLine | None:
    """The line that holds a text, or on which it begins; None where it stands nowhere."""
    wanted = folded(expected)
    if len(wanted) < LEAST or not paper.lines:
        return None
    lines = [(folded(line.text), line) for line in _own(paper)]
    whole = re.compile(rf"{_edge(wanted[0], '<!')}{re.escape(wanted)}{_edge(wanted[-1], '!')}")
    for text, line in lines:
        if whole.search(text):
            return line
    return _wrapped(wanted, lines) if len(wanted) >= WRAPPED else None


def day_standing(paper: Document, day: date) -> PlacedLine | None:
    """The line on which a day is printed as one, or begins; not within a number."""
    form = re.compile(
        rf"(?<!\d){day.year}\D{{1,2}}0?{day.month}\D{{1,2}}0?{day.day}(?!\d)", re.ASCII
    )
    lines = [(folded(line.text), line) for line in _own(paper)]
    for n, (text, line) in enumerate(lines):
        if form.search(text):
            return line
        for rest, other in lines[n + 1 : n + NEAR]:
            if other.page == line.page and _DATED.search(text) and form.search(text + rest):
                return line
    return None


def sex_standing(paper: Document, sex: str) -> PlacedLine | None:
    """The line that says 男 or 女 by itself, behind its label or between commas."""
    form = re.compile(rf"(?:^|性别[:：]?|GENDER[:：]?|SEX[:：]?|[,，])\s*{sex}(?:$|[,，])")
    return next((line for line in _own(paper) if form.search(folded(line.text))), None)


def amount_standing(paper: Document, amount: Decimal) -> PlacedLine | None:
    """The line on which an amount is printed, however it is written in figures."""
    return next(
        (
            line
            for line in _own(paper)
            for text in AMOUNT.findall(unicodedata.normalize("NFKC", line.text))
            if Decimal(text.replace(",", "")) == amount
        ),
        None,
    )


def _own(paper: Document) -> list[PlacedLine]:
    """The lines of the paper itself, without what was written on it afterwards."""
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
    """A number or a Latin word ends where its text ends."""
    return rf"(?{side}[0-9A-Z])" if letter.isascii() and letter.isalnum() else ""


def _wrapped(wanted: str, lines: list[tuple[str, PlacedLine]]) -> PlacedLine | None:
    """The line that ends in the text's beginning, where another begins with its rest."""
    for cut in range(PIECE, len(wanted) - PIECE + 1):
        head, tail = wanted[:cut], wanted[cut:]
        if any(text.startswith(tail) for text, _ in lines):
            for text, line in lines:
                if text.endswith(head):
                    return line
    return None
