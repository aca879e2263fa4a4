"""How sure a value may be said to be: curves from scores to probabilities, and their picture.

    python -m bench.accuracy --seed 11 --seeds 3 --limit 420 --out train.jsonl
    python -m bench.accuracy --seed 21 --seeds 2 --limit 300 --out test.jsonl
    python -m bench.calibration train.jsonl --test test.jsonl

The curves are fitted on the first file and judged on the second, other papers about other
people. Only values that were read count: one that is missing is asked for, not believed. The
curves go to pipeline/settling/calibration.toml, the picture to docs/images/calibration.png.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np
from matplotlib import pyplot
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from core.models.document import Kind
from pipeline.settling.calibrate import Curve, Curves
from validators.policy import load_policy

ROOT = Path(__file__).parents[1]
GROUPS: dict[str, tuple[Kind, ...]] = {
    "numbers that check themselves": ("id_number", "credit_code"),
    "days and amounts": ("date", "month", "amount", "phone"),
    "names": ("person", "company"),
    "words": ("text", "address"),
}
LEAST = 12  # values a step of a curve stands on; fewer are joined to their neighbours
BINS = 10  # of equal width, for the calibration error
EDGES = (0.5, 0.7, 0.85, 0.93, 0.97, 0.985, 0.995)  # between the points of the diagram
FEWEST = 10  # values of a point
AIM = 0.002  # of the values kept, so many may be wrong
Array = NDArray[np.float64]


class Seen(NamedTuple):
    """Values of a group: their scores, and which of them were right (1) or wrong (0)."""

    score: Array
    right: Array


def load(path: Path) -> dict[str, Seen]:
    """The values of a file of bench.accuracy by group, sorted by score."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in GROUPS}
    for text in path.read_text("utf-8").splitlines():
        line = json.loads(text)
        group = next((name for name, kinds in GROUPS.items() if line["kind"] in kinds), None)
        if group is None or not line["typed"] or line["verdict"] == "missing":
            continue
        found[group].append((line["confidence"], float(line["verdict"] == "right")))
    return {name: Seen(*np.array(sorted(pairs)).T) for name, pairs in found.items() if pairs}


def curve(seen: Seen, kinds: tuple[Kind, ...]) -> Curve:
    """The rising line nearest to the share of right values at each score.

    Each step is weighed with half a value right and half a value wrong besides, so that no
    score is said to be certain because it was never seen to fail.
    """
    scores, first, count = np.unique(seen.score, return_index=True, return_counts=True)
    right = np.add.reduceat(seen.right, first)
    rising = isotonic_regression(right / count, weights=count).x
    steps = np.flatnonzero(np.diff(rising, prepend=-1.0))
    score, share = [], []
    for start, end in _joined(steps, count):
        part, size = slice(start, end), count[start:end].sum()
        score.append(round(float(np.average(scores[part], weights=count[part])), 4))
        share.append((right[part].sum() + 0.5) / (size + 1))
    share = np.maximum.accumulate(share).round(4).tolist()
    return Curve(kinds=kinds, score=(0.0, *score), right=(0.0, *share))


def _joined(steps: NDArray[np.intp], count: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Start and end of each step; steps of too few values are one with those above them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*steps[1:].tolist(), len(count)):
        if count[start:end].sum() >= LEAST:
            spans.append((start, end))
            start = end
    if start < len(count):  # too few at the top
        spans = [*spans[:-1], (spans[-1][0] if spans else 0, len(count))]
    return spans


def error(probability: Array, right: Array) -> float:
    """The expected calibration error."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    parts = [(bins == b) for b in range(BINS)]
    return float(
        sum(p.sum() * abs(probability[p].mean() - right[p].mean()) for p in parts if p.any())
        / len(right)
    )


def table(seen: dict[str, Seen], curves: Curves, thresholds: dict[str, float]) -> str:
    """Per group: calibration error before and after, and what the threshold lets through."""
    rows = [
        "| values | read | right | error of scores | of confidence | kept | wrong there |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, (score, right) in seen.items():
        kinds = GROUPS[name]
        sure = mapped(score, curves, kinds[0])
        above = sure >= max(thresholds[kind] for kind in kinds)
        wrong = int((1 - right[above]).sum())
        rows.append(
            f"| {name} | {len(right)} | {right.mean():.2%} | {error(score, right):.4f} | "
            f"{error(sure, right):.4f} | {above.mean():.1%} | {wrong} |"
        )
    return "\n".join(rows)


def mapped(score: Array, curves: Curves, kind: Kind) -> Array:
    found = curves.of(kind)
    return score if found is None else np.array([found.at(value) for value in score])


def picture(seen: dict[str, Seen], curves: Curves, path: Path) -> None:
    """Left how right values of a confidence were, right what is wrong among those kept."""
    matplotlib.use("Agg")
    figure, (left, right_) = pyplot.subplots(1, 2, figsize=(11, 4.6))
    right = np.concatenate([s.right for s in seen.values()])
    score = np.concatenate([s.score for s in seen.values()])
    sure = np.concatenate([mapped(s.score, curves, GROUPS[n][0]) for n, s in seen.items()])
    for values, label, colour in ((score, "score", "#b0413e"), (sure, "confidence", "#1f5f8b")):
        at, share, low, high = _bins(values, right)
        spread = np.array([share - low, high - share])
        left.errorbar(at, share, yerr=spread, fmt="o-", color=colour, label=label, capsize=3)
        kept, wrong = _coverage(values, right)
        right_.plot(kept * 100, wrong * 100, color=colour, label=label)
    left.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    left.set(xlabel="said", ylabel="was right", title="Reliability (with 95 % intervals)")
    right_.axhline(AIM * 100, color="#999999", linewidth=1)
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
    """Where each bin is, the share right in it, and Wilson's interval of that share."""
    parts = [p for p in np.split(np.argsort(values), np.searchsorted(np.sort(values), EDGES))]
    parts = [p for p in parts if len(p) >= FEWEST]
    at = np.array([values[p].mean() for p in parts])
    share = np.array([right[p].mean() for p in parts])
    size, z = np.array([len(p) for p in parts]), 1.96
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    return at, share, np.minimum(middle - reach, share), np.maximum(middle + reach, share)


def _coverage(values: Array, right: Array) -> tuple[Array, Array]:
    """For each threshold the share of values above it, and of these the share wrong."""
    order = np.argsort(-values, kind="stable")
    last = np.flatnonzero(np.diff(values[order], append=-1.0))  # values of one score go together
    count = last + 1
    return count / len(values), np.cumsum(1 - right[order])[last] / count


def written(curves: Sequence[Curve], seen: dict[str, Seen]) -> str:
    """The curves as TOML."""
    lines = [
        "# From the score of a value to the probability that it is right. Made by",
        "# `python -m bench.calibration` from drawn papers with many kinds of damage; do not edit.",
    ]
    for one, (name, values) in zip(curves, seen.items(), strict=True):
        wrong = int((1 - values.right).sum())
        lines += [
            "",
            f"[[curve]] # {name}: {len(values.right)} values, {wrong} wrong",
            f"kinds = {json.dumps(one.kinds)}",
            f"score = {list(one.score)}",
            f"right = {list(one.right)}",
        ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "pipeline" / "calibration.toml")
    parser.add_argument("--picture", type=Path, default=ROOT / "docs/images/calibration.png")
    options = parser.parse_args(arguments)
    train, test = load(options.train), load(options.test)
    curves = Curves(curve=tuple(curve(seen, GROUPS[name]) for name, seen in train.items()))
    options.out.write_text(written(curves.curve, train), "utf-8")
    thresholds = {kind: float(value) for kind, value in load_policy().thresholds.items()}
    print(table(test, curves, thresholds))
    picture(test, curves, options.picture)


if __name__ == "__main__":
    main()
