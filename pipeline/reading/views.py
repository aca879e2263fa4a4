"""The page pictures of a report: stored upright, shown in the orientation of the file."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import BaseModel

from core.models.material import PageImage
from core.small import PageImageRequests, SmallImage, name_of, renderer_version, turned_back
from pipeline.reading.orders import Failure, MakeSmall
from pipeline.reading.pool import JobRunner
from pipeline.reading.store import SHOWN, ReadingStore

PageKey = tuple[str, int]
MAX_SMALL_IMAGES = 64  # small pictures kept per page, most recently used first


class SmallOnes(BaseModel):
    """The small pictures of a page, by what they show, and the version that made them."""

    by: str
    of: dict[str, SmallImage]


@dataclass(frozen=True)
class StoredPictures:
    """Pictures of pages in the stored frame, from the reading store."""

    keys: Mapping[PageKey, tuple[str, int]]
    store: ReadingStore

    @classmethod
    def of(cls, shown: Sequence[PageImage], store: ReadingStore) -> "StoredPictures":
        return cls({(one.file, one.page): (one.image, one.rotation) for one in shown}, store)

    def page(self, file: str, page: int) -> bytes | None:
        """The page as JPEG; None if there is no picture of it."""
        key, rotation = self.keys.get((file, page), ("", 0))
        if not key:
            return None
        try:
            data = self.store.load_picture(key)
            return turned_back(data, rotation) if data else data
        except (OSError, SyntaxError):  # missing, or damaged: a report works without it
            return None

    def small(self, file: str, page: int, by: str) -> dict[str, SmallImage]:
        """The stored small pictures of a page, if the same version made them."""
        key, _ = self.keys.get((file, page), ("", 0))
        known = self.store.load(key, SmallOnes, SHOWN) if key else None
        return known.of if known is not None and known.by == by else {}

    def keep(self, file: str, page: int, by: str, small: Mapping[str, SmallImage]) -> None:
        """Store the small pictures of a page; only the first if there are many."""
        key, _ = self.keys.get((file, page), ("", 0))
        if key:
            kept = dict(islice(small.items(), MAX_SMALL_IMAGES))
            self.store.save(key, SmallOnes(by=by, of=kept), SHOWN)

    def all_made(self) -> bool:
        """Whether each page has small pictures: then missing ones are made quickly when shown."""
        return all(self.small(*key, renderer_version()) for key in self.keys)

    def make(self, wanted: Mapping[PageKey, PageImageRequests], pool: JobRunner) -> None:
        """Let the workers make the pictures that a report will show and that are not stored.

        Pictures they cannot make are made when shown.
        """
        asked = [(key, *self._asked(key, wishes, pool)) for key, wishes in wanted.items()]
        for key, names, known, answer in asked:
            made = answer.result() if answer is not None else Failure("", "")
            if not isinstance(made, Failure):
                self.keep(
                    *key, renderer_version(), {**known, **dict(zip(names, made, strict=True))}
                )

    def _asked(
        self, key: PageKey, wishes: PageImageRequests, pool: JobRunner
    ) -> "tuple[list[str], dict[str, SmallImage], Future[Any] | None]":
        """The requested names, the pictures already stored, and the future answer."""
        known = self.small(*key, renderer_version())
        names = {name_of(wish, wishes.rotation): wish for wish in wishes.of[:MAX_SMALL_IMAGES]}
        lacking = {name: wish for name, wish in names.items() if name not in known}
        image, turned = self.keys.get(key, ("", 0))
        data = self.store.load_picture(image) if image and lacking else None
        if data is None:
            return [], known, None
        order = MakeSmall(turned, PageImageRequests(wishes.rotation, tuple(lacking.values())))
        return list(lacking), known, pool.submit(order, data)
