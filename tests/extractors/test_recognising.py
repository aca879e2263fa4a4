"""Recognising a document by its content: other titles, notes of purpose, foreign
documents, doubt.
"""

import tomllib
from dataclasses import replace

import pytest

from core.models.document import FOREIGN
from core.text.sheet import TextSheet
from extractors import TYPES
from extractors.packet.documents import UNKNOWN, read_documents
from extractors.packet.headings import Titles, headings
from extractors.packet.recognise import MIN_TYPE_PROBABILITY, recognise
from extractors.packet.split import parts, split
from extractors.packet.vocabulary import LEXICON, vocabulary
from tests.extractors.files import file
from tests.extractors.sheets import page, sheets

LEASE = """
出租方：赵样例 | .5:承租方：王样例
房屋地址：北京市东城区样例胡同1号
月租金：5000元 | .5:押金：5000元
租期：2024年1月1日至2025年1月1日
第一条 租赁用途为居住。
第二条 承租方按月支付租金。
第三条 未经出租方同意不得转租。
"""
CARD = """
姓名 王样例
性别 女 民族 汉
出生 1949年12月31日
住址 北京市东城区样例胡同1号
公民身份号码 11010519491231002X
"""
RESUME = """
.42:王样例
求职意向：测绘工程师 | .5:期望薪资：面议
性别：女 | .5:民族：汉
出生：1990年1月 | .5:住址：北京市东城区
教育背景
2008年至2012年 样例大学 测绘工程
工作经历
2015年至2020年 河北样例公司 工程师
自我评价：认真负责
"""


def known(picture: str) -> str:
    best = recognise(sheets(picture)[0], TYPES).best
    return best.kind.id if best else UNKNOWN


@pytest.mark.parametrize(
    "title", ["住宅租约", "房屋出租契约", "房屋祖赁合同", "HOUSE LEASE CONTRACT", "样例公寓", ""]
)
def test_a_lease_whatever_its_title(title: str) -> None:
    assert known(f".4:{title}\n{LEASE}") == "lease_contract"


def test_known_without_any_title_of_its_own() -> None:
    kinds = [replace(k, titles=()) if k.id == "lease_contract" else k for k in TYPES]
    best = recognise(sheets(f".4:关于房屋的约定\n{LEASE}")[0], kinds).best
    assert best is not None and best.kind.id == "lease_contract"


@pytest.mark.parametrize(
    "note",
    [
        "仅供办理北京市工作居住证确认单使用",
        "本复印件仅限办理工作居住证",
        "用于北京市工作居住证",
        "仅供办理\n.3:北京市工作居住证\n.3:使用",
    ],
)
def test_a_note_of_purpose_is_no_heading(note: str) -> None:
    picture = f".3:{note}\n{CARD}"
    assert all("工作居住证" not in one.text for one in headings(sheets(picture)[0]))
    assert known(picture) == "id_card"


def test_a_form_named_after_what_it_applies_for_keeps_its_heading() -> None:
    (sheet,) = sheets(".3:北京市工作居住证办理申请表")
    assert [one.text for one in headings(sheet)] == ["北京市工作居住证办理申请表"]


def test_a_resume_is_foreign_and_no_identity_card() -> None:
    (document,) = read_documents([file("a", RESUME)], TYPES)
    assert (document.type, document.foreign) == (UNKNOWN, "简历")
    assert document.guesses[0].type == FOREIGN and document.guesses[0].confidence > 0.9


def test_what_resembles_a_type_is_named_though_it_is_not_taken_for_it() -> None:
    """Too little for a verdict, enough for 可能是房屋租赁合同，请核对."""
    (document,) = read_documents([file("a", "承租方：王样例\n押金：一个月\n租期：一年")], TYPES)
    assert document.type == UNKNOWN
    assert "lease_contract" in [guess.type for guess in document.guesses]
    assert sum(guess.confidence for guess in document.guesses) <= 1.001


def test_a_heading_of_another_paper_leaves_doubt() -> None:
    plain, odd = (
        recognise(sheets(f".42:{title}\n{LEASE}")[0], TYPES).guesses[0]
        for title in ("房屋租赁合同", "仓单质押登记证书")
    )
    assert plain.kind is odd.kind
    assert plain.confidence > 0.95 and MIN_TYPE_PROBABILITY < odd.confidence <= 0.8


def test_the_own_heading_decides_between_papers_with_the_same_words() -> None:
    assert known(f".35:公有住宅租赁合同\n{LEASE}") == "public_housing_lease"


def test_a_title_is_wholly_like_its_class_and_nothing_is_more_than_that() -> None:
    classes = vocabulary(tuple(TYPES)).classes
    titles = Titles(classes)
    for c, one in enumerate(classes):
        for title in one.titles:
            like = titles.like(title)
            assert like[c] > 0.9 and max(like.values()) <= 1, title


def test_a_table_that_names_a_card_is_not_cut_in_two() -> None:
    picture = """
    .35:个人扣缴明细查询
    税款所属期 | .3:收入额 | .5:减除费用 | .7:应补退税额
    2024-01 | .3:18500.00 | .5:5000.00 | .7:0.00
    证件类型
    居民身份证
    税款所属期 | .3:收入额 | .5:减除费用 | .7:应补退税额
    2024-02 | .3:18500.00 | .5:5000.00 | .7:0.00
    """
    assert len(parts(TextSheet.of(page(picture)), TYPES)) == 1


def test_articles_that_go_on_tie_a_page_to_its_contract() -> None:
    first = f".4:房屋租赁合同\n{LEASE}"
    second = "第四条 本合同自双方签字之日起生效。\n第五条 争议由双方协商解决。"
    (draft,) = split([file("a", first, second)], TYPES)
    assert draft.kind is not None and draft.kind.id == "lease_contract"
    assert len(draft.sheets) == 2


def test_a_title_that_runs_above_each_page_begins_no_new_paper() -> None:
    first = f".4:房屋租赁合同\n{LEASE}"
    second = ".4:房屋租赁合同\n第四条 本合同自双方签字之日起生效。\n第五条 争议由双方协商解决。"
    (draft,) = split([file("a", first, second)], TYPES)
    assert len(draft.sheets) == 2


def test_articles_that_begin_anew_are_another_contract() -> None:
    first = f".4:房屋租赁合同\n{LEASE}"
    drafts = split([file("a", first, first.replace("王样例", "李样例"))], TYPES)
    assert [len(draft.sheets) for draft in drafts] == [1, 1]


def test_the_lexicon_speaks_of_types_that_are_there() -> None:
    lexicon = tomllib.loads(LEXICON.read_text("utf-8"))
    assert set(lexicon["types"]) <= {kind.id for kind in TYPES}
    assert all(paper["name"] and paper["words"] for paper in lexicon["foreign"])


def test_its_own_heading_outweighs_the_words_of_a_kindred_type() -> None:
    renewal = """
    .3:续签劳动合同书
    甲方（用人单位）：北京样例科技有限公司 | .6:乙方（劳动者）：王样例
    第一条 双方同意续签，期限2024年3月1日至2027年2月28日。
    第二条 乙方的工作内容、工作地点、劳动报酬按规章制度执行。
    第三条 甲方依法缴纳社会保险，劳动争议由双方协商，试用期不再约定。
    """
    assert known(renewal) == "labor_contract_renewal"


def test_what_a_copy_is_for_says_nothing_of_the_paper() -> None:
    back = "签发机关 北京市公安局东城分局\n有效期限 2020.05.26-2030.05.26\n"
    seen = recognise(sheets(back)[0], TYPES)
    noted = recognise(sheets(back + "本复印件仅供居住证业务使用\n")[0], TYPES)
    assert noted.best is not None and seen.best is not None
    assert noted.best.kind is seen.best.kind


def test_a_card_that_only_its_heading_tells_is_never_taken_for_without_it() -> None:
    others = [kind for kind in TYPES if kind.id != "id_card"]
    guess = recognise(sheets(CARD)[0], others).of(next(k for k in TYPES if k.alone >= 9))
    assert guess is None or guess.confidence < MIN_TYPE_PROBABILITY
    taken = recognise(sheets(CARD)[0], others).best
    assert taken is None or taken.kind.id != "temporary_id_card"


@pytest.mark.parametrize("kind", ["公告", "表彰通报"])
def test_a_notice_of_an_award_is_one_under_a_plain_heading(kind: str) -> None:
    notice = f"""
    .45:{kind}
    各有关单位：
    经评审，决定授予王样例等人科学技术奖一等奖。
    2020年12月24日
    """
    assert known(notice) == "award_supporting_evidence"


def test_a_card_that_tells_where_its_holder_lives_now_is_no_identity_card() -> None:
    assert known(CARD) == "id_card"
    permit = CARD.replace("公民", "居住地住址 北京市海淀区样例园甲9号楼5单元1402\n公民")
    assert known(permit) == "residence_permit_card"


INVOICE = """
.35:电子发票（普通发票）
发票号码：23112000000086420517 | .6:开票日期：2023年05月06日
购买方信息 | .25:名称：王样例 | .5:销售方信息 | .65:名称：{seller}
项目名称 | .3:单位 | .45:数量 | .6:金额 | .75:税率 | .88:税额
{item} | .3:平方米 | .45:88.78 | .6:4886972.48 | .75:9% | .88:439827.52
价税合计（大写） | .3:伍佰叁拾贰万陆仟捌佰元整 | .7:¥5326800.00
备注 | .3:不动产地址：北京市大兴区样例街6号院4号楼；合同编号：XF1208654
"""


@pytest.mark.parametrize(
    ("seller", "item", "kind"),
    [
        ("北京样例房地产开发有限公司", "*不动产*住宅", "purchase_invoice"),
        ("北京样例公寓管理有限公司", "*经营租赁*房屋租金", "rent_invoice"),
    ],
)
def test_invoices_are_told_by_what_was_sold(seller: str, item: str, kind: str) -> None:
    assert known(INVOICE.format(seller=seller, item=item)) == kind


def test_a_covers_title_that_is_nearly_a_leafs() -> None:
    """常住人口登记 首页 above 常住人口登记卡: both are there, the page is two papers."""
    cover = """
    .35:常住人口登记 | .6:首页
    户别 | .25:非农业家庭户 | .5:户主姓名 | .65:汪样例
    户号 | .25:003162785 | .5:住址 | .65:安徽省肥东县样例镇长江东路88号
    省级公安机关户口专用章 | .5:户口登记机关户口专用章
    承办人签章：李民 | .6:2015年9月22日签发
    """
    leaf = """
    .35:常住人口登记卡
    姓名 | .25:汪样例 | .5:户主或与户主关系 | .75:户主
    曾用名 | .5:性别 | .75:男
    出生地 | .25:安徽省肥东县 | .5:民族 | .75:汉族
    籍贯 | .25:安徽省肥东县 | .5:出生日期 | .75:1992年5月19日
    公民身份证件编号 | .3:110101199003070011 | .6:身高 172
    文化程度 | .25:大学本科 | .5:婚姻状况 | .75:未婚
    何时由何地迁来本市（县）
    """
    (sheet,) = sheets(cover.rstrip() + "\n\n\n" + leaf.lstrip("\n"))
    found = [part.best.kind.id for part in parts(sheet, TYPES) if part.best is not None]
    assert found == ["household_register_cover", "household_register_member"]
