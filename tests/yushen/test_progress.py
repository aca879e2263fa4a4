"""What the terminal says while a packet is checked."""

import pytest

from yushen.progress import StageStart, far
from yushen.words import Words


@pytest.fixture
def clock() -> list[float]:
    return [100.0]


def test_what_is_left_is_reckoned_from_the_stages_beginning(clock: list[float]) -> None:
    begun = StageStart(lambda: clock[0])
    assert begun.left("read", 1, 7) is None  # nobody knows yet how long a page takes
    clock[0] += 6
    assert begun.left("read", 4, 7) == pytest.approx(6)
    clock[0] += 6
    assert begun.left("read", 7, 7) is None
    assert begun.left("settle", 0, 0) is None


def test_a_stage_that_begins_anew_is_reckoned_anew(clock: list[float]) -> None:
    begun = StageStart(lambda: clock[0])
    begun.left("read", 5, 7)
    clock[0] += 50
    assert begun.left("read", 1, 4) is None
    clock[0] += 2
    assert begun.left("read", 2, 4) == pytest.approx(4)


@pytest.mark.parametrize(
    ("left", "zh", "en"),
    [
        (None, "第 3 页，共 7 页", "3 of 7"),
        (75.0, "第 3 页，共 7 页 · 约剩 1:15", "3 of 7 · 1:15 left"),
    ],
)
def test_it_says_how_far_and_how_long(left: float | None, zh: str, en: str) -> None:
    assert far(3, 7, left, Words("zh")) == zh
    assert far(3, 7, left, Words("en")) == en
    assert far(0, 0, left, Words("zh")) == ""
