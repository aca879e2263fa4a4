"""Each rule taken apart into its criteria: each broken alone is told, in one line; none else is.

What is broken must not be accepted, and what was not read must not be broken: the same place
unread leaves a question.
"""

import random
from collections.abc import Callable, Sequence
from importlib import import_module

import pytest

from core.models.finding import Finding
from extractors import TYPES
from tests.validators.breaches import BREACHES
from tests.validators.breaches.breach import Breach, changed
from tests.validators.packets.packet import Judged, Packet
from tests.validators.packets.services import VARIANTS, Variant, good
from validators.criteria import criteria, shown_only
from validators.judging.families import rules_of
from validators.policy import load_policy

THIRD = 3
"""Of so many breaches one is tried in another packet too."""
CRITERIA = {one.id: one for one in criteria()}
CHECKED = [one for one in criteria() if one.beyond is None]
BY_RULE = {
    rule: [one for one in BREACHES if one.rule == rule]
    for rule in {one.rule: 0 for one in BREACHES}
}
of_each_rule = pytest.mark.parametrize("rule", BY_RULE)
"""A test goes through all breaches of a rule, and tells of each that is not as it should be."""


def all_hold(check: Callable[[Breach], None], breaches: Sequence[Breach]) -> None:
    """Every breach is tried, whatever became of those before."""
    wrong = []
    for one in breaches:
        try:
            check(one)
        except AssertionError as error:
            wrong.append(f"{one.breaks}, {one.by}: {error}")
    assert not wrong, "\n\n".join(wrong)


def told(judged: Judged, rule: str, *statuses: str) -> list[Finding]:
    return [finding for finding in judged.of(rule) if finding.status in statuses]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_good_packet_is_accepted(variant: Variant) -> None:
    for seed in range(1, 7):
        judged = good(variant, seed).judged()
        assert judged.outcome == "accept", f"seed {seed}: {judged}"


@of_each_rule
def test_a_criterion_that_is_broken_alone_is_told(rule: str) -> None:
    all_hold(_told_alone, BY_RULE[rule])


def _told_alone(breach: Breach) -> None:
    holds = breach.holds(breach.variant, 1)
    assert holds.outcome == "accept", holds
    assert not told(holds, breach.rule, "fail", "review"), holds
    broken = breach.told()
    found = told(broken, breach.rule, breach.says)
    assert found, f"{breach.rule} answers {[f.status for f in broken.of(breach.rule)]}; {broken}"
    expected = breach.severity or load_policy().rule(breach.rule).severity
    assert expected in {finding.severity for finding in found}, found
    _weighs(breach, broken, expected)


def _weighs(breach: Breach, broken: Judged, severity: str) -> None:
    """What is broken counts as the rule weighs, and stands in the notice as often as it is one."""
    if severity == "advisory":
        assert {finding.rule for finding in broken.against} == set(breach.also), broken
        return
    if breach.says == "fail":
        assert broken.outcome == severity, broken
        assert len(broken.lines) == breach.lines, broken
    else:
        assert broken.outcome != "accept", broken


@of_each_rule
def test_it_looks_at_what_it_says(rule: str) -> None:
    all_hold(_looks_at_what_it_says, BY_RULE[rule])


def _looks_at_what_it_says(breach: Breach) -> None:
    one, two = breach.good(breach.variant, 1), breach.broken(breach.variant, 1)
    assert changed(one, two) and changed(one, two) <= set(CRITERIA[breach.breaks].reads)


@of_each_rule
def test_what_was_not_read_is_a_question(rule: str) -> None:
    """The place of the breach unread: nobody is refused for it, and nobody passes."""
    all_hold(_is_a_question_unread, BY_RULE[rule])


def _is_a_question_unread(breach: Breach) -> None:
    packet = blurred(breach)
    if packet is None or breach.unread is None:
        return
    judged = packet.judged()
    assert not told(judged, breach.rule, "fail"), judged
    assert told(judged, breach.rule, breach.unread), judged
    weights = (breach.severity, load_policy().rule(breach.rule).severity)
    if breach.unread == "review" and "advisory" not in weights:
        assert judged.outcome == "review", judged


def blurred(breach: Breach) -> Packet | None:
    """The good packet with the values unread that the breach changes, where it changes values."""
    one, two = breach.good(breach.variant, 1), breach.broken(breach.variant, 1)
    found = False
    for name, paper in one.papers.items():
        other = two.papers.get(name)
        for field in list(paper.values) if other else ():
            if other.values.get(field) not in (paper.values[field], None):
                paper.values[field], found = "?", True
        rows = zip(paper.rows, other.rows, strict=False) if other else ()
        for row, changed_row in rows if other and len(paper.rows) == len(other.rows) else ():
            for name in row:
                if changed_row.get(name) not in (row[name], None):
                    row[name], found = "?", True
    return one if found else None


@of_each_rule
def test_a_breach_is_one_line_in_another_packet_too(rule: str) -> None:
    """One fact, one line, whatever else the packet is for; every third is tried."""
    tried = BREACHES[::THIRD]
    all_hold(_one_line_elsewhere, [one for one in BY_RULE[rule] if one in tried])


def _one_line_elsewhere(breach: Breach) -> None:
    if breach.says != "fail" or breach.also:
        return
    others = [variant for variant in VARIANTS if variant != breach.variant and breach.fits(variant)]
    if not others:
        return
    variant = random.Random(breach.breaks).choice(others)
    seed = 2 + len(variant.service)
    if breach.holds(variant, seed).outcome != "accept":
        return  # what comes first does not fit the variant
    judged = breach.broken(variant, seed).judged()
    severity = breach.severity or load_policy().rule(breach.rule).severity
    if told(judged, breach.rule, "fail") and severity != "advisory":
        assert len(judged.lines) == breach.lines, f"{variant}: {judged}"


def test_every_rule_is_taken_apart() -> None:
    assert {one.rule for one in criteria()} == {text.id for text in load_policy().rules}


def test_every_criterion_is_broken_by_a_test() -> None:
    assert {breach.breaks for breach in BREACHES} == {one.id for one in CHECKED}


def test_the_code_of_each_criterion_is_there() -> None:
    own = {rule.id: rule.code for rule in rules_of(load_policy())}
    assert [one.id for one in CHECKED if not is_there(one.code_in(own[one.rule]))] == []


def is_there(code: str) -> bool:
    module, _, function = code.rpartition(".")
    return hasattr(import_module(module), function)


def test_every_field_is_used_or_only_shown() -> None:
    """A field that a type has is looked at by a criterion, or it is said why it is read at all.

    Of a type that no criterion speaks of, all are only shown.
    """
    used = {name for one in criteria() for name in one.reads}
    spoken_of = {name.partition(".")[0] for name in used}
    for kind in TYPES:
        fields = {spec.name for spec in kind.schema}
        shown = set(shown_only().get(kind.id, ()))
        asked = {name for name in fields if f"{kind.id}.{name}" in used}
        assert shown <= fields, kind.id
        assert not shown & asked, kind.id
        untold = fields - shown - asked
        assert not untold or kind.id not in spoken_of, f"{kind.id}: {untold}"
