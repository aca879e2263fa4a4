"""What every OCR engine gives, whatever its library.

An engine is an adapter: its settings are its fields, its library stays in its module,
and it answers in the models below, never in its library's own shapes. Images are BGR
uint8 arrays of shape (height, width, 3).
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

USUAL_SIDE = 1280  # enough to find the lines of ordinary type on A4
FINE_SIDE = 2400  # for small type
LEAST_SIDE = 736  # of the shorter side: small pictures are enlarged


class Reading(NamedTuple):
    """The text of one line. `cuts` and `certainty` are as in core.models.page.Line."""

    text: str
    confidence: float
    cuts: tuple[float, ...]
    certainty: tuple[float, ...]


class Spot(NamedTuple):
    """A line found on an image: its corners in pixels (4 x 2, clockwise from top left)."""

    quad: NDArray[np.float32]
    reading: Reading


class Outside(NamedTuple):
    """What an engine uses outside of Python: all else is closed to a reading worker."""

    programs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    """Where its data lies."""
    variables: tuple[str, ...] = ()
    """Of the environment; each names another such folder."""


class Engine(Protocol):
    """An OCR engine."""

    @property
    def name(self) -> str:
        """Engine, versions and models: part of the key a reading is kept under."""
        ...

    @property
    def mark(self) -> str:
        """Model, backend and precision without versions: what its confidence is measured as."""
        ...

    def probe(self) -> None:
        """Raise ToolMissing now rather than in the middle of a batch."""
        ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        """The corners of the text lines on the image, in pixels.

        An engine may look at a picture brought to `scale` times its size (`usual_scale`).
        """
        ...

    def recognise(self, lines: Sequence[Image]) -> list[Reading]:
        """The text of pictures of one upright line each; empty text where none is read."""
        ...


@runtime_checkable
class Fitter(Protocol):
    """An engine that can also say how well known words fit a line it cannot read for sure."""

    def fit(
        self, lines: Sequence[Image], words: Sequence[str], besides: str | None = None
    ) -> list[float]:
        """How well each word fits somewhere in the text of the lines, taken as one; 0 to 1.

        With `besides` it must be all that the lines say in Chinese but for these characters.
        """
        ...


def usual_scale(image: Image, side: int = USUAL_SIDE) -> float:
    """What a page is brought to for finding its lines: its longer side to `side` pixels at most."""
    scale = min(1.0, side / max(image.shape[:2]))
    return float(max(scale, LEAST_SIDE / min(image.shape[:2])))


def even(text: str, confidence: float) -> Reading:
    """A reading of an engine that does not place its characters: wide ones count double."""
    widths = [1.0 if ord(ch) < 0x2E80 else 2.0 for ch in text]
    total = sum(widths) or 1.0
    cuts, at = [0.0], 0.0
    for width in widths:
        at += width
        cuts.append(at / total)
    return Reading(text, confidence, tuple(cuts), (confidence,) * len(text))
