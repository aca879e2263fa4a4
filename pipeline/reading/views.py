"""The page pictures a report shows: kept upright, shown as the file stores them."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import BaseModel

from core.models.material import PageImage
from core.small import PageImageRequests, SmallImage, name_of, renderer_version, turned_back
from pipeline.reading.orders import Failure, MakeSmall
from pipeline.reading.pool import Asked
from pipeline.reading.store import SHOWN, ReadingStore

PageKey = tuple[str, int]
MOST = 64  # small pictures of a page that are kept, the last used first


class SmallOnes(BaseModel):
    """What was made of a page's picture, by what it shows, and by which hand."""

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
        """The page as JPEG; None where there is no picture of it."""
        key, rotation = self.keys.get((file, page), ("", 0))
        if not key:
            return None
        try:
            data = self.store.load_picture(key)
            return turned_back(data, rotation) if data else data
        except (OSError, SyntaxError):  # gone, or torn: a report does without it
            return None

    def small(self, file: str, page: int, by: str) -> dict[str, SmallImage]:
        """The small pictures of a page that are kept, if they were made by the same hand."""
        key, _ = self.keys.get((file, page), ("", 0))
        known = self.store.load(key, SmallOnes, SHOWN) if key else None
        return known.of if known is not None and known.by == by else {}

    def keep(self, file: str, page: int, by: str, small: Mapping[str, SmallImage]) -> None:
        """Keep the small pictures of a page, the first of them where they are many."""
        key, _ = self.keys.get((file, page), ("", 0))
        if key:
            kept = dict(islice(small.items(), MOST))
            self.store.save(key, SmallOnes(by=by, of=kept), SHOWN)

    def all_made(self) -> bool:
        """Whether something was made of each page: then the rest is soon made where it is shown."""
        return all(self.small(*key, renderer_version()) for key in self.keys)

    def make(self, wanted: Mapping[PageKey, PageImageRequests], pool: Asked) -> None:
        """Have the readers make what a report will show and is not kept.

        What they cannot make is made where it is shown.
        """
        asked = [(key, *self._asked(key, wishes, pool)) for key, wishes in wanted.items()]
        for key, names, known, answer in asked:
            made = answer.result() if answer is not None else Failure("", "")
            if not isinstance(made, Failure):
                self.keep(
                    *key, renderer_version(), {**known, **dict(zip(names, made, strict=True))}
                )

    def _asked(
        self, key: PageKey, wishes: PageImageRequests, pool: Asked
    ) -> "tuple[list[str], dict[str, SmallImage], Future[Any] | None]":
        """The names of what is asked for, what is kept already, and the answer to come."""
        known = self.small(*key, renderer_version())
        names = {name_of(wish, wishes.rotation): wish for wish in wishes.of[:MOST]}
        lacking = {name: wish for name, wish in names.items() if name not in known}
        image, turned = self.keys.get(key, ("", 0))
        data = self.store.load_picture(image) if image and lacking else None
        if data is None:
            return [], known, None
        order = MakeSmall(turned, PageImageRequests(wishes.rotation, tuple(lacking.values())))
        return list(lacking), known, pool.submit(order, data)
