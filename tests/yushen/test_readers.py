"""What a check says of its readers, where there is one, two, or one that was never measured."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from core.errors import ToolMissing
from pipeline.reading.ocr import SECOND, open_engine
from yushen.__main__ import main

pytestmark = pytest.mark.engine


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """A picture of a page that is no paper of ours."""
    image = Image.new("RGB", (900, 1200), "white")
    for n in range(6):
        at = (80, 100 + 120 * n)
        ImageDraw.Draw(image).text(
            at, f"Nothing of ours {n} 2025-10-15", "black", ImageFont.load_default(40)
        )
    image.save(tmp_path / "page.png")
    return tmp_path / "page.png"


def checked(page: Path, *options: str) -> dict[str, Any]:
    out = page.parent / "out"
    ours = ["--out", str(out), "--no-cache", "--no-memory", "--workers", "1", "--lang", "en"]
    assert main(["check", str(page), "--service", "new_permit", *ours, *options]) == 0
    (report,) = out.glob("*/report.json")
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def test_a_bare_machine_says_that_it_has_no_second_reader(
    drawn: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(drawn.parent))
    readers = checked(drawn)["readers"]
    assert readers["second"] is None and readers["measured"] and readers["left_open"] == 0
    assert "No second reader was installed" in capsys.readouterr().out


def test_an_engine_that_was_never_measured_says_so_and_decides_nothing(
    drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        open_engine(SECOND).probe()
    except ToolMissing as error:
        pytest.skip(str(error))
    report = checked(drawn, "--engine", "tesseract")
    assert not report["readers"]["measured"]
    assert report["outcome"] == "review"
    failed = [f["rule"] for f in report["findings"] if f["status"] == "fail"]
    assert failed == []  # the page may be any paper
    assert "was never measured" in capsys.readouterr().out
