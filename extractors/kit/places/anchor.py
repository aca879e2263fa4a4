"""A label on a page, and the characters that separate labels from values."""

from dataclasses import dataclass, field

from core.models.geometry import Box
from extractors.kit.places.structure import SheetRow

PUNCTUATION = " ,.;:()[]<>{}|/_-*'\"·、。=+#√□■"
FIRM = 0.75  # from this confidence on, a label ends the value before it


@dataclass(frozen=True, eq=False)
class Anchor:
    """A label: its position in its row, how surely it is a label, and which fields it may mean."""

    label: str
    row: SheetRow
    start: int
    end: int
    """The position after the label's brackets and colon."""
    sure: float
    fields: dict[str, float] = field(default_factory=dict)
    lead: str = ""
    """The characters before it in the same word: 母亲 in 母亲身份证号."""
    colon: bool = False
    further: Box | None = None
    """The second line of a label that its cell broke into two lines."""

    @property
    def box(self) -> Box:
        return self.row.box(self.start, self.end)

    @property
    def firm(self) -> bool:
        return self.sure >= FIRM
