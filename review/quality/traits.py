"""Weekly counts over all new packets: rules with findings, papers of unknown type, and mandatory
fields whose place was not found. No packet is named.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.models.document import Document
from pipeline.reporting.names import UNKNOWN
from review.models import PacketState
from review.quality.drift import Alarm, OccurrenceCounts, alarms
from review.store.sampled import TraitRow
from validators.judging.edition import open_edition
from validators.policy import Policy

WEEKS = 12
"""Weeks before the last one, for comparison."""
WEEK = timedelta(days=7)
PACKET, PAPER = "packet", "paper"


def count_traits(session: Session, standing: PacketState) -> None:
    """Count a new packet."""
    content = json.dumps(dict(_traits(standing, open_edition())), ensure_ascii=False)
    session.add(TraitRow(week=monday(clock.today()).isoformat(), told=content))


def drifting(session: Session, today: date | None = None) -> list[Alarm]:
    """What became more frequent in the last complete week than in the weeks before."""
    last = monday(today or clock.today()) - WEEK
    first = last - WEEKS * WEEK
    query = select(TraitRow).where(TraitRow.week >= first.isoformat())
    week: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for row in session.scalars(query.where(TraitRow.week <= last.isoformat())):
        (week if row.week == last.isoformat() else before).update(json.loads(row.told))
    return alarms(
        {
            name: OccurrenceCounts(week[name], week[of], before[name], before[of])
            for name in week | before
            if (of := _occasion(name))
        }
    )


def monday(day: date) -> date:
    """The first day of its week.

    >>> monday(date(2026, 11, 30)), monday(date(2026, 12, 6))
    (datetime.date(2026, 11, 30), datetime.date(2026, 11, 30))
    """
    return day - timedelta(days=day.weekday())


def _traits(standing: PacketState, policy: Policy) -> Counter[str]:
    found: Counter[str] = Counter({PACKET: 1})
    rules = {
        view.finding.rule
        for view in standing.findings
        if view.status in ("fail", "review") and view.severity != "advisory"
    }
    found.update(f"rule:{rule}" for rule in rules)
    for document in standing.documents:
        found[PAPER] += 1
        found[f"type:{document.type}"] += 1
        found.update(f"lack:{document.type}.{name}" for name in _lacking(document, policy))
    return found


def _lacking(document: Document, policy: Policy) -> Iterator[str]:
    """The mandatory fields whose place was not found: the form may be new."""
    for name in policy.printed(document.type):
        field = document.fields.get(name)
        if field is None or field.presence == "unclear":
            yield name


def _occasion(name: str) -> str:
    """The occasion that a count belongs to; empty for counts that are occasions themselves."""
    sort, _, rest = name.partition(":")
    if sort == "rule":
        return PACKET
    if sort == "lack":
        return f"type:{rest.rpartition('.')[0]}"
    return PAPER if name == f"type:{UNKNOWN}" else ""
