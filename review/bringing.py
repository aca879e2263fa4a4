"""Adds the packets of a run to the desk, on behalf of one user."""

from dataclasses import dataclass

from core.models.filing import PacketFacts
from pipeline.run import Checked
from pipeline.unattended.batch import Done
from review.arrivals import Arrivals, Arrived


@dataclass(frozen=True)
class PacketAdder:
    """Adds packets; `batch` names the folder they came from.

    Raises InputError, PolicyError or OSError if a packet cannot be added.
    """

    arrivals: Arrivals
    by: str
    batch: str
    case: str | None = None
    """The case that all of them belong to."""

    def checked(self, checked: Checked, name: str) -> Arrived | None:
        """Add a packet whose report is written; None if it does not concern the desk."""
        if checked.material is None:
            return None
        result = (checked.report, checked.material, checked.pictures)
        return self.arrivals.add(*result, by=self.by, batch=self.batch, name=name, case=self.case)

    def has(self, facts: PacketFacts | None) -> bool:
        """Whether a packet checked earlier is on the desk."""
        return facts is not None and self.arrivals.has(facts.key)

    def broken(self, done: Done) -> Arrived:
        """Add a packet that could not be checked, after its last try."""
        return self.arrivals.add(
            done.report, None, by=self.by, batch=self.batch, name=done.job.name, case=self.case
        )
