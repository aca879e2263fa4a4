"""Signing in: sessions that end, known browsers, a second step where somebody has one.

The browser has random tokens, the store their SHA-256 alone. How guessing is slowed down:
`review.holds`. An attempt is counted before the password is looked at, so that many at once gain
nothing.
"""

import hashlib
import math
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import InputError, Refused
from review import holds, second
from review.audit import now, record
from review.models import Person, Role
from review.people import add_named, matches, person
from review.store import Store
from review.store.tables import DeviceRow, HalfwayRow, SessionRow, UserRow
from review.values import storable

LIFE = timedelta(hours=12)  # of a session at most
IDLE = timedelta(hours=1)  # without a request
TOUCH = timedelta(minutes=1)  # how often that is written down
HALFWAY = timedelta(minutes=5)  # from the password to the code
KNOWN = timedelta(days=180)  # of a browser since it was last signed in with
MOST_KNOWN = 20  # browsers of one person
LONGEST_TYPED = 100  # characters of a name
WRONG = ("sign_in", "用户名或密码不正确", "name or password is wrong")
TOO_LATE = ("half_over", "验证超时，请重新登录", "too late; please sign in again")


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in. `csrf` must come with every form; `token` is the cookie's value."""

    person: Person
    csrf: str
    expires: datetime
    token: str = ""
    """Only of a sign-in just made."""
    device: str = ""
    """By which the browser is known from now on; likewise."""


@dataclass(frozen=True)
class Halfway:
    """The password was right; a code is asked for. `token` is the cookie's value."""

    token: str


def sign_in(
    store: Store, name: str, password: str, address: str, device: str = ""
) -> SignedIn | Halfway:
    """A new session, or the code is asked for. `device` is what the browser is known by.

    Raises Refused: `sign_in` or, after too many failures, `throttled`.
    """
    name = storable(name).strip()[:LONGEST_TYPED]
    with store.alone("sign-in") as session:
        subjects = _subjects(session, name, address, device)
        _try(session, subjects)
        row = session.get(UserRow, name)
        stored = row.password if row is not None and not row.disabled else None
    if not matches(stored, password):
        with store.writing() as session:
            # What was typed as a name may be a password: only one that exists is written down.
            record(session, name if row is not None else "", "sign-in-failed", target=address)
        raise Refused(*WRONG)
    with store.writing() as session:
        holds.forgive(session, subjects)
        if second.asked(session, name):
            return Halfway(_halfway(session, name))
        record(session, name, "sign-in", target=address)
        return _open(session, name, device)


def give_code(store: Store, half: str, code: str, address: str, device: str = "") -> SignedIn:
    """The second step. Raises Refused: `code`, `throttled`, or `half_over` where it is too late."""
    with store.alone("sign-in") as session:
        row = session.get(HalfwayRow, _hash(half))
        if row is None or row.expires < now():
            raise Refused(*TOO_LATE)
        name = row.person
        known = device if _knows(session, device, name) else ""
        subjects = holds.of_code(name, known)
        _try(session, subjects)
        user = session.get(UserRow, name)
        how = second.take(session, name, code) if user is not None and not user.disabled else None
        if how is None:
            record(session, name, "code-failed", target=address)
        else:
            holds.forgive(session, subjects)
            session.delete(row)
            if how == "recovery":
                record(session, name, "recovery-used", target=address)
            record(session, name, "sign-in", target=address)
            return _open(session, name, device)
    raise Refused(*second.WRONG)


def admit(
    store: Store, name: str, way: str, address: str, *,
    role: Role | None = None, create: Role | None = None,
) -> SignedIn:  # fmt: skip
    """A session of somebody whom the office's own sign-in names. Raises Refused.

    `role` is theirs from now on, where it is given; `create` is that of one who is not known.
    """
    with store.writing() as session:
        user = session.get(UserRow, name)
        if user is None and create is not None:
            user = add_named(session, name, role or create, way)
        if user is not None and not user.disabled:
            if role is not None and user.role != role.value:
                record(session, way, "user-role", target=name, before=user.role, after=role.value)
                user.role = role.value
            record(session, name, "sign-in", target=f"{way} {address}")
            return _open(session, name, "")
        record(session, name if user else "", "sign-in-failed", target=f"{way} {address}")
    raise Refused(
        "not_known", "单位账号已验证，但审核台没有这个用户，或已停用；请联系管理员",
        "your office knows you, but there is no such user here, or it is disabled; please "
"ask the administrator",
    )  # fmt: skip


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
        with suppress(InputError), store.writing(briefly=True) as session:
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


def _try(session: Session, subjects: holds.Subjects) -> None:
    """Count an attempt. Raises Refused where it comes too soon."""
    seconds = math.ceil(holds.wait(session, subjects))
    if seconds > 0:
        said = (
            f"失败次数过多，请 {seconds} 秒后再试",
            f"too many failures; please wait {seconds} s",
        )
        raise Refused("throttled", *said)
    holds.count(session, subjects)


def _subjects(session: Session, name: str, address: str, device: str) -> holds.Subjects:
    if _knows(session, device, name):
        return holds.of_browser(_hash(device))
    return holds.of_stranger(name, address)


def _knows(session: Session, device: str, name: str) -> bool:
    """Whether somebody of that name has signed in with this browser."""
    row = session.get(DeviceRow, _hash(device)) if device else None
    return row is not None and row.person == name and now() - row.seen < KNOWN


def _halfway(session: Session, name: str) -> str:
    moment, token = now(), secrets.token_urlsafe(32)
    session.execute(delete(HalfwayRow).where(HalfwayRow.expires < moment))
    session.add(HalfwayRow(token=_hash(token), person=name, expires=moment + HALFWAY))
    return token


def _open(session: Session, name: str, device: str) -> SignedIn:
    moment, token = now(), secrets.token_urlsafe(32)
    session.execute(delete(SessionRow).where(SessionRow.expires < moment))
    row = SessionRow(
        token=_hash(token), person=name, csrf=secrets.token_urlsafe(32), created=moment,
        seen=moment, expires=moment + LIFE,
    )  # fmt: skip
    session.add(row)
    user = session.get_one(UserRow, name)
    made = SignedIn(person(user), row.csrf, row.expires, token)
    return replace(made, device=_known(session, name, device))


def _known(session: Session, name: str, device: str) -> str:
    """What the browser is known by from now on: as before, where it was this person's."""
    moment = now()
    row = session.get(DeviceRow, _hash(device)) if device else None
    if row is None or row.person != name:
        device = secrets.token_urlsafe(32)
        row = DeviceRow(token=_hash(device), person=name, seen=moment)
        session.add(row)
    row.seen = moment
    session.flush()
    latest = select(DeviceRow.token).where(DeviceRow.person == name)
    latest = latest.order_by(DeviceRow.seen.desc(), DeviceRow.token).offset(MOST_KNOWN)
    old = set(session.scalars(latest))
    session.execute(delete(DeviceRow).where(DeviceRow.token.in_(old)))
    return device


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
