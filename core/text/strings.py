"""Values from bare strings: a second reading of a box has no page."""

from core.models.document import Kind
from core.models.geometry import Box
from core.models.page import Line, Page
from core.text.sheet import TextSheet
from core.text.values import READERS

_WHOLE = Box(0.0, 0.0, 1.0, 1.0)


def value_of(kind: Kind, text: str) -> str | None:
    """The normal form of the first value of that kind in the text; None for none.

    >>> value_of("date", "签订日期：2025年3月1日")
    '2025-03-01'
    """
    if not text.strip():
        return None
    steps = tuple(i / len(text) for i in range(len(text) + 1))
    line = Line(
        text=text,
        box=_WHOLE,
        quad=(0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0),
        confidence=1.0,
        cuts=steps,
        certainty=(1.0,) * len(text),
    )
    page = Page(file="", number=1, width=1, height=1)
    found = READERS[kind](TextSheet(page, (line,)).piece(0))
    return found.value if found else None
