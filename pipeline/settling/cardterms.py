"""The first and last day of an identity card's term, which confirm each other.

A card is valid for exactly 5, 10 or 20 years, depending on the holder's age, which follows from the
number on the card. A misread digit in either day breaks that. So if the days form the only term
that the card can have, their confidence is raised, as for a number with a correct check digit.
"""

from collections.abc import Sequence
from datetime import date

from core.models.document import Document, Field
from core.numbers.dates import add_years, parse_date
from core.numbers.identity import birth_date, is_valid

CARD = "id_card"
ENDS = ("valid_from", "valid_to")
TERMS = ((16, 5), (26, 10), (46, 20))
"""(age, years): a card issued below that age is valid for that many years."""
CEILING = 0.99
GAIN = 10.0  # gain from the other day if that one was not read with confidence itself
CONFIRMING = 0.9  # a day with this confidence confirms the other one
MIN_CONFIDENCE = 0.2  # a reading below it is only a guess


def by_terms(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, with more confidence in card days that form the only possible term."""
    return tuple(_borne_out(document) for document in documents)


def _borne_out(document: Document) -> Document:
    ends = [document.fields.get(name) for name in ENDS]
    number = document.fields.get("id_number")
    if document.type != CARD or number is None or not all(_is_read(end) for end in ends):
        return document
    days = [parse_date(end.value) for end in ends if end is not None]
    born = birth_date(number.value or "") if is_valid(number.value or "") else None
    if born is None or days[1] is None or days[1] != _last_day(days[0], born):
        return document
    start, last = (end for end in ends if end is not None)
    surer = {start.name: _surer(start, last), last.name: _surer(last, start)}
    return document.model_copy(update={"fields": {**document.fields, **surer}})


def _is_read(end: Field | None) -> bool:
    """Whether a day was read, and no second reading differs."""
    if end is None or end.value is None or end.confidence < MIN_CONFIDENCE:
        return False
    return all(one.value in (None, end.value) for one in end.readings)


def _last_day(first: date | None, born: date) -> date | None:
    """The last day of a card issued on a day; None for a card valid for life."""
    if first is None:
        return None
    years = next((years for age, years in TERMS if first < add_years(born, age)), None)
    return None if years is None else add_years(first, years)


def _surer(end: Field, other: Field) -> Field:
    """A day that matches the other one, with higher confidence."""
    known = other.confidence >= CONFIRMING
    letters = min(1.0, end.confidence / (end.placed or 1.0))
    sure = CEILING if known else min(CEILING, 1 - (1 - letters) / GAIN)
    return end.model_copy(update={"confidence": round(max(end.confidence, sure * end.placed), 4)})
