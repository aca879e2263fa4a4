"""Results of the samples: error counts above the threshold, by kind, type and month.

Only samples are counted here: chosen at random, answered without seeing the reading. Values that
people checked because they were doubtful are another population (`looked`) and are not included.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.clock import here
from core.models.base import Model
from review.quality.bounds import interval
from review.quality.guarantee import (
    GRID,
    MAX_WRONG_SHARE,
    Bound,
    ScoredAnswer,
    bounds,
    lowest,
    needed,
)
from review.store.sampled import SampleRow

RIGHT, UNCLEAR = "right", "unclear"
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)
"""The starts of the bins of the reliability diagram; narrow near the thresholds."""
Threshold = Callable[[str], float]


class Share(Model):
    """Error count of a group, with the 95 % interval (Clopper and Pearson)."""

    name: str
    number: int
    wrong: int
    low: float
    high: float
    unclear: int = 0
    """Not legible for the reviewer either: not counted in `number` or `wrong`."""

    @property
    def share(self) -> float:
        return self.wrong / self.number if self.number else 0.0


class Bin(Model):
    """Values of similar confidence: the mean confidence and the share of correct values."""

    start: float
    end: float
    number: int
    said: float
    right: float
    low: float
    high: float


class Coverage(Model):
    """The share of values above a threshold, and how many of them are wrong."""

    threshold: float
    kept: float
    """The share of the values that were read."""
    wrong: Share


class GuaranteeStep(Model):
    """A guaranteed bound, see `guarantee`."""

    threshold: float
    number: int
    wrong: int
    most: float


class KindGuarantee(Model):
    """The guaranteed bounds of a kind, and the lowest threshold that they allow."""

    kind: str
    threshold: float
    """The threshold in force."""
    steps: tuple[GuaranteeStep, ...]
    lowest: float | None
    """The lowest confidence on the grid with an error rate of at most `allowed`."""
    allowed: float
    needed: int
    """The number of answers needed for it if none is wrong."""


class Samples(Model):
    """All results of the samples."""

    waiting: int
    differing: int
    answered: int
    total: Share
    kinds: tuple[Share, ...]
    types: tuple[Share, ...]
    months: tuple[Share, ...]
    bins: tuple[Bin, ...]
    kept: tuple[Coverage, ...]
    known: tuple[KindGuarantee, ...]


def counted(session: Session, threshold: Threshold, max_wrong: float = MAX_WRONG_SHARE) -> Samples:
    """The results of all samples so far."""
    rows = answered(session)
    clear = [row for row in rows if row.verdict != UNCLEAR]
    above = [row for row in rows if row.confidence >= threshold(row.kind)]
    return Samples(
        waiting=_number(session, SampleRow.verdict.is_(None)),
        differing=_number(session, SampleRow.verdict == "differs"),
        answered=len(rows),
        total=_share("", above),
        kinds=_by(above, lambda row: row.kind),
        types=_by(above, lambda row: row.type),
        months=_by(above, _month),
        bins=binned((row.confidence, row.verdict == RIGHT) for row in clear),
        kept=tuple(_kept(rows, one) for one in GRID),
        known=tuple(
            _known(kind, given, threshold(kind), max_wrong)
            for kind, given in sorted(_answers(rows).items())
        ),
    )


def answers(session: Session) -> Mapping[str, Sequence[ScoredAnswer]]:
    """The answered samples by kind, in the order of the answers.

    Illegible values count as wrong, and so do undecided ones. Samples read by other readers
    (another engine or model) are left out, because they say nothing about the current ones.
    """
    return _answers(answered(session))


def answered(session: Session) -> Sequence[SampleRow]:
    """The answered samples, in the order of the answers."""
    query = select(SampleRow).where(SampleRow.verdict.is_not(None))
    return session.scalars(query.order_by(SampleRow.at, SampleRow.id)).all()


def binned(values: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Values grouped into bins by confidence."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in values:
        bins[max(n for n, start in enumerate(BINS) if sure >= start)].append((sure, right))
    found = []
    for n, inside in sorted(bins.items()):
        number = sum(right for _, right in inside)
        low, high = interval(number, len(inside))
        found.append(
            Bin(
                start=BINS[n], end=(*BINS, 1.0)[n + 1], number=len(inside),
                said=sum(sure for sure, _ in inside) / len(inside), right=number / len(inside),
                low=low, high=high,
            )
        )  # fmt: skip
    return tuple(found)


def share_of(name: str, wrong: int, number: int, unclear: int = 0) -> Share:
    """The share with its interval."""
    low, high = interval(wrong, number) if number else (0.0, 1.0)
    return Share(name=name, number=number, wrong=wrong, low=low, high=high, unclear=unclear)


def _answers(rows: Sequence[SampleRow]) -> dict[str, list[ScoredAnswer]]:
    found: dict[str, list[ScoredAnswer]] = defaultdict(list)
    newest = max(rows, key=lambda row: row.id, default=None)
    for row in (row for row in rows if newest is not None and row.readers == newest.readers):
        found[row.kind].append(ScoredAnswer(row.confidence, row.verdict == RIGHT))
    return found


def _known(
    kind: str, given: Sequence[ScoredAnswer], threshold: float, max_wrong: float
) -> KindGuarantee:
    found = bounds(given)
    best = lowest(found, max_wrong)
    return KindGuarantee(
        kind=kind, threshold=threshold, steps=tuple(map(_step, found)),
        lowest=best.threshold if best is not None else None,
        allowed=max_wrong, needed=needed(max_wrong),
    )  # fmt: skip


def _step(one: Bound) -> GuaranteeStep:
    return GuaranteeStep(threshold=one.threshold, number=one.number, wrong=one.wrong, most=one.most)


def _kept(rows: Sequence[SampleRow], threshold: float) -> Coverage:
    above = [row for row in rows if row.confidence >= threshold]
    kept = len(above) / len(rows) if rows else 0.0
    return Coverage(threshold=threshold, kept=kept, wrong=_share("", above))


def _by(rows: Iterable[SampleRow], name: Callable[[SampleRow], str]) -> tuple[Share, ...]:
    groups: dict[str, list[SampleRow]] = defaultdict(list)
    for row in rows:
        groups[name(row)].append(row)
    return tuple(_share(one, groups[one]) for one in sorted(groups))


def _share(name: str, rows: Sequence[SampleRow]) -> Share:
    unclear = sum(row.verdict == UNCLEAR for row in rows)
    right = sum(row.verdict == RIGHT for row in rows)
    number = len(rows) - unclear
    return share_of(name, number - right, number, unclear)


def _month(row: SampleRow) -> str:
    assert row.at is not None
    return f"{here(row.at):%Y-%m}"


def _number(session: Session, where: object) -> int:
    query = select(func.count()).select_from(SampleRow).where(where)  # type: ignore[arg-type]
    return session.scalar(query) or 0
