"""Policy as data: what the government may change (house rule: data, not code)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import PolicyError
from pipeline.models.finding import Clause, Severity

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


class Data(BaseModel):
    """Immutable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class RuleText(Data):
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

    def binds(self, service: str) -> bool:
        """Whether the rule speaks of this service."""
        return "*" in self.services or service in self.services

    @property
    def clause(self) -> Clause:
        return Clause(section=self.section, quote=self.quote)


class Service(Data):
    """One of the guide's services."""

    id: str
    name_zh: str
    name_en: str
    section: str


class SealNeed(Data):
    """A seal that a document type carries: of which class, and whose."""

    cls: SealClass = Field(alias="class")
    owner: Literal["employer", "former_employer", "issuer"]
    required: bool
    on_copy: bool
    """Needed on the stamped copy only, not on an original."""


class DocumentType(Data):
    """A document type's names and seals; `asked` is false for look-alikes."""

    id: str
    name_zh: str
    name_en: str
    asked: bool
    seals: tuple[SealNeed, ...] = ()


class Wage(Data):
    """Beijing's average wage of a year in CNY, and the days on which it decides cases."""

    year: int
    annual: Decimal
    monthly: Decimal
    series: str
    applies: tuple[date, date]
    annual_status: Literal["sourced", "background"]
    monthly_status: Literal["sourced", "background"]
    source: str


class Parameter(Data):
    """A figure of the guide and the first day on which it decides cases."""

    id: str
    value: Decimal | date
    unit: str
    since: date = Field(alias="from")
    cites: str


class Requirement(Data):
    """What a packet must hold: exactly one of `paper`, `any_of`, `all_of` is given."""

    paper: str = ""
    any_of: tuple["Requirement", ...] = ()
    all_of: tuple["Requirement", ...] = ()
    name: str = ""
    when: str = ""
    holds: str = ""

    @property
    def type(self) -> str:
        return self.paper.partition(":")[0]

    @property
    def role(self) -> str:
        return self.paper.partition(":")[2]


class Packet(Data):
    """What a complete packet of a service holds."""

    service: str
    rule: str
    needs: Requirement


class DatedStep(Data):
    """A step that the guide dates from an event: so many days or workdays before or after.

    The number is a parameter's (`figure`) or stands here (`count`); negative means before.
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
    """A last day on a weekend rolls on to the next Monday."""
    weekdays: tuple[int, ...] = ()
    """Only where the start falls on one of these (Monday is 0); empty for any."""

    def binds(self, service: str) -> bool:
        """Whether the step belongs to this service."""
        return "*" in self.services or service in self.services


class Policy(Data):
    """One edition of the guide with its figures."""

    version: str
    rules: tuple[RuleText, ...]
    services: tuple[Service, ...]
    documents: tuple[DocumentType, ...]
    wages: tuple[Wage, ...]
    parameters: tuple[Parameter, ...]
    packets: tuple[Packet, ...]
    deadlines: tuple[DatedStep, ...]
    thresholds: Mapping[str, Decimal]

    @cached_property
    def _rules(self) -> dict[str, RuleText]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _documents(self) -> dict[str, DocumentType]:
        return {kind.id: kind for kind in self.documents}

    def rule(self, name: str) -> RuleText:
        """The text of a rule; raises PolicyError for an unknown id."""
        if name not in self._rules:
            raise PolicyError(f"政策 {self.version} 没有规则 {name}。")
        return self._rules[name]

    def document(self, kind: str) -> DocumentType | None:
        """A document type, None where this edition does not know it."""
        return self._documents.get(kind)

    def title(self, kind: str) -> str:
        """The Chinese name of a document type, the id itself where unknown."""
        found = self._documents.get(kind)
        return found.name_zh.partition("（附件")[0] if found else kind

    def title_en(self, kind: str) -> str:
        """The English name of a document type, the id itself where unknown."""
        found = self._documents.get(kind)
        return found.name_en if found else kind

    def wage_on(self, day: date) -> Wage:
        """The wage figure that decides cases on a day; raises PolicyError outside the spans."""
        for wage in self.wages:
            if wage.applies[0] <= day <= wage.applies[1]:
                return wage
        raise PolicyError(f"政策 {self.version} 没有在 {day} 适用的全市平均工资数据。")

    def wage_of(self, year: int) -> Wage:
        """The wage figure of a year; raises PolicyError where there is none."""
        for wage in self.wages:
            if wage.year == year:
                return wage
        raise PolicyError(f"政策 {self.version} 没有 {year} 年的全市平均工资数据。")

    def figure(self, name: str, day: date) -> Decimal:
        """A numeric parameter on a day; raises PolicyError where it has none."""
        value = self._parameter(name, day).value
        if not isinstance(value, Decimal):
            raise PolicyError(f"政策 {self.version} 的参数 {name} 不是数。")
        return value

    def whole(self, name: str, day: date) -> int:
        """A parameter that counts days, months or years."""
        return int(self.figure(name, day))

    def date_of(self, name: str, day: date) -> date:
        """A parameter that is a date."""
        value = self._parameter(name, day).value
        if isinstance(value, Decimal):
            raise PolicyError(f"政策 {self.version} 的参数 {name} 不是日期。")
        return value

    def packet(self, service: str) -> Packet:
        """What a complete packet of the service holds; raises PolicyError if unknown."""
        for packet in self.packets:
            if packet.service == service:
                return packet
        raise PolicyError(f"政策 {self.version} 没有业务 {service} 的材料清单。")

    def threshold(self, kind: str) -> float:
        """From which confidence on a value of a kind counts as read."""
        return float(self.thresholds.get(kind, self.thresholds["text"]))

    def _parameter(self, name: str, day: date) -> Parameter:
        for parameter in self.parameters:
            if parameter.id == name and parameter.since <= day:
                return parameter
        raise PolicyError(f"政策 {self.version} 没有在 {day} 适用的参数 {name}。")
