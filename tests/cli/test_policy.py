"""policy check: faults named with file and key; another district by data alone."""

import shutil
from pathlib import Path

import pytest

from pipeline.cli.__main__ import main
from tests.validators.kit import case, paper
from validators.policy.load import HERE, load_folder
from validators.rules import judge


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A made-up district's edition: the same data, to be changed."""
    folder = tmp_path / "elsewhere_2020"
    shutil.copytree(HERE / "dc_2019_09", folder)
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("given", [[], ["dc-2019-09"], [str(HERE / "dc_2019_09")]])
def test_the_shipped_edition_may_be_used(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "check", *given]) == 0
    assert "可以使用" in capsys.readouterr().out


def test_every_fault_is_named(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(district, "lists.toml", 'cites = "附件1"', 'kites = "附件1"')
    change(district, "parameters.toml", 'id = "lease_rest_months"\nvalue = 6',
           'id = "lease_rest_months"\nvalue = "six"')  # fmt: skip
    assert main(["policy", "check", str(district)]) == 5
    shown = capsys.readouterr().out
    assert "elsewhere_2020/lists.toml：registration_basic.kites" in shown
    assert "elsewhere_2020/parameters.toml：lease_rest_months.value" in shown


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"personal_change_form"', '"personel_form"', "不认识的材料 personel_form"),
        ('when = "condition_2"', 'when = "condition_20"', "不认识的条件 condition_20"),
    ],
)
def test_unknown_names(
    district: Path, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(district, "packets.toml", old, new)
    assert main(["policy", "check", str(district)]) == 5
    assert told in capsys.readouterr().out


def test_an_edition_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "dc-1999"]) == 2
    assert "dc-1999" in capsys.readouterr().err


def test_another_district_by_data_alone(district: Path) -> None:
    change(district, "parameters.toml", 'id = "capital_report_months"\nvalue = 12',
           'id = "capital_report_months"\nvalue = 24')  # fmt: skip
    papers_asked = '"power_of_attorney", "unit_change_form", "@unit_papers"'
    change(district, "packets.toml", f"[{papers_asked}]", f'[{papers_asked}, "id_card:handler"]')
    assert main(["policy", "check", str(district)]) == 0
    own, other = load_folder(HERE / "dc_2019_09", "dc-2019-09"), load_folder(district, "else")
    report = paper("capital_verification_report", report_date="2018-01-15")
    papers = [paper(kind) for kind in ("power_of_attorney", "unit_change_form", "business_license")]
    for service, shown, rule, before, after in (
        ("unit_registration", [report], "UNIT-CAPVER-1Y", "fail", "pass"),
        ("account_recovery", papers, "COMPLETE-ACCOUNT", "pass", "fail"),
    ):
        found = case(service, *shown)
        for policy, status in ((own, before), (other, after)):
            (answer,) = [a for a in judge(found, policy) if a.rule == rule]
            assert answer.status == status
