"""Blanks in sentences, couples and deeds: values without a label."""

import re

import pytest

from core.models.document import Field
from core.models.page import Page
from core.numbers.identity import check_digit
from core.text.sheet import Piece, TextSheet
from extractors import TYPES
from extractors.kit.couples import couple
from extractors.kit.deeds import deed_number
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry
from extractors.kit.letters import closing
from extractors.kit.sentences import families, with_sentences
from tests.extractors.sheets import line

LETTER = TypeEntry(
    id="drawn_letter",
    titles=("证明",),
    fields=(
        FieldSpec("name", "person"),
        FieldSpec("address", "address"),
        FieldSpec("relation", "text"),
        FieldSpec("owner_name", "person"),
        FieldSpec("lodger_name", "person"),
        FieldSpec("end_date", "date"),
    ),
)
NUMBERS = [body + check_digit(body) for body in ("11010119900307233", "11010119850615947")]


def sheet_of(*texts: tuple[str, float, float]) -> TextSheet:
    page = Page(file="drawn", number=1, width=1000, height=1414,
                lines=tuple(line(text, x, y) for text, x, y in texts))  # fmt: skip
    return TextSheet.of(page)


def said(*texts: str, seen: dict[str, Field] | None = None) -> dict[str, str | None]:
    rows = [(text, 0.1, 0.1 + 0.04 * n) for n, text in enumerate(texts)]
    found = with_sentences(LETTER, [sheet_of(*rows)], Extraction(seen or {}))
    return {name: field.value for name, field in found.fields.items()}


def piece_of(text: str) -> Piece:
    return sheet_of((text, 0.1, 0.1)).piece(0)


@pytest.mark.parametrize(
    ("texts", "field", "value"),
    [
        (("我公司为职工赵敏提供住房，居住地址：北京市东城区测试", "街3号楼5单元，情况属实。"),
         "address", "北京市东城区测试街3号楼5单元"),
        (("兹证明我校职工赵敏（身份证号略）居住在校内。",), "name", "赵敏"),
        (("同意将房屋借给王强无偿居住。",), "lodger_name", "王强"),
        (("该房屋产权人李娜，与本人为表姐妹关系。",), "owner_name", "李娜"),
        (("该房屋产权人李娜，与本人为表姐妹关系。",), "relation", "表姐妹"),
    ],
)  # fmt: skip
def test_a_blank_in_a_sentence_may_run_over_a_line(
    texts: tuple[str, ...], field: str, value: str
) -> None:
    assert said(*texts).get(field) == value


def test_a_sentence_without_a_value_of_its_kind_gives_none() -> None:
    assert "name" not in said("兹证明以下情况属实，在此说明。")


@pytest.mark.parametrize(
    ("text", "end"),
    [("本合同于2017年7月3日生效，其中试用期至2017年10月2日止。", None),
     ("本合同有效期至2020年12月31日止。", "2020-12-31")],
)  # fmt: skip
def test_the_end_of_a_probation_is_not_the_term_s(text: str, end: str | None) -> None:
    assert said(text).get("end_date") == end


def test_what_the_type_read_is_left_alone() -> None:
    old = Field(
        name="name", kind="person", value=None, raw="", confidence=0.9, page=None, box=None,
        presence="absent", trouble="空白",
    )  # fmt: skip
    assert said("兹证明职工赵敏，住本市。", seen={"name": old})["name"] is None


def test_every_family_is_of_a_field_that_some_type_has() -> None:
    known = {spec.name for kind in TYPES for spec in kind.schema}
    assert set(families()) <= known
    assert all("_" in said or re.compile(said).groups for f in families().values() for said in f)


@pytest.mark.parametrize("beside", [True, False])
def test_two_people_stand_beside_or_under_one_another(beside: bool) -> None:
    x, y = (0.55, 0.2) if beside else (0.1, 0.5)
    texts = [("持证人 王强", 0.1, 0.1)]
    for name, sex, number, left, top in (
        ("王强", "男", NUMBERS[0], 0.1, 0.2),
        ("李娜", "女", NUMBERS[1], x, y),
    ):
        texts += [
            (f"姓名：{name}", left, top),
            (f"性别：{sex}", left, top + 0.05),
            (f"身份证件号：{number}", left, top + 0.1),
        ]
    found = couple([sheet_of(*texts)], ("name", "sex", "id"))
    assert {k: f.value for k, f in found.items()} == {
        "party1_name": "王强", "party2_name": "李娜", "party1_sex": "男", "party2_sex": "女",
        "party1_id": NUMBERS[0], "party2_id": NUMBERS[1],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("证号为京（2018）东不动产权第0012345号。", "京（2018）东不动产权第0012345号"),
        ("权属证书号X京房权证朝字第112739号", "X京房权证朝字第112739号"),
        ("京（2018）东不动产权第", None),
    ],
)
def test_a_deeds_number_tells_itself(text: str, value: str | None) -> None:
    found = deed_number(piece_of(text))
    assert (found.value if found else None) == value


def test_a_short_letter_ends_far_above_the_foot_of_its_page() -> None:
    sheet = sheet_of(
        ("居住证明", 0.4, 0.05),
        ("兹证明赵敏于2020年1月1日至2021年1月1日居住在我单位宿舍，特此证明。", 0.1, 0.1),
        ("北京样例科技有限公司", 0.6, 0.14),
        ("2024年5月6日", 0.6, 0.18),
        ("有效期至：2030年1月1日", 0.1, 0.7),
        ("第1页", 0.45, 0.95),
    )
    date, firm = last_date([sheet], "issue_date"), closing([sheet], "unit_name")
    assert date is not None and date.value == "2024-05-06"
    assert firm is not None and firm.value == "北京样例科技有限公司"
