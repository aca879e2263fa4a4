"""People and their roles. Passwords are kept as argon2id alone; nobody is there by default.

Whoever's password, role or state is changed is signed out everywhere.
"""

from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import Refused
from review.audit import now, record
from review.models import Person, Role
from review.store import Store
from review.store.tables import DeviceRow, HalfwayRow, SessionRow, UserRow

SHORTEST, LONGEST = 10, 200  # a password must have
LONGEST_NAME = 40
_hasher = PasswordHasher()


def add_user(store: Store, name: str, role: Role, password: str, by: str) -> Person:
    """A new person. Raises Refused for a name that is taken or none, a weak password."""
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
    """A new person without a password: the office's own sign-in lets them in."""
    row = UserRow(name=_name(name), role=role.value, password="", disabled=False, created=now())
    session.add(row)
    session.flush()
    record(session, by, "user-add", target=row.name, after=role.value)
    return row


def users(store: Store) -> list[Person]:
    """Everybody, by name."""
    with store.reading() as session:
        return [person(row) for row in session.scalars(select(UserRow).order_by(UserRow.name))]


def set_role(store: Store, name: str, role: Role, by: str) -> Person:
    """Give somebody another role."""

    def act(row: UserRow) -> tuple[str, str]:
        before, row.role = row.role, role.value
        return before, row.role

    return _change(store, name, by, "user-role", act)


def set_disabled(store: Store, name: str, disabled: bool, by: str) -> Person:
    """Let somebody in no more, or again."""

    def act(row: UserRow) -> tuple[str, str]:
        before, row.disabled = row.disabled, disabled
        return _state(before), _state(disabled)

    return _change(store, name, by, "user-state", act)


def set_password(store: Store, name: str, password: str, by: str) -> Person:
    """Give somebody another password."""
    hashed = _hashed(name, password)

    def act(row: UserRow) -> None:
        row.password = hashed

    return _change(store, name, by, "user-password", act)


def change_password(store: Store, name: str, old: str, new: str) -> Person:
    """One's own, knowing the old one. Raises Refused where that is wrong."""
    with store.reading() as session:
        row = session.get(UserRow, name)
        stored = row.password if row is not None else None
    if not matches(stored, old):
        raise Refused("password", "原密码不正确", "the old password is wrong")
    return set_password(store, name, new, by=name)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the one kept; takes as long where there is nobody, or none kept."""
    try:
        return _hasher.verify(stored or _nobody(), password) and bool(stored)
    except (Argon2Error, InvalidHashError):
        return False


def person(row: UserRow) -> Person:
    """The row as a model, without the password."""
    return Person(name=row.name, role=Role(row.role), disabled=row.disabled, created=row.created)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody's")


def _change(
    store: Store,
    name: str,
    by: str,
    action: str,
    act: Callable[[UserRow], tuple[str, str] | None],
) -> Person:
    with store.writing() as session:
        row = session.get(UserRow, name)
        if row is None:
            raise Refused("no_such_user", f"没有用户 {name}", f"no user {name}")
        before, after = act(row) or (None, None)
        sign_out_everywhere(session, name)
        record(session, by, action, target=name, before=before, after=after)
        return person(row)


def sign_out_everywhere(session: Session, name: str) -> None:
    """End all of somebody's sessions; no browser is known as theirs any more."""
    for table in (SessionRow, DeviceRow, HalfwayRow):
        session.execute(delete(table).where(table.person == name))


def _name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or " " in name:
        raise Refused(
            "name",
            "用户名须为 1 至 40 个字符，不含空格",
            "a name must have 1 to 40 characters and no blanks",
        )
    return name


def _hashed(name: str, password: str) -> str:
    """Raises Refused for one that is too short, too long, or the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(
            "password_length",
            f"密码须有 {SHORTEST} 至 {LONGEST} 个字符",
            f"a password must have {SHORTEST} to {LONGEST} characters",
        )
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        raise Refused("password_weak", "密码过于简单", "the password is too simple")
    return _hasher.hash(password)


def _state(disabled: bool) -> str:
    return "disabled" if disabled else "enabled"
