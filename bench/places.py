"""How sure places of values are: collects their features on drawn papers, and fits weights to them.

    python -m bench.places collect --count 20 --seed 11 --out unseen.jsonl
    python -m bench.places collect --usual --count 4 --seed 11 --out usual.jsonl
    python -m bench.places collect --forget 0.33 --count 4 --seed 12 --out forgotten.jsonl
    python -m bench.places fit unseen.jsonl forgotten.jsonl usual.jsonl

`collect` reads papers with random layouts without an engine, so that a wrong value is only due to
its place, and writes a line for each field: the features of its place and whether it is right. With
`--forget` a share of the program's own words is removed, so that the model also sees unlisted
labels. With `--usual` the papers have the usual layouts, those of the samples: a model fitted only
on difficult papers would trust no paper. `fit` fits a logistic model for each of the two ways in
which a place is found, and evaluates it on types left out of the fit, in turn, and on layouts left
out; `--weight` sets the weight of the usual layouts.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.accuracy.draw import items
from bench.accuracy.score import truth
from bench.unseen.cases import papers
from bench.unseen.forgetting import forgetting
from bench.unseen.perfect import file_of
from bench.unseen.score import same
from extractors import TYPES
from extractors.kit.places.settle import places
from extractors.kit.places.surety import summed_up, surety
from extractors.packet.split import split
from generator.paper import Paper

UNSEEN, USUAL = "unseen", "usual"
FOLDS = 6
RIDGE = 0.5  # strength of the regularisation
WEIGHT = 12.0  # weight of the places of usual layouts, relative to unseen ones
WARY = 1.4  # an accepted wrong value costs more than a rejected right one
SURE = 0.975  # above it a value's place does not reduce its confidence
SPEAKS_FOR = (
    "label", "form", "good form", "own side", "own end", "only", "foot", "lead", "agreed", "twice",
    "read elsewhere", "clear", "clear and agreed", "clear, with its label",
    "type's label", "clear, at the type's label",
)  # fmt: skip
NEITHER = ("number", "free text", "at left", "above", "order", "meaning", "left over")
SIGNS: dict[str, tuple[float | None, float | None]] = {
    **dict.fromkeys(SPEAKS_FOR, (0.0, None)),
    **dict.fromkeys(NEITHER, (None, None)),
}
"""Features that may only count for a place, and those that may count either way; all others only
count against it.
"""
HEADING = """\
# How much what was seen of a place says for its being right: weights of two logistic models, one
# for places a type's own reader led to, one for those that the places alone say.
# Made by `python -m bench.places fit`; not edited by hand.
"""


def collect(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The features of every field that got a value."""
    known = forgetting(TYPES, options.forget, options.seed)
    for name, sheets in (usual if options.usual else unseen)(options):
        kinds = Counter(paper.doc_type for paper in sheets)
        asked = sheets if options.usual else sheets[:1]  # a single paper is one of many
        wanted = {p.doc_type: (p.layout, truth(p)) for p in asked if kinds[p.doc_type] == 1}
        for draft in split([file_of(f"{name}.pdf", sheets)], known):
            if draft.kind is None or draft.kind.id not in wanted:
                continue
            layout, want = wanted[draft.kind.id]
            for field, value, seen in places(draft.kind, draft.sheets):
                if field not in want:
                    continue  # the ground truth does not say whether it is printed
                yield {
                    "world": USUAL if options.usual else UNSEEN, "type": draft.kind.id,
                    "item": name, "layout": layout, "field": field, "want": want[field],
                    "got": value, "seen": seen, "right": same(want[field], value),
                }  # fmt: skip


def unseen(options: argparse.Namespace) -> Iterator[tuple[str, Sequence[Paper]]]:
    """Papers with random layouts, some with another paper on the same sheet."""
    for drawn in papers(options.types, "tune", options.count, options.seed):
        yield drawn.name, drawn.papers


def usual(options: argparse.Namespace) -> Iterator[tuple[str, Sequence[Paper]]]:
    """Papers with the layouts of the samples and packets, about other people."""
    for seed in range(options.seed, options.seed + options.count):
        for item in items(seed):
            if not options.types or item.types & set(options.types):
                yield item.name, item.papers


def fit(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> np.ndarray:
    """The weights of a logistic model: the constant first, then those of the names."""
    x, y = matrix(rows, names), np.array([row["right"] for row in rows], float)
    much = np.array([row["much"] for row in rows], float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        held = np.r_[0.0, w[1:]]
        cost = float(much @ (np.logaddexp(0, z) - y * z) + RIDGE / 2 * held @ held)
        return cost, x.T @ (much * (1 / (1 + np.exp(-z)) - y)) + RIDGE * held

    bounds = [(None, None), *(SIGNS.get(name, (None, 0.0)) for name in names)]
    start = np.zeros(x.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def matrix(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> np.ndarray:
    return np.array([[1.0, *(row["seen"].get(n, 0.0) for n in names)] for row in rows])


def weighted(rows: Sequence[dict[str, Any]], weight: float) -> list[dict[str, Any]]:
    """The rows with their weights: those of usual layouts count differently."""
    return [
        row
        | {
            "seen": summed_up(row["seen"]),
            "much": (weight if row["world"] == USUAL else 1.0) * (1.0 if row["right"] else WARY),
        }
        for row in rows
    ]


def left_out(rows: Sequence[dict[str, Any]], names: Sequence[str], by: Sequence[str]) -> np.ndarray:
    """The probability of each row by weights fitted without its type, or its layout."""
    keys = ["/".join(row[part] for part in by) for row in rows]
    order = {key: n for n, key in enumerate(sorted(set(keys)))}
    fold = np.array([order[key] % FOLDS for key in keys])
    found = np.zeros(len(rows))
    for k in range(FOLDS):
        known = [row for row, f in zip(rows, fold, strict=True) if f != k]
        other = [row for row, f in zip(rows, fold, strict=True) if f == k]
        if other:
            found[fold == k] = 1 / (1 + np.exp(-matrix(other, names) @ fit(known, names)))
    return found


def summary(rows: Sequence[dict[str, Any]], sure: np.ndarray) -> str:
    """How many values are above the limit, and how many of those are wrong."""
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
    text = HEADING
    for way, read in (("read", 1.0), ("found", 0.0)):
        mine = [row for row in rows if row["seen"].get("read", 0.0) == read]
        mine = weighted(mine, options.weight)
        names = sorted({name for row in mine for name in row["seen"]} - {"read"})
        for by in (("type",), ("type", "layout")):
            judged(way, mine, by, left_out(mine, names, by))
        weights = fit(mine, names)
        lines = [f'"{n}" = {w:.3f}' for n, w in zip(["base", *names], weights, strict=True)]
        text += f"\n[{way}]\n" + "\n".join(lines) + "\n"
    options.out.write_text(text, "utf-8")


def judged(way: str, rows: Sequence[dict[str, Any]], by: Sequence[str], sure: np.ndarray) -> None:
    """Print the results of these weights and of the shipped ones for each kind of layouts."""
    now = np.array([surety(row["seen"]) for row in rows])
    for world in (UNSEEN, USUAL):
        here = np.array([row["world"] == world for row in rows])
        mine = [row for row in rows if row["world"] == world]
        if mine:
            print(way, world, "left out by", "/".join(by), summary(mine, sure[here]))
            print(way, world, "as shipped", summary(mine, now[here]))


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("collect")
    one.add_argument("--types", default="", help="document types, comma-separated; all")
    one.add_argument("--count", type=int, default=10, help="papers of each type")
    one.add_argument("--seed", type=int, default=11)
    one.add_argument(
        "--forget", type=float, default=0.0, help="the share of the program's words forgotten"
    )
    one.add_argument("--usual", action="store_true", help="papers of the usual layouts")
    one.add_argument("--out", type=Path, default=Path("seen.jsonl"))
    two = verbs.add_parser("fit")
    two.add_argument("seen", type=Path, nargs="+")
    two.add_argument(
        "--weight", type=float, default=WEIGHT, help="how much a place of a usual layout counts"
    )
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
