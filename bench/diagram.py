"""Pictures for the docs: the reliability of confidences, and the time of each stage."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib import pyplot
from numpy.typing import NDArray

EDGES = (0.5, 0.7, 0.85, 0.93, 0.97, 0.985, 0.995)  # between the points of the diagram
MIN_VALUES = 10  # minimum number of values per point
TARGET_ERROR_RATE = 0.002  # among accepted values
Array = NDArray[np.float64]


def picture(right: Array, score: Array, sure: Array, path: Path) -> None:
    """On the left the share of right values by confidence, on the right the share of wrong values
    among the accepted ones.
    """
    matplotlib.use("Agg")
    figure, (left, right_) = pyplot.subplots(1, 2, figsize=(11, 4.6))
    for values, label, colour in ((score, "score", "#b0413e"), (sure, "confidence", "#1f5f8b")):
        at, share, low, high = _bins(values, right)
        spread = np.array([share - low, high - share])
        left.errorbar(at, share, yerr=spread, fmt="o-", color=colour, label=label, capsize=3)
        kept, wrong = _coverage(values, right)
        right_.plot(kept * 100, wrong * 100, color=colour, label=label)
    left.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    left.set(xlabel="said", ylabel="was right", title="Reliability (with 95 % intervals)")
    right_.axhline(TARGET_ERROR_RATE * 100, color="#999999", linewidth=1)
    right_.set(
        xlabel="values kept, the surest first (%)",
        ylabel="of them wrong (%)",
        title="Coverage and error",
        xlim=(70, 100.5),
        ylim=(0, None),
    )
    for axes in (left, right_):
        axes.legend()
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})


def _bins(values: Array, right: Array) -> tuple[Array, Array, Array, Array]:
    """The position of each bin, its share of right values, and Wilson's interval of that share."""
    parts = [p for p in np.split(np.argsort(values), np.searchsorted(np.sort(values), EDGES))]
    parts = [p for p in parts if len(p) >= MIN_VALUES]
    at = np.array([values[p].mean() for p in parts])
    share = np.array([right[p].mean() for p in parts])
    size, z = np.array([len(p) for p in parts]), 1.96
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    return at, share, np.minimum(middle - reach, share), np.maximum(middle + reach, share)


def _coverage(values: Array, right: Array) -> tuple[Array, Array]:
    """For each threshold the share of values above it, and the share of these that are wrong."""
    order = np.argsort(-values, kind="stable")
    last = np.flatnonzero(np.diff(values[order], append=-1.0))  # one point per score
    count = last + 1
    return count / len(values), np.cumsum(1 - right[order])[last] / count


def bars(
    names: Sequence[str], parts: Mapping[str, Sequence[float]], bare: Sequence[float], path: Path
) -> None:
    """A bar of milliseconds for each name, stacked from its parts, and a mark at the value of
    `bare`.
    """
    matplotlib.use("Agg")
    figure, axes = pyplot.subplots(figsize=(11, 0.7 * len(names) + 2.6))
    colours = pyplot.get_cmap("tab20")
    at, begun = np.arange(len(names)), np.zeros(len(names))
    for number, (part, lengths) in enumerate(parts.items()):
        axes.barh(at, lengths, left=begun, color=colours(number % 20), label=part, height=0.6)
        begun += np.array(lengths)
    axes.plot(bare, at, "k|", markersize=22, markeredgewidth=2, label="bare lines")
    axes.set(xlabel="processor milliseconds a page", yticks=at, yticklabels=names)
    axes.invert_yaxis()
    axes.legend(ncols=4, fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.12))
    figure.savefig(path, dpi=110, bbox_inches="tight", metadata={"Software": None})
