"""The page pictures a report shows: kept upright, shown as the file stores them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from PIL import Image
from pydantic import BaseModel

from core.models.material import Shown
from pipeline.reading.store import SHOWN, ReadingStore

_BACK = {
    90: Image.Transpose.ROTATE_90,  # Pillow turns anticlockwise
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}


Small = tuple[int, int, str]
"""A picture made small: its width, its height, and the JPEG as base64."""
MOST = 64  # small pictures of a page that are kept, the last used first


class SmallOnes(BaseModel):
    """What was made of a page's picture, by what it shows, and by which hand."""

    by: str
    of: dict[str, Small]


@dataclass(frozen=True)
class StoredPictures:
    """Pictures of pages in the stored frame, from the reading store."""

    keys: Mapping[tuple[str, int], tuple[str, int]]
    store: ReadingStore

    @classmethod
    def of(cls, shown: Sequence[Shown], store: ReadingStore) -> "StoredPictures":
        return cls({(one.file, one.page): (one.image, one.rotation) for one in shown}, store)

    def page(self, file: str, page: int) -> bytes | None:
        """The page as JPEG; None where there is no picture of it."""
        key, rotation = self.keys.get((file, page), ("", 0))
        if not key:
            return None
        try:
            data = self.store.load_picture(key)
            return _turned_back(data, rotation) if data and rotation else data
        except (OSError, SyntaxError):  # gone, or torn: a report does without it
            return None

    def small(self, file: str, page: int, by: str) -> dict[str, Small]:
        """The small pictures of a page that are kept, if they were made by the same hand."""
        key, _ = self.keys.get((file, page), ("", 0))
        known = self.store.load(key, SmallOnes, SHOWN) if key else None
        return known.of if known is not None and known.by == by else {}

    def keep(self, file: str, page: int, by: str, small: Mapping[str, Small]) -> None:
        """Keep the small pictures of a page, the first of them where they are many."""
        key, _ = self.keys.get((file, page), ("", 0))
        if key:
            kept = dict(islice(small.items(), MOST))
            self.store.save(key, SmallOnes(by=by, of=kept), SHOWN)


def _turned_back(data: bytes, rotation: int) -> bytes:
    with Image.open(io.BytesIO(data)) as upright:
        out = io.BytesIO()
        upright.transpose(_BACK[rotation]).save(out, "JPEG", quality=85)
    return out.getvalue()
