"""Texts are only shown: in other words everything is decided as before.

Beside the cases here, every case of this folder's tests that asks a rule is judged by the edition
in other words as well (tests/validators/kit.py: findings).
"""

import re
from datetime import date
from typing import Any

import pytest

from core.models.application import Application
from core.models.document import Document
from core.models.finding import SEVERITIES, Finding
from core.models.material import Assumption, Material
from core.models.outlook import Outlook, OutlookChoice
from core.models.report import Report
from pipeline.judging import case_of, judge_material, named
from pipeline.reporting.finding_views import to_supply
from pipeline.reporting.once import told_elsewhere
from pipeline.reporting.reason import outcome_reason
from pipeline.reporting.summary import problems, summarise
from review.correcting import corrected
from review.judging import standing_of
from review.models import Correction
from tests.validators.kit import NUMBER, RECORD, case, paper, screenshot
from tests.validators.packet.test_completeness import CHANGE, LICENCE, POA, WHOLE
from tests.validators.reworded import SHOWN, bones, reworded
from validators.facts.stock import take
from validators.ground.case import Case
from validators.judging.choices import choices
from validators.judging.deadlines import deadlines
from validators.judging.outlook import look_ahead
from validators.judging.rules import judge, outcome
from validators.policy import load_policy
from validators.policy.tables import Home

CHINESE = re.compile("[\u4e00-\u9fff]")
FAMILY = {"accompanying": {"spouse": {"name": "王五"}, "children": [{"name": "张小"}]}}
HOMES: tuple[str, ...] = Home.__args__  # type: ignore[attr-defined]
LEASE = paper("lease_contract", lease_start="2019-01-01", lease_end="2020-06-01")


def cases() -> list[Case]:
    """Packets of every service, whole and with each paper gone, of every home and condition."""
    made = [case(service, *papers) for service, (_, papers) in WHOLE.items()]
    made += [
        case(service, *papers[:gone], *papers[gone + 1 :])
        for service, (_, papers) in WHOLE.items()
        for gone in range(len(papers))
    ]
    made += [case(service, unread=("照片.jpg",)) for service in WHOLE]
    made += [
        case("address_change", POA, CHANGE, LICENCE, *more, housing=home)
        for home in HOMES
        for more in ((), (LEASE,), (LEASE, paper("rent_invoice")))
    ]
    made += [
        case("new_permit", LEASE, screenshot(("2019-08",)), condition=condition, record=FAMILY)
        for condition in (None, *range(1, 9))
    ]
    told = {"extra": {"earlier_cases": ["2019-03-05 居住地址变更", "2019-04-01 证件新办"]}}
    made += [case("employer_change", POA, record=told), case("dependents_change", record=FAMILY)]
    return made


def test_nothing_shown_is_left_as_it_was() -> None:
    own, other = (one.model_dump(by_alias=True) for one in (load_policy(), reworded()))
    for table, keys in SHOWN.items():
        left = set(texts(own[table], keys)) & set(texts(other[table], keys))
        assert left == set(), table
    assert {text.id for text in load_policy().rules} == {text.id for text in reworded().rules}


def texts(node: Any, keys: set[str]) -> list[str]:
    if isinstance(node, list | tuple):
        return [text for part in node for text in texts(part, keys)]
    if not isinstance(node, dict):
        return []
    own = [value for key, value in node.items() if key in keys and value]
    rest = [value for key, value in node.items() if key not in keys]
    return own + texts(rest, keys)


@pytest.mark.parametrize("found", cases(), ids=lambda found: found.service)
def test_every_answer_is_the_same(found: Case) -> None:
    own, other = judge(found, load_policy()), judge(found, reworded())
    assert list(map(bones, own)) == list(map(bones, other))
    assert outcome(own) == outcome(other)
    assert listed(own) == listed(other)
    packets = [policy.packet(found.service).needs for policy in (load_policy(), reworded())]
    one, two = (take(need, found, load_policy()) for need in packets)
    assert (one.state, one.gone, one.count, len(one.lacks)) == (
        two.state, two.gone, two.count, len(two.lacks)
    )  # fmt: skip
    assert list(map(shape, choices(found, load_policy()))) == list(
        map(shape, choices(found, reworded()))
    )


def shape(choice: OutlookChoice) -> tuple[object, ...]:
    """The order of the ways, by what each lacks in numbers; windows are named by months."""
    return choice.kind, choice.section, [(one.state, len(one.lacks)) for one in choice.options]


def listed(findings: tuple[Finding, ...]) -> list[frozenset[int]]:
    return [told_elsewhere(findings, severity) for severity in SEVERITIES]


@pytest.mark.parametrize("home", HOMES)
def test_the_declared_way_is_told_first(home: str) -> None:
    """By its id: what it is called in the data does not matter."""
    found = case("address_change", POA, CHANGE, LICENCE, housing=home)
    firsts = []
    for policy in (load_policy(), reworded()):
        need = policy.packet("address_change").need("residence")
        assert need is not None
        (lack,) = take(need, found, policy).lacks
        told = [way for way in need.any_of if way.name and way.name in lack.zh]
        first = min(told, key=lambda way: lack.zh.index(way.name))
        assert home in first.housing
        firsts.append(first.id)
    assert firsts[0] == firsts[1]


@pytest.mark.parametrize("service", ["new_permit", "renewal", "address_change"])
def test_other_days_are_the_same(service: str) -> None:
    found = case(service, *WHOLE[service][1], LEASE)
    own, other = (
        look_ahead(found, policy, judge(found, policy)) for policy in (load_policy(), reworded())
    )
    assert days(own) == days(other)
    steps = [
        [(step.id, step.day, step.start) for step in deadlines(found, policy)]
        for policy in (load_policy(), reworded())
    ]
    assert steps[0] == steps[1]


def days(ahead: Outlook) -> tuple[object, ...]:
    return (
        ahead.valid_until, ahead.open, ahead.gap and ahead.gap.day,
        [(one.rule, one.day, one.becomes, one.documents) for one in ahead.limits],
        [(one.rule, one.day, one.documents) for one in ahead.cures],
        ahead.later and (ahead.later.day, ahead.later.until, ahead.later.outcome),
        [shape(choice) for choice in ahead.choices],
    )  # fmt: skip


def material(*papers: Document, service: str | None = "address_change", **more: Any) -> Material:
    found = case(service or "", *papers)
    return Material.model_validate({
        "packet": "包", "key": "k", "service": service, "day": found.day, "day_given": False,
        "application": Application.model_validate(RECORD), "documents": found.documents,
        "files": (), "edition": load_policy().version, **more,
    })  # fmt: skip


def put(field: str, value: str, document: str = "") -> Correction:
    return Correction.model_validate({
        "document": document, "field": field, "value": value, "before": None, "confidence": 0.5,
        "by": "李四", "at": "2019-10-15T09:00:00+00:00", "why": "",
    })  # fmt: skip


def test_a_correction_takes_back_what_was_assumed_of_the_same() -> None:
    """Whatever the notes say, and whatever a note of another thing happens to name."""
    notes = (Assumption(text="甲", about="service"), Assumption(text="乙：业务类型、提交日期"),
             Assumption(text="丙", about="day"))  # fmt: skip
    given = material(POA, assumed=notes)
    after = corrected(given, [put("service", "renewal")], load_policy())
    assert after.service == "renewal"
    assert [note.text for note in after.assumed[:2]] == ["乙：业务类型、提交日期", "丙"]
    after = corrected(given, [put("submission_date", "2019-11-01")], load_policy())
    assert after.day == date(2019, 11, 1) and after.day_given
    assert [note.about for note in after.assumed] == ["service", "", "day"]
    assert "丙" not in [note.text for note in after.assumed]


def test_the_desk_decides_the_same() -> None:
    given = material(POA, CHANGE, LICENCE, paper("residence_permit_card", id_number=NUMBER))
    changes = [put("submission_date", "2019-11-01")]
    own, other = (standing_of(given, changes, (), policy) for policy in (load_policy(), reworded()))
    assert own.outcome == other.outcome
    assert [bones(view.finding) for view in own.findings] == [
        bones(view.finding) for view in other.findings
    ]
    assert [(doubt.rule, doubt.severity) for doubt in own.doubts] == [
        (doubt.rule, doubt.severity) for doubt in other.doubts
    ]
    assert own.doubtful == other.doubtful


@pytest.mark.parametrize("gone", range(len(WHOLE["new_permit"][1])))
def test_reports_go_by_no_words_of_a_finding(gone: int) -> None:
    """Lists, counts and order are the same whatever the messages say."""
    papers = [one for n, one in enumerate(WHOLE["new_permit"][1]) if n != gone]
    report = judge_material(material(*papers, service="new_permit"), load_policy(), ahead=False)
    other = report.model_copy(
        update={
            "findings": tuple(
                finding.model_copy(update={"message": f"话{n}", "message_en": f"Word {n}"})
                for n, finding in enumerate(report.findings)
            )
        }
    )
    assert parts(report) == parts(other)
    assert gone or any(listed(report.findings))


def parts(report: Report) -> tuple[object, ...]:
    one = summarise(report)
    counts = (one.fail_reject, one.fail_supplement, one.fail_advisory, one.review, one.passed)
    return (
        [to_supply(report, severity) for severity in SEVERITIES],
        listed(report.findings), counts, outcome_reason(report.outcome, report.findings),
        [bones(finding) for finding in problems(report)],
    )  # fmt: skip


def test_a_report_shows_the_words_of_its_edition() -> None:
    given = material(POA)
    report = judge_material(given, reworded(), ahead=False)
    assert report.service_name is not None and report.service_name.zh.startswith("词")
    assert [document.name.zh[0] for document in report.documents if document.name] == ["词"]
    assert named(report, load_policy()).documents[0].name != report.documents[0].name
    assert case_of(given, load_policy()).service == report.service
