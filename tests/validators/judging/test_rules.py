"""The engine and the policy: every rule answers, none stops another, data are closed."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import PolicyError
from core.models.finding import Clause, Finding, Severity, Status
from tests.validators.kit import UNIT, case, field, paper
from validators.ground.case import Case
from validators.ground.verdict import Rule, Verdict, passed
from validators.judging.families import rules_of
from validators.judging.rules import judge, outcome
from validators.policy import Policy, load_policy
from validators.policy.load import HERE


def finding(status: Status, severity: Severity) -> Finding:
    clause = Clause(section="", quote="")
    return Finding(rule="X", status=status, severity=severity, message="", message_en="",
                   guide=clause)  # fmt: skip


def test_every_rule_of_the_catalogue_answers() -> None:
    policy = load_policy()
    found = judge(case("new_permit"), policy)
    assert {answer.rule for answer in found} == {text.id for text in policy.rules}


@pytest.mark.parametrize("kind", [text.id for text in load_policy().documents])
def test_a_packet_whose_service_is_not_known_misses_no_data(kind: str) -> None:
    """What is not known is the service; no rule blames the policy for that."""
    found = judge(case("", paper(kind, role="handler", name="李四")), load_policy())
    assert not [answer for answer in found if "政策数据" in answer.message]


def test_every_rule_with_code_is_in_the_catalogue_once() -> None:
    names = [rule.id for rule in rules_of(load_policy())]
    assert len(names) == len(set(names))
    assert set(names) <= {text.id for text in load_policy().rules}


def test_a_rule_without_code_is_left_to_the_counter() -> None:
    found = judge(case("renewal"), load_policy(), rules=())
    (answer,) = [answer for answer in found if answer.rule == "CONTRACT-6M"]
    assert answer.status == "not_checked" and "窗口" in answer.message


def test_a_crash_is_a_review_and_stops_nothing() -> None:
    def crash(found: Case, policy: Policy) -> Verdict:
        raise ValueError("110105194912310021")

    rules = (Rule("CONTRACT-6M", crash), Rule("PROC-POA", lambda *_: passed("有。", "Yes.")))
    answers = {a.rule: a for a in judge(case("renewal"), load_policy(), rules=rules)}
    assert answers["CONTRACT-6M"].status == "review"
    assert "ValueError" in answers["CONTRACT-6M"].message
    assert "110105" not in answers["CONTRACT-6M"].message
    assert answers["PROC-POA"].status == "pass"


@pytest.mark.parametrize("service", ["", "teleport"])
def test_an_unknown_service_never_comes_out_as_accept(service: str) -> None:
    found = judge(case(service, paper("power_of_attorney")), load_policy())
    assert outcome(found) != "accept"
    (legible,) = [answer for answer in found if answer.rule == "GEN-LEGIBLE"]
    assert legible.status == "review" and "业务" in legible.message


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([("fail", "reject"), ("fail", "supplement"), ("review", "reject")], "reject"),
        ([("fail", "supplement"), ("review", "reject")], "supplement"),
        ([("review", "supplement"), ("fail", "advisory")], "review"),
        ([("review", "advisory"), ("fail", "advisory"), ("not_checked", "reject")], "accept"),
    ],
)
def test_outcome(seen: list[tuple[Status, Severity]], expected: str) -> None:
    assert outcome(finding(*pair) for pair in seen) == expected


def test_unread_files_hold_the_outcome() -> None:
    found = judge(case("renewal", unread=("照片.jpg",)), load_policy())
    (legible,) = [answer for answer in found if answer.rule == "GEN-LEGIBLE"]
    assert legible.status == "review" and "照片.jpg" in legible.message


def test_evidence_is_in_the_stored_frame() -> None:
    shown = paper("business_license", name=UNIT)
    page = shown.pages[0].model_copy(update={"rotation": 90})
    read = field("establishment_date", "2010-01-01").model_copy(update={"page": page})
    shown = shown.model_copy(update={"fields": {"establishment_date": read}})
    found = judge(case("new_permit", shown), load_policy())
    (answer,) = [answer for answer in found if answer.rule == "UNIT-AGE-1Y"]
    assert answer.evidence[0].box == pytest.approx((0.1, 0.7, 0.2, 0.9))
    assert answer.documents == ("D1",)


def test_wage_of_first_and_last_day() -> None:
    policy = load_policy()
    assert policy.wage_on(date(2019, 5, 1)).year == 2018
    assert policy.wage_on(date(2019, 4, 30)).year == 2017
    assert policy.wage_on(date(2019, 10, 15)).annual == Decimal("94258.00")
    for day in (date(2016, 6, 30), date(2026, 7, 1)):
        with pytest.raises(PolicyError, match="平均工资"):
            policy.wage_on(day)


def test_policy_has_all_packets_and_quotes() -> None:
    policy = load_policy()
    assert {packet.service for packet in policy.packets} == {s.id for s in policy.services}
    assert all(rule.quote for rule in policy.rules if rule.basis == "guide")


@pytest.fixture
def edition(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(HERE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py*"))
    yield tmp_path
    load_policy.cache_clear()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("rules", 'basis = "guide"', 'basis = "rumour"', r"rules\.toml：UNIT-PLAN-FILED.basis"),
        ("wages", "year = 2018", "year = 2018\ncolour = 1", r"wages\.toml：.*colour"),
        ("wages", "2019-05-01", "2019-04-01", r"beijing/wages\.toml：2018.applies：适用日期与"),
        ("calendar", "off = [", "of = [", r"state/calendar\.toml：2015.off：缺少"),
        ("packets", "@income_proof", "@incme_proof", r"packets\.toml：.*incme_proof"),
        ("packets", "COMPLETE-REG", "COMPLETE-REGG", "COMPLETE-REGG"),
        ("documents", "[[documents]]", "[[documents", r"documents\.toml：不是有效的 TOML"),
        ("rules", 'services = ["new_permit"]', 'services = ["newpermit"]', "newpermit"),
    ],
)
def test_the_loader_names_file_key_and_reason(
    edition: Path, name: str, old: str, new: str, told: str
) -> None:
    (path,) = edition.rglob(f"{name}.toml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PolicyError, match=told):
        load_policy(root=edition)


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(PolicyError, match="dc-1999"):
        load_policy("dc-1999")
