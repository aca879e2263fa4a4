"""Secrets sealed for the database, so that a copy of it alone is of no use.

The key is `$YUSHEN_SECRET_KEY`, or the content of the file that `$YUSHEN_SECRET_KEY_FILE` names: 32
characters or more. Without one a secret is kept as it is, and `yushen user totp` says so.
"""

import base64
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import InputError

VARIABLE, FILE_VARIABLE = "YUSHEN_SECRET_KEY", "YUSHEN_SECRET_KEY_FILE"
SHORTEST = 32
PLAIN, SEALED = "plain:", "sealed:"


def seal(secret: str) -> str:
    """The secret as it is kept. Raises InputError for a key that cannot be used."""
    box = _box()
    return PLAIN + secret if box is None else SEALED + box.encrypt(secret.encode()).decode()


def unseal(kept: str) -> str:
    """The secret again. Raises InputError where the key is missing or another."""
    if kept.startswith(PLAIN):
        return kept.removeprefix(PLAIN)
    box = _box()
    try:
        if box is not None:
            return box.decrypt(kept.removeprefix(SEALED)).decode()
    except InvalidToken:
        pass
    raise InputError(
        "secret_key", f"密钥缺失或已更换（{VARIABLE}、{FILE_VARIABLE}），请联系管理员",
        f"the key is missing or another ({VARIABLE}, {FILE_VARIABLE}); ask an administrator",
    )  # fmt: skip


def has_key() -> bool:
    """Whether secrets are sealed. Raises InputError for a key that cannot be used."""
    return _box() is not None


def _box() -> Fernet | None:
    given = os.environ.get(VARIABLE, "")
    if not given and (file := os.environ.get(FILE_VARIABLE)):
        try:
            given = Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                "secret_key", f"无法读取 {FILE_VARIABLE} 指定的文件", "cannot be read"
            ) from error
        if not given:
            raise InputError("secret_key", f"{FILE_VARIABLE} 指定的文件是空的", "it is empty")
    if not given:
        return None
    if len(given) < SHORTEST:
        raise InputError(
            "secret_key", f"密钥至少 {SHORTEST} 个字符", f"a key has {SHORTEST} characters or more"
        )
    made = HKDF(SHA256(), 32, salt=None, info=b"yushen second factor").derive(given.encode())
    return Fernet(base64.urlsafe_b64encode(made))
