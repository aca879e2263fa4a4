"""What a labour contract says."""

from dataclasses import dataclass
from datetime import date

from generator.cast import Company, Person


@dataclass(frozen=True)
class Work:
    """What a labour contract says."""

    unit: Company
    who: Person
    start: date
    end: date
    probation: date
    signed: date
    post: str
    salary: str
    home: str
    shown_name: str | None = None
    shown_number: str | None = None
