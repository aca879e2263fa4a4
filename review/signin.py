"""Signing in: sessions with an expiry, known browsers, an optional second factor.

The browser has random tokens, the store only their SHA-256. Throttling is in `review.holds`. An
attempt is counted before the password is checked, so that parallel attempts gain nothing.
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
from review.models import DeskUser, Role
from review.people import add_named, matches, person
from review.store import Store
from review.store.tables import DeviceRow, HalfwayRow, SessionRow, UserRow
from review.values import storable

LIFE = timedelta(hours=12)  # maximum duration of a session
IDLE = timedelta(hours=1)  # a session ends after this time without a request
TOUCH = timedelta(minutes=1)  # how often the last request is stored
CODE_LIFE = timedelta(minutes=5)  # time to enter the code after the password
DEVICE_LIFE = timedelta(days=180)  # a browser is forgotten this time after its last sign-in
MAX_DEVICES = 20  # known browsers per user
MAX_NAME = 100  # characters of a name
WRONG = ("sign_in", "用户名或密码不正确", "name or password is wrong")
TOO_LATE = ("half_over", "验证超时，请重新登录", "too late; please sign in again")


@dataclass(frozen=True)
class SignedIn:
    """A session. Every form must send `csrf`; `token` is the value of the cookie."""

    person: DeskUser
    csrf: str
    expires: datetime
    token: str = ""
    """The cookie's value; only right after signing in."""
    device: str = ""
    """The browser's device token; likewise."""


@dataclass(frozen=True)
class PendingSignIn:
    """The password was correct and a code is required. `token` is the value of the cookie."""

    token: str


def sign_in(
    store: Store, name: str, password: str, address: str, device: str = ""
) -> SignedIn | PendingSignIn:
    """A new session, or a pending sign-in that needs a code. `device` identifies the browser.

    Raises Refused: `sign_in` or, after too many failures, `throttled`.
    """
    name = storable(name).strip()[:MAX_NAME]
    with store.alone("sign-in") as session:
        subjects = _subjects(session, name, address, device)
        _try(session, subjects)
        row = session.get(UserRow, name)
        stored = row.password if row is not None and not row.disabled else None
    if not matches(stored, password):
        with store.writing() as session:
            # The typed name may be a password by mistake: only names of existing users are stored.
            record(session, name if row is not None else "", "sign-in-failed", target=address)
        raise Refused(*WRONG)
    with store.writing() as session:
        holds.clear_attempt(session, subjects)
        if second.asked(session, name):
            return PendingSignIn(_halfway(session, name))
        record(session, name, "sign-in", target=address)
        return _open(session, name, device)


def give_code(store: Store, half: str, code: str, address: str, device: str = "") -> SignedIn:
    """The second step. Raises Refused: `code`, `throttled`, or `half_over` if it is too late."""
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
            holds.clear_attempt(session, subjects)
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
    """A session of a user named by the office's single sign-on. Raises Refused.

    `role`, if given, becomes the user's role; `create` is the role for an unknown user.
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
    """The session of the token; None if it has ended."""
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
    """End the session, if it has not ended yet."""
    with store.writing() as session:
        row = session.get(SessionRow, _hash(token))
        if row is not None:
            record(session, row.person, "sign-out")
            session.delete(row)


def same_token(given: str, csrf: str) -> bool:
    """Whether a form's token is the session's."""
    return bool(csrf) and secrets.compare_digest(given.encode(), csrf.encode())


def _try(session: Session, subjects: holds.Subjects) -> None:
    """Count an attempt. Raises Refused if it comes too early."""
    seconds = math.ceil(holds.wait(session, subjects))
    if seconds > 0:
        text = (
            f"失败次数过多，请 {seconds} 秒后再试",
            f"too many failures; please wait {seconds} s",
        )
        raise Refused("throttled", *text)
    holds.count_attempt(session, subjects)


def _subjects(session: Session, name: str, address: str, device: str) -> holds.Subjects:
    if _knows(session, device, name):
        return holds.of_browser(_hash(device))
    return holds.of_stranger(name, address)


def _knows(session: Session, device: str, name: str) -> bool:
    """Whether the user has signed in with this browser before."""
    row = session.get(DeviceRow, _hash(device)) if device else None
    return row is not None and row.person == name and now() - row.seen < DEVICE_LIFE


def _halfway(session: Session, name: str) -> str:
    moment, token = now(), secrets.token_urlsafe(32)
    session.execute(delete(HalfwayRow).where(HalfwayRow.expires < moment))
    session.add(HalfwayRow(token=_hash(token), person=name, expires=moment + CODE_LIFE))
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
    """The browser's device token; the old one if the browser was already known for this user."""
    moment = now()
    row = session.get(DeviceRow, _hash(device)) if device else None
    if row is None or row.person != name:
        device = secrets.token_urlsafe(32)
        row = DeviceRow(token=_hash(device), person=name, seen=moment)
        session.add(row)
    row.seen = moment
    session.flush()
    latest = select(DeviceRow.token).where(DeviceRow.person == name)
    latest = latest.order_by(DeviceRow.seen.desc(), DeviceRow.token).offset(MAX_DEVICES)
    old = set(session.scalars(latest))
    session.execute(delete(DeviceRow).where(DeviceRow.token.in_(old)))
    return device


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
