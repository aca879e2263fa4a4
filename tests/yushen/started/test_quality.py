"""yushen quality as it is typed: samples, figures, thresholds, cases of the office's own."""

import json
from pathlib import Path

import pytest

from core.sealing import Sealer
from pipeline.judging import judge_material
from review.arrivals import Arrivals
from review.pictures import PageFolder
from review.store import open_store
from review.store.sampled import SampleRow
from tests.review.desk import Drawn
from tests.review.good import passing
from tests.yushen.started.shell import Shell, starts
from validators.policy import load_policy


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def come(shell: Shell) -> list[SampleRow]:
    """A packet that passes comes to the desk; what was drawn of it."""
    store = open_store(f"sqlite:///{shell.state / 'desk.sqlite'}")
    made = passing()
    arrivals = Arrivals(store, PageFolder(shell.state / "desk-pages", Sealer()))
    arrivals.add(judge_material(made, load_policy()), made, Drawn(), by="批量")
    with store.reading() as session:
        rows = session.query(SampleRow).all()
    store.close()
    return rows


@starts("quality sample", "quality adopt", "quality revert")
def test_samples_are_drawn_and_thresholds_taken_and_taken_back(shell: Shell) -> None:
    assert "还没有" in shell.said("quality") or "已答 0" in shell.said("quality")
    assert come(shell) == []
    assert "100.00%" in shell.said("quality", "sample", "100%", "--why", "月度抽检")
    assert len(come(shell)) > 4
    told = json.loads(shell.said("quality", "--json"))
    assert told["share"] == 1.0 and told["samples"]["waiting"] > 4
    refused = shell.run("quality", "adopt", "date", "--why", "抽检", code=2)
    assert "样本还不足" in refused.stderr and not (shell.state / "thresholds.json").exists()
    assert "0.97 → 0.99" in shell.said("quality", "adopt", "date", "0.99", "--why", "从严")
    assert "0.97 → 0.99" in shell.said("quality", "--lang", "en")
    shell.said("quality", "--html", "quality.html")
    page = (shell.place / "quality.html").read_text("utf-8")
    assert "从严" in page and "http" not in page.replace("http://www.w3.org", "")
    assert "0.97" in shell.said("quality", "revert", "date", "--why", "试行结束")
    assert "→" not in shell.said("quality")


@starts("quality freeze", "quality export", "quality replay")
def test_packets_become_cases_and_are_judged_again(shell: Shell) -> None:
    come(shell)
    key = shell.said("desk", "list").split()[0]
    kept = shell.run("quality", "freeze", key, "--out", "cases")
    assert "未加密" in kept.stderr and (shell.place / "cases" / key / "case.json").exists()
    assert "相同" in shell.said("quality", "replay", "cases")
    shell.said("quality", "adopt", "date", "0.995", "--why", "从严")
    told = shell.run("quality", "replay", "cases", code=12).stdout
    assert "+ EDU-VALID-3M review" in told and "- EDU-VALID-3M pass" in told
    shell.said("quality", "export", key, "--out", "bare.json")
    (bare,) = json.loads((shell.place / "bare.json").read_text("utf-8"))
    assert bare["packet"] == 1 and len(bare["documents"]) > 4
    assert "好材料" not in json.dumps(bare, ensure_ascii=False)
