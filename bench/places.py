"""How sure places are: what was seen of each on drawn papers, and the weights that fit it.

    python -m bench.places collect --count 20 --seed 11 --out seen.jsonl
    python -m bench.places fit seen.jsonl --out extractors/kit/places/surety.toml

`collect` reads papers of random layouts without an engine, so that a wrong value is wrong for its
place alone, and writes a line for each field: what was seen of its place and whether it is right.
`fit` makes a logistic model of it for each of the two ways a place is found, and judges it on
types left out of the fit, in turn.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.accuracy.score import truth
from bench.unseen.cases import papers
from bench.unseen.perfect import file_of
from bench.unseen.score import same
from extractors import TYPES
from extractors.kit.places.settle import places
from extractors.kit.places.surety import summed_up
from extractors.packet.split import split

FOLDS = 6
RIDGE = 0.5  # how strongly weights are held near nought
SURE = 0.975  # above it a value's place no longer holds it back
SPEAKS_FOR = (
    "label", "form", "good form", "own side", "own end", "only", "foot", "lead", "agreed", "twice",
    "read elsewhere", "clear", "clear and agreed", "clear, with its label",
)  # fmt: skip
NEITHER = ("number", "free text", "at left", "above")
SIGNS: dict[str, tuple[float | None, float | None]] = {
    **dict.fromkeys(SPEAKS_FOR, (0.0, None)),
    **dict.fromkeys(NEITHER, (None, None)),
}
"""What may only speak for a place, and what either way; all else only against it."""
HEADING = """\
# How much what was seen of a place says for its being right: weights of two logistic models, one
# for places a type's own reader led to, one for those that the places alone say.
# Made by `python -m bench.places fit`; not edited by hand.
"""


def collect(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What was seen of every field that got a value."""
    for drawn in papers(options.types, "tune", options.count, options.seed):
        want = truth(drawn.paper)
        drafts = split([file_of(f"{drawn.name}.pdf", drawn.papers)], TYPES)
        for draft in drafts:
            if draft.kind is None or draft.kind.id != drawn.paper.doc_type:
                continue
            for name, value, seen in places(draft.kind, draft.sheets):
                if name not in want:
                    continue  # printed or not, the truth does not say
                yield {
                    "type": draft.kind.id, "item": drawn.name, "layout": drawn.paper.layout,
                    "field": name, "want": want[name], "got": value, "seen": seen,
                    "right": same(want[name], value),
                }  # fmt: skip


def fit(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> np.ndarray:
    """The weights of a logistic model: the base first, then those of the names."""
    x, y = matrix(rows, names), np.array([row["right"] for row in rows], float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        held = np.r_[0.0, w[1:]]
        cost = float(np.logaddexp(0, z).sum() - y @ z + RIDGE / 2 * held @ held)
        return cost, x.T @ (1 / (1 + np.exp(-z)) - y) + RIDGE * held

    bounds = [(None, None), *(SIGNS.get(name, (None, 0.0)) for name in names)]
    start = np.zeros(x.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def matrix(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> np.ndarray:
    return np.array([[1.0, *(row["seen"].get(n, 0.0) for n in names)] for row in rows])


def left_out(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> np.ndarray:
    """The probability of each row by weights that knew nothing of its type."""
    types = sorted({row["type"] for row in rows})
    fold = np.array([types.index(row["type"]) % FOLDS for row in rows])
    found = np.zeros(len(rows))
    for k in range(FOLDS):
        known = [row for row, f in zip(rows, fold, strict=True) if f != k]
        other = [row for row, f in zip(rows, fold, strict=True) if f == k]
        if other:
            found[fold == k] = 1 / (1 + np.exp(-matrix(other, names) @ fit(known, names)))
    return found


def told(rows: Sequence[dict[str, Any]], sure: np.ndarray) -> str:
    """How many are above the line, and how many of those are wrong."""
    right = np.array([row["right"] for row in rows], bool)
    above = sure >= SURE
    bins = [
        f"{a:.2f}-{b:.2f}: {(m := (sure >= a) & (sure < b)).sum()} {right[m].mean():.3f}"
        for a, b in ((0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.975), (0.975, 0.99), (0.99, 1.1))
        if ((sure >= a) & (sure < b)).any()
    ]
    return (
        f"{len(rows)} places, right {right.mean():.3f}; kept of the right "
        f"{(above & right).sum() / max(1, right.sum()):.3f}, wrong of the kept "
        f"{(above & ~right).sum() / max(1, above.sum()):.4f}; {'; '.join(bins)}"
    )


def make(options: argparse.Namespace) -> None:
    rows = [json.loads(line) for path in options.seen for line in path.open()]
    rows = [row | {"seen": summed_up(row["seen"])} for row in rows]
    text = HEADING
    for way, read in (("read", 1.0), ("found", 0.0)):
        mine = [row for row in rows if row["seen"].get("read", 0.0) == read]
        names = sorted({name for row in mine for name in row["seen"]} - {"read"})
        print(way, "types left out:", told(mine, left_out(mine, names)))
        weights = fit(mine, names)
        lines = [f'"{n}" = {w:.3f}' for n, w in zip(["base", *names], weights, strict=True)]
        text += f"\n[{way}]\n" + "\n".join(lines) + "\n"
    options.out.write_text(text, "utf-8")


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("collect")
    one.add_argument("--types", default="", help="document types, comma-separated; all")
    one.add_argument("--count", type=int, default=10, help="papers of each type")
    one.add_argument("--seed", type=int, default=11)
    one.add_argument("--out", type=Path, default=Path("seen.jsonl"))
    two = verbs.add_parser("fit")
    two.add_argument("seen", type=Path, nargs="+")
    two.add_argument("--out", type=Path, default=Path("surety.toml"))
    options = parser.parse_args(arguments)
    if options.verb == "collect":
        options.types = [name for name in options.types.split(",") if name]
    return options


if __name__ == "__main__":
    asked = parsed()
    if asked.verb == "fit":
        make(asked)
        sys.exit()
    with asked.out.open("w", encoding="utf-8") as out:
        for found in collect(asked):
            out.write(json.dumps(found, ensure_ascii=False) + "\n")
