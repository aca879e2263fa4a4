"""Straight pictures of a seal's curved text: the ring unrolled, the centre turned upright."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.rings import Ring

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

HEIGHT = 56  # pixels of an unrolled line: a little more than recognisers are trained on


class UnrolledRing(NamedTuple):
    """A ring unrolled over the whole circle, clockwise from the page's left.

    `ink` is 0..255 with one column per step of arc; row 0 is at `outer` of the half axis, the last
    row at `inner`.
    """

    ink: Image
    outer: float
    inner: float

    @property
    def columns(self) -> int:
        return int(self.ink.shape[1])


def unroll(
    ink: Image, ring: Ring, outer: float, inner: float, height: int = HEIGHT
) -> UnrolledRing:
    """The band between two shares of the ring's shorter half axis, measured inwards.

    Columns are evenly spaced along the arc, and rows along its normal, so that the glyphs of an
    oval keep their shape too.
    """
    fine = np.linspace(-np.pi, np.pi, 1441)
    ex, ey = ring.a * np.cos(fine - ring.angle), ring.b * np.sin(fine - ring.angle)
    middle = 1 - (outer + inner) / 2  # depth of the band's middle, in shorter half axes
    nx, ny = np.cos(fine - ring.angle) / ring.a, np.sin(fine - ring.angle) / ring.b
    norm = np.hypot(nx, ny)
    nx, ny = nx / norm, ny / norm
    mx, my = ex - nx * middle * ring.b, ey - ny * middle * ring.b
    arc = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(mx), np.diff(my)))])
    pixel = ring.b * (outer - inner) / height
    columns = max(64, round(float(arc[-1]) / pixel))
    at = (np.arange(columns) + 0.5) / columns * arc[-1]
    ex, ey = np.interp(at, arc, ex), np.interp(at, arc, ey)
    nx, ny = np.interp(at, arc, nx), np.interp(at, arc, ny)
    depth = (1 - np.linspace(outer, inner, height))[:, None] * ring.b
    u, v = ex[None] - nx[None] * depth, ey[None] - ny[None] * depth
    cos, sin = np.cos(ring.angle), np.sin(ring.angle)
    x = (ring.cx + u * cos - v * sin).astype(np.float32)
    y = (ring.cy + u * sin + v * cos).astype(np.float32)
    flat = cv2.remap(ink, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    return UnrolledRing(np.asarray(flat, dtype=np.uint8), outer, inner)


def upright(ink: Image, ring: Ring, tilt: float, size: int) -> Image:
    """The ring's inside as a size x size picture, rotated back by `tilt` radians.

    The ellipse becomes a circle that touches the picture's borders; an oval seal keeps its shape.
    """
    half = size / 2
    grid = (np.arange(size, dtype=np.float32) + 0.5 - half) / half
    u, v = np.meshgrid(grid, grid)
    cos, sin = np.float32(np.cos(tilt)), np.float32(np.sin(tilt))
    px, py = u * cos - v * sin, u * sin + v * cos
    if ring.is_round:  # a circle in perspective: correct the perspective too
        c, s = np.float32(np.cos(ring.angle)), np.float32(np.sin(ring.angle))
        along, across = (px * c + py * s) * ring.a, (-px * s + py * c) * ring.b
        px, py = along * c - across * s, along * s + across * c
    else:
        px, py = px * ring.a, py * ring.a
    x, y = px + np.float32(ring.cx), py + np.float32(ring.cy)
    flat = cv2.remap(ink, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC)
    return np.asarray(flat, dtype=np.uint8)


def rolled(band: UnrolledRing, start: int, length: int) -> Image:
    """`length` columns of the band from column `start`, wrapping around at the end."""
    picked = np.arange(start, start + length) % band.columns
    return np.asarray(band.ink[:, picked], dtype=np.uint8)


def longest_gap(profile: Floats) -> tuple[int, int]:
    """The longest run of empty places of a circular profile: its start and length."""
    empty = profile <= 0
    if empty.all():
        return 0, len(profile)
    if not empty.any():
        return int(np.argmin(profile)), 0
    first = int(np.argmax(~empty))
    turned = np.roll(empty, -first)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], turned.astype(np.int8), [0]])))
    starts, ends = edges[0::2], edges[1::2]
    widest = int(np.argmax(ends - starts))
    return (int(starts[widest]) + first) % len(profile), int(ends[widest] - starts[widest])


def tightened(strip: Image, empty: NDArray[np.bool_], max_gap: int) -> Image:
    """The strip with every run of empty columns shortened to `max_gap` columns."""
    keep = np.ones(strip.shape[1], dtype=bool)
    run = 0
    for column, bare in enumerate(empty):
        run = run + 1 if bare else 0
        keep[column] = run <= max_gap
    return np.asarray(strip[:, keep], dtype=np.uint8)
