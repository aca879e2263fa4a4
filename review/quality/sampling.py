"""Choosing packets and values with a secret: reproducible, but not predictable. Pure functions.

A packet gives at most one value of each kind. So there are few questions per packet, and answers of
one kind are independent, which the values of one bad scan would not be.
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import NamedTuple

from core.models.document import Document
from core.models.geometry import to_stored
from core.models.material import Material, Sheet
from review.pictures import on_page
from review.places import Place, places

NUMBER_RANGE = 2**64


class DrawnValue(NamedTuple):
    """A value that was drawn."""

    document: Document
    place: Place
    page: int
    """In the order of the material's sheets."""
    box: str
    """Its box on the upright picture, in the format of the page's script."""


def number_of(secret: str, name: str) -> int:
    """The number below NUMBER_RANGE that belongs to a name and the secret."""
    digest = hmac.new(secret.encode(), name.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def is_chosen(secret: str, key: str, share: float) -> bool:
    """Whether the packet is in the share that is sampled.

    >>> [is_chosen("s", "a" * 32, share) for share in (0.0, 1.0)]
    [False, True]
    """
    return number_of(secret, f"packet {key}") < share * NUMBER_RANGE


def draw_values(secret: str, key: str, material: Material) -> tuple[DrawnValue, ...]:
    """One value of each kind, chosen uniformly and independently of its confidence."""
    found: dict[str, tuple[int, DrawnValue]] = {}
    for one in _read(material):
        lot = number_of(secret, f"value {key} {one.document.id}.{one.place.address}")
        if one.place.kind not in found or lot < found[one.place.kind][0]:
            found[one.place.kind] = (lot, one)
    return tuple(one for _, one in sorted(found.values(), key=lambda pair: pair[0]))


def _read(material: Material) -> Iterator[DrawnValue]:
    """The field values that were read and have a known position."""
    numbers = {(sheet.file, sheet.page): n for n, sheet in enumerate(material.sheets)}
    for document in material.documents:
        for one in places(document):
            if one.field is None or not one.value or one.page is None or one.box is None:
                continue
            number = numbers.get((one.page.file, one.page.page))
            if number is not None:
                yield DrawnValue(document, one, number, _box(one, material.sheets[number]))


def _box(one: Place, sheet: Sheet) -> str:
    assert one.box is not None
    assert one.page is not None
    box = on_page(to_stored(one.box, one.page.rotation), sheet.rotation)
    return ",".join(f"{value:.5f}" for value in box)


def name_of(address: str) -> str:
    """The field's name; for a cell the name of its column.

    >>> name_of("lease_end"), name_of("rows.3.income")
    ('lease_end', 'income')
    """
    return address.rpartition(".")[2]
