"""The bench: the same seed draws the same page, damage is damage, and a loss is counted."""

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from bench.accuracy.draw import facts
from bench.accuracy.score import UNDECLARED, same, score, table
from bench.accuracy.wear import KINDS, worn
from core.models.document import Document, Field, PageRef
from core.numbers.credit_code import is_valid as code_is_valid
from core.numbers.identity import is_valid as id_is_valid
from generator import fonts
from generator.ops import Area, Canvas
from generator.paper import Paper
from generator.sheet import CanvasPart, TruthMark


def paper() -> Paper:
    sheet = CanvasPart(Canvas(60, 40))
    sheet.canvas.ops.append(Area(10, 10, 40, 20, 0.2, (20, 20, 20), (20, 20, 20)))
    sheet.marks["id_number"] = TruthMark("1101", (10, 10, 40, 20))
    sheet.marks["rows.0.month"] = TruthMark("2025-01", (10, 22, 40, 30))
    return Paper("id_card", "page", [sheet])


def document(value: str | None, confidence: float = 0.99) -> Document:
    ref = PageRef(file="a.pdf", page=1)
    field = Field(name="id_number", kind="id_number", value=value, raw="", confidence=confidence)
    return Document(
        id="D1", type="id_card", confidence=1, pages=(ref,), fields={"id_number": field}
    )


def test_a_seed_invents_one_case_with_right_numbers() -> None:
    one, again, other = (facts(random.Random(seed)) for seed in (7, 7, 8))
    assert one == again
    assert one.who.number != other.who.number
    assert id_is_valid(one.who.number)
    assert code_is_valid(one.unit.code)


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"sealed"}))
def test_damage_follows_from_its_seed(name: str) -> None:
    page = Image.new("RGB", (120, 160), "white")
    ImageDraw.Draw(page).rectangle((20, 20, 80, 40), fill="black")
    one, again = (np.asarray(KINDS[name].wear(page, 3)) for _ in range(2))
    assert np.array_equal(one, again)
    assert name == "clean" or not np.array_equal(one, np.asarray(page))


def test_a_value_missing_or_wrong_is_never_left_out() -> None:
    drawn = paper()
    for read in ([], [document(None)]):
        lines = score("a", drawn, read, "scan", {})
        assert [line.verdict for line in lines] == ["missing", "missing"]
    lines = score("a", drawn, [document("1102")], "scan", {})
    assert [(x.verdict, x.kind) for x in lines] == [("wrong", "id_number"), ("missing", UNDECLARED)]
    assert "| all | 2 | 0.0% | 50.0% | 50.0% | 1 |" in table(lines, "type", {"id_number": 0.9})


def test_an_unsure_wrong_value_is_not_silent() -> None:
    lines = score("a", paper(), [document("1102", 0.5)], "scan", {})
    assert "| all | 2 | 0.0% | 50.0% | 50.0% | 0 |" in table(lines, "type", {"id_number": 0.9})


def test_width_and_blanks_are_no_difference() -> None:
    assert same("（京）A 1", "(京)a1")
    assert not same("1101", "1102")


@pytest.mark.skipif(bool(fonts.missing()), reason="the generator's fonts are not installed")
def test_a_seal_is_pressed_over_the_number_and_the_canvas_kept() -> None:
    drawn = paper()
    canvas = drawn.sheets[0].canvas
    before = list(canvas.ops)
    sealed = np.asarray(worn(canvas, (drawn,), KINDS["sealed"], 3))
    plain = np.asarray(worn(canvas, (drawn,), KINDS["scan"], 3))
    assert not np.array_equal(sealed, plain)
    assert canvas.ops == before
