"""Names in Latin letters that spell a Chinese one, and those that do not."""

import pytest

from core.text.pinyin import spells


@pytest.mark.parametrize(
    ("latin", "name", "same"),
    [
        ("Wen Ruogu", "温若谷", True),
        ("RUOGU WEN", "温若谷", True),
        ("Wen, Ruo-gu", "温若谷", True),
        ("Zeng Lele", "曾乐乐", True),  # of several readings each
        ("Yuchi Lang", "尉迟朗", True),  # a surname of two characters, read otherwise in names
        ("Lang Yuchi", "尉迟朗", True),
        ("Lyu Nü", "吕女", True),
        ("Wen Ruo", "温若谷", False),
        ("Wen Ruoguo", "温若谷", False),
        ("John Smith", "温若谷", False),
        ("温若谷", "温若谷", False),
        ("Wen", "温", False),
    ],
)
def test_a_name_in_pinyin(latin: str, name: str, same: bool) -> None:
    assert spells(latin, name) is same
