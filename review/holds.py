"""Throttling of failed sign-ins: each failure makes the next attempt wait longer.

Failures from an unknown browser count for the name at that address, for the address, and (with a
much higher limit) for the name from anywhere. A browser in which the person has signed in before
has its own count, so that other people's failures do not block it. The table has a maximum size;
typed names and passwords are not stored.
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


class ThrottlePolicy(NamedTuple):
    """The number of free failures, the delay after the next one, and the maximum delay."""

    free: int
    first: float
    max_seconds: float


PAIR = ThrottlePolicy(4, 5, 900)
ADDRESS = ThrottlePolicy(20, 5, 900)
NAME = ThrottlePolicy(100, 5, 300)
BROWSER = ThrottlePolicy(4, 5, 900)
CODE = ThrottlePolicy(4, 10, 900)
LIFE = timedelta(days=1)  # a count expires this time after its last failure
MAX_COUNTS = 20_000  # counts

Subjects = Mapping[str, ThrottlePolicy]


def of_stranger(name: str, address: str) -> Subjects:
    """Counters for a failure in a browser in which this user has not signed in before."""
    near = _near(address)
    return {
        _hidden("pair", name, near): PAIR,
        _hidden("address", near): ADDRESS,
        _hidden("name", name): NAME,
    }


def of_browser(token: str) -> Subjects:
    """Counters for a failure in a known browser."""
    return {_hidden("browser", token): BROWSER}


def of_code(name: str, browser: str) -> Subjects:
    """Counters for a wrong code after a correct password; `browser` if the browser is known."""
    return {_hidden("code", name, browser): CODE}


def wait(session: Session, subjects: Subjects) -> float:
    """Seconds until the next attempt is allowed; 0 if it is allowed now."""
    rows = session.scalars(select(HoldRow).where(HoldRow.subject.in_(subjects)))
    return max([0.0, *((row.until - now()).total_seconds() for row in rows)])


def count_attempt(session: Session, subjects: Subjects) -> None:
    """Count an attempt before it is checked, so that parallel attempts gain nothing."""
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
            seconds = min(brake.first * 2.0 ** min(over - 1, 30), brake.max_seconds)
            row.until = moment + timedelta(seconds=seconds)
    session.flush()
    _bound(session)


def clear_attempt(session: Session, subjects: Subjects) -> None:
    """A successful sign-in clears its own failures; in shared counters only this attempt is
    removed.
    """
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
    """Delete the counts with the oldest failures to keep the table small."""
    over = (session.scalar(select(func.count()).select_from(HoldRow)) or 0) - MAX_COUNTS
    if over > 0:
        oldest = select(HoldRow.subject).order_by(HoldRow.last).limit(over)
        session.execute(delete(HoldRow).where(HoldRow.subject.in_(oldest)))


def _near(address: str) -> str:
    """The address; for IPv6 the network of one subscriber."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _hidden(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
