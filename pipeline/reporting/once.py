"""One fact is told once, though several rules find it."""

from collections.abc import Iterable, Sequence

from core.models.finding import SEVERITIES, Finding, Severity

LAST = ("MAT-", "GEN-", "APP-COND-ONE-OF", "RES-ONE-OF")
"""Rules that speak of all papers, or sum others up: a rule on the very paper speaks before them."""


def told_elsewhere(findings: Sequence[Finding], severity: Severity) -> frozenset[int]:
    """The places of the failures of a severity that others tell of, of it or of a graver one.

    Of failures with one cause the gravest is told, by the rule that knows the paper best. Of
    missing papers, a list of everything gives way where the rules on each paper tell all of
    it; else they give way to the list.
    """
    twice = _of_one_cause(findings)
    failed = [
        number
        for number, finding in enumerate(findings)
        if finding.status == "fail" and finding.severity == severity
    ]
    lacking = [number for number in failed if number not in twice and findings[number].lacks]
    return twice.intersection(failed) | _listed(findings, lacking)


def _of_one_cause(findings: Sequence[Finding]) -> frozenset[int]:
    groups: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        if finding.cause and finding.status == "fail" and finding.severity != "advisory":
            groups.setdefault(finding.cause, []).append(number)
    return frozenset(
        number
        for group in groups.values()
        for number in sorted(group, key=lambda n: (*_weight(findings[n]), n))[1:]
    )


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
