"""Secrets sealed for the database by the office's key (core/sealing.py), each for one person.

Without a key a secret is kept as it is, and `yushen user totp` says so; one that is kept so is
taken also where there is a key by now.
"""

import base64
import binascii

from core.sealing import Seal, Unopened, lost, open_seal

PLAIN, SEALED = "plain:", "sealed:"
WHAT = ("动态验证码的密钥", "the secret of the second step")


def seal(person: str, secret: str, key: Seal | None = None) -> str:
    """The secret as it is kept. Raises InputError for a key that cannot be used."""
    key = key or open_seal()
    if key.key is None:
        return PLAIN + secret
    return SEALED + base64.b64encode(key.close(_name(person), secret.encode())).decode()


def unseal(person: str, kept: str, key: Seal | None = None) -> str:
    """The secret again. Raises InputError where the key is missing or another."""
    if kept.startswith(PLAIN):
        return kept.removeprefix(PLAIN)
    try:
        content = base64.b64decode(kept.removeprefix(SEALED), validate=True)
        return (key or open_seal()).open(_name(person), content).decode()
    except Unopened as error:
        raise lost(error, *WHAT) from error
    except (binascii.Error, UnicodeDecodeError) as error:
        raise lost(
            Unopened("damaged"), "动态验证码的密钥", "the secret of the second step"
        ) from error


def has_key() -> bool:
    """Whether secrets are sealed. Raises InputError for a key that cannot be used."""
    return open_seal().key is not None


def _name(person: str) -> str:
    return f"second factor/{person}"
