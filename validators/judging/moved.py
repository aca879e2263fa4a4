"""A renewal after a lawful change of employer: wages before it were paid by the former unit.

What the rules on the payer, its seal, its note and its name hold against those papers is no fault
then. Whether the change was made is on the system's record, so that a person looks it up where no
paper tells of it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from validators.facts.former import former_papers
from validators.ground.case import Case
from validators.ground.verdict import Answer, Rule, Verdict, because, passed, unclear
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
        verdicts = rule(case, policy)
        if all(verdict.status != "fail" for verdict in verdicts):
            return verdicts
        papers = former_papers(case, policy)
        return tuple(_weigh(verdict, papers) for verdict in verdicts)

    return check


def _weigh(verdict: Verdict, papers: dict[str, bool]) -> Verdict:
    about = [name for name in verdict.documents if name in papers]
    if verdict.status != "fail" or not about or len(about) < len(verdict.documents):
        return verdict
    if all(papers[name] for name in about):
        zh = "本合同起始前的收入由原聘用单位发放，已有离职证明或工作经历佐证。"
        en = "Wages before the present contract, paid by the former employer."
        return passed(zh, en, *verdict.witnesses)
    zh = (
        "本合同起始前的收入由另一单位发放，如为变更聘用单位前的原单位则符合，"
        "请在系统核对聘用单位变更记录，或附原单位离职证明。"
    )
    en = "Wages before the present contract, paid by another unit: was the employer changed?"
    return because(unclear(zh, en, *verdict.witnesses), f"former:{about[0]}")
