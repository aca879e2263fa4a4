"""The condition that is declared, guide 二（二）1-8: is it met, and is another one met?"""

from functools import partial, update_wrapper

from core.models.base import Wording
from validators.ground.case import CONDITIONS, Case
from validators.ground.trial import Answer, answer
from validators.ground.verdict import Rule, Verdict, because, failed, not_checked, passed, to_review
from validators.policy import Policy

Rules = tuple[Rule, ...]
BARRED = (1, 2)
"""Conditions that also require an income."""
BAR = "APP-C12-"
FREELANCE = 8
"""The condition of people without an employer."""


def _own(asked: Rules, number: int, policy: Policy, *, bar: bool = False) -> Rules:
    """The edition's rules on one condition and its evidence, by id.

    With `bar`, the rules on its income too; these report their results themselves.
    """
    marks: tuple[str, ...] = (f"APP-C{number}-", f"EV-C{number}-")
    if bar and number in BARRED:
        marks = (*marks, BAR)
    return tuple(
        one
        for one in asked
        if (one.id.startswith(marks) or one.id == f"EV-C{number}") and policy.rule(one.id).checked
    )


def one_condition_is_declared_and_met(asked: Rules, case: Case, policy: Policy) -> Verdict:
    """The declared condition is met; if it surely is not, the conditions that would be met are
    named.

    The condition's own rules report what is missing or unread; here it is only mentioned.
    """
    number = case.condition
    if number is None or number not in CONDITIONS:
        return to_review(
            "未填报符合八项条件中的哪一项，请补填。",
            "Which of the eight conditions is met was not declared; please fill it in.",
        )
    found = [(one.id, answer(one, case, policy)) for one in _own(asked, number, policy)]
    if not found:
        return not_checked(f"本版本未自动核对条件{number}。", f"Condition {number} is not checked.")
    broken = [(name, result) for name, result in found if _rejects(name, result, policy)]
    if broken:
        return _unmet(asked, number, broken, case, policy)
    vague = [policy.rule(name) for name, result in found if result.state != "fine"]
    if vague:
        return to_review(
            f"申报条件{number}尚不能确认，请核对：{'；'.join(text.title_zh for text in vague)}。",
            f"Condition {number} is declared and not settled yet; please check: "
            f"{'; '.join(text.title_en for text in vague)}.",
            severity="advisory",
        )
    return passed(f"申报条件{number}，佐证见各项。", f"Condition {number} is declared.")


def _unmet(
    asked: Rules, number: int, broken: list[tuple[str, Answer]], case: Case, policy: Policy
) -> Verdict:
    """The condition is surely not met: name the rules that say so and the possible alternatives."""
    texts = [policy.rule(name) for name, _ in broken]
    zh, en = _others(asked, number, case, policy)
    verdicts = [verdict for _, result in broken for verdict in result.verdicts]
    verdict = failed(
        f"申报条件{number}不符合：{'；'.join(text.title_zh for text in texts)}{zh}。",
        f"Condition {number} is declared and not met: "
        f"{'; '.join(text.title_en for text in texts)}.{en}",
        *(witness for one in verdicts for witness in one.witnesses),
    )
    cause = next((one.cause for one in verdicts if one.status == "fail"), "")
    return because(verdict, cause or f"condition:{number}")


def _others(asked: Rules, number: int, case: Case, policy: Policy) -> tuple[str, str]:
    """Other conditions that seem to be met, in both languages, with what is still open."""
    zh, en = [], []
    for other in CONDITIONS:
        if other != number and (left := _met(asked, other, case, policy)) is not None:
            gaps = f"（{'、'.join(text.zh for text in left)}须另行核对）" if left else ""
            left_en = "; ".join(text.en for text in left)
            open_ = f" (this needs to be checked: {left_en})" if left else ""
            zh.append(f"条件{other}{gaps}")
            en.append(f" Condition {other} seems to be met{open_}.")
    if not zh:
        return "；请补正或改按其他条件申报", " Please put it right or declare another condition."
    return (
        f"；材料似符合{'、'.join(zh)}，请核对，可改按该条件申报",
        f"{''.join(en)} Please check; it may be declared instead.",
    )


def _rejects(name: str, result: Answer, policy: Policy) -> bool:
    """Whether a rule surely rejects the condition on these facts."""
    usual = policy.rule(name).severity
    return any(
        verdict.status == "fail" and (verdict.severity or usual) == "reject"
        for verdict in result.verdicts
    )


def _met(asked: Rules, number: int, case: Case, policy: Policy) -> tuple[Wording, ...] | None:
    """Another condition that would be met, with its unchecked parts; None if it would not be met.

    Missing papers can be supplied later; the facts on its papers and its income must hold now.
    """
    if number == FREELANCE and case.of("labor_contract", role="applicant"):
        return None
    tried = case.tried(condition=number)
    found = [(one.id, answer(one, tried, policy)) for one in _own(asked, number, policy, bar=True)]
    basis = [(name, result) for name, result in found if name.startswith("APP-")]
    good = {name for name, result in basis if any(one.status == "pass" for one in result.verdicts)}
    bars = {name for name, _ in basis if name.startswith(BAR)}
    if any(result.state != "fine" for _, result in basis) or not good - bars:
        return None
    left = [
        Wording(zh=policy.rule(name).title_zh, en=policy.rule(name).title_en)
        for name, result in basis
        if any(one.status in ("not_checked", "review") for one in result.verdicts)
    ]
    if bars and not good & bars:
        left.append(Wording(zh="年应税收入标准", en="the bar on the year's income"))
    return tuple(left)


def rules(asked: Rules) -> Rules:
    """The rule on the declared condition, which runs the other rules on conditions."""
    check = partial(one_condition_is_declared_and_met, asked)
    return (Rule("APP-COND-ONE-OF", update_wrapper(check, one_condition_is_declared_and_met)),)
