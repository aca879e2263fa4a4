"""Whose seal it is, from its words."""

import pytest

from pipeline.reading.imaging.sealwords import Shape, centre_words, cleaned, kind_of


@pytest.mark.parametrize(
    ("ring", "centre", "kind"),
    [
        ("北京样例云图科技有限公司", "", "official"),
        ("北京市某区科技信息中心", "", "official"),  # a unit's own seal, not an office's
        ("北京样例工商咨询有限公司", "", "official"),
        ("北京青禾会计师事务所（特殊普通合伙）", "", "official"),
        ("北京样例云图科技有限公司", "财务专用章", "finance"),
        ("北京样例财务咨询有限公司", "", "official"),  # 财务 is in its name
        ("北京样例财务咨询有限公司", "财务专用章", "finance"),
        ("北京样例云图科技有限公司", "合同专用章", "contract"),
        ("北京样例云图科技有限公司", "合同专用章（2）", "contract"),
        ("北京样例云图科技有限公司", "人事专用章", "hr"),
        ("北京样例云图科技有限公司", "人力资源部", "hr"),
        ("北京样例云图科技有限公司", "劳动合同专用章", "hr"),
        ("北京样例云图科技有限公司", "发票专用章", "invoice"),
        ("样例银行股份有限公司北京东城支行", "业务专用章", "bank"),
        ("青州大学", "", "school"),
        ("青州市第三中学", "教务处", "school"),
        ("国家税务总局青州市税务局", "征税专用章（1）", "agency"),
        ("国家税务总局青州市税务局", "业务专用章", "agency"),
        ("青州市人力资源和社会保障局", "专业技术资格证书专用章", "agency"),
        ("青州市工商行政管理局城南分局", "", "agency"),
        ("青州市公安局城南派出所", "户口专用章", "agency"),
        ("青州市民政局", "婚姻登记专用章", "agency"),
        ("青州市中级人民法院", "", "agency"),
        ("全国高等学校学生信息咨询与就业指导中心", "学历认证专用章", "agency"),
        ("教育部学位与研究生教育发展中心", "学位认证专用章", "agency"),
        ("青州医院", "出生医学证明专用章", "agency"),
    ],
)
def test_kind(ring: str, centre: str, kind: str) -> None:
    assert kind_of(ring, centre, "round", star=True) == (kind, True)


@pytest.mark.parametrize(
    ("ring", "centre", "said"),
    [
        ("北京样例云图科技有限公司1101041742215", "", True),
        ("北京青禾会计师事务所（特殊普通合伙）", "", True),
        ("北京样例云图科技有限公司防多专用", "", False),  # 财务专用章 that was not made out
        ("北京样例云图科技有限公司", "防多专用章", False),
        ("北京样例云图科技有限", "", False),
    ],
)
def test_a_units_own_seal_has_no_words_but_its_name(ring: str, centre: str, said: bool) -> None:
    assert kind_of(ring, centre, "round", star=True) == ("official", said)


@pytest.mark.parametrize(
    ("ring", "shape", "star", "kind"),
    [
        ("林墨之印", "square", False, "name"),
        ("", "round", True, "official"),
        ("", "round", False, "other"),
        ("", "oval", False, "other"),
    ],
)
def test_where_no_word_speaks_the_shape_does(
    ring: str, shape: Shape, star: bool, kind: str
) -> None:
    assert kind_of(ring, "", shape, star)[0] == kind


def test_text_is_cleaned_as_reports_print_it() -> None:
    assert cleaned(" 凯 迪(北京)〉·技术 ") == "凯迪（北京））·技术"


def test_a_date_under_the_seal_is_not_its_centre() -> None:
    assert centre_words(["2024年3月1日", "（盖章）"]) == ""
    assert centre_words(["2024年3月", "财务专用章"]) == "财务专用章"
    assert centre_words(["专业技术资格", "证书专用章"]) == "专业技术资格证书专用章"
    assert centre_words(["征税专用章（1）"]) == "征税专用章（1）"


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("财务专用查", "财务专用章"),
        ("合同专用幸", "合同专用章"),
        ("则务专用草", "则务专用草"),  # not one class surely, but no empty middle
        ("务专用章", "务专用章"),
        ("云和样例", ""),
    ],
)
def test_words_like_a_class_are_not_left_out(read: str, words: str) -> None:
    """Without them the seal would be surely a 公章, and the finance seal surely missing."""
    assert centre_words([read]) == words
