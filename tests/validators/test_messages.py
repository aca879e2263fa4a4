"""A lack is told in both languages: what was read, what was expected, what to do.

Taken from the breaches of all criteria: what the Chinese message cites, a day, an amount, words of
a paper, the English cites too, and both say what is to be done.
"""

import re
from collections.abc import Iterator

import pytest

from core.models.finding import Finding
from tests.validators.breaches import BREACHES

ASKED = re.compile(r"请|须|应|需|不能")
ASKED_EN = re.compile(
    r"\b(?:please|must|needs?|needed|should|provide|correct|add|renew|supply|submit|fill|sign|seal"
    r"|sealed|check|replace|apply|bring|file|show|complete|give|ask|write|name|have|explain|wait"
    r"|come|due|only|cannot|declare[ds]?|hand|tick|no)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])|\d+\.\d{2}")
WORDS = re.compile(r"“([^”]+)”")


def cited(finding: Finding) -> Iterator[str]:
    """The days, amounts and words of papers that a message cites."""
    yield from FIGURE.findall(finding.message)
    shown = {evidence.text for evidence in finding.evidence}
    yield from (words for words in WORDS.findall(finding.message) if words in shown)


def lacks(finding: Finding) -> list[str]:
    """What is wrong with a message."""
    told = [f"nothing of {one}" for one in cited(finding) if one not in finding.message_en]
    told += [] if ASKED.search(finding.message) else ["no 请, 须 or 应"]
    return told + ([] if ASKED_EN.search(finding.message_en) else ["nothing to do"])


@pytest.mark.parametrize("rule", sorted({breach.rule for breach in BREACHES}))
def test_both_languages_tell_what_was_read_and_what_to_do(rule: str) -> None:
    found = {
        (finding.message, finding.message_en): lacks(finding)
        for breach in BREACHES
        if breach.rule == rule
        for finding in breach.told().of(rule)
        if finding.status in ("fail", "review")
    }
    assert not {said: told for said, told in found.items() if told}
