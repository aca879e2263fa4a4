"""The guide's alternatives: which one is met, and what each still lacks.

Income windows, the branches of a requirement (packets.toml: any_of with names) and the eight
conditions. As in completeness, a branch only counts its papers.
"""

from collections.abc import Hashable, Iterator
from typing import Any, Literal

from core.errors import PolicyError
from core.models.base import Wording
from core.models.outlook import Option, OutlookChoice
from validators.facts import parties
from validators.facts.ledger import ledger, windows
from validators.facts.stock import listed, take
from validators.ground.case import CONDITIONS, Case
from validators.ground.hidden import hidden
from validators.ground.trial import Answer, WatchedCase, answer, touching
from validators.judging.families import rules_of
from validators.policy import Policy, Requirement

LENGTHS = {
    "new_permit": ("INCOME-WINDOW-6M", "income_window_months"),
    "renewal": ("RENEW-INCOME-36M", "renewal_income_months"),
}
CONDITIONAL = "new_permit"
MANY = 100  # more papers than any branch has: one missing paper outweighs found papers
Ranked = tuple[float, Option]
ORDER = {"met": 0, "open": 1, "lacking": 2}
STATES: dict[str, Literal["met", "open", "lacking"]] = {
    "have": "met",
    "doubt": "open",
    "lack": "lacking",
}


def choices(case: Case, policy: Policy) -> tuple[OutlookChoice, ...]:
    """Every choice of the case's service, each with its options, the nearest first.

    For a watched case, earlier answers are reused.
    """
    try:
        return (
            *_windows(case, policy),
            *_branches(case, policy),
            *_conditions(case, policy),
        )
    except PolicyError:  # a figure or a list is missing: its own finding says so
        return ()


def _windows(case: Case, policy: Policy) -> Iterator[OutlookChoice]:
    """The two spans of months that income papers may cover (AMB-01, AMB-02)."""
    rule, figure = LENGTHS.get(case.service, ("", ""))
    book = ledger(case, policy)
    if not rule or not book.papers:
        return
    sure = book.whole and not hidden(case, *parties.INCOME)
    options: list[Ranked] = []
    for span in windows(case.day, policy.whole(figure, case.day)):
        gone = tuple(month for month in span if month not in book.known)
        name = Wording(zh=f"{span[0]} 至 {span[-1]}", en=f"{span[0]} to {span[-1]}")
        state: Literal["met", "open", "lacking"] = "lacking" if sure else "open"
        option = Option(name=name, state=state if gone else "met", lacks=gone, lacks_en=gone)
        options.append((len(gone), option))
    text = policy.rule(rule)
    yield _choice("window", Wording(zh=text.title_zh, en=text.title_en), text.section, options)


def _branches(case: Case, policy: Policy) -> Iterator[OutlookChoice]:
    packet = policy.packet(case.service)
    text = policy.rule(packet.rule)
    for need in _alternatives(packet.needs, case, policy):
        options = [_option(part, case, policy) for part in need.any_of]
        yield _choice("branch", Wording(zh=need.name, en=need.name_en), text.section, options)


def _alternatives(need: Requirement, case: Case, policy: Policy) -> Iterator[Requirement]:
    """The requirements of this case that have named alternatives."""
    if take(need, case, policy).state == "idle":
        return
    if need.name and need.any_of and all(part.name for part in need.any_of):
        yield need
    for part in (*need.all_of, *need.any_of):
        yield from _alternatives(part, case, policy)


def _option(part: Requirement, case: Case, policy: Policy) -> Ranked:
    """A branch with its rank: by missing papers, then by found ones."""
    stock = take(part, case, policy)
    state = STATES.get(stock.state, "open")
    if state == "lacking" and case.unread:
        state = "open"  # it may be among the unread pages
    zh, en = listed(stock.lacks)
    name = Wording(zh=part.name, en=part.name_en)
    option = Option(name=name, state=state, lacks=zh, lacks_en=en)
    return stock.count - len(stock.papers) / MANY, option


def _conditions(case: Case, policy: Policy) -> Iterator[OutlookChoice]:
    """The eight conditions, each as if it were declared."""
    if case.service != CONDITIONAL:
        return
    packet = policy.packet(case.service)
    rules = [
        rule
        for rule in touching("condition", case, policy, rules_of(policy), _store(case))
        if rule.id not in (packet.rule, "APP-COND-ONE-OF")
    ]
    options: list[Ranked] = []
    for number in CONDITIONS:
        tried = case.tried(condition=number)
        lacks: tuple[Wording, ...] = ()
        short = 0
        for part in packet.needs.all_of:
            if part.when == f"condition_{number}":
                stock = take(part, tried, policy)
                lacks, short = lacks + stock.lacks, short + stock.count
        found = [(rule.id, answer(rule, tried, policy)) for rule in rules]
        declared = number == case.condition
        option = _condition(number, declared, lacks, found, tried, policy)
        unmet = len(option.lacks) - len(lacks)
        options.append((-1 if declared else short + unmet, option))
    text = policy.rule("APP-COND-ONE-OF")
    yield _choice("condition", Wording(zh=text.title_zh, en=text.title_en), text.section, options)


def _store(case: Case) -> dict[Hashable, Any] | None:
    """The store that a watched case shares with others."""
    return case.kept if isinstance(case, WatchedCase) else None


def _condition(
    number: int,
    declared: bool,
    lacks: tuple[Wording, ...],
    found: list[tuple[str, Answer]],
    case: Case,
    policy: Policy,
) -> Option:
    """One condition: met only where each of its rules has been checked and none is open."""
    failed = {rule: policy.rule(rule) for rule, result in found if result.state == "fail"}
    vague = any(result.state in ("review", "gap") or _unchecked(result) for _, result in found)
    bound = any(result.verdicts and not _idle(result) for _, result in found)
    state: Literal["met", "open", "lacking"] = "open" if vague or not bound else "met"
    if failed or (lacks and not case.unread):
        state = "lacking"
    elif lacks:
        state = "open"
    zh, en = ("（已申报）", " (declared)") if declared else ("", "")
    name = Wording(zh=f"条件{number}{zh}", en=f"Condition {number}{en}")
    unmet = tuple(
        Wording(zh=f"“{text.title_zh}”不符合", en=f"'{text.title_en}' is not met")
        for text in failed.values()
    )
    every = listed((*lacks, *unmet))
    return Option(name=name, state=state, lacks=every[0], lacks_en=every[1])


def _unchecked(result: Answer) -> bool:
    return any(verdict.status == "not_checked" for verdict in result.verdicts)


def _idle(result: Answer) -> bool:
    return all(verdict.status == "not_applicable" for verdict in result.verdicts)


def _choice(
    kind: Literal["window", "branch", "condition"],
    name: Wording,
    section: str,
    options: list[Ranked],
) -> OutlookChoice:
    ranked = sorted(options, key=lambda pair: (ORDER[pair[1].state], pair[0]))
    return OutlookChoice(
        kind=kind, name=name, section=section, options=tuple(option for _, option in ranked)
    )
