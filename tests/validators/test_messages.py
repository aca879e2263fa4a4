"""A lack is told in both languages: what was read, what was expected, what to do.

Taken from the breaches of all criteria: what the Chinese message cites, a day, an amount, words of
a paper, the English cites too, and both say what is to be done.
"""

import re
from collections.abc import Iterator

import pytest

from core.models.finding import Finding
from tests.validators.breaches import BREACHES

NOT_YET: frozenset[str] = frozenset(
    (
        "ANNUAL-SI-12M",
        "APP-C1-DEGREE-2Y",
        "APP-C12-INCOME-ENTERPRISE",
        "APP-C12-INCOME-INSTITUTION",
        "APP-C3-AWARD",
        "APP-C4-INCOME-4X",
        "APP-C5-INCOME-8X",
        "APP-C6-CONVERSION",
        "APP-C6-COUNT",
        "APP-C7-FUNDING",
        "APP-C7-SHAREHOLDER",
        "APP-C8-TAX-200K",
        "APP-COND-ONE-OF",
        "APP-EMPLOYED-6M",
        "APP-SI-BASIS",
        "CHILD-16-SCHOOL",
        "CHILD-BIRTH",
        "CHILD-CUSTODY",
        "CHILD-ID-HUKOU",
        "CHILD-UNDER-18",
        "EDU-DEGREE-VERIFY",
        "EDU-DIPLOMA-VERIFY",
        "EDU-HIGHEST",
        "EDU-OVERSEAS",
        "EDU-OVERSEAS-NUMBER",
        "EDU-REPORT-MATCH",
        "EDU-VALID-3M",
        "EV-C2-CERT",
        "EV-C2-FORM",
        "EV-C3",
        "EV-C4",
        "EV-C6",
        "EV-C7-INVEST",
        "EV-C7-TAX",
        "EV-C8",
        "GEN-AMOUNT-CAPS",
        "GEN-CERTNO-FORMAT",
        "GEN-CHSI-CODE",
        "GEN-DATE-ORDER",
        "GEN-EMPLOYER-EQUAL",
        "GEN-HANDLER-EQUAL",
        "GEN-HUKOU-NONLOCAL",
        "GEN-HUKOU-RELATION",
        "GEN-ID-BOTH-SIDES",
        "GEN-ID-EXPIRY",
        "GEN-IDNO-EQUAL",
        "GEN-LEGALREP-EQUAL",
        "GEN-LOOKALIKE",
        "GEN-NAME-EQUAL",
        "GEN-PAGES",
        "GEN-PATENT-NO",
        "GEN-PHONE",
        "GEN-QR-MATCH",
        "GEN-SEAL-RING",
        "GEN-SYSTEM-EQUAL",
        "GEN-TABLE-SUM",
        "GEN-WRONG-PERSON",
        "INCOME-3Y-CURRENT",
        "INCOME-3Y-RECORD",
        "INCOME-CONTINUOUS",
        "INCOME-SOURCE-ERA",
        "INCOME-SYSTEM-AVG",
        "INCOME-WINDOW-6M",
        "MAT-A4",
        "RENEW-INCOME-36M",
        "RES-ADDRESS-SYSTEM",
        "RES-LEASE-6M",
        "RES-LEASE-FIELDS",
        "RES-LEASE-HOMESTEAD",
        "RES-LEASE-INVOICE",
        "RES-LEASE-TITLE",
        "RES-LODGING",
        "RES-LODGING-FIELDS",
        "RES-ONE-OF",
        "RES-OWN-MORTGAGE",
        "RES-OWN-NOTITLE",
        "RES-OWN-SPOUSE",
        "RES-OWN-TITLE",
        "RES-PERMIT-3M",
        "RES-PUBLIC-NONUNIT",
        "RES-PUBLIC-UNIT",
        "SI-BASE-MISMATCH",
        "SI-EXTERNAL",
        "SPOUSE-BEIJING-JOB",
        "SPOUSE-EXCLUSIVE",
        "SPOUSE-ID-HUKOU",
        "SPOUSE-MARRIAGE",
        "SPOUSE-REMOVE",
        "UNIT-CREDIT",
        "UNIT-LICENCE-ORIGINAL-ONCE",
        "UNIT-QUALCERT-VALID",
    )
)
"""Rules whose English still says less."""
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
        if breach.rule == rule and breach.says == "fail"
        for finding in breach.told().of(rule)
        if finding.status == "fail"
    }
    wrong = {said: told for said, told in found.items() if told}
    assert bool(wrong) == (rule in NOT_YET), wrong
