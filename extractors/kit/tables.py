"""Fields from table rows: amounts with their doubts, checked against running totals."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.models.document import Field, Reading
from core.reasons import reason
from core.text.sheet import Piece
from core.text.table import Row, Table
from core.text.values import READERS, Reader, TextValue, plain
from core.text.values.words import is_blank
from extractors.kit.fields import FieldSpec, make_field

Fields = dict[str, Field]

CONFIRMED = 0.985  # minimum confidence of each part of a sum that is exact to the fen
DENIED = 0.5  # maximum confidence of a part of a sum that is wrong
DOUBTFUL = 0.8  # maximum confidence of a number whose separators were corrected
WHOLE = 0.6  # maximum confidence of a number without fen in a column that prints fen

_CLEAN = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|-?[0-9]+(?:\.[0-9]{1,2})?")
_MENDED = re.compile(
    r"(-?[0-9]{1,3}(?:[,.:]{1,2}[0-9]{3})*|-?[0-9]+)[.,:;·]{1,2}([0-9]{2})(?![0-9])"
)
_EDGE = "¥元:. ()'\"|_"


class AmountCell(NamedTuple):
    """An amount in yuan, its place, and whether its separators were corrected."""

    amount: Decimal
    piece: Piece
    mended: bool


def money(piece: Piece) -> AmountCell | None:
    """The amount that fills the piece; None if there is other text."""
    flat = piece.dense().strip(_EDGE)
    text = flat.folded
    if match := _CLEAN.fullmatch(text):
        return AmountCell(Decimal(match[0].replace(",", "")), flat, False)
    if match := _MENDED.fullmatch(text):
        whole = re.sub(r"[,.:]", "", match[1])
        return AmountCell(Decimal(f"{whole}.{match[2]}"), flat, True)
    return None


def amount_field(name: str, piece: Piece, *, fen: bool) -> Field:
    """An amount cell as a field; `fen` says that its column prints two decimals."""
    found = money(piece)
    if found is None:
        return unread(name, piece)
    value = make_field(FieldSpec(name, "amount"), TextValue(plain(found.amount), found.piece))
    if found.mended:
        return capped(value, DOUBTFUL)
    if fen and "." not in found.piece.folded and found.amount:
        return capped(value, WHOLE)
    return value


def unread(name: str, piece: Piece, spec: FieldSpec | None = None) -> Field:
    """A cell with text that is not a value of its column."""
    return Field(
        name=name,
        kind=spec.kind if spec else "amount",
        value=None,
        raw=piece.text,
        confidence=0.0,
        page=piece.page,
        box=piece.box,
        trouble=reason("value.cell_unread", text=piece.text.strip()),
    )


def capped(value: Field, ceiling: float) -> Field:
    """The field with its confidence lowered to `ceiling`."""
    return value.model_copy(update={"confidence": min(value.confidence, ceiling)})


def raised(value: Field, floor: float) -> Field:
    """The field with its confidence raised to `floor`."""
    return value.model_copy(update={"confidence": max(value.confidence, floor)})


def prints_fen(rows: Iterable[Row], name: str) -> bool:
    """Whether at least half of a column's cells have two decimals."""
    texts = [piece.folded for row in rows if (piece := row.get(name)) is not None]
    return sum(bool(re.search(r"[.,:][0-9]{2}\D*$", text)) for text in texts) * 2 >= len(texts) > 0


def row_fields(table: Table, specs: Sequence[FieldSpec]) -> list[Fields]:
    """The rows of a table as fields, in printed order; missing cells are left out."""
    fen = {spec.name: prints_fen(table.rows, spec.name) for spec in specs}
    return [_row(row, specs, fen) for row in table.rows]


def _row(row: Row, specs: Sequence[FieldSpec], fen: dict[str, bool]) -> Fields:
    fields: Fields = {}
    for spec in specs:
        piece = row.get(spec.name)
        if not piece:
            continue
        fields[spec.name] = cell_field(spec, piece, fen=fen[spec.name])
    return fields


def cell_field(spec: FieldSpec, piece: Piece, *, fen: bool = False) -> Field:
    """One cell as a field by its spec."""
    if spec.kind == "amount" and spec.read is None:
        return amount_field(spec.name, piece, fen=fen)
    reader: Reader = spec.read or READERS[spec.kind]
    value = reader(piece)
    if value is not None:
        return make_field(spec, value)
    cell = unread(spec.name, piece, spec)
    if not is_blank(piece, spec.kind):
        return cell
    values = {
        "presence": "absent",
        "confidence": round(piece.confidence, 4),
        "trouble": reason("value.cell_empty"),
    }
    return cell.model_copy(
        update=values
    )  # a dash or a stroke that the table prints in an empty cell


def check_running(
    rows: Sequence[Fields], running: Sequence[Field | None], name: str
) -> list[Fields]:
    """Confirms cells by a running total printed beside them (累计): its increase equals the cell.

    An increase across a new year, where the running total restarts, is not used.
    """
    result = [dict(row) for row in rows]
    for i, row in enumerate(result):
        cell, now = row.get(name), running[i]
        before = running[i - 1] if i else None
        if cell is None or cell.value is None or now is None or now.value is None:
            continue
        step = Decimal(now.value) - (Decimal(before.value) if before and before.value else 0)
        starts = Decimal(now.value) == Decimal(cell.value)
        if (i and before is not None and step == Decimal(cell.value)) or starts:
            row[name] = raised(cell, CONFIRMED)
        elif i and before is not None and before.value and step > 0:
            row[name] = capped(cell, DENIED)
    return result


def voted(known: Field, others: Sequence[Field]) -> Field:
    """A field that is repeated in a column: the reading with most support wins.

    Support is the sum of confidences. A winner with more than half of the places has the confidence
    of its best reading; after a split vote, the confidence of its weakest.
    """
    support: dict[str, list[Field]] = {}
    for field in (known, *others):
        if field.value is not None:
            support.setdefault(field.value, []).append(field)
    if len(support) == 1 and not others:
        return known
    winner, backing = max(support.items(), key=lambda item: sum(f.confidence for f in item[1]))
    places = sum(len(fields) for fields in support.values())
    scores = [field.confidence for field in backing]
    sure = max(scores) if len(backing) * 2 > places else min(scores)
    readings = tuple(
        Reading(source="page", value=value, confidence=max(f.confidence for f in fields))
        for value, fields in support.items()
    )
    return known.model_copy(update={"value": winner, "confidence": sure, "readings": readings})
