"""Caches the readings of line pictures: finding a page's rotation reads some lines first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.engine import Engine, Image, LineReading

Pixels = tuple[tuple[int, ...], bytes]


@dataclass
class RememberingEngine:
    """An engine for one page that reads identical pixels only once."""

    engine: Engine
    known: dict[Pixels, LineReading] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def mark(self) -> str:
        return self.engine.mark

    def probe(self) -> None:
        self.engine.probe()

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        return self.engine.detect(image, scale)

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        asked = [(line.shape, line.tobytes()) for line in lines]
        fresh = {
            pixels: line
            for pixels, line in zip(asked, lines, strict=True)
            if pixels not in self.known
        }
        self.known |= zip(fresh, self.engine.recognise(list(fresh.values())), strict=True)
        return [self.known[pixels] for pixels in asked]
