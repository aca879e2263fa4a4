"""Properties of candidates and places that hold for any labels and values on a page."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models.geometry import Box
from core.models.page import Page
from core.text.fold import fold, squeeze
from core.text.sheet import TextSheet
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry
from extractors.kit.places.assign import READ
from extractors.kit.places.candidates import NUMBERS, CandidatePool
from extractors.kit.places.doors import DOOR
from extractors.kit.places.layout import Layout
from extractors.kit.places.settle import SUPPOSED, Weighed, settle, weigh
from extractors.kit.places.surety import surety
from extractors.kit.places.variants import variants
from extractors.kit.places.words import vocabulary
from tests.extractors.sheets import line

KIND = TypeEntry(
    id="drawn",
    titles=("表",),
    fields=(
        FieldSpec("name", "person"),
        FieldSpec("employer", "company"),
        FieldSpec("current_address", "address"),
        FieldSpec("position", "text"),
        FieldSpec("birth_date", "date"),
        FieldSpec("issue_date", "date"),
        FieldSpec("phone", "phone"),
    ),
)
LABELS = (
    "姓名", "姓 名：", "单位名称", "用人单位：", "当前单位：", "现住址", "住址：", "职务", "岗位：",
    "出生日期", "签发日期：", "联系电话", "备注", "经办人：", "证件类型",
)  # fmt: skip
VALUES = (
    "王小明", "欧阳文博", "北京样例云图科技有限公司", "样例银行股份有限公司北京测试支行",
    "北京市东城区样例路7号院3号楼", "软件工程师", "1990年3月7日", "2024-05-06", "13800138000",
    "仅供办理居住证使用", "（有限合伙）", "2301室", "——", "无", "1,200.00元",
)  # fmt: skip
Texts = list[tuple[str, float, float]]
TEXT = {0: st.sampled_from(LABELS), 1: st.sampled_from(VALUES)}
SELDOM = st.sampled_from((True, False, False, False, False))


@st.composite
def pages(draw: st.DrawFn) -> Texts:
    """Labels and values in two to four columns, some joined, some missing."""
    columns = draw(st.integers(2, 4))
    found: Texts = []
    for row in range(draw(st.integers(3, 9))):
        edge = 0.0
        for column in range(columns):
            text = draw(TEXT[column % 2])
            text += draw(TEXT[1]) if draw(SELDOM) else ""
            x = max(edge + 0.01, 0.06 + column * 0.9 / columns)
            one = line(text, x, 0.1 + row * 0.034 + draw(st.integers(-3, 3)) / 1000)
            if not draw(SELDOM) and one.box.x1 < 0.99:  # no line overlaps another
                found.append((text, x, one.box.y0))
                edge = one.box.x1
    return found


def sheet_of(texts: Texts) -> TextSheet:
    lines = tuple(line(text, x, y) for text, x, y in texts)
    return TextSheet(Page(file="drawn", number=1, width=1000, height=1414, lines=lines), lines)


def weighed(texts: Texts) -> Weighed:
    return weigh(KIND, [sheet_of(texts)], Extraction())


@given(pages())
def test_a_candidate_is_made_of_printed_characters(texts: Texts) -> None:
    sheet = sheet_of(texts)
    printed = {char for n in range(len(sheet.lines)) for char in sheet.piece(n).chars}
    pool = CandidatePool(Layout.of([sheet], vocabulary(KIND.schema)))
    for spec in KIND.schema:
        for candidate in pool.of(spec):
            assert candidate.place
            assert candidate.place <= printed
            if spec.kind not in NUMBERS:
                shown = set(fold(squeeze("".join(text for text, _, _ in texts))))
                assert set(fold(squeeze(candidate.value.value))) <= shown


@given(pages())
def test_no_cut_of_a_value_is_longer_than_its_row_and_the_lines_it_runs_on_in(texts: Texts) -> None:
    layout = Layout.of([sheet_of(texts)], vocabulary(KIND.schema))
    pool = CandidatePool(layout)
    for spec in KIND.schema:
        for candidate in pool.of(spec):
            if spec.kind in NUMBERS:
                spot = candidate.spot
                assert candidate.place <= set(layout.rows[spot.row].chars)
            for cut in variants(spec, candidate.value.piece, layout):
                assert len(set(cut.chars)) == len(cut.chars)
                own = candidate.spot.row
                near = layout.rows[max(0, own - 4) : own + 5]
                assert set(cut.chars) <= {char for row in near for char in row.chars}


@given(pages())
def test_no_two_fields_have_one_place(texts: Texts) -> None:
    chosen = weighed(texts).chosen.values()
    for one, other in combinations(chosen, 2):
        assert one.candidate.place.isdisjoint(other.candidate.place)


@given(pages())
def test_what_is_chosen_is_better_than_nothing_and_as_good_as_its_rivals(texts: Texts) -> None:
    found = weighed(texts)
    for name, choice in found.chosen.items():
        assert choice.score.total > 0
        assert READ not in choice.score.parts
        if "left over" in choice.score.parts or {DOOR, *SUPPOSED} & choice.score.parts.keys():
            continue  # no label of its own led there: not a candidate before the others were chosen
        others = [c.candidate.place for n, c in found.chosen.items() if n != name]
        free = [s for s, c in found.table[name] if all(c.place.isdisjoint(o) for o in others)]
        assert choice.score.total == max(s.total for s in free)


@given(pages(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_of_a_row_does_not_matter(texts: Texts, chance: Random) -> None:
    turned = sorted(texts, key=lambda one: (round((one[2] - 0.1) / 0.034), chance.random()))
    one = settle(KIND, [sheet_of(texts)], Extraction()).fields
    other = settle(KIND, [sheet_of(turned)], Extraction()).fields
    assert {n: (f.value, f.placed) for n, f in one.items()} == {
        n: (f.value, f.placed) for n, f in other.items()
    }


@given(pages())
def test_a_table_cell_is_no_fields_place(texts: Texts) -> None:
    sheet = sheet_of(texts)
    free = settle(KIND, [sheet], Extraction()).fields
    rows = tuple({"cell": field} for field in free.values() if field.value is not None)
    again = settle(KIND, [sheet], replace(Extraction(), rows=rows)).fields
    for field in again.values():
        for row in rows:
            box, cell = field.box, row["cell"].box
            assert box is not None and cell is not None
            assert not _covers(cell, box)


def _covers(outer: Box, inner: Box) -> bool:
    across = min(outer.x1, inner.x1) - max(outer.x0, inner.x0)
    return across > 0.5 * inner.width and outer.y0 <= inner.cy <= outer.y1


@pytest.mark.parametrize(
    "against", ["bracket left open", "over a gap", "cut otherwise", "two in it"]
)
@pytest.mark.parametrize("way", ["read", "found"])
def test_what_speaks_against_a_place_never_makes_it_surer(way: str, against: str) -> None:
    seen = {"label": 1.0, "form": 1.0, "good form": 1.0, "lead": 5.0, "at left": 1.0}
    seen |= {"read": 1.0} if way == "read" else {}
    assert surety(seen | {against: 1.0}) <= surety(seen)
