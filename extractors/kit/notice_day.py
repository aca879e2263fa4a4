"""The date of issue of a tax notice, and whether the bureau's seal is near it."""

from core.models.document import Field
from core.models.geometry import Box
from core.text.sheet import Flow
from core.text.strings import value_of
from core.text.values import TextValue, read_date
from core.text.values.dates import DAY
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.strokes import bare
from extractors.kit.tables import capped

ABOUT = 0.12  # of the page: how far from the date of issue a bureau's seal may be
HIDDEN = 0.5  # confidence of a date with a hidden digit


def issued(sheets: Sheets) -> Field | None:
    """The last date that is alone on a line or after its label."""
    spec = FieldSpec("issue_date", "date")
    flow = Flow(sheets, between="\n", beside="\t")
    found = [
        value
        for piece in flow.find_all(rf"(?:^|\n|\t|章|\)|(?:日期|时间):?\t?)({DAY})(?=\n|\t|$)")
        if (value := read_date(piece)) is not None
    ]
    return make_field(spec, found[-1]) if found else _half_hidden(flow, spec)


def _half_hidden(flow: Flow, spec: FieldSpec) -> Field | None:
    """A date whose first digit the bureau's seal hides: 024年11月12日; never relied on."""
    piece = flow.find(r"(?:^|\n|\t|章)(0[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)(?=\n|\t|$)")
    whole = value_of("date", f"2{piece.folded}") if piece is not None else None
    if piece is None or whole is None:
        return None
    return capped(make_field(spec, TextValue(whole, piece)), HIDDEN)


def no_more_seals(sheets: Sheets, day: Field | None) -> bool:
    """Whether no seal was missed near the date of issue, where the bureau puts its seal."""
    if day is None or day.box is None:
        return False
    place = day.box
    about = Box(
        max(0.0, place.x0 - ABOUT), max(0.0, place.y0 - ABOUT),
        min(1.0, place.x1 + ABOUT), min(1.0, place.y1 + ABOUT),
    )  # fmt: skip
    page = next(sheet.page for sheet in sheets if sheet.ref == day.page)
    return bare(page, about, place.height)
