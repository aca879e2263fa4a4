"""Dark bars with light text: the title of a window, the head of a table, a heading on colour."""

import cv2
import numpy as np

from core.models.geometry import Box
from pipeline.reading.imaging.ink import Inks

SHADE = 60  # of 255: a ground at least this much darker than the paper, or this blue
LONG = 0.2  # of the page's width: the minimum length of a bar
LOW, HIGH = 1 / 120, 0.06  # of the page's height: how high a bar is
FULL = 0.7  # of its box: the ground of a bar; a line of print fills less than half
LETTER = 1 / 60  # of the page's width: light letters up to this wide are gaps in the ground


def dark_bars(inks: Inks) -> list[Box]:
    """The places of the bars as fractions of the page."""
    ground = (np.maximum(inks.dark, inks.blue) > SHADE).astype(np.uint8)
    height, width = ground.shape
    whole = cv2.morphologyEx(
        ground, cv2.MORPH_CLOSE, np.ones((3, max(3, round(LETTER * width))), np.uint8)
    )
    long = np.ones((max(4, round(LOW * height)), max(3, round(LONG * width))), np.uint8)
    bars = cv2.morphologyEx(whole, cv2.MORPH_OPEN, long)
    _, _, stats, _ = cv2.connectedComponentsWithStats(bars)
    found = []
    for x, y, across, down, _ in stats[1:].tolist():
        if down <= HIGH * height and ground[y : y + down, x : x + across].mean() >= FULL:
            found.append(
                Box(x / width, y / height, (x + across) / width, (y + down) / height).rounded()
            )
    return found
