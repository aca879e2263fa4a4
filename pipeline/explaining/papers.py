"""A document explained: the evidence for its type, its rows, its fields."""

import itertools
from collections.abc import Iterator, Sequence

from core.models.document import Document
from core.models.page import FileReading
from core.text.sheet import TextSheet
from extractors.kit.fields import TypeEntry
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.settle import weigh
from extractors.kit.places.structure import SheetRow as Line
from extractors.kit.places.structure import rows_of
from extractors.packet.documents import BROKEN, drafts_of
from extractors.packet.recognise import Guess, Recognition, phrases_of
from extractors.packet.split import Draft
from pipeline.explaining.fields import fields_of
from pipeline.explaining.models import (
    Explained,
    ExplainedCell,
    ExplainedPage,
    ExplainedPaper,
    ExplainedRow,
    Reasons,
    ScorePart,
)

GUESSES = 3  # types explained for each page
PHRASES = 8  # phrases named for each type


def explain(
    document: Document, files: Sequence[FileReading], kinds: Sequence[TypeEntry]
) -> ExplainedPaper:
    """What the extractors saw in one document of a packet whose files were read."""
    draft, _ = drafts_of(files, kinds)[document.id]
    fields: tuple[Explained, ...] = ()
    anchors: dict[tuple[int, int], list[Anchor]] = {}
    lines = rows_of(draft.sheets)
    if draft.kind is not None and BROKEN not in document.troubles:
        weighed = weigh(draft.kind, draft.sheets, draft.kind.read(draft.sheets))
        fields = fields_of(draft.kind, weighed, document)
        lines = list(weighed.layout.rows)
        found = weighed.layout.anchors
        anchors = {_row_key(line): found[n] for n, line in enumerate(lines)}
    return ExplainedPaper(
        id=document.id,
        type=document.type,
        confidence=document.confidence,
        guesses=document.guesses,
        foreign=document.foreign,
        troubles=document.troubles,
        table_rows=len(document.rows),
        pages=tuple(_pages(draft, kinds, lines, anchors)),
        fields=fields,
    )


def _row_key(line: Line) -> tuple[int, int]:
    return id(line.sheet), line.number


def _pages(
    draft: Draft,
    kinds: Sequence[TypeEntry],
    lines: Sequence[Line],
    anchors: dict[tuple[int, int], list[Anchor]],
) -> Iterator[ExplainedPage]:
    for sheet, seen in zip(draft.sheets, draft.seen, strict=True):
        own = [line for line in lines if line.sheet is sheet]
        best = seen.best
        yield ExplainedPage(
            file=sheet.page.file,
            page=sheet.page.number,
            types=tuple(_reasons(sheet, guess, kinds) for guess in _likeliest(seen)),
            foreign=seen.foreign,
            called=seen.called,
            follows=draft.kind is not None and (best is None or best.kind is not draft.kind),
            rows=tuple(
                ExplainedRow(cells=tuple(_cells(x, anchors.get(_row_key(x), ())))) for x in own
            ),
        )


def _likeliest(seen: Recognition) -> list[Guess]:
    """The types with the most evidence, even if a better type leaves them little probability."""
    return sorted(seen.others, key=lambda g: (-g.confidence, -g.evidence.score))[:GUESSES]


def _reasons(sheet: TextSheet, guess: Guess, kinds: Sequence[TypeEntry]) -> Reasons:
    evidence = guess.evidence
    phrases = phrases_of(sheet, kinds, guess.kind)[:PHRASES]
    return Reasons(
        type=guess.kind.id,
        confidence=guess.confidence,
        score=round(evidence.score, 2),
        heading=evidence.heading,
        parts=tuple(
            ScorePart(what=what, worth=round(worth, 2))
            for what, worth in sorted(evidence.parts.items(), key=lambda part: -abs(part[1]))
        ),
        phrases=tuple((text, round(worth, 2)) for text, worth in phrases),
    )


def _cells(line: Line, anchors: Sequence[Anchor]) -> Iterator[ExplainedCell]:
    """A row's runs between gaps and labels."""
    by_start = {anchor.start: anchor for anchor in anchors}
    opens = {start for start, _ in line.segments}
    cuts = sorted({*opens, *by_start, *(a.end for a in anchors), len(line.text)})
    for start, end in itertools.pairwise(cuts):
        anchor = by_start.get(start)
        if any(a.start < start < a.end for a in anchors):
            continue  # a label printed with inner gaps counts as one
        stop = anchor.end if anchor is not None else end
        box = line.piece(start, stop).box
        assert box is not None
        yield ExplainedCell(
            text=line.text[start:stop],
            label=anchor is not None,
            fields=tuple(sorted(anchor.fields, key=lambda f: -anchor.fields[f])) if anchor else (),
            opens=start in opens and start > 0,
            box=box.rounded(),
        )
