"""A paper as long as it may still be changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.models.document import Annotation, Document, PageRef, PlacedSeal
from core.models.page import SealKind
from tests.validators import kit

Says = str | None
Look = Mapping[str, Any]
Mark = tuple[str, SealKind] | tuple[str, SealKind, Look]
"""A seal: what stands in its ring, its kind, and what of its look is not usual (grey, faint)."""
Note = tuple[str, str | None] | tuple[str, str | None, Look]
"""A note: its words, who signed it, and what of its look is not usual."""


@dataclass
class Paper:
    """What a paper says; None is a place that was found and is empty, "?" one that was not read."""

    kind: str
    values: dict[str, Says]
    seals: list[Mark] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    sheets: int = 1
    """Its pages, in one file."""
    with_cover: bool = False
    """It lies in one file with the paper before it, as a page of a booklet does."""

    def set(self, **values: object) -> "Paper":
        """Other values; what they are is written as a paper prints it."""
        told = {name: None if v is None else str(v) for name, v in values.items()}
        self.values.update(told)
        return self

    def lose(self, *names: str) -> "Paper":
        """Without these fields: nobody looked for them."""
        for name in names:
            self.values.pop(name)
        return self

    def sealed(self, *seals: Mark) -> "Paper":
        """With these seals alone."""
        self.seals = list(seals)
        return self

    def build(self, name: str, page: PageRef) -> Document:
        """The document that the rules see."""
        found = kit.paper(
            self.kind,
            seals=[_at(page, mark) for mark in self.seals],
            rows=self.rows,
            notes=[_noted(page, note) for note in self.notes],
            more={"id": name, "pages": tuple(self._pages(page)), **self.more},
            **self.values,
        )
        return found.model_copy(
            update={
                "fields": _on(page, found.fields),
                "rows": tuple(_on(page, r) for r in found.rows),
            }
        )

    def _pages(self, first: PageRef) -> Iterator[PageRef]:
        for n in range(self.sheets):
            yield first.model_copy(update={"page": first.page + n})


def _at(first: PageRef, mark: Mark) -> PlacedSeal:
    """A seal on the first page, or on the `sheet` that its look names."""
    ring, kind, *looks = mark
    told = {key: value for look in looks for key, value in look.items()}
    page = first.model_copy(update={"page": first.page + told.pop("sheet", 1) - 1})
    seal = kit.seal(ring, kind).seal.model_copy(update=told)
    return PlacedSeal(seal=seal, page=page)


def _noted(page: PageRef, note: Note) -> Annotation:
    text, who, *looks = note
    told = {key: value for look in looks for key, value in look.items()}
    return kit.note(text, who).model_copy(update={"page": page, **told})


def _on(page: PageRef, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one.model_copy(update={"page": page}) for name, one in fields.items()}


def paper(kind: str, seals: Iterable[Mark] = (), /, **values: object) -> Paper:
    """A paper that says this."""
    made = Paper(kind, {}, list(seals))
    return made.set(**values)
