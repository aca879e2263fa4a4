"""Messages between a batch and the machines that read for it.

They are in the reading store, encrypted if it is: Dask only gets an id and answers with a word. So
no path, no name and no text of a paper is in its keys, its logs or its memory.
"""

from typing import Literal

from core.errors import InputError, ReadingFailed
from core.models.base import Model
from core.models.material import ReadPacket
from pipeline.reading.store import ReadingStore
from pipeline.run import Options
from pipeline.unattended.deciding import Version
from pipeline.unattended.supply import RemotePacket
from pipeline.unattended.unsteady import Unsteady
from pipeline.unattended.working import PicturesLost

REQUEST, ANSWER = "errand", "answer"
Word = Literal["answered", "refused", "not shared"]
"""The answer is in the store; the machine has another version; it does not see our store."""
BROKEN = "broken"


class ReadRequest(Model):
    """A packet to read."""

    source: str
    """Its path, the same on every machine; its name if it is `far`."""
    far: RemotePacket | None
    key: str
    """Hash of everything that decides its report; "" if it has none."""
    options: Options
    anew: bool
    seconds: float | None
    """Processor seconds that the batch has left."""
    version: Version


Kind = Literal["unsteady", "input", "lost", "reading", "room", "broken"]


class RemoteTrouble(Model):
    """Why a packet could not be read; for an error that is not ours, only the class."""

    kind: Kind
    code: str
    zh: str
    en: str

    @classmethod
    def of(cls, error: Exception) -> "RemoteTrouble":
        """An error in a form that may be sent."""
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
        """The same error on this machine."""
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
    """Processor seconds used."""
    read: ReadPacket | None = None
    trouble: RemoteTrouble | None = None


def put_request(store: ReadingStore, id: str, request: ReadRequest) -> None:
    """Put a request where the machines find it."""
    store.save(store.key(id, REQUEST), request)


def get_request(store: ReadingStore, id: str) -> ReadRequest | None:
    """The request; None if it is not visible from here."""
    return store.load(store.key(id, REQUEST), ReadRequest)


def put_result(store: ReadingStore, id: str, found: ReadResult) -> None:
    """Put the answer beside it."""
    store.save(store.key(id, ANSWER), found)


def get_result(store: ReadingStore, id: str) -> ReadResult | None:
    """The answer; None if there is none."""
    return store.load(store.key(id, ANSWER), ReadResult)


def delete_request(store: ReadingStore, id: str) -> None:
    """Delete both."""
    for part in (REQUEST, ANSWER):
        store.drop(store.key(id, part))
