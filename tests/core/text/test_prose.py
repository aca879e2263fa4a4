"""Contracts set in two columns are read column by column, forms and tables are not."""

import pytest

from core.text.prose import unfolded
from tests.extractors.sheets import sheets

LEFT = "甲方将其拥有的房屋出租给乙方居住使用并保证"
RIGHT = "乙方应当按时足额交纳租金并且爱护房屋的设施"


def page_of(left: str, right: str, rows: int = 9) -> str:
    body = "\n".join(f".05:{left}{n} | .53:{right}{n}" for n in range(rows))
    title, end = (
        "北京市房屋租赁合同（经纪机构居间成交版）",
        "本页以下内容为签字页，双方签字后合同生效",
    )
    return f".3:{title}\n{body}\n.3:{end}"


def test_each_column_after_the_other() -> None:
    parts = unfolded(sheets(page_of(LEFT, RIGHT))[0])
    texts = ["".join(part.folded) for part in parts]
    assert [text[:3] for text in texts] == ["北京市", LEFT[:3], RIGHT[:3], "本页以"]
    assert all(LEFT[:5] not in text for text in texts[2:])
    assert sum(len(part.lines) for part in parts) == 20


@pytest.mark.parametrize(
    "picture",
    [
        page_of(LEFT, RIGHT, rows=6),  # a few lines may be a table's
        page_of("房屋坐落", "北京市东城区"),
        page_of(LEFT, "The lessee shall pay the rent in time and"),
        page_of(LEFT, "应收款项"),
    ],
)
def test_what_is_no_prose_in_columns(picture: str) -> None:
    assert len(unfolded(sheets(picture)[0])) == 1
