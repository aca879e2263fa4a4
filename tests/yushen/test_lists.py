"""rules, types, schema and doctor."""

import json
import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from core.errors import PolicyError, ToolMissing
from pipeline.reading.intake.ofd import installed
from pipeline.reading.ocr.rapid import RapidOcr
from validators.income import window
from validators.policy import load_policy
from yushen import doctor
from yushen.__main__ import main
from yushen.words import Words

EN = Words("en")
ROOT = Path(__file__).parents[2]


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [rule.id for rule in load_policy().rules]
    assert all(row["section"] is not None and "quote" in row for row in rows)
    assert any(row["implemented"] for row in rows)


@pytest.mark.parametrize("service", ["renewal", "证件续签"])
def test_rules_of_a_service(service: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--service", service, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    bound = [rule.id for rule in load_policy().rules if rule.binds("renewal")]
    assert [row["id"] for row in rows] == bound


def test_rules_quote_the_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    shown = capsys.readouterr().out
    for rule in load_policy().rules:
        assert rule.id in shown and rule.quote in shown


def test_one_rule_with_the_place_of_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "income-window-6m"]) == 0
    shown = capsys.readouterr().out
    assert "INCOME-WINDOW-6M" in shown and "INCOME-CONTINUOUS" not in shown
    place = re.search(r"validators\.income\.window\.(\w+):(\d+)", shown)
    assert place is not None
    source = Path(window.__file__).read_text("utf-8").splitlines()
    begins = source[int(place[2]) - 1 :][:2]
    assert any("INCOME-WINDOW-6M" in line or place[1] in line for line in begins)


def test_every_rule_says_where_its_code_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json"]) == 0
    for row in json.loads(capsys.readouterr().out):
        module, _, function = row["code"].rpartition(".")
        assert callable(getattr(import_module(module), function)), row["id"]


def test_a_rule_there_is_none_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "INCOME-WINDOW-7M"]) == 2
    assert "INCOME-WINDOW-7M" in capsys.readouterr().err


def test_types(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["types", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert "business_license" in {row["id"] for row in rows}
    assert main(["types"]) == 0
    assert "营业执照" in capsys.readouterr().out


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"outcome", "files", "documents", "findings"} <= schema["properties"].keys()


def test_doctor_tells_a_missing_engine_as_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_with(name: str) -> str:
        if name == "rapidocr":
            raise ToolMissing("not installed: rapidocr")
        return name

    monkeypatch.setattr(doctor, "_read_with", read_with)
    assert main(["doctor"]) == 3
    assert "not installed: rapidocr" in capsys.readouterr().out


def test_doctor_does_without_the_second_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_with(name: str) -> str:
        if name == "tesseract":
            raise ToolMissing("apt-get install tesseract-ocr")
        return name

    monkeypatch.setattr(doctor, "_read_with", read_with)
    assert main(["doctor"]) == 0
    assert "apt-get install tesseract-ocr" in capsys.readouterr().out


def test_doctor_says_for_which_readers_confidence_was_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "_read_with", lambda name: name)
    assert main(["doctor"]) == 0
    assert RapidOcr().mark in capsys.readouterr().out
    monkeypatch.setattr("pipeline.settling.trust.Trust.curves", None)
    assert main(["doctor", "--lang", "en"]) == 0
    assert "every value is left to a person" in capsys.readouterr().out


def test_doctor_refuses_a_precision_there_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YUSHEN_PRECISION", "f16")
    assert main(["doctor"]) == 2
    assert "auto、bf16、f32" in capsys.readouterr().out


def test_doctor_looks_at_all_though_one_is_bad(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise PolicyError("wages.toml")

    monkeypatch.setattr(doctor, "_policy", broken)
    monkeypatch.setattr(doctor, "_read_with", lambda name: name)
    assert main(["doctor", "--lang", "en"]) == 5
    assert "cache" in capsys.readouterr().out


def test_a_library_that_does_not_load_is_told() -> None:
    def broken() -> str:
        raise ImportError("libGL.so.1")

    sign = doctor.try_out("engine", broken, "bad")
    assert sign.state == "bad" and "libGL.so.1" in sign.found


def test_the_doctor_looks_for_a_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_files", dict)
    signs = {sign.what: sign for sign in doctor.look(EN)}
    assert signs["fonts for OFDs"].state == "lacking"
    assert "fonts-noto-cjk" in signs["fonts for OFDs"].found


@pytest.mark.engine
def test_the_default_engine_reads_a_drawn_line() -> None:
    signs = {sign.what: sign for sign in doctor.look(EN)}
    assert signs["default engine"].state == "good"
    assert "rapidocr" in signs["default engine"].found


def test_doctor_names_the_folder_of_trusted_roots(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "_read_with", lambda name: name)
    monkeypatch.setenv("YUSHEN_TRUST", str(tmp_path))
    assert main(["doctor"]) == 0
    assert f"{tmp_path}，0 张" in capsys.readouterr().out
    shutil.copy(ROOT / "samples" / "trust" / "invented-root.pem", tmp_path)
    (tmp_path / "other.cer").write_bytes(b"no certificate")
    assert main(["doctor", "--lang", "en"]) == 0
    assert f"! trusted roots: {tmp_path}, 1; unusable: other.cer" in capsys.readouterr().out
