"""The memory: checked packets, stored after their report is written and looked up by unit.

Any failure (damaged file, read-only, full disk) leaves the packet's result unchanged: `trouble`
gives the reason and nothing is stored. The memory holds personal data.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal
from weakref import finalize

from sqlalchemy import ColumnElement, Engine, and_, delete, func, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.models.filing import FiledPaper, PacketFacts, Remembered, RingText
from core.sqlite import for_writing
from pipeline.memory.engine import open_engine
from pipeline.memory.tables import MemoryPacketRow, MemoryPaperRow, RingRow

MAX_PACKETS = 200  # the latest packets of a unit and year that are compared
Decision = Literal["accept", "refuse"]


class Memory:
    """A database of packets by unit; without a path it is kept in RAM until the run ends."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.trouble: str | None = None
        """The last failure, as an error class name that is safe to show."""
        self._engine: Engine | None = None
        try:
            self._engine = open_engine(path)
            finalize(self, self._engine.dispose)
        except (SQLAlchemyError, OSError) as error:
            self.trouble = type(error).__name__

    def others(self, facts: PacketFacts) -> tuple[Remembered, ...]:
        """The unit's other packets of the calendar year, up to the same day, latest first."""
        if self._engine is None or not facts.known:
            return ()
        of_year = MemoryPacketRow.day.between(date(facts.day.year, 1, 1), facts.day)
        in_order = (MemoryPacketRow.day.desc(), MemoryPacketRow.packet, MemoryPacketRow.key)
        try:
            with self._session() as session:
                found = [
                    row
                    for unit in _same_unit(facts.unit_code, facts.unit_name)
                    for row in session.scalars(
                        select(MemoryPacketRow)
                        .where(unit, of_year, MemoryPacketRow.key != facts.key)
                        .order_by(*in_order)
                        .limit(MAX_PACKETS)
                    )
                ]
                return tuple(
                    _remembered(row) for row in sorted(found, key=_latest_first)[:MAX_PACKETS]
                )
        except OSError:
            return ()

    def remember(self, facts: PacketFacts) -> bool:
        """Store a packet, replacing its former entry; a person's decision is kept."""
        if not facts.known:
            return self._engine is not None
        try:
            with self._session(writes=True) as session:
                row = session.get(MemoryPacketRow, facts.key)
                if row is None:
                    row = MemoryPacketRow(key=facts.key)
                    session.add(row)
                _fill(row, facts)
        except OSError:
            return False
        return True

    def all(self) -> Sequence[Remembered]:
        """All packets, by unit and day. Raises OSError if they cannot be read."""
        order = (
            MemoryPacketRow.unit_name,
            MemoryPacketRow.unit_code,
            MemoryPacketRow.day,
            MemoryPacketRow.packet,
        )
        with self._session() as session:
            return [
                _remembered(row)
                for row in session.scalars(select(MemoryPacketRow).order_by(*order))
            ]

    def decide(self, key: str, decision: Decision, day: date | None = None) -> bool:
        """Record a person's decision; False if the packet is unknown.

        `day` is the day of filing, if the packet was checked without one.
        """
        with self._session(writes=True) as session:
            row = session.get(MemoryPacketRow, key)
            if row is None:
                return False
            row.decision = decision
            if day is not None:
                row.day, row.day_given = day, True
            return True

    def forget(self, unit: str) -> int:
        """Forget a unit, by its code or its full name. Returns how many packets were deleted."""
        with self._session(writes=True) as session:
            return _forget(
                session, or_(MemoryPacketRow.unit_code == unit, MemoryPacketRow.unit_name == unit)
            )

    def forget_before(self, day: date, *, spare: bool = False) -> int:
        """Forget packets filed before that day; returns how many. With `spare` nothing is deleted.

        Raises OSError if the file cannot be used.
        """
        with self._session(writes=True) as session:
            if spare:
                query = (
                    select(func.count())
                    .select_from(MemoryPacketRow)
                    .where(MemoryPacketRow.day < day)
                )
                return session.scalar(query) or 0
            return _forget(session, MemoryPacketRow.day < day)

    def close(self) -> None:
        """Close the file."""
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def _session(self, *, writes: bool = False) -> Iterator[Session]:
        """One short transaction. Raises OSError with the class of the error only."""
        if self._engine is None:
            raise OSError(self.trouble)
        engine = for_writing(self._engine) if writes else self._engine
        try:
            with Session(engine) as session, session.begin():
                yield session
        except (SQLAlchemyError, OSError, ValueError, TypeError) as error:  # or a damaged row
            self.trouble = type(error).__name__
            raise OSError(self.trouble) from error
        self.trouble = None


def _forget(session: Session, which: ColumnElement[bool]) -> int:
    keys = select(MemoryPacketRow.key).where(which)  # a subquery: there may be a year of keys
    for table in (MemoryPaperRow, RingRow):
        session.execute(delete(table).where(table.packet_key.in_(keys)))
    gone = session.execute(delete(MemoryPacketRow).where(which))
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]


def _same_unit(code: str, name: str) -> list[ColumnElement[bool]]:
    """Conditions on the code, or on the name if a packet has no code; each uses its own index."""
    named = MemoryPacketRow.unit_name == name
    if not code:
        return [named]
    coded = MemoryPacketRow.unit_code == code
    return [coded, and_(named, MemoryPacketRow.unit_code == "")] if name else [coded]


def _latest_first(row: MemoryPacketRow) -> tuple[int, str, str]:
    return -row.day.toordinal(), row.packet, row.key


def _fill(row: MemoryPacketRow, facts: PacketFacts) -> None:
    apart = {"key", "papers", "rings", "day", "day_given"}
    for name, value in facts.model_dump(exclude=apart).items():
        setattr(row, name, value)
    if facts.day_given or row.decision is None:  # a person may have entered the day
        row.day, row.day_given = facts.day, facts.day_given
    row.papers = [MemoryPaperRow(**paper.model_dump()) for paper in facts.papers]
    row.rings = [RingRow(**ring.model_dump()) for ring in facts.rings]


def _remembered(row: MemoryPacketRow) -> Remembered:
    names = PacketFacts.model_fields.keys() - {"papers", "rings"}
    facts = PacketFacts(
        **{name: getattr(row, name) for name in names},
        papers=tuple(FiledPaper(type=p.type, period=p.period, grey=p.grey) for p in row.papers),
        rings=tuple(RingText(kind=r.kind, text=r.text) for r in row.rings),
    )
    accepted = row.decision == "accept" or (row.decision is None and row.outcome == "accept")
    return Remembered(facts=facts, accepted=accepted, by_person=row.decision is not None)
