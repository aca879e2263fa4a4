"""What was uploaded, as the database has it: how far each is, and why it waits.

The files lie in a folder (`review.web.waiting`); a row without its files, or files without a row,
are what a desk that was killed leaves behind, and the next one puts right.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select, update

from core.errors import Said
from core.models.base import Model
from review.audit import now, record
from review.store import Store
from review.store.tables import UploadRow

State = Literal["received", "checking", "checked", "failed"]
OPEN: tuple[State, ...] = ("received", "checking")
TOLD = 200  # the latest, on the page
KEPT = timedelta(days=30)  # the row of one that is on the desk
GONE = Said(
    "上传的文件已不在，请重新上传",
    "what was uploaded is not there any more; please upload it again",
)


class Upload(Model):
    """What is known of an upload from the start, kept beside its files too."""

    id: str
    name: str
    by: str
    at: datetime
    source: str
    """What to check, within the upload's folder."""
    content: str = ""
    """A hash of all its files, whatever their names."""
    case: str = ""
    """The case it was brought for; empty where it is matched."""
    tries: int = 0
    """Of notes of earlier versions: how often it was begun and not ended."""


class Standing(Model):
    """How far an upload is."""

    id: str
    name: str
    by: str
    received: datetime
    place: str
    state: State
    tries: int
    why: str
    why_en: str
    due: datetime | None
    kept: bool
    packet: str | None
    outcome: str | None


def enter(store: Store, upload: Upload, place: str) -> Standing:
    """From now on it is the desk's: who uploaded it may be told so."""
    with store.writing() as session:
        row = _row(upload, place)
        session.add(row)
        record(session, upload.by, "upload", target=upload.id)
    return _standing(row)


def adopt(
    store: Store, uploads: Iterable[Upload], place: str, there: Callable[[], Collection[str]]
) -> None:
    """Put rows and files in agreement; `there` gives the ids of all files at that place.

    Files without a row get one; a row whose files are gone says so.
    """
    left = list(uploads)
    with store.writing() as session:
        here = UploadRow.id.in_([one.id for one in left])
        known = set(session.scalars(select(UploadRow.id).where(here)))
        session.add_all(_row(one, place) for one in left if one.id not in known)
        lost = select(UploadRow.id).where(UploadRow.place == place, UploadRow.state.in_(OPEN))
        waiting = session.scalars(lost).all()
        found = there()  # a row is there only after its files, and its files until it is over
        gone = [one for one in waiting if one not in found]
        told = {"state": "failed", "kept": False, "why": GONE.zh, "why_en": GONE.en}
        still = (UploadRow.id.in_(gone), UploadRow.state.in_(OPEN))
        session.execute(update(UploadRow).where(*still).values(**told))
        old = (UploadRow.state == "checked", UploadRow.received < now() - KEPT)
        session.execute(delete(UploadRow).where(*old))


def begin(store: Store, id_: str, tries: int) -> None:
    """It is being checked, for the so many-th time since it last ended well."""
    _change(store, id_, state="checking", tries=tries, why="", why_en="", due=None)


def put_off(store: Store, id_: str, why: Said, due: datetime | None) -> None:
    """It waits, and says what for; that try does not count."""
    _change(store, id_, state="received", tries=0, why=why.zh, why_en=why.en, due=due)


def checked(store: Store, id_: str, packet: str, outcome: str) -> None:
    """It is on the desk; its files may go."""
    _change(store, id_, state="checked", packet=packet, outcome=outcome, kept=False)


def failed(store: Store, id_: str, why: Said, packet: str | None, *, kept: bool) -> None:
    """It could not be checked; where the packet is None not even that is on the desk."""
    _change(
        store, id_, state="failed", why=why.zh, why_en=why.en, packet=packet, kept=kept,
        outcome="review" if packet else None, tries=0,
    )  # fmt: skip


def again(store: Store, id_: str, by: str) -> None:
    """Somebody wants one that failed tried once more."""
    with store.writing() as session:
        record(session, by, "upload-again", target=id_)
        told = {"state": "received", "tries": 0, "why": "", "why_en": "", "due": None}
        session.execute(update(UploadRow).where(UploadRow.id == id_).values(**told))


def discard(store: Store, id_: str, by: str) -> None:
    """Somebody does not want the files of one that failed kept."""
    with store.writing() as session:
        record(session, by, "upload-discard", target=id_)
        session.execute(update(UploadRow).where(UploadRow.id == id_).values(kept=False))


def listed(store: Store, ids: Collection[str] | None = None) -> list[Standing]:
    """The latest first; or those of these ids."""
    query = select(UploadRow).order_by(UploadRow.received.desc(), UploadRow.id)
    query = query.limit(TOLD) if ids is None else query.where(UploadRow.id.in_(ids))
    with store.reading() as session:
        return [_standing(row) for row in session.scalars(query)]


def _change(store: Store, id_: str, **values: object) -> None:
    with store.writing() as session:
        session.execute(update(UploadRow).where(UploadRow.id == id_).values(**values))


def _row(upload: Upload, place: str) -> UploadRow:
    return UploadRow(
        id=upload.id, name=upload.name, by=upload.by, received=upload.at, place=place,
        state="received", tries=upload.tries, why="", why_en="", due=None, kept=True,
        packet=None, outcome=None,
    )  # fmt: skip


def _standing(row: UploadRow) -> Standing:
    return Standing.model_validate({name: getattr(row, name) for name in Standing.model_fields})
