"""Printed page numbers, and the sample's words left on a form."""

import pytest

from core.models.document import Leaf
from core.text.sheet import TextSheet
from extractors.packet.leaves import leaves, leftovers
from tests.extractors.sheets import page, sheets


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("第2页 共3页", (2, 3)),
        ("第 2 页/共 3 页", (2, 3)),
        ("当前第2页，共3页", (2, 3)),
        ("第2页（共3页）", (2, 3)),
        ("共3页 第2页", (2, 3)),
        ("第2页", (None, None)),
        ("第4页 共3页", (None, None)),  # impossible
        ("?第2页 共3页", (None, None)),  # read too poorly
        ("3/12", (None, None)),  # a fraction in the text
    ],
)
def test_page_numbers(printed: str, found: tuple[int | None, int | None]) -> None:
    (leaf,) = leaves(sheets(f"个人所得税纳税记录\n纳税人：王样例\n\n\n{printed}"))
    assert (leaf.number, leaf.total) == found


@pytest.mark.parametrize(("printed", "found"), [("3/12", (3, 12)), ("2019/12", (None, None))])
def test_a_fraction_counts_in_the_margin_alone(
    printed: str, found: tuple[int | None, int | None]
) -> None:
    foot = TextSheet.of(page(printed, top=0.95))
    (leaf,) = leaves([foot])
    assert (leaf.number, leaf.total) == found


def test_a_long_picture_shows_several_leaves() -> None:
    spread = TextSheet.of(page("劳动合同\n第1页 共3页\n见第3页 共3页之约定\n第2页 共3页"))
    assert [(leaf.number, leaf.total) for leaf in leaves([spread])] == [(1, 3), (2, 3)]


def test_two_parts_of_a_page_are_one_leaf() -> None:
    whole = TextSheet.of(page("第1页 共2页"))
    assert leaves([whole, whole.within(0.0, 0.5)]) == (Leaf(page=whole.ref, number=1, total=2),)


DECLARATION = "本人（姓名）张三，身份证号：110101199001020021，于 2019 年 01 月 02 日开始借住在"


@pytest.mark.parametrize(
    ("kind", "picture", "left"),
    [
        ("lodging_declaration", "本人（姓名）XXX，身份证号：XXXXXXXX", ["XXX", "XXX"]),
        ("lodging_declaration", "于 XXXX 年 XX 月 XX 日开始借住在 XXXXXX", ["XXX", "XXX"]),
        ("lodging_declaration", DECLARATION, []),  # （姓名） is a caption here
        ("lodging_declaration", "身份证号：110XXXXXXXX0021", []),  # masked
        ("lodging_declaration", "xxxx", []),  # handwritten strokes, alone
        ("power_of_attorney", "本授权委托书申明：（姓名）系（公司名称）的法定代表人",
         ["（姓名）", "（公司名称）"]),
        ("power_of_attorney", "本授权委托书申明：王芳（姓名）系样例公司（公司名称）的法定代表人", []),
        ("power_of_attorney", "现授权委托我公司（姓名）为我公司代理人", ["（姓名）"]),
        ("unit_registration_application", "管理系统，为（姓名）办理《北京市工作居住证》",
         ["（姓名）"]),
        ("unit_registration_application", "XXXXX 公司", ["XXX"]),
        ("unit_registration_application", "……", ["……"]),
        ("unit_registration_application", "主营软件开发、咨询……等业务", []),
        ("its_withholding_screenshot", "某某人工资由XXX单位发放", []),  # not a form of the applicant's
    ],
)  # fmt: skip
def test_placeholders(kind: str, picture: str, left: list[str]) -> None:
    found = leftovers(kind, sheets(picture))
    assert [field.value for field in found] == left
    assert all(field.box is not None and field.confidence == 0.99 for field in found)
