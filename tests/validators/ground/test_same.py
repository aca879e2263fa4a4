"""What is one name, one unit, one number, one address: exact where both are sure."""

import pytest

from tests.validators.kit import CODE, UNIT, case, field, paper, printed, said, seal
from validators.facts.whose import one_code
from validators.ground.address import one_door
from validators.ground.compare import is_one
from validators.ground.elsewhere import by_itself
from validators.ground.look import Value, look
from validators.ground.named import lists, named_in
from validators.ground.stamps import ring_is
from validators.judging.edition import open_edition

POLICY = open_edition()
LONG, SISTER = "北京云图数据科技有限公司", "北京云途数据科技有限公司"
HOME = "北京市东城区甲胡同12号院3号楼2单元601室"


def value(text: str, name: str = "owner", sure: float = 0.99) -> Value:
    """A field that says this."""
    found = paper("real_estate_certificate", **{name: text})
    fields = {name: field(name, text, sure)}
    return look(found.model_copy(update={"fields": fields}), name, POLICY)


@pytest.mark.parametrize("dot", "·•・．‧∙.⋅●･")
def test_a_names_dot_is_one_however_it_is_printed_and_may_be_left_out(dot: str) -> None:
    assert is_one(value(f"阿里木{dot}江"), "阿里木·江") is True
    assert is_one(value("阿里木江"), f"阿里木{dot}江") is True


@pytest.mark.parametrize(
    ("read", "expected", "answer"),
    [
        ("張靜雲", "张静云", True),  # one script
        ("乾", "干", False),  # yet what names keep is kept
        ("北京甲（东城）有限公司", "北京甲(东城)有限公司", True),
        ("张三丰", "张三", False),
        ("张三", "张三丰", False),
        ("春莲", "宋春莲", None),  # without its surname it is no name: a character was lost
        ("林峰", "王林峰", False),  # that is one
        ("佘三", "余三", None),  # a scan takes one for the other
        ("阿里木", "阿里木·江", None),  # a system may cut a long name at its dot
        ("SMITH, JOHN", "John Smith", None),
        ("Wen Ruogu", "温若谷", True),
        ("Wen Ruoguo", "温若谷", None),
        ("约翰·史密斯", "John Smith", None),
        ("JOHN ROE", "JOHN DOE", False),
    ],
)
def test_names_read_for_sure_are_one_or_not(read: str, expected: str, answer: bool | None) -> None:
    assert is_one(value(read), expected) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("张小三", True),
        ("张小三、李四", True),
        ("李四；张小三", True),
        ("张小三 李四共有", True),
        ("李四（与张小三共同共有）", True),
        ("张小三丰", False),
        ("王张小三", False),
        ("李四", False),
        ("张小三李四四", None),  # two names, or one of another
    ],
)
def test_a_name_is_found_in_a_list_where_it_stands_whole(text: str, answer: bool | None) -> None:
    assert lists(value(text), "张小三") is answer
    if answer is False:
        assert lists(value(text, sure=0.7), "张小三") is None  # a doubtful one says nothing


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"张三工资由{UNIT}发放", True),
        (f"张三应税收入由{UNIT}代扣代缴", True),
        (f"{UNIT}发放张三工资", True),
        (f"张三工资由{UNIT}东城分公司发放", False),
        (f"张三工资由新{UNIT}发放", False),
    ],
)
def test_a_branch_is_not_its_head_office(text: str, answer: bool) -> None:
    assert named_in(text, UNIT) is answer


def test_a_line_one_character_longer_is_another_persons() -> None:
    title = paper("real_estate_certificate")
    assert by_itself(printed(title, "权利人张小三"), "张小三") is not None
    assert by_itself(printed(title, "张小三丰"), "张小三") is None


@pytest.mark.parametrize(
    ("ring", "sure", "answer"),
    [
        (LONG, 0.99, True),
        (SISTER, 0.99, None),  # a sister company, or one character misread
        (SISTER, 0.85, True),  # doubtful characters may differ
        ("上海丁贸易有限公司", 0.99, False),
        (f"{LONG}东城分公司", 0.99, False),
    ],
)
def test_a_ring_read_to_the_letter_is_the_units_or_a_question(
    ring: str, sure: float, answer: bool | None
) -> None:
    assert ring_is(seal(ring, confidence=sure), LONG, POLICY) is answer


def test_a_sister_companys_seal_on_a_form_is_not_passed() -> None:
    form = paper("power_of_attorney", seals=[seal(SISTER, confidence=0.99)])
    found = case("renewal", form, record={"employer": {"name": LONG}})
    assert said(found, "GEN-SEAL-RING") == ("review", "supplement")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("东城区甲胡同12号院3-2-601", True),
        ("甲胡同十二号院三号楼二单元601", True),
        ("3号楼2单元601室", True),
        ("北京市东城区安定门街道甲胡同12号院3号楼2单元6层0601室", True),
        (HOME.replace("东城", "西城"), False),
        (HOME.replace("北京", "天津"), False),
        (HOME.replace("601", "602"), False),
        (HOME.replace("12号", "甲12号"), False),
        (HOME.replace("甲胡同", "乙大街"), None),  # another street, or its other name
        ("北京市东城区甲胡同12号院", None),  # it ends before the door
        ("北京市东城区甲胡同", None),
    ],
)
def test_one_door(text: str, answer: bool | None) -> None:
    assert one_door(value(text, "address"), HOME) is answer


def test_a_district_by_its_former_name_is_the_one_it_was_merged_into() -> None:
    assert one_door(value(HOME.replace("东城", "崇文"), "address"), HOME) is True


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (CODE, True),
        (CODE[2:8] + CODE[8:17], True),  # a taxpayer's number of 15 characters
        ("91110101MA0999999X", False),
    ],
)
def test_one_code(text: str, answer: bool) -> None:
    notice = paper("tax_info_notice", taxpayer_id=text)
    assert one_code(look(notice, "taxpayer_id", POLICY), (CODE,)) is answer


@pytest.mark.parametrize(
    ("text", "answer"), [("110101004414963", True), ("110101004414964", None), (CODE, None)]
)
def test_a_number_of_before_credit_codes(text: str, answer: bool | None) -> None:
    """It is itself, and nothing that it could be held against otherwise."""
    notice = paper("tax_info_notice", taxpayer_id=text)
    assert one_code(look(notice, "taxpayer_id", POLICY), ("110101004414963",)) is answer
