"""Trying a rule on another case: what it answers, and what of the case it looks at."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, fields
from functools import cache
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


class Watched(Case):
    """A case that tells when one of its attributes, `watch`, is read.

    What it keeps without having read it holds for other values of it too: cases that differ in
    nothing else may share one store.
    """

    watch = ""
    seen: list[str]

    def keep(self, what: Hashable, work: Callable[[], T]) -> T:
        """As of any case; what was read when the answer was made counts as read each time."""
        free, bound = (what, self.watch), (what, self.watch, vars(self)[self.watch])
        if free not in self.kept and bound not in self.kept:
            before = len(self.seen)
            answer = work()
            self.kept[free if len(self.seen) == before else bound] = answer
        if free in self.kept:
            return cast(T, self.kept[free])
        self.seen.append(self.watch)
        return cast(T, self.kept[bound])


@cache
def _watching(name: str) -> type[Watched]:
    def read(case: Watched) -> object:
        case.seen.append(name)
        return vars(case)[name]

    def store(case: Watched, value: object) -> None:
        vars(case)[name] = value

    return type("Watched", (Watched,), {"watch": name, name: property(read, store)})


def watched(
    case: Case, name: str, store: dict[Hashable, Any] | None = None
) -> tuple[Case, list[str]]:
    """The case, and a list that fills when its attribute `name` is read.

    A store is shared by cases that differ in that attribute alone.
    """
    told = {field.name: getattr(case, field.name) for field in fields(case) if field.init}
    seen: list[str] = []
    probe = _watching(name)(**told)
    vars(probe).update(seen=seen, kept={} if store is None else store)
    return probe, seen


def touching(
    name: str,
    case: Case,
    policy: Policy,
    rules: tuple[Rule, ...],
    store: dict[Hashable, Any] | None = None,
) -> Iterator[Rule]:
    """The rules that bind the service and look at this attribute of the case."""
    bound = {text.id for text in policy.rules if text.binds(case.service)}
    probe, seen = watched(case, name, store)
    for rule in rules:
        if rule.id in bound:
            seen.clear()
            answer(rule, probe, policy)
            if seen:
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
