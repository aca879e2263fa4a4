"""A paper that is not there is told once, though two rules find it."""

from collections.abc import Sequence

from pipeline.models.finding import Finding, Severity


def told_elsewhere(findings: Sequence[Finding], severity: Severity) -> frozenset[int]:
    """The places of the failures that say no more than others of the severity together.

    A list of everything gives way where the rules on each paper tell all of it; else they
    give way to the list.
    """
    lacks = {
        number: frozenset(finding.lacks)
        for number, finding in enumerate(findings)
        if finding.lacks and finding.status == "fail" and finding.severity == severity
    }
    gone: set[int] = set()
    for number in sorted(lacks, key=lambda n: (-len(lacks[n]), not findings[n].whole, n)):
        rest = lacks.keys() - gone - {number}
        inner = {other for other in rest if lacks[other] <= lacks[number]}
        if number in gone or not inner:
            continue
        whole = frozenset().union(*(lacks[other] for other in inner)) == lacks[number]
        gone |= {number} if whole else inner
    return frozenset(gone)
