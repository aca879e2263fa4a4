"""Object stores (S3 and compatible ones): whole objects by name, through fsspec.

It relies only on two properties: writes are atomic, and a written object is visible to the next
reader. If a store does not answer, calls are retried up to a limit; after that each call is tried
only once until one succeeds, so that an unavailable store does not block everything.

Connection settings (keys, address, proxy, certificates) come from the environment, as the library
documents; they never appear in a URL, a message or a log.
"""

import hashlib
import importlib.util
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from core.errors import InputError
from core.files import FILE, private_folder
from core.limits import limits
from core.places import SCHEME
from core.store_trouble import (
    StoreTrouble,
    away,
    errors,
    is_final,
    need_bucket,
    not_installed,
    refused,
)

T = TypeVar("T")
S3 = {"s3", "s3a"}
WHOLE = S3 | {"gs", "gcs", "az", "abfs", "oss", "memory"}
"""Kinds of stores that never show a partly written object. Tested: S3, and memory in tests."""
PROBE = ".yushen-probe"  # never the name of an object
FIRST_PAUSE, MAX_PAUSE = 0.5, 15.0  # seconds between attempts
log = logging.getLogger("yushen")


class Object(NamedTuple):
    """An object in a listing."""

    name: str
    """Below the folder that was listed, with slashes."""
    size: int
    mark: str
    """Changes with the content: its ETag, else its time of modification."""


@dataclass
class _StoreState:
    """Whether the store is currently available."""

    gone: bool = False
    told: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


class Objects:
    """The objects below a URL; thread-safe."""

    def __init__(self, url: str) -> None:
        """Raises InputError for an invalid URL, ToolMissing if the library is not installed."""
        self.where = url.rstrip("/")
        self._files, self._root = _opened(self.where)
        self._link = _StoreState()

    def below(self, folder: str) -> "Objects":
        """The objects in a subfolder, with the same connection and availability state."""
        found = copy(self)
        found.where, found._root = f"{self.where}/{folder}", f"{self._root}/{folder}"
        return found

    def probe(self) -> None:
        """Raises InputError if the store does not answer, refuses, or has no such bucket."""
        try:
            self.get(PROBE)
        except StoreTrouble as error:
            raise error.as_input(self.where) from None

    def get(self, name: str) -> bytes | None:
        """The content of an object, or None. Raises StoreTrouble."""
        try:
            data: bytes = self._try(lambda: self._files.cat_file(self._path(name)))
        except FileNotFoundError as error:
            need_bucket(error)
            return None
        return data

    def has(self, name: str) -> bool:
        """Whether the object exists. Raises StoreTrouble."""
        try:
            info = self._try(lambda: self._files.info(self._path(name)))
        except FileNotFoundError:
            return False
        return bool(info["type"] == "file")

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of an object; empty if it does not exist. Raises StoreTrouble."""
        try:
            data: bytes = self._try(
                lambda: self._files.cat_file(self._path(name), start=0, end=size)
            )
        except FileNotFoundError:
            return b""
        return data

    def fetch(self, name: str, target: Path) -> None:
        """Download an object into a local file. Raises OSError."""
        private_folder(target.parent)
        try:
            self._try(lambda: self._files.get_file(self._path(name), str(target)))
        except FileNotFoundError as error:
            need_bucket(error)
            raise
        target.chmod(FILE)

    def put(self, name: str, data: bytes) -> None:
        """Write an object, replacing an existing one. Raises StoreTrouble."""
        try:
            self._try(lambda: self._files.pipe_file(self._path(name), data))
        except FileNotFoundError as error:
            need_bucket(error)
            raise

    def drop(self, name: str) -> None:
        """Delete an object, if it exists. Raises StoreTrouble."""
        with suppress(FileNotFoundError):
            self._try(lambda: self._files.rm_file(self._path(name)))

    def listed(self, folder: str = "") -> list[Object]:
        """All objects below a folder, recursively, sorted by name. Raises StoreTrouble."""
        path = self._path(folder)
        try:
            found = self._try(lambda: self._files.find(path, detail=True))
        except FileNotFoundError as error:
            need_bucket(error)
            return []
        above = len(path) + 1
        objects = [_object(name[above:], info) for name, info in found.items()]
        return sorted(one for one in objects if one.name)

    def listed_exactly(self, name: str) -> list[Object]:
        """The object with exactly that name, listed as ""; empty if it does not exist.

        Raises StoreTrouble.
        """
        try:
            info = self._try(lambda: self._files.info(self._path(name)))
        except FileNotFoundError:
            return []
        return [_object("", info)] if info["type"] == "file" else []

    def answers(self) -> bool:
        """Whether the store answers now."""
        try:
            self._try(lambda: self._files.cat_file(self._path(PROBE)), patient=False)
        except FileNotFoundError:
            return True
        except StoreTrouble:
            return False
        return True

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _try(self, call: Callable[[], T], *, patient: bool = True) -> T:
        """Retry a call until it is answered or time is up. FileNotFoundError is an answer."""
        patient = patient and not self._link.gone
        until = time.monotonic() + limits().store_away_clock
        pause = FIRST_PAUSE
        while True:
            try:
                answer = call()
            except FileNotFoundError:
                self._link.gone = self._link.told = False
                raise
            except errors() as error:
                if is_final(error):
                    raise refused(error) from None  # its text may contain credentials
                if not patient or time.monotonic() + pause > until:
                    self._link.gone = self._link.gone or patient
                    raise away(error) from None
                self._log_silence()
                time.sleep(pause)
                pause = min(2 * pause, MAX_PAUSE)
            else:
                self._link.gone = self._link.told = False
                return answer

    def _log_silence(self) -> None:
        """Log once that the store does not answer."""
        with self._link.lock:
            if not self._link.told:
                self._link.told = True
                log.warning("存储暂时没有应答，等待恢复 / the store gives no answer: waiting")


def is_same(one: Object, data: bytes, read: Callable[[], bytes | None]) -> bool:
    """Whether a listed object has this content; compared by ETag if possible."""
    if one.size != len(data):
        return False
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return one.mark == digest or read() == data


def _opened(url: str) -> tuple[Any, str]:
    scheme, _, rest = url.partition(SCHEME)
    if "::" in url or "@" in rest.partition("/")[0] or not rest or "\\" in url:
        raise InputError(
            "bad_url",
            "存储地址应为 s3://存储桶/目录 的形式，不含账号和密码（请用环境变量提供）",
            "a store must be named as s3://bucket/folder, without keys: please give those in "
            "the environment",
        )
    if scheme not in WHOLE:
        raise InputError(
            "bad_url", f"不支持的存储：{scheme}", f"no store of that kind can be used: {scheme}"
        )
    needed = ["fsspec", *(["s3fs"] if scheme in S3 else [])]
    if not all(map(importlib.util.find_spec, needed)):
        raise not_installed()
    import fsspec

    try:
        files, root = fsspec.url_to_fs(url, **_settings(scheme))
    except ImportError:
        raise not_installed() from None
    if scheme in S3:
        files.retries = 1  # we retry ourselves, with our limits
    return files, str(root).rstrip("/")


def _settings(scheme: str) -> dict[str, Any]:
    """Options of the store's client: no caching, one attempt, time-outs."""
    plain: dict[str, Any] = {"skip_instance_cache": True, "use_listings_cache": False}
    if scheme not in S3:
        return plain
    seconds = limits().store_clock
    settings = {
        "connect_timeout": seconds,
        "read_timeout": seconds,
        "retries": {"total_max_attempts": 1, "mode": "standard"},
    }
    return {**plain, "max_concurrency": 1, "config_kwargs": settings}


def _object(name: str, info: dict[str, Any]) -> Object:
    at = info.get("ETag") or info.get("mtime") or info.get("created") or ""
    return Object(name, int(info.get("size") or 0), str(at).strip('"'))
