"""Numbers, boxes and matrices as an OFD writes them. An invalid number makes the page unread."""

import math
from typing import NamedTuple

from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.ofd.limits import bad_page

MAX_NUMBER = 1e7
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rect(NamedTuple):
    """A box in millimetres; (x, y) is its top left corner."""

    x: float
    y: float
    width: float
    height: float


def number(text: str | None, default: float = 0.0) -> float:
    """The number, or `default` if there is none."""
    if text is None or not text.strip():
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= MAX_NUMBER:  # NaN too
        raise bad_page(reason("ofd_part.number"))
    return value


def numbers(text: str | None) -> list[float]:
    """All numbers of a list."""
    return [number(one) for one in (text or "").replace(",", " ").split()]


def rect(text: str | None) -> Rect | None:
    """A box; None if there is none."""
    found = numbers(text)
    return Rect(*found) if len(found) == 4 else None


def matrix(text: str | None) -> Matrix:
    """A transformation; identity if there is none."""
    found = numbers(text)
    if not found:
        return SAME
    if len(found) != 6:
        raise bad_page(reason("ofd_part.matrix"))
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def steps(text: str | None) -> list[float]:
    """The distances between characters; `g n v` means n times v."""
    words, found, at = (text or "").split(), list[float](), 0
    while at < len(words):
        if words[at] != "g":
            found.append(number(words[at]))
            at += 1
            continue
        if at + 2 >= len(words):
            raise bad_page(reason("ofd_part.spacing"))
        count = int(number(words[at + 1]))
        if not 0 <= count <= limits().ofd_glyphs - len(found):
            raise bad_page(reason("ofd_part.spacing"))
        found += [number(words[at + 2])] * count
        at += 3
    return found


def is_on(text: str | None, default: bool) -> bool:
    """A boolean value."""
    return default if text is None else text.strip().lower() in ("true", "1")
