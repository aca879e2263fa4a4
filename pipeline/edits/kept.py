"""The readings that the desk keeps for each page, so that documents can be rebuilt."""

from collections.abc import Iterable

from core.models.base import Model
from core.models.edit import PageName, Rotation
from core.models.geometry import to_stored
from core.models.material import Material
from core.models.page import FileReading, Oddity, Page
from core.models.report import ReportFile
from core.models.signature import vouched
from pipeline.reading.views import StoredPictures


class KeptReadings(Model):
    """The files of a packet and their pages, as read when it was checked."""

    files: tuple[FileReading, ...]


class Turned(Model):
    """A page that was read again, upright after this turn."""

    page: PageName
    rotation: Rotation
    reading: Page


class Kept(Model):
    """Everything kept about a packet's pages."""

    files: tuple[FileReading, ...]
    turned: tuple[Turned, ...] = ()

    def again(self, page: PageName, rotation: Rotation) -> Page | None:
        """The page as read in that direction."""
        found = (one for one in self.turned if (one.page, one.rotation) == (page, rotation))
        return next((one.reading for one in found), None)


def readings_of(material: Material, pictures: object) -> KeptReadings | None:
    """The readings of a packet's pages, from the reading store that holds its pictures.

    None if the pictures are in no store, or if the reading of a page is gone.
    """
    if not isinstance(pictures, StoredPictures):
        return None
    found = [_file(file, material, pictures) for file in material.files]
    files = tuple(one for one in found if one is not None)
    return KeptReadings(files=files) if files and len(files) == len(found) else None


def _file(file: ReportFile, material: Material, pictures: StoredPictures) -> FileReading | None:
    pages: list[Page] = []
    sure = {"file": file.name, "vouched": vouched(file.signatures)}
    for sheet in (sheet for sheet in material.sheets if sheet.file == file.name):
        if sheet.trouble:
            sizes = {"width": 1, "height": 1, "trouble": sheet.trouble}
            pages.append(Page.model_validate({"file": file.name, "number": sheet.page, **sizes}))
            continue
        key, _ = pictures.keys.get((sheet.file, sheet.page), ("", 0))
        page = pictures.store.load(key, Page) if key else None
        if page is None:
            return None
        whole = page.model_copy(update={"askew": ()})
        pages += [one.model_copy(update=sure) for one in (whole, *page.askew)]
    return FileReading(
        name=file.name,
        sha256=file.sha256,
        status=file.status,
        pages=tuple(pages),
        page_count=file.pages,
        active=file.active,
        signatures=file.signatures,
        error_code=file.error_code,
        error=file.error,
    )


def as_read_again(page: Page, old: Page, rotation: Rotation) -> Page:
    """The new reading in place of the old page, keeping what only the original file shows.

    Content in other directions (`askew`) is kept for reporting; no document is made of it.
    """
    aslant = (rotation - old.rotation) % 180 == 90
    return page.model_copy(
        update={
            "file": old.file,
            "number": old.number,
            "rotation": rotation,
            "image": old.image,
            "size": old.size[::-1] if old.size and aslant else old.size,
            "oddities": tuple(_oddities(old, rotation)),
        }
    )


def _oddities(old: Page, rotation: Rotation) -> Iterable[Oddity]:
    """What the file hides, with boxes moved to the new direction of the page."""
    way = (rotation - old.rotation) % 360
    for odd in old.oddities:
        yield odd.model_copy(update={"box": to_stored(odd.box, (360 - way) % 360)})
