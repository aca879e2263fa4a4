"""Draw papers with unseen layouts, read them and score the results.

    python -m bench.unseen --perfect --count 50
    python -m bench.unseen --part kept --types id_card,lease_contract --count 10 --work bench-work
    python -m bench.unseen --perfect --packets 40 --forget 0.2
    python -m bench.unseen --part tune --packets 8 --work bench-work

With --perfect no engine reads: the lines are used as drawn, and thousands of pages take seconds.
Otherwise the papers are damaged and read by the product's own pipeline; readings are kept under
--work and reused by a second run. One JSON line per field is written to --out. With --packets whole
correct packets are drawn instead, and judged: how many are accepted, and which rules prevented the
others. One JSON line per packet is written to --out. Without --perfect their files are damaged, one
kind of damage each, and checked like any packet.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.accuracy.wear import KINDS, unknown_kinds
from bench.unseen.cases import kinds_but, kinds_of_fields, papers
from bench.unseen.forgetting import forgetting
from bench.unseen.missing import called_missing
from bench.unseen.packets import JudgedPacket, packets
from bench.unseen.packets import judged as judged_packet
from bench.unseen.packets import summary as packets_summary
from bench.unseen.perfect import file_of
from bench.unseen.planted import planted, planted_summary
from bench.unseen.score import JudgedPaper, judged, table
from bench.unseen.worn import read_worn
from bench.unseen.worn_packets import read_packets
from extractors import TYPES
from extractors.packet.documents import read_documents
from generator import fonts
from generator.layouts.draw import types
from generator.layouts.parts import PARTS, Part
from pipeline.settling.calibrate import calibrated, shipped
from pipeline.settling.verify import verify
from validators.policy import load_policy

WEAR = (
    "clean", "scan", "scan", "photo", "grey", "lowdpi", "bw", "skew", "curl", "shadow", "faint",
    "jpeg",
)  # fmt: skip


def read_perfect(options: argparse.Namespace, part: Part) -> Iterator[JudgedPaper]:
    """Every paper of the part, with its lines as drawn."""
    every = forgetting(TYPES, options.forget, options.seed)
    known = kinds_but(options.leave, every)
    for drawn in papers(options.types, part, options.count, options.seed):
        file = file_of(f"{drawn.name}.pdf", drawn.papers)
        read = verify(
            read_documents([file], known, every), file.pages, lambda p, b: [{} for _ in b]
        )
        calibrated_documents = calibrated(read, shipped().measured[0])
        lost = called_missing(drawn.kind, [file], calibrated_documents) if options.missing else ()
        yield judged(drawn, read, calibrated_documents, "perfect", kinds_of_fields(), lost)


def measure(options: argparse.Namespace) -> list[JudgedPaper]:
    """Every requested paper, part by part."""
    done: list[JudgedPaper] = []
    with options.out.open("w") as out:
        for part in options.parts:
            every = (read_perfect if options.perfect else read_worn)(options, part)
            for paper in every:
                done.append(paper)
                for field in paper.fields:
                    out.write(json.dumps(field.line, ensure_ascii=False) + "\n")
                if not options.perfect:
                    bad = sum(f.verdict != "right" for f in paper.fields)
                    got, of = ",".join(paper.got), len(paper.fields)
                    print(f"{paper.item} {got}: {bad} of {of} not right", file=sys.stderr)
    return done


def perfect_packets(options: argparse.Namespace, part: Part) -> Iterator[JudgedPacket]:
    """Every packet of the part, with its lines as drawn."""
    known = forgetting(TYPES, options.forget, options.seed)
    for drawn in packets(part, options.packets, options.seed):
        yield judged_packet(drawn, known)


def measure_packets(options: argparse.Namespace) -> list[JudgedPacket]:
    """Every requested packet, part by part."""
    done: list[JudgedPacket] = []
    with options.out.open("w") as out:
        for part in options.parts:
            every = (perfect_packets if options.perfect else read_packets)(options, part)
            for one in every:
                done.append(one)
                out.write(json.dumps(one.line, ensure_ascii=False) + "\n")
                if not options.perfect:
                    rules = ", ".join(sorted({f.rule for f in one.against}))
                    print(f"{one.packet.name} {one.report.outcome}: {rules}", file=sys.stderr)
    return done


def missing_summary(papers: Sequence[JudgedPaper]) -> str:
    """The papers that are present but reported as surely missing, and by which rules."""
    lines = [f"{p.item}: {', '.join(p.called_missing)}" for p in papers if p.called_missing]
    return "\n".join(["Called missing for sure, though there:", *(lines or ["none"])])


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("tune", "kept", "both"), default="both")
    parser.add_argument("--types", default="", help="document types, comma-separated; all")
    parser.add_argument("--count", type=int, default=10, help="papers of each type and part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave", default="", help="a type that is not recognised, only resembled")
    parser.add_argument(
        "--missing", action="store_true", help="run the rules too: is the paper called missing?"
    )
    parser.add_argument("--packets", type=int, default=0, help="whole good packets, so many a part")
    parser.add_argument(
        "--planted", action="store_true",
        help="with --packets and --perfect: faults planted in those that are accepted",
    )  # fmt: skip
    parser.add_argument(
        "--forget",
        type=float,
        default=0.0,
        help="the share of the program's own words that it has forgotten (--perfect alone)",
    )
    parser.add_argument("--perfect", action="store_true", help="read without an engine")
    parser.add_argument(
        "--damage", default="", help=f"of {', '.join(KINDS)}; mixed; scan@300 at 300 dpi"
    )
    parser.add_argument("--hands", type=Path, help="a folder of fonts for all handwriting")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path("bench-work"))
    parser.add_argument("--out", type=Path, default=Path("unseen.jsonl"))
    options = parser.parse_args(arguments)
    options.types = [name for name in options.types.split(",") if name]
    if options.leave:
        options.types, options.missing = options.types or [options.leave], True
    if options.forget and not options.perfect:
        parser.error("--forget goes with --perfect: readings are kept, whatever was known")
    options.parts = PARTS if options.part == "both" else (options.part,)
    options.wear = options.damage.split(",") if options.damage else list(WEAR)
    if options.planted and not (options.packets and options.perfect):
        parser.error("--planted goes with --packets and --perfect")
    if unknown := set(options.types) - set(types()):
        parser.error(f"no layouts of {', '.join(sorted(unknown))}")
    if unknown_damages := unknown_kinds(options.wear):
        parser.error(f"no damage named {', '.join(unknown_damages)}")
    return options


def run(asked: argparse.Namespace) -> None:
    """Measure what is asked for, and print it."""
    if lacking := fonts.lacking():
        print(f"Fewer faces, other pages: apt-get install {' '.join(lacking)}", file=sys.stderr)
    if asked.planted:
        known = forgetting(TYPES, asked.forget, asked.seed)
        print(planted_summary([
            one for part in asked.parts for one in planted(part, asked.packets, asked.seed, known)
        ]))  # fmt: skip
        return
    if asked.packets:
        print(packets_summary(measure_packets(asked)))
        return
    found = measure(asked)
    sure = {k: float(v) for k, v in load_policy().thresholds.items()}
    print(table(found, sure))
    print()
    print(table(found, sure, "kind"))
    if asked.missing:
        print()
        print(missing_summary(found))


if __name__ == "__main__":
    options = parsed()
    with fonts.written_with(options.hands):
        run(options)
