"""A packet as lists show it."""

from datetime import date, datetime

from core.models.base import Model
from core.models.finding import Outcome
from review.models import Closing, State


class QueueRow(Model):
    """A packet in the queue. The counts take people's decisions into account."""

    key: str
    version: int
    name: str
    batch: str
    received: datetime
    day: date | None
    service: str | None
    employer: str
    applicant: str
    """Name and masked number."""
    outcome: Outcome
    """The current outcome; the program's own until a person changes something."""
    first_outcome: Outcome
    fails: int
    """Failed rules that require action: reject and supplement."""
    doubts: int
    """Open points that nobody has decided yet."""
    assigned: str | None = None
    """The assigned person."""
    state: State
    closed: Closing | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    """Messages of the most serious problems."""
    reasons_en: tuple[str, ...] = ()
    """The same in English; Chinese if there is no English text."""
    submissions: int = 1
    """The number of submissions; `received` is the time of the last one."""
    asks: bool = False
    """It may be a submission of another case: a person must decide."""
