"""The two parts of every list: one for tuning, one kept for testing only."""

import hashlib
from collections.abc import Sequence
from typing import Literal

Part = Literal["tune", "kept"]
PARTS: tuple[Part, ...] = ("tune", "kept")


def digest(kind: str, item: str) -> int:
    """A stable number for an item, independent of the rest of the list."""
    return int.from_bytes(hashlib.sha256(f"{kind}/{item}".encode()).digest()[:8], "big")


def is_kept(kind: str, item: str) -> bool:
    """Whether the item belongs to the testing part (one in three does)."""
    return digest(kind, item) % 3 == 0


USUAL: dict[str, frozenset[str]] = {
    "colons": frozenset({"：", ":"}),
    "blanks": frozenset({"plain", "line", "hand_line"}),
    "pairs": frozenset({"inline", "column"}),
    "grids": frozenset({"grid4", "grid2"}),
    "parties": frozenset({"one"}),
    "tongues": frozenset({"none"}),
    "spreads": frozenset({"none"}),
    "orders": frozenset({"as_is", "shuffled"}),
    "rules": frozenset({"all", "none"}),
    "dates": frozenset({"plain", "dashed"}),
    "months": frozenset({"plain", "dashed"}),
    "amounts": frozenset({"commas", "yuan", "ten_thousands"}),
    "numbers": frozenset({"第{}条 "}),
    "sides": frozenset({"right"}),
}
"""Common features that belong to both parts, so that neither part is unusual as a whole."""


def share(kind: str, items: Sequence[str], part: Part) -> list[str]:
    """The items of one part, including those that belong to both.

    A list of one item belongs to both parts too: every issuer prints it like that. If the
    hash leaves one part empty, the item with the lowest hash is kept for testing.
    """
    every = list(dict.fromkeys(items))
    usual = USUAL.get(kind, frozenset())
    parted = [item for item in every if item not in usual]
    if len(parted) < 2:
        return every
    kept = [item for item in parted if is_kept(kind, item)]
    if not kept or len(kept) == len(parted):
        kept = [min(parted, key=lambda item: digest(kind, item))]
    return [i for i in every if i in usual or (i in kept) == (part == "kept")]
