"""Policy as data: everything the government may change (house rule: data, not code)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from core.errors import PolicyError
from core.models.forms import Form
from validators.policy.asked import ServicePapers
from validators.policy.dated import ONE_DAY, D, on
from validators.policy.figures import (
    CalendarYear,
    CounterHours,
    DatedWords,
    IntendedGap,
    Parameter,
    Wage,
)
from validators.policy.tables import (
    DatedStep,
    District,
    DocumentType,
    PolicyData,
    RuleText,
    Service,
)
from validators.thresholds import Ours

SATURDAY = 5


class Policy(PolicyData):
    """One edition of the guide with its figures."""

    version: str
    district: District
    rules: tuple[RuleText, ...]
    services: tuple[Service, ...]
    documents: tuple[DocumentType, ...]
    wages: tuple[Wage, ...]
    parameters: tuple[Parameter, ...]
    lists: tuple[DatedWords, ...]
    packets: tuple[ServicePapers, ...]
    deadlines: tuple[DatedStep, ...]
    calendar: tuple[CalendarYear, ...]
    office: tuple[CounterHours, ...]
    forms: tuple[Form, ...] = ()
    """The annexes that a unit fills in itself."""
    blanks: tuple[IntendedGap, ...] = ()
    ours: Ours

    def __hash__(self) -> int:
        """By identity: caches for an edition belong to this object."""
        return id(self)

    @cached_property
    def _rules(self) -> dict[str, RuleText]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _parameters(self) -> dict[str, tuple[Parameter, ...]]:
        found: dict[str, tuple[Parameter, ...]] = {}
        for one in self.parameters:
            found[one.id] = (*found.get(one.id, ()), one)
        return found

    @cached_property
    def _documents(self) -> dict[str, DocumentType]:
        return {kind.id: kind for kind in self.documents}

    def rule(self, name: str) -> RuleText:
        """The text of a rule; raises PolicyError for an unknown id."""
        if name not in self._rules:
            raise PolicyError(f"政策 {self.version} 没有规则 {name}。")
        return self._rules[name]

    def document(self, kind: str) -> DocumentType | None:
        """A document type, None if this edition does not have it."""
        return self._documents.get(kind)

    def title(self, kind: str) -> str:
        """The Chinese name of a document type, or the id if unknown."""
        found = self._documents.get(kind)
        return found.name_zh.partition("（附件")[0] if found else kind

    def title_en(self, kind: str) -> str:
        """The English name of a document type, or the id if unknown."""
        found = self._documents.get(kind)
        return found.name_en if found else kind

    def wage_on(self, day: date) -> Wage:
        """The latest wage figure that was surely published on a day.

        Raises PolicyError outside the spans, and on days on which the next one may have been
        published but is not in the data: it is never guessed.
        """
        found = self.latest_wage(day)
        awaited = found.awaited
        if awaited and awaited[0] <= day <= awaited[1] and self._next(found) is None:
            raise PolicyError(
                f"政策 {self.version} 没有 {found.year + 1} 年的全市平均工资数据；"
                f"{day} 该数据可能已公布，现有最近的为 {found.year} 年 {found.annual} 元"
            )
        return found

    def latest_wage(self, day: date) -> Wage:
        """The latest figure known on a day, whether or not a newer one is awaited."""
        return self._on("wages", self.wages, day, lambda: f"没有在 {day} 适用的全市平均工资数据")

    def wages_on(self, day: date) -> tuple[Wage, ...]:
        """Every figure that may apply on a day: the one surely published, and one perhaps
        published.
        """
        sure = self.wage_on(day)
        newer = self._next(sure)
        if newer is not None and newer.perhaps is not None and newer.perhaps <= day:
            return sure, newer
        return (sure,)

    def outdated(self, wage: Wage, day: date) -> bool:
        """Whether the next figure was due before a day and is not in the data."""
        return wage.awaited is not None and day > wage.awaited[1] and self._next(wage) is None

    def _next(self, wage: Wage) -> Wage | None:
        later = [one for one in self.wages if one.applies[0] > wage.applies[1]]
        return min(later, key=lambda one: one.applies[0], default=None)

    def wage_of(self, year: int) -> Wage:
        """The wage figure of a year; raises PolicyError if there is none."""
        for wage in self.wages:
            if wage.year == year:
                return wage
        raise PolicyError(f"政策 {self.version} 没有 {year} 年的全市平均工资数据。")

    def figure(self, name: str, day: date) -> Decimal:
        """A numeric parameter on a day; raises PolicyError if it has none."""
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

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked; raises PolicyError for a year not announced in the data."""
        known = self._worked.get(at := day.toordinal())
        if known is None:
            known = self._worked[at] = self._is_worked(day)
        return known

    @cached_property
    def _worked(self) -> dict[int, bool]:
        """The cached workday answers for announced years, by the ordinal of the day."""
        return {}

    def _is_worked(self, day: date) -> bool:
        year = self._on("calendar", self.calendar, day, lambda: f"没有 {day.year} 年的节假日安排")
        if any(first <= day <= last for first, last in year.off):
            return False
        return day.weekday() < SATURDAY or day in year.work

    def workdays_after(self, day: date, count: int) -> date:
        """The working day `count` working days after a day, not counting the day itself."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """The working days after `first` up to and including `last`."""
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_workday(day) for day in days)

    def workdays_before(self, day: date, count: int) -> date:
        """The working day `count` working days before a day, counted as in `workdays_between`."""
        while count > 0:
            count -= self.is_workday(day)
            day -= ONE_DAY
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def rolled(self, day: date) -> date:
        """The day, or the next working day if it is a day off (AMB-09)."""
        return day if self.is_workday(day) else self.workdays_after(day, 1)

    def office_on(self, day: date) -> CounterHours:
        """The counter's hours that are in force on a day."""
        return self._on("office", self.office, day, lambda: f"没有在 {day} 适用的办理时间")

    def words(self, name: str, day: date) -> tuple[str, ...]:
        """A list of words on a day; raises PolicyError if none is in force."""
        known = (one for one in self.lists if one.id == name)
        return self._on("lists", known, day, lambda: f"没有在 {day} 适用的清单 {name}", name).values

    def packet(self, service: str) -> ServicePapers:
        """What a complete packet of the service holds; raises PolicyError if unknown."""
        for packet in self.packets:
            if packet.service == service:
                return packet
        raise PolicyError(f"政策 {self.version} 没有业务 {service} 的材料清单。")

    def only_elsewhere(self, kind: str, service: str) -> bool:
        """Whether other services ask for papers of a type, and this one never does."""
        of = {packet.service: packet.types for packet in self.packets}
        own = of.pop(service, None)
        return own is not None and kind not in own and any(kind in types for types in of.values())

    def threshold(self, kind: str) -> float:
        """Minimum confidence at which a value of a kind counts as read: ours, not the edition's."""
        return self.ours.threshold(kind)

    def prints(self, kind: str, name: str) -> bool:
        """Whether a paper of the type always carries the field: ours, not the edition's."""
        return name in self.printed(kind)

    def printed(self, kind: str) -> tuple[str, ...]:
        """The fields that a paper of the type always carries."""
        return self.ours.printed.get(kind, ())

    @property
    def thresholds(self) -> Mapping[str, Decimal]:
        """All thresholds by kind."""
        return self.ours.thresholds

    def tolerance(self, name: str) -> Decimal:
        """A tolerance for equal values: ours, not the edition's, so the same on every day."""
        return self.ours.tolerances[name].value

    def parameter(self, name: str, day: date) -> Parameter:
        """A figure with its unit and source; raises PolicyError if it has none on the day."""
        return self._parameter(name, day)

    def _parameter(self, name: str, day: date) -> Parameter:
        known = self._parameters.get(name, ())
        return self._on("parameters", known, day, lambda: f"没有在 {day} 适用的参数 {name}", name)

    def _on(
        self, table: str, entries: Iterable[D], day: date, lack: Callable[[], str], name: str = ""
    ) -> D:
        """The entry for a day, the common look-up of dated data; PolicyError with `lack`."""
        found = on(entries, day)
        if found is not None:
            return found
        blanks = (one for one in self.blanks if (one.table, one.id) == (table, name))
        blank = on(blanks, day)
        why = "" if blank is None else f"（{blank.why}）"
        raise PolicyError(f"政策 {self.version} {lack()}{why}。")
