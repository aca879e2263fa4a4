"""Words that stand on every second seal, one of their characters misread."""

import pytest

from pipeline.reading.imaging.sealmend import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("青禾样例科技有医责任公司", "青禾样例科技有限责任公司"),
        ("青禾样例科技股汾有限公司", "青禾样例科技股份有限公司"),
        ("青禾样例科技股份有银公司", "青禾样例科技股份有限公司"),
        ("青州市市场监瞥管理局", "青州市市场监督管理局"),
        ("青州太学", "青州大学"),
        ("Q宁省公安厅", "辽宁省公安厅"),
    ],
)
def test_one_misread_character_is_put_right(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "青禾新能源限公司",  # what is lost here may be more than 有
        "海北省公安厅",  # 河北 and 湖北 are as near
        "青州市社会保障厅",
        "青州医学院附属中学",
        "青禾样例科技",
        "青禾有眼",
        "学",
        "",
    ],
)
def test_what_may_be_otherwise_stays(text: str) -> None:
    assert mended(text) == text
