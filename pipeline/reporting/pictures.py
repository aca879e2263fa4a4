"""Sources of page pictures for reports, and the album of a packet's pages.

A page may be missing or damaged; then there is no picture, never an error.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from PIL import Image

from core.models.geometry import Box, to_stored
from core.small import (
    AnyImageRequest,
    BoxInContext,
    PageImageRequests,
    PagePart,
    SmallImage,
    WholePage,
    decode,
    name_of,
    renderer_version,
)

KEPT = 4  # decoded pages held at once
CROP_WIDTH, CROP_HEIGHT = 560, 160
SEAL_SIDE = 200
PageKey = tuple[str, int]


class Pictures(Protocol):
    """A source of page pictures."""

    def page(self, file: str, page: int) -> bytes | None:
        """The page as stored in the file, as JPEG or PNG; None if there is none."""


@runtime_checkable
class PictureShelf(Protocol):
    """A source that also keeps derived pictures: a page is decoded and scaled once."""

    def small(self, file: str, page: int, by: str) -> dict[str, SmallImage]:
        """The small pictures of a page by name; only those made by `by`."""

    def keep(self, file: str, page: int, by: str, small: Mapping[str, SmallImage]) -> None:
        """Keep them, replacing earlier ones."""


class NoPictures:
    """For a report without pictures."""

    def page(self, file: str, page: int) -> bytes | None:
        return None


class Album:
    """The pages of a packet upright, a few decoded at once.

    Small pictures made before are reused if the source keeps them.
    """

    def __init__(self, pictures: Pictures, rotations: Mapping[PageKey, int]) -> None:
        self._pictures = pictures
        self._rotations = rotations
        self._shelf = pictures if isinstance(pictures, PictureShelf) else None
        self._known: dict[PageKey, dict[str, SmallImage]] = {}
        self._used: dict[PageKey, dict[str, SmallImage]] = {}
        self._wished: dict[PageKey, dict[AnyImageRequest, None]] = {}
        self._open: OrderedDict[PageKey, Image.Image | None] = OrderedDict()

    def upright(self, key: PageKey, box: Box) -> Box:
        """A stored box of that page, in its upright frame."""
        return to_stored(box, (360 - self._rotation(key)) % 360)

    def page(self, key: PageKey, max_bytes: int) -> SmallImage | None:
        """The whole page, in the best quality within `max_bytes`."""
        return self._small(key, WholePage(max_bytes))

    def crop(self, key: PageKey, box: Box) -> SmallImage | None:
        """The content of a stored box, with a small margin."""
        upright = self.upright(key, box)
        around = upright.grow(0.006, max(0.003, 0.3 * upright.height))
        return self._small(key, PagePart(around, CROP_WIDTH, CROP_HEIGHT))

    def seal(self, key: PageKey, box: Box) -> SmallImage | None:
        """The seal in a stored box."""
        around = self.upright(key, box).grow(0.008, 0.006)
        return self._small(key, PagePart(around, SEAL_SIDE, SEAL_SIDE))

    def context(self, key: PageKey, box: Box) -> SmallImage | None:
        """The stored box marked, with its surroundings on the page."""
        return self._small(key, BoxInContext(self.upright(key, box)))

    def wished(self) -> dict[PageKey, PageImageRequests]:
        """All requests so far, whether there was a picture or not."""
        return {
            key: PageImageRequests(self._rotation(key), tuple(wishes))
            for key, wishes in self._wished.items()
        }

    def keep(self) -> None:
        """Saves new pictures, ahead of saved ones that were not requested this time."""
        for key, used in self._used.items():
            known = self._known[key]
            if self._shelf is not None and used.keys() - known.keys():
                self._shelf.keep(*key, renderer_version(), {**used, **known})

    def image(self, key: PageKey) -> Image.Image | None:
        """The whole page, upright, not to be modified; None if there is no picture of it."""
        if key not in self._open:
            self._open[key] = decode(self._pictures.page(*key), self._rotation(key))
        self._open.move_to_end(key)
        while len(self._open) > KEPT:
            self._open.popitem(last=False)
        return self._open[key]

    def _small(self, key: PageKey, wish: AnyImageRequest) -> SmallImage | None:
        """The kept picture of the page, or a new one."""
        self._wished.setdefault(key, {})[wish] = None
        if key not in self._known:
            self._known[key] = (
                self._shelf.small(*key, renderer_version()) if self._shelf is not None else {}
            )
            self._used[key] = {}
        name = name_of(wish, self._rotation(key))
        found = self._known[key].get(name)
        if found is None and (image := self.image(key)) is not None:
            found = wish.of(image)
        if found is not None:
            self._used[key][name] = found
        return found

    def _rotation(self, key: PageKey) -> int:
        return self._rotations.get(key, 0)
