"""Drawn papers through the product's own line: a file of worn pages, read and made documents."""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.accuracy.draw import Item
from bench.accuracy.wear import KINDS, worn
from core.models.document import Document
from extractors import TYPES
from extractors.kit.fields import DocumentType
from extractors.packet.documents import read_documents
from generator.pdf import write_scans
from pipeline.reading.files import read_again, read_files
from pipeline.reading.intake.packet import PacketFile
from pipeline.run import Kit
from pipeline.settling.verify import verify


def written(item: Item, damage: str, folder: Path) -> PacketFile:
    """The item's pages with this damage, as one PDF of scans."""
    path = folder / f"{item.name}-{damage}.pdf"
    kind = KINDS[damage]
    seed = int.from_bytes(hashlib.sha256(path.name.encode()).digest()[:4], "big")
    pages = [worn(c, item.papers, kind, seed + n) for n, c in enumerate(item.canvases)]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_scans(path, pages, kind.dpi, kind.quality)
    return PacketFile(path.name, path, hashlib.sha256(path.read_bytes()).hexdigest())


def read(
    files: Sequence[PacketFile], kit: Kit, kinds: Sequence[DocumentType] = TYPES
) -> list[list[Document]]:
    """What the product makes of each file on its own, before any rule; pages read at once."""
    again = partial(read_again, pool=kit.pool, store=kit.store)
    return [
        verify(read_documents([file], kinds), file.pages, lambda p, b: again(p, b))
        for file in read_files(files, kit.pool, kit.store, lambda done, total: None)
    ]
