"""Every command that `yushen --help` lists is started the way people type it, and does its work."""

import csv
import importlib
import io
import json
import os
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageDraw, ImageFont

from core.clock import today
from extractors import TYPES
from tests.flows.tables import given
from tests.pipeline.unattended.notify.servers import web_server
from tests.validators.kit import CODE, NUMBER, RECORD, UNIT
from tests.yushen.started.shell import STARTED, Shell, every_command, starts
from validators.policy import load_policy

ELSEWHERE = (  # explain; quality; serve; user totp; deploy; need, forms
    "tests.yushen.started.test_explained", "tests.yushen.started.test_quality",
    "tests.yushen.started.test_served",
    "tests.yushen.started.test_signing_in", "tests.flows.test_deploy",
    "tests.yushen.started.test_planned",
)  # fmt: skip


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def packet(folder: Path, **record: object) -> Path:
    """The system's record alone: nothing must be read."""
    folder.mkdir(parents=True)
    told = {**RECORD, "service": "renewal", "submission_date": "2019-10-15", **record}
    (folder / "application.json").write_text(json.dumps(told), "utf-8")
    return folder


def page(path: Path) -> None:
    """A tiny page with a line."""
    picture = Image.new("RGB", (300, 60), "white")
    font = ImageFont.load_default(40)
    ImageDraw.Draw(picture).text((20, 8), "2026-10-15", fill="black", font=font)
    picture.save(path)


def test_every_command_is_started_by_a_test() -> None:
    for module in ELSEWHERE:
        importlib.import_module(module)
    assert every_command() == STARTED


def test_help_lists_what_is_started(shell: Shell) -> None:
    listed = [line.split()[0] for line in shell.said("--help").splitlines() if line[:2] == "  "]
    assert {name.split()[0] for name in every_command()} <= set(listed)


@starts("version", "types", "rules", "schema", "policy check")
def test_what_is_known_is_printed(shell: Shell) -> None:
    assert shell.said("version").startswith("yushen ")
    assert [line.split("\t")[0] for line in shell.said("types").splitlines()] == [
        kind.id for kind in TYPES
    ]
    rules = shell.said("rules", "--lang", "en").splitlines()
    count = len(load_policy().rules)
    assert rules[-1] == f"{count} rules, {count} checked"
    schema = json.loads(shell.said("schema"))
    assert {"outcome", "findings"} <= schema["properties"].keys()
    assert "可以使用" in shell.said("policy", "check")


@starts("sbom", "licences")
def test_what_it_is_made_of_is_printed(shell: Shell) -> None:
    bill = json.loads(shell.said("sbom"))
    assert bill["bomFormat"] == "CycloneDX"
    told = {line.split("\t")[0] for line in shell.said("licences").splitlines()}
    assert told >= {component["name"] for component in bill["components"]}


@pytest.mark.engine
@starts("doctor")
def test_doctor_tries_the_engine(shell: Shell) -> None:
    lines = shell.said("doctor").splitlines()
    assert lines[-1] == "可以使用。" and any("默认识别引擎: rapidocr" in line for line in lines)


@pytest.mark.engine
@starts("check", "memory list", "memory accept", "memory refuse", "memory forget")
def test_a_packet_is_checked_and_its_unit_remembered(shell: Shell) -> None:
    page(packet(shell.place / "张三") / "扫描件.png")
    told = shell.said("check", "张三", "--workers", "1", "--submission-date", "2019-10-16")
    report = shell.place / "yushen-out" / "张三" / "report.json"
    assert str(report.relative_to(shell.place)) in told
    found = json.loads(report.read_text("utf-8"))
    assert found["outcome"] != "accept" and found["submission_date"] == "2019-10-16"
    (scan,) = (file for file in found["files"] if file["name"].endswith(".png"))
    assert (scan["status"], scan["pages"]) == ("read", 1)
    told = shell.said("memory", "list")
    assert CODE in told and "张三  2019-10-16  未受理（预审）" in told
    shell.said("memory", "accept", str(report))
    assert "受理（人工）" in shell.said("memory", "list")
    shell.said("memory", "refuse", str(report))
    assert "未受理（人工）" in shell.said("memory", "list")
    assert "1 份" in shell.said("memory", "forget", UNIT)
    assert "共 0 份" in shell.said("memory", "list")


@pytest.mark.flow
@starts("batch", "desk migrate", "desk list", "desk forget", "desk ledger", "desk audit")
def test_a_batch_comes_to_the_desk_and_leaves_it(shell: Shell, tables: Path) -> None:
    """As typed: with Prefect, and its server for the time being."""
    given(tables, shell.place / "cache" / "prefect")
    assert "0 份" in shell.said("desk", "migrate")
    for name in ("甲", "乙"):
        packet(shell.place / "inbox" / name, applicant={"name": name, "id_number": NUMBER})
    told = shell.run("batch", "inbox", "--out", "out", "--desk", "--workers", "1")
    assert "甲" in told.stdout and (shell.place / "out" / "summary.html").exists()
    rows = shell.said("desk", "list").splitlines()
    assert {row.split()[-1] for row in rows[:-1]} == {"甲", "乙"} and rows[-1] == "共 2 份"
    shell.said("desk", "ledger", "--out", "ledger.xlsx")
    book = load_workbook(io.BytesIO((shell.place / "ledger.xlsx").read_bytes()))
    assert {row[0] for row in book.worksheets[0].values} >= {"甲", "乙"}
    shell.said("desk", "forget", rows[0].split()[0], "--why", "期满")
    assert "共 1 份" in shell.said("desk", "list")
    shell.said("desk", "audit", "--out", "audit.csv")
    text = (shell.place / "audit.csv").read_text("utf-8-sig")
    actions = [word for row in csv.reader(io.StringIO(text)) for word in row]
    assert actions.count("arrive") == 2 and actions.count("forget") == 1


@starts("user add", "user list", "user role", "user disable", "user enable", "user password")
def test_users_are_made_and_changed(shell: Shell) -> None:
    shell.said("user", "add", "赵敏", "--password-stdin", input="一只很长的密码短语!\n")
    assert "赵敏  reviewer  启用" in shell.said("user", "list")
    shell.said("user", "role", "赵敏", "supervisor")
    shell.said("user", "disable", "赵敏")
    assert "赵敏  supervisor  停用" in shell.said("user", "list")
    shell.said("user", "enable", "赵敏")
    shell.said("user", "password", "赵敏", "--password-stdin", input="another long phrase\n")
    assert "赵敏  supervisor  启用" in shell.said("user", "list")
    assert (shell.state / "desk.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.engine
@starts("key new", "key change", "purge")
def test_what_is_kept_is_sealed_by_a_key_and_deleted_when_it_is_old(shell: Shell) -> None:
    page(packet(shell.place / "张三") / "扫描件.png")
    shell.said("check", "张三", "--workers", "1", "--desk")
    kept = [path for path in (shell.place / "cache").glob("*/*.jpg")]
    assert "export YUSHEN_KEY_FILE=" in shell.said("key", "new", "key")
    assert (shell.place / "key").stat().st_mode & 0o777 == 0o600
    assert "key" in shell.run("key", "new", "key", code=2).stderr  # not overwritten
    assert kept and all(path.read_bytes()[:2] == b"\xff\xd8" for path in kept)
    shell.environment["YUSHEN_KEY_FILE"] = str(shell.place / "key")
    assert re.search(r"已更换 [1-9]\d* 项", shell.said("key", "change"))
    assert all(path.read_bytes().startswith(b"YUSHEN1") for path in kept)
    shell.said("check", "张三", "--workers", "1", "--desk")  # what was kept is used
    del shell.environment["YUSHEN_KEY_FILE"]
    told = shell.run("check", "张三", "--workers", "1").stderr
    assert told.count("没有密钥") == 1 and "is sealed, and there is no key" in told

    day = (today() + timedelta(days=1)).isoformat()
    assert "在今天之后" in shell.run("purge", "--before", day, code=2).stderr
    assert "retention.toml" in shell.run("purge", code=2).stderr
    at = time.time() - 90 * 86400
    for path in [*kept, shell.place / "yushen-out" / "张三" / "report.json"]:
        os.utime(path, (at, at))
    month = ("--before", today().isoformat(), "--out", "yushen-out")
    dry = shell.said("purge", *month, "--dry-run").splitlines()
    assert dry[-1] == "以上未删除。" and all(path.exists() for path in kept)
    assert shell.said("purge", *month).splitlines() == dry[:-1]
    assert "页面图像  1  " in dry[1] and "报告  1  " in "".join(dry) and "张三" not in "".join(dry)
    assert (
        not any(path.exists() for path in kept) and not (shell.place / "yushen-out/张三").exists()
    )
    assert "共 1 份" in shell.said("desk", "list")  # nobody has decided on it
    (shell.state / "retention.toml").write_text("desk = 0\ncache = 30\n")
    assert "审核台的材料  0" in shell.said("purge", "--only", "desk")
    assert "审核台的材料  1  " in shell.said("purge", "--only", "desk", "--undecided")


@starts("notify test")
def test_a_trial_notice_is_sent(shell: Shell) -> None:
    with web_server() as web:
        (shell.place / "notify.toml").write_text(f'[webhook]\nurl = "{web.url}/hook"\n')
        assert "✓ webhook" in shell.said("notify", "test", "notify.toml")
    assert [path for path, _, _ in web.got] == ["/hook"]


@starts("worker")
def test_a_worker_waits_for_its_scheduler_until_it_is_terminated(shell: Shell) -> None:
    with shell.start("worker", "--address", "tcp://127.0.0.1:9") as worker:
        worker.until(lambda: "等待调度器 tcp://127.0.0.1:9" in worker.said())
        assert worker.end() == 143
    assert len(worker.said().splitlines()) == 1, worker.said()


@starts("watch")
def test_a_watch_takes_what_is_dropped_until_it_is_terminated(shell: Shell) -> None:
    drop, out = shell.place / "drop", shell.place / "out"
    drop.mkdir()
    with shell.start(
        "watch", "drop", "--out", "out", "--settle", "0.2", "--rescan", "0.5"
    ) as watch:
        watch.until(lambda: "开始监看" in watch.said())
        (drop / "a.zip").write_bytes(b"PK\x03\x04 no zip PK\x05\x06")
        watch.until(lambda: "完成 a.zip" in watch.said())
        assert watch.end() == 143
    assert (out / "a" / "状态-未能检查.txt").exists() and (out / "a" / "report.json").exists()
    assert len(watch.said().splitlines()) == 3, watch.said()
