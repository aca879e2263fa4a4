"""Trying a rule on another case: what it answers, and what of the case it looks at."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from core.errors import PolicyError
from validators.ground.case import Case
from validators.ground.verdict import Rule, Verdict
from validators.policy import Policy

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


def watched(case: Case, name: str) -> tuple[Case, list[str]]:
    """The case, and a list that fills when its attribute `name` is read."""
    seen: list[str] = []

    class Watched(Case):
        """A case that tells when it is asked."""

        def __getattribute__(self, asked: str) -> object:
            if asked == name:
                seen.append(asked)
            return super().__getattribute__(asked)

    told = {field.name: getattr(case, field.name) for field in fields(case) if field.init}
    probe = Watched(**told)
    object.__setattr__(probe, "kept", None)
    return probe, seen


def touching(name: str, case: Case, policy: Policy, rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """The rules that bind the service and look at this attribute of the case."""
    bound = {text.id for text in policy.rules if text.binds(case.service)}
    probe, seen = watched(case, name)
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
