"""Random layouts: each word has its value, parts differ, a seed is a page, marks lie on ink."""

import random
import tomllib
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from generator import fonts, gallery
from generator.layouts.board import PLACE
from generator.layouts.draw import FOREIGN, DrawnPaper, draw, types
from generator.layouts.extras import FEET, GROUNDS, PURPOSES
from generator.layouts.invent import life
from generator.layouts.lexicon import TypeWords, lexicon, pool
from generator.layouts.parts import PARTS, USUAL, is_kept, share
from generator.layouts.sources import case_values
from generator.layouts.style import BLANKS, BODY, BOLD, COLONS, GRIDS, HANDS, PAIRS, PARTIES, faces
from generator.layouts.values import AMOUNTS, DATES, MONTHS, Forms, Money
from generator.ops import Text
from generator.raster import picture

NAMES = Path(__file__).parents[2] / "pipeline/reporting/names.toml"
pytestmark = pytest.mark.skipif(
    bool(fonts.missing(but=fonts.STAND_INS)), reason="the fonts of the generator are missing"
)
LISTS = {
    "faces": tuple(dict.fromkeys((*BODY, *BOLD, *HANDS))),
    "colons": COLONS,
    "blanks": BLANKS,
    "pairs": PAIRS,
    "grids": GRIDS,
    "parties": PARTIES,
    "dates": tuple(DATES),
    "months": tuple(MONTHS),
    "amounts": tuple(AMOUNTS),
    "purposes": PURPOSES,
    "grounds": GROUNDS,
    "feet": FEET,
}


def templates(words: TypeWords) -> list[str]:
    """Every text of a type that may hold blanks."""
    fields = [text for field in words.fields.values() for text in field.texts]
    articles = [text for one in words.articles for text in one]
    return [*words.titles, *words.prose, *words.foot, *fields, *articles]


def word_lists(words: TypeWords) -> dict[str, tuple[str, ...]]:
    """The lists of a type that are parted, by the name under which they are."""
    found = {"titles": words.titles, "prose": words.prose, "heads": words.heads}
    found |= {f"labels/{name}": field.labels for name, field in words.fields.items()}
    found |= {f"texts/{name}": field.texts for name, field in words.fields.items()}
    found |= {f"articles/{n}": one for n, one in enumerate(words.articles)}
    columns = words.table.columns if words.table else {}
    found |= {f"columns/{name}": column.labels for name, column in columns.items()}
    return {f"{words.id}/{name}": items for name, items in found.items() if items}


def test_a_type_without_a_layout_of_its_own_is_drawn_from_its_words() -> None:
    (paper,) = gallery.from_words(but=set(types()) - {"divorce_certificate"})
    assert paper.doc_type == "divorce_certificate"
    printed = {name for sheet in paper.sheets for name in sheet.marks}
    assert {"holder", "party1_name", "party1_id", "party2_name", "party2_id"} <= printed


@pytest.mark.parametrize("kind", types())
def test_every_blank_has_a_value(kind: str) -> None:
    words = lexicon()[kind]
    goods = case_values(life(random.Random(1)), random.Random(2))
    used = {name for text in templates(words) for name in PLACE.findall(text)}
    assert used <= set(words.fields)
    sources = {f.source for f in words.fields.values() if f.source}
    sources |= {words.fields[name].source for name in used}
    sources |= {place.source for place in words.signing}
    assert sources <= set(goods.values)
    named = {n for block in words.blocks for n in block.fields} | set(words.tail)
    assert named <= set(words.fields)
    if words.table:
        row = goods.rows[words.table.rows][0]
        assert {c.source for c in words.table.columns.values() if c.source} <= set(row)
    if words.clauses:
        assert len(pool(words.clauses)) >= 8


@pytest.mark.parametrize("kind", [kind for kind in types() if not kind.startswith(FOREIGN)])
def test_fields_have_names_that_reports_know(kind: str) -> None:
    words = lexicon()[kind]
    known = set(tomllib.loads(NAMES.read_text("utf-8"))["fields"])
    names = {n for n, f in words.fields.items() if f.source or f.choices}
    if words.table:
        names |= set(words.table.columns) | {words.table.total.partition(":")[0]}
    assert {n.rpartition(".")[2] for n in names if n and not n.startswith("_")} <= known


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_parts_of_rules_are_disjoint(name: str) -> None:
    tune, kept = (share(name, LISTS[name], part) for part in PARTS)
    assert set(tune) & set(kept) == USUAL.get(name, set()) & set(LISTS[name])
    assert set(tune) | set(kept) == set(LISTS[name])
    assert set(tune) - set(kept)
    assert set(kept) - set(tune)


def test_the_parts_of_words_are_disjoint() -> None:
    total = kept_of_all = 0
    for words in lexicon().values():
        for name, items in word_lists(words).items():
            tune, kept = (share(name, items, part) for part in PARTS)
            if len(set(items)) > 1:
                assert set(tune) & set(kept) == set(), name
                assert tune, name
                assert kept, name
                total, kept_of_all = total + len(set(items)), kept_of_all + len(kept)
    assert 0.25 < kept_of_all / total < 0.45


def test_an_item_stays_in_its_part_when_the_list_grows() -> None:
    few, many = list("abcdefgh"), list("abcdefghijklmnop")
    assert set(share("x", few, "kept")) == {c for c in few if is_kept("x", c)}
    assert set(share("x", few, "kept")) <= set(share("x", many, "kept"))


@pytest.mark.parametrize("part", PARTS)
def test_a_paper_is_drawn_with_faces_and_titles_of_its_part(part: str) -> None:
    own = {"tune": PARTS[0], "kept": PARTS[1]}[part]
    allowed = {face for names in (BODY, BOLD, HANDS) for face in faces(names, own)}
    for seed in range(6):
        drawn = draw("lease_contract", own, seed, draft=True)
        texts = [op for s in drawn.paper.sheets for op in s.canvas.ops if isinstance(op, Text)]
        assert {op.face for op in texts} <= allowed
        titles = share("lease_contract/titles", lexicon()["lease_contract"].titles, own)
        assert any(op.text in titles for op in texts)


def said(drawn: DrawnPaper) -> list[tuple[object, ...]]:
    """What is printed and where, pictures aside."""
    return [
        tuple(op) for sheet in drawn.paper.sheets for op in sheet.canvas.ops if isinstance(op, Text)
    ]


def test_a_seed_draws_one_paper_draft_or_not() -> None:
    one, draft, other = (
        draw("labor_contract", "tune", 3),
        draw("labor_contract", "tune", 3, draft=True),
        draw("labor_contract", "tune", 4, draft=True),
    )
    assert said(one) == said(draft)
    assert [s.marks for s in one.paper.sheets] == [s.marks for s in draft.paper.sheets]
    assert said(one) != said(other)


@pytest.mark.parametrize(
    "kind",
    ["id_card", "application_form_new", "degree_certificate", "its_withholding_screenshot",
     "labor_contract", "iit_app_income_detail"],
)  # fmt: skip
def test_marks_lie_on_ink(kind: str) -> None:
    for seed in (1, 2):
        drawn = draw(kind, "tune", seed)
        for sheet in drawn.paper.sheets:
            image = np.asarray(picture(sheet.canvas, 100).convert("L"), np.int16)
            scale = image.shape[1] / sheet.canvas.width
            for name, mark in sheet.marks.items():
                x0, y0, x1, y1 = (int(v * scale) for v in mark.box)
                place = image[max(0, y0) : y1 + 2, max(0, x0) : x1 + 2]
                assert place.size, name
                assert int(place.max()) - int(place.min()) > 60, (kind, seed, name)


@pytest.mark.parametrize("kind", types())
def test_papers_of_each_type_hold_values_within_their_pages(kind: str) -> None:
    for part in PARTS:
        drawn = draw(kind, part, 11, draft=True)
        marks = [(m, s.canvas) for s in drawn.paper.sheets for m in s.marks.values()]
        assert kind.startswith(FOREIGN) or any(m.value for m, _ in marks)
        for mark, canvas in marks:
            x0, y0, _, _ = mark.box
            assert 0 <= x0 < canvas.width
            assert 0 <= y0 < canvas.height


def test_amounts_take_the_unit_of_their_label() -> None:
    forms = Forms("plain", "plain", "renminbi", "ten_thousands")
    capital = Money(Decimal(5_000_000))
    assert forms.printed(capital, "注册资本（万元）").text == "500"
    assert forms.printed(capital, "注册资本").text == "500万元"
    assert forms.printed(capital, "", "元整").text == "5000000"
    assert {forms.printed(capital, label).value for label in ("", "万元", "元")} == {"5000000"}


def test_each_seed_is_another_case() -> None:
    assert len({life(random.Random(seed)).who.name for seed in range(30)}) > 25
