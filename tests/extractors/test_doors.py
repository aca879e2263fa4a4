"""Addresses in sentences without a known label: recognised by form, from city to door."""

import pytest

from core.text.sheet import TextSheet
from core.text.values import read_address
from extractors.kit.fields import FieldSpec, TypeEntry
from extractors.kit.places.settle import LONE, settle
from tests.extractors.sheets import page, sheets

HOME = TypeEntry(id="drawn_home", titles=("表",), fields=(FieldSpec("home", "address"),))
HERE = "北京市东城区样例路12号院3号楼4单元501室"


def home(picture: str) -> tuple[str | None, float]:
    found = [TextSheet.of(page(picture))]
    field = settle(HOME, found, HOME.read(found)).fields.get("home")
    return (field.value, field.placed) if field else (None, 0.0)


@pytest.mark.parametrize(
    "picture",
    [
        f"兹有住处一套在{HERE}，现交付使用。",
        f"兹有住处一套在{HERE[:12]}\n{HERE[12:]}，现交付使用。",
        f"兹有住处一套在{HERE}，现交付使用。\n交付的住处即{HERE}。",
    ],
)
def test_the_only_address_on_a_paper_is_the_one_owed(picture: str) -> None:
    assert home(picture) == (HERE, LONE)


def test_of_two_addresses_none_is_taken() -> None:
    other = "上海市浦东新区样例路8号楼2单元"
    assert home(f"兹有住处一套在{HERE}，另有一套在{other}，现交付使用。")[0] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"甲方将位于{HERE}", HERE),
        (f"租赁房屋地址：{HERE}", HERE),
        (HERE, HERE),
        ("样例路位于街1号", "样例路位于街1号"),  # no city or district follows: a name, or nothing
    ],
)
def test_what_a_sentence_says_before_an_address_is_none_of_it(text: str, value: str) -> None:
    (sheet,) = sheets(text)
    found = read_address(sheet.piece(0))
    assert found is not None and found.value == value
