"""Places kept in doubt because of text in the value or beside it, however good the label."""

import pytest

from core.models.document import Field, Kind
from core.text.values import TextValue
from extractors.credit_publicity_printout import TYPE as PRINTOUT
from extractors.kit.broken_amounts import with_rests
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field
from extractors.kit.opinion import opinion
from extractors.kit.places.layout import Layout
from extractors.kit.places.tablecells import sure_rows
from extractors.kit.places.words import vocabulary
from extractors.kit.sentences import with_sentences
from tests.extractors.sheets import settled, sheets, values

HELD = 0.5


SUBJECT = FieldSpec("subject", "text", ("项目名称",))
POSITION = FieldSpec("position", "text", ("职务",))
SCOPE = FieldSpec("business_scope", "text", patterns=(r"经营范围:(销售[^代]*?设)",), lines=12)
EMPLOYEE = FieldSpec("employee", "person", patterns=(r"乙方([一-鿿]{4})",))
ISSUED = FieldSpec("issue_date", "date", patterns=(r"有效期至(.{9,11})",))
UNIT = FieldSpec("unit_name", "company", ("甲方", "乙方"), patterns=(r"乙方:(.*公司)",))
HOME = FieldSpec("current_address", "address", patterns=(r"(269号.*1757)",))
SEAT = FieldSpec("address", "address", ("住址",))
MOTHER = FieldSpec("mother_name", "person", ("母亲",))
CODE = FieldSpec("verification_code", "text", ("验证码",), below=True)
WITNESS = FieldSpec("employee", "person", patterns=(r"乙方([一-鿿]{3})",))
OTHER = FieldSpec("other", "text", patterns=(r"其他状况:(面积)",))
AWARD = FieldSpec("award", "text", patterns=(r"授予(某.*奖)", r"研究,(.*奖)"))
BANK = FieldSpec("mortgagee", "company", patterns=(r"甲方(.*支行)",))


@pytest.mark.parametrize(
    ("spec", "doubtful", "sure"),
    [
        (SUBJECT, "项目名称：样例数据测量专利实施许\n可", "项目名称：样例数据测量专利实施许可"),
        (POSITION, "任行政助理 | .5:职务，现已解除劳动关系，手续已办理完毕", "职务：行政助理"),
        (
            SCOPE,
            "经营范围：销售计算机、软件；组织活动；设\n计、制作、代理、发布广告",
            "经营范围：销售计算机、软件；组织活动；设\n\n登记机关：某局代",
        ),
        (EMPLOYEE, "经协商，乙方姚国秀一致同意续签", "经协商，乙方欧阳国秀同意续签"),
        (
            ISSUED,
            "我单位拥有该房屋\n.5:2023年1月19日\n\n有效期至2027年4月19日",
            "我单位拥有该房屋\n\n有效期至2027年4月19日",
        ),
        (UNIT, "甲方：甲某样例有限公司 | .6:乙方：乙某样例有限公司", "乙方：乙某样例有限公司"),
        (HOME, "住址北京市朝阳区试例家园269号院19号楼1757", "住址\n269号院19号楼1757"),
        (SEAT, "住址：河北省石家庄市裕华区槐", "住址：河北省石家庄市裕华区槐安东路118号"),
        (SEAT, "住址：北京市东城区东华门街道东", "住址：北京市东城区东华门街道"),
        (
            MOTHER,
            "母亲 | .3:古丽娜尔·阿布都热合 | .7:年龄\n.16:Mother | .3:曼 | .7:Age",
            "母亲 | .3:古丽娜尔·阿布都热合",
        ),
        (CODE, "验证码\nRAJ7LC27QK7Y\n2BMG", "验证码\nRAJ7LC27QK7Y"),
        (CODE, "验证码\nZVC8 FLHF | 3FW2 | 2P97", "验证码\nZVC8 FLHF"),
        (WITNESS, "经协商，乙方邓明一致同意续签", "经协商，乙方邓明一愿意续签"),
        (
            OTHER,
            "附记：登记表见附页\n状况甲乙\n其他状况：面积",
            "附记：登记表见附页\n状况甲乙\n面积",
        ),
        (AWARD, "经研究，关于某市科学技术进步奖", "经研究，授予某市科学技术进步奖"),
        (
            BANK,
            "甲方样例银行股份有限公司北京山 | .7:抵押人杨松民\n中支行",
            "甲方样例银行股份有限公司北京山中支行",
        ),
    ],
)
def test_what_is_cut_or_another_s_is_held(spec: FieldSpec, doubtful: str, sure: str) -> None:
    other = FieldSpec("mortgagor", "person", ("抵押人",))
    held = settled(doubtful, spec, other)[spec.name]
    assert held.value is not None and held.placed <= HELD
    kept = settled(sure, spec, other)[spec.name]
    assert kept.value is not None and kept.placed > HELD


@pytest.mark.parametrize(("figures", "held"), [("461.97", True), ("4680000", False)])
def test_a_sum_in_words_and_in_figures_that_differ_are_both_held(figures: str, held: bool) -> None:
    picture = f"价税合计：肆佰陆拾捌万元整\n\n合计：{figures}"
    found = settled(
        picture,
        FieldSpec("total_caps", "amount", ("价税合计",)),
        FieldSpec("total", "amount", ("合计",)),
    )
    assert [found[n].placed <= HELD for n in ("total_caps", "total")] == [held, held]


@pytest.mark.parametrize("gap", [" | .6:", "\n"])
def test_a_sum_that_a_paper_prints_two_ways_is_what_it_says(gap: str) -> None:
    """A rule asks which of the two is right; it needs both to be sure."""
    found = settled(
        f"金额大写：伍仟陆佰元整{gap}小写：560.00",
        FieldSpec("total_caps", "amount", ("金额大写",)),
        FieldSpec("total", "amount", ("小写",)),
    )
    assert [found[n].value for n in ("total_caps", "total")] == ["5600", "560.00"]
    assert all(found[n].placed > HELD for n in ("total_caps", "total"))


def test_dots_drawn_to_an_opinion_are_none_of_it() -> None:
    found = opinion(sheets("申报单位意见………………同意上报"), ("申报单位意见",), ("声明",))
    assert found["unit_opinion"].value == "同意上报"


def test_the_number_of_the_next_item_is_no_part_of_an_address() -> None:
    pages = sheets("5.住址：陕西省西安市碑林区例园东里34号1526室\n6.公民身份号码：610103")
    kind = TypeEntry(id="drawn", titles=("证",), fields=(FieldSpec("address", "address"),))
    found = with_sentences(kind, pages, Extraction()).fields["address"]
    assert found.value == "陕西省西安市碑林区例园东里34号1526室"


@pytest.mark.parametrize(
    ("spec", "picture", "value"),
    [
        (FieldSpec("serial", "text"), "编号 No.39632895759", "39632895759"),
        (FieldSpec("item", "text"), "项目名称 | .4:*不动产*住宅", "*不动产*住宅"),
        (
            FieldSpec("registrar", "company", patterns=("核准(.*局)",)),
            "核准机关北京市东城区市场监督管理局",
            "北京市东城区市场监督管理局",
        ),
    ],
)
def test_a_value_is_cut_where_it_begins(spec: FieldSpec, picture: str, value: str) -> None:
    assert settled(picture, spec)[spec.name].value == value


def test_figures_behind_the_same_sum_in_words_are_still_at_their_label() -> None:
    picture = """
    税前工资：人民币肆万陆仟肆佰伍拾陆元壹角肆分（¥46,456.14）
    实发工资：人民币叁万贰仟玖佰零叁元壹角陆分（¥32,903.16）
    """
    found = settled(picture, FieldSpec("gross", "amount"), FieldSpec("net", "amount"))
    assert [found[n].value for n in ("gross", "net")] == ["46456.14", "32903.16"]


def test_an_amount_read_of_three_lines_is_not_begun_anew_at_the_second() -> None:
    pages = sheets(".4:捌佰叁\n^ .4:拾玖万\n^ .4:元整")
    spec = FieldSpec("amount_caps", "amount")
    value = spec.reader(pages[0].piece(0) + pages[0].piece(1) + pages[0].piece(2))
    assert value is not None and value.value == "8390000"
    kind = TypeEntry(id="drawn", titles=("单",), fields=(spec,))
    seen = Extraction(fields={"amount_caps": make_field(spec, value)})
    assert with_rests(kind, pages, seen).fields["amount_caps"].value == "8390000"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("行政处罚…………………… | .6:暂无相关信息", "暂无相关信息"),
        ("行政处罚 | .5:列入经营异常名录信息\n无 | .5:暂无", "无"),
    ],
)
def test_nothing_is_listed_where_a_printout_says_so(printed: str, value: str) -> None:
    got = PRINTOUT.read(sheets(f".3:企业信用信息公示报告\n行政处罚信息\n{printed}"))
    assert values(got.fields)["penalties"] == value


def test_a_list_of_which_the_heading_alone_was_read_is_held() -> None:
    got = PRINTOUT.read(sheets(".3:企业信用信息公示报告\n行政处罚信息\n报告生成日期：2025.11.08"))
    assert got.fields["penalties"].placed <= HELD


def cells(*rows: dict[str, str], kind: Kind = "company") -> tuple[dict[str, Field], ...]:
    return tuple(
        {n: Field(name=n, kind=kind, value=v, raw=v, confidence=0.99) for n, v in row.items()}
        for row in rows
    )


def held(rows: tuple[dict[str, Field], ...], name: str) -> list[bool]:
    layout = Layout.of(sheets("无"), vocabulary(()))
    return [row[name].placed <= HELD for row in sure_rows(rows, layout)]


def test_a_cell_that_lies_under_two_headings_is_of_two_columns() -> None:
    pages = sheets("所得项目 | .2:税务机关 | .6:入库日期\n工资薪金东城区税务局 | .6:某日")
    layout = Layout.of(pages, vocabulary(()))
    spec = FieldSpec("authority", "company")
    both, own = pages[0].piece(3), pages[0].piece(3, 4)
    for piece, doubtful in ((both, True), (own, False)):
        row = {"authority": make_field(spec, TextValue(piece.text, piece))}
        assert (sure_rows([row], layout)[0]["authority"].placed <= HELD) is doubtful


def test_a_cell_with_more_before_what_its_column_says_is_held() -> None:
    rows = cells(*[{"authority": "东城区税务局"}] * 3, {"authority": "保密东城区税务局"})
    assert held(rows, "authority") == [False, False, False, True]


def test_a_unit_s_name_with_an_amount_in_it_is_held() -> None:
    rows = cells({"authority": "东城区税务3700.89局"}, {"authority": "东城区税务局"})
    assert held(rows, "authority") == [True, False]


def test_an_amount_of_two_cells_is_held() -> None:
    rows = cells({"paid": "150000000100000000"}, {"paid": "100000000"}, kind="amount")
    assert held(rows, "paid") == [True, False]


@pytest.mark.parametrize(("shares", "doubtful"), [(("30%",), True), (("40%", "60%"), False)])
def test_rows_whose_shares_make_no_whole_are_held(shares: tuple[str, ...], doubtful: bool) -> None:
    rows = cells(*({"share": share} for share in shares), kind="text")
    assert held(rows, "share") == [doubtful] * len(shares)
