"""Users and their roles. Passwords are stored only as argon2id; there is no default user.

A change of a user's password, role or state signs the user out everywhere.
"""

from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import Refused
from review.audit import now, record
from review.models import DeskUser, Role
from review.store import Store
from review.store.tables import DeviceRow, HalfwayRow, SessionRow, UserRow

MIN_PASSWORD, MAX_PASSWORD = 10, 200  # characters of a password
MAX_NAME = 40
_hasher = PasswordHasher()


def add_user(store: Store, name: str, role: Role, password: str, by: str) -> DeskUser:
    """Add a user. Raises Refused for a taken or invalid name, or a weak password."""
    name = _name(name)
    hashed = _hashed(name, password)
    with store.writing() as session:
        if session.get(UserRow, name) is not None:
            raise Refused("name_taken", f"用户 {name} 已存在", f"{name} is there already")
        row = UserRow(name=name, role=role.value, password=hashed, disabled=False, created=now())
        session.add(row)
        record(session, by, "user-add", target=name, after=role.value)
        return person(row)


def add_named(session: Session, name: str, role: Role, by: str) -> UserRow:
    """Add a user without a password, who signs in with the office's single sign-on."""
    row = UserRow(name=_name(name), role=role.value, password="", disabled=False, created=now())
    session.add(row)
    session.flush()
    record(session, by, "user-add", target=row.name, after=role.value)
    return row


def users(store: Store) -> list[DeskUser]:
    """All users by name."""
    with store.reading() as session:
        return [person(row) for row in session.scalars(select(UserRow).order_by(UserRow.name))]


def set_role(store: Store, name: str, role: Role, by: str) -> DeskUser:
    """Change a user's role."""

    def act(row: UserRow) -> tuple[str, str]:
        before, row.role = row.role, role.value
        return before, row.role

    return _change(store, name, by, "user-role", act)


def set_disabled(store: Store, name: str, disabled: bool, by: str) -> DeskUser:
    """Disable or enable a user."""

    def act(row: UserRow) -> tuple[str, str]:
        before, row.disabled = row.disabled, disabled
        return _state(before), _state(disabled)

    return _change(store, name, by, "user-state", act)


def set_password(store: Store, name: str, password: str, by: str) -> DeskUser:
    """Set a user's password."""
    hashed = _hashed(name, password)

    def act(row: UserRow) -> None:
        row.password = hashed

    return _change(store, name, by, "user-password", act)


def change_password(store: Store, name: str, old: str, new: str) -> DeskUser:
    """Change one's own password. Raises Refused if the old one is wrong."""
    with store.reading() as session:
        row = session.get(UserRow, name)
        stored = row.password if row is not None else None
    if not matches(stored, old):
        raise Refused("password", "原密码不正确", "the old password is wrong")
    return set_password(store, name, new, by=name)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password matches; takes the same time if there is no user or no password."""
    try:
        return _hasher.verify(stored or _nobody(), password) and bool(stored)
    except (Argon2Error, InvalidHashError):
        return False


def person(row: UserRow) -> DeskUser:
    """The row as a model, without the password."""
    return DeskUser(name=row.name, role=Role(row.role), disabled=row.disabled, created=row.created)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody's")


def _change(
    store: Store,
    name: str,
    by: str,
    action: str,
    act: Callable[[UserRow], tuple[str, str] | None],
) -> DeskUser:
    with store.writing() as session:
        row = session.get(UserRow, name)
        if row is None:
            raise Refused("no_such_user", f"没有用户 {name}", f"no user {name}")
        before, after = act(row) or (None, None)
        sign_out_everywhere(session, name)
        record(session, by, action, target=name, before=before, after=after)
        return person(row)


def sign_out_everywhere(session: Session, name: str) -> None:
    """End all sessions of a user and forget the user's known browsers."""
    for table in (SessionRow, DeviceRow, HalfwayRow):
        session.execute(delete(table).where(table.person == name))


def _name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > MAX_NAME or not name.isprintable() or " " in name:
        raise Refused(
            "name",
            "用户名须为 1 至 40 个字符，不含空格",
            "a name must have 1 to 40 characters and no blanks",
        )
    return name


def _hashed(name: str, password: str) -> str:
    """Raises Refused if it is too short, too long, or equal to the name."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise Refused(
            "password_length",
            f"密码须有 {MIN_PASSWORD} 至 {MAX_PASSWORD} 个字符",
            f"a password must have {MIN_PASSWORD} to {MAX_PASSWORD} characters",
        )
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        raise Refused("password_weak", "密码过于简单", "the password is too simple")
    return _hasher.hash(password)


def _state(disabled: bool) -> str:
    return "disabled" if disabled else "enabled"
