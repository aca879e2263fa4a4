"""Another district is the files that differ; folders of release 0.1 are still taken."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.validators.editions import as_of_0_1, change, copied
from tests.validators.kit import UNIT, case, paper
from validators.judging.rules import judge
from validators.policy import load_policy
from validators.policy.files import SHIPPED
from validators.policy.load import load_folder
from yushen.__main__ import main

DISTRICT = """extends = "dc-2019-09"

[district]
name = "胡同"
name_en = "Hutong"
office = "胡同区人力资源和社会保障局"
others = ["东城", "西城", "朝阳", "海淀"]
cites = "二（一）3"
"""
OFFICE = """
[[office]]
applies = [2015-01-01, 2019-12-31]
hours = [[08:30:00, 11:30:00]]
few_weekdays = [4]
many_weekdays = [1, 2, 3]
cites = "五"

[[office]]
applies = [2020-01-01, "open"]
hours = [[09:00:00, 11:30:00]]
few_weekdays = [5]
many_weekdays = [1, 2, 3]
cites = "五"
"""
FORM = """
[[forms]]
type = "power_of_attorney"
annex = 2
title = "授权委托书"
blocks = [{block}]
"""
RECORD = {
    "service": "renewal", "submission_date": "2019-10-15", "permit_valid_to": "2019-11-10",
    "applicant": {"name": "张三"}, "employer": {"name": UNIT},
}  # fmt: skip


@pytest.fixture
def hutong(tmp_path: Path) -> Path:
    """A district that does not exist, of exactly three files."""
    folder = tmp_path / "hutong_2020"
    folder.mkdir()
    (folder / "district.toml").write_text(DISTRICT, "utf-8")
    (folder / "office.toml").write_text(OFFICE, "utf-8")
    shutil.copy(SHIPPED / "dc_2019_09" / "packets.toml", folder)
    change(folder, "packets.toml", '"application_form_renewal",',
           '"application_form_renewal", "residence_permit_card",')  # fmt: skip
    assert len([*folder.iterdir()]) == 3
    return folder


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The report of a packet that holds the system's record alone."""
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    packet = tmp_path / "张三"
    packet.mkdir()
    (packet / "application.json").write_text(json.dumps(RECORD), "utf-8")

    def run(policy: str) -> dict[str, Any]:
        asked = ["check", str(packet), "--out", str(tmp_path / "out"), "--no-memory"]
        assert main([*asked, "--workers", "1", "--policy", policy]) == 0
        found = json.loads((tmp_path / "out" / "张三" / "report.json").read_text("utf-8"))
        return {**found, "by": {finding["rule"]: finding for finding in found["findings"]}}

    return run


def test_a_second_district_is_the_three_files_that_differ(hutong: Path, report: Any) -> None:
    assert main(["policy", "check", str(hutong)]) == 0
    own, other = report("dc-2019-09"), report(str(hutong))
    assert (own["district"]["zh"], other["district"]["zh"]) == ("东城区", "胡同区")
    assert "北京市居住证" not in own["by"]["COMPLETE-RENEW"]["message"]
    assert "北京市居住证" in other["by"]["COMPLETE-RENEW"]["message"]
    assert "8:30" in other["by"]["PROC-HOURS"]["message"]
    assert own["by"]["RENEW-WINDOW"] == other["by"]["RENEW-WINDOW"]  # the figures it extends


def test_what_it_has_not_is_the_other_editions(hutong: Path) -> None:
    own, other = load_policy(), load_folder(hutong)
    differ = {name for name in type(own).model_fields if getattr(own, name) != getattr(other, name)}
    assert differ == {"version", "district", "office", "packets"}
    few = {"extra": {"application_count": "2"}}
    asked = case("new_permit", paper("power_of_attorney"), record=few,
                 day=date(2020, 1, 3))  # fmt: skip
    for policy, status in ((own, "fail"), (other, "pass")):  # a Friday
        (answer,) = [a for a in judge(asked, policy) if a.rule == "PROC-APPOINT-SMALL"]
        assert answer.status == status


def test_an_edition_extends_one_that_extends(hutong: Path, tmp_path: Path) -> None:
    later = tmp_path / "hutong_2026"
    later.mkdir()
    text = DISTRICT.replace('"dc-2019-09"', '"hutong-2020"').replace("Hutong", "Hutongs")
    (later / "district.toml").write_text(text, "utf-8")
    policy = load_folder(later)
    assert policy.district.name_en == "Hutongs"
    assert policy.office == load_folder(hutong).office
    assert policy.wages == load_policy().wages


def test_another_city_lies_beside(tmp_path: Path) -> None:
    folder, city = copied(tmp_path / "bund_2020"), tmp_path / "shanghai"
    shutil.copytree(SHIPPED / "beijing", city)
    wages = city / "wages.toml"
    wages.write_text(wages.read_text("utf-8").replace("annual = 94258.00\nmonthly = 7855.00",
                     "annual = 60000.00\nmonthly = 5000.00"), "utf-8")  # fmt: skip
    change(folder, "district.toml", 'city = "beijing"', 'city = "shanghai"')
    assert main(["policy", "check", str(folder)]) == 0
    assert load_folder(folder).wage_of(2018).monthly == 5000
    assert load_folder(folder).calendar == load_policy().calendar


@pytest.mark.parametrize(
    ("file", "text", "zh", "en"),
    [
        ("district.toml", DISTRICT.replace("dc-2019-09", "dc-1999"),
         "hutong_2020/district.toml：extends：没有政策版本 dc-1999", "no edition dc-1999"),
        ("district.toml", DISTRICT.replace("dc-2019-09", "../hutong_2020"),
         "hutong_2020/district.toml：extends：没有政策版本 ../hutong_2020", "no edition ../hutong"),
        ("district.toml", DISTRICT.replace("dc-2019-09", "hutong-2020"),
         "hutong_2020/district.toml：extends：hutong-2020 又以本版为基础", "in its turn"),
        ("district.toml", 'city = "beijing"\n' + DISTRICT,
         "hutong_2020/district.toml：city：与 extends 只能写其一", "not both"),
        ("district.toml", "colour = 1\n" + DISTRICT,
         "hutong_2020/district.toml：colour：不认识的键", "unknown key"),
        ("offices.toml", OFFICE, "hutong_2020/offices.toml：不认识的文件", "unknown file"),
        ("thresholds.toml", "[thresholds]\ntext = 0.1\n",
         "hutong_2020/thresholds.toml：阈值不属于政策，请删去此文件", "remove the file"),
        ("office.toml", "office = 5\n", "hutong_2020/office.toml：office：应为 [[office]] 的表",
         "should be tables"),
        ("office.toml", OFFICE.replace('"open"', '"opened"'),
         "hutong_2020/office.toml：1.applies.1：", "1.applies.1: "),
        ("packets.toml", '[[packets]]\nservice = "renewal"\nrule = "RENEW"\nall_of = []',
         "hutong_2020/packets.toml：renewal.rule：没有规则 RENEW", "hutong_2020/packets.toml"),
        ("forms.toml", FORM.format(block='"{nobody}"'),
         "hutong_2020/forms.toml：2：不认识的填写处 nobody", "unknown place nobody"),
        ("forms.toml", FORM.format(block="{ columns = [1, 2], rows = [['a']] }"),
         "hutong_2020/forms.toml：0.blocks.0：每行的格数", "as many cells as columns"),
        ("forms.toml", FORM.format(block="'a'").replace("power_of_attorney", "passport"),
         "hutong_2020/forms.toml：2：不认识的材料 passport", "unknown paper passport"),
    ],
)  # fmt: skip
def test_a_faulty_folder_is_refused_in_both_languages(
    file: str, text: str, zh: str, en: str, hutong: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (hutong / file).write_text(text, "utf-8")
    for lang, told in (("zh", zh), ("en", en)):
        assert main(["policy", "check", str(hutong), "--lang", lang]) == 5
        assert told in capsys.readouterr().out
        asked = ["check", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", lang]
        assert main([*asked, "--policy", str(hutong)]) == 5
        assert told in capsys.readouterr().err


def test_folders_of_the_city_and_the_state_are_no_editions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("state", "beijing"):
        assert main(["policy", "check", name]) == 2
        assert name in capsys.readouterr().err


def test_a_folder_of_release_0_1_is_taken_as_it_was(tmp_path: Path, report: Any) -> None:
    old = as_of_0_1(tmp_path / "old_2020")
    assert main(["policy", "check", str(old)]) == 0
    own, other = load_policy(), load_folder(old)
    for name in set(type(own).model_fields) - {"version", "parameters"}:
        assert getattr(own, name) == getattr(other, name), name
    assert {row.id: row for row in own.parameters} == {row.id: row for row in other.parameters}
    assert report("dc-2019-09")["findings"] == report(str(old))["findings"]


def test_its_own_files_win(tmp_path: Path, report: Any) -> None:
    old = as_of_0_1(tmp_path / "old_2020")
    for name, before, after in (
        ("wages.toml", "annual = 94258.00\nmonthly = 7855.00", "annual = 60000\nmonthly = 5000"),
        ("calendar.toml", "[2019-10-01, 2019-10-07]", "[2019-10-01, 2019-10-15]"),
        ("thresholds.toml", "text = 0.95", "text = 0.99"),
        ("parameters.toml", 'id = "paper_tolerance"\nvalue = 0.05',
         'id = "paper_tolerance"\nvalue = 0.25'),
    ):  # fmt: skip
        change(old, name, before, after)
    assert main(["policy", "check", str(old)]) == 0
    policy = load_folder(old)
    assert policy.wage_on(date(2019, 10, 15)).monthly == 5000
    assert policy.threshold("text") == 0.99
    assert float(policy.tolerance("paper_tolerance")) == 0.25
    assert report("dc-2019-09")["by"]["PROC-HOURS"]["status"] == "pass"
    assert report(str(old))["by"]["PROC-HOURS"]["status"] == "fail"  # a day off here


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("thresholds.toml", "phone = 0.97", "fone = 0.97", "thresholds.toml：phone：缺少"),
        ("thresholds.toml", "phone = 0.97", 'phone = "x"', "thresholds.toml：phone：应为数字"),
        ("thresholds.toml", None, None, "thresholds.toml：没有这个文件；未写 extends 或 city"),
        ("parameters.toml", "from = 2015-01-01", "form = 2015-01-01",
         "parameters.toml：income_multiplier_enterprise.form：不认识的键"),
        ("parameters.toml", '"income_tolerance_year"', '"paper_tolerance"',
         "parameters.toml：paper_tolerance：不是政策数据，不再按日期区分，请只留一条"),
        ("wages.toml", "2018-06-30]", "2018-05-30]",
         "wages.toml：2017.applies：2018-05-31 至 2018-06-30 没有适用的值；确无规定的"),
    ],
)  # fmt: skip
def test_or_is_refused_with_what_to_do(
    file: str, old: str | None, new: str, told: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = as_of_0_1(tmp_path / "old_2020")
    if old is None:
        (folder / file).unlink()
    else:
        change(folder, file, old, new)
    assert main(["policy", "check", str(folder)]) == 5
    assert f"old_2020/{told}" in capsys.readouterr().out
    asked = ["check", str(tmp_path), "--out", str(tmp_path / "out"), "--policy", str(folder)]
    assert main(asked) == 5
    assert f"old_2020/{told}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_no_two_editions_are_reported_under_one_name(tmp_path: Path, report: Any) -> None:
    """A copy of the shipped folder, changed, was reported as the shipped edition."""
    copy = copied(tmp_path / "dc_2019_09")
    assert report("dc-2019-09")["policy"] == "dc-2019-09"
    names = [report(str(copy))["policy"]]
    change(
        copy, "parameters.toml", 'id = "lapse_days"\nvalue = 30', 'id = "lapse_days"\nvalue = 31'
    )
    names.append(report(str(copy))["policy"])
    assert len({*names, "dc-2019-09"}) == 3
    assert all(name.startswith("dc-2019-09+") for name in names)
