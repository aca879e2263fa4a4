"""Items of income come from a fixed list: an item with one misread character is recognised."""

import pytest

from extractors.kit.income_items import ITEMS, read_item
from tests.extractors.sheets import sheets


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("正常工资新金", "正常工资薪金"),
        ("正常工资薪金", "正常工资薪金"),
        ("全年一次性奖全收入", "全年一次性奖金收入"),
        ("稿酬所得", "稿酬所得"),
        ("稿所得", "稿所得"),  # too short to recognise
        ("偶然所得", "偶然所得"),
        ("正常工次新金", "正常工次新金"),  # two characters off
        ("住房租赁补贴收入", "住房租赁补贴收入"),  # an item that is not on the list
    ],
)
def test_an_item(printed: str, value: str) -> None:
    found = read_item(sheets(printed)[0].piece(0))
    assert found is not None and found.value == value


def test_no_item_is_taken_for_another() -> None:
    for item in ITEMS:
        found = read_item(sheets(item)[0].piece(0))
        assert found is not None and found.value == item
