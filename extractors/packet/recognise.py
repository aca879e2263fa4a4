"""Which type a sheet is, by its heading and the phrases on it.

A phrase counts the more, the fewer types carry it. What scores low is `unknown`; what
scores close to another type is uncertain, and says so in its confidence.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.text.alike import edits
from core.text.fold import squeeze
from core.text.sheet import Sheet
from extractors.kit.fields import DocumentType

TITLE = 6.0  # what a heading counts
TITLE_BOTTOM = 0.45  # headings stand above this share of the sheet's text
ENOUGH = 3.0  # below this score a sheet is unknown
NEAR = 1  # characters of a heading that may be misread, for headings of six or more


@dataclass(frozen=True)
class Guess:
    """A type with its score; `titled` tells that its heading was found, at height `at`."""

    kind: DocumentType
    score: float
    titled: bool
    at: float
    words: int


def recognise(sheet: Sheet, kinds: Sequence[DocumentType]) -> list[Guess]:
    """All types the sheet may be, best first; empty for an unknown page."""
    weights = _weights(tuple(kinds))
    text = "\n".join(squeeze(line) for line in sheet.folded)
    joined = text.replace("\n", "")
    guesses = [_guess(sheet, text, joined, kind, weights) for kind in kinds]
    good = [g for g in guesses if g.score >= ENOUGH and (g.titled or g.words >= g.kind.alone)]
    return sorted(good, key=lambda g: -g.score)


def surety(guesses: Sequence[Guess]) -> float:
    """How surely the first guess is right, 0..1, from its score and its lead."""
    if not guesses:
        return 0.0
    first = guesses[0]
    second = guesses[1].score if len(guesses) > 1 else 0.0
    lead = (first.score - second) / first.score
    return round(
        min(0.99, (1 - math.exp(-first.score / 2.5)) * (0.6 + 0.4 * min(1.0, lead * 3))), 3
    )


def _guess(
    sheet: Sheet, text: str, joined: str, kind: DocumentType, weights: dict[str, float]
) -> Guess:
    found = [word for word in kind.words if squeeze(word) in joined]
    at = heading(sheet, kind.titles)
    score = sum(weights[word] for word in found)
    score -= 3.0 * sum(squeeze(word) in joined for word in kind.against)
    if at is not None:
        score += TITLE
    elif any(squeeze(title) in joined for title in kind.titles if len(squeeze(title)) >= 5):
        score += TITLE / 4
    return Guess(kind, score, at is not None, at if at is not None else 1.0, len(found))


def heading(sheet: Sheet, titles: Sequence[str]) -> float | None:
    """The height on the page (0..1) at which one of the titles is printed as a heading."""
    wanted = [squeeze(title) for title in titles]
    top, bottom = _extent(sheet)
    for row in sheet.rows:
        lines = [sheet.lines[i] for i in row]
        for text, box in [
            *((squeeze(ln.text), ln.box) for ln in lines),
            ("".join(squeeze(ln.text) for ln in lines), lines[0].box),
        ]:
            if not any(_is_title(text, title) for title in wanted):
                continue
            large = box.height > 1.25 * sheet.line_height
            alone = len(text) >= 5 and text.strip("<>()[]\"' :.-") in wanted
            if large or alone or box.cy < top + TITLE_BOTTOM * (bottom - top):
                return box.cy
    return None


def _extent(sheet: Sheet) -> tuple[float, float]:
    if not sheet.lines:
        return 0.0, 1.0
    return min(ln.box.y0 for ln in sheet.lines), max(ln.box.y1 for ln in sheet.lines)


def _is_title(text: str, title: str) -> bool:
    """The line is the title, perhaps with a little more, perhaps with one character misread."""
    bare = text.strip("<>()[]\"' :.-")
    if title in bare:
        return len(title) >= 0.55 * len(bare)
    if len(title) >= 6 and abs(len(bare) - len(title)) <= 1:
        return edits(bare, title) <= NEAR
    return False


@lru_cache(maxsize=8)
def _weights(kinds: tuple[DocumentType, ...]) -> dict[str, float]:
    """The weight of each word: log of how rare it is among the types, 0.3..2."""
    seen = Counter(word for kind in kinds for word in set(kind.words))
    return {word: max(0.3, min(2.0, math.log(24 / n) / 1.6)) for word, n in seen.items()}
