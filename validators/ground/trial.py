"""Try a rule on a changed case: its answer, and the attributes of the case it reads."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar, cast

from core.errors import PolicyError
from validators.ground.case import Case
from validators.ground.moving_day import EVER, DayRange, MovingDay, common, only
from validators.ground.verdict import Rule, Verdict
from validators.policy import Policy

T = TypeVar("T")
State = Literal["fine", "review", "gap", "fail"]


@dataclass(frozen=True)
class Answer:
    """A rule's answer on a day: its state, and the verdicts behind it."""

    state: State
    verdicts: tuple[Verdict, ...] = ()
    trouble: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(d for v in self.verdicts for d in v.documents))


WATCHED = ("day", "condition")
"""Attributes that are tried with other values: other days of filing, the other conditions."""
Kept = dict[tuple[str, ...], dict[tuple[Any, ...], tuple[Any, DayRange]]]
"""Cached answers to one question: by the attributes read, and by their values; each with the days
on which what was asked of the day has the same answers.
"""


class WatchedCase(Case):
    """A case that records in `seen` which of the attributes WATCHED are read, and for which other
    days what is asked of its day has the same answers.

    A cached result is valid for all cases with equal values of the attributes read for it: cases
    that differ only in WATCHED share one store.
    """

    seen: list[str | DayRange]
    moving: MovingDay | None
    """The day as it is read, if it is to note its ranges; otherwise reading it tells the day."""

    def keep(self, what: Hashable, work: Callable[[], T]) -> T:
        """As in `Case`; attributes read when the answer was computed count as read each time."""
        known: Kept | None = self.kept.get(what)
        if known is None:
            known = self.kept[what] = {}
        for names, answers in known.items():
            if (values := self._values(names) if names else ()) in answers:
                answer, days = answers[values]
                self._read_again(names, days)
                return cast(T, answer)
        before = len(self.seen)
        answer = work()
        names, days = (), EVER
        if read := self.seen[before:]:
            names = tuple(name for name in WATCHED if name in read)
            days = days_of(read)
            del self.seen[before:]
            self._read_again(names, days)
        known.setdefault(names, {})[self._values(names)] = answer, days
        return answer

    def _read_again(self, names: tuple[str, ...], days: DayRange) -> None:
        self.seen.extend(names)
        if days != EVER:
            self.seen.append(days)

    def tried(self, **other: Any) -> Case:
        """As in `Case`; attributes read from the copy count as read from this one."""
        probe, _ = watched(Case(**{**_attributes(self), **other}), self.kept, self.seen)
        vars(probe)["moving"] = None if "day" in other else self.moving
        return probe

    def _values(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        own = vars(self)
        return tuple([own[name] for name in names])


def _read(name: str) -> property:
    """A property that records each read access."""

    def read(case: WatchedCase) -> object:
        case.seen.append(name)
        if name != "day":
            return vars(case)[name]
        if case.moving is not None:
            return case.moving
        case.seen.append(only(vars(case)[name]))
        return vars(case)[name]

    def store(case: WatchedCase, value: object) -> None:
        vars(case)[name] = value

    return property(read, store)


_Probe: type[WatchedCase] = type(
    "WatchedCase", (WatchedCase,), {name: _read(name) for name in WATCHED}
)


def watched(
    case: Case,
    store: dict[Hashable, Any] | None = None,
    seen: list[str | DayRange] | None = None,
    *,
    moving: bool = False,
) -> tuple[Case, list[str | DayRange]]:
    """The case, and a list of the WATCHED attributes that are read from now on.

    Cases that differ only in these attributes share a store. If the day is `moving`, the list also
    has the ranges of days for which each question about it has the same answer.
    """
    read = [] if seen is None else seen
    probe = _Probe(**_attributes(case))
    day = MovingDay.at(vars(probe)["day"], read) if moving else None
    vars(probe).update(seen=read, kept={} if store is None else store, moving=day)
    return probe, read


def days_of(read: Iterable[str | DayRange]) -> DayRange:
    """The days on which everything that was read has the same answers."""
    return common(one for one in read if isinstance(one, DayRange))


def _attributes(case: Case) -> dict[str, Any]:
    """The attributes of a case, read without being recorded."""
    return {field.name: vars(case)[field.name] for field in fields(case) if field.init}


def touching(
    name: str,
    case: Case,
    policy: Policy,
    rules: tuple[Rule, ...],
    store: dict[Hashable, Any] | None = None,
) -> Iterator[Rule]:
    """The rules that bind the service and read this attribute of the case."""
    bound = {text.id for text in policy.rules if text.binds(case.service)}
    probe, seen = watched(case, store)
    for rule in rules:
        if rule.id in bound:
            seen.clear()
            answer(rule, probe, policy)
            if name in seen:
                yield rule


def answer(rule: Rule, case: Case, policy: Policy) -> Answer:
    """A rule's answer: the worst state of its verdicts; advice counts as met."""
    try:
        verdicts = rule(case, policy)
    except PolicyError as error:
        return Answer("gap", trouble=str(error))
    except Exception:  # as in the engine: a crash is a review
        return Answer("review")
    severity = policy.rule(rule.id).severity
    heavy = [verdict for verdict in verdicts if (verdict.severity or severity) != "advisory"]
    for status in ("fail", "review"):
        if found := tuple(verdict for verdict in heavy if verdict.status == status):
            return Answer("fail" if status == "fail" else "review", found)
    return Answer("fine", verdicts)
