"""A label on a page, and the marks that part labels and values."""

from dataclasses import dataclass, field

from core.models.geometry import Box
from extractors.kit.places.structure import Row

PUNCTUATION = " ,.;:()[]<>{}|/_-*'\"·、。=+#√□■"
FIRM = 0.75  # from here on a label ends the value before it


@dataclass(frozen=True, eq=False)
class Anchor:
    """A label: its place in its row, how surely it is one, and what it may stand for."""

    label: str
    row: Row
    start: int
    end: int
    """After its brackets and colon."""
    sure: float
    fields: dict[str, float] = field(default_factory=dict)
    lead: str = ""
    """Characters before it in the same word: 母亲 of 母亲身份证号."""
    colon: bool = False
    further: Box | None = None
    """Where a label that its cell broke into two lines goes on."""

    @property
    def box(self) -> Box:
        return self.row.box(self.start, self.end)

    @property
    def firm(self) -> bool:
        return self.sure >= FIRM
