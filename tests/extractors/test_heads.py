"""Rows of headings with their values below: no heading is another's value."""

from core.text.sheet import TextSheet
from extractors import house_ownership_certificate, marriage_certificate
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, by_labels
from extractors.kit.places.layout import Layout
from extractors.kit.places.settle import settle
from extractors.kit.places.words import vocabulary
from tests.extractors.sheets import page

HOUSE = TypeEntry(
    id="drawn_house",
    titles=("证",),
    fields=(
        FieldSpec("owner", "person", ("权利人",)),
        FieldSpec("address", "address", ("坐落",)),
        FieldSpec("register_date", "date", ("登记日期",)),
        FieldSpec("house_nature", "text", ("房屋性质",)),
        FieldSpec("major", "text", ("学科专业",)),
        FieldSpec("exam", "text", ("资格名称",)),
    ),
)
SURE_ROW = "坐落 | .52:登记日期\n北京市海淀区样华小区41号 | .52:2019年10月18日\n"


def sheet_of(picture: str) -> TextSheet:
    return TextSheet.of(page(picture))


def read(picture: str) -> dict[str, str | None]:
    sheets = [sheet_of(picture)]
    return {
        name: field.value
        for name, field in settle(HOUSE, sheets, by_labels(HOUSE, sheets)).fields.items()
    }


def test_a_heading_nobody_listed_is_no_value_of_the_heading_left_of_it() -> None:
    found = read(SURE_ROW + "房屋性质 | .52:某种甲乙\n经济适用住房 | .52:住宅")
    assert found["house_nature"] == "经济适用住房"
    found = read(SURE_ROW + "权利人 | .52:某种甲乙\n钱云冬 | .52:单独所有")
    assert found["owner"] == "钱云冬"


def test_a_label_beside_its_value_stays_one_where_the_columns_are_others() -> None:
    """No row of headings has these columns: the text on the right is the value."""
    found = read(SURE_ROW + "房屋性质 | .38:经济住房\n某种甲乙 | .38:普通住宅")
    assert found["house_nature"] == "经济住房"


def test_what_headings_are_called_in_english_stands_between_them_and_their_values() -> None:
    picture = (
        SURE_ROW + "学科专业 | .52:某种证书\nMajor | .52:Certificate No.\n国际贸易 | .52:12345678"
    )
    assert read(picture)["major"] == "国际贸易"


def test_values_below_headings_are_parted_where_their_columns_are() -> None:
    """The gap between two addresses may be smaller than the usual gap between values."""
    picture = (
        "权利人 | .45:坐落\n北京市海淀区某某里220号院5号楼282 | .45:广东省深圳市南山区样本巷2号"
    )
    layout = Layout.of([sheet_of(picture)], vocabulary(HOUSE.schema))
    row = layout.rows[1]
    gap = next(k for k in range(1, len(row.text)) if row.starts(k))
    assert not row.parts_at(gap)
    assert [row.text[s.start : s.end] for s in layout.parts(1)] == [
        "北京市海淀区某某里220号院5号楼282", "广东省深圳市南山区样本巷2号"
    ]  # fmt: skip


def test_a_word_that_begins_as_a_copula_does_is_whole() -> None:
    sheet = sheet_of("资格名称 | .52:系统架构设计师")
    assert settle(HOUSE, [sheet], Extraction()).fields["exam"].value == "系统架构设计师"


def test_a_word_of_a_title_is_no_label_of_what_stands_below() -> None:
    letter = TypeEntry(
        id="drawn_letter",
        titles=("授权委托书",),
        fields=(
            FieldSpec("legal_rep", "person", ("法定代表人",)),
            FieldSpec("agent_name", "person", ("代理人",)),
        ),
    )
    picture = ".33:{}法定代表人授权委托书\n某样例公司现授权佘明秀办理\n法定代表人：陶梅梓"
    for before, count in (("", 0), ("姓名：", 1)):
        layout = Layout.of([sheet_of(picture.format(before))], vocabulary(letter.schema))
        assert sum("legal_rep" in anchor.fields for anchor in layout.anchors[0]) == count
        assert any("legal_rep" in anchor.fields for anchor in layout.anchors[2])


def test_two_lines_of_labels_with_their_values_are_no_heads() -> None:
    """In a marriage certificate 性别男 is read as one word, like a heading."""
    picture = ".52:姓名 | .59:孙志强 | .66:性别男\n.52:国籍 | .59:中国 | .66:出生日期1985年06月21日"
    layout = Layout.of([sheet_of(picture)], vocabulary(marriage_certificate.TYPE.schema, ("性别",)))
    assert not layout.heads.values


def test_a_label_with_its_own_value_is_no_half_of_another() -> None:
    """房屋所有权人共有情况 is a label in two lines elsewhere."""
    picture = ".14:房屋所有权人 | .3:郝振华\n.14:共有情况 | .3:单独所有"
    schema = house_ownership_certificate.TYPE.schema
    layout = Layout.of([sheet_of(picture)], vocabulary(schema))
    assert [set(found[0].fields) for found in layout.anchors.values()] == [
        {"owner"},
        {"co_ownership"},
    ]
