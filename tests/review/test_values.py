"""What a person types."""

import doctest

import pytest

from core.errors import Refused
from core.models.document import Kind
from review import values
from review.places import places
from review.quality.alike import same_value
from review.values import normalised
from tests.review.good import passing


def test_the_examples() -> None:
    assert doctest.testmod(values).failed == 0


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("date", "2019-03-05", "2019-03-05"),
        ("date", "2019.3.5", "2019-03-05"),
        ("date", "20190305", "2019-03-05"),
        ("date", "２０１９年３月５日", "2019-03-05"),
        ("date", " 长 期 ", "长期"),
        ("month", "2019年8月", "2019-08"),
        ("month", "201908", "2019-08"),
        ("amount", "1,200", "1200"),
        ("amount", "-3.50元", "-3.50"),
        ("credit_code", "91350100m000100y43", "91350100M000100Y43"),
        ("phone", "138 0013 8000", "13800138000"),
        ("text", "  Acme   Ltd. ", "Acme Ltd."),
        ("person", "欧阳·娜娜", "欧阳·娜娜"),
    ],
)
def test_values_are_put_as_the_rules_want_them(kind: Kind, typed: str, value: str) -> None:
    assert normalised(kind, typed) == value


def test_what_was_read_may_be_typed_as_it_stands() -> None:
    """A sample's reviewer types what stands on the paper."""
    read = [one for paper in passing().documents for one in places(paper) if one.value]
    assert {"date", "month", "id_number"} <= {one.kind for one in read}
    for one in read:
        assert same_value(one.kind, one.value or "", normalised(one.kind, f"{one.value} "))


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("date", "2019-02-30"),
        ("date", "昨天"),
        ("date", "190305"),
        ("month", "2019-13"),
        ("amount", "NaN"),
        ("amount", "约五千"),
        ("text", ""),
        ("text", " \n"),
        ("text", "a\x07b"),
        ("text", "x" * 501),
    ],
)
def test_what_is_no_value_is_refused(kind: Kind, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        normalised(kind, typed)
    assert refused.value.code == "value"
