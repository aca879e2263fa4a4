"""The second step: codes of an authenticator, each for one use."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text, update

from core.errors import InputError, Refused
from core.sealing import FILE_VARIABLE, VARIABLE, Sealer, new_key
from review import audit, holds, people, second, signin
from review.models import Role
from review.resealing import Resealed, reseal_secrets
from review.seal import seal, unseal
from review.store import Store
from review.store.tables import HalfwayRow, SecondRow

GOOD, HERE = "一只很长的密码短语!", "10.0.0.1"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key but what a test gives."""
    for name in (VARIABLE, FILE_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def zhao(store: Store) -> Iterator[Store]:
    people.add_user(store, "赵敏", Role.REVIEWER, GOOD, by="x")
    yield store


def enrolled(store: Store) -> tuple[pyotp.TOTP, list[str]]:
    """Somebody's authenticator as if it was set up some minutes ago, and the recovery codes."""
    secret = second.new_secret()
    totp = pyotp.TOTP(secret)
    codes = second.enrol(store, "赵敏", secret, totp.now(), by="shell:root")
    with store.writing() as session:
        session.execute(update(SecondRow).values(step=SecondRow.step - 10))
    return totp, codes


def half(store: Store, device: str = "") -> str:
    made = signin.sign_in(store, "赵敏", GOOD, HERE, device)
    assert isinstance(made, signin.PendingSignIn)
    return made.token


def refused(store: Store, token: str, code: str, device: str = "") -> str:
    with pytest.raises(Refused) as told:
        signin.give_code(store, token, code, HERE, device)
    return told.value.code


def test_the_code_is_asked_for_after_the_password(zhao: Store) -> None:
    totp, _ = enrolled(zhao)
    token = half(zhao)
    assert signin.current(zhao, token) is None
    made = signin.give_code(zhao, token, f" {totp.now()[:3]} {totp.now()[3:]} ", HERE)
    assert signin.current(zhao, made.token) is not None
    assert second.enrolled(zhao) == {"赵敏"}


def test_no_code_is_taken_twice(zhao: Store) -> None:
    totp, _ = enrolled(zhao)
    code = totp.now()
    signin.give_code(zhao, half(zhao), code, HERE)
    assert refused(zhao, half(zhao), code) == "code"


def test_a_code_of_before_the_last_one_is_too_old(zhao: Store) -> None:
    totp, _ = enrolled(zhao)
    step = int(audit.now().timestamp()) // 30
    signin.give_code(zhao, half(zhao), totp.at(step * 30), HERE)
    assert refused(zhao, half(zhao), totp.at((step - 1) * 30)) == "code"


def test_the_step_that_confirmed_the_set_up_does_not_sign_in(zhao: Store) -> None:
    secret = second.new_secret()
    code = pyotp.TOTP(secret).now()
    second.enrol(zhao, "赵敏", secret, code, by="x")
    assert refused(zhao, half(zhao), code) == "code"


def test_a_recovery_code_is_for_one_use_and_its_owner(zhao: Store) -> None:
    _, codes = enrolled(zhao)
    assert len(set(codes)) == second.CODES
    assert all(re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", one) for one in codes)
    assert signin.give_code(zhao, half(zhao), codes[0].upper().replace("-", " "), HERE).token
    assert refused(zhao, half(zhao), codes[0]) == "code"
    actions = [one.action for one in audit.trail(zhao)]
    assert "recovery-used" in actions and actions[-1] == "code-failed"


def test_wrong_codes_wait_even_with_the_right_one(zhao: Store) -> None:
    totp, _ = enrolled(zhao)
    token = half(zhao)
    for _ in range(holds.CODE.free + 1):
        assert refused(zhao, token, "x") == "code"
    assert refused(zhao, token, totp.now()) == "throttled"
    assert refused(zhao, half(zhao), totp.now()) == "throttled"  # a new beginning is no way out


def test_a_known_browser_is_not_held_by_a_stranger_s_codes(zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, HERE)
    assert isinstance(made, signin.SignedIn)
    totp, _ = enrolled(zhao)  # signs out; the browser is known no more
    done = signin.give_code(zhao, half(zhao), totp.now(), HERE)
    with zhao.writing() as session:
        session.execute(update(SecondRow).values(step=SecondRow.step - 10))
    token = half(zhao)
    for _ in range(holds.CODE.free + 1):
        refused(zhao, token, "x")
    mine = half(zhao, done.device)
    assert signin.give_code(zhao, mine, totp.now(), HERE, done.device).token


def test_the_second_step_does_not_wait_for_ever(zhao: Store) -> None:
    totp, _ = enrolled(zhao)
    token = half(zhao)
    with zhao.writing() as session:
        session.execute(update(HalfwayRow).values(expires=audit.now() - timedelta(seconds=1)))
    assert refused(zhao, token, totp.now()) == "half_over"
    assert refused(zhao, "", totp.now()) == "half_over"


def test_who_is_disabled_meanwhile_is_not_let_in(zhao: Store) -> None:
    totp, _ = enrolled(zhao)
    token = half(zhao)
    people.set_disabled(zhao, "赵敏", True, by="x")
    assert refused(zhao, token, totp.now()) == "half_over"


def test_a_wrong_code_sets_nothing_up(zhao: Store) -> None:
    with pytest.raises(Refused):
        second.enrol(zhao, "赵敏", second.new_secret(), "000000", by="x")
    with pytest.raises(Refused):
        second.remove(zhao, "赵敏", by="x")
    assert isinstance(signin.sign_in(zhao, "赵敏", GOOD, HERE), signin.SignedIn)


def test_it_can_be_removed(zhao: Store) -> None:
    enrolled(zhao)
    second.remove(zhao, "赵敏", by="shell:root")
    assert isinstance(signin.sign_in(zhao, "赵敏", GOOD, HERE), signin.SignedIn)
    told = [(one.who, one.action) for one in audit.trail(zhao) if one.action.startswith("totp")]
    assert told == [("shell:root", "totp-add"), ("shell:root", "totp-remove")]


def kept(store: Store) -> str:
    with store.engine.connect() as connection:
        found: str = connection.execute(text("SELECT secret FROM second_factor")).scalar_one()
        return found + str(connection.execute(text("SELECT code FROM recovery")).scalars().all())


def test_with_a_key_a_copy_of_the_database_has_no_secret(
    zhao: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, new_key())
    totp, codes = enrolled(zhao)
    assert totp.secret not in kept(zhao) and not any(one in kept(zhao) for one in codes)
    assert signin.give_code(zhao, half(zhao), totp.now(), HERE).token
    monkeypatch.setenv(VARIABLE, new_key())
    with pytest.raises(InputError) as told:
        signin.give_code(zhao, half(zhao), totp.now(), HERE)
    assert told.value.code == "key" and totp.secret not in str(told.value)
    assert signin.give_code(zhao, half(zhao), codes[0], HERE).token  # needs no key


def test_a_secret_is_of_one_person_and_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unseal("赵敏", seal("赵敏", "S")) == "S" == seal("赵敏", "S").removeprefix("plain:")
    plain = seal("赵敏", "S")
    monkeypatch.setenv(VARIABLE, new_key())
    sealed = seal("赵敏", "S")
    assert sealed.startswith("sealed:") and unseal("赵敏", sealed) == "S"
    assert unseal("赵敏", plain) == "S"  # from before there was a key
    for person, kept in (("钱进", sealed), ("赵敏", "sealed:?")):
        with pytest.raises(InputError):
            unseal(person, kept)
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(InputError):
        unseal("赵敏", sealed)


def test_secrets_go_from_key_to_key(zhao: Store) -> None:
    none, one, other = Sealer(), Sealer(b"1" * 32), Sealer(b"2" * 32)
    secret = enrolled(zhao)[0].secret
    for new, old in ((one, none), (other, one), (none, other)):
        assert reseal_secrets(zhao, new, [Sealer(), old]) == Resealed(1, 0)
        with zhao.reading() as session:
            row = session.get(SecondRow, "赵敏")
            assert row is not None and unseal("赵敏", row.secret, new) == secret
            assert row.secret.startswith("plain:") == (new == none)
        assert reseal_secrets(zhao, new, [Sealer()]) == Resealed(0, 0)
    assert reseal_secrets(zhao, one, [none]) == Resealed(1, 0)
    assert reseal_secrets(zhao, other, [none]) == Resealed(0, 1)
