"""Data and code of an edition fit, or it is refused: by the check, and by whoever judges by it."""

import ast
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import PolicyError
from pipeline.run import open_kit
from tests.validators.kit import AGENT_NUMBER, case, paper
from validators.judging.edition import faults, open_edition, open_folder
from validators.judging.families import CODED, rules_of, unmatched
from validators.judging.rules import judge, outcome
from validators.policy.load import HERE, load_folder
from yushen.__main__ import main

ROOT = Path(__file__).parents[3]

RULE = """
[[rules]]
id = "COMPLETE-REPLACE"
title_zh = "补证材料齐全"
title_en = "Papers for a lost permit"
section = "六（十二）"
quote = "遗失补证须提交授权委托书和经办人身份证。"
services = ["lost_permit"]
severity = "supplement"
basis = "guide"
documents = ["*"]
"""
SERVICE = """
[[services]]
id = "lost_permit"
name_zh = "遗失补证"
name_en = "Lost permit"
section = "六（十二）"
printed = ["遗失补证"]
"""
PACKET = """
[[packets]]
service = "lost_permit"
rule = "COMPLETE-REPLACE"
all_of = ["power_of_attorney", "id_card:handler"]
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the shipped edition with a service of its own."""
    folder = tmp_path / "elsewhere_2020"
    shutil.copytree(HERE / "dc_2019_09", folder)
    for name, text in (("rules", RULE), ("services", SERVICE), ("packets", PACKET)):
        path = folder / f"{name}.toml"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.toml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_an_added_service_is_asked_for_its_papers(edition: Path) -> None:
    """Issue 10: a packet of nothing but a power of attorney came out as accept."""
    policy = open_folder(edition)
    card = paper("id_card", name="李四", id_number=AGENT_NUMBER)
    for papers, status in (
        ((), "fail"),
        ((paper("power_of_attorney"),), "fail"),
        ((paper("power_of_attorney"), card), "pass"),
    ):
        found = judge(case("lost_permit", *papers), policy)
        assert [a.status for a in found if a.rule == "COMPLETE-REPLACE"] == [status]
        assert (outcome(found) == "accept") <= (status == "pass")


def test_every_service_of_an_edition_is_asked_for_its_papers(edition: Path) -> None:
    policy = open_folder(edition)
    for service in policy.services:
        found = judge(case(service.id), policy)
        rule = policy.packet(service.id).rule
        (answer,) = [answer for answer in found if answer.rule == rule]
        assert answer.status in ("fail", "review"), service.id
        assert outcome(found) != "accept", service.id


def test_an_added_service_runs_through_the_command(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    packet, out = tmp_path / "张三", tmp_path / "out"
    packet.mkdir()
    record = {"service": "lost_permit", "submission_date": "2019-10-15"}
    (packet / "application.json").write_text(json.dumps(record), "utf-8")
    asked = ["check", str(packet), "--out", str(out), "--policy", str(edition), "--no-memory"]
    assert main(asked) == 0
    report = json.loads((out / "张三" / "report.json").read_text("utf-8"))
    assert (report["service"], report["outcome"]) == ("lost_permit", "supplement")


Change = Callable[[Path], None]


def without_rule(name: str) -> Change:
    def drop(folder: Path) -> None:
        path = folder / "rules.toml"
        heads = re.split(r"(?m)^(?=\[\[rules\]\]$)", path.read_text("utf-8"))
        kept = [head for head in heads if f'id = "{name}"' not in head]
        assert len(kept) == len(heads) - 1
        path.write_text("".join(kept), "utf-8")

    return drop


def with_text(name: str, text: str) -> Change:
    def add(folder: Path) -> None:
        path = folder / f"{name}.toml"
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return add


def with_change(name: str, old: str, new: str) -> Change:
    return lambda folder: change(folder, name, old, new)


OWN = 'services = ["lost_permit"]\nseverity = "supplement"'


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (with_text("rules", RULE.replace("COMPLETE-REPLACE", "LOST-NOTICE")),
         "rules.toml：LOST-NOTICE：没有程序核对"),
        (without_rule("PROC-POA"), "rules.toml：PROC-POA：缺少，程序有这条规则"),
        (without_rule("COMPLETE-REPLACE"), "没有规则 COMPLETE-REPLACE"),
        (with_change("packets", PACKET, ""), "packets.toml：lost_permit：没有材料清单"),
        (with_text("packets", PACKET), "packets.toml：lost_permit：出现两次"),
        (with_change("packets", '"COMPLETE-REPLACE"', '"COMPLETE-NEW"'),
         "packets.toml：lost_permit.rule：规则 COMPLETE-NEW 的 services 中没有 lost_permit"),
        (with_change("packets", '"COMPLETE-REPLACE"', '"PROC-POA"'),
         "packets.toml：lost_permit.rule：PROC-POA 核对的是别的事项"),
        (with_change("rules", OWN, f"checked = false\n{OWN}"),
         "packets.toml：lost_permit.rule：材料是否齐全须核对"),
        (with_change("rules", OWN, OWN.replace("supplement", "advisory")),
         "packets.toml：lost_permit.rule：材料不齐不能只作提示"),
    ],
)  # fmt: skip
def test_data_and_code_that_do_not_fit_are_refused(
    faulty: Change, told: str, edition: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    faulty(edition)
    assert any(told in fault and "elsewhere_2020/" in fault for fault in faults(edition))
    with pytest.raises(PolicyError, match=re.escape(told)):
        open_folder(edition)
    with pytest.raises(PolicyError, match=re.escape(told)):
        rules_of(load_folder(edition))
    with pytest.raises(PolicyError, match=re.escape(told)):
        open_kit(policy=load_folder(edition), cache=tmp_path / "cache")
    assert main(["policy", "check", str(edition)]) == 5
    assert told in capsys.readouterr().out
    assert main(["check", str(tmp_path), "--policy", str(edition)]) == 5
    assert told in capsys.readouterr().err


def test_no_rule_is_left_out_in_silence() -> None:
    policy = open_edition()
    for rule in CODED:
        rest = tuple(text for text in policy.rules if text.id != rule.id)
        (fault,) = unmatched(policy.model_copy(update={"rules": rest}))
        assert fault.startswith(f"rules.toml：{rule.id}：缺少")


def test_what_the_data_leave_to_the_counter_is_said(edition: Path) -> None:
    """Also for a rule that the program has no code for."""
    change(edition, "rules", 'id = "PROC-POA"', 'id = "PROC-POA"\nchecked = false')
    more = RULE.replace("COMPLETE-REPLACE", "LOST-NOTICE").replace(
        "severity", "checked = false\nseverity"
    )
    with_text("rules", more)(edition)
    policy = open_folder(edition)
    found = {answer.rule: answer for answer in judge(case("lost_permit"), policy)}
    assert {found[name].status for name in ("PROC-POA", "LOST-NOTICE")} == {"not_checked"}
    assert found["COMPLETE-REPLACE"].status == "fail"


def test_a_condition_rests_on_no_rule_that_is_left_to_the_counter(edition: Path) -> None:
    """APP-COND-ONE-OF asks the rules on the condition: those alone that the edition checks."""
    own = [rule.id for rule in CODED if rule.id.startswith(("APP-C3-", "EV-C3"))]
    assert own
    before = judge(case("new_permit", condition=3), open_folder(edition))
    for name in own:
        change(edition, "rules", f'id = "{name}"\n', f'id = "{name}"\nchecked = false\n')
    after = judge(case("new_permit", condition=3), open_folder(edition))
    said = [
        [answer.status for answer in found if answer.rule == "APP-COND-ONE-OF"]
        for found in (before, after)
    ]
    assert said == [["review"], ["not_checked"]]


def test_the_shipped_edition_fits() -> None:
    assert faults(HERE / "dc_2019_09") == ()
    assert {rule.id for rule in rules_of(open_edition())} == {r.id for r in open_edition().rules}


def test_whoever_judges_opens_the_edition_where_it_is_checked() -> None:
    """The bare loaders know the data alone: in what is shipped only validators calls them."""
    bare = {"load_policy", "load_folder"}
    for package in ("pipeline", "review", "flows", "extractors"):
        for path in (ROOT / package).rglob("*.py"):
            names = {
                node.id if isinstance(node, ast.Name) else node.attr
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Name | ast.Attribute)
            }
            assert names.isdisjoint(bare), path
