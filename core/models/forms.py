"""A form of the guide in an edition: paragraphs and tables with places to fill in.

`{name}` in a text is a place, `{name:12}` a place with twelve characters if its value is unknown,
`{?word}` a box to tick before that word.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import ConfigDict, model_validator

from core.models.base import Frozen

PLACE = re.compile(r"\{(\?[^{}]+|[a-z_]+)(?::(\d+))?\}")
BLANK = 8
"""Default characters of a place without a given length."""
NAMES = frozenset(
    ("office", "district", "company", "credit_code", "unit_type", "legal_rep", "paid_in",
     "tax_place", "agent_name", "agent_id", "agent_sex", "agent_phone", "applicant_name",
     "applicant_id", "permit_no", "address", "owner_name", "owner_id", "note", "to_fill")
)  # fmt: skip
"""What may be filled in. `to_fill` is for values that are not on record: it stays empty."""


class LinePiece(NamedTuple):
    """A part of a line: printed words, a place, or a box."""

    kind: Literal["words", "place", "box"]
    text: str
    """The words; the place's name; or the word after the box."""
    width: int = BLANK


class ClosedModel(Frozen):
    """Immutable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Para(ClosedModel):
    """A paragraph; `above` is the number of blank lines before it."""

    text: str
    align: Literal["left", "centre", "right"] = "left"
    indent: bool = False
    """Its first line is indented by two characters."""
    above: float = 0

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, given: object) -> object:
        return {"text": given} if isinstance(given, str) else given

    @property
    def pieces(self) -> Iterator[LinePiece]:
        """Its parts in their order."""
        at = 0
        for found in PLACE.finditer(self.text):
            if found.start() > at:
                yield LinePiece("words", self.text[at : found.start()])
            name, width = found[1], int(found[2] or BLANK)
            box = name.startswith("?")
            yield LinePiece("box" if box else "place", name.removeprefix("?"), width)
            at = found.end()
        if at < len(self.text):
            yield LinePiece("words", self.text[at:])


class FormCell(ClosedModel):
    """A cell of a table, spanning a number of columns."""

    lines: tuple[Para, ...]
    span: int = 1

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, given: object) -> object:
        return {"lines": [given]} if isinstance(given, str) else given


class Block(ClosedModel):
    """A paragraph, or a table with column widths in millimetres."""

    para: Para | None = None
    columns: tuple[int, ...] = ()
    rows: tuple[tuple[FormCell, ...], ...] = ()
    ruled: bool = True
    """With lines between the cells; without them it is only for layout."""

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, given: object) -> object:
        if isinstance(given, str):
            return {"para": given}
        if isinstance(given, dict) and "text" in given:
            return {"para": given}
        return given

    @model_validator(mode="after")
    def _is_one(self) -> "Block":
        if (self.para is None) == (not self.rows):
            raise ValueError("应为一段文字或一个表格 / a paragraph or a table")
        if any(sum(cell.span for cell in row) != len(self.columns) for row in self.rows):
            raise ValueError("每行的格数须与 columns 相同 / a row has as many cells as columns")
        return self

    @property
    def paras(self) -> Iterator[Para]:
        """All its paragraphs."""
        if self.para is not None:
            yield self.para
        yield from (para for row in self.rows for cell in row for para in cell.lines)


class Form(ClosedModel):
    """One annex: its type of paper, number, title and blocks."""

    type: str
    annex: int
    title: str
    blocks: tuple[Block, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of its places."""
        pieces = (piece for block in self.blocks for para in block.paras for piece in para.pieces)
        return frozenset(piece.text for piece in pieces if piece.kind == "place")
