"""Fields without a known label, by elimination: who signs, the last name, whose turn it is."""

from core.models.document import Field
from core.text.sheet import TextSheet
from core.text.values import read_company, read_person
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field
from extractors.kit.places.elimination import SIGNS
from extractors.kit.places.layout import Layout
from extractors.kit.places.settle import SUPPOSED, settle, weigh
from extractors.kit.places.words import vocabulary
from tests.extractors.sheets import page
from tests.extractors.test_places import CONTRACT, NUMBERS

FIRM = TypeEntry(
    id="drawn_firm",
    titles=("表",),
    fields=(
        FieldSpec("employer", "company"),
        FieldSpec("authority", "company"),
        FieldSpec("employee", "person"),
    ),
)


def sheets_of(picture: str) -> list[TextSheet]:
    return [TextSheet.of(page(picture))]


def fields_of(kind: TypeEntry, picture: str) -> dict[str, Field]:
    sheets = sheets_of(picture)
    return settle(kind, sheets, kind.read(sheets)).fields


def test_the_only_unit_on_a_paper_is_the_one_that_is_owed() -> None:
    found = fields_of(
        FIRM, "兹将有关情形说明如下。\n北京样例恒科技有限公司\n北京市东城区样例管理局"
    )
    assert found["employer"].value == "北京样例恒科技有限公司"
    assert found["authority"].value == "北京市东城区样例管理局"
    assert 0.5 < found["employer"].placed <= 0.7
    assert "employee" not in found


def test_of_two_units_that_nothing_tells_apart_neither_is_taken() -> None:
    found = fields_of(FIRM, "北京样例恒科技有限公司\n上海样例远贸易有限公司")
    assert "employer" not in found


def test_who_signs_as_a_party_is_that_party() -> None:
    kind = TypeEntry(
        id="drawn",
        titles=("书",),
        fields=(FieldSpec("warden_name", "person"), FieldSpec("head_name", "person")),
        also=(("warden_signature", "person"), ("head_signature", "person")),
    )
    sheets = sheets_of("现请张小明与王大海一同前往。\n.1:张小明 | .5:王大海")
    signed = {
        name: make_field(FieldSpec(name, "person"), read_person(sheets[0].piece(line)))
        for name, line in (("warden_signature", 1), ("head_signature", 2))
    }
    found = weigh(kind, sheets, Extraction(fields=signed)).chosen
    for name, value in (("warden_name", "张小明"), ("head_name", "王大海")):
        assert found[name].candidate.value.value == value and SIGNS in found[name].score.parts
        assert found[name].candidate.spot.row == 0  # where it is stated, not where it is signed


def test_numbers_of_two_parties_whose_words_nobody_knows_go_by_turn_and_are_held() -> None:
    picture = f"""
        某甲：王大海
        身份证号码：{NUMBERS[0]}
        联系电话：13800000001
        某乙：张小明
        身份证号码：{NUMBERS[1]}
        联系电话：13900000002
    """
    found = fields_of(CONTRACT, picture)
    assert [found[n].value for n in ("lessor_id", "lessee_id")] == list(NUMBERS)
    assert found["lessor_phone"].value == "13800000001"
    assert found["lessee_phone"].value == "13900000002"
    held = ("lessor_id", "lessee_id", "lessor_phone", "lessee_phone")
    assert all(found[n].placed <= max(SUPPOSED.values()) < 0.95 for n in held)


def test_a_text_that_ran_on_into_the_name_of_a_unit_loses_it() -> None:
    kind = TypeEntry(
        id="drawn",
        titles=("表",),
        fields=(FieldSpec("employer", "company"), FieldSpec("current_address", "address")),
    )
    sheets = sheets_of("北京样例恒科技有限公司\n北京市东城区样例街1号楼2室")
    whole = sheets[0].piece(0) + sheets[0].piece(1)
    read = kind.fields[1].reader(whole)
    assert read is not None and "公司" in read.value
    seen = Extraction(fields={"current_address": make_field(kind.fields[1], read)})
    found = settle(kind, sheets, seen).fields
    assert found["employer"].value == "北京样例恒科技有限公司"
    assert found["current_address"].placed <= 0.5


def test_a_heading_in_no_list_is_no_value_of_the_one_beside_it() -> None:
    kind = TypeEntry(
        id="drawn",
        titles=("表",),
        fields=(FieldSpec("name", "person"), FieldSpec("id_number", "id_number")),
    )
    picture = f"""
        .10:姓名 | .30:诞生时间 | .60:身份证号

        .10:王小明 | .30:1990.03.07 | .60:{NUMBERS[0]}
    """
    layout = Layout.of(sheets_of(picture), vocabulary(kind.schema))
    above = {c.anchor.label: c.strength for c in layout.claims(layout.every_part[1][0][0])}
    assert above["姓名"] > 0.6


def test_a_ticked_option_is_no_label() -> None:
    layout = Layout.of(sheets_of("√单位名称□姓名□身份证号"), vocabulary(FIRM.schema))
    assert layout.anchors[0] == []


def test_words_of_a_role_begin_no_units_name() -> None:
    sheet = sheets_of(
        "纳税人名称：北京样例恒科技有限公司\n用人单位北京样例恒科技有限公司\n甲方应当支付"
    )[0]
    read = [read_company(sheet.piece(n)) for n in range(3)]
    assert [value and value.value for value in read] == [
        "北京样例恒科技有限公司", "北京样例恒科技有限公司", None,
    ]  # fmt: skip
