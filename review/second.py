"""The second factor: codes of an authenticator (TOTP, RFC 6238), and recovery codes.

No code is accepted twice. Recovery codes are random and stored as SHA-256; each works once.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Literal

import pyotp
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.errors import Refused
from review.audit import now, record
from review.people import sign_out_everywhere
from review.seal import seal, unseal
from review.store import Store
from review.store.tables import RecoveryRow, SecondRow, UserRow

ISSUER = "预审 yushen"
DIGITS, SECONDS = 6, 30
DRIFT = 1  # time steps before and after that are accepted too, because clocks differ
CODES = 10  # recovery codes
WRONG = (
    "code",
    "验证码不正确，请用验证器当前显示的 6 位数字",
    "the code is wrong; please give the 6 digits that the authenticator shows now",
)

How = Literal["code", "recovery"]


def new_secret() -> str:
    """A new secret for an authenticator, in base 32."""
    return pyotp.random_base32()


def address(name: str, secret: str) -> str:
    """The otpauth address for the authenticator's QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def enrol(store: Store, name: str, secret: str, code: str, by: str) -> list[str]:
    """Require a code from now on; returns the recovery codes, which cannot be read again.

    Raises Refused if the code does not match the secret, or the user does not exist.
    """
    step = _step_of(secret, code.strip(), 0)
    if step is None:
        raise Refused(*WRONG)
    codes = [_random_code() for _ in range(CODES)]
    with store.alone(f"second:{name}") as session:
        if session.get(UserRow, name) is None:
            raise Refused("no_such_user", f"没有用户 {name}", f"no user {name}")
        _forget(session, name)
        session.add(SecondRow(person=name, secret=seal(name, secret), step=step))
        session.add_all(RecoveryRow(code=_hash(name, one), person=name) for one in codes)
        sign_out_everywhere(session, name)
        record(session, by, "totp-add", target=name)
    return codes


def remove(store: Store, name: str, by: str) -> None:
    """Remove the second factor. Raises Refused if there was none."""
    with store.alone(f"second:{name}") as session:
        if session.get(SecondRow, name) is None:
            raise Refused(
                "no_second", f"用户 {name} 没有启用动态验证码", f"{name} has no second factor"
            )
        _forget(session, name)
        sign_out_everywhere(session, name)
        record(session, by, "totp-remove", target=name)


def asked(session: Session, name: str) -> bool:
    """Whether the user has a second factor."""
    return session.get(SecondRow, name) is not None


def enrolled(store: Store) -> set[str]:
    """The users with a second factor."""
    with store.reading() as session:
        return set(session.scalars(select(SecondRow.person)))


def take(session: Session, name: str, typed: str) -> How | None:
    """The kind of a valid code, which is then used up; None if the code is not valid."""
    plain = "".join(typed.split()).lower()
    gone = delete(RecoveryRow).where(RecoveryRow.code == _hash(name, plain))
    if session.execute(gone).rowcount == 1:  # type: ignore[attr-defined]
        return "recovery"
    row = session.get(SecondRow, name)
    if row is None:
        return None
    step = _step_of(unseal(name, row.secret), plain, row.step)
    if step is None:
        return None
    used = update(SecondRow).where(SecondRow.person == name, SecondRow.step < step)
    done = session.execute(used.values(step=step))
    return "code" if done.rowcount == 1 else None  # type: ignore[attr-defined]


def _step_of(secret: str, code: str, after: int) -> int | None:
    """The time step of the code, near now and later than `after`; None if there is none."""
    totp, current = (
        pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS),
        int(now().timestamp()) // SECONDS,
    )
    near = range(current - DRIFT, current + DRIFT + 1)
    right = [n for n in near if hmac.compare_digest(totp.at(n * SECONDS).encode(), code.encode())]
    return next((n for n in right if n > after), None)


def _forget(session: Session, name: str) -> None:
    session.execute(delete(SecondRow).where(SecondRow.person == name))
    session.execute(delete(RecoveryRow).where(RecoveryRow.person == name))


def _random_code() -> str:
    """16 letters and digits, 80 bits, in four groups."""
    text = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


def _hash(name: str, code: str) -> str:
    return hashlib.sha256(f"{name}\0{code.replace('-', '')}".encode()).hexdigest()
