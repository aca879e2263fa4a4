"""What is expected in a packet's papers, and how well it fits their ink."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.models.document import PageRef, Reading
from core.models.geometry import Box
from core.models.page import Page, PageKey
from core.text.alike import edits

FITS = 0.3  # every character of a word at least this likely, relative to the likeliest
FITTED = 0.985  # confidence of a name that fits but was not read freely
READ = 0.98  # names with more confidence are not checked
FORMS = (
    "有限公司", "有限责任公司", "股份有限公司", "股份公司", "集团公司", "合伙企业", "事务所",
)  # fmt: skip
"""Legal forms, at the end of units' names."""

Fit = Callable[[Page, Box, Sequence[str]], list[float]]


@dataclass(frozen=True)
class Expected:
    """Names expected in a packet's notes and signatures (persons and units), and numbers."""

    persons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.persons or self.units or self.numbers)


@dataclass(frozen=True)
class Ink:
    """The pages, and the engine that gives how well words fit in a box, 0 to 1."""

    pages: Mapping[PageKey, Page]
    fit: Fit

    def against(self, where: PageRef, box: Box, words: Sequence[str]) -> tuple[Reading, ...]:
        """How well each word fits in the box."""
        found = self.fit(self.pages[where.key], box, words) if words else []
        return tuple(
            Reading(source="fit", value=word, confidence=round(likely, 4))
            for word, likely in zip(words, found, strict=False)
        )


def best_of(fits: Sequence[Reading], read: str | None, min_confidence: float) -> Reading | None:
    """The one name that fits; None if several do, or if the reading is too different."""
    good = [reading for reading in fits if reading.confidence >= min_confidence]
    if len(good) != 1:
        return None
    word = good[0].value or ""
    return good[0] if not read or edits(word, read) < max(len(word), len(read)) else None
