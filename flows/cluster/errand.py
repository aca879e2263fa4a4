"""What travels between a batch and the machines that read for it, and how.

It lies in the reading store, sealed where that is: Dask is told an id, and answers with a word. So
no path, no name and no word of a paper is in its keys, its logs or its memory.
"""

from typing import Literal

from core.errors import InputError, ReadingFailed
from core.models.base import Model
from core.models.material import ReadPacket
from pipeline.reading.store import ReadingStore
from pipeline.run import Options
from pipeline.unattended.deciding import Version
from pipeline.unattended.supply import Far
from pipeline.unattended.unsteady import Unsteady
from pipeline.unattended.working import PicturesLost

ERRAND, ANSWER = "errand", "answer"
Word = Literal["answered", "refused", "not shared"]
"""The answer lies in the store; the machine is of another version; it does not see our store."""
BROKEN = "broken"


class ReadRequest(Model):
    """A packet to read."""

    source: str
    """Where it lies, at the same path on every machine; its name where it is `far`."""
    far: Far | None
    key: str
    """Of all that decides its report; "" where it has none."""
    options: Options
    anew: bool
    seconds: float | None
    """Of a processor, that the batch has left."""
    version: Version


Kind = Literal["unsteady", "input", "lost", "reading", "room", "broken"]


class RemoteTrouble(Model):
    """Why a packet could not be read; of an error that is not ours the class alone."""

    kind: Kind
    code: str
    zh: str
    en: str

    @classmethod
    def of(cls, error: Exception) -> "RemoteTrouble":
        """In words that may travel."""
        if isinstance(error, InputError):
            kind: Kind = "unsteady" if isinstance(error, Unsteady) else "input"
            return cls(kind=kind, code=error.code, zh=error.text.zh, en=error.text.en)
        if isinstance(error, ReadingFailed):
            kind = "lost" if isinstance(error, PicturesLost) else "reading"
            return cls(kind=kind, code="", zh=str(error), en=str(error))
        if isinstance(error, OSError) and error.errno is not None:
            return cls(kind="room", code=str(error.errno), zh=error.strerror or "", en="")
        return cls(kind="broken", code=type(error).__name__, zh="", en="")

    def error(self) -> Exception:
        """The error here, as it was there."""
        if self.kind in ("input", "unsteady"):
            kind = Unsteady if self.kind == "unsteady" else InputError
            return kind(self.code, self.zh, "" if self.en == self.zh else self.en)
        if self.kind in ("reading", "lost"):
            return ReadingFailed(self.zh)
        if self.kind == "room":
            return OSError(int(self.code), self.zh)
        return RemoteBug(self.code)


class RemoteBug(Exception):
    """A bug on another machine, by the class of its error."""


class ReadResult(Model):
    """The result of a request."""

    seconds: float = 0.0
    """Of a processor, that it took."""
    read: ReadPacket | None = None
    trouble: RemoteTrouble | None = None


def put_request(store: ReadingStore, id: str, errand: ReadRequest) -> None:
    """Lay an errand where the machines find it."""
    store.save(store.key(id, ERRAND), errand)


def get_request(store: ReadingStore, id: str) -> ReadRequest | None:
    """The errand; None where it cannot be seen from here."""
    return store.load(store.key(id, ERRAND), ReadRequest)


def put_result(store: ReadingStore, id: str, found: ReadResult) -> None:
    """Lay the answer beside it."""
    store.save(store.key(id, ANSWER), found)


def get_result(store: ReadingStore, id: str) -> ReadResult | None:
    """The answer; None if there is none."""
    return store.load(store.key(id, ANSWER), ReadResult)


def delete_request(store: ReadingStore, id: str) -> None:
    """Let go of both."""
    for part in (ERRAND, ANSWER):
        store.drop(store.key(id, part))
