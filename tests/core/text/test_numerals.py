"""Numbers in Chinese."""

from decimal import Decimal

import pytest

from core.text.numerals import chinese_amount, chinese_number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025", 2025),
        ("07", 7),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("二零二五", 2025),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("0五", 5),
        ("一二十", None),
        ("十二三", None),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("初五", None),
        ("", None),
        ("3a", None),
    ],
)
def test_number(text: str, wanted: int | None) -> None:
    assert chinese_number(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("壹拾肆万壹仟叁佰捌拾柒元整", "141387"),
        ("伍佰万圆整", "5000000"),
        ("贰亿叁仟万元", "230000000"),
        ("壹万零伍拾元", "10050"),
        ("拾万元整", "100000"),
        ("叁元伍角", "3.5"),
        ("叁元零伍分", "3.05"),
        ("陸仟貳佰圓", "6200"),
        ("伍仟", None),
        ("三千五百元", "3500"),
        ("壹万亿元", "1000000000000"),
        ("叁佰贰拾亿零伍万元", "32000050000"),
        ("自一月起支付壹万元", "10000"),
        ("壶佰万元整", "1000000"),  # what OCR takes capitals for
        ("人民币壹伯万元", "1000000"),
        ("壹任贰佰肄拾万园整", "12400000"),
        ("伍拾万园整", "500000"),
        ("壹伯贰万元", "1020000"),
        ("伯乐家园", None),
        ("壶中日月千元楼", None),
        ("一年", None),
        ("第十条", None),
        ("三个月", None),
        ("元整", None),
        ("", None),
    ],
)
def test_amount(text: str, wanted: str | None) -> None:
    found = chinese_amount(text)
    assert (found and found[0]) == (Decimal(wanted) if wanted else None)


def test_the_place_of_an_amount() -> None:
    text = "大写：壹万元整（含税）"
    _, start, end = chinese_amount(text) or (None, 0, 0)
    assert text[start:end] == "壹万元整"
