"""Obstacles to the planned day: rules on the dates given, not on papers."""

from collections.abc import Iterator

from core.models.base import Wording
from core.models.need import Against
from validators.ground.case import Case
from validators.ground.trial import answer
from validators.judging.families import rules_of
from validators.policy import Policy

DATED = (
    "RENEW-WINDOW", "RENEW-AUTO-201905", "RENEW-LAPSE", "CHANGE-60D", "CHANGE-IN-VALIDITY",
    "CHILD-UNDER-18",
)  # fmt: skip
"""Rules on the permit's days, on leaving, on the children's birthdays."""


def against(case: Case, policy: Policy) -> tuple[Against, ...]:
    """The failures of these rules on the case from the given facts."""
    return tuple(_failures(case, policy))


def _failures(case: Case, policy: Policy) -> Iterator[Against]:
    for rule in rules_of(policy):
        text = policy.rule(rule.id)
        if rule.id not in DATED or not text.binds(case.service):
            continue
        for verdict in answer(rule, case, policy).verdicts:
            if verdict.status in ("fail", "review"):
                yield Against(
                    rule=rule.id,
                    title=Wording(zh=text.title_zh, en=text.title_en),
                    section=text.section,
                    quote=text.quote,
                    message=Wording(zh=verdict.message, en=verdict.message_en),
                )
