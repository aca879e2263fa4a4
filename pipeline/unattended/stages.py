"""The stages of one packet, each with a name and a number of tries.

ingest: identify it, and see if it is already reported; read: its pages, to its material;
judge: the rules, with the unit's other packets; report: write, put in place, hand over.

A scheduler (flows/batch.py) runs each as a task; without one they run directly.
"""

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from core.errors import ReadingFailed

Stage = Literal["ingest", "read", "judge", "report"]
TRIES: dict[Stage, int] = {"ingest": 1, "read": 2, "judge": 1, "report": 1}
"""How often a stage is tried for errors that may pass."""

T = TypeVar("T")


class Staged(Protocol):
    """How a stage is run. Returns what `act` returns and raises what it raises."""

    def __call__(self, stage: Stage, packet: str, act: Callable[[], T], /) -> T:
        """Run a stage of the packet with that id."""


def plainly(stage: Stage, packet: str, act: Callable[[], T], /) -> T:
    """Run it directly."""
    for _ in range(TRIES[stage] - 1):
        try:
            return act()
        except ReadingFailed:  # errors that may pass
            continue
    return act()


def may_pass(error: BaseException | None) -> bool:
    """Whether a new try may help."""
    return isinstance(error, ReadingFailed)
