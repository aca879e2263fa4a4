"""A renewal after a lawful change of employer: wages before it were paid by the former unit.

What the rules on the payer, its seal, its note and its name hold against those papers is no fault
then. Whether the change was made is on the system's record, so that a person looks it up where no
paper tells of it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from validators.facts.former import by_former, weighed
from validators.ground.case import Case
from validators.ground.verdict import Answer, Rule, Verdict
from validators.policy import Policy

RULES = (
    "GEN-EMPLOYER-EQUAL", "GEN-SEAL-RING", "INCOME-PAYER", "MAT-FIN-SEAL", "MAT-INCOME-ANNOTATION",
)  # fmt: skip


def after_change(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules, those on the payer milder with a former employer's papers."""
    return tuple(
        replace(rule, check=_weighed(rule)) if rule.id in RULES else rule for rule in rules
    )


def _weighed(rule: Rule) -> Callable[[Case, Policy], Answer]:
    @wraps(rule.check)
    def check(case: Case, policy: Policy) -> Answer:
        return tuple(_weigh(verdict, case, policy) for verdict in rule(case, policy))

    return check


def _weigh(verdict: Verdict, case: Case, policy: Policy) -> Verdict:
    """A fault that is of such papers alone, by the one of them of which least is known."""
    papers = [paper for paper in case.documents if paper.id in verdict.documents]
    if verdict.status != "fail" or not papers:
        return verdict
    known = [by_former(paper, case, policy) for paper in papers]
    least = False if False in known else None if None in known else True
    return weighed(least, verdict)
