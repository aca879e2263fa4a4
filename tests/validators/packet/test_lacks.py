"""Which papers a finding names as not there, so that a list can tell each lack once."""

import pytest

from core.models.document import Document
from core.models.finding import Finding
from tests.validators.kit import UNIT, case, paper
from validators.judging.rules import judge
from validators.policy import load_policy

FAMILY = {
    "accompanying": {
        "spouse": {"name": "王五"},
        "children": [{"name": "张小", "id_number": "110101201501010017"}],
    }
}
RENAMED = paper("business_license", name="北京乙有限公司")
SHORT = paper("social_insurance_record", name="张三", total_months="18", rows=[
    {"segments.start": "2018-04", "segments.end": "2019-09", "segments.months": "18",
     "segments.employer": UNIT}])  # fmt: skip


def answers(service: str, *papers: Document, **more: object) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for answer in judge(case(service, *papers, **more), load_policy()):  # type: ignore[arg-type]
        found.setdefault(answer.rule, []).append(answer)
    return found


@pytest.mark.parametrize(
    ("service", "papers", "more", "whole", "rules"),
    [
        ("renewal", (), {}, "COMPLETE-RENEW", ["PROC-POA"]),
        ("address_change", (), {}, "COMPLETE-ADDRESS", ["PROC-POA", "RES-ONE-OF"]),
        ("new_permit", (), {}, "COMPLETE-NEW", ["EDU-DIPLOMA-VERIFY", "EDU-DEGREE-VERIFY"]),
        ("new_permit", (SHORT,), {}, "COMPLETE-NEW", ["SI-EXTERNAL"]),
        (
            "dependents_change", (), {"record": FAMILY}, "COMPLETE-DEPENDENTS",
            ["SPOUSE-MARRIAGE", "SPOUSE-ID-HUKOU", "CHILD-MARRIAGE", "CHILD-BIRTH",
             "CHILD-ID-HUKOU"],
        ),
        ("unit_info_change", (RENAMED,), {}, "COMPLETE-UNITINFO", ["UINFO-NAME-NOTICE"]),
        ("new_permit", (), {"condition": 2}, "COMPLETE-NEW", ["EV-C2-CERT", "EV-C2-FORM"]),
        ("new_permit", (), {"condition": 3}, "COMPLETE-NEW", ["EV-C3"]),
        ("new_permit", (), {"condition": 4}, "COMPLETE-NEW", ["APP-C4-ENTITY", "EV-C4"]),
        ("new_permit", (), {"condition": 6}, "COMPLETE-NEW", ["EV-C6"]),
        ("new_permit", (), {"condition": 8}, "COMPLETE-NEW", ["EV-C8"]),
    ],
)  # fmt: skip
def test_both_rules_name_the_paper(
    service: str,
    papers: tuple[Document, ...],
    more: dict[str, object],
    whole: str,
    rules: list[str],
) -> None:
    found = answers(service, *papers, **more)
    (complete,) = found[whole]
    assert complete.status == "fail"
    for rule in rules:
        failed = [answer for answer in found[rule] if answer.status == "fail" and answer.lacks]
        assert failed, rule
        for answer in failed:
            assert set(answer.lacks) <= set(complete.lacks), rule


def test_a_look_alike_is_told_with_the_lack() -> None:
    """The list of papers, the rule on the report and the one on look-alikes find one fact."""
    look_alike = paper("student_status_report", name="张三")
    found = answers("new_permit", look_alike)
    (told,) = found["EDU-DIPLOMA-VERIFY"]
    assert told.status == "fail" and set(told.lacks) <= set(found["COMPLETE-NEW"][0].lacks)
    (alike,) = found["GEN-LOOKALIKE"]
    assert told.cause == alike.cause == "alike:D1"


def test_what_is_no_lack_names_none() -> None:
    assert all(not one.lacks for found in answers("renewal").values() for one in found
               if one.status not in ("fail", "review"))  # fmt: skip
