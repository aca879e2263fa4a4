"""The rows of a table on a curled page: a column that hangs lower stays apart."""

from core.text.rows import Cell, follow
from core.text.sheet import Piece, TextSheet
from tests.extractors.sheets import sheets


def grid(*columns: tuple[tuple[float, str], ...]) -> list[list[Cell]]:
    """Each column's cells by their height; the texts stand on a page of their own."""
    texts = [text for column in columns for _, text in column]
    (page,) = sheets("\n".join(texts))
    pieces = iter([_piece(page, text) for text in texts])
    return [[Cell(y, next(pieces)) for y, _ in column] for column in columns]


def _piece(page: TextSheet, text: str) -> Piece:
    return page.piece(page.folded.index(text))


def cells(found: list[list[Cell]], numeric: list[bool]) -> list[list[list[str]]]:
    tracks = follow(found, numeric, 0.02)
    return [[[c.piece.text for c in t.cells.get(k, [])] for k in range(len(found))] for t in tracks]


def test_a_curled_column_with_a_cell_for_each_row_keeps_them_apart() -> None:
    curled = grid(
        ((0.410, "2018-03"), (0.438, "2020-09")),
        ((0.415, "甲公司"), (0.445, "乙公司")),
        ((0.426, "朝阳区"), (0.457, "东城区"), (0.58, "中心")),
    )
    assert cells(curled, [True, False, False]) == [
        [["2018-03"], ["甲公司"], ["朝阳区"]],
        [["2020-09"], ["乙公司"], ["东城区"]],
    ]


def test_a_cell_of_two_lines_stays_one() -> None:
    level = grid(
        ((0.41, "2018-03"), (0.47, "2020-09")),
        ((0.40, "甲乙丙"), (0.42, "丁公司"), (0.47, "戊公司")),
    )
    assert [row[1] for row in cells(level, [True, False])] == [["甲乙丙", "丁公司"], ["戊公司"]]


def test_rows_that_lie_closer_at_one_edge_are_followed_from_the_top() -> None:
    """A page seen from the side: its last cells stand a row off, its first ones level."""
    count, amounts, months = 24, [], []
    for n in range(count):
        amounts.append((0.20 + 0.0260 * n, f"{n}00.00"))
        if n != 3:  # one cell was not read, so that counting tells nothing
            months.append((0.197 + 0.0247 * n, f"2024-{n:02d}"))
    found = cells(grid(tuple(months), tuple(amounts)), [True, True])
    assert [row[1] for row in found] == [[f"{n}00.00"] for n in range(count)]
    assert [row[0] for row in found] == [[f"2024-{n:02d}"] if n != 3 else [] for n in range(count)]


def test_the_last_line_of_a_cell_does_not_lower_its_row() -> None:
    """Words under the last row are near no row: the next columns' cells stay level."""
    level = grid(
        ((0.41, "2018-03"), (0.45, "2019-03"), (0.49, "合计"), (0.52, "补充资料")),
        ((0.41, "12"), (0.45, "10"), (0.49, "22")),
    )
    assert [row[1] for row in cells(level, [True, True])] == [["12"], ["10"], ["22"]]
