"""A paper as long as it may still be changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.models.document import Document, PageRef, PlacedSeal
from core.models.page import SealKind
from tests.validators import kit

Says = str | None
Mark = tuple[str, SealKind]
"""A seal: what stands in its ring, and its kind."""


@dataclass
class Paper:
    """What a paper says; None is a place that was found and is empty, "?" one that was not read."""

    kind: str
    values: dict[str, Says]
    seals: list[Mark] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
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
            seals=[_at(page, kit.seal(ring, kind)) for ring, kind in self.seals],
            rows=self.rows,
            notes=[
                kit.note(text, who).model_copy(update={"page": page}) for text, who in self.notes
            ],
            more={"id": name, "pages": (page,), **self.more},
            **self.values,
        )
        return found.model_copy(
            update={
                "fields": _on(page, found.fields),
                "rows": tuple(_on(page, r) for r in found.rows),
            }
        )


def _at(page: PageRef, seal: PlacedSeal) -> PlacedSeal:
    return seal.model_copy(update={"page": page})


def _on(page: PageRef, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one.model_copy(update={"page": page}) for name, one in fields.items()}


def paper(kind: str, seals: Iterable[Mark] = (), /, **values: object) -> Paper:
    """A paper that says this."""
    made = Paper(kind, {}, list(seals))
    return made.set(**values)
