"""--figures: an office's small file, checked on loading, cited in reports."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import PolicyError
from core.numbers.dates import months
from tests.validators.kit import case, screenshot
from validators.judging.rules import judge
from validators.policy import load_policy
from validators.policy.added import with_figures
from yushen.__main__ import main

FILE = """
[[wages]]
year = 2025
annual = 145400.00
monthly = 12117.00
published = 2026-08-21
source = "虚构通告"

[[insurance]]
id = "insurance_base_cap"
value = 37500
from = 2027-07-01
source = "虚构通告二"
"""


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "补充.toml"
    path.write_text(FILE, "utf-8")
    return path


def test_a_figure_decides_from_its_publication_and_is_cited(figures: Path) -> None:
    before = load_policy()
    assert before.figure("insurance_base_cap", date(2027, 6, 30)) == Decimal(36348)
    policy = with_figures(before, figures)
    for day, year in ((date(2026, 8, 20), 2024), (date(2026, 8, 21), 2025)):
        assert [wage.year for wage in policy.wages_on(day)] == [year]
        assert not policy.outdated(policy.latest_wage(day), day)
    assert policy.figure("insurance_base_cap", date(2027, 6, 30)) == Decimal(36348)
    assert policy.figure("insurance_base_cap", date(2027, 7, 1)) == Decimal(37500)
    assert policy.version.startswith("dc-2019-09+") and policy.version != load_policy().version
    shown = screenshot(months("2026-03", 6), "18000.00")
    found = judge(case("new_permit", shown, day="2026-09-01"), policy)
    (level,) = [one for one in found if one.rule == "APP-C12-INCOME-ENTERPRISE"]
    assert level.status == "fail"
    assert "虚构通告（由 补充.toml 补充）" in level.message


def test_the_next_one_is_awaited_in_its_turn(figures: Path) -> None:
    policy = with_figures(load_policy(), figures)
    with pytest.raises(PolicyError, match="2026 年"):
        policy.wage_on(date(2027, 7, 1))
    assert policy.outdated(policy.latest_wage(date(2027, 8, 1)), date(2027, 8, 1))


def test_figures_of_two_years(figures: Path) -> None:
    more = (
        FILE.split("[[insurance]]", 1)[0]
        .replace("2025", "2026")
        .replace("2026-08-21", "2027-08-02")
    )
    figures.write_text(more + FILE, "utf-8")
    policy = with_figures(load_policy(), figures)
    assert policy.wage_on(date(2027, 8, 2)).year == 2026
    assert policy.wage_on(date(2027, 8, 1)).year == 2025


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("annual = 145400.00", "annual = 154400.00", "wages.2025：annual 154400.00 与 monthly",
         "is not 12 times"),
        ("annual = 145400.00", 'annual = "much"', "wages.2025.annual：应为数字", "a number"),
        ("year = 2025", "year = 2027", "wages.2027.year：现有数据至 2024 年", "only 2025"),
        ("year = 2025", "year = 2024", "wages.2024.year：现有数据至 2024 年", "only 2025"),
        ("published = 2026-08-21", "published = 2025-08-21", "wages.2025.published：公布日须晚于",
         "published after"),
        ("published = 2026-08-21\n", "", "wages.2025.published：缺少", "missing"),
        ('source = "虚构通告"\n', 'sauce = "虚构"\n', "2025.sauce：不认识的键", "unknown key"),
        ("insurance_base_cap", "lapse_days", "insurance.lapse_days：没有这一项", "no such figure"),
        ("from = 2027-07-01", "from = 2026-07-01", "insurance.insurance_base_cap.from：须晚于",
         "must be after"),
        ("value = 37500", "value = 0", "insurance_base_cap.value：须大于 0", "must be above 0"),
        ("[[insurance]]", "[[insurances]]", "insurances：不认识的键", "unknown key"),
        ("[[wages]]", "wages = 5\n[[nothing]]", "wages：应为 [[wages]] 的表", "should be tables"),
        (FILE, "", "没有 [[wages]] 或 [[insurance]]", "no figure in it"),
        (FILE, "[[wages", "不是有效的 TOML", "is no TOML"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_refused(
    old: str, new: str, zh: str, en: str, figures: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert old in FILE
    figures.write_text(FILE.replace(old, new, 1), "utf-8")
    for lang, told in (("zh", zh), ("en", en)):
        for asked in (
            ["policy", "check"],
            ["check", str(tmp_path), "--out", str(tmp_path / "out")],
        ):
            assert main([*asked, "--figures", str(figures), "--lang", lang]) == 5
            shown = capsys.readouterr()
            assert told in shown.out + shown.err and "补充.toml" in shown.out + shown.err


def test_a_good_file_may_be_used(figures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "--figures", str(figures)]) == 0
    assert "可以使用" in capsys.readouterr().out
    assert main(["policy", "check", "--figures", str(figures.with_name("none.toml"))]) == 5
    assert "打不开" in capsys.readouterr().out


def test_the_desk_does_not_take_it(
    figures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["check", str(tmp_path), "--out", str(tmp_path / "out"), "--figures", str(figures)]
    assert main([*asked, "--desk", "--database", f"sqlite:///{tmp_path / 'd.sqlite'}"]) == 2
    assert "--no-desk" in capsys.readouterr().err
