"""Ovals on a map of ink: ellipses found from pairs of opposite edges.

On an ellipse, two points with parallel tangents are opposite each other across its centre. So every
pair of opposite edges votes for its midpoint, and the pairs that meet at a peak give the ellipse.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.rings import Edges, Ring, covered, ellipse_of
from pipeline.reading.imaging.unroll import unroll

Floats = NDArray[np.float32]

BINS = 60  # number of edge directions
MAX_POINTS = 2600
CELL = 4  # pixels of the map per cell of the vote
TRIES = 120  # ellipses tried per peak
FLATTEST, ROUNDEST = 0.48, 0.88  # of the shorter over the longer axis
NEAR_RIM = 0.09  # of the shorter half axis: how far from an oval its line is looked for
RIM_ROWS, LINE = 90, 6  # rows of that band, and of a line in it
LONE_SPREAD = 0.05  # of the half axes: how far the outline of a lone rim may be from its oval
LONE_SHARE = 0.9  # minimum share of that outline on the oval
LONE_COVERAGE = 0.9  # minimum coverage of a lone rim


def ovals_of(
    edges: Edges, shape: tuple[int, int], radii: tuple[float, float], coverage: float = 0.72
) -> list[Ring]:
    """The ovals among the edges, best first; half axes are between the two radii."""
    if len(edges.x) < 60:
        return []
    few = _thinned(edges)
    first, second = _opposite(few, 1.6 * radii[0], 2.4 * radii[1])
    if len(first) < 100:
        return []
    mx = ((few.x[first] + few.x[second]) / 2).astype(np.float32)
    my = ((few.y[first] + few.y[second]) / 2).astype(np.float32)
    found: list[Ring] = []
    for cx, cy in _peaks(mx, my, shape):
        near = np.hypot(mx - cx, my - cy) < 1.5 * CELL
        members = np.unique(np.concatenate([first[near], second[near]]))
        ring = _through(few, members, cx, cy, radii)
        if ring is None or any(np.hypot(ring.cx - r.cx, ring.cy - r.cy) < r.b for r in found):
            continue
        close = np.abs(ring.reach(edges.x, edges.y) - 1) < max(0.04, 2.0 / ring.b)
        share = covered(ring, edges.x[close], edges.y[close], shape)
        if share >= coverage:
            found.append(ring._replace(coverage=share))
    return sorted(found, key=lambda ring: -ring.coverage)


def drawn(ink: NDArray[np.uint8], threshold: int, ring: Ring) -> float:
    """The share of an oval that a single line follows, 0..1.

    The lines and letters of a table meet a large oval all round, but none follows it.
    """
    wet = unroll(ink, ring, 1 + NEAR_RIM, 1 - NEAR_RIM, RIM_ROWS).ink > threshold
    lines = (wet[row : row + LINE].any(axis=0) for row in range(RIM_ROWS - LINE))
    return max(float(line.mean()) for line in lines)


def lone_oval(part: NDArray[np.uint8]) -> Ring | None:
    """The oval that a connected part is the rim of, on the mask of that part alone."""
    outlines, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = max(outlines, key=len)[:, 0].astype(np.float32)
    ring = ellipse_of(points)
    if ring is None or not FLATTEST <= ring.b / ring.a <= ROUNDEST:
        return None
    off = np.abs(ring.reach(points[:, 0], points[:, 1]) - 1)
    close = off < max(LONE_SPREAD, 2.0 / ring.b)
    if np.count_nonzero(close) < LONE_SHARE * len(points):
        return None
    shape = (int(part.shape[0]) + 4, int(part.shape[1]) + 4)
    share = covered(ring, points[close, 0], points[close, 1], shape)
    return ring._replace(coverage=share) if share >= LONE_COVERAGE else None


def _thinned(edges: Edges) -> Edges:
    if len(edges.x) <= MAX_POINTS:
        return edges
    pick = np.random.default_rng(11).permutation(len(edges.x))[:MAX_POINTS]
    return Edges(*(part[pick] for part in edges))


def _opposite(
    edges: Edges, nearest: float, farthest: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of edges with opposite directions, each facing the other."""
    turn = np.arctan2(edges.dy, edges.dx)
    slot = ((turn + np.pi) / (2 * np.pi) * BINS).astype(int) % BINS
    firsts: list[NDArray[np.intp]] = []
    seconds: list[NDArray[np.intp]] = []
    for number in range(BINS // 2):
        one = np.flatnonzero(slot == number)
        other = np.flatnonzero(slot == number + BINS // 2)
        if not len(one) or not len(other):
            continue
        dx = edges.x[other][None] - edges.x[one][:, None]
        dy = edges.y[other][None] - edges.y[one][:, None]
        apart = np.hypot(dx, dy)
        # The line between them crosses both edges steeply, except on the flattest ovals.
        facing = np.abs(dx * edges.dx[one][:, None] + dy * edges.dy[one][:, None]) > 0.5 * apart
        i, j = np.nonzero(facing & (apart > nearest) & (apart < farthest))
        firsts.append(one[i])
        seconds.append(other[j])
    if not firsts:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    return np.concatenate(firsts), np.concatenate(seconds)


def _peaks(
    mx: Floats, my: Floats, shape: tuple[int, int], max_peaks: int = 6
) -> list[tuple[float, float]]:
    rows, columns = shape[0] // CELL + 1, shape[1] // CELL + 1
    cell = (my / CELL).astype(int) * columns + (mx / CELL).astype(int)
    votes = np.bincount(cell, minlength=rows * columns)[: rows * columns]
    soft = cv2.GaussianBlur(votes.astype(np.float32).reshape(rows, columns), (3, 3), 0)
    high = cv2.dilate(soft, np.ones((9, 9), np.uint8))
    floor = max(12.0, 0.25 * float(soft.max()))
    y, x = np.nonzero((soft >= high) & (soft > floor))
    order = np.argsort(-soft[y, x])[:max_peaks]
    return [((float(x[i]) + 0.5) * CELL, (float(y[i]) + 0.5) * CELL) for i in order]


def _through(
    edges: Edges, members: NDArray[np.intp], cx: float, cy: float, radii: tuple[float, float]
) -> Ring | None:
    """The ellipse around a centre that contains most of the members, refined by them."""
    if len(members) < 40:
        return None
    x, y = edges.x[members], edges.y[members]
    pick = np.random.default_rng(3).integers(0, len(members), (TRIES, 3))
    u, v = x - np.float32(cx), y - np.float32(cy)
    rows = np.stack([u * u, u * v, v * v], axis=1).astype(np.float64)
    systems = rows[pick]
    sound = np.abs(np.linalg.det(systems)) > 1e-3
    if not sound.any():
        return None
    conics = np.linalg.solve(systems[sound], np.ones((int(sound.sum()), 3, 1)))[:, :, 0]
    off = np.abs(np.sqrt(np.maximum(rows @ conics.T, 1e-9)) - 1)
    long, short = _half_axes(conics)
    fits = (short >= radii[0]) & (long <= radii[1] * 1.25) & (short >= FLATTEST * long)
    votes = np.where(fits, (off < 0.03).sum(axis=0), 0)
    best = int(np.argmax(votes))
    if votes[best] < 40:
        return None
    return _refined(x, y, off[:, best] < 0.04)


def _half_axes(
    conics: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The longer and shorter half axes of a x² + b x y + c y² = 1; 0 if it is not an ellipse."""
    a, b, c = conics.T
    spread = np.hypot(a - c, b)
    low, high = (a + c - spread) / 2, (a + c + spread) / 2
    real = low > 1e-9
    long = np.where(real, np.maximum(low, 1e-9) ** -0.5, 0.0)
    short = np.where(real, np.maximum(high, 1e-9) ** -0.5, 0.0)
    return long, short


def _refined(x: Floats, y: Floats, inliers: NDArray[np.bool_]) -> Ring | None:
    ring = ellipse_of(np.stack([x[inliers], y[inliers]], axis=1))
    if ring is None or not FLATTEST <= ring.b / ring.a <= ROUNDEST:
        return None
    close = np.abs(ring.reach(x, y) - 1) < 0.035
    better = ellipse_of(np.stack([x[close], y[close]], axis=1)) if close.sum() > 40 else None
    ring = better or ring
    return ring if FLATTEST <= ring.b / ring.a <= ROUNDEST else None
