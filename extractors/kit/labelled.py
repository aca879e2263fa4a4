"""What a label itself says of its value: the unit of an amount, that the place was left empty."""

from collections.abc import Sequence

from core.models.document import Kind
from core.text.cells import candidates
from core.text.labels import Found
from core.text.sheet import Piece, Sheet
from core.text.values import Reader, read_amount
from core.text.values.amounts import amount_reader
from core.text.values.words import is_blank


def reader_at(read: Reader, sheet: Sheet, place: Found) -> Reader:
    """The reader; for an amount, one that knows the unit printed with the label."""
    if read is not read_amount:
        return read
    behind = sheet.folded[place.line][place.piece.chars[-1].at + 1 : place.end]
    return amount_reader(place.piece.folded + behind)


def placeholder(
    sheet: Sheet, place: Found, kind: Kind, stops: Sequence[str], *, below: bool
) -> Piece | None:
    """What stands at a label where it is a line to write on, or 年月日, and nothing else does."""
    seen = [
        piece for piece in candidates(sheet, place, stops, below=below, lines=1) if piece.strip("")
    ]
    return seen[0] if seen and all(is_blank(piece, kind) for piece in seen) else None
