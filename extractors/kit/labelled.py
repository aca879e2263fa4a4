"""What a label says about its value: the unit of an amount, or that the place was left empty."""

import re
from collections.abc import Sequence

from core.models.document import Kind
from core.text.cells import candidates, cut_at
from core.text.labels import LabelMatch
from core.text.sheet import Piece, TextSheet
from core.text.values import Reader, TextValue, read_amount
from core.text.values.amounts import amount_reader, read_capital
from core.text.values.words import is_blank

_ITEM = re.compile(r"\s*([0-9]{1,2})[.、)]\s*(?![0-9])")
_DRAWN = re.compile(r"^(?:\s*(?:…+|[.·]{3,}|_{2,}|-{3,}))+\s*")  # from a label to its value


def reader_at(read: Reader, sheet: TextSheet, place: LabelMatch) -> Reader:
    """The reader, skipping the leader dots after a label; for amounts, with the label's unit."""
    if read not in (read_amount, read_capital):

        def past_dots(piece: Piece) -> TextValue | None:
            bare = without_item(without_dots(piece))
            return read(bare) if bare else None

        return past_dots
    behind = sheet.folded[place.line][place.piece.chars[-1].at + 1 : place.end]
    of_sums = read_capital if read is read_capital else read_amount
    return amount_reader(place.piece.folded + behind, of_sums)


def placeholder(
    sheet: TextSheet, place: LabelMatch, kind: Kind, stops: Sequence[str], *, below: bool
) -> Piece | None:
    """The text at a label if it is only a line to write on, or 年月日."""
    behind = cut_at(sheet.piece(place.line, place.end), stops, place.label)
    pieces = (behind, *candidates(sheet, place, stops, below=below, lines=1))
    seen = [piece for piece in pieces if piece.strip("")]
    return seen[0] if seen and all(is_blank(piece, kind) for piece in seen) else None


def without_dots(piece: Piece) -> Piece:
    """The piece without the leader dots between label and value: ……同意."""
    drawn = _DRAWN.match(piece.folded)
    return piece[drawn.end() :] if drawn else piece


def without_item(piece: Piece) -> Piece:
    """The piece without the number of a list item that begins the line below: 1.本证复印无效."""
    for n, char in enumerate(piece.chars):
        if n and char.line != piece.chars[n - 1].line and char.at == 0:
            item = _ITEM.match(char.sheet.folded[char.line])
            if item is not None and len(piece.chars) - n <= len(item[0].strip()):
                return piece[:n]
    return piece
