"""Rings on a map of ink: outlines of round seals, found by a vote of their edges.

Every edge pixel of a ring points along its gradient at the ring's centre, so centres are where many
such lines meet. A peak becomes a ring only if an ellipse fits its edges around most of the circle.
Straight lines and glyphs do not vote for a common place.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

RIM = 4  # pixels beside the ink in which its edges may be
CELL = 4  # pixels of the map per cell of the vote
BINS = 72  # parts of the circle for measuring coverage
STRIDE = 3.5  # pixels between votes along an edge's normal
MAX_POINTS = 7000
ROUNDS = 3  # faint rings appear after the strong ones are removed
FACING = 0.75  # cosine to the centre of a peak; 0.9 to that of the ring, not always the peak
FARTHER = (0.6, 1.5)  # of the minimum and maximum radius, likewise
ASLANT = 0.82  # of its longer axis: a rounder outline is a circle in perspective, not an oval


class Ring(NamedTuple):
    """An ellipse in pixels: centre, half axes (a along `angle`, in radians), coverage."""

    cx: float
    cy: float
    a: float
    b: float
    angle: float
    coverage: float

    @property
    def radius(self) -> float:
        return float(np.sqrt(self.a * self.b))

    @property
    def is_round(self) -> bool:
        """Whether it is a circle, possibly in perspective: an oval seal is flatter."""
        return self.b > ASLANT * self.a

    def scaled(self, factor: float) -> "Ring":
        return self._replace(
            cx=self.cx * factor, cy=self.cy * factor, a=self.a * factor, b=self.b * factor
        )

    def extent(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of its upright bounding box."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        dx = float(np.hypot(self.a * cos, self.b * sin))
        dy = float(np.hypot(self.a * sin, self.b * cos))
        return self.cx - dx, self.cy - dy, self.cx + dx, self.cy + dy

    def reach(self, x: Floats, y: Floats) -> Floats:
        """Relative distance of points: 1 on the ellipse, 0 at its centre."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        u = (x - self.cx) * cos + (y - self.cy) * sin
        v = -(x - self.cx) * sin + (y - self.cy) * cos
        u, v = u / self.a, v / self.b
        return np.asarray(np.sqrt(u * u + v * v), dtype=np.float32)


class Edges(NamedTuple):
    """Edge pixels of a map: where they are and the direction of their gradients."""

    x: Floats
    y: Floats
    dx: Floats
    dy: Floats


def inked_part(ink: Image, margin: int) -> tuple[int, int, int, int]:
    """The x0, y0, x1, y1 of all ink on a map, with a margin if there is room."""
    x, y, width, height = cv2.boundingRect(ink)
    rows, columns = ink.shape
    return (
        max(0, x - margin),
        max(0, y - margin),
        min(columns, x + width + margin),
        min(rows, y + height + margin),
    )


def edges_of(ink: Image, weakest: float) -> Edges:
    """The edge pixels of a map of ink; `weakest` is the minimum step of ink that counts."""
    left, top, right, bottom = inked_part(ink, RIM)
    soft = cv2.GaussianBlur(ink[top:bottom, left:right], (3, 3), 0)
    gx, gy = cv2.Sobel(soft, cv2.CV_16S, 1, 0), cv2.Sobel(soft, cv2.CV_16S, 0, 1)
    min_gradient = 4 * weakest
    found = cv2.findNonZero((np.abs(gx) + np.abs(gy) > min_gradient).astype(np.uint8))
    spots = np.asarray([] if found is None else found, dtype=np.int32).reshape(-1, 2)
    xs, ys = spots[:, 0], spots[:, 1]
    across, down = (g[ys, xs].astype(np.float32) for g in (gx, gy))
    size = np.sqrt(across * across + down * down)
    strong = np.flatnonzero(size > min_gradient)
    step = max(1, len(strong) // MAX_POINTS)
    if step > 1:  # every step-th of a shuffled order, because regular rows would alias
        strong = strong[np.random.default_rng(7).permutation(len(strong))[::step]]
    x, y = (xs[strong] + left).astype(np.float32), (ys[strong] + top).astype(np.float32)
    norm = size[strong]
    dx = np.asarray(across[strong] / norm, dtype=np.float32)
    dy = np.asarray(down[strong] / norm, dtype=np.float32)
    return Edges(x, y, dx, dy)


def rings_of(
    edges: Edges, shape: tuple[int, int], radii: tuple[float, float], coverage: float = 0.6
) -> list[Ring]:
    """The rings among the edges, best first, for radii between the two given."""
    found: list[Ring] = []
    left = edges
    for _ in range(ROUNDS):
        if len(left.x) < 60:
            break
        fresh = _strongest(left, shape, radii, coverage)
        if not fresh:
            break
        found += fresh
        left = beside(left, fresh, 0.94, 1.06)
    return sorted(found, key=lambda ring: -ring.coverage)


def beside(edges: Edges, rings: Sequence[Ring], low: float, high: float) -> Edges:
    """The edges whose relative distance from every ring is outside `low` to `high`."""
    keep = np.ones(len(edges.x), dtype=bool)
    for ring in rings:
        reach = ring.reach(edges.x, edges.y)
        keep &= (reach < low) | (reach > high)
    return Edges(*(part[keep] for part in edges))


def _strongest(
    edges: Edges, shape: tuple[int, int], radii: tuple[float, float], coverage: float
) -> list[Ring]:
    """For each high peak of the vote, its best ring if it has one."""
    rings: list[Ring] = []
    for cx, cy in _peaks(_vote(edges, shape, radii), radii):
        if any(np.hypot(cx - r.cx, cy - r.cy) < 0.2 * r.radius for r in rings):
            continue
        facing = _facing(edges, cx, cy, radii)
        fits = [_fit(edges, facing, cx, cy, r, shape) for r in _radii_at(facing, cx, cy, radii)]
        good = [ring for ring in fits if ring is not None and ring.coverage >= coverage]
        if good:
            rings.append(max(good, key=lambda ring: ring.coverage * ring.radius**0.5))
    return rings


def _vote(edges: Edges, shape: tuple[int, int], radii: tuple[float, float]) -> Floats:
    """Votes for centres on a grid of cells, with a margin of half the largest radius."""
    margin = radii[1] + CELL  # no ray leaves the grid, so no bounds check is needed
    rows = int((shape[0] + 2 * margin) / CELL) + 1
    columns = int((shape[1] + 2 * margin) / CELL) + 1
    steps = np.arange(radii[0], radii[1], STRIDE, dtype=np.float32) / CELL
    x, y = (edges.x + margin)[:, None] / CELL, (edges.y + margin)[:, None] / CELL
    total = np.zeros(rows * columns, dtype=np.float32)
    for sign in (-1.0, 1.0):
        way = np.float32(sign) * steps[None]
        where = (y + edges.dy[:, None] * way).astype(np.int32)
        where *= columns
        where += (x + edges.dx[:, None] * way).astype(np.int32)
        total += np.bincount(where.ravel(), minlength=rows * columns).astype(np.float32)
    rim = int(radii[1] / 2 / CELL)
    grid = total.reshape(rows, columns)[rim : rows - rim, rim : columns - rim]
    return np.asarray(cv2.GaussianBlur(grid, (3, 3), 0), dtype=np.float32)


def _peaks(
    votes: Floats, radii: tuple[float, float], max_peaks: int = 14
) -> list[tuple[float, float]]:
    margin = radii[1] + CELL - int(radii[1] / 2 / CELL) * CELL
    high = cv2.dilate(votes, np.ones((7, 7), np.uint8))
    floor = max(20.0, 0.2 * float(votes.max()))
    rows, columns = np.nonzero((votes >= high) & (votes > floor))
    order = np.argsort(-votes[rows, columns])[:max_peaks]
    return [
        ((float(columns[i]) + 0.5) * CELL - margin, (float(rows[i]) + 0.5) * CELL - margin)
        for i in order
    ]


def _facing(edges: Edges, cx: float, cy: float, radii: tuple[float, float]) -> Edges:
    """The edges that may belong to a ring with this centre: they face it and are near enough."""
    dx, dy = edges.x - cx, edges.y - cy
    square = dx * dx + dy * dy
    along = dx * edges.dx + dy * edges.dy
    low, high = FARTHER[0] * radii[0], FARTHER[1] * radii[1]
    kept = (along * along > FACING**2 * square) & (square > low * low) & (square < high * high)
    return Edges(*(part[kept] for part in edges))


def _radii_at(
    edges: Edges, cx: float, cy: float, radii: tuple[float, float], max_peaks: int = 3
) -> list[float]:
    """The likeliest radii of a ring at a centre, outermost first."""
    dx, dy = edges.x - cx, edges.y - cy
    distance = np.sqrt(dx * dx + dy * dy) + 1e-6
    aligned = np.abs(dx * edges.dx + dy * edges.dy) / distance > 0.93
    inside = aligned & (distance > radii[0]) & (distance < radii[1])
    if np.count_nonzero(inside) < 30:
        return []
    bins = np.arange(radii[0], radii[1] + 3, 3.0)
    middle = (bins[:-1] + bins[1:]) / 2
    at = ((distance[inside] - radii[0]) / 3).astype(int)
    counts = np.bincount(at, minlength=len(middle))[: len(middle)]
    share = np.convolve(counts, [1, 1, 1], "same") / (2 * np.pi * middle)
    floor = max(0.25, 0.45 * float(share.max()))
    tops = [
        i
        for i in range(len(share))
        if share[i] >= floor and share[i] == share[max(0, i - 2) : i + 3].max()
    ]
    return [float(middle[i]) for i in tops[::-1][:max_peaks]]


def _fit(
    edges: Edges, facing: Edges, cx: float, cy: float, radius: float, shape: tuple[int, int]
) -> Ring | None:
    """An ellipse through the edges near the circle; outliers are dropped step by step."""
    ring = Ring(cx, cy, radius, radius, 0.0, 0.0)
    for tolerance in (0.10, 0.06, 0.035):
        reach = ring.reach(facing.x, facing.y)
        at = np.flatnonzero(np.abs(reach - 1.0) < max(tolerance, 2.5 / radius))
        x, y = facing.x[at], facing.y[at]
        dx, dy = x - ring.cx, y - ring.cy
        near = np.abs(dx * facing.dx[at] + dy * facing.dy[at]) > 0.9 * np.sqrt(dx * dx + dy * dy)
        if np.count_nonzero(near) < 24:
            return None
        fitted = ellipse_of(np.stack([x[near], y[near]], axis=1))
        if fitted is None or fitted.b < 0.78 * fitted.a or abs(fitted.radius / radius - 1) > 0.2:
            return None
        ring = fitted
    reach = ring.reach(edges.x, edges.y)
    near = np.abs(reach - 1.0) < max(0.035, 2.5 / radius)
    return ring._replace(coverage=covered(ring, edges.x[near], edges.y[near], shape))


def ellipse_of(points: Floats) -> Ring | None:
    """The least-squares ellipse through points; None when there is none."""
    try:
        (cx, cy), (major, minor), angle = cv2.fitEllipseDirect(points)
    except cv2.error:
        return None
    if not np.isfinite([cx, cy, major, minor]).all() or min(major, minor) < 8:
        return None
    turn = np.deg2rad(angle)
    if major < minor:
        major, minor, turn = minor, major, turn + np.pi / 2
    return Ring(cx, cy, major / 2, minor / 2, float(turn), 0.0)


def outline(ring: Ring, count: int = 360) -> Floats:
    """Points on the ellipse, clockwise on the page from its left-most direction: count x 2."""
    t = np.linspace(-np.pi, np.pi, count, endpoint=False)
    x = ring.cx + ring.a * np.cos(t) * np.cos(ring.angle) - ring.b * np.sin(t) * np.sin(ring.angle)
    y = ring.cy + ring.a * np.cos(t) * np.sin(ring.angle) + ring.b * np.sin(t) * np.cos(ring.angle)
    return np.stack([x, y], axis=1).astype(np.float32)


def covered(ring: Ring, x: Floats, y: Floats, shape: tuple[int, int]) -> float:
    """The share of the ring's visible part that has edges; 0 when too little is visible."""
    rim = outline(ring, BINS)
    seen = (rim > 1).all(axis=1) & (rim[:, 0] < shape[1] - 2) & (rim[:, 1] < shape[0] - 2)
    if np.count_nonzero(seen) < 0.4 * BINS:
        return 0.0
    where = np.arctan2(y - ring.cy, x - ring.cx)
    slot_of_rim = np.arctan2(rim[:, 1] - ring.cy, rim[:, 0] - ring.cx)
    full = np.zeros(BINS, dtype=bool)
    full[np.clip(((where + np.pi) / (2 * np.pi) * BINS).astype(int), 0, BINS - 1)] = True
    slots = np.clip(((slot_of_rim + np.pi) / (2 * np.pi) * BINS).astype(int), 0, BINS - 1)
    return float(np.count_nonzero(full[slots[seen]]) / np.count_nonzero(seen))
