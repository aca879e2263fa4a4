"""Which hidden texts and mixed fonts of a page affect a value of its paper.

Many programs print white words beside a form's lines; hidden text matters only if it is inside a
value, or is another value of a kind that the paper carries.
"""

from collections.abc import Iterator

from core.models.document import Document, Field, Kind, PlacedOddity
from core.text.fold import squeeze
from core.text.strings import value_of

DISTINCTIVE: tuple[Kind, ...] = ("id_number", "credit_code", "phone", "date", "amount")
SHARED = 0.3  # of the smaller box: it overlaps the value


def telling(paper: Document) -> Iterator[PlacedOddity]:
    """The oddities that affect a value of the paper, in page order."""
    fields = [*paper.fields.values(), *(cell for row in paper.rows for cell in row.values())]
    for one in paper.oddities:
        if _stands_in(one, fields) or (one.oddity.kind == "hidden" and _rivals(one, fields, paper)):
            yield one


def _stands_in(one: PlacedOddity, fields: list[Field]) -> bool:
    """Whether it overlaps a value, or is hidden right beside one."""
    box = one.oddity.box
    for field in fields:
        if field.page != one.page or field.box is None or field.value is None:
            continue
        beside = field.box.height if one.oddity.kind == "hidden" else 0.0
        if field.box.grow(beside, 0.0).overlap(box) > SHARED:
            return True
    return False


def _rivals(one: PlacedOddity, fields: list[Field], paper: Document) -> bool:
    """Whether it is of a kind of value that the paper carries, but differs from all of these."""
    text = squeeze(one.oddity.text)
    if any(text in squeeze(line.text) for line in paper.lines):
        return False
    for kind in DISTINCTIVE:
        known = {field.value for field in fields if field.kind == kind and field.value}
        if known and (kind != "amount" or any(mark in text for mark in ".,元¥")):
            found = value_of(kind, one.oddity.text)
            if found is not None and found not in known:
                return True
    return False
