"""Encryption at rest: AES-256-GCM with the office's key, each file bound to its own name.

Without a key files are plain. With a key plain files are rejected, because anybody who can write to
the folder could forge them: `yushen key change` seals existing files.
"""

import base64
import binascii
import hashlib
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import InputError

FILE_VARIABLE, VARIABLE = "YUSHEN_KEY_FILE", "YUSHEN_KEY"
BYTES = 32
MARK = b"YUSHEN1\n"  # at the head of a sealed file, before the key's mark and the nonce
ID, NONCE = 8, 12


class Unopened(Exception):
    """A file that the key cannot open; `why` is plain, sealed, other or damaged."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Sealer:
    """Seals and opens with one key; without a key files stay plain."""

    key: bytes | None = None

    def __repr__(self) -> str:
        return f"Seal({self.id or 'no key'})"

    @property
    def id(self) -> str:
        """An identifier of the key that does not reveal it; empty without a key."""
        return _mark(self.key).hex() if self.key is not None else ""

    def close(self, name: str, content: bytes) -> bytes:
        """The sealed content for the file with that name."""
        if self.key is None:
            return content
        head = MARK + _mark(self.key)
        nonce = secrets.token_bytes(NONCE)
        sealed = AESGCM(self.key).encrypt(nonce, content, head + name.encode())
        return head + nonce + sealed

    def open(self, name: str, content: bytes) -> bytes:
        """The plain content of the file with that name. Raises Unopened."""
        if not content.startswith(MARK):
            if self.key is not None:
                raise Unopened("plain")
            return content
        if self.key is None:
            raise Unopened("sealed")
        at = len(MARK) + ID
        head, nonce, sealed = content[:at], content[at : at + NONCE], content[at + NONCE :]
        if head[len(MARK) :] != _mark(self.key):
            raise Unopened("other")
        try:
            return AESGCM(self.key).decrypt(nonce, sealed, head + name.encode())
        except (InvalidTag, ValueError) as error:
            raise Unopened("damaged") from error


ERROR_TEXTS = {
    "plain": ("未加密保存，而现在设置了密钥", "was kept plain, and now there is a key"),
    "sealed": ("是加密的，而现在没有密钥", "is sealed, and there is no key"),
    "other": ("是用另一把密钥加密的", "was sealed with another key"),
    "damaged": ("已损坏或被替换", "is damaged or was put in another's place"),
}


def lost(error: Unopened, zh: str, en: str) -> InputError:
    """The error for data that cannot be recreated; `zh` and `en` name it."""
    text = ERROR_TEXTS[error.why]
    how = f"请检查 {FILE_VARIABLE}，或运行 yushen key change"
    return InputError(
        "key", f"{zh}{text[0]}，{how}", f"{en} {text[1]}; see {FILE_VARIABLE}, yushen key change"
    )


def open_sealer() -> Sealer:
    """A sealer with the key from the environment. Raises InputError for an invalid key."""
    file, given = os.environ.get(FILE_VARIABLE), os.environ.get(VARIABLE)
    if file and given:
        raise InputError(
            "key",
            f"{FILE_VARIABLE} 和 {VARIABLE} 只能设一个",
            f"only one of {FILE_VARIABLE} and {VARIABLE} can be set",
        )
    if file:
        return Sealer(read_key(Path(file)))
    return Sealer(_decoded(given, VARIABLE)) if given else Sealer()


def read_key(path: Path) -> bytes:
    """The key in a private file. Raises InputError."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(1000)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            "key",
            f"密钥文件 {path} 无法读取（{reason}）",
            f"the key {path} cannot be read ({reason})",
        ) from error
    if (sys.platform != "win32" and mode & 0o077) or not stat.S_ISREG(mode):
        raise InputError(
            "key",
            f"密钥文件 {path} 他人可读，请先 chmod 600",
            f"others may read the key {path}: please chmod 600 first",
        )
    return _decoded(text.decode("ascii", "replace"), str(path))


def new_key() -> str:
    """A new key in the format of the key file."""
    return base64.b64encode(secrets.token_bytes(BYTES)).decode() + "\n"


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != BYTES:
        raise InputError(
            "key",
            f"{where} 中不是可用的密钥，请用 yushen key new 生成",
            f"{where} holds no key that can be used; please make one with yushen key new",
        )
    return key


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(b"yushen key\0" + key).digest()[:ID]
