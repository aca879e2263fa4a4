"""An inbox in an object store: lists it, and fetches packets when they are read.

A packet is a set of objects, all fetched into our work folder; the fetch counts only if they
are the same before and after. If none changed since the last fetch, the content is known
without fetching.
"""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from core.errors import InputError
from core.models.base import Model
from core.objects import Object, Objects
from core.store_trouble import StoreTrouble
from core.work import new_folder, work_folder
from pipeline.reading.intake.names import is_noise
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.batch_rooms import BatchFolders
from pipeline.unattended.durable import remove
from pipeline.unattended.inbox import HEAD, FoundPacket, Inbox, as_jobs, may_be_packet
from pipeline.unattended.room import MIN_FREE_BYTES, need_room
from pipeline.unattended.steady import content_now
from pipeline.unattended.supply import RemotePacket
from pipeline.unattended.unsteady import Unsteady, changed, gone

NO_NAMES = {"", ".", ".."}
MAX_NAME_BYTES = 255  # bytes, of a file


class FetchedPacket(Model):
    """A fetched packet: the hash of its objects' marks, the hash of its files."""

    mark: str
    content: str


def list_objects(
    objects: Objects, rooms: BatchFolders, *, leave_out: str = "", by_unit: bool = False
) -> Inbox:
    """Like `inbox.list_packets`, for a store; objects below `leave_out` (OUT) are not packets.

    Raises InputError if the store cannot be used, is empty, or OUT cannot be written.
    """
    try:
        listed = [one for one in objects.listed() if not _below(one.name, leave_out)]
        packets, ignored = _children(objects, listed, "")
        if by_unit:
            units = [name for name, folder in packets.items() if folder]
            ignored += [name for name, folder in packets.items() if not folder]
            packets = {}
            for unit in units:
                within, others = _children(objects, listed, f"{unit}/")
                packets |= within
                ignored += others
    except StoreTrouble as error:
        raise error.as_input(objects.where) from error
    here = new_folder()
    found = [
        FoundPacket(here / name, name.rpartition("/")[0], folder)
        for name, folder in packets.items()
    ]
    return Inbox(as_jobs(found, rooms, objects.where), ignored)


class Fetched:
    """Packets fetched from a store."""

    def __init__(self, objects: Objects, rooms: BatchFolders) -> None:
        self._objects, self._rooms = objects, rooms
        self._marks: dict[str, str] = {}

    def content(self, job: BatchJob) -> str:
        mark = self._mark(job)
        self._marks[job.id] = mark
        known = self._known(job)
        if known is not None and known.mark == mark:
            return known.content
        self.bring(job)
        found = content_now(job.source)
        if found:
            self._rooms.note(
                job.id, FetchedPacket(mark=mark, content=found).model_dump_json().encode()
            )
        return found

    def hold(self, job: BatchJob, before: str) -> None:
        if self._mark(job) != self._marks[job.id]:
            raise changed()

    def bring(self, job: BatchJob) -> None:
        if not job.source.exists():
            fetch(self._objects, name_of(job), self._marks[job.id], job.source)

    def far(self, job: BatchJob) -> RemotePacket | None:
        return RemotePacket(url=self._objects.where, name=name_of(job), mark=self._marks[job.id])

    def let_go(self, job: BatchJob) -> None:
        remove(job.source)

    def there(self, job: BatchJob) -> bool:
        return self._objects.answers()

    def _mark(self, job: BatchJob) -> str:
        try:
            return mark_of(objects_of(self._objects, name_of(job)))
        except StoreTrouble as error:
            raise away(error) from error

    def _known(self, job: BatchJob) -> FetchedPacket | None:
        data = self._rooms.noted(job.id)
        try:
            return FetchedPacket.model_validate_json(data) if data is not None else None
        except ValidationError:
            return None


def fetch(objects: Objects, name: str, mark: str, target: Path) -> None:
    """Fetches a packet into our work folder, if it has this mark before and after.

    Raises Unsteady if it has not, or if the store is away; InputError for names that cannot be
    used here; OSError if there is no space.
    """
    try:
        found = objects_of(objects, name)
        if mark_of(found) != mark:
            raise changed()
        need_room([work_folder()], MIN_FREE_BYTES + sum(one.size for one in found))
        remove(target)
        _fetch(objects, name, found, target)
        if mark_of(objects_of(objects, name)) != mark:
            raise changed()
    except StoreTrouble as error:
        remove(target)
        raise away(error) from error
    except BaseException:
        remove(target)
        raise


def objects_of(objects: Objects, name: str) -> list[Object]:
    """A packet's objects, by name below it; "" for a packet that is a single object.

    Raises Unsteady if there is none, StoreTrouble.
    """
    found = [one for one in objects.listed(name) if not _is_noise(one.name)]
    alone = [one for one in objects.listed_exactly(name)] if not found else []
    if not found and not alone:
        raise gone()
    return found or alone


def mark_of(found: Sequence[Object]) -> str:
    """The combined mark of a packet's objects."""
    text = "".join(f"{one.name}\0{one.size}\0{one.mark}\n" for one in found)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def name_of(job: BatchJob) -> str:
    """A packet's name in the inbox."""
    return f"{job.unit}/{job.source.name}" if job.unit else job.source.name


def away(error: StoreTrouble) -> Unsteady:
    """The error for a packet whose store is away."""
    return Unsteady("gone", f"材料未能取得：{error.text.zh}", error.text.en)


def _fetch(objects: Objects, name: str, found: Sequence[Object], target: Path) -> None:
    names = {one.name for one in found}
    above = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    if names & above or not all(map(_is_file_name, names - {""})):  # a and a/b: impossible on disk
        raise _unusable()
    for one in found:
        place = target / one.name if one.name else target
        try:
            objects.fetch(f"{name}/{one.name}" if one.name else name, place)
        except FileNotFoundError as error:
            raise changed() from error
        if place.stat().st_size != one.size:
            raise changed()


def _children(
    objects: Objects, listed: Sequence[Object], above: str
) -> tuple[dict[str, bool], list[str]]:
    """Possible packets below a folder (True: a single object), and the names of the others."""
    kinds: dict[str, set[bool]] = {}
    for one in listed:
        child, deeper, _ = one.name.removeprefix(above).partition("/")
        if one.name.startswith(above) and child and not is_noise(child):
            kinds.setdefault(above + child, set()).add(bool(deeper))
    packets, ignored = {}, []
    for name, kind in sorted(kinds.items()):
        folder = True in kind
        usable = _is_file_name(name)
        if usable and (folder or may_be_packet(name, partial(objects.head, name, HEAD))):
            packets[name] = folder
        if name not in packets or len(kind) == 2:  # a bare object beside the folder
            ignored.append(name)
    return packets, ignored


def _below(name: str, folder: str) -> bool:
    return bool(folder) and (name == folder or name.startswith(f"{folder}/"))


def _is_noise(name: str) -> bool:
    return name.endswith("/") or any(map(is_noise, set(name.split("/")) - NO_NAMES))


def _is_file_name(name: str) -> bool:
    """Whether an object's name is a safe relative file path here."""
    return all(
        part not in NO_NAMES
        and "\0" not in part
        and "\\" not in part
        and len(part.encode("utf-8", "surrogateescape")) <= MAX_NAME_BYTES
        for part in name.split("/")
    )


def _unusable() -> InputError:
    return InputError(
        "object_names",
        "材料中有对象的名称不能作为文件名，请改名后重新上传",
        "an object of the packet has a name that no file can have: please upload it under another",
    )
