"""From pages to documents: pages that belong together, in any files and order."""

import itertools

import pytest

from core.models.geometry import Box
from core.models.page import FileReading, Page
from core.text.sheet import TextSheet
from extractors import TYPES
from extractors.packet.cutting import PageShare
from extractors.packet.running import runs_on
from extractors.packet.split import Draft, page_number, parts, split
from tests.extractors.files import ID_BACK, ID_FRONT, contract, file
from tests.extractors.sheets import page, sheets

COVER, FIRST, LAST = contract()


def found(*files: FileReading) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each document: its type and its pages."""
    return [(_type(draft), _pages(draft)) for draft in split(files, TYPES)]


def _type(draft: Draft) -> str:
    return draft.kind.id if draft.kind else "unknown"


def _pages(draft: Draft) -> list[tuple[str, int]]:
    return [(sheet.page.file, sheet.page.number) for sheet in draft.sheets]


def test_a_contract_in_one_file() -> None:
    assert found(file("a", COVER, FIRST, LAST)) == [
        ("labor_contract", [("a", 1), ("a", 2), ("a", 3)])
    ]


@pytest.mark.parametrize("order", list(itertools.permutations("cfl")))
def test_a_contract_in_loose_files_of_any_order(order: tuple[str, ...]) -> None:
    """The cover comes first and the signature page last, in whatever order they were scanned."""
    by_letter = {"c": COVER, "f": FIRST, "l": LAST}
    files = [file(letter, by_letter[letter]) for letter in order]
    assert found(*files) == [("labor_contract", [("c", 1), ("f", 1), ("l", 1)])]


def test_two_contracts_in_one_file() -> None:
    others = contract("李样例", "130102198812200029")
    assert found(file("a", COVER, FIRST, LAST, *others)) == [
        ("labor_contract", [("a", 1), ("a", 2), ("a", 3)]),
        ("labor_contract", [("a", 4), ("a", 5), ("a", 6)]),
    ]


def test_loose_pages_of_two_contracts_go_to_those_they_name() -> None:
    others = contract("李样例", "130102198812200029")
    files = [file(f"{n}{m}", text) for m, text in enumerate((COVER, FIRST, LAST)) for n in "a"]
    files += [file(f"b{m}", text) for m, text in enumerate(others)]
    mixed = [files[i] for i in (4, 0, 5, 2, 3, 1)]
    assert sorted(found(*mixed)) == [
        ("labor_contract", [("a0", 1), ("a1", 1), ("a2", 1)]),
        ("labor_contract", [("b0", 1), ("b1", 1), ("b2", 1)]),
    ]


def test_a_page_that_names_nobody_is_not_given_to_one_of_two() -> None:
    others = contract("李样例", "130102198812200029")
    nobody = LAST.replace("王样例", "")
    result = found(file("a", COVER, FIRST), file("b", *others), file("c", nobody))
    assert ("labor_contract", [("c", 1)]) in result


def test_a_page_that_names_other_parties_is_another_contract() -> None:
    """The spouse's contract with another firm, with only one page scanned."""
    _, first, _ = contract("李样例", "130102198812200029")
    spouse = first.replace("北京样例科技有限公司", "河北示范贸易有限公司").split("\n", 2)[2]
    spouse = "乙方（劳动者）：李样例\n" + spouse
    result = found(file("a", COVER, FIRST, LAST), file("b", spouse))
    assert result == [
        ("labor_contract", [("a", 1), ("a", 2), ("a", 3)]),
        ("labor_contract", [("b", 1)]),
    ]


def test_a_contract_does_not_swallow_what_follows() -> None:
    result = found(file("a", COVER, FIRST, LAST, ID_FRONT, ID_BACK))
    assert result[0] == ("labor_contract", [("a", 1), ("a", 2), ("a", 3)])
    assert [kind for kind, _ in result[1:]] == ["id_card", "id_card"]


def test_an_unknown_page_stays_unknown() -> None:
    words = """
    .3:会议通知
    各部门：兹定于本周五下午在三层会议室召开例会，
    请准时参加，不得迟到。
    """
    assert found(file("a", words)) == [("unknown", [("a", 1)])]
    assert found(file("a", words, COVER, FIRST, LAST))[0] == ("unknown", [("a", 1)])
    assert found(file("a", ID_FRONT, words))[1] == ("unknown", [("a", 2)])


def test_hardly_read_pages_are_unknown_not_forced() -> None:
    assert found(file("a", "签字 | 日期", "2025年")) == [
        ("unknown", [("a", 1)]),
        ("unknown", [("a", 2)]),
    ]


def test_blank_and_broken_pages_are_left_out() -> None:
    torn = page(ID_FRONT).model_copy(update={"trouble": "页面无法显示"})
    assert found(file("a", COVER, "", FIRST, torn, LAST)) == [
        ("labor_contract", [("a", 1), ("a", 3), ("a", 5)])
    ]
    assert found(file("a", "")) == []


HOUSEHOLD = """
.35:居民户口簿
户别 | 家庭户 | 户主姓名 | 王样例
户号 | 000123456 | 住址 | 北京市东城区样例路12号
省级公安机关户口专用章 | 户口登记机关户口专用章
承办人签章 | 2015年6月1日签发
~
.35:常住人口登记卡
姓名 | 王样例 | 户主或与户主关系 | 户主
曾用名 | .4:性别 | 男
出生地 | 北京市 | 民族 | 汉
籍贯 | 北京市 | 出生日期 | 1990年3月7日
公民身份证件编号 | 110101199003070011 | 文化程度 | 大学本科
婚姻状况 | 未婚 | 兵役状况 | 未服兵役
服务处所 | 北京样例科技有限公司 | 职业 | 工程师
何时由何地迁来本市（县） | 何时由何地迁来本址
登记日期 | 2015年6月1日
"""


def test_two_documents_on_one_page() -> None:
    """The cover and a member's card of a household register, copied onto one sheet."""
    upper, lower = HOUSEHOLD.split("~")
    whole = page(upper.strip() + "\n\n\n\n\n\n\n" + lower.strip())
    cut = parts(TextSheet.of(whole), TYPES)
    assert [part.best.kind.id for part in cut if part.best] == [
        "household_register_cover",
        "household_register_member",
    ]
    first, second = (part.sheet for part in cut)
    assert first.zone.y1 == second.zone.y0
    assert any("户号" in text for text in first.folded)
    assert not any("户号" in text for text in second.folded)
    assert len(first.lines) + len(second.lines) == len(whole.lines)


def _kinds(cut: list[PageShare]) -> list[str]:
    return [part.best.kind.id for part in cut if part.best]


def _beside(left: str, right: str) -> Page:
    """A landscape sheet with two pictures, the second in its right half."""
    halves = [page(picture.strip()).lines for picture in (left, right)]
    moved = [
        line.model_copy(
            update={"box": Box(b.x0 / 2.4 + x, b.y0, b.x1 / 2.4 + x, b.y1), "quad": quad}
        )
        for lines, x in zip(halves, (0.0, 0.54), strict=True)
        for line in lines
        for b in (line.box,)
        for quad in ([c / 2.4 + x if i % 2 == 0 else c for i, c in enumerate(line.quad)],)
    ]
    return page(left.strip()).model_copy(update={"lines": tuple(moved)})


def test_a_cover_and_a_leaf_side_by_side() -> None:
    cover, leaf = HOUSEHOLD.replace(".35:居民户口簿\n", "").split("~")
    cut = parts(TextSheet.of(_beside(cover, leaf)), TYPES)
    assert _kinds(cut) == ["household_register_cover", "household_register_member"]
    assert cut[0].sheet.zone.x1 == cut[1].sheet.zone.x0 < 0.55


def test_two_persons_leaves_on_one_sheet() -> None:
    """And two copies of one person's leaf are no two papers."""
    leaf = HOUSEHOLD.split("~")[1].strip()
    child = leaf.replace("110101199003070011", "110101201809165293").replace("王样例", "王小样")
    for other, count in ((child, 2), (leaf, 1)):
        cut = parts(TextSheet.of(page(f"{leaf}\n\n\n\n{other}")), TYPES)
        assert _kinds(cut) == ["household_register_member"] * count
    assert "王小样" in "".join(
        parts(TextSheet.of(page(f"{leaf}\n\n\n\n{child}")), TYPES)[1].sheet.folded
    )


def test_a_sheet_is_cut_where_its_halves_keep_their_words() -> None:
    """The widest gap is within the cover: above its date and the officer's name."""
    upper, lower = HOUSEHOLD.split("~")
    head, foot = upper.split("承办人签章")
    picture = f"{head.strip()}\n\n\n\n\n\n\n承办人签章{foot.strip()}\n\n\n{lower.strip()}"
    first, second = parts(TextSheet.of(page(picture)), TYPES)
    assert any("签发" in text for text in first.sheet.folded)
    assert _kinds([first, second]) == ["household_register_cover", "household_register_member"]


def test_two_persons_cards_on_one_sheet() -> None:
    other = ID_FRONT.replace("110101199003070011", "130102198812200029")
    assert other != ID_FRONT
    both = page(f"{ID_FRONT.strip()}\n\n\n\n\n{other.strip()}")
    assert _kinds(parts(TextSheet.of(both), TYPES)) == ["id_card", "id_card"]
    sides = page(f"{ID_FRONT.strip()}\n\n\n\n\n{ID_BACK.strip()}")
    assert _kinds(parts(TextSheet.of(sides), TYPES)) == ["id_card"]


def test_where_people_sign_a_form_is_no_paper_of_its_own() -> None:
    """The signatures and small print of a form have the same words as those of another."""
    form = """
个人信息变更申请表
.20:申请人：董样例 | .55:工作居住证编号：202207110182
.34:证件号码：510104199209264691
.34:申请事项：[√]聘用单位 □居住地址 □随往人员
申请单位意见
.30:单位审核意见：情况属实，同意办理



申请人（签字） | .35:董样例
单位法人代表（签字）： | .38:贾秀
（申请单位盖章）
.67:2024/5/10

注：个人声明：本人保证所填写信息真实有效。
"""
    only = parts(TextSheet.of(page(form)), TYPES)
    assert [part.best.kind.id for part in only if part.best] == ["personal_change_form"]


def test_one_document_is_not_cut_by_a_title_it_names() -> None:
    words = LAST + "\n附件：授权委托书、营业执照复印件"
    assert len(parts(TextSheet.of(page(words)), TYPES)) == 1


@pytest.mark.parametrize(
    ("picture", "number"),
    [
        ("第 2 页 共 3 页", 2),
        ("第2页/共3页", 2),
        ("当前第4页", 4),
        ("\n" * 27 + "- 3 -", 3),
        ("\n" * 27 + "12", 12),
        ("\n" * 27 + "2/3", 2),
        ("\n" * 27 + "Page 2 of 3", 2),
        ("\n" * 10 + "12", None),  # a figure in the middle of the page
        ("本合同第2页所列房屋设施清单双方已经核对无误并签字确认", None),
        ("正文", None),
    ],
)
def test_printed_page_numbers(picture: str, number: int | None) -> None:
    rows = picture.split("\n")
    (sheet,) = sheets("\n".join(rows) if rows[0] else "正文\n" + "\n".join(rows[1:]))
    assert page_number(sheet) == number


RENTAL_ARTICLES = """
第四条 未经出租方同意，承租方不得转租。
第五条 租赁期满续租的，承租方提前三十日提出。
第六条 逾期支付租金的，承担违约金，押金不退。
第2页
"""


def test_a_kindred_contract_goes_on_in_the_words_of_the_other() -> None:
    """The articles of a public housing lease are those of a lease; its next page belongs to it."""
    first = """
    .3:公有住宅租赁合同
    出租人：样例房管所 | .5:承租人：王样例
    房屋坐落：北京市东城区样例胡同1号 | .6:使用面积：40平方米
    第三条 月租金为200元。
    第1页
    """
    together = [("public_housing_lease", [("a", 1), ("a", 2)])]
    assert found(file("a", first, RENTAL_ARTICLES)) == together
    assert [kind for kind, _ in found(file("b", RENTAL_ARTICLES))] == ["lease_contract"]


@pytest.mark.parametrize("mark", ["第{}条", "Article {} ", "（{}）", "{}、", "{}."])
def test_articles_go_on_however_they_are_numbered(mark: str) -> None:
    one, two, other = (
        sheets("\n".join(f"{mark.format(n)}双方应当按照约定履行" for n in numbers))[0]
        for numbers in ((3, 4), (5, 6), (1, 2))
    )
    assert runs_on(one, two) > 0 > runs_on(one, other)


def test_a_label_that_holds_a_title_cuts_no_paper() -> None:
    """学位证书编号 in the middle of a form is not a degree certificate."""
    form = """
    .3:学历证书电子注册备案表
    姓名：王样例 | .5:性别：女
    院校名称：样例大学 | .5:专业：法学

    学历证书编号：127071200806929298
    层次：本科 | .5:学制：4年
    毕业日期：2008年6月20日
    """
    assert [kind for kind, _ in found(file("a", form))] == ["chsi_registration_form"]


def test_an_annex_comes_after_the_page_that_is_signed() -> None:
    """Pages behind a cover are sorted; a report's annexes have no place to sign."""
    cover = """
    .3:北京样例科技有限公司
    .35:验资报告
    .3:京样验字〔2025〕第0318号
    """
    opinion = """
    .35:验资报告
    .6:京样验字〔2025〕第0318号
    北京样例科技有限公司全体股东：
    我们接受委托，审验了贵公司截至2025年3月12日止新增注册资本及实收资本情况。
    经我们审验，截至2025年3月12日止，贵公司累计实缴注册资本为人民币200.00元。
    北京样例会计师事务所（普通合伙）（盖章） | .6:中国注册会计师：王样例
    """
    table = """
    附件1
    .35:注册资本实收情况明细表
    被审验单位名称：北京样例科技有限公司
    股东名称 | .3:认缴注册资本 | .5:实际出资
    王样例 | .3:200.00 | .5:200.00
    """
    pages = [("a", 1), ("a", 2), ("a", 3)]
    assert found(file("a", cover, opinion, table)) == [("capital_verification_report", pages)]


def test_a_card_begins_above_the_heading_beside_its_name() -> None:
    """Both sides of two persons' cards, the heading of each a little lower than the name."""

    def card(number: str) -> str:
        return f"""
        .1:姓名王样例
        .1:性别女 | .3:民族汉
        .1:出生1990年3月7日
        ^.64:居民身份证
        .1:住址 北京市东城区样例路12号
        .1:公民身份号码{number} | .62:签发机关 北京市公安局东城分局
        .62:有效期限 2019.05.20-2039.05.20
        .45:与原件一致
        """

    numbers = ("110101199003070011", "130102198812200029")
    cards = page("\n\n".join(card(number).strip("\n ") for number in numbers))
    found = parts(TextSheet.of(cards), TYPES)
    assert [part.sheet.lines[0].text for part in found] == ["姓名王样例"] * 2
