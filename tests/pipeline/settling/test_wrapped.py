"""A text of which one line was taken is whole where the page itself prints the rest beside it."""

import pytest

from core.models.document import Document, Field, Kind, PageRef
from core.models.page import Line, Page
from pipeline.settling.expected import Expected
from pipeline.settling.wrapped import with_rests
from tests.extractors.sheets import HEIGHT, PITCH, line

REF = PageRef(file="a", page=1)
UNIT = "测试辰泰智（北京）信息技术有限公司"
MAJOR = "国际经济与贸易"
X, Y = 0.3, 0.4


def below(text: str, x: float = X, lines: int = 1) -> Line:
    return line(text, x, Y + lines * PITCH)


def above(text: str, x: float = X, sure: float = 0.99) -> Line:
    return line(text, x, Y - PITCH, sure)


def said(kind: Kind, value: str, own: Line, name: str = "major", sure: float = 0.93) -> Field:
    return Field(
        name=name, kind=kind, value=value, raw=value, confidence=sure, page=REF, box=own.box,
    )  # fmt: skip


def after(field: Field, own: Line, *beside: Line) -> Field:
    """The field on a page with these lines, where another paper surely says MAJOR."""
    other = said("text", MAJOR, own, sure=0.99)
    papers = [
        Document(id=f"D{n}", type="x", confidence=1, pages=(REF,), fields={one.name: one})
        for n, one in enumerate((field, other))
    ]
    pages = [Page(file="a", number=1, width=2480, height=3508, lines=(own, *beside))]
    return with_rests(papers, Expected(units=(UNIT,)), pages)[0].fields[field.name]


def test_the_beginning_on_the_line_above() -> None:
    own = line("贸易", X, Y)
    found = after(said("text", "贸易", own), own, above("国际经济与"))
    assert (found.value, found.confidence) == (MAJOR, 0.93)
    assert found.box is not None and found.box.height > PITCH


def test_the_rest_on_the_line_below() -> None:
    own = line("国际经济与专业名称", X, Y)  # another cell was read as one line with it
    assert after(said("text", "国际经济与", own), own, below("贸易")).value == MAJOR


def test_a_name_behind_its_label_goes_on_below() -> None:
    own, label = line("信息技术有限公司", X, Y), above("甲方（聘用单位）：测试辰泰智（北京）")
    field = said("company", "信息技术有限公司", own, "employer")
    assert after(field, own, label).value == UNIT


@pytest.mark.parametrize(
    "beside",
    [
        above("国际经济"),  # not all of the rest
        above("国际经济与", sure=0.5),  # not read surely
        above("中国国际经济与"),  # another's name, that begins otherwise
        above("国际经济与", x=X + 0.2),  # in another column
        line("国际经济与", X, Y - 3 * PITCH),  # not right above
        below("国际经济与"),  # below, where its end would be
    ],
)
def test_what_is_no_beginning(beside: Line) -> None:
    own = line("贸易", X, Y)
    assert after(said("text", "贸易", own), own, beside).value == "贸易"


@pytest.mark.parametrize(
    "beside",
    [
        below("贸易学院"),  # a longer name
        below("贸易", x=X - 0.1),  # in another column
        below("贸易", lines=3),
        above("贸易"),
    ],
)
def test_what_is_no_rest(beside: Line) -> None:
    own = line("国际经济与", X, Y)
    assert after(said("text", "国际经济与", own), own, beside).value == "国际经济与"


def test_what_stands_behind_more_of_its_line_begins_on_that_line() -> None:
    own = line("专业贸易", X, Y)
    box = own.level(2)
    field = said("text", "贸易", own).model_copy(update={"box": box})
    assert after(field, own, above("国际经济与")).value == "贸易"


def test_another_units_name_stays_another_units() -> None:
    own, label = line("信息技术有限公司", X, Y), above("甲方：样例恒通（北京）")
    field = said("company", "信息技术有限公司", own, "employer")
    assert after(field, own, label) == field


def test_a_persons_name_is_never_made_longer() -> None:
    own = line("明萍", X, Y)
    field = said("person", "明萍", own, "name")
    assert after(field, own, line("方", X, Y - HEIGHT)) == field
