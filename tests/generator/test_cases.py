"""The cases of the shipped packets: what may stand in their files, and what is refused."""

import inspect
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from generator import cast, fonts
from generator.cases import NAMES
from generator.cases.build import HERE, add_file, expanded, load, record, rule_sets
from generator.cases.models import PacketCase
from validators.policy import load_policy

if packages := fonts.missing():
    pytest.skip(f"fonts are missing: {' '.join(packages)}", allow_module_level=True)

from generator.cases.papers import PAPERS
from generator.packing import PacketBuilder

SAMPLES = Path(__file__).parents[2] / "samples"


def case_file(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "packets" / f"{name}.toml").read_text("utf-8"))


def test_every_shipped_packet_has_a_case() -> None:
    shipped = {path.stem for path in (SAMPLES / "expected").glob("*.json")}
    assert set(NAMES) == shipped - {"bad-files"}


@pytest.mark.parametrize("name", NAMES)
def test_papers_have_types_and_options_that_exist(name: str) -> None:
    for file in load(name).files:
        for entry in file.papers:
            options = {"seed", "from_file", "tier", "turn", "type"}
            options |= set(inspect.signature(PAPERS[entry.type]).parameters)
            assert set(entry.options) <= options, (file.name, entry.type)


@pytest.mark.parametrize("name", NAMES)
def test_rules_of_a_case_are_rules_of_the_guide(name: str) -> None:
    case = load(name)
    named = [*case.holds, *(r for d in case.defects for r in (*d.fails, *d.may_fail))]
    rules = {rule.id for rule in load_policy().rules}
    assert set(expanded(named)) <= rules
    assert len(set(expanded(case.holds))) == len(list(expanded(case.holds)))


def test_a_set_of_rules_may_name_another() -> None:
    assert set(expanded(["@general"])) < set(expanded(["@new_permit"]))
    assert set(expanded(["@few_papers"])) < set(expanded(["@no_contract"]))
    assert not any(rule.startswith("@") for name in rule_sets() for rule in expanded([f"@{name}"]))


def test_what_is_wrong_with_somebody_is_wrong_in_the_record() -> None:
    case = load("identity-mixed")
    agent, unit = case.agent.person, case.unit.company
    assert agent.number[:-1] == cast.PEOPLE[case.agent.name].number[:-1]
    assert agent.number != cast.PEOPLE[case.agent.name].number
    assert unit.code != cast.COMPANIES[case.unit.name].code
    recorded = record(case)
    assert recorded["agent"]["id_number"] == agent.number
    assert recorded["employer"]["credit_code"] == unit.code
    assert case.study is not None
    assert recorded["applicant"]["degree_certificate_no"] != case.study.degree_number


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"homme": "北京"}, "homme"),
        ({"day": "soon"}, "day"),
        ({"study": {"school": "样例理工大学", "dean": "白例华"}}, "study"),
        ({"files": [{"name": "a.jpg", "papers": []}]}, "papers"),
        ({"files": [{"name": "a.jpg", "papers": [{"type": "id_card"}]}]}, "seed"),
        ({"files": [{"name": "a.jpg", "tier": "fax", "papers": []}]}, "tier"),
    ],
)
def test_a_mistake_in_a_case_is_an_error_that_names_it(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError, match=place):
        PacketCase.model_validate({**case_file("degree-change"), **change})


def test_an_unknown_option_of_a_paper_is_an_error() -> None:
    with pytest.raises(ValidationError, match="colour"):
        PAPERS["id_card"](load("income-gap"), 1, of="agent", colour="blue")


def test_a_type_that_is_not_drawn_is_an_error() -> None:
    case = case_file("degree-change")
    case["files"][0]["papers"][0]["type"] = "passport"
    changed = PacketCase.model_validate(case)
    with pytest.raises(ValueError, match="no paper of the type passport"):
        add_file(PacketBuilder("x", {}), changed, changed.files[0], {})


def test_a_paper_that_needs_what_the_case_has_not_says_so() -> None:
    with pytest.raises(ValueError, match="no study"):
        PAPERS["degree_certificate"](load("lease-short"), 1)
