"""Labels set from top to bottom with gaps: the detector finds them in pieces.

Forms have them beside tall cells: 用, 人单, 位意见 under one another are one label.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.reading.imaging.crops import Quad
from pipeline.reading.imaging.ink import Inks

LEVEL = 0.4  # of a piece's width: the maximum offset of the next one's middle
ALIKE = 1.6  # the wider of two pieces is at most so many times as wide
GAP = 0.9  # of a piece's width: the maximum gap to the next one
TALL = 2.0  # height over width of a piece of several characters
SINGLE = 0.6  # height over width of a piece of one character
LONG = 3.2  # height over width of a label of at least three characters
RULE = 0.8  # share of the width between two pieces that a rule between two cells covers
DARK = 60  # of 255: ink of a rule
BESIDE = 0.4  # of a piece's width: how far a rule goes on at both sides


def with_stacks(quads: Sequence[Quad], inks: Inks, size: tuple[int, int]) -> list[Quad]:
    """The lines of a picture of that width and height, the pieces of each such label as one."""
    pieces = [i for i, quad in enumerate(quads) if _shape(quad) > SINGLE]
    pieces.sort(key=lambda i: float(quads[i][:, 1].min()))
    stacks: list[list[int]] = []
    for i in pieces:
        for stack in stacks:
            if _goes_on(quads[stack[-1]], quads[i], inks, size):
                stack.append(i)
                break
        else:
            stacks.append([i])
    joined = [stack for stack in stacks if _is_label([quads[i] for i in stack])]
    gone = {i for stack in joined for i in stack}
    return [
        *(quad for i, quad in enumerate(quads) if i not in gone),
        *(_around([quads[i] for i in stack]) for stack in joined),
    ]


def _is_label(pieces: Sequence[Quad]) -> bool:
    """Whether there are several pieces, and one of several characters: single ones are rows."""
    several = len(pieces) > 1 and any(_shape(quad) >= TALL for quad in pieces)
    return several and _shape(_around(pieces)) >= LONG


def _goes_on(above: Quad, below: Quad, inks: Inks, size: tuple[int, int]) -> bool:
    """Whether a piece is the next one of a column, with no rule between them."""
    one, two = _width(above), _width(below)
    least = min(one, two)
    gap = float(below[:, 1].min() - above[:, 1].max())
    off = abs(float(above[:, 0].mean() - below[:, 0].mean()))
    if max(one, two) > ALIKE * least or off > LEVEL * least or not -least < gap <= GAP * least:
        return False
    return not _is_parted(above, below, inks, size)


def _is_parted(above: Quad, below: Quad, inks: Inks, size: tuple[int, int]) -> bool:
    """Whether a rule is between two pieces: they are labels of two cells."""
    height, width = inks.dark.shape
    x, y = width / size[0], height / size[1]
    more = BESIDE * _width(above)
    x0 = max(0, int((min(above[:, 0].min(), below[:, 0].min()) - more) * x))
    x1 = int((max(above[:, 0].max(), below[:, 0].max()) + more) * x) + 1
    y0, y1 = int(above[:, 1].max() * y) - 1, int(below[:, 1].min() * y) + 2
    between = inks.dark[max(0, min(y0, y1)) : max(y0, y1), x0:x1]
    return bool(between.size) and float((between > DARK).mean(axis=1).max()) > RULE


def _shape(quad: Quad) -> float:
    """Height over width."""
    return float(np.ptp(quad[:, 1])) / max(1.0, _width(quad))


def _width(quad: Quad) -> float:
    return float(np.ptp(quad[:, 0]))


def _around(pieces: Sequence[Quad]) -> Quad:
    x0, y0 = np.min([quad.min(axis=0) for quad in pieces], axis=0)
    x1, y1 = np.max([quad.max(axis=0) for quad in pieces], axis=0)
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)
