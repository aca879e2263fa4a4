"""policy check: faults named with file and key; another district by data alone."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.validators.editions import change, copied
from tests.validators.kit import UNIT, case, paper, screenshot, seal
from validators.judging.rules import judge
from validators.policy.load import HERE, load_folder
from yushen.__main__ import main


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A made-up district's edition: the same data, to be changed."""
    return copied(tmp_path / "elsewhere_2020")


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


NEW_WAGE = """
[[wages]]
year = 2025
annual = 150000.00
monthly = 12500.00
series = "全口径城镇单位就业人员平均工资"
applies = [2026-07-01, 2027-06-30]
annual_status = "sourced"
monthly_status = "sourced"
source = "虚构"
"""


def test_a_new_years_wage_is_one_entry(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = district / "wages.toml"
    shipped = (HERE / "beijing" / "wages.toml").read_text("utf-8")
    closed = "[2025-09-18, 2026-06-30]\nperhaps = 2025-07-01\n"
    before = re.sub(r'\[2025-09-18, "open"\]\nperhaps = .*\nawaited = .*\n', closed, shipped)
    assert before != shipped
    path.write_text(before + NEW_WAGE, "utf-8")
    assert main(["policy", "check", str(district)]) == 0
    policy = load_folder(district, "elsewhere-2020")
    assert policy.wage_on(date(2026, 7, 1)).annual == 150000
    assert policy.wage_on(date(2026, 6, 30)).year == 2024
    for old, new, told in (
        ("150000.00", "105000.00", "wages.toml：2025：annual 105000.00 与 monthly 12500.00"),
        (
            "2026-07-01, 2027",
            "2026-06-30, 2027",
            "wages.toml：2025.applies：适用日期与另一条（2024，2025-09-18 至 2026-06-30）重叠",
        ),
        ("2027-06-30", "2026-06-30", "wages.toml：2025.applies：第一日晚于最后一日"),
        ("year = 2025", "year = 2024", "wages.toml：2024：出现两次"),
    ):
        assert old in NEW_WAGE
        path.write_text(before + NEW_WAGE.replace(old, new), "utf-8")
        assert main(["policy", "check", str(district)]) == 5
        assert told in capsys.readouterr().out


def test_all_faults_are_told_at_once(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(district, "packets.toml", 'rule = "COMPLETE-REG"', 'rule = "COMPLETE-REGISTER"')
    change(district, "deadlines.toml", 'figure = "booking_workdays"', 'figure = "booking_days"')
    change(district, "rules.toml", 'services = ["new_permit"]', 'services = ["new_permits"]')
    assert main(["policy", "check", str(district)]) == 5
    shown = capsys.readouterr().out
    for told in ("没有规则 COMPLETE-REGISTER", "没有参数 booking_days", "不认识的业务 new_permits"):
        assert told in shown


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("parameters.toml", '"lease_rest_months"', '"lease_months"', "lease_rest_months：缺少"),
        ("parameters.toml", '"lease_rest_months"', '"lease_months"', "lease_months：没有规则"),
        ("lists.toml", 'id = "service_firms"', 'id = "firms"', "service_firms：缺少"),
        ("insurance.toml", '"insurance_query_days"', '"query_days"', "insurance_query_days：缺少"),
        ("packets.toml", ', name_en = "(1) Residence permit"', "", "没有英文名 name_en"),
    ],
)
def test_names_that_the_rules_ask_for(
    name: str, old: str, new: str, told: str, district: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(district, name, old, new)
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


@pytest.fixture
def hutong(district: Path) -> Path:
    """The edition of a district that does not exist: its name, windows, papers and wage differ."""
    change(district, "district.toml", 'name = "东城"', 'name = "胡同"')
    change(district, "district.toml", 'name_en = "Dongcheng"', 'name_en = "Hutong"')
    change(district, "district.toml", 'office = "东城区', 'office = "胡同区')
    change(district, "district.toml", '"西城"', '"东城", "西城"')
    change(district, "parameters.toml", 'id = "renewal_early_days"\nvalue = 30',
           'id = "renewal_early_days"\nvalue = 60')  # fmt: skip
    change(district, "packets.toml", '"application_form_renewal",',
           '"application_form_renewal", "residence_permit_card",')  # fmt: skip
    change(district, "wages.toml", "annual = 94258.00\nmonthly = 7855.00",
           "annual = 60000.00\nmonthly = 5000.00")  # fmt: skip
    return district


RECORD = {
    "service": "renewal", "submission_date": "2019-10-15", "permit_valid_to": "2019-12-01",
    "applicant": {"name": "张三"}, "employer": {"name": UNIT},
}  # fmt: skip


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `yushen` on a packet that holds the system's record alone; the report's findings."""
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    inbox = tmp_path / "inbox"
    (inbox / "张三").mkdir(parents=True)
    (inbox / "张三" / "application.json").write_text(json.dumps(RECORD), "utf-8")

    def run(*more: str) -> dict[str, dict[str, Any]]:
        out = tmp_path / f"out{len(more)}{more[0]}"
        source = inbox if more[0] == "batch" else inbox / "张三"
        asked = [more[0], str(source), "--out", str(out), "--no-memory", "--workers", "1"]
        assert main([*asked, *more[1:]]) == 0
        report = json.loads((out / "张三" / "report.json").read_text("utf-8"))
        page = (out / "张三" / "report.html").read_text("utf-8")
        assert f"北京市工作居住证（{report['district']['zh']}）申请材料" in page
        answers = {finding["rule"]: finding for finding in report["findings"]}
        return {**answers, "district": report["district"]}

    return run


@pytest.mark.parametrize("command", [("check",), ("batch", "--plain")])
def test_a_run_by_another_districts_data(
    command: tuple[str, ...], check: Any, hutong: Path
) -> None:
    own, other = check(*command), check(*command, "--policy", str(hutong))
    assert (own["district"]["zh"], other["district"]["zh"]) == ("东城区", "胡同区")
    assert own["RENEW-WINDOW"]["status"] == "fail"
    assert other["RENEW-WINDOW"]["status"] == "pass"  # 60 days before, not 30
    assert "北京市居住证" not in own["COMPLETE-RENEW"]["message"]
    assert "北京市居住证" in other["COMPLETE-RENEW"]["message"]


def test_taxes_are_paid_in_the_district_of_the_edition(hutong: Path) -> None:
    def notice(place: str) -> Any:
        office = f"国家税务总局北京市{place}区税务局"
        return paper("tax_info_notice", tax_authority=office, seals=[seal(office, "agency")])

    letter = paper("unit_registration_application", addressee="胡同区人力资源和社会保障局",
                   section_basic="公司性质、主营业务、上年纳税、员工9人、学历、京外人员、申请需求",
                   section_application="张三", section_opinion="同意", applicant_name="张三",
                   agent_name="李四", agent_id="110101199003072578")  # fmt: skip
    moved = [
        paper("business_license", name=UNIT, address="北京市胡同区一号"),
        paper("unit_change_form", tax_place="胡同区"),
    ]
    own, other = load_folder(HERE / "dc_2019_09", "dc-2019-09"), load_folder(hutong, "hutong")
    for service, papers, rule, before, after in (
        ("unit_registration", [notice("胡同")], "UNIT-TAX-DISTRICT", "review", "pass"),
        ("unit_registration", [notice("东城")], "UNIT-TAX-DISTRICT", "pass", "fail"),
        ("unit_registration", [notice("西城")], "UNIT-TAX-DISTRICT", "fail", "fail"),
        ("unit_registration", [letter], "UNIT-REGAPP-SECTIONS", "fail", "pass"),
        ("unit_transfer_in", moved, "TRANS-BOTH-MOVED", "review", "pass"),
        ("unit_transfer_in", moved, "FORM-UCHANGE-TAXPLACE", "review", "pass"),
    ):
        found = case(service, *papers)
        for policy, status in ((own, before), (other, after)):
            (answer,) = [a for a in judge(found, policy) if a.rule == rule]
            assert answer.status == status, (rule, policy.version)


def test_another_wage_is_another_line(hutong: Path) -> None:
    months = ["2019-04", "2019-05", "2019-06", "2019-07", "2019-08", "2019-09"]
    found = case("new_permit", screenshot(months, income="8000.00"))
    own, other = load_folder(HERE / "dc_2019_09", "dc-2019-09"), load_folder(hutong, "hutong")
    for policy, status in ((own, "fail"), (other, "pass")):
        answers = [a for a in judge(found, policy) if a.rule == "APP-C12-INCOME-ENTERPRISE"]
        assert [answer.status for answer in answers] == [status]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("district.toml", 'name = "东城"', 'name = "西城"', "district.toml"),
        ("district.toml", 'name = "东城"', "name = 12", "district.toml：name"),
        ("district.toml", '"第[三四]分局"', '"第[三四分局"', "city_tax_offices"),
        ("wages.toml", "annual = 94258.00", 'annual = "九万"', "wages.toml：2018.annual"),
        ("packets.toml", '"application_form_renewal",', '"no_such_paper",', "no_such_paper"),
        ("parameters.toml", 'id = "lapse_days"\nvalue = 30', 'id = "lapse_days"',
         "parameters.toml：lapse_days.value"),
    ],
)  # fmt: skip
def test_a_faulty_edition_checks_nothing(
    name: str, old: str, new: str, told: str, district: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    change(district, name, old, new)
    packet, out = tmp_path / "张三", tmp_path / "out"
    packet.mkdir()
    assert main(["check", str(packet), "--out", str(out), "--policy", str(district)]) == 5
    shown = capsys.readouterr().err
    assert f"elsewhere_2020/{name}" in shown and told in shown
    assert not out.exists()


def test_an_edition_by_name_or_not_at_all(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("check", "--policy", "dc-2019-09")["RENEW-WINDOW"]["status"] == "fail"
    assert main(["check", ".", "--policy", "dc-1999"]) == 2
    assert "dc-1999" in capsys.readouterr().err
