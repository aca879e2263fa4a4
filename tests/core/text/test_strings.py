"""Values of a second reading, which is a bare string."""

import pytest

from core.text.strings import value_of


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n"])
def test_nothing_read(text: str) -> None:
    assert value_of("text", text) is None


def test_the_first_value_of_its_kind() -> None:
    assert value_of("date", "自2025年3月1日至2026年2月28日") == "2025-03-01"
    assert value_of("id_number", "王样例 110101199003070011") == "110101199003070011"
    assert value_of("date", "王样例 110101199003070011") is None
