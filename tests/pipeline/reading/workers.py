"""A real reading worker with an engine of our own, for tests: it obeys the colour of a page."""

import os
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection

import numpy as np
from numpy.typing import NDArray

from pipeline.reading import ocr, worker
from pipeline.reading.ocr.engine import Image, Reading, even

RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)


class Puppet:
    """Dies on red pages, hangs on green ones, fails on blue ones, works for ever on yellow ones.

    Its process id is its text.
    """

    name = mark = "puppet"

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        blue, green, red = (float(v) for v in image.reshape(-1, 3).mean(axis=0))
        if red > 2 * (blue + green + 1):
            os.kill(os.getpid(), 9)
        if green > 2 * (blue + red + 1):
            time.sleep(600)
        if blue > 2 * (green + red + 1):
            raise ZeroDivisionError
        while min(red, green) > 2 * (blue + 1):
            pass
        height, width = image.shape[:2]
        box = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.15], [0.1, 0.15]]
        return [np.array(box, dtype=np.float32) * np.array([width, height], dtype=np.float32)]

    def recognise(self, lines: Sequence[Image]) -> list[Reading]:
        return [even(str(os.getpid()), 0.99) for _ in lines]


def main(pipe: Connection, engine: str, second: str | None) -> None:
    """As the real worker's, with the puppet for an engine."""
    ocr.ENGINES["puppet"] = Puppet
    worker.main(pipe, engine, second)


def deaf(pipe: Connection, engine: str, second: str | None) -> None:
    """A worker that dies before it has begun."""
