"""Trying a rule on another case: what it answers, and what of the case it looks at."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar, cast

from core.errors import PolicyError
from validators.ground.case import Case
from validators.ground.verdict import Rule, Verdict
from validators.policy import Policy

T = TypeVar("T")
State = Literal["fine", "review", "gap", "fail"]


@dataclass(frozen=True)
class Answer:
    """What a rule says on a day: its state, and the verdicts that make it so."""

    state: State
    verdicts: tuple[Verdict, ...] = ()
    trouble: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(d for v in self.verdicts for d in v.documents))


WATCHED = ("day", "condition")
"""What a case is tried with other values of: other days of filing, the other conditions."""
Kept = dict[tuple[str, ...], dict[tuple[Any, ...], Any]]
"""Answers to one question: by what was read for them, and by the values that were read."""


class Watched(Case):
    """A case that tells in `seen` which of the attributes WATCHED is read.

    What it keeps holds for all cases with the same values of what was read for it: cases that
    differ in nothing but WATCHED share one store.
    """

    seen: list[str]

    def keep(self, what: Hashable, work: Callable[[], T]) -> T:
        """As of any case; what was read when the answer was made counts as read each time."""
        known: Kept | None = self.kept.get(what)
        if known is None:
            known = self.kept[what] = {}
        for names, answers in known.items():
            if (values := self._values(names) if names else ()) in answers:
                self.seen.extend(names)
                return cast(T, answers[values])
        before = len(self.seen)
        answer = work()
        read = set(self.seen[before:])
        names = tuple(name for name in WATCHED if name in read)
        known.setdefault(names, {})[self._values(names)] = answer
        return answer

    def tried(self, **other: Any) -> Case:
        """As of any case; what is read of it counts as read of this one."""
        probe, _ = watched(Case(**{**_told(self), **other}), self.kept, self.seen)
        return probe

    def _values(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        own = vars(self)
        return tuple([own[name] for name in names])


def _read(name: str) -> property:
    """An attribute that notes each time it is read."""

    def read(case: Watched) -> object:
        case.seen.append(name)
        return vars(case)[name]

    def store(case: Watched, value: object) -> None:
        vars(case)[name] = value

    return property(read, store)


_Probe: type[Watched] = type("Watched", (Watched,), {name: _read(name) for name in WATCHED})


def watched(
    case: Case, store: dict[Hashable, Any] | None = None, seen: list[str] | None = None
) -> tuple[Case, list[str]]:
    """The case, and a list of those of WATCHED that are read of it from now on.

    A store is shared by cases that differ in those alone.
    """
    told = [] if seen is None else seen
    probe = _Probe(**_told(case))
    vars(probe).update(seen=told, kept={} if store is None else store)
    return probe, told


def _told(case: Case) -> dict[str, Any]:
    """What makes a case, looked at without being noted."""
    return {field.name: vars(case)[field.name] for field in fields(case) if field.init}


def touching(
    name: str,
    case: Case,
    policy: Policy,
    rules: tuple[Rule, ...],
    store: dict[Hashable, Any] | None = None,
) -> Iterator[Rule]:
    """The rules that bind the service and look at this attribute of the case."""
    bound = {text.id for text in policy.rules if text.binds(case.service)}
    probe, seen = watched(case, store)
    for rule in rules:
        if rule.id in bound:
            seen.clear()
            answer(rule, probe, policy)
            if name in seen:
                yield rule


def answer(rule: Rule, case: Case, policy: Policy) -> Answer:
    """A rule's answer: the worst state of its verdicts, advice being fine."""
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
