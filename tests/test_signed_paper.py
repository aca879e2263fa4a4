"""A signed download through the whole line, with real OCR, as people type it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.reading.signatures.papers import annotated, updated
from yushen.__main__ import main

SAMPLES = Path(__file__).parents[1] / "samples"
NAME, FILE = "signed-report", "在线报告.pdf"

pytestmark = pytest.mark.engine


def checked(packet: Path, base: Path, *options: str) -> dict[str, Any]:
    given = ["--out", f"{base}/out", "--cache", f"{base}/cache", "--no-memory", "--no-desk"]
    assert main(["check", str(packet), *given, *options]) == 0
    loaded: dict[str, Any] = json.loads((base / "out" / NAME / "report.json").read_text("utf-8"))
    return loaded


def alterations(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [found for found in report["findings"] if found["rule"] == "GEN-TAMPER"]


def signatures(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for file in report["files"] for one in file["signatures"]]


def test_a_signed_report_from_packet_to_report(tmp_path: Path) -> None:
    trust = ("--trust", str(SAMPLES / "trust"))
    report = checked(SAMPLES / "packets" / NAME, tmp_path, *trust)
    assert report["outcome"] == "accept"
    (one,) = signatures(report)
    assert one["signer"] == "样例学历查询中心（测试）"
    assert (one["intact"], one["trusted"]) == (True, True)
    passes = [found for found in alterations(report) if found["status"] == "pass"]
    assert len(passes) == 2 and all("签名后未改动" in found["message"] for found in passes)
    html = (tmp_path / "out" / NAME / "report.html").read_text("utf-8")
    assert "签名有效，颁发者受信任；签名后未改动" in html

    # Nobody is trusted: only said, and no page is read again.
    empty = tmp_path / "empty"
    empty.mkdir()
    plain = checked(SAMPLES / "packets" / NAME, tmp_path, "--trust", str(empty))
    assert plain["outcome"] == "accept"
    assert signatures(plain)[0]["trusted"] is None
    assert {found["status"] for found in alterations(plain)} == {"not_checked"}

    # A note stuck on it since: advice, which holds nothing.
    packet = tmp_path / NAME
    shutil.copytree(SAMPLES / "packets" / NAME, packet)
    data = (packet / FILE).read_bytes()
    (packet / FILE).write_bytes(updated(data, annotated))
    changed = checked(packet, tmp_path, *trust)
    assert changed["outcome"] == "accept"
    (advice,) = [found for found in alterations(changed) if found["status"] == "review"]
    assert advice["severity"] == "advisory"
    assert FILE in advice["message"] and "第 1 页" in advice["message"]
    assert {(e["file"], e["page"]) for e in advice["evidence"]} >= {(FILE, 1)}
    assert signatures(changed)[0]["changes"][0]["kind"] == "annotation"
