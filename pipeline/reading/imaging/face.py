"""The middle of a seal: its star, and the text lines below it or instead of it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import SOLID
from pipeline.reading.imaging.strips import as_line

Image = NDArray[np.uint8]

CENTRE = 300  # pixels of the picture from which the centre is read


def within(face: Image, flat: float, inner: float, half: float) -> Image:
    """The face without its ring text, which extends up to `half` radians on each side of the top.

    `flat` is the outline's height over its width.
    """
    size = face.shape[0]
    middle, radius = size // 2, size / 2

    def axes(share: float) -> tuple[int, int]:  # at a constant depth below the outline
        depth = (1 - share) * flat
        return round(radius * (1 - depth)), round(radius * (flat - depth))

    disc = np.zeros_like(face)
    cv2.ellipse(disc, (middle, middle), axes(0.84), 0, 0, 360, (255.0,), -1)
    text = np.zeros_like(face)
    reach = float(np.rad2deg(min(half + 0.06, np.pi)))
    cv2.ellipse(text, (middle, middle), (size, size), -90, -reach, reach, (255.0,), -1)
    cv2.ellipse(text, (middle, middle), axes(max(0.4, inner - 0.02)), 0, 0, 360, (0.0,), -1)
    disc[text > 0] = 0
    return np.asarray(cv2.bitwise_and(face, disc), dtype=np.uint8)


def without_star(face: Image) -> tuple[Image, bool]:
    """The face with its star erased; and whether there was one."""
    star = _star(face)
    if star is None:
        return face, False
    wide = cv2.dilate(star, np.ones((5, 5), np.uint8))
    return np.asarray(np.where(wide > 0, 0, face), dtype=np.uint8), True


def star_turn(face: Image) -> float | None:
    """The direction of one of the star's points, in radians clockwise from the right.

    A star has five points: its turn is the phase of the fifth harmonic of its ink.
    """
    star = _star(face)
    if star is None:
        return None
    y, x = np.nonzero(star)
    dx, dy = x - x.mean(), y - y.mean()  # the star may be above the seal's middle
    far = np.hypot(dx, dy)
    out = far > 0.5 * np.percentile(far, 98)
    wave = complex(np.exp(-5j * np.arctan2(dy[out], dx[out])).sum())
    if abs(wave) < 0.3 * np.count_nonzero(out):
        return None
    return float(-np.angle(wave) / 5)


def _star(face: Image) -> Image | None:
    """Where the star is: the one large blot near the middle."""
    size = face.shape[0]
    half = size / 2
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (face > SOLID).astype(np.uint8), connectivity=4
    )
    for index in range(1, count):
        x, y, w, h, area = stats[index]
        central = x < half < x + w and y < half + 0.1 * size and y + h > half - 0.1 * size
        if central and 0.15 * size < w < 0.5 * size and 0.7 < w / h < 1.5 and area > 0.2 * w * h:
            return np.asarray(labels == index, dtype=np.uint8)
    return None


def centre_lines(face: Image) -> list[Image]:
    """The horizontal lines of the centre, top first, as line pictures."""
    turned = _levelled_face(face)
    share = (turned > SOLID).sum(axis=1)
    size = face.shape[0]
    lines: list[Image] = []
    for top, bottom in _runs(share > 0.02 * size, min_length=round(0.045 * size), join=2):
        rows = turned[max(0, top - 2) : bottom + 2]
        inked = np.flatnonzero((rows > SOLID).any(axis=0))
        width = inked[-1] - inked[0] + 1
        if bottom - top > 0.3 * size or width < 1.2 * (bottom - top):
            continue
        lines.append(as_line(rows[:, max(0, inked[0] - 4) : inked[-1] + 5]))
    return lines[:3]


def _levelled_face(face: Image) -> Image:
    """The face turned by the few degrees that make its lines most horizontal."""
    size = face.shape[0]
    best, score = face, -1.0
    for degrees in (0, -3, 3, -6, 6, -9, 9):
        turn = cv2.getRotationMatrix2D((size / 2, size / 2), degrees, 1.0)
        turned = cv2.warpAffine(face, turn, (size, size)) if degrees else face
        rows = (turned > SOLID).sum(axis=1).astype(np.float64)
        now = float((np.diff(rows) ** 2).sum())
        if now > score * 1.02:
            best, score = np.asarray(turned, dtype=np.uint8), now
    return best


def _runs(on: NDArray[np.bool_], min_length: int, join: int) -> list[tuple[int, int]]:
    """Runs of true values of at least `min_length`, with gaps up to `join` closed."""
    closed = cv2.morphologyEx(
        on.astype(np.uint8)[:, None], cv2.MORPH_CLOSE, np.ones((join + 1, 1), np.uint8)
    )[:, 0]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], closed.astype(np.int8), [0]])))
    return [
        (int(a), int(b))
        for a, b in zip(edges[0::2], edges[1::2], strict=True)
        if b - a >= min_length
    ]
