"""Uploads in the database: the progress of each, and why it waits.

The files are in a folder (`review.web.waiting`); a killed desk may leave a row without files, or
files without a row, which the next start repairs.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select, update

from core.errors import BilingualText
from core.models.base import Model
from review.audit import now, record
from review.store import Store
from review.store.tables import UploadRow

State = Literal["received", "checking", "checked", "failed"]
OPEN: tuple[State, ...] = ("received", "checking")
MAX_LISTED = 200  # the latest uploads, shown on the page
ROW_LIFE = timedelta(days=30)  # how long the row of a finished upload is kept
LOST_UPLOAD = BilingualText(
    "上传的文件已不在，请重新上传",
    "what was uploaded is not there any more; please upload it again",
)


class Upload(Model):
    """The data of an upload that is known from the start; stored beside its files too."""

    id: str
    name: str
    by: str
    at: datetime
    source: str
    """What to check, within the upload's folder."""
    content: str = ""
    """A hash of all its files' contents."""
    case: str = ""
    """The case it was submitted for; if empty, it is matched."""
    tries: int = 0
    """From earlier versions: the number of attempts that were started and not finished."""


class UploadStatus(Model):
    """The state of an upload."""

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


def enter(store: Store, upload: Upload, place: str) -> UploadStatus:
    """Register an upload: from now on the desk is responsible for it."""
    with store.writing() as session:
        row = _row(upload, place)
        session.add(row)
        record(session, upload.by, "upload", target=upload.id)
    return _standing(row)


def adopt(
    store: Store, uploads: Iterable[Upload], place: str, there: Callable[[], Collection[str]]
) -> None:
    """Make rows and files consistent; `there` returns the ids of all files in that place.

    Files without a row get one; a row whose files are missing is marked so.
    """
    left = list(uploads)
    with store.writing() as session:
        here = UploadRow.id.in_([one.id for one in left])
        known = set(session.scalars(select(UploadRow.id).where(here)))
        session.add_all(_row(one, place) for one in left if one.id not in known)
        lost = select(UploadRow.id).where(UploadRow.place == place, UploadRow.state.in_(OPEN))
        waiting = session.scalars(lost).all()
        found = there()  # files exist before the row does, and until the upload is finished
        gone = [one for one in waiting if one not in found]
        values = {"state": "failed", "kept": False, "why": LOST_UPLOAD.zh, "why_en": LOST_UPLOAD.en}
        still = (UploadRow.id.in_(gone), UploadRow.state.in_(OPEN))
        session.execute(update(UploadRow).where(*still).values(**values))
        old = (UploadRow.state == "checked", UploadRow.received < now() - ROW_LIFE)
        session.execute(delete(UploadRow).where(*old))


def begin(store: Store, id_: str, tries: int) -> None:
    """Mark it as being checked; `tries` counts the attempts since the last success."""
    _change(store, id_, state="checking", tries=tries, why="", why_en="", due=None)


def put_off(store: Store, id_: str, why: BilingualText, due: datetime | None) -> None:
    """Mark it as waiting, with the reason; this attempt does not count."""
    _change(store, id_, state="received", tries=0, why=why.zh, why_en=why.en, due=due)


def checked(store: Store, id_: str, packet: str, outcome: str) -> None:
    """Mark it as checked; its files may be deleted."""
    _change(store, id_, state="checked", packet=packet, outcome=outcome, kept=False)


def failed(store: Store, id_: str, why: BilingualText, packet: str | None, *, kept: bool) -> None:
    """Mark it as failed; `packet` is None if not even a failed packet is on the desk."""
    _change(
        store, id_, state="failed", why=why.zh, why_en=why.en, packet=packet, kept=kept,
        outcome="review" if packet else None, tries=0,
    )  # fmt: skip


def again(store: Store, id_: str, by: str) -> None:
    """Try a failed upload again, on a person's request."""
    with store.writing() as session:
        record(session, by, "upload-again", target=id_)
        values = {"state": "received", "tries": 0, "why": "", "why_en": "", "due": None}
        session.execute(update(UploadRow).where(UploadRow.id == id_).values(**values))


def discard(store: Store, id_: str, by: str) -> None:
    """Delete the files of a failed upload, on a person's request."""
    with store.writing() as session:
        record(session, by, "upload-discard", target=id_)
        session.execute(update(UploadRow).where(UploadRow.id == id_).values(kept=False))


def listed(store: Store, ids: Collection[str] | None = None) -> list[UploadStatus]:
    """The uploads, the latest first; all, or those with these ids."""
    query = select(UploadRow).order_by(UploadRow.received.desc(), UploadRow.id)
    query = query.limit(MAX_LISTED) if ids is None else query.where(UploadRow.id.in_(ids))
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


def _standing(row: UploadRow) -> UploadStatus:
    return UploadStatus.model_validate(
        {name: getattr(row, name) for name in UploadStatus.model_fields}
    )
