"""The stages of one packet, each by its name and with its own tries.

ingest: what it is, and whether it is reported already; read: its pages, to its material;
judge: the rules, beside the unit's other packets; report: written, put in place, handed on.

Whoever schedules (flows/batch.py) runs each as a task; plainly they are run here.
"""

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from core.errors import ReadingFailed

Stage = Literal["ingest", "read", "judge", "report"]
TRIES: dict[Stage, int] = {"ingest": 1, "read": 2, "judge": 1, "report": 1}
"""How often a stage is tried whose trouble may pass."""

T = TypeVar("T")


class Staged(Protocol):
    """How a stage is run. It answers what `act` answers and raises what it raises."""

    def __call__(self, stage: Stage, packet: str, act: Callable[[], T], /) -> T:
        """Run a stage of the packet with that id."""


def plainly(stage: Stage, packet: str, act: Callable[[], T], /) -> T:
    """Run it here and now."""
    for _ in range(TRIES[stage] - 1):
        try:
            return act()
        except ReadingFailed:  # what may pass
            continue
    return act()


def may_pass(error: BaseException | None) -> bool:
    """Whether trying once more may help."""
    return isinstance(error, ReadingFailed)
