"""Which packets and values are drawn: by a secret, so again the same and not to be foretold. Pure.

A packet gives at most one value of a kind. So a few questions are asked of a packet, and answers
of one kind are independent of each other, as the values of one bad scan are not.
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

ROOM = 2**64


class Drawn(NamedTuple):
    """A value to be asked for."""

    document: Document
    place: Place
    page: int
    """In the order of the material's sheets."""
    box: str
    """On the page's upright picture, as its script reads it."""


def number_of(secret: str, name: str) -> int:
    """A number below ROOM that a name has by the secret."""
    digest = hmac.new(secret.encode(), name.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def is_chosen(secret: str, key: str, share: float) -> bool:
    """Whether the packet is of the share that is drawn.

    >>> [is_chosen("s", "a" * 32, share) for share in (0.0, 1.0)]
    [False, True]
    """
    return number_of(secret, f"packet {key}") < share * ROOM


def drawn(secret: str, key: str, material: Material) -> tuple[Drawn, ...]:
    """One value of each kind, any of the packet's as likely as any other, however sure."""
    found: dict[str, tuple[int, Drawn]] = {}
    for one in _read(material):
        lot = number_of(secret, f"value {key} {one.document.id}.{one.place.address}")
        if one.place.kind not in found or lot < found[one.place.kind][0]:
            found[one.place.kind] = (lot, one)
    return tuple(one for _, one in sorted(found.values(), key=lambda pair: pair[0]))


def _read(material: Material) -> Iterator[Drawn]:
    """The values that stand in a field, were read, and whose place is known."""
    numbers = {(sheet.file, sheet.page): n for n, sheet in enumerate(material.sheets)}
    for document in material.documents:
        for one in places(document):
            if one.field is None or not one.value or one.page is None or one.box is None:
                continue
            number = numbers.get((one.page.file, one.page.page))
            if number is not None:
                yield Drawn(document, one, number, _box(one, material.sheets[number]))


def _box(one: Place, sheet: Sheet) -> str:
    assert one.box is not None
    assert one.page is not None
    box = on_page(to_stored(one.box, one.page.rotation), sheet.rotation)
    return ",".join(f"{value:.5f}" for value in box)


def name_of(address: str) -> str:
    """The field's name alone, of a cell that of its column.

    >>> name_of("lease_end"), name_of("rows.3.income")
    ('lease_end', 'income')
    """
    return address.rpartition(".")[2]
