"""From a detector's map to the corners of lines.

The map gives the text probability of each pixel. The detector was trained to shrink each line's
area ("differentiable binarization", Liao 2020), so each detected area is expanded again.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pyclipper
from numpy.typing import NDArray

Map = NDArray[np.float32]
Corners = NDArray[np.float32]

TEXT = 0.3  # pixels of the map above it are text
SURE = 0.5  # minimum average of an area
GROWN = 1.6  # how far an area is expanded, as a factor of its area divided by its perimeter
MAX_AREAS = 1000  # maximum areas examined
THIN = 3  # pixels: anything thinner is not a line


def corners_of(seen: Map, height: int, width: int) -> list[Corners]:
    """The corners of each line (4 x 2, clockwise from top left), on a picture of that size."""
    wet = cv2.dilate((seen > TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    areas, _ = cv2.findContours(wet, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([width / seen.shape[1], height / seen.shape[0]])
    found = []
    for quad in _grown(seen, areas[:MAX_AREAS]):
        corners = np.clip(np.round(quad * scale), 0, (width, height)).astype(np.float32)
        corners = np.clip(_clockwise(corners), 0, (width - 1, height - 1)).astype(np.float32)
        sides = (np.linalg.norm(corners[0] - corners[n]) for n in (1, 3))
        if all(int(side) > THIN for side in sides):
            found.append(corners)
    return found


def _grown(seen: Map, areas: Sequence[cv2.typing.MatLike]) -> Iterator[NDArray[np.float64]]:
    """The upright or rotated boxes around the areas that are text, expanded."""
    for area in areas:
        box, thin = _box(area)
        if thin < THIN or _sureness(seen, box) < SURE:
            continue
        across, down = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
        offset = pyclipper.PyclipperOffset()
        offset.AddPath(box, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
        wider = offset.Execute(GROWN * float(across * down / (2 * (across + down))))
        if not wider:
            continue
        box, thin = _box(np.asarray(wider[0], dtype=np.int32).reshape(-1, 1, 2))
        if thin >= THIN + 2:
            yield box.astype(np.float64)


def _box(points: cv2.typing.MatLike) -> tuple[Corners, float]:
    """The smallest box around points, its corners clockwise from top left, and its shorter side."""
    box = cv2.minAreaRect(points)
    by_x = sorted(cv2.boxPoints(box), key=lambda point: float(point[0]))
    top_left, bottom_left = sorted(by_x[:2], key=lambda point: float(point[1]))
    top_right, bottom_right = sorted(by_x[2:], key=lambda point: float(point[1]))
    return np.array([top_left, top_right, bottom_right, bottom_left]), min(box[1])


def _sureness(seen: Map, box: Corners) -> float:
    """The mean of the map within a box."""
    height, width = seen.shape
    low = np.clip(np.floor(box.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    high = np.clip(np.ceil(box.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    inside = np.zeros((high[1] - low[1] + 1, high[0] - low[0] + 1), dtype=np.uint8)
    cv2.fillPoly(inside, [(box - low.astype(np.float32)).astype(np.int32)], (1,))
    return float(cv2.mean(seen[low[1] : high[1] + 1, low[0] : high[0] + 1], inside)[0])


def _clockwise(corners: Corners) -> Corners:
    """The corners in order again: rounding may swap the sides of a narrow box."""
    by_x = corners[np.argsort(corners[:, 0])]
    left, right = (pair[np.argsort(pair[:, 1])] for pair in (by_x[:2], by_x[2:]))
    return np.array([left[0], right[0], right[1], left[1]])
