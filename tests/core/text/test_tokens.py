"""Lines cut into the cells of a table's columns."""

import pytest

from core.text.tokens import cells
from tests.extractors.sheets import sheets


def parts(text: str, border: float) -> list[tuple[int, str]]:
    """The line, which begins at .1, cut by two columns that meet at the border."""
    (sheet,) = sheets(f".1:{text}")
    found = cells(sheet.piece(0), lambda x: int(x > border))
    return [(column, piece.text) for column, piece in found]


def test_two_amounts_read_as_one_line_are_cut_apart() -> None:
    assert parts("1,945.47631.09", 0.19) == [(0, "1,945.47"), (1, "631.09")]


@pytest.mark.parametrize("slurred", ["283.274.49", "47,.212.69", "1.135,959.88"])
def test_an_amount_whose_marks_were_misread_is_not(slurred: str) -> None:
    """It stands under the border of two heads: all of it belongs to one."""
    assert [text for _, text in parts(slurred, 0.15)] == [slurred]
