"""One fact is told once, though several rules find it."""

from collections.abc import Iterable, Sequence

from core.models.finding import SEVERITIES, Finding, Part, Severity

LAST = ("MAT-", "GEN-", "APP-COND-ONE-OF", "RES-ONE-OF")
"""Rules that speak of all papers, or sum others up: a rule on the very paper speaks before them."""
UNREAD = "GEN-LEGIBLE"
"""The rule that names files and pages which were not read."""


def told_elsewhere(findings: Sequence[Finding], severity: Severity) -> frozenset[int]:
    """The places of the failures of a severity that others tell of, of it or of a graver one.

    Of failures with one cause the gravest is told, by the rule that knows the paper best; advice
    on what is told as a lack is not given beside it. Of missing papers, a list of everything
    gives way where the rules on each paper tell all of it; else they give way to the list.
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
    """How many facts a finding tells of."""
    return len(finding.parts) or 1


def parts_of(finding: Finding) -> tuple[Part, ...]:
    """Its facts one by one."""
    whole = Part(message=finding.message, message_en=finding.message_en, guide=finding.guide)
    return finding.parts or (whole,)


def doubts(findings: Sequence[Finding]) -> list[int]:
    """What was not read well enough and would be a lack if it holds: each fact once, by its place.

    Doubts are of one fact where they name one cause, the same missing papers, or stand at the
    same places; what is told as a lack already is no doubt. A doubt without paper or lack is the
    program's own (a figure that is missing), and no applicant can look for it.
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
    """Failures that another tells of: one with all their causes, no less grave, closer first."""
    told: list[int] = []
    twice = set()
    causes = {
        number: frozenset(finding.cause.split())
        for number, finding in enumerate(findings)
        if finding.cause and finding.status == "fail"
    }
    for number in sorted(causes, key=lambda n: _rank(findings[n], len(causes[n]), n)):
        if any(causes[number] <= causes[other] for other in told):
            twice.add(number)
        else:
            told.append(number)
    return frozenset(twice)


def _rank(finding: Finding, facts: int, number: int) -> tuple[int, int, int, int]:
    """The order of telling: the gravest, those that tell most, the closest to the paper."""
    severity, distance = _weight(finding)
    return severity, -facts, distance, number


def _weight(finding: Finding) -> tuple[int, int]:
    """How soon a finding speaks for others of its cause: the gravest, then the closest."""
    distance = next((n for n, head in enumerate(LAST, 1) if finding.rule.startswith(head)), 0)
    return SEVERITIES.index(finding.severity), distance


def _listed(findings: Sequence[Finding], numbers: Iterable[int]) -> frozenset[int]:
    """The findings on missing papers that say no more than others of these together."""
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
