"""`yushen need` and `yushen forms`, started as people type them before there is a single paper."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from core.models.need import Need
from tests.validators.kit import RECORD
from tests.yushen.started.shell import LONG, YUSHEN, Shell, starts
from validators.policy.load import HERE

NEED = ("need", "--service", "证件新办", "--day", "2025-10-15")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@starts("need")
def test_what_will_be_needed_is_printed_and_written(shell: Shell) -> None:
    told = shell.said(*NEED, "--condition", "2", "--home", "rented_resident", "--spouse", "yes")
    assert "房屋租赁合同" in told and "2026-04-15" in told and "2025-04 至 2025-09" in told
    folder = shell.place / "yushen-out" / "need"
    assert sorted(path.name for path in folder.iterdir()) == ["need.docx", "need.html", "need.ics"]
    english = shell.said(*NEED, "--home", "permit", "--lang", "en", "--out", "there")
    assert "planned filing day" in english.lower()
    assert (shell.place / "there" / "need.html").is_file()


def test_files_are_written_though_nobody_reads_on(shell: Shell) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.Popen([YUSHEN, *NEED], cwd=shell.place, env=shell.environment, stdout=theirs)
    os.close(theirs)
    done.wait(LONG)
    assert len([*(shell.place / "yushen-out" / "need").iterdir()]) == 3


@starts("need")
def test_for_machines_it_is_json_and_writes_nothing(shell: Shell) -> None:
    need = Need.model_validate_json(shell.said(*NEED, "--until", "lease_contract=2026-01-01",
                                               "--json"))  # fmt: skip
    assert need.service == "new_permit" and len(need.wanted) > 10
    assert not (shell.place / "yushen-out").exists()
    shell.run("need", code=2)
    assert "证件新办" in shell.run("need", "--service", "x", code=2).stderr
    assert "2025-10-15" in shell.run(*NEED[:3], "--day", "morgen", code=2).stderr


@starts("need", "policy check")
def test_another_district_brings_its_own_list(shell: Shell) -> None:
    other = shell.place / "xicheng_2020"
    other.mkdir()
    head = (HERE / "dc_2019_09" / "district.toml").read_text("utf-8")
    head = head.replace('city = "beijing"', 'extends = "dc-2019-09"').replace('"东城"', '"西城"', 1)
    others = head.replace('"西城", "朝阳"', '"东城", "朝阳"').replace("东城区人力", "西城区人力")
    (other / "district.toml").write_text(others, "utf-8")
    packets = (HERE / "dc_2019_09" / "packets.toml").read_text("utf-8")
    ends = '"integrity_statement", "labor_contract:applicant", "@income_proof"'
    packets = packets.replace(f"{ends}]", f'{ends}, "id_card:applicant"]', 1)
    (other / "packets.toml").write_text(packets, "utf-8")
    shell.said("policy", "check", str(other))
    asked = ("need", "--service", "renewal", "--day", "2025-10-15", "--json")
    here = Need.model_validate_json(shell.said(*asked))
    there = Need.model_validate_json(shell.said(*asked, "--policy", str(other)))
    listed = [[one.papers for one in need.wanted] for need in (here, there)]
    assert listed[1] == [*listed[0], ("id_card:applicant",)]
    assert (there.district, there.policy) == ("西城区", "xicheng-2020")


def test_on_a_terminal_it_asks_for_what_was_not_given(shell: Shell) -> None:
    """A terminal of its own: whoever sits there is asked, and Enter leaves a thing open."""
    leader, follower = pytest.importorskip("pty").openpty()
    typed = ["7", "nonsense", "2025-10-15", "99", "1"]  # 一般资料变更 is the seventh
    process = subprocess.Popen(
        [YUSHEN, "need", "--education", "overseas"], cwd=shell.place, env=shell.environment,
        stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    os.close(follower)
    os.write(leader, "".join(f"{one}\n" for one in [*typed, *[""] * 8]).encode())
    told, asked = process.communicate(timeout=LONG)
    os.close(leader)
    assert process.returncode == 0, asked
    assert "办理事项" in asked and "变更事项" in asked and "日期请写作" in asked
    assert "请输入 1 至" in asked
    assert "一般资料变更" in told and "国（境）外学历学位认证书" in told


@starts("forms")
def test_the_forms_are_filled_in_from_the_record(shell: Shell) -> None:
    folder = shell.place / "材料"
    folder.mkdir()
    record = {**RECORD, "service": "employer_change", "legal_rep": "王五"}
    (folder / "application.json").write_text(json.dumps(record), "utf-8")
    written = shell.said("forms", "材料").split()
    names = ["附件2-授权委托书.docx", "附件5-个人信息变更申请表.docx"]
    assert [Path(one).name for one in written] == names
    for one in written:
        assert (shell.place / one).stat().st_mode & 0o777 == 0o600
    one = shell.said("forms", "材料/application.json", "--annex", "10", "--out", "there").split()
    assert [Path(path).name for path in one] == ["附件10-房屋借住声明.docx"]


@starts("forms", "check")
def test_a_checked_packet_fills_what_the_record_leaves_open(shell: Shell) -> None:
    folder = shell.place / "材料"
    folder.mkdir()
    record = folder / "application.json"
    record.write_text(json.dumps({**RECORD, "service": "renewal"}), "utf-8")
    shell.run("check", "材料", "--no-memory")
    report = "yushen-out/材料/report.json"
    assert shell.said("forms", "材料", "--report", report)
    assert "report.json" in shell.run("forms", "材料", "--report", str(record), code=2).stderr


def test_what_cannot_be_used_is_said(shell: Shell) -> None:
    empty = shell.place / "空"
    empty.mkdir()
    assert "application.json" in shell.run("forms", "空", code=2).stderr
    record = empty / "application.json"
    record.write_text(json.dumps({"applicant": {"name": "张三"}}), "utf-8")
    assert "--service" in shell.run("forms", "空", code=2).stderr
    assert (
        "附件 3" in shell.run("forms", "空", "--service", "renewal", "--annex", "3", code=2).stderr
    )
    shutil.rmtree(empty)
    shell.run("forms", "空", code=2)
