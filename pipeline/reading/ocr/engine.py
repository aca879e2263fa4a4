"""The common interface of all OCR engines.

An engine is an adapter: its settings are its fields, its library is imported in its module only,
and it answers with the models below, never with its library's own types. Images are BGR uint8
arrays of shape (height, width, 3).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

USUAL_SIDE = 1280  # enough to detect lines of ordinary type on A4
FINE_SIDE = 2400  # for small type
MIN_SIDE = 736  # of the shorter side: small pictures are enlarged


UsualLetters = Callable[[str], Sequence[bool]]
"""Marks the letters of a word that belong to words which many names share."""


class LineReading(NamedTuple):
    """The text of one line. `cuts` and `certainty` are as in core.models.page.Line."""

    text: str
    confidence: float
    cuts: tuple[float, ...]
    certainty: tuple[float, ...]


class Spot(NamedTuple):
    """A line detected on an image: its corners in pixels (4 x 2, clockwise from top left)."""

    quad: NDArray[np.float32]
    reading: LineReading


class EngineNeeds(NamedTuple):
    """What an engine needs outside Python; a reading worker can access nothing else."""

    programs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    """Its data folders."""
    variables: tuple[str, ...] = ()
    """Environment variables; each names a further data folder."""


class Engine(Protocol):
    """An OCR engine."""

    @property
    def name(self) -> str:
        """Engine, versions and models: part of the key under which a reading is stored."""
        ...

    @property
    def mark(self) -> str:
        """Model, backend and precision without versions; confidence is calibrated for it."""
        ...

    def probe(self) -> None:
        """Raise ToolMissing now, not in the middle of a batch."""
        ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        """The corners of the text lines on the image, in pixels.

        An engine may scale the picture by `scale` (`usual_scale`) first.
        """
        ...

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        """The text of pictures of one upright line each; empty text if none is read."""
        ...


@runtime_checkable
class Fitter(Protocol):
    """An engine that can also say how well known words fit a line that it cannot read reliably."""

    def fit(
        self,
        lines: Sequence[Image],
        words: Sequence[str],
        besides: str | None = None,
        usual: UsualLetters | None = None,
    ) -> list[float]:
        """How well each word fits somewhere in the text of the lines, joined; 0 to 1.

        With `besides` the lines may contain no other Chinese characters than the word and these.
        The letters that `usual` marks in a word count less: they only need to be possible.
        """
        ...


def usual_scale(image: Image, side: int = USUAL_SIDE) -> float:
    """The scale of a page for detection: its longer side becomes at most `side` pixels."""
    scale = min(1.0, side / max(image.shape[:2]))
    return float(max(scale, MIN_SIDE / min(image.shape[:2])))


def even(text: str, confidence: float) -> LineReading:
    """A reading of an engine without character positions: wide characters count double."""
    widths = [1.0 if ord(ch) < 0x2E80 else 2.0 for ch in text]
    total = sum(widths) or 1.0
    cuts, at = [0.0], 0.0
    for width in widths:
        at += width
        cuts.append(at / total)
    return LineReading(text, confidence, tuple(cuts), (confidence,) * len(text))
