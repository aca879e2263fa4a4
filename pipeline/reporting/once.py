"""Reports each fact once, even if several rules find it."""

from collections.abc import Iterable, Sequence

from core.models.finding import SEVERITIES, Finding, FindingPart, Severity

LAST = ("MAT-", "GEN-", "APP-COND-ONE-OF", "RES-ONE-OF")
"""Rules that concern all papers or sum up others: a rule on the paper itself takes precedence."""
UNREAD = "GEN-LEGIBLE"
"""The rule that names unread files and pages."""


def told_elsewhere(findings: Sequence[Finding], severity: Severity) -> frozenset[int]:
    """Positions of failures of a severity that another finding covers, of this severity or higher.

    Of failures with one cause, the most severe is reported, by the rule closest to the paper.
    Advice on a reported lack is dropped. For missing papers, the overall list is dropped if the
    rules on each paper cover all of it; otherwise the list is kept and they are dropped.
    """
    twice = _of_one_cause(findings)
    failed = [
        number
        for number, finding in enumerate(findings)
        if finding.status == "fail" and finding.severity == severity
    ]
    lacking = [number for number in failed if number not in twice and findings[number].lacks]
    return twice.intersection(failed) | _listed(findings, lacking)


def facts(finding: Finding) -> int:
    """How many facts a finding reports."""
    return len(finding.parts) or 1


def parts_of(finding: Finding) -> tuple[FindingPart, ...]:
    """Its facts, one by one."""
    whole = FindingPart(message=finding.message, message_en=finding.message_en, guide=finding.guide)
    return finding.parts or (whole,)


def doubts(findings: Sequence[Finding]) -> list[int]:
    """Positions of doubts: what was not read well enough and may be a lack. Each fact once.

    Doubts concern one fact if they share a cause, the missing papers, or the places. What is
    already reported as a lack is no doubt. A doubt without paper or lack comes from the program
    itself (a missing figure), and no applicant can look for it.
    """
    failed = [one for one in findings if one.status == "fail" and one.severity != "advisory"]
    seen: set[object] = {one.lacks for one in failed if one.lacks}
    seen |= {cause for one in failed for cause in one.cause.split()}
    found = []
    for number, finding in enumerate(findings):
        if finding.status != "review" or finding.severity == "advisory":
            continue
        places = frozenset((place.document, place.field) for place in finding.evidence)
        key: object = finding.cause or finding.lacks or places or finding.message
        if key in seen or not (finding.documents or finding.lacks or finding.rule == UNREAD):
            continue
        seen.add(key)
        found.append(number)
    return found


def _of_one_cause(findings: Sequence[Finding]) -> frozenset[int]:
    """Failures covered by another with all their causes, at least as severe, closer rules first."""
    reported: list[int] = []
    twice = set()
    causes = {
        number: frozenset(finding.cause.split())
        for number, finding in enumerate(findings)
        if finding.cause and finding.status == "fail"
    }
    for number in sorted(causes, key=lambda n: _rank(findings[n], len(causes[n]), n)):
        if any(causes[number] <= causes[other] for other in reported):
            twice.add(number)
        else:
            reported.append(number)
    return frozenset(twice)


def _rank(finding: Finding, facts: int, number: int) -> tuple[int, int, int, int]:
    """Reporting order: most severe, then most facts, then closest to the paper."""
    severity, distance = _weight(finding)
    return severity, -facts, distance, number


def _weight(finding: Finding) -> tuple[int, int]:
    """Which finding represents its cause: the most severe, then the closest to the paper."""
    distance = next((n for n, head in enumerate(LAST, 1) if finding.rule.startswith(head)), 0)
    return SEVERITIES.index(finding.severity), distance


def _listed(findings: Sequence[Finding], numbers: Iterable[int]) -> frozenset[int]:
    """Findings on missing papers that add nothing to the others of these."""
    lacks = {number: frozenset(findings[number].lacks) for number in numbers}
    gone: set[int] = set()
    for number in sorted(lacks, key=lambda n: (-len(lacks[n]), not findings[n].whole, n)):
        rest = lacks.keys() - gone - {number}
        inner = {other for other in rest if lacks[other] <= lacks[number]}
        if number in gone or not inner:
            continue
        whole = frozenset().union(*(lacks[other] for other in inner)) == lacks[number]
        gone |= {number} if whole else inner
    return frozenset(gone)
