"""Papers to measure or train on: drawn, and read by the engine or without errors.

from bench.unseen.cases import perfect
for case in perfect(["id_card"], "tune", 100):
case.reading.pages[0].lines, case.places["name"].value, case.places["name"].box
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bench.unseen.perfect import file_of
from core.models.geometry import Box
from core.models.page import FileReading
from extractors import TYPES
from extractors.kit.fields import TypeEntry
from generator.layouts.draw import DrawnPaper, draw, types
from generator.layouts.parts import Part
from generator.paper import Paper


@dataclass(frozen=True)
class TruthPlace:
    """A value of the ground truth, and its place as fractions of its page (counted from 1)."""

    value: str
    page: int
    box: Box


@dataclass(frozen=True)
class DrawnCase:
    """A drawn paper, its perfect reading and the places of its values by field name."""

    drawn: DrawnPaper
    reading: FileReading
    places: dict[str, TruthPlace]

    @property
    def type(self) -> str:
        return self.drawn.paper.doc_type


def papers(kinds: Sequence[str], part: Part, count: int, seed: int = 1, *,
           draft: bool = True) -> Iterator[DrawnPaper]:  # fmt: skip
    """That many papers of each type (of all types if none is given)."""
    for kind in kinds or types():
        for number in range(count):
            yield draw(kind, part, seed * 100_000 + number, draft=draft)


def perfect(kinds: Sequence[str], part: Part, count: int, seed: int = 1) -> Iterator[DrawnCase]:
    """That many papers of each type with their perfect readings."""
    for drawn in papers(kinds, part, count, seed):
        yield DrawnCase(drawn, file_of(f"{drawn.name}.pdf", drawn.papers), places(drawn.paper))


def places(paper: Paper) -> dict[str, TruthPlace]:
    """The first place of each value that is not empty."""
    canvases = list({id(s.canvas): s.canvas for s in paper.sheets}.values())
    found: dict[str, TruthPlace] = {}
    for sheet in paper.sheets:
        number = next(n for n, c in enumerate(canvases, 1) if c is sheet.canvas)
        w, h = sheet.canvas.width, sheet.canvas.height
        for name, mark in sheet.marks.items():
            if mark.value and name not in found:
                x0, y0, x1, y1 = mark.box
                found[name] = TruthPlace(mark.value, number, Box(x0 / w, y0 / h, x1 / w, y1 / h))
    return found


def kinds_but(left: str, kinds: Sequence[TypeEntry] = TYPES) -> tuple[TypeEntry, ...]:
    """The types that papers may be taken for, without the one that is left out."""
    return tuple(kind for kind in kinds if kind.id != left)


@cache
def kinds_of_fields() -> Mapping[tuple[str, str], str]:
    """The kind of each field that a type declares, by type and name."""
    return {(kind.id, spec.name): str(spec.kind) for kind in TYPES for spec in kind.schema}


def damage_of(name: str, kinds: Sequence[str]) -> str:
    """The damage that a paper gets: always the same for the same name."""
    return kinds[zlib.crc32(name.encode()) % len(kinds)]
