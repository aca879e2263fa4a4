"""Ovals and squares of coloured ink: frames found from the outline of a patch of ink."""

from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.rings import BINS, Ring, covered, ellipse_of

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

SMALLEST, LARGEST = 0.045, 0.36  # the longer side of a frame, as shares of the page's shorter
MOST = 12  # patches looked at per page and colour


class Frame(NamedTuple):
    """A square or rectangle: corners clockwise from its top left (4 x 2), in pixels."""

    corners: Floats
    solid: bool
    """White characters on a block of ink."""

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

    def scaled(self, factor: float) -> "Frame":
        return self._replace(corners=self.corners * np.float32(factor))


def frames_of(mask: Image, taken: list[Ring]) -> tuple[list[Ring], list[Frame]]:
    """Ovals and squares in a mask of coloured ink (0 or 1), outside the rings already taken."""
    left = mask.copy()
    for ring in taken:
        axes = (max(1, round(ring.a * 1.04)), max(1, round(ring.b * 1.04)))
        centre = (round(ring.cx), round(ring.cy))
        cv2.ellipse(left, centre, axes, float(np.rad2deg(ring.angle)), 0, 360, 0, -1)
    side = min(mask.shape)
    reach = max(3, round(0.008 * side))
    closed = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    ovals: list[Ring] = []
    frames: list[Frame] = []
    for index in (np.argsort(-stats[1:count, cv2.CC_STAT_AREA])[:MOST] + 1).tolist():
        x, y, w, h, _ = (int(v) for v in stats[index])
        if not SMALLEST * side <= max(w, h) <= LARGEST * side or min(w, h) < 0.3 * max(w, h):
            continue
        patch = np.where(labels[y : y + h, x : x + w] == index, left[y : y + h, x : x + w], 0)
        ys, xs = np.nonzero(patch)
        points = np.stack([xs + x, ys + y], axis=1).astype(np.float32)
        if len(points) < 80:
            continue
        if (oval := _oval(points, mask.shape)) is not None:
            ovals.append(oval)
        elif (frame := _frame(points)) is not None:
            frames.append(frame)
    return ovals, frames


def _oval(points: Floats, shape: tuple[int, ...]) -> Ring | None:
    """The ellipse around a patch, when ink follows it nearly all the way."""
    hull = cv2.convexHull(points)[:, 0]
    if len(hull) < 8:
        return None
    # Even steps along the hull: its corners lie densest where the outline is rough.
    ring = ellipse_of(_even(hull.astype(np.float32)))
    if ring is None or ring.b < 0.45 * ring.a:
        return None
    reach = ring.reach(points[:, 0], points[:, 1])
    near = np.abs(reach - 0.99) < max(0.035, 2.0 / ring.b)
    share = covered(ring, points[near, 0], points[near, 1], (shape[0], shape[1]))
    inside = float(np.mean(reach < 0.85))
    if share < 0.8 or inside < 0.08 or np.mean(reach > 1.06) > 0.03:
        return None
    return ring._replace(coverage=share)


def _even(hull: Floats, count: int = 4 * BINS) -> Floats:
    closed = np.concatenate([hull, hull[:1]])
    steps = np.linalg.norm(np.diff(closed, axis=0), axis=1)
    arc = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0, arc[-1], count, endpoint=False)
    even = [np.interp(at, arc, closed[:, i]) for i in (0, 1)]
    return np.stack(even, axis=1).astype(np.float32)


def _frame(points: Floats) -> Frame | None:
    """The rectangle around a patch, when ink runs along all of its sides."""
    corners = _clockwise(cv2.boxPoints(cv2.minAreaRect(points)).astype(np.float32))
    frame = Frame(corners, solid=False)
    if min(frame.width, frame.height) < 12 or not 0.28 < frame.width / frame.height < 3.6:
        return None
    u = (points - corners[0]) @ ((corners[1] - corners[0]) / frame.width**2)
    v = (points - corners[0]) @ ((corners[3] - corners[0]) / frame.height**2)
    rim_u, rim_v = max(0.05, 2.5 / frame.width), max(0.05, 2.5 / frame.height)
    sides = (
        (u[v < rim_v], frame.width),
        (u[v > 1 - rim_v], frame.width),
        (v[u < rim_u], frame.height),
        (v[u > 1 - rim_u], frame.height),
    )
    shares = [_filled(where, length) for where, length in sides]
    if min(shares) < 0.6 or sum(shares) < 3.0:
        return None
    fill = len(points) / (frame.width * frame.height)
    inside = (u > 0.15) & (u < 0.85) & (v > 0.15) & (v < 0.85)
    inner = np.count_nonzero(inside) / (0.49 * frame.width * frame.height)
    if inner < 0.06 or fill > 0.92:
        return None
    return frame._replace(solid=fill > 0.58)


def _filled(where: Floats, length: float) -> float:
    """The share of a side's steps, about two pixels each, that bear ink."""
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


def straightened(ink: Image, frame: Frame, height: int = 200) -> Image:
    """The inside of a frame as an upright picture `height` pixels high."""
    width = max(24, round(height * frame.width / frame.height))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(frame.corners, target)
    return np.asarray(cv2.warpPerspective(ink, turn, (width, height)), dtype=np.uint8)
