"""Who is let in: passwords, roles, sessions that end, and how many guesses there are."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from core.errors import Refused
from review import audit, people, signin
from review.models import Role
from review.store import Store
from review.store.tables import SessionRow
from tests.review.conftest import REAL_HASHER

GOOD, OTHER = "一只很长的密码短语!", "another long phrase"


@pytest.fixture
def zhao(store: Store) -> Store:
    people.add_user(store, "赵敏", Role.REVIEWER, GOOD, by="shell:root")
    return store


def fails(store: Store, name: str, password: str, address: str = "10.0.0.1") -> str:
    with pytest.raises(Refused) as refused:
        signin.sign_in(store, name, password, address)
    return refused.value.code


def test_nobody_is_there_by_default(store: Store) -> None:
    assert people.users(store) == []
    for name, password in (("admin", "admin"), ("admin", ""), ("", "")):
        assert fails(store, name, password) == "sign_in"


def test_a_password_is_kept_as_argon2_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_hasher", REAL_HASHER)
    people.add_user(store, "赵敏", Role.REVIEWER, GOOD, by="x")
    assert signin.sign_in(store, "赵敏", GOOD, "10.0.0.1").token
    assert REAL_HASHER.memory_cost >= 19 * 1024 and REAL_HASHER.time_cost >= 2  # OWASP's least
    with store.engine.connect() as connection:
        (kept,) = connection.execute(text("SELECT password FROM person")).scalars()
    assert kept.startswith("$argon2id$") and GOOD not in kept


def test_signing_in_and_out(zhao: Store) -> None:
    made = signin.sign_in(zhao, " 赵敏 ", GOOD, "10.0.0.1")
    assert (made.person.name, made.person.role) == ("赵敏", Role.REVIEWER)
    known = signin.current(zhao, made.token)
    assert known is not None and known.person == made.person and known.csrf == made.csrf
    assert signin.same_token(made.csrf, known.csrf) and not signin.same_token("", known.csrf)
    assert not signin.same_token("", "")
    with zhao.engine.connect() as connection:
        kept = connection.execute(text("SELECT token, csrf FROM session")).one()
    assert made.token not in kept
    signin.sign_out(zhao, made.token)
    signin.sign_out(zhao, made.token)
    assert signin.current(zhao, made.token) is None
    assert [(c.who, c.action) for c in audit.trail(zhao)] == [
        ("shell:root", "user-add"), ("赵敏", "sign-in"), ("赵敏", "sign-out"),
    ]  # fmt: skip


@pytest.mark.parametrize("token", ["", "x", "赵敏"])
def test_a_token_that_is_none(token: str, zhao: Store) -> None:
    assert signin.current(zhao, token) is None


@pytest.mark.parametrize(("column", "ago"), [("seen", signin.IDLE), ("expires", timedelta(0))])
def test_a_session_ends(column: str, ago: timedelta, zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, "10.0.0.1")
    with zhao.writing() as session:
        session.execute(update(SessionRow).values({column: audit.now() - ago}))
    assert signin.current(zhao, made.token) is None


def test_a_session_that_is_used_goes_on(zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, "10.0.0.1")
    with zhao.writing() as session:
        session.execute(update(SessionRow).values(seen=audit.now() - signin.IDLE / 2))
    assert signin.current(zhao, made.token) is not None
    with zhao.reading() as session:
        row = session.query(SessionRow).one()
    assert audit.now() - row.seen < signin.TOUCH


@pytest.mark.parametrize("what", ["role", "disabled", "password"])
def test_whoever_is_changed_is_signed_out(what: str, zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, "10.0.0.1")
    if what == "role":
        people.set_role(zhao, "赵敏", Role.SUPERVISOR, by="x")
    elif what == "disabled":
        people.set_disabled(zhao, "赵敏", True, by="x")
    else:
        people.change_password(zhao, "赵敏", GOOD, OTHER)
    assert signin.current(zhao, made.token) is None


def test_one_who_is_disabled_is_told_no_more_than_a_stranger(zhao: Store) -> None:
    people.set_disabled(zhao, "赵敏", True, by="x")
    assert fails(zhao, "赵敏", GOOD) == fails(zhao, "无此人", GOOD) == "sign_in"
    people.set_disabled(zhao, "赵敏", False, by="x")
    assert signin.sign_in(zhao, "赵敏", GOOD, "10.0.0.2").person.name == "赵敏"


def test_the_old_password_is_asked_for(zhao: Store) -> None:
    with pytest.raises(Refused):
        people.change_password(zhao, "赵敏", OTHER, OTHER)
    people.change_password(zhao, "赵敏", GOOD, OTHER)
    assert fails(zhao, "赵敏", GOOD) == "sign_in"
    assert signin.sign_in(zhao, "赵敏", OTHER, "10.0.0.1").token


def test_what_was_typed_as_a_name_is_not_written_down(zhao: Store) -> None:
    fails(zhao, GOOD, "赵敏")
    assert [(c.who, c.action, c.target) for c in audit.trail(zhao)][-1] == (
        "", "sign-in-failed", "10.0.0.1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("", GOOD, "name"),
        ("赵 敏", GOOD, "name"),
        ("a\x00b", GOOD, "name"),
        ("x" * 41, GOOD, "name"),
        ("赵敏", OTHER, "name_taken"),
        ("钱", "short", "password_length"),
        ("钱", "x" * 201, "password_length"),
        ("qianqianqian", "QianQianQian", "password_weak"),
        ("钱", "aaaaaaaaaaaaa", "password_weak"),
    ],
)
def test_who_cannot_be_added(name: str, password: str, code: str, zhao: Store) -> None:
    with pytest.raises(Refused) as refused:
        people.add_user(zhao, name, Role.REVIEWER, password, by="x")
    assert refused.value.code == code
    assert [one.name for one in people.users(zhao)] == ["赵敏"]


def test_nobody_is_changed_who_is_not_there(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        people.set_role(store, "无此人", Role.ADMIN, by="x")
    assert refused.value.code == "no_such_user"


def test_roles_include_one_another() -> None:
    assert Role.REVIEWER.may(Role.VIEWER) and not Role.VIEWER.may(Role.REVIEWER)
    assert Role.ADMIN.may(Role.SUPERVISOR) and Role.SUPERVISOR.may(Role.REVIEWER)
    assert not Role.REVIEWER.may(Role.SUPERVISOR) and not Role.SUPERVISOR.may(Role.ADMIN)
