"""What a reader takes and gives."""

from collections.abc import Callable
from typing import NamedTuple

from core.text.sheet import Piece


class Value(NamedTuple):
    """A value in its normal form and the piece of text that says it.

    `doubt` says, fit to be shown, why the form alone makes it unsure; empty where nothing does.
    A second reading of the same place would not take such a doubt away.
    """

    value: str
    piece: Piece
    doubt: str = ""


Reader = Callable[[Piece], Value | None]
