"""What may be tuned on, and what is kept for testing alone."""

import hashlib
from collections.abc import Sequence
from typing import Literal

Part = Literal["tune", "kept"]
PARTS: tuple[Part, ...] = ("tune", "kept")


def digest(kind: str, item: str) -> int:
    """A number that stays the same for ever, whatever else is added to the list."""
    return int.from_bytes(hashlib.sha256(f"{kind}/{item}".encode()).digest()[:8], "big")


def is_kept(kind: str, item: str) -> bool:
    """Whether the hash keeps the item for testing: one in three."""
    return digest(kind, item) % 3 == 0


def share(kind: str, items: Sequence[str], part: Part) -> list[str]:
    """The items of the part. A list of one is everybody's: no issuer prints it otherwise.

    Where the hash leaves one part nothing, the item with the lowest is kept.
    """
    items = list(dict.fromkeys(items))
    if len(items) < 2:
        return items
    kept = [item for item in items if is_kept(kind, item)]
    if not kept or len(kept) == len(items):
        kept = [min(items, key=lambda item: digest(kind, item))]
    return kept if part == "kept" else [item for item in items if item not in kept]
