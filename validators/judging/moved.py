"""A renewal after a lawful change of employer: the former unit paid the wages before it.

What the rules on the payer, its seal, its note and its name find on those papers is then no fault.
The change is on the system's record, so a person looks it up if no paper shows it.
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
    """The rules; those on the payer are milder on a former employer's papers."""
    return tuple(
        replace(rule, check=_weighed(rule)) if rule.id in RULES else rule for rule in rules
    )


def _weighed(rule: Rule) -> Callable[[Case, Policy], Answer]:
    @wraps(rule.check)
    def check(case: Case, policy: Policy) -> Answer:
        return tuple(_weigh(verdict, case, policy) for verdict in rule(case, policy))

    return check


def _weigh(verdict: Verdict, case: Case, policy: Policy) -> Verdict:
    """A fault on such papers only, weighed by the least known of them."""
    papers = [paper for paper in case.documents if paper.id in verdict.documents]
    if verdict.status != "fail" or not papers:
        return verdict
    known = [by_former(paper, case, policy) for paper in papers]
    least = False if False in known else None if None in known else True
    return weighed(least, verdict)
