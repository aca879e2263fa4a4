"""The condition that is declared, guide 二（二）1-8: is it met, and is another one."""

from dataclasses import replace
from functools import partial, update_wrapper

from validators.ground.case import CONDITIONS, Case
from validators.ground.trial import Answer, answer
from validators.ground.verdict import Rule, Verdict, because, failed, passed, unchecked, unclear
from validators.policy import Policy

Rules = tuple[Rule, ...]


def _own(asked: Rules, number: int, policy: Policy) -> Rules:
    """The rules on one condition and its evidence that the edition checks, by their ids."""
    marks = (f"APP-C{number}-", f"EV-C{number}-")
    return tuple(
        one
        for one in asked
        if (one.id.startswith(marks) or one.id == f"EV-C{number}") and policy.rule(one.id).checked
    )


def one_condition_is_declared_and_met(asked: Rules, case: Case, policy: Policy) -> Verdict:
    """The declared condition is met; where it surely is not, those that would be are named.

    What it still lacks, or what was not read, its own rules tell: here it is only pointed out.
    """
    number = case.condition
    if number is None or number not in CONDITIONS:
        return unclear("未填报符合八项条件中的哪一项。", "No condition is declared.")
    found = [(one.id, answer(one, case, policy)) for one in _own(asked, number, policy)]
    if not found:
        return unchecked(f"本版本未自动核对条件{number}。", f"Condition {number} is not checked.")
    broken = [(name, said) for name, said in found if _rejects(name, said, policy)]
    if broken:
        texts = [policy.rule(name) for name, _ in broken]
        others = [n for n in CONDITIONS if n != number and _met(asked, n, case, policy)]
        zh = f"；材料似符合条件{'、'.join(map(str, others))}，可改按该条件申报" if others else ""
        en = f" Condition {', '.join(map(str, others))} seems to be met." if others else ""
        verdict = failed(
            f"申报条件{number}不符合：{'；'.join(text.title_zh for text in texts)}{zh}。",
            f"Condition {number} is not met: {'; '.join(text.title_en for text in texts)}.{en}",
            *(witness for _, said in broken for one in said.verdicts for witness in one.witnesses),
        )
        causes = {v.cause for _, said in broken for v in said.verdicts if v.status == "fail"}
        return because(verdict, causes.pop()) if len(causes) == 1 else verdict
    vague = [policy.rule(name) for name, said in found if said.state != "fine"]
    if vague:
        return unclear(
            f"申报条件{number}尚不能确认，见：{'；'.join(text.title_zh for text in vague)}。",
            f"Condition {number} is open: {'; '.join(text.title_en for text in vague)}.",
            severity="advisory",
        )
    return passed(f"申报条件{number}，佐证见各项。", f"Condition {number} is declared.")


def _rejects(name: str, said: Answer, policy: Policy) -> bool:
    """Whether a rule surely says that the condition cannot be had with these facts."""
    usual = policy.rule(name).severity
    return any(
        verdict.status == "fail" and (verdict.severity or usual) == "reject"
        for verdict in said.verdicts
    )


def _met(asked: Rules, number: int, case: Case, policy: Policy) -> bool:
    """Whether another condition would be met; papers it lacks can be supplied."""
    tried = replace(case, condition=number)
    found = [(one.id, answer(one, tried, policy)) for one in _own(asked, number, policy)]
    basis = [said for name, said in found if name.startswith("APP-")]
    good = any(verdict.status == "pass" for said in basis for verdict in said.verdicts)
    return good and all(said.state == "fine" for said in basis)


def rules(asked: Rules) -> Rules:
    """The rule on the condition declared, which asks the other rules on conditions."""
    check = partial(one_condition_is_declared_and_met, asked)
    return (Rule("APP-COND-ONE-OF", update_wrapper(check, one_condition_is_declared_and_met)),)
