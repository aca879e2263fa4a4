"""The documents of a packet: split, paired and read, with their seals and codes."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from core.models.document import (
    Document,
    PlacedCode,
    PlacedLine,
    PlacedOddity,
    PlacedSeal,
    Signed,
)
from core.models.page import FileReading
from core.models.signature import Signature
from core.reasons import reason
from core.text.prose import unfolded
from core.text.sheet import TextSheet
from extractors.kit.broken_amounts import with_rests
from extractors.kit.fields import Extraction, TypeEntry
from extractors.kit.places.settle import settle
from extractors.kit.sentences import with_sentences
from extractors.packet.cards import UNSURE, pair_cards
from extractors.packet.guesses import foreign_name, guesses_of
from extractors.packet.layers import is_legible, merge_layer, trust_layer
from extractors.packet.leaves import leaves, leftovers
from extractors.packet.resemblance import resemblance
from extractors.packet.split import Draft, split

Layer = Literal["none", "agrees", "differs"]

UNKNOWN = "unknown"
BROKEN = reason("paper.broken")
LAYER_DIFFERS = reason("paper.layer_differs")

log = logging.getLogger("yushen")


def read_documents(
    files: Sequence[FileReading],
    kinds: Sequence[TypeEntry],
    alike: Sequence[TypeEntry] | None = None,
) -> list[Document]:
    """All documents of the packet, in page order; unknown pages are documents without a type.

    `alike` are the types a document may resemble, if they are more than the types it may be.
    """
    signed = signatures_of(files)
    return [
        read_draft(draft, name, signed, alike or kinds, unsure=unsure)
        for name, (draft, unsure) in drafts_of(files, kinds).items()
    ]


def signatures_of(files: Sequence[FileReading]) -> dict[str, tuple[Signature, ...]]:
    """The electronic signatures of the files, by file name; files without one are left out."""
    return {file.name: file.signatures for file in files if file.signatures}


def read_draft(
    draft: Draft,
    name: str,
    signed: Mapping[str, tuple[Signature, ...]],
    alike: Sequence[TypeEntry],
    *,
    unsure: bool = False,
) -> Document:
    """The document of a draft; `unsure`: its two sides may be of different cards."""
    return _document(draft, name, unsure).model_copy(
        update={
            "signed": _signed(draft.sheets, signed),
            "lines": _lines(draft.sheets),
            "likeness": resemblance(draft.sheets, alike),
        }
    )


def drafts_of(
    files: Sequence[FileReading], kinds: Sequence[TypeEntry]
) -> dict[str, tuple[Draft, bool]]:
    """The sheets of each document by its id, and whether a card's sides may not match."""
    drafts, unsure = pair_cards(split(files, kinds))
    order = {page.key: n for n, page in enumerate(page for file in files for page in file.pages)}
    drafts.sort(key=lambda d: (order[d.sheets[0].page.key], d.sheets[0].zone.y0))
    return {f"D{n}": (draft, id(draft) in unsure) for n, draft in enumerate(drafts, start=1)}


def _document(draft: Draft, name: str, unsure: bool) -> Document:
    sheets = draft.sheets
    troubles = [UNSURE] if unsure else []
    found, layer = Extraction(), _layer(sheets)
    if draft.kind is not None:
        try:
            found, layer = _with_layer(draft.kind, sheets, read_paper(draft.kind, sheets))
        except Exception as error:  # a bug in one document must not cost the packet its report
            log.error("%s: %s at %s", draft.kind.id, type(error).__name__, _where(error))
            troubles.append(BROKEN)
        if layer == "differs":
            troubles.append(LAYER_DIFFERS)
    return Document(
        id=name,
        type=draft.kind.id if draft.kind else UNKNOWN,
        confidence=draft.confidence,
        guesses=guesses_of(draft),
        foreign=foreign_name(draft),
        pages=tuple(dict.fromkeys(sheet.ref for sheet in sheets)),
        fields=found.fields,
        rows=found.rows,
        annotations=found.annotations,
        seals=tuple(
            PlacedSeal(seal=seal, page=sheet.ref)
            for sheet in sheets
            for seal in sheet.page.seals  # a stamp covers everything on its sheet
        ),
        codes=tuple(
            PlacedCode(payload=code.payload, page=sheet.ref, box=code.box)
            for sheet in sheets
            for code in sheet.page.codes
            if sheet.zone.contains(code.box.cx, code.box.cy)
        ),
        sides=found.sides,
        grey=all(sheet.page.grey for sheet in sheets),
        no_more_seals=found.no_more_seals,
        layer=layer,
        oddities=tuple(
            PlacedOddity(oddity=odd, page=sheet.ref)
            for sheet in sheets
            for odd in sheet.page.oddities
            if sheet.zone.contains(odd.box.cx, odd.box.cy)
        ),
        leaves=leaves(sheets),
        leftovers=leftovers(draft.kind.id, sheets) if draft.kind is not None else (),
        troubles=tuple(troubles),
    )


def _signed(
    sheets: Sequence[TextSheet], signatures: Mapping[str, tuple[Signature, ...]]
) -> tuple[Signed, ...]:
    """The signatures of the files that the document's pages are in."""
    files = dict.fromkeys(sheet.ref.file for sheet in sheets)
    return tuple(
        Signed(file=file, signature=one) for file in files for one in signatures.get(file, ())
    )


def _lines(sheets: Sequence[TextSheet]) -> tuple[PlacedLine, ...]:
    """All lines of the sheets, row by row."""
    pages = list(dict.fromkeys(sheet.ref for sheet in sheets))
    return tuple(
        PlacedLine(text=line.text, page=pages.index(sheet.ref), box=line.place().rounded())
        for sheet in sheets
        for row in sheet.rows
        for line in (sheet.lines[i] for i in row)
    )


def _where(error: Exception) -> str:
    """The line that failed; the error's text is left out, it may quote a document."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _layer(sheets: Sequence[TextSheet]) -> Layer:
    return "agrees" if any(sheet.page.layer for sheet in sheets) else "none"


def _with_layer(
    kind: TypeEntry, sheets: Sequence[TextSheet], seen: Extraction
) -> tuple[Extraction, Layer]:
    """The extraction compared with the pages' own text, if they have a legible text layer."""
    layers = [_layer_sheet(sheet) for sheet in sheets]
    if _layer(sheets) == "none" or not is_legible(sheets, layers):
        return seen, "none"
    if not trust_layer(sheets, layers):
        return seen, "differs"
    vouched = all(sheet.page.vouched for sheet in sheets)
    merged = merge_layer(seen, read_paper(kind, layers), sheets if vouched else ())
    return merged, "agrees"


def read_paper(kind: TypeEntry, sheets: Sequence[TextSheet]) -> Extraction:
    """The values of a type's own readers, each compared with every other possible place."""
    if kind.joins:
        sheets = [part for sheet in sheets for part in unfolded(sheet)]
    placed = settle(kind, sheets, with_sentences(kind, sheets, kind.read(sheets)))
    whole = with_rests(kind, sheets, placed)
    return whole if kind.complete is None else replace(whole, fields=kind.complete(whole.fields))


def _layer_sheet(sheet: TextSheet) -> TextSheet:
    """The page's own text in the sheet's zone; the page as read if it has none."""
    if not sheet.page.layer:
        return sheet
    whole = TextSheet.of(sheet.page, layer=True)
    zone = sheet.zone
    return whole.within(zone.y0, zone.y1, zone.x0, zone.x1)
