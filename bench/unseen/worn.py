"""Damaged pages of drawn papers, read by the product's pipeline with second readings."""

import argparse
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import bench.accuracy.wear
import generator
from bench.accuracy.draw import BenchFile
from bench.accuracy.line import read, written
from bench.unseen.cases import damage_of, kinds_but, kinds_of_fields, papers
from bench.unseen.missing import called_missing
from bench.unseen.score import JudgedPaper, judged
from generator import fonts
from generator.layouts.draw import DrawnPaper, draw
from generator.layouts.parts import Part
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import PacketFile
from pipeline.run import Kit, open_kit
from pipeline.settling.calibrate import calibrated


def state(more: tuple[Path, ...] = ()) -> str:
    """What determines the drawn pictures: the generator's code and words, the damage, and more.

    The hands of other fonts are among it.
    """
    return _state((*more, *fonts.hand_files()))


@cache
def _state(more: tuple[Path, ...]) -> str:
    root = Path(generator.__file__).parent
    wear = Path(bench.accuracy.wear.__file__)
    digest = hashlib.sha256(wear.read_bytes())
    for path in (*sorted([*root.rglob("*.py"), *root.rglob("*.toml")]), *more):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def file_of(draft: DrawnPaper, damage: str, folder: Path) -> PacketFile:
    """The damaged paper as a file, reused if the same code has drawn it before."""
    path = folder / state() / f"{draft.name}-{damage}.pdf"
    if path.exists():
        return PacketFile(path.name, path, hashlib.sha256(path.read_bytes()).hexdigest())
    drawn = draw(draft.kind, draft.part, draft.seed)
    sheets = [sheet for paper in drawn.papers for sheet in paper.sheets]
    canvases = tuple({id(s.canvas): s.canvas for s in sheets}.values())
    return written(BenchFile(drawn.name, drawn.papers, canvases), damage, path.parent)


def read_worn(
    options: argparse.Namespace, part: Part, kit: Kit | None = None
) -> Iterator[JudgedPaper]:
    """All papers of the part, damaged and read; readings are cached under --work."""
    if kit is None:
        with open_kit(workers=options.workers, cache=options.work) as opened:
            yield from read_worn(options, part, opened)
        return
    known = kinds_but(options.leave)
    for draft in papers(options.types, part, options.count, options.seed):
        damage = damage_of(draft.name, options.wear)
        file = file_of(draft, damage, options.work / "drawn")
        (documents,) = read([file], kit, known)
        calibrated_documents = calibrated(documents, kit.trust.curves)
        lost: tuple[str, ...] = ()
        if options.missing:  # read before, so only the store is used
            pages = read_files([file], kit.pool, kit.store, lambda done, total: None)
            lost = called_missing(draft.kind, pages, calibrated_documents)
        yield judged(draft, documents, calibrated_documents, damage, kinds_of_fields(), lost)
