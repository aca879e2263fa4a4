"""Amounts that a cell broke over two lines: 人民币200 above 万元, 肆拾元叁角 above 捌分(¥40.38).

The number alone is a different amount, read with the same confidence. The text directly below it is
joined to the amount if the amount ends its line and the text can only be the rest of an amount.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.models.document import Field
from core.numbers.amounts import IN_WORDS
from core.text.sheet import Piece, TextSheet
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field

NEAR = 1.9  # line heights: how far below the first line of a cell the second may be
_REST = re.compile(
    r"(?:[十百千]?[万亿])(?:[元圆](?:人民币)?整?)?(?:人民币)?|[元圆]整?"
    rf"|[{IN_WORDS}亿元圆角分整正]+(?:[(][^()]*[)])?"
)
_BEGUN = re.compile(rf"[{IN_WORDS}亿]$")
"""How a line ends whose amount continues below: no other text uses these numerals."""
_AMOUNT = re.compile(rf"[{IN_WORDS}亿元圆角分整正]+")
DOUBT = 0.5


def with_rests(kind: TypeEntry, sheets: Sequence[TextSheet], seen: Extraction) -> Extraction:
    """The extraction, with amounts that continue on the line below read as a whole."""
    more = {
        spec.name: whole
        for spec in kind.schema
        if spec.kind == "amount"
        and (field := seen.fields.get(spec.name)) is not None
        and (whole := _whole(spec, field, sheets)) is not None
    }
    return replace(seen, fields={**seen.fields, **more}) if more else seen


def _whole(spec: FieldSpec, field: Field, sheets: Sequence[TextSheet]) -> Field | None:
    """The amount with its rest; None if there is no rest.

    If the text above is the start of an amount but does not fit this one, the amount is in doubt.
    """
    if field.box is None or not field.raw:
        return None
    begun = False
    for sheet in sheets:
        if sheet.ref != field.page:
            continue
        for first, rest in _broken(sheet, field):
            begun = begun or _BEGUN.search(first.folded) is not None
            value = spec.reader(first + rest)
            if value is not None and value.value != field.value:
                made = make_field(spec, value)
                return made.model_copy(update={"placed": field.placed})
    if not begun or field.value is None:
        return None
    return field.model_copy(update={"placed": min(field.placed, DOUBT)})


def _broken(sheet: TextSheet, field: Field) -> Iterator[tuple[Piece, Piece]]:
    """The line with the amount, and the text directly above or below it that belongs to it."""
    assert field.box is not None
    raw = field.raw.replace(" ", "").replace("\n", "")
    for i, line in enumerate(sheet.lines):
        if line.box.overlap(field.box) <= 0:
            continue
        own, middle, high = sheet.piece(i).dense(), line.box.cy, line.box.height
        heads = _AMOUNT.match(own.folded) is not None
        tails = own.text.replace(" ", "").endswith(raw[-3:])
        for j, other in enumerate(sheet.lines):
            step = sheet.middles[j] - middle
            if not 0.4 * high < abs(step) < NEAR * high or not line.box.over(other.box):
                continue
            rest = sheet.piece(j).dense()
            if step > 0 and tails and _REST.fullmatch(rest.folded):
                yield own, rest
            known = rest.text in raw  # all its lines were read already
            if step < 0 and heads and not known and _BEGUN.search(rest.folded):
                yield rest, own
