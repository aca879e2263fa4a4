"""A fact stands once on the list to hand over, though several rules find it."""

from typing import Any

import pytest

from core.models.finding import Clause, Evidence, Finding, Severity
from core.models.report import Report
from pipeline.reporting.finding_views import to_supply
from pipeline.reporting.once import doubts, told_elsewhere
from pipeline.reporting.reason import outcome_reason
from pipeline.reporting.summary import problems, summarise


def lack(rule: str, *papers: str, severity: Severity = "supplement") -> Finding:
    return Finding(
        rule=rule, status="fail", severity=severity, message=f"缺少{papers}", message_en="Missing",
        guide=Clause(section="六", quote=""), lacks=papers,
        whole=rule in ("COMPLETE-NEW", "LISTS"),
    )  # fmt: skip


OTHER = lack("RES-LEASE-6M")
"""A failure of another kind: it lacks no paper."""


@pytest.mark.parametrize(
    ("findings", "shown"),
    [
        # the list tells more than the rule on one paper
        ([lack("PROC-POA", "poa"), lack("COMPLETE-NEW", "poa", "form")], ["COMPLETE-NEW"]),
        # the rule on the paper tells all that the list does
        ([lack("PROC-POA", "poa"), lack("COMPLETE-NEW", "poa")], ["PROC-POA"]),
        # whatever the list's rule is called
        ([lack("PROC-POA", "poa"), lack("LISTS", "poa")], ["PROC-POA"]),
        ([lack("LISTS", "poa"), lack("PROC-POA", "poa")], ["PROC-POA"]),
        (
            [lack("PROC-POA", "poa"), lack("COMPLETE-NEW", "poa", "x"), lack("EV-C3", "x")],
            ["PROC-POA", "EV-C3"],
        ),
        (
            [lack("COMPLETE-NEW", "m"), lack("SPOUSE-MARRIAGE", "m"), lack("CHILD-MARRIAGE", "m")],
            ["CHILD-MARRIAGE"],
        ),
        # what only overlaps is told twice rather than not at all
        ([lack("A", "x", "y"), lack("B", "y", "z")], ["A", "B"]),
        ([OTHER, OTHER, lack("COMPLETE-NEW", "poa")], ["RES-LEASE-6M"] * 2 + ["COMPLETE-NEW"]),
        # an advice does not stand in for what must be supplied, nor the other way round
        (
            [lack("PROC-POA", "poa", severity="advisory"), lack("COMPLETE-NEW", "poa")],
            ["COMPLETE-NEW"],
        ),
    ],
)
def test_each_lack_once(findings: list[Finding], shown: list[str]) -> None:
    report = Report(
        packet="张三",
        service=None,
        submission_date=None,
        outcome="supplement",
        findings=tuple(findings),
    )
    listed = [findings[n].rule for _, heap in to_supply(report, "supplement") for n in heap]
    assert listed == shown
    assert f"{len(shown)} 项须补正" in outcome_reason("supplement", findings).zh
    assert summarise(report).fail_supplement == len(shown)
    assert [f.rule for f in problems(report) if f.severity == "supplement"] == shown
    assert len(report.findings) == len(findings)  # the report itself keeps every answer


def test_a_review_hides_no_failure() -> None:
    vague = lack("COMPLETE-NEW", "poa").model_copy(update={"status": "review"})
    assert told_elsewhere([lack("PROC-POA", "poa"), vague], "supplement") == frozenset()


def fact(rule: str, cause: str, severity: Severity = "supplement") -> Finding:
    return lack(rule, severity=severity).model_copy(update={"cause": cause})


@pytest.mark.parametrize(
    ("found", "told"),
    [
        # the rule on the very paper speaks for the rules on all papers
        (["GEN-SEAL-TYPE", "MAT-FIN-SEAL", "UNIT-TAXNOTICE-FINSEAL"], "UNIT-TAXNOTICE-FINSEAL"),
        (["MAT-FIN-SEAL", "INCOME-PAYER", "GEN-EMPLOYER-EQUAL"], "INCOME-PAYER"),
        (["GEN-SEAL-TYPE", "MAT-LEGALREP-SIGN"], "MAT-LEGALREP-SIGN"),
        (["CHANGE-60D", "CHANGE-LAPSE"], "CHANGE-60D"),
        (["APP-COND-ONE-OF", "APP-C3-AWARD"], "APP-C3-AWARD"),
    ],
)
def test_one_cause_is_one_line(found: list[str], told: str) -> None:
    findings = [fact(rule, "D3.name") for rule in found]
    gone = told_elsewhere(findings, "supplement")
    assert [f.rule for n, f in enumerate(findings) if n not in gone] == [told]


def test_the_gravest_of_a_cause_is_told_and_another_cause_too() -> None:
    findings = [
        fact("FORM-POA-FIELDS", "left"),
        fact("CHANGE-60D", "left", "reject"),
        fact("FORM-POA-FIELDS", "D1.seal"),
        fact("CHANGE-SEQUENCE", "left", "advisory"),
        fact("CHANGE-OLD-5WD", "cancelled", "advisory"),
    ]
    assert told_elsewhere(findings, "supplement") == {0}
    assert told_elsewhere(findings, "reject") == set()
    assert told_elsewhere(findings, "advisory") == {3}, "no advice on what is told as a lack"


def test_one_line_on_several_blanks_tells_of_each() -> None:
    findings = [
        fact("GEN-HANDLER-EQUAL", "D1.agent_id"),
        fact("FORM-POA-FIELDS", "D1.agent_name D1.agent_id"),
        fact("GEN-SYSTEM-EQUAL", "D1.agent_id D2.agent_id"),
        fact("CHANGE-60D", "D1.agent_name", "reject"),
    ]
    assert told_elsewhere(findings, "supplement") == {0}
    assert told_elsewhere(findings, "reject") == set(), "a graver one is never told by a lighter"


def doubt(rule: str, *fields: str, **more: Any) -> Finding:
    """A finding in review that rests on fields of D1."""
    places = tuple(
        Evidence(document="D1", field=name, file="a.pdf", page=1, box=None, text="")
        for name in fields
    )
    return fact(rule, "").model_copy(
        update={"status": "review", "evidence": places, "documents": ("D1",), **more}
    )


def test_a_doubt_is_told_once_and_not_beside_the_lack_of_the_same() -> None:
    found = [
        doubt("CHANGE-60D", "leave_date"),
        doubt("CHANGE-LAPSE", "leave_date"),
        doubt("CONTRACT-6M", "end_date"),
        doubt("RES-PERMIT-3M", "valid_to", severity="advisory"),
        doubt("FORM-POA-FIELDS", "agent_id", cause="D1.agent_id"),
        fact("GEN-HANDLER-EQUAL", "D1.agent_id"),
        doubt("COMPLETE-NEW", documents=(), lacks=("id_card:handler",), cause=""),
        lack("PROC-HANDLER-ID", "id_card:handler"),
        doubt("APP-C4-INCOME-4X", documents=()),
        doubt("GEN-LEGIBLE", documents=()),
    ]
    assert doubts(found) == [0, 2, 9]
