"""The tables of a policy: what the government may change, one model for each kind of row."""

import re
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from core.models.base import Frozen
from core.models.finding import Clause, Severity
from validators.policy.faults import Misfit

Home = Literal[
    "residence_permit",
    "owned",
    "rented",
    "work_unit",
    "public",
    "relatives",
    "lodging",
]
"""The kinds of home that the system's record knows."""
SealClass = Literal[
    "official",
    "finance",
    "contract",
    "hr",
    "official_or_hr",
    "invoice",
    "agency",
    "bank",
    "firm",
    "school",
    "name",
]
Basis = Literal["guide", "derived", "generic"]


class PolicyData(Frozen):
    """Immutable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class RuleText(PolicyData):
    """One rule of the catalogue, without its code. `services` of ("*",) binds all."""

    id: str
    title_zh: str
    title_en: str
    section: str
    quote: str
    services: tuple[str, ...]
    severity: Severity
    basis: Basis
    documents: tuple[str, ...]
    checked: bool = True
    """False leaves it to the counter; nothing is left out silently."""

    def binds(self, service: str) -> bool:
        """Whether the rule applies to this service."""
        return "*" in self.services or service in self.services

    @cached_property
    def clause(self) -> Clause:
        return Clause(section=self.section, quote=self.quote)


class Service(PolicyData):
    """One of the guide's services."""

    id: str
    name_zh: str
    name_en: str
    section: str
    printed: tuple[str, ...] = Field(min_length=1)
    """The words by which the system's record names it; the names above are only shown."""


class District(PolicyData):
    """The district of the guide, and the names of the city's districts on papers."""

    name: str = Field(min_length=2)
    name_en: str = Field(min_length=2)
    office: str = Field(min_length=4)
    """The bureau that the forms are addressed to."""
    others: tuple[str, ...] = Field(min_length=1)
    areas: tuple[str, ...] = ()
    """Areas with their own tax offices that are not districts."""
    former: tuple[str, ...] = ()
    city_tax_offices: tuple[str, ...] = ()
    cites: str

    @field_validator("city_tax_offices")
    @classmethod
    def _are_patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise Misfit(
                    f"{pattern} 不是有效的表达式（{error}）", f"{pattern} is no pattern ({error})"
                ) from error
        return patterns

    @model_validator(mode="after")
    def _is_one_district(self) -> "District":
        if self.name.endswith("区") or self.name in (*self.others, *self.former):
            raise Misfit(
                f"name “{self.name}” 不应以“区”结尾，也不应列入 others 或 former",
                f"name “{self.name}” should not end in “区”, nor stand among others or former",
            )
        return self

    @property
    def full(self) -> str:
        """Its full name for messages."""
        return f"{self.name}区"

    def here(self, text: str) -> bool:
        """Whether a text names this district first: streets are named after other districts."""
        return self.first(text) == self.name

    def elsewhere(self, text: str) -> str:
        """The first other district or area that a text names, empty for none."""
        found = re.search("|".join(map(re.escape, (*self.others, *self.areas))), text)
        return found[0] if found else ""

    def first(self, text: str) -> str:
        """The first district of the city that a text names, this one among them."""
        known = (self.name, *self.others, *self.former)
        found = re.search("|".join(map(re.escape, known)), text)
        return found[0] if found else ""

    def of_the_city(self, office: str) -> bool:
        """Whether a tax office is for the whole city."""
        return any(re.search(pattern, office) for pattern in self.city_tax_offices)


class SealNeed(PolicyData):
    """A seal that a document type needs: its class and its owner."""

    cls: SealClass = Field(alias="class")
    owner: Literal["employer", "former_employer", "issuer"]
    required: bool
    on_copy: bool
    """Needed on the stamped copy only, not on an original."""
    custom: bool = False
    """The guide does not explicitly require it: a missing one is a question."""
    shared: bool = False
    """Other parties seal the paper too."""
    asked: bool = False
    """For an issuer's seal: the guide says who seals the paper, so a missing one is a question.
    Others are often faint or embossed, and a certificate without one is still recognised.
    """


class HandNeed(PolicyData):
    """Who signs a document type, where, and by which rule."""

    field: str
    name_zh: str
    name_en: str
    """The name of the place in messages."""
    owner: Literal["legal_rep", "handler", "applicant", "named"]
    holder: str = ""
    """If the owner is `named`: the field of the same paper with the signer's name."""
    rule: str
    """The rule on a missing signature, or another person's signature."""
    everywhere: bool = True
    """False if some editions of the form have no place for it: only an empty place is reported."""


class DocumentType(PolicyData):
    """A document type's names, seals and signatures; `asked` is false for look-alikes."""

    id: str
    name_zh: str
    name_en: str
    asked: bool
    seals: tuple[SealNeed, ...] = ()
    hands: tuple[HandNeed, ...] = ()


class DatedStep(PolicyData):
    """A step dated from an event: a number of days or workdays before or after it.

    The number is a parameter (`figure`) or given here (`count`); negative means before.
    """

    id: str
    title_zh: str
    title_en: str
    detail_zh: str
    detail_en: str
    section: str
    services: tuple[str, ...]
    start: Literal["filing", "unit_review", "leaving", "permit_expiry", "year_end"]
    figure: str = ""
    count: int = 0
    sign: Literal[1, -1] = 1
    unit: Literal["days", "workdays"] = "days"
    rolls: bool = False
    """A last day on a weekend moves to the next Monday."""
    weekdays: tuple[int, ...] = ()
    """Only if the start is on one of these weekdays (Monday is 0); empty for any."""

    def binds(self, service: str) -> bool:
        """Whether the step belongs to this service."""
        return "*" in self.services or service in self.services
