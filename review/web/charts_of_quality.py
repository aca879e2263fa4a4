"""Coordinates of the reliability diagram and the risk-coverage curve; the templates draw them."""

from collections.abc import Sequence
from math import log10
from typing import NamedTuple

from review.quality.counting import Bin, Coverage

SIDE = 300
MIN_WRONG_SHARE = 0.001  # error rate at which the logarithmic scale begins
TICKS = (0.5, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)


class Dot(NamedTuple):
    """A bin: x is the mean confidence, y the share of correct values, with its interval."""

    x: float
    y: float
    low: float
    high: float
    text: str


class CurvePoint(NamedTuple):
    """A threshold: x is its coverage, y the error rate, with the upper end of its interval."""

    x: float
    y: float
    high: float
    text: str


def dots(bins: Sequence[Bin]) -> list[Dot]:
    """The bins; both axes are logarithmic in the error rate, the best values at the top right."""
    return [
        Dot(
            _place(1 - one.said), SIDE - _place(1 - one.right), SIDE - _place(1 - one.low),
            SIDE - _place(1 - one.high),
            f"{one.start:g} – {one.end:g}: {one.right:.2%} ({one.number})",
        )
        for one in bins
    ]  # fmt: skip


def curve_points(kept: Sequence[Coverage]) -> list[CurvePoint]:
    """One point per threshold; thresholds without values above them are left out."""
    return [
        CurvePoint(
            round(SIDE * one.kept, 1), _place(one.wrong.share), _place(one.wrong.high),
            f"{one.threshold:g}: {one.kept:.1%}, {one.wrong.share:.2%}",
        )
        for one in kept
        if one.wrong.number
    ]  # fmt: skip


def ticks() -> list[tuple[float, str]]:
    """Positions and labels of the grid lines of the error rate."""
    texts = [f"{one:.1%}".replace(".0%", "%") for one in TICKS]
    return [
        (_place(one), text) for one, text in zip(TICKS, [*texts[:-1], f"≤{texts[-1]}"], strict=True)
    ]


def _place(wrong: float) -> float:
    """Position on the axis: 0 for an error rate of half or more, SIDE at MIN_WRONG_SHARE and below.

    >>> _place(0.7), _place(0.5), _place(0.0)
    (0.0, 0.0, 300.0)
    """
    start = log10(TICKS[0])
    at = (start - log10(max(wrong, MIN_WRONG_SHARE))) / (start - log10(MIN_WRONG_SHARE))
    return round(SIDE * min(1.0, max(0.0, at)), 1)
