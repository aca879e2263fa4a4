"""Every rule was seen to fail, at the severity of the catalogue, and to pass: found by running.

Each test that asks the kit for a rule's answer and passes counts as a worked case of that
rule. What can never fail or never pass is named here with the reason.
"""

import pytest

from tests.validators.conftest import Proven, Shown
from validators.policy import load_policy

NEVER_FAILS = {
    "UNIT-FUNCTION": "an officer judges it; the scope of business is shown to him",
    "UNIT-TAXNOTICE-ONCE": "a notice that is not there is told by COMPLETE-*",
    "PROC-APPROVAL-20WD": "tells the office's own last day",
    "PROC-ONE-TIME-NOTICE": "is kept by the report itself",
    "CONTRACT-EXEMPT": "lifts a demand and makes none",
    "SI-AUTO": "forbids a demand and makes none",
    "GEN-TAMPER": "shows what differs and decides nothing",
    "GEN-LEGIBLE": "what was not read is a review, never more",
}
NEVER_PASSES = {
    "UNIT-FUNCTION": NEVER_FAILS["UNIT-FUNCTION"],
}
OTHERWISE = {
    "UNIT-CREDIT": "a listing is a candidate for refusal; the catalogue's advice is for the rest",
}
"""What fails, but never at the severity of the catalogue."""


def unproven(answers: set[Shown]) -> tuple[set[str], set[str], set[str]]:
    """The rules that no test saw fail, see pass, or saw fail at their own severity."""
    fails, passes, other = set(), set(), set()
    for text in load_policy().rules:
        seen = {(status, severity) for rule, status, severity in answers if rule == text.id}
        states = {status for status, _ in seen}
        if "fail" not in states:
            fails.add(text.id)
        elif ("fail", text.severity) not in seen:
            other.add(text.id)
        if "pass" not in states:
            passes.add(text.id)
    return fails, passes, other


def test_every_rule_was_seen_to_fail_and_to_pass(proven: Proven) -> None:
    if proven.partial:
        pytest.skip("only part of the rules' tests was run")
    fails, passes, other = unproven(proven.answers)
    assert fails == set(NEVER_FAILS)
    assert passes == set(NEVER_PASSES)
    assert other == set(OTHERWISE)


def test_a_rule_that_was_not_seen_is_missed() -> None:
    """The judge of all others must not be blind."""
    everything = {
        (text.id, status, text.severity)
        for text in load_policy().rules
        for status in ("fail", "pass")
    }
    assert unproven(everything) == (set(), set(), set())
    assert unproven(everything - {("PROC-POA", "fail", "supplement")})[0] == {"PROC-POA"}
    assert unproven(everything - {("PROC-POA", "pass", "supplement")})[1] == {"PROC-POA"}
    milder = everything - {("UNIT-AGE-1Y", "fail", "reject")} | {
        ("UNIT-AGE-1Y", "fail", "advisory")
    }
    assert unproven(milder)[2] == {"UNIT-AGE-1Y"}
