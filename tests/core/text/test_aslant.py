"""Words of a ground that lies aslant are none of the paper's."""

from math import cos, radians, sin

from core.models.page import Line, Page
from core.text.aslant import without_aslant
from core.text.sheet import TextSheet
from tests.extractors.sheets import line

LEVEL = [line(text, 0.1, 0.1 + n / 20) for n, text in enumerate(("学校名称", "测试大学", "校长"))]


def turned(text: str, x: float, y: float, degrees: float) -> Line:
    """A line that rises by so many degrees to the right, on a square page."""
    whole = line(text, x, y)
    wide, high = whole.box.width, whole.box.height
    ahead = cos(radians(degrees)), -sin(radians(degrees))
    down = -ahead[1], ahead[0]
    corners = [(0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)]
    quad = tuple(
        edge + a * ahead[k] + b * down[k] for a, b in corners for k, edge in enumerate((x, y))
    )
    return whole.model_copy(update={"quad": quad})


def kept(*more: Line, level: list[Line] = LEVEL) -> list[str]:
    page = Page(file="a", number=1, width=1000, height=1000, lines=(*level, *more))
    return [one.text for one in TextSheet.of(page).lines]


def test_words_that_come_again_at_one_angle_are_a_ground() -> None:
    ground = [turned("副本专用", 0.3 + n / 10, 0.4, 20 + n) for n in range(2)]
    assert kept(*ground) == ["学校名称", "测试大学", "校长"]


def test_a_single_line_that_climbs_is_a_line() -> None:
    assert "林样舟" in kept(turned("林样舟", 0.3, 0.4, 20))


def test_a_skewed_page_keeps_its_lines() -> None:
    skewed = [turned(one.text, one.box.x0, one.box.y0, 6) for one in LEVEL]
    assert (
        len(kept(turned("签字人", 0.5, 0.5, 14), turned("签章人", 0.5, 0.6, 14), level=skewed)) == 5
    )


def test_a_page_of_nothing_but_a_ground_is_left_as_it_is() -> None:
    ground = [turned("内部资料", 0.1, n / 10, 25) for n in range(6)]
    page = Page(file="a", number=1, width=1000, height=1000, lines=tuple(ground))
    assert without_aslant(page, page.lines) == ground
