"""The value type that readers return."""

from collections.abc import Callable
from typing import NamedTuple

from core.text.sheet import Piece


class TextValue(NamedTuple):
    """A value in its normal form and the piece of text with it.

    `doubt` says, for display, why the format alone makes it unsure; empty if nothing does. A second
    reading of the same place would not remove such a doubt.
    """

    value: str
    piece: Piece
    doubt: str = ""


Reader = Callable[[Piece], TextValue | None]
