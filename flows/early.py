"""Starts packets before Prefect is imported, and reports them to it once it is up.

Starting it takes many seconds; packets that ended earlier are shown only with their outcome.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from flows.temporary import give_up_soon, server
from flows.up import RunningFlow
from pipeline.unattended.batch import BatchJob, Done, Run
from pipeline.unattended.flight import Flight
from pipeline.unattended.pace import Pace
from pipeline.unattended.stages import Stage, plainly

if TYPE_CHECKING:
    from flows.batch import Packets

T = TypeVar("T")
log = logging.getLogger("yushen")


class EarlyBatch:
    """A batch's packets and their stages, shown in Prefect as soon as it is up."""

    def __init__(self, titles: Mapping[str, str], limit: int, pace: Pace | None = None) -> None:
        """`titles` of rules by their ids; at most `limit` packets run at once."""
        self._titles, self._limit, self._pace = titles, limit, pace
        self._packets: Packets | None = None

    def each(self, run: Run, jobs: Sequence[BatchJob]) -> list[Done]:
        """Run all. Prefect's own errors (no server, a full disk) never stop a packet's report."""
        up = RunningFlow()
        flight = Flight(lambda job: up.within(run, job), jobs, self._limit)
        try:
            with server() as temporary:
                packets = self._known()
                if temporary:
                    give_up_soon()
                packets.show(flight, up, [job.id for job in jobs], self._pace)
        except Exception as error:  # Prefect's own: packets' errors are raised below
            log.warning("Prefect: %s; the batch goes on without it", type(error).__name__)
        finally:
            up.over()
        done = flight.wait()
        return [done[job.id] for job in jobs]

    def staged(self, stage: Stage, packet: str, act: Callable[[], T], /) -> T:
        """How a stage is run."""
        packets = self._packets
        return (packets.staged if packets is not None else plainly)(stage, packet, act)

    def _known(self) -> "Packets":
        if self._packets is None:
            from flows.batch import Packets

            self._packets = Packets(self._titles)
        return self._packets
