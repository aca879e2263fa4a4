"""Columns checked against totals: over pages, with a misread part, and with equal cells."""

from core.models.document import Field
from extractors import its_withholding_screenshot
from extractors.kit.sums import BLAMED, Summed, check_alike, check_pages, check_sum
from extractors.kit.tables import CONFIRMED, DENIED, Fields
from tests.extractors.sheets import sheets

FIRST = """
.05:自然人税收管理系统扣缴客户端 | .60:北京样例测试有限公司
.15:首页>>查询统计>>个人扣缴明细查询 | .55:纳税人识别号：91110101MA00010186
.15:税款所属期 | .31:所得项目 | .43:收入 | .55:免税收入
.15:2025-01 | .31:正常工资薪金 | .43:21,500.00 | .55:0.00
.15:2025-02 | .31:正常工资薪金 | .43:21,500.00 | .55:0.00
.15:2025-03 | .31:正常工资薪金 | ?.43:22,130.50 | .55:0.00
"""
SECOND = """
.15:2025-04 | .31:正常工资薪金 | ?.43:21,700.00 | .55:0.00
.15:2025-05 | .31:正常工资薪金 | .43:21,800.00 | .55:0.00
.15:合计 | .43:108,630.50 | .55:0.00
"""


def money(value: str | None, sure: float = 0.99) -> Field:
    return Field(name="income", kind="amount", value=value, raw=value or "", confidence=sure)


def rows(*cells: Field) -> list[Fields]:
    return [{"income": cell} for cell in cells]


def sure(found: Summed) -> list[float]:
    return [row["income"].confidence for row in found.rows]


def test_the_total_at_the_end_of_two_pages_confirms_the_rows_of_both() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(FIRST, SECOND))
    assert len(got.rows) == 5
    assert all(row["income"].confidence >= 0.97 for row in got.rows)
    assert got.fields["total_income"].value == "108630.50"


def test_a_total_of_two_pages_that_is_not_their_sum_confirms_nothing() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(FIRST, SECOND.replace("108,630", "108,680")))
    doubtful = {row["period"].value for row in got.rows if row["income"].confidence <= DENIED}
    assert doubtful == {"2025-03", "2025-04"}


def test_a_total_below_each_page_is_that_pages() -> None:
    pages = [
        Summed(rows(money("1.00", 0.6)), money("1.00")),
        Summed(rows(money("2.00", 0.6)), money("2.00")),
    ]
    assert [sure(page) for page in check_pages(pages, "income")] == [[CONFIRMED], [CONFIRMED]]


def test_the_part_that_was_read_in_doubt_takes_the_blame() -> None:
    found = check_sum(
        rows(money("10.00"), money("80.00", 0.6), money("30.00")), "income", money("60.00")
    )
    first, doubtful, last = sure(found)
    assert doubtful <= DENIED
    assert BLAMED < first < 0.99 and BLAMED < last < 0.99


def test_where_no_part_was_read_in_doubt_any_may_be_wrong() -> None:
    found = check_sum(rows(money("10.00"), money("80.00")), "income", money("60.00"))
    assert sure(found) == [DENIED, DENIED]
    assert found.total is not None and found.total.confidence == DENIED


def test_a_cell_that_reads_as_all_others_is_likelier_so() -> None:
    same = rows(*[money("0.00")] * 4, money("0.00", 0.5))
    assert check_alike(same, "income")[4]["income"].confidence > 0.9
    for other in (
        rows(*[money("0.00")] * 3, money("0.00", 0.5)),  # too few
        rows(*[money("0.00")] * 4, money("8.00", 0.5)),
        rows(*[money("0.00")] * 4, money(None, 0.5)),
    ):
        assert check_alike(other, "income") == other
