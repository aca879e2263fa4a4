"""yushen explain as people type it, on a page of a shipped packet."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.models.geometry import Box
from pipeline.explaining.picture import COLOURS, SIDE
from tests.yushen.started.shell import Shell, starts

SAMPLES = Path(__file__).parents[3] / "samples"
LICENCE = "营业执照副本.jpg"
FIELDS = ("credit_code", "name", "legal_rep", "address")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shutil.copy(SAMPLES / "packets" / "good-residence-permit" / LICENCE, tmp_path)
    return Shell(tmp_path)


def printed() -> dict[str, Any]:
    """What stands on the licence, by the samples' own truth."""
    truth = json.loads((SAMPLES / "expected" / "good-residence-permit.json").read_text("utf-8"))
    (licence,) = (one for one in truth["documents"] if one["file"] == LICENCE)
    return dict(licence)


def green(path: str | Path, place: Box) -> float:
    """How much of a frame just around a place is of the colour of what was chosen."""
    with Image.open(path) as picture:
        page = picture.convert("RGB")
    width, height = page.size
    assert min(page.size) == SIDE
    x0, x1, y = int(place.x0 * width), int(place.x1 * width), int(place.y0 * height)
    columns = range(x0, x1)
    hits = [any(_near(page.getpixel((x, row))) for row in range(y - 8, y + 3)) for x in columns]
    return sum(hits) / len(hits)


def _near(pixel: Any) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(pixel, COLOURS["chosen"], strict=True))


@pytest.mark.engine
@starts("explain")
def test_a_licence_is_explained(shell: Shell) -> None:
    told = shell.said("explain", LICENCE, "--workers", "1")
    assert "D1" in told and "营业执照 99%" in told and f"{LICENCE} 第 1 页" in told
    assert not (shell.place / "yushen-out").exists()

    told, truth = shell.said("explain", LICENCE, "d1", "--workers", "1"), printed()
    assert "标题 +12.0" in told and "〔法定代表人→法定代表人〕 │ 高样远" in told
    picture = shell.place / "yushen-out" / "营业执照副本" / "explain" / "D1-1.png"
    assert told.splitlines()[-1] == str(picture.relative_to(shell.place))
    data = json.loads(shell.said("explain", LICENCE, "D1", "--json", "--workers", "1"))
    found = {field["name"]: field for field in data["fields"]}
    for name in FIELDS:
        field = found[name]
        assert field["value"] == truth["fields"][name]
        assert f"{field['number']}  " in told and str(field["value"]) in told
        (chosen,) = (one for one in field["candidates"] if one["chosen"])
        assert sum(part["worth"] for part in chosen["parts"]) == pytest.approx(
            chosen["score"], abs=0.05
        )
        place = Box(*chosen["place"]["box"])
        assert place.overlap(Box(*truth["boxes"][name]["box"])) > 0.7
        assert green(picture, place) > 0.9
    label = next(c for r in data["pages"][0]["rows"] for c in r["cells"] if c["text"] == "名称")
    assert green(picture, Box(*label["box"])) < 0.5

    told = shell.said("explain", LICENCE, "d1", "法定代表人", "--workers", "1")
    assert "自己的标签“法定代表人”在左边 +6.0" in told and "D1-legal_rep-1.png" in told
    for typed, said in ((("d7",), "D1 营业执照"), (("d1", "无此栏"), "legal_rep（法定代表人）")):
        wrong = shell.run("explain", LICENCE, *typed, "--workers", "1", code=2)
        assert wrong.stdout == "" and said in wrong.stderr


@starts("explain")
def test_a_packet_that_is_not_there_is_told_with_those_that_are(shell: Shell) -> None:
    wrong = shell.run("explain", "执照.jpg", code=2)
    assert "执照.jpg" in wrong.stderr and LICENCE in wrong.stderr


@pytest.mark.engine
@starts("explain")
def test_identity_numbers_are_shown_where_asked_for(shell: Shell) -> None:
    shutil.copy(SAMPLES / "packets" / "good-residence-permit" / "林-身份证.png", shell.place)
    typed = ("explain", "林-身份证.png", "D1", "id_number", "--workers", "1")
    masked, plain = shell.said(*typed), shell.said(*typed, "--unmasked", "--json")
    number = "370102199103140034"
    assert number not in masked and "370***********0034" in masked
    assert json.loads(plain)["fields"][0]["value"] == number
