"""Guessing is slowed down: who failed waits, longer each time, and nobody else does.

A stranger's failures count for the name at that address, for the address, and (far more loosely)
for the name from anywhere. A browser in which the person has signed in before has a count of its
own: whatever strangers try does not hold it. The table is bounded; nothing that was typed is kept.
"""

import hashlib
import ipaddress
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from review.audit import now
from review.store.tables import HoldRow


class Brake(NamedTuple):
    """How many failures cost nothing, and the seconds that the next one costs, and at most."""

    free: int
    first: float
    longest: float


PAIR = Brake(4, 5, 900)
ADDRESS = Brake(20, 5, 900)
NAME = Brake(100, 5, 300)
BROWSER = Brake(4, 5, 900)
CODE = Brake(4, 10, 900)
LIFE = timedelta(days=1)  # of a count since its last failure
MOST = 20_000  # counts

Subjects = Mapping[str, Brake]


def of_stranger(name: str, address: str) -> Subjects:
    """What counts a failure of a browser that nobody of that name has signed in with."""
    near = _near(address)
    return {
        _hidden("pair", name, near): PAIR,
        _hidden("address", near): ADDRESS,
        _hidden("name", name): NAME,
    }


def of_browser(token: str) -> Subjects:
    """What counts a failure of a known one."""
    return {_hidden("browser", token): BROWSER}


def of_code(name: str, browser: str) -> Subjects:
    """What counts a wrong code after a right password; `browser` where it is a known one."""
    return {_hidden("code", name, browser): CODE}


def wait(session: Session, subjects: Subjects) -> float:
    """How many seconds are left until the next try; 0 where there may be one."""
    rows = session.scalars(select(HoldRow).where(HoldRow.subject.in_(subjects)))
    return max([0.0, *((row.until - now()).total_seconds() for row in rows)])


def count(session: Session, subjects: Subjects) -> None:
    """A try that may fail: counted before it is looked at, so that many at once gain nothing."""
    moment = now()
    session.execute(delete(HoldRow).where(HoldRow.last < moment - LIFE))
    for subject, brake in subjects.items():
        row = session.get(HoldRow, subject)
        if row is None:
            row = HoldRow(subject=subject, failures=0, last=moment, until=moment)
            session.add(row)
        row.failures, row.last = row.failures + 1, moment
        over = row.failures - brake.free
        if over > 0:
            seconds = min(brake.first * 2.0 ** min(over - 1, 30), brake.longest)
            row.until = moment + timedelta(seconds=seconds)
    session.flush()
    _bound(session)


def forgive(session: Session, subjects: Subjects) -> None:
    """It did not fail. What others share loses this one try alone."""
    for subject, brake in subjects.items():
        row = session.get(HoldRow, subject)
        if row is None:
            continue
        if brake in (ADDRESS, NAME) and row.failures > 1:
            row.failures -= 1
            row.until = row.last
        else:
            session.delete(row)


def _bound(session: Session) -> None:
    """Those that failed longest ago make room."""
    over = (session.scalar(select(func.count()).select_from(HoldRow)) or 0) - MOST
    if over > 0:
        oldest = select(HoldRow.subject).order_by(HoldRow.last).limit(over)
        session.execute(delete(HoldRow).where(HoldRow.subject.in_(oldest)))


def _near(address: str) -> str:
    """The address; of IPv6 the network that one subscriber has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _hidden(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
