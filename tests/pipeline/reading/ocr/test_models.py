"""Models are those that were measured, or are refused; none is ever fetched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import ToolMissing
from pipeline.reading.ocr.models import NUMBERS, PAGES, checked, page_models
from pipeline.reading.ocr.rapid import RapidOcr

ROOT = Path(__file__).parents[4]

# Whatever the program tries to reach, by its audit hook; then its exit code.
PROGRAM = """
import sys

def reached(event, details):
    if event in ("socket.connect", "socket.getaddrinfo"):
        print("REACHED", details[1] if event == "socket.connect" else details[0])

sys.addaudithook(reached)
import numpy as np
from pipeline.reading.ocr import open_engine
engine = open_engine("rapidocr")
for act in (engine.probe, lambda: engine.detect(np.zeros((64, 64, 3), np.uint8))):
    try:
        act()
    except Exception as error:
        print(type(error).__name__, error)
"""


def test_the_installed_ones_are_the_measured_ones() -> None:
    mark = checked(PAGES, page_models())
    assert mark in RapidOcr(precision="f32").name and mark not in RapidOcr(precision="f32").mark


@pytest.mark.parametrize("model", [*PAGES, *NUMBERS.values()], ids=lambda model: model.id)
def test_another_one_is_named_with_what_to_do(model, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ToolMissing, match="缺少模型文件") as raised:
        checked([model], tmp_path)
    assert model.repair in str(raised.value)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / model.id).write_bytes(b"another model")
    with pytest.raises(ToolMissing, match="与实测的不同") as raised:
        checked([model], tmp_path / "other")
    assert str(tmp_path / "other" / model.id) in str(raised.value)


@pytest.mark.engine
@pytest.mark.parametrize("damage", ["altered", "missing"])
def test_an_engine_with_another_model_neither_reads_nor_fetches(
    damage: str, tmp_path: Path
) -> None:
    home = page_models().parents[1]
    for name in ("rapidocr", *(path.name for path in home.glob("rapidocr-*.dist-info"))):
        shutil.copytree(home / name, tmp_path / name)
    model = tmp_path / "rapidocr" / "models" / PAGES[1].id
    if damage == "missing":
        model.unlink()
    else:
        content = bytearray(model.read_bytes())
        content[len(content) // 2] ^= 1  # one bit
        model.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["ToolMissing"] * 2, done.stdout + done.stderr
    assert all(str(model) in line for line in lines)
