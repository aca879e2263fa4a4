"""The generator: right check digits, exact boxes after damage, the same page twice."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from generator import fonts
from generator.damage import TIERS, carried, turned
from generator.numbers import (
    add_months,
    capitals,
    chinese_date,
    credit_code,
    identity_number,
    spoil,
)

MAX_LINES = 40
ROOM = Path(fonts.__file__).parent


def test_functions_are_short() -> None:
    functions = [
        (f"{path.relative_to(ROOM)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in sorted(ROOM.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert len(functions) > 300
    assert [(name, lines) for name, lines in functions if lines > MAX_LINES] == []


def test_identity_number_of_the_standard() -> None:
    assert identity_number("110105", date(1949, 12, 31), 2) == "11010519491231002X"


def test_credit_code_has_both_check_digits() -> None:
    code = credit_code("91", "110101", 101)
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    assert len(code) == 18
    assert code[17] == signs[-total % 31]


@pytest.mark.parametrize("number", ["11010519491231002X", "370102199103140033"])
def test_spoilt_numbers_differ_in_the_last_digit(number: str) -> None:
    assert spoil(number)[:-1] == number[:-1]
    assert spoil(number) != number


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("141387", "壹拾肆万壹仟叁佰捌拾柒元整"),
        ("100203.05", "壹拾万零贰佰零叁元零伍分"),
        ("12000010.5", "壹仟贰佰万零壹拾元伍角"),
        ("7200", "柒仟贰佰元整"),
    ],
)
def test_capitals(amount: str, words: str) -> None:
    assert capitals(Decimal(amount)) == words


def test_chinese_dates_and_months() -> None:
    assert chinese_date(date(2012, 10, 31)) == "二〇一二年十月三十一日"
    assert add_months("2019-11", 3) == "2020-02"


@pytest.mark.parametrize("tier", sorted(TIERS))
@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_boxes_follow_the_damage(tier: str, quarter: int) -> None:
    page = Image.new("RGB", (600, 840), "white")
    box = (220.0, 300.0, 340.0, 360.0)
    ImageDraw.Draw(page).rectangle(box, fill=(0, 0, 0))
    worse, first = TIERS[tier](page, 7)
    stored, second = turned(worse, quarter)
    x0, y0, x1, y1 = carried(box, second @ first)
    grey = np.asarray(stored.convert("L").filter(ImageFilter.MaxFilter(5)), float)  # no specks
    cx, cy = stored.width / 2, stored.height / 2
    dark = grey[int(cy * 0.5) : int(cy * 1.5), int(cx * 0.5) : int(cx * 1.5)] < 70
    ys, xs = np.nonzero(dark)
    seen = (xs.min() + int(cx * 0.5), ys.min() + int(cy * 0.5))
    end = (xs.max() + int(cx * 0.5), ys.max() + int(cy * 0.5))
    assert np.allclose([*seen, *end], [x0, y0, x1, y1], atol=6)


@pytest.fixture
def drawn() -> None:
    """Skip, with the reason, where the generator cannot draw."""
    pytest.importorskip("reportlab", reason="the generator writes PDFs with reportlab")
    if packages := fonts.missing():
        pytest.skip(f"fonts are missing: apt-get install {' '.join(packages)}")


@pytest.mark.usefixtures("drawn")
def test_the_same_packet_twice(tmp_path: Path) -> None:
    from generator.cases import packet
    from generator.packing import build

    for name in ("a", "b"):
        build(packet("permit-expiring"), tmp_path / name, tmp_path / name / "expected")
    first = {p.relative_to(tmp_path / "a"): p for p in (tmp_path / "a").rglob("*.*")}
    assert len(first) == 5
    for relative, path in first.items():
        assert path.read_bytes() == (tmp_path / "b" / relative).read_bytes(), relative


@pytest.mark.usefixtures("drawn")
def test_a_text_layer_says_what_its_boxes_say(tmp_path: Path) -> None:
    import pdfplumber

    from generator import cast
    from generator.documents.chsi import chsi_form
    from generator.documents.study import Study
    from generator.pdf import write_layer

    study = Study(
        "样例大学",
        "数学",
        "本科",
        "理学学士",
        "4",
        date(2009, 9, 1),
        date(2013, 7, 1),
        "199991201305000123",
        "1999942013000123",
    )
    paper = chsi_form(cast.LIN, study, date(2025, 9, 1), "012345678901", 1, embeddable=True)
    write_layer(tmp_path / "a.pdf", [paper.sheets[0].canvas])
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[0]
        scale = float(page.width) / 210
        for name in ("certificate_number", "verification_code", "school"):
            mark = paper.sheets[0].marks[name]
            x0, y0, x1, y1 = (v * scale for v in mark.box)
            assert page.crop((x0 - 1, y0 - 2, x1 + 1, y1 + 2)).extract_text() == mark.value
