"""All quality figures of this office, for the command and the page."""

from datetime import datetime

from core.models.base import Model
from review.audit import now
from review.quality.counting import Samples, counted
from review.quality.drawing import sampling
from review.quality.drift import Alarm
from review.quality.guarantee import DOUBT, MAX_WRONG_SHARE
from review.quality.looked import CheckedValues, checked_values
from review.quality.traits import drifting
from review.store import Store
from validators.judging.edition import open_edition
from validators.thresholds.adopted import Adopted, adoptions


class Quality(Model):
    """The figures at one time; they contain no text of any paper."""

    at: datetime
    share: float
    """The sampled share of packets that pass without a person."""
    allowed: float
    """The maximum error rate required of a threshold."""
    doubt: float
    """The probability that the bounds of a kind are wrong."""
    samples: Samples
    """Drawn at random, answered blind: only these support a guarantee."""
    looked: CheckedValues | None
    """What people corrected or confirmed, mostly because it was doubtful."""
    adopted: tuple[Adopted, ...]
    drifting: tuple[Alarm, ...] = ()
    """What became more frequent in the last complete week than in the twelve weeks before."""


def quality(
    store: Store, max_wrong: float = MAX_WRONG_SHARE, *, with_looked: bool = True
) -> Quality:
    """The current figures. Without the checked values it is fast."""
    with store.reading() as session:
        samples = counted(session, open_edition().threshold, max_wrong)
        seen = checked_values(session) if with_looked else None
        drift = tuple(drifting(session))
    return Quality(
        at=now(), share=sampling(store).share, allowed=max_wrong, doubt=DOUBT, samples=samples,
        looked=seen, adopted=adoptions().adopted, drifting=drift,
    )  # fmt: skip
