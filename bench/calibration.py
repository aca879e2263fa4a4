"""Fits the curves from scores to probabilities, and draws them.

    python -m bench.accuracy --seed 11 --seeds 3 --limit 420 --out train.jsonl
    python -m bench.accuracy --seed 21 --seeds 2 --limit 300 --out test.jsonl
    python -m bench.calibration train.jsonl --test test.jsonl
    python -m bench.calibration --test test.jsonl

The curves are fitted on the first file and evaluated on the second, which has other papers about
other people; without the first file the shipped curves are evaluated. Only values that were read
count: a missing value is asked for, never relied on. There is a set of curves for each engine with
the second reader, and one without it. They are written to pipeline/settling/calibration.toml,
replacing those of the same readers, and the picture of the first set to
docs/images/calibration.png.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from bench.diagram import picture
from core.models.document import Kind
from pipeline.settling.calibrate import Calibration, Curve, Curves, shipped
from validators.policy import load_policy

ROOT = Path(__file__).parents[1]
GROUPS: dict[str, tuple[Kind, ...]] = {
    "numbers that check themselves": ("id_number", "credit_code"),
    "days and amounts": ("date", "month", "amount", "phone"),
    "names": ("person", "company"),
    "words": ("text", "address"),
}
MIN_VALUES = 12  # minimum number of values per step of a curve; smaller steps are merged
BINS = 10  # of equal width, for the calibration error
Array = NDArray[np.float64]


class GroupScores(NamedTuple):
    """Values of a group: their scores, and which of them were right (1) or wrong (0)."""

    score: Array
    right: Array


Groups = dict[str, GroupScores]


def load(path: Path) -> dict[str, Groups]:
    """The values of a file of bench.accuracy by readers and groups, sorted by score."""
    found: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for text in path.read_text("utf-8").splitlines():
        line = json.loads(text)
        group = next((name for name, kinds in GROUPS.items() if line["kind"] in kinds), None)
        if group is None or not line["typed"] or line["verdict"] == "missing":
            continue
        groups = found.setdefault(line["readers"], {name: [] for name in GROUPS})
        groups[group].append((line["confidence"], float(line["verdict"] == "right")))
    return {
        readers: {
            name: GroupScores(*np.array(sorted(pairs)).T) for name, pairs in groups.items() if pairs
        }
        for readers, groups in found.items()
    }


def curve(seen: GroupScores, kinds: tuple[Kind, ...]) -> Curve:
    """The increasing curve closest to the share of right values at each score.

    Half a right and half a wrong value are added to each step, so that no score counts as
    certain only because it never failed.
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
    return Curve(
        kinds=kinds,
        values=len(seen.right),
        wrong=int((1 - seen.right).sum()),
        score=(0.0, *score),
        right=(0.0, *share),
    )


def _joined(steps: NDArray[np.intp], count: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Start and end of each step; steps of too few values are merged with the ones above."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*steps[1:].tolist(), len(count)):
        if count[start:end].sum() >= MIN_VALUES:
            spans.append((start, end))
            start = end
    if start < len(count):  # too few values at the top
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


def table(seen: Groups, curves: Curves, thresholds: dict[str, float]) -> str:
    """Per group: calibration error before and after, and the values above the threshold."""
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


def fitted(seen: Groups, readers: str) -> Curves:
    """The curves of these readers."""
    lines = tuple(curve(values, GROUPS[name]) for name, values in seen.items())
    return Curves(readers=(readers,), curve=lines)


def joined(known: Calibration, measured: Sequence[Curves]) -> Calibration:
    """The known curves, with those of the measured readers replaced."""
    fresh = {mark for one in measured for mark in one.readers}
    kept = []
    for one in known.measured:
        readers = tuple(mark for mark in one.readers if mark not in fresh)
        kept += [one.model_copy(update={"readers": readers})] if readers else []
    return Calibration(worth=known.worth, measured=(*kept, *measured))


def written(known: Calibration) -> str:
    """The calibration as TOML."""
    lines = [
        "# From the score of a value to the probability that it is right, by reader. Generated by",
        "# `python -m bench.calibration` from drawn papers with many kinds of damage; do not edit.",
        "",
        "[worth] # how far an agreeing second reader can be trusted",
        *(f"{json.dumps(mark)} = {worth}" for mark, worth in known.worth.items()),
    ]
    for curves in known.measured:
        lines += ["", "[[measured]]", "readers = ["]
        lines += [*(f"    {json.dumps(mark)}," for mark in curves.readers), "]"]
        for one in curves.curve:
            lines += [
                "",
                "[[measured.curve]]",
                f"kinds = {json.dumps(one.kinds)}",
                f"values = {one.values}",
                f"wrong = {one.wrong}",
                f"score = {list(one.score)}",
                f"right = {list(one.right)}",
            ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path, nargs="?")
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "pipeline" / "calibration.toml")
    parser.add_argument("--picture", type=Path, default=ROOT / "docs/images/calibration.png")
    options = parser.parse_args(arguments)
    known, test = shipped(), load(options.test)
    if options.train:
        train = load(options.train)
        known = joined(known, [fitted(seen, readers) for readers, seen in train.items()])
        options.out.write_text(written(known), "utf-8")
    thresholds = {kind: float(value) for kind, value in load_policy().thresholds.items()}
    for number, (readers, seen) in enumerate(test.items()):
        print(f"\n{readers}", end="\n\n")
        curves = known.curves(readers)
        if curves is None:
            print("no curves")
            continue
        print(table(seen, curves, thresholds))
        if options.train and number == 0:
            right = np.concatenate([values.right for values in seen.values()])
            score = np.concatenate([values.score for values in seen.values()])
            sure = [mapped(values.score, curves, GROUPS[name][0]) for name, values in seen.items()]
            picture(right, score, np.concatenate(sure), options.picture)


if __name__ == "__main__":
    main()
