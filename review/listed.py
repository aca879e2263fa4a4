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
    """As it stands; the program's own until somebody changes something."""
    first_outcome: Outcome
    fails: int
    """Failed rules that demand something: reject and supplement."""
    doubts: int
    """What nobody has decided yet."""
    assigned: str | None = None
    """Who is to settle it."""
    state: State
    closed: Closing | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    """Messages of the gravest problems."""
    reasons_en: tuple[str, ...] = ()
    """The same in English; in Chinese where no English was kept."""
    submissions: int = 1
    """How many times papers came for it; `received` is when the last did."""
    asks: bool = False
    """It may be a submission of another case, which a person is asked."""
