"""The content of a labour contract."""

from dataclasses import dataclass
from datetime import date

from generator.cast import InventedPerson, InventedUnit


@dataclass(frozen=True)
class LaborTerms:
    """The content of a labour contract."""

    unit: InventedUnit
    who: InventedPerson
    start: date
    end: date
    probation: date
    signed: date
    post: str
    salary: str
    home: str
    shown_name: str | None = None
    shown_number: str | None = None
