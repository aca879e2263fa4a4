"""Lines below seals are looked for again where the seals are, and nowhere else."""

import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from pipeline.reading.below import MARGIN, detect_below
from pipeline.reading.imaging.crops import Image
from tests.pipeline.reading.drawn import quad

PAGE = np.full((1400, 1000, 3), 255, dtype=np.uint8)


class Finder:
    """Finds one line in the middle of whatever it is shown, and keeps the sizes."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, ...]] = []
        self.scales: list[float | None] = []

    name = mark = "finder"

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        self.shown.append(image.shape[:2])
        self.scales.append(scale)
        h, w = image.shape[:2]
        return [quad(w / 2 - 20, h / 2 - 5, w / 2 + 20, h / 2 + 5)]

    def recognise(self, lines: object) -> list[object]:
        raise AssertionError("nothing is read here")


def middles(quads: list[NDArray[np.float32]]) -> list[tuple[int, int]]:
    return sorted((round(float(x)), round(float(y))) for x, y in (q.mean(axis=0) for q in quads))


def test_far_lines_stay_and_those_beside_a_seal_are_found_anew() -> None:
    finder = Finder()
    far, beside = quad(100, 100, 400, 130), quad(100, 1180, 300, 1210)
    found = detect_below(PAGE, [far, beside], [Box(0.6, 0.7, 0.8, 0.85)], finder)  # type: ignore[arg-type]
    assert middles(found) == [(250, 115), (500, 1095)]  # the far one; one in the band's middle
    margin = MARGIN * 1400
    height, width = finder.shown[0]
    assert width == 1000  # a seal may have hidden a line from end to end
    assert abs(height - (1210 - 980 + 2 * margin)) <= 2  # the line beside it is shown whole
    assert finder.scales == [1280 / 1400]  # in the size of the page, not of the part


def test_what_lies_in_the_margin_keeps_its_first_place() -> None:
    above = quad(100, 950, 400, 975)  # shown with the band, but not of it
    found = detect_below(PAGE, [above], [Box(0.6, 0.7, 0.8, 0.85)], Finder())  # type: ignore[arg-type]
    assert (250, 962) in middles(found) and len(found) == 2


def test_seals_side_by_side_are_one_band() -> None:
    finder = Finder()
    one, two = Box(0.1, 0.5, 0.2, 0.6), Box(0.4, 0.56, 0.6, 0.65)
    assert len(detect_below(PAGE, [], [two, one], finder)) == 1  # type: ignore[arg-type]
    assert len(finder.shown) == 1


def test_a_page_full_of_seals_is_looked_at_whole() -> None:
    finder = Finder()
    detect_below(PAGE, [], [Box(0.0, 0.0, 1.0, 0.6)], finder)  # type: ignore[arg-type]
    assert finder.shown == [(1400, 1000)]
