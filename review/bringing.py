"""Bringing the packets of a run to the desk, under one name."""

from dataclasses import dataclass

from core.models.filing import PacketFacts
from pipeline.run import Checked
from pipeline.unattended.batch import Done
from review.arrivals import Arrivals, Arrived


@dataclass(frozen=True)
class Bringer:
    """Whoever brings packets; `batch` says which folder they came from.

    Raises InputError, PolicyError or OSError where a packet does not get there.
    """

    arrivals: Arrivals
    by: str
    batch: str
    case: str | None = None
    """The case that all of them are brought for."""

    def checked(self, checked: Checked, name: str) -> Arrived | None:
        """A packet whose report is written; None where nothing of it is for the desk."""
        if checked.material is None:
            return None
        told = (checked.report, checked.material, checked.pictures)
        return self.arrivals.add(*told, by=self.by, batch=self.batch, name=name, case=self.case)

    def has(self, facts: PacketFacts | None) -> bool:
        """Whether one that was checked before is on the desk."""
        return facts is not None and self.arrivals.has(facts.key)

    def broken(self, done: Done) -> Arrived:
        """A packet that could not be checked, after its last try."""
        return self.arrivals.add(
            done.report, None, by=self.by, batch=self.batch, name=done.job.name, case=self.case
        )
