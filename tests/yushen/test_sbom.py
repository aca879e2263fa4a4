"""The bill of materials is one by CycloneDX's own schema, and names every part there is."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from pipeline.reading.ocr.models import every, hash_of, page_models
from yushen.__main__ import main
from yushen.parts import packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert main(["sbom", "--out", str(tmp_path / "bom.json")]) == 0
    return (tmp_path / "bom.json").read_text("utf-8")


def test_it_is_valid_and_the_same_each_time(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    broken = text.replace('"type": "library"', '"type": "thing"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None
    capsys.readouterr()
    assert main(["sbom"]) == 0
    assert capsys.readouterr().out == text


def test_it_names_every_locked_package_that_is_installed_and_every_model(text: str) -> None:
    told = {one["name"]: one for one in json.loads(text)["components"]}
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.M))
    ours = {"setuptools"}  # builds the package, and is not run
    elsewhere = {"async-timeout", "pywin32", "whenever", "colorama", "tzlocal"}
    assert locked - told.keys() <= ours | elsewhere
    assert told["pydantic"]["version"] == version("pydantic")
    assert all(one["licenses"] for one in told.values())
    for model in every():
        [hashed] = told[model.id]["hashes"]
        assert hashed == {"alg": "SHA-256", "content": model.sha256}
        if (page_models() / model.id).exists():
            assert hash_of(page_models() / model.id) == model.sha256


def test_it_tells_what_needs_what(text: str) -> None:
    needs = {one["ref"]: set(one.get("dependsOn", ())) for one in json.loads(text)["dependencies"]}
    by_name = {ref.partition("==")[0]: {one.partition("==")[0] for one in on}
               for ref, on in needs.items()}  # fmt: skip
    assert "click" in by_name["yushen"] and "PP-OCRv6_rec_small.onnx" in by_name["yushen"]
    assert "pydantic-core" in by_name["pydantic"]


def test_licences_are_told_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["licences"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {row[0] for row in rows} >= {one.name for one in packages()} | {m.id for m in every()}
    assert [row for row in rows if row[2] in ("", "?") or re.search(r"\bA?GPL", row[2])] == [
        row
        for row in rows
        if row[0] == "text-unidecode"  # its other offer
    ]
