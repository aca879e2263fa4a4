"""Draw papers, damage them, read them and score the results.

    python -m bench.accuracy --seed 1 --seeds 2 --types id_card,lease_contract --damage scan,photo

Papers are read by the product's own pipeline: workers, split, extractors, second readings. Readings
are kept under --work, so that an interrupted run continues where it stopped. Two JSON lines per
field are written to --out, one with the second reader and one without it: the input of
bench/calibration.py.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.accuracy.draw import BenchFile, items
from bench.accuracy.line import read, written
from bench.accuracy.score import ScoredField, score, table
from bench.accuracy.wear import KINDS, unknown_kinds
from extractors import TYPES
from pipeline.run import open_kit


def jobs(options: argparse.Namespace) -> Iterator[tuple[BenchFile, str]]:
    """The items to read, in a fixed order; with --limit, spread evenly over types and damage."""
    wanted = set(filter(None, options.types.split(",")))
    every = [
        (item, damage)
        for seed in range(options.seed, options.seed + options.seeds)
        for item in items(seed)
        if not wanted or item.types & wanted
        for damage in (options.damage.split(",") if options.damage else KINDS)
    ]
    if options.limit:
        every.sort(key=lambda job: hashlib.sha256(f"{job[0].name}/{job[1]}".encode()).digest())
        every = every[: options.limit]
    yield from every


def measure(options: argparse.Namespace) -> list[ScoredField]:
    kinds = {(t.id, s.name): str(s.kind) for t in TYPES for s in t.fields}
    lines: list[ScoredField] = []
    with open_kit(workers=options.workers, cache=options.work) as kit, options.out.open("w") as out:
        for number, (item, damage) in enumerate(jobs(options), 1):
            file = written(item, damage, options.work / "drawn")
            for alone in (True, False) if kit.trust.setup.second else (False,):
                (documents,) = read([file], kit, alone=alone)
                found = [
                    x for p in item.papers for x in score(item.name, p, documents, damage, kinds)
                ]
                setup = kit.trust.setup
                readers_of_line = {"readers": setup.first.mark if alone else setup.mark}
                for line in found:
                    out.write(json.dumps(line.line | readers_of_line, ensure_ascii=False) + "\n")
            out.flush()
            lines += found
            bad = sum(line.verdict != "right" for line in found)
            print(
                f"{number} {item.name} {damage}: {bad} of {len(found)} not right", file=sys.stderr
            )
        thresholds = {k: float(v) for k, v in kit.policy.thresholds.items()}
    for by in ("type", "damage", "kind"):
        print(table(lines, by, thresholds), end="\n\n")
    return lines


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--types", default="", help="document types, comma-separated; all")
    parser.add_argument(
        "--damage", default="", help=f"of {', '.join(KINDS)}; all; scan@300 at 300 dpi"
    )
    parser.add_argument("--limit", type=int, default=0, help="at most so many files, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many cases from --seed on")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path("bench-work"))
    parser.add_argument("--out", type=Path, default=Path("accuracy.jsonl"))
    options = parser.parse_args(arguments)
    if unknown := unknown_kinds(filter(None, options.damage.split(","))):
        parser.error(f"no damage named {', '.join(unknown)}")
    return options


if __name__ == "__main__":
    measure(parsed())
