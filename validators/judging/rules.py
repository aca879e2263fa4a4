"""The engine: run every rule on a case, independently of each other, and sum up the findings."""

from collections.abc import Iterable

from core.errors import PolicyError
from core.models.finding import Finding, Outcome
from validators.ground.case import Case
from validators.ground.verdict import Rule, Verdict, not_applicable, not_checked, to_review
from validators.judging.families import rules_of
from validators.policy import Policy
from validators.policy.tables import RuleText

__all__ = ["Case", "judge", "outcome"]


def judge(case: Case, policy: Policy, rules: tuple[Rule, ...] | None = None) -> tuple[Finding, ...]:
    """Every rule's answer on the case, in the policy's order; each rule answers at least once.

    The rules are those of the policy, unless others are given. A rule that crashes, or that lacks a
    policy figure, answers review and says so. For a service that the policy does not know only the
    rules that bind all services run, and GEN-LEGIBLE answers review, so that the packet cannot come
    out as accept. Raises PolicyError if data and code do not fit.
    """
    code = {rule.id: rule for rule in (rules_of(policy) if rules is None else rules)}
    return tuple(
        _finding(text, verdict)
        for text in policy.rules
        for verdict in _answers(text, code.get(text.id), case, policy)
    )


def outcome(findings: Iterable[Finding]) -> Outcome:
    """The packet's outcome (contract: reject, supplement, review, accept, in that order)."""
    seen = {(finding.status, finding.severity) for finding in findings}
    if ("fail", "reject") in seen:
        return "reject"
    if ("fail", "supplement") in seen:
        return "supplement"
    if seen & {("review", "reject"), ("review", "supplement")}:
        return "review"
    return "accept"


def _answers(text: RuleText, rule: Rule | None, case: Case, policy: Policy) -> tuple[Verdict, ...]:
    if not text.binds(case.service):
        return (not_applicable("本规则不适用于本项业务。", "This rule does not bind the service."),)
    if rule is None:
        return (
            not_checked(
                f"本版本未自动核对“{text.title_zh}”，请窗口人员核对。",
                f"This version does not check '{text.title_en}'; please check it at the counter.",
            ),
        )
    try:
        verdicts = rule(case, policy)
    except PolicyError as error:
        return (
            to_review(
                f"缺少政策数据，未能核对，请补充：{error}",
                f"Policy data is missing, please add it: {error}",
            ),
        )
    except Exception as error:  # one rule's bug must not stop the other rules
        kind = type(error).__name__
        return (
            to_review(
                f"核对“{text.title_zh}”时程序出错（{kind}），请人工核对。",
                f"“{text.title_en}” was not checked: the rule crashed ({kind}); please check by "
                "hand.",
            ),
        )
    return verdicts or (not_applicable("本案没有需核对的内容。", "Nothing in this case to check."),)


def _finding(text: RuleText, verdict: Verdict) -> Finding:
    return Finding(
        rule=text.id,
        status=verdict.status,
        severity=verdict.severity or text.severity,
        message=verdict.message,
        message_en=verdict.message_en,
        guide=verdict.clause or text.clause,
        documents=verdict.documents,
        evidence=verdict.evidence,
        lacks=verdict.lacks,
        whole=verdict.whole,
        cause=verdict.cause,
        parts=verdict.parts,
    )
