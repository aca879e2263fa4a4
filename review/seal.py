"""Secrets in the database, sealed with the office's key (core/sealing.py), each for one person.

Without a key a secret is stored in plain text, and `yushen user totp` says so; a plain secret
remains valid after a key is introduced.
"""

import base64
import binascii

from core.sealing import Sealer, Unopened, lost, open_sealer

PLAIN, SEALED = "plain:", "sealed:"
WHAT = ("动态验证码的密钥", "the secret of the second step")


def seal(person: str, secret: str, key: Sealer | None = None) -> str:
    """The sealed secret. Raises InputError for a key that cannot be used."""
    key = key or open_sealer()
    if key.key is None:
        return PLAIN + secret
    return SEALED + base64.b64encode(key.close(_name(person), secret.encode())).decode()


def unseal(person: str, kept: str, key: Sealer | None = None) -> str:
    """The opened secret. Raises InputError if the key is missing or wrong."""
    if kept.startswith(PLAIN):
        return kept.removeprefix(PLAIN)
    try:
        content = base64.b64decode(kept.removeprefix(SEALED), validate=True)
        return (key or open_sealer()).open(_name(person), content).decode()
    except Unopened as error:
        raise lost(error, *WHAT) from error
    except (binascii.Error, UnicodeDecodeError) as error:
        raise lost(
            Unopened("damaged"), "动态验证码的密钥", "the secret of the second step"
        ) from error


def has_key() -> bool:
    """Whether secrets are sealed. Raises InputError for a key that cannot be used."""
    return open_sealer().key is not None


def _name(person: str) -> str:
    return f"second factor/{person}"
