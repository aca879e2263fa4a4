"""Complete, correct packets with damaged pages, checked by the product."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.accuracy.draw import BenchFile
from bench.accuracy.line import worn_path, written
from bench.unseen.cases import damage_of
from bench.unseen.packets import DrawnPacket, JudgedPacket, packets
from bench.unseen.services import record
from bench.unseen.worn import state
from generator.layouts.draw import DrawnPaper
from generator.layouts.parts import Part
from pipeline.run import Kit, check_packet, open_kit

RECORD = "application.json"
OWN = tuple(Path(__file__).with_name(f"{name}.py") for name in ("packets", "scene", "services"))
"""What determines the drawn packets besides the generator."""


def read_packets(
    options: argparse.Namespace, part: Part, kit: Kit | None = None
) -> Iterator[JudgedPacket]:
    """All packets of the part, damaged and checked; pictures and readings are cached in --work."""
    if kit is None:
        with open_kit(workers=options.workers, cache=options.work) as opened:
            yield from read_packets(options, part, opened)
        return
    for drawn in packets(part, options.packets, options.seed, draft=False):
        yield worn_and_judged(drawn, options.wear, options.work / "drawn", kit)


def worn_and_judged(
    drawn: DrawnPacket, wear: Sequence[str], folder: Path, kit: Kit
) -> JudgedPacket:
    """The product's report on the damaged packet in the folder."""
    checked = check_packet(laid_down(drawn, wear, folder), kit)
    return JudgedPacket(drawn, checked.files, checked.report)


def laid_down(drawn: DrawnPacket, wear: Sequence[str], folder: Path) -> Path:
    """The folder of the packet: its record, and its files with one kind of damage each.

    Files damaged before from the same drawing are reused.
    """
    home = folder / state(OWN) / drawn.name
    home.mkdir(parents=True, exist_ok=True)
    record_file = home / RECORD
    application = record(drawn.scene, drawn.service)
    record_file.write_text(application.model_dump_json(exclude_defaults=True), encoding="utf-8")
    for number, papers in enumerate(drawn.files, 1):
        item = _item(f"{drawn.name}-{number:02d}", papers)
        damage = damage_of(item.name, wear)
        if not worn_path(item, damage, home).exists():
            written(item, damage, home)
    return home


def _item(name: str, drawn: Sequence[DrawnPaper]) -> BenchFile:
    papers = tuple(paper for one in drawn for paper in one.papers)
    sheets = [sheet for paper in papers for sheet in paper.sheets]
    return BenchFile(name, papers, tuple({id(s.canvas): s.canvas for s in sheets}.values()))
