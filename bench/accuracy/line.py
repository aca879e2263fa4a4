"""Run drawn papers through the product's pipeline: damage, read, extract."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bench.accuracy.draw import BenchFile
from bench.accuracy.wear import kind_of, worn
from core.models.document import Document
from core.models.geometry import Box
from core.models.page import Page
from extractors import TYPES
from extractors.kit.fields import TypeEntry
from extractors.packet.documents import read_documents
from generator.pdf import write_scans
from pipeline.reading.closer import read_again
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.ocr.engine import LineReading
from pipeline.run import Kit
from pipeline.settling.coarse import held_coarse
from pipeline.settling.verify import verify

SECOND = "second"  # the source name of the second reader's readings


def worn_path(item: BenchFile, damage: str, folder: Path) -> Path:
    """The file of the item's pages with this damage."""
    return folder / f"{item.name}-{damage}.pdf"


def written(item: BenchFile, damage: str, folder: Path) -> PacketFile:
    """The item's pages with this damage, as one PDF of scans."""
    path = worn_path(item, damage, folder)
    kind = kind_of(damage)
    seed = int.from_bytes(hashlib.sha256(path.name.encode()).digest()[:4], "big")
    pages = [worn(c, item.papers, kind, seed + n) for n, c in enumerate(item.canvases)]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_scans(path, pages, kind.dpi, kind.quality)
    return PacketFile(path.name, path, hashlib.sha256(path.read_bytes()).hexdigest())


def read(
    files: Sequence[PacketFile],
    kit: Kit,
    kinds: Sequence[TypeEntry] = TYPES,
    *,
    alone: bool = False,
) -> list[list[Document]]:
    """The product's result for each file alone, before any rule; pages are read in parallel.

    `alone`: as if there were no second reader. Pages are read in the same way, but unsure
    values get no reading of it.
    """

    def again(page: Page, boxes: Sequence[Box]) -> list[dict[str, LineReading]]:
        found = read_again(page, boxes, kit.pool, kit.store)
        return [{by: r for by, r in one.items() if not alone or by != SECOND} for one in found]

    return [
        [
            *held_coarse(
                verify(read_documents([file], kinds, TYPES), file.pages, again, kit.trust.worth),
                file.pages,
            )
        ]
        for file in read_files(files, kit.pool, kit.store, lambda done, total: None)
    ]
