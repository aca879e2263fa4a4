"""What a label says about its value: a unit, a line to write on."""

import pytest

from extractors.kit.fields import FieldSpec, read_fields
from tests.extractors.sheets import sheets


@pytest.mark.parametrize("picture", ["注册资本（万元） | .5:10,000", "注册资本（万元）：10,000"])
def test_an_amount_takes_its_labels_unit(picture: str) -> None:
    spec = FieldSpec("registered_capital", "amount", ("注册资本",))
    assert read_fields(sheets(picture), (spec,))["registered_capital"].value == "100000000"


def test_foreign_money_is_told_and_no_value() -> None:
    spec = FieldSpec("registered_capital", "amount", ("注册资本",))
    field = read_fields(sheets("注册资本：500万美元"), (spec,))["registered_capital"]
    assert field.value is None and "500万美元" in (field.trouble or "")


@pytest.mark.parametrize(
    ("picture", "presence"),
    [
        ("产权人：______", "absent"),
        ("产权人 | .5:（签字）", "absent"),
        ("产权人：无", "absent"),
        ("产权人：", "unclear"),
        ("产权人：三三三三三三三", "unclear"),
        ("产权人：李四", "present"),
    ],
)
def test_a_placeholder_is_no_value(picture: str, presence: str) -> None:
    """A line to write on is empty, but never surely: handwriting may cover it."""
    spec = FieldSpec("owner", "person", ("产权人",))
    field = read_fields(sheets(picture), (spec,))["owner"]
    assert field.presence == presence
    assert field.confidence < 0.85 or field.value == "李四"
