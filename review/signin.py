"""Signing in: sessions that end, and a throttle on guessing.

The browser has a random token, the store its SHA-256 alone. Failures are counted by name and
by address; an attempt is counted before the password is looked at, so that many at once gain
nothing. A right password takes the name's failures away.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from pipeline.errors import Refused
from review.audit import now, record
from review.models import Person
from review.people import matches, person
from review.store import Store
from review.store.tables import AttemptRow, SessionRow, UserRow

LIFE = timedelta(hours=12)  # of a session at most
IDLE = timedelta(hours=1)  # without a request
TOUCH = timedelta(minutes=1)  # how often that is written down
WINDOW = timedelta(minutes=15)  # in which failures are counted
MOST_BY_NAME, MOST_BY_ADDRESS = 5, 30
LONGEST_TYPED = 100  # characters of a name


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in. `csrf` must come with every form; `token` is the cookie's value."""

    person: Person
    csrf: str
    expires: datetime
    token: str = ""
    """Only of a sign-in just made."""


def sign_in(store: Store, name: str, password: str, address: str) -> SignedIn:
    """A new session. Raises Refused: `sign_in` or, after too many failures, `throttled`."""
    name = name.strip()[:LONGEST_TYPED]
    subjects = (f"name:{name}", f"address:{address}")
    with store.alone("sign-in") as session:
        blocked = _too_many(session, subjects)
        if not blocked:
            session.add_all([AttemptRow(subject=subject, at=now()) for subject in subjects])
        row = session.get(UserRow, name)
        stored = row.password if row is not None and not row.disabled else None
    if blocked:
        raise Refused(
            "throttled", "尝试次数过多，请 15 分钟后再试", "too many attempts; wait 15 min"
        )
    if not matches(stored, password):
        with store.writing() as session:
            # What was typed as a name may be a password: only one that exists is written down.
            record(session, name if row is not None else "", "sign-in-failed", target=address)
        raise Refused("sign_in", "用户名或密码不正确", "name or password is wrong")
    with store.writing() as session:
        session.execute(delete(AttemptRow).where(AttemptRow.subject == subjects[0]))
        record(session, name, "sign-in", target=address)
        return _open(session, name)


def current(store: Store, token: str) -> SignedIn | None:
    """Who the token is of; None where the session has ended."""
    if not token:
        return None
    with store.reading() as session:
        row = session.get(SessionRow, _hash(token))
        user = session.get(UserRow, row.person) if row is not None else None
    moment = now()
    if row is None or user is None or user.disabled:
        return None
    if moment >= row.expires or moment - row.seen >= IDLE:
        return None
    if moment - row.seen >= TOUCH:
        with store.writing() as session:
            if (kept := session.get(SessionRow, row.token)) is not None:
                kept.seen = moment
    return SignedIn(person(user), row.csrf, row.expires)


def sign_out(store: Store, token: str) -> None:
    """End the session; nothing for one that has ended."""
    with store.writing() as session:
        row = session.get(SessionRow, _hash(token))
        if row is not None:
            record(session, row.person, "sign-out")
            session.delete(row)


def same(given: str, csrf: str) -> bool:
    """Whether a form's token is the session's."""
    return bool(csrf) and secrets.compare_digest(given.encode(), csrf.encode())


def _open(session: Session, name: str) -> SignedIn:
    moment, token = now(), secrets.token_urlsafe(32)
    session.execute(delete(SessionRow).where(SessionRow.expires < moment))
    row = SessionRow(
        token=_hash(token), person=name, csrf=secrets.token_urlsafe(32), created=moment,
        seen=moment, expires=moment + LIFE,
    )  # fmt: skip
    session.add(row)
    user = session.get_one(UserRow, name)
    return SignedIn(person(user), row.csrf, row.expires, token)


def _too_many(session: Session, subjects: tuple[str, str]) -> bool:
    since = now() - WINDOW
    session.execute(delete(AttemptRow).where(AttemptRow.at < since))
    for subject, most in zip(subjects, (MOST_BY_NAME, MOST_BY_ADDRESS), strict=True):
        mine = select(func.count()).select_from(AttemptRow).where(AttemptRow.subject == subject)
        if (session.scalar(mine) or 0) >= most:
            return True
    return False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
