"""A case: who applies for what, on which day, with which papers, and what is wrong with them.

Each case is a file in `packets/`. These models define its format; an unknown key, a
missing value or a wrong type is an error that names the place.
"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    model_validator,
)

from generator import cast
from generator.documents.overseas import Abroad
from generator.documents.pay import Pay, months_of
from generator.documents.study import Study
from generator.numbers import spoil

Tier = Literal["clean", "scan", "grey", "copy", "photo", "lowdpi", "bw", "layer", "ofd"]
Turn = Literal[0, 90, 180, 270]


class CaseData(BaseModel):
    """Base class of everything that is read from a case's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CasePerson(CaseData):
    """A person of `generator/cast.py`, with the values that differ in this case."""

    name: str
    card_from: date | None = None
    card_to: date | None = None
    wrong_check_digit: bool = False

    @property
    def person(self) -> cast.InventedPerson:
        known = cast.PEOPLE[self.name]
        return replace(
            known,
            card_from=self.card_from or known.card_from,
            card_to=self.card_to or known.card_to,
            wrong_number=spoil(known.number) if self.wrong_check_digit else None,
        )


class CaseUnit(CaseData):
    """A unit of `generator/cast.py`, with the values that differ in this case."""

    name: str
    wrong_check_digit: bool = False

    @property
    def company(self) -> cast.InventedUnit:
        known = cast.COMPANIES[self.name]
        return replace(known, code=spoil(known.code)) if self.wrong_check_digit else known


def _named(value: Any) -> Any:
    """A name alone means a person in whom nothing differs."""
    return {"name": value} if isinstance(value, str) else value


AnyPerson = Annotated[CasePerson, BeforeValidator(_named)]
AnyUnit = Annotated[CaseUnit, BeforeValidator(_named)]


class CaseRecord(CaseData):
    """The permit system's data besides people and units."""

    condition: int | None = None
    permit_no: str | None = None
    housing: str | None = None
    degree_number: str | None = None
    """Only if it differs from the certificate's."""


class Income(CaseData):
    """Consecutive months of pay; every third month has a bonus."""

    first: str
    months: PositiveInt
    pay: str
    bonus: str = "0"
    skip: tuple[str, ...] = ()
    """Months without pay."""

    @property
    def pays(self) -> list[Pay]:
        return months_of(self.first, self.months, self.pay, self.bonus, self.skip)


class Contract(CaseData):
    """The terms of employment; values that only the contract itself has may be left out."""

    start: date
    end: date
    post: str
    probation_to: date | None = None
    signed: date | None = None
    salary: str | None = None


class LeaseTerms(CaseData):
    """The terms of a lease."""

    owner: str
    start: date
    end: date
    rent: PositiveInt
    signed: date
    title_number: str
    blank: tuple[Literal["lessor_id", "lessor_phone"], ...] = ()
    """Blanks that were not filled in."""


class PaperEntry(BaseModel):
    """One paper of a file: its type, its seed, and the options of the function that draws it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str
    seed: PositiveInt | None = None
    from_file: str | None = None
    """Instead of a seed: use the paper of this type that an earlier file contains in part."""
    tier: Tier | None = None
    turn: Turn | tuple[Turn, ...] | None = None
    """For each of its pages, or one for all; if None, the file's value applies."""

    @model_validator(mode="after")
    def _drawn_or_taken(self) -> Self:
        if (self.seed is None) == (self.from_file is None):
            raise ValueError("a paper has either a seed or a from_file")
        return self

    @property
    def options(self) -> dict[str, Any]:
        return self.model_extra or {}


class FileEntry(CaseData):
    """One file of the packet: its papers in order, and how they were scanned."""

    name: str
    papers: tuple[PaperEntry, ...] = Field(min_length=1)
    tier: Tier = "scan"
    turn: Turn = 0
    dpi: PositiveInt = 130
    quality: PositiveInt = 34
    exif: bool = False
    """The rotation is written into the picture's EXIF data."""
    sheets: tuple[int, ...] | None = None
    """Only these pages of each paper, counted from 0."""
    signed_at: datetime | None = None
    """The time at which the invented issuer signed the PDF."""


class Defect(CaseData):
    """A deliberate defect: one of the rules in `fails` must be reported."""

    id: str
    fails: tuple[str, ...] = Field(min_length=1)
    may_fail: tuple[str, ...] = ()
    about: str = ""


class PacketCase(CaseData):
    """A whole case."""

    about: str
    service: str
    day: date
    outcome: Literal["accept", "supplement", "reject"]
    note: str
    zipped: bool = False
    applicant: AnyPerson
    agent: AnyPerson
    unit: AnyUnit
    home: str
    record: CaseRecord = CaseRecord()
    study: Study | None = None
    abroad: Abroad | None = None
    contract: Contract | None = None
    lease: LeaseTerms | None = None
    income: tuple[Income, ...] = ()
    holds: tuple[str, ...]
    """Rules that must pass."""
    defects: tuple[Defect, ...] = ()
    files: tuple[FileEntry, ...] = Field(min_length=1)

    @property
    def filled_in(self) -> date:
        """The day on which the forms were signed."""
        return date.fromordinal(self.day.toordinal() - 6)

    @property
    def pays(self) -> list[Pay]:
        """All months of pay."""
        return [pay for part in self.income for pay in part.pays]

    @property
    def mean_income(self) -> str:
        """The monthly mean as the system records it."""
        return f"{sum((p.income for p in self.pays), Decimal(0)) / len(self.pays):.2f}"
