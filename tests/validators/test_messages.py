"""A lack is told in both languages: what was read, what was expected, what to do.

Taken from the breaches of all criteria: what the Chinese message cites, a day, an amount, a figure,
words of a paper, the English cites too; both say what is to be done; and no Chinese stands in the
English but names and words that the Chinese has too. `tests/test_both_languages.py` looks at all
messages as the code has them.
"""

import re
from collections.abc import Iterator

import pytest

from core.models.finding import Finding
from tests.validators.breaches import BREACHES

ASKED = re.compile(r"请|须|应|需|不能")
ASKED_EN = re.compile(
    r"\b(?:please|must|should|needs?|needed|has to|have to|may not|cannot|required|recommended"
    r"|asked|asks|see|only)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])|\d+(?:\.\d+)?(?!\s*万)")
AS_WORDS = ("", "one|once|first|single", "two|both|twice|second", "three", "four", "five", "six")
"""Small figures as English may say them."""
ANNEX = re.compile("，?附件[0-9]+")
"""Where the Chinese name of a paper tells its annex and the English one does not."""
WORDS = re.compile(r"“([^”]+)”")


def cited(finding: Finding) -> Iterator[str]:
    """The days, amounts and words of papers that a message cites."""
    yield from FIGURE.findall(ANNEX.sub("", finding.message))
    shown = {evidence.text for evidence in finding.evidence}
    yield from (words for words in WORDS.findall(finding.message) if words in shown)


def lost(finding: Finding) -> Iterator[str]:
    """What the one message cites and the other does not."""
    zh, en = ANNEX.sub("", finding.message), finding.message_en
    yield from (one for one in cited(finding) if one not in zh or not has(en, one))
    yield from (one for one in re.findall(r"\d{4}-\d{2}-\d{2}|\d+\.\d{2}", en) if one not in zh)
    yield from (one for one in re.findall("[㐀-鿿]+", en) if one not in zh)


def has(text: str, cited: str) -> bool:
    """Whether an English text has what a Chinese one cites; small figures may be words."""
    words = AS_WORDS[int(cited)] if cited.isdecimal() and int(cited) < len(AS_WORDS) else ""
    return cited in text or bool(words and re.search(words, text, re.IGNORECASE))


def lacks(finding: Finding) -> list[str]:
    """What is wrong with a message."""
    told = [f"nothing of {one}" for one in lost(finding)]
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
