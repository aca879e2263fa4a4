"""Squares and rectangles of coloured ink: frames around patches of ink."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.rings import Ring, inked_part

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

MIN_SIDE, MAX_SIDE = 0.035, 0.34  # of a frame's sides, as shares of the page's shorter side
MAX_PATCHES = 12  # patches examined per page and colour


class RectFrame(NamedTuple):
    """A square or rectangle: corners clockwise from its top left (4 x 2), in pixels."""

    corners: Floats
    solid: bool
    """White characters on solid ink."""

    @property
    def width(self) -> float:
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    @property
    def shape(self) -> Literal["square", "rectangle"]:
        ratio = self.width / max(1e-6, self.height)
        return "square" if 0.8 <= ratio <= 1.25 else "rectangle"

    def scaled(self, factor: float) -> "RectFrame":
        return self._replace(corners=self.corners * np.float32(factor))


def frames_of(mask: Image, taken: Sequence[Ring]) -> list[RectFrame]:
    """Squares and rectangles in a mask of coloured ink (0 or 1), outside the known rings."""
    side = min(mask.shape)
    reach = max(3, round(0.008 * side))
    x0, y0, x1, y1 = inked_part(mask, reach + 1)
    left = mask[y0:y1, x0:x1].copy()
    if min(left.shape) < MIN_SIDE * side:
        return []
    for ring in taken:
        axes = (max(1, round(ring.a * 1.04)), max(1, round(ring.b * 1.04)))
        centre = (round(ring.cx) - x0, round(ring.cy) - y0)
        cv2.ellipse(left, centre, axes, float(np.rad2deg(ring.angle)), 0, 360, (0.0,), -1)
    closed = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    low, high = stats[:, 2:4].min(axis=1), stats[:, 2:4].max(axis=1)
    fit = (low >= MIN_SIDE * side) & (high <= MAX_SIDE * side)
    fit[0] = False
    order = np.flatnonzero(fit)[np.argsort(-stats[fit, cv2.CC_STAT_AREA])]
    frames: list[RectFrame] = []
    for index in order[:MAX_PATCHES].tolist():
        x, y, w, h, _ = (int(v) for v in stats[index])
        patch = np.where(labels[y : y + h, x : x + w] == index, left[y : y + h, x : x + w], 0)
        ys, xs = np.nonzero(patch)
        if len(xs) < 80:
            continue
        points = np.stack([xs + x + x0, ys + y + y0], axis=1).astype(np.float32)
        ys, xs = np.nonzero(left[y : y + h, x : x + w])  # its characters, without its frame
        ink = np.stack([xs + x + x0, ys + y + y0], axis=1).astype(np.float32)
        if (frame := _frame(points, ink)) is not None:
            frames.append(frame)
    return frames


def _frame(points: Floats, ink: Floats) -> RectFrame | None:
    """The rectangle around a patch, if it has ink along all sides and other ink inside."""
    corners = _clockwise(cv2.boxPoints(cv2.minAreaRect(points)).astype(np.float32))
    frame = RectFrame(corners, solid=False)
    if min(frame.width, frame.height) < 12 or not 0.28 < frame.width / frame.height < 3.6:
        return None
    across, down = _shares(frame, points)
    rim_u, rim_v = max(0.05, 2.5 / frame.width), max(0.05, 2.5 / frame.height)
    sides = (
        (across[down < rim_v], frame.width),
        (across[down > 1 - rim_v], frame.width),
        (down[across < rim_u], frame.height),
        (down[across > 1 - rim_u], frame.height),
    )
    shares = [_filled(where, length) for where, length in sides]
    if min(shares) < 0.6 or sum(shares) < 3.2:
        return None
    u, v = _shares(frame, ink)
    fill = np.count_nonzero((u > 0) & (u < 1) & (v > 0) & (v < 1)) / (frame.width * frame.height)
    inside = (u > 0.15) & (u < 0.85) & (v > 0.15) & (v < 0.85)
    inner = np.count_nonzero(inside) / (0.49 * frame.width * frame.height)
    if inner < 0.06 or fill > 0.92:
        return None
    return frame._replace(solid=bool(fill > 0.58))


def _shares(frame: RectFrame, points: Floats) -> tuple[Floats, Floats]:
    """Positions of points along its width and height, 0..1 inside."""
    away = points - frame.corners[0]
    across = away @ ((frame.corners[1] - frame.corners[0]) / np.float32(frame.width**2))
    down = away @ ((frame.corners[3] - frame.corners[0]) / np.float32(frame.height**2))
    return across.astype(np.float32), down.astype(np.float32)


def _filled(where: Floats, length: float) -> float:
    """The share of a side's steps, about two pixels each, that have ink."""
    steps = max(6, int(length / 2))
    marks = np.unique(np.clip((where * steps).astype(int), 0, steps - 1))
    return len(marks) / steps


def _clockwise(corners: Floats) -> Floats:
    """The corners clockwise from the one nearest the top left."""
    centre = corners.mean(axis=0)
    turn = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(turn)]
    first = int(np.argmin(ordered.sum(axis=1)))
    return np.roll(ordered, -first, axis=0)


def straightened(ink: Image, frame: RectFrame, height: int = 200) -> Image:
    """The inside of a frame as an upright picture `height` pixels high."""
    width = max(24, round(height * frame.width / frame.height))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(frame.corners, target)
    return np.asarray(cv2.warpPerspective(ink, turn, (width, height)), dtype=np.uint8)
