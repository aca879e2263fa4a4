"""The reason for the outcome in one sentence, in Chinese and English."""

from collections.abc import Sequence

from core.models.finding import Finding, Outcome, Severity, Status
from core.models.report import Wording
from pipeline.reporting.count import failures


def outcome_reason(outcome: Outcome, findings: Sequence[Finding]) -> Wording:
    """Why the packet has this outcome, with counts of its findings."""
    return {
        "reject": _reject,
        "supplement": _supplement,
        "review": _review,
        "accept": _accept,
    }[outcome](findings)


def _reject(findings: Sequence[Finding]) -> Wording:
    rejected = _count(findings, "fail", "reject")
    lacking = _count(findings, "fail", "supplement")
    also = Wording(zh="", en="")
    if lacking:
        also = Wording(zh=f"，另有 {lacking} 项须补正", en=f"; {lacking} more must be supplied")
    return Wording(
        zh=f"{rejected} 项不符合办理条件{also.zh}。",
        en=f"{rejected} condition(s) are not met{also.en}.",
    )


def _supplement(findings: Sequence[Finding]) -> Wording:
    lacking = _count(findings, "fail", "supplement")
    unread = _count(findings, "review")
    also = Wording(zh="", en="")
    if unread:
        also = Wording(
            zh=f"，另有 {unread} 项未能可靠识读、须人工核对",
            en=f"; {unread} more could not be read well enough and need a person",
        )
    return Wording(
        zh=f"{lacking} 项须补正{also.zh}。", en=f"{lacking} point(s) must be put right{also.en}."
    )


def _review(findings: Sequence[Finding]) -> Wording:
    unread = _count(findings, "review")
    if not unread:
        return Wording(
            zh="部分材料未能读取，须人工核对后再下结论。",
            en="Part of the packet could not be read; a person must look before it is decided.",
        )
    return Wording(
        zh=f"未发现须补正之处，但有 {unread} 项未能可靠识读，须人工核对后再下结论。",
        en=f"Nothing was found wrong, but {unread} point(s) could not be read well enough; "
        "a person must look before it is decided.",
    )


def _accept(findings: Sequence[Finding]) -> Wording:
    held, left = _count(findings, "pass"), _count(findings, "not_checked")
    if _count(findings, "review"):  # advice: nobody is told to accept while a point is open
        return _review(findings)
    also = Wording(zh="", en="")
    if left:
        also = Wording(
            zh=f"，另有 {left} 项须在窗口核对",
            en=f"; {left} more must be checked at the counter",
        )
    return Wording(
        zh=f"材料齐全，{held} 项审查均符合要求{also.zh}。",
        en=f"The packet is complete and meets all {held} rules checked{also.en}.",
    )


def _count(findings: Sequence[Finding], status: Status, severity: Severity | None = None) -> int:
    if status == "fail" and severity is not None:
        return failures(findings, severity)
    return sum(f.status == status and severity in (None, f.severity) for f in findings)
