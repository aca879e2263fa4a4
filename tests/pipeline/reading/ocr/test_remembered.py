"""The same picture of a line is read once a page."""

from collections.abc import Sequence

import numpy as np

from pipeline.reading.imaging.crops import Image
from pipeline.reading.ocr.engine import LineReading, even
from pipeline.reading.ocr.remembered import RememberingEngine


class Counting:
    """Reads a line as its first shade, and counts what it was shown."""

    name, mark = "counting", "counted"

    def __init__(self) -> None:
        self.read = 0

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[Image]:
        return [image]

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        self.read += len(lines)
        return [even(str(line.flat[0]), 1.0) for line in lines]


def line(shade: int, width: int = 60) -> Image:
    return np.full((20, width, 3), shade, dtype=np.uint8)


def test_each_picture_is_read_once_and_answered_in_order() -> None:
    inner = Counting()
    engine = RememberingEngine(inner)  # type: ignore[arg-type]
    assert [r.text for r in engine.recognise([line(1), line(2), line(1)])] == ["1", "2", "1"]
    assert [r.text for r in engine.recognise([line(3), line(2)])] == ["3", "2"]
    assert inner.read == 3


def test_another_shape_with_the_same_bytes_is_another_picture() -> None:
    inner = Counting()
    engine = RememberingEngine(inner)  # type: ignore[arg-type]
    engine.recognise([line(1)])
    engine.recognise([line(1).reshape(40, 30, 3)])
    assert inner.read == 2
    assert (engine.name, engine.mark) == ("counting", "counted")
