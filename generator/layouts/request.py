"""Requirements for a paper besides its type; whatever is not required is random."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.documents.pay import HandlerNote
from generator.layouts.sources import CaseValues


@dataclass(frozen=True)
class PaperRequest:
    """Requirements for a paper that must agree with the other papers of its case."""

    values: CaseValues | None = None
    """The values of the case; None: random values."""
    required: frozenset[str] = frozenset()
    """Fields that are always printed."""
    omitted: frozenset[str] = frozenset()
    """Fields that are never printed."""
    complete: bool = False
    """No optional part is missing, and everybody who must sign has signed."""
    seals: tuple[str, ...] | None = None
    """The seals, each as `kind:source`; None: a random one, or none."""
    each_sheet: bool = False
    """Repeat the last seal on every sheet."""
    ticks: Mapping[str, str] = field(default_factory=dict)
    """The box to tick, by field."""
    note: HandlerNote | None = None
    """The handler's note at the bottom."""


ANY_PAPER = PaperRequest()
