"""The system's own record of the application (系统填报信息), as application.json gives it.

Every key is optional. Unknown keys are not in the model and are named in the report.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Record(BaseModel):
    """Immutable; unknown keys are dropped (the intake names them in the report)."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class Employer(Record):
    name: str | None = None
    credit_code: str | None = None
    type: str | None = None


class Person(Record):
    name: str | None = None
    id_number: str | None = None
    phone: str | None = None


class Applicant(Person):
    address: str | None = None
    employer: str | None = None
    education_certificate_no: str | None = None
    degree_certificate_no: str | None = None
    monthly_income: Decimal | None = None


class Accompanying(Record):
    spouse: Person | None = None
    children: tuple[Person, ...] = ()


class Application(Record):
    """The whole record; section 三 of the guide (系统填报)."""

    service: str | None = None
    application_number: str | None = None
    """The system's number of this application; a supplement has the same number."""
    submission_date: date | None = None
    condition: int | None = None
    housing: str | None = None
    employer: Employer = Employer()
    applicant: Applicant = Applicant()
    agent: Person = Person()
    accompanying: Accompanying = Accompanying()
    permit_no: str | None = None
    extra: dict[str, str | int | float | bool | list[object] | dict[str, object] | None] = {}
    """Top-level fields of the pseudo-document system_record."""


AsGiven = Annotated[
    Application, PlainSerializer(lambda told: told.model_dump(mode="json", exclude_unset=True))
]
"""Serialised without keys absent from the record: rules distinguish absent from empty."""
