"""A real reading worker with an engine of our own, for tests: it obeys the colour of a page.

Started as `python -m tests.pipeline.reading.workers SOCKET`, within all the walls.
"""

import mmap
import os
import signal
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.reading import ocr
from pipeline.reading.box import worker
from pipeline.reading.ocr.engine import Image, LineReading, even

WORKER = "tests.pipeline.reading.workers"
WHITE, RED, GREEN, BLUE = (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255)
YELLOW, PINK, CYAN = (255, 255, 0), (255, 0, 255), (0, 255, 255)
RESERVED = 249 * 2**20  # bytes


class Puppet:
    """Dies on red pages, hangs on green ones, fails on blue ones, works for ever on yellow ones,
    takes all memory on pink ones, and reserves some that it never uses on each cyan one.

    Its process id is its text.
    """

    name = mark = "puppet"

    def __init__(self) -> None:
        self.reserved: list[mmap.mmap] = []

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        blue, green, red = (float(v) for v in image.reshape(-1, 3).mean(axis=0))
        if red > 2 * (blue + green + 1):
            signal.raise_signal(signal.SIGKILL)
        if green > 2 * (blue + red + 1):
            time.sleep(600)
        if blue > 2 * (green + red + 1):
            raise ZeroDivisionError
        while min(red, green) > 2 * (blue + 1):
            pass
        taken = []
        while min(red, blue) > 2 * (green + 1):
            taken.append(np.ones(2**24))
        if min(blue, green) > 2 * (red + 1):
            self.reserved.append(mmap.mmap(-1, RESERVED))
        height, width = image.shape[:2]
        box = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.15], [0.1, 0.15]]
        return [np.array(box, dtype=np.float32) * np.array([width, height], dtype=np.float32)]

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        return [even(str(os.getpid()), 0.99) for _ in lines]


def main() -> None:
    """As the real worker's, with the puppet for an engine."""
    ocr.ENGINES["puppet"] = Puppet
    worker.main()


if __name__ == "__main__":
    main()
