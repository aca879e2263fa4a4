"""The dated steps of the guide: from which day, how many, and only with a start."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from core.errors import PolicyError
from tests.validators.kit import case, paper
from validators.ground.case import Case
from validators.judging.deadlines import deadlines
from validators.policy import load_policy
from validators.policy.load import HERE


def days(found: Case) -> dict[str, date]:
    return {step.id: step.day for step in deadlines(found, load_policy())}


@pytest.mark.parametrize(
    ("left", "last"),
    [("2019-08-16", date(2019, 10, 15)), ("2020-01-01", date(2020, 3, 1))],  # a leap year
)
def test_sixty_days_from_leaving(left: str, last: date) -> None:
    found = days(case("employer_change", paper("resignation_certificate", leave_date=left)))
    assert found["change"] == last


def test_a_leaving_day_that_was_not_read_gives_no_date() -> None:
    doubtful = paper("resignation_certificate", sure=0.4, leave_date="2019-08-16")
    assert not {"change", "deferral", "old_employer"} & set(days(case("employer_change", doubtful)))
    twice = [paper("resignation_certificate", leave_date=d) for d in ("2019-08-16", "2019-08-17")]
    assert "change" not in days(case("employer_change", *twice))


@pytest.mark.parametrize(
    ("reviewed", "last"),
    [("2019-10-01", date(2019, 10, 31)), ("2019-09-05", date(2019, 10, 8))],  # over the holidays
)
def test_thirty_days_from_the_review(reviewed: str, last: date) -> None:
    found = case("new_permit", record={"extra": {"unit_review_date": reviewed}})
    assert days(found)["submit"] == last


def test_the_renewal_window() -> None:
    found = days(case("renewal", record={"extra": {"permit_valid_to": "2020-03-01"}}))
    assert found["renew_from"] == date(2020, 1, 31)
    assert (found["expiry"], found["lapse"]) == (date(2020, 3, 1), date(2020, 3, 31))
    assert "lapse" not in days(case("renewal"))


@pytest.mark.parametrize(
    ("day", "step", "when"),
    [
        ("2019-10-14", "counter", date(2019, 10, 14)),  # Monday
        ("2019-10-15", "counter", date(2019, 10, 15)),
        ("2019-10-16", "booking", date(2019, 10, 12)),  # Wednesday; that Saturday was worked
        ("2019-10-18", "booking", date(2019, 10, 15)),  # Friday
        ("2019-10-19", "closed", date(2019, 10, 19)),  # Saturday
    ],
)
def test_the_counter_by_day_of_the_week(day: str, step: str, when: date) -> None:
    found = days(case("new_permit", day=day))
    assert {name: found[name] for name in ("counter", "booking", "closed") if name in found} == {
        step: when
    }


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2019-10-15", date(2019, 11, 12)),
        ("2019-09-25", date(2019, 10, 28)),  # over the October holidays and two exchanged days
    ],
)
def test_approval_in_working_days(day: str, last: date) -> None:
    assert days(case("new_permit", day=day))["approval"] == last


def test_a_year_without_holiday_data_gives_no_working_days() -> None:
    assert "approval" not in days(case("new_permit", day="2040-10-15"))


def test_every_step_has_both_languages_a_section_and_a_service() -> None:
    policy = load_policy()
    for step in policy.deadlines:
        assert step.title_zh and step.title_en and step.detail_zh and step.detail_en
        assert step.section and step.services


@pytest.mark.parametrize(
    ("old", "new"), [('figure = "submit_days"', 'figure = "none"'), ('["*"]', '["teleport"]')]
)
def test_unknown_names_are_refused(tmp_path: Path, old: str, new: str) -> None:
    shutil.copytree(HERE / "dc_2019_09", tmp_path / "dc_2019_09")
    path = tmp_path / "dc_2019_09" / "deadlines.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(PolicyError, match=r"deadlines\.toml"):
        load_policy("dc-2019-09", tmp_path)
