"""What is asked of a paper beside its type: chance decides where nothing is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.documents.pay import Note
from generator.layouts.sources import CaseValues


@dataclass(frozen=True)
class PaperRequest:
    """A paper of a case that is to be coherent: whose values, what must be there, what must not."""

    values: CaseValues | None = None
    """The values of the case; a life of the paper's own where None."""
    required: frozenset[str] = frozenset()
    """Fields that are never left out, whatever such papers lack elsewhere."""
    omitted: frozenset[str] = frozenset()
    """Fields that are left out."""
    complete: bool = False
    """Every part that such papers have is there, and whoever has to sign has signed."""
    seals: tuple[str, ...] | None = None
    """The seals, each `kind:source`; one that such papers bear or none where None."""
    each_sheet: bool = False
    """The last of the seals is on every sheet."""
    ticks: Mapping[str, str] = field(default_factory=dict)
    """The box that is ticked, by field."""
    note: Note | None = None
    """What the handler writes below."""


ANY_PAPER = PaperRequest()
