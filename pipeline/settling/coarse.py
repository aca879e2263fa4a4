"""Numbers in print so coarse that no reading of it can be relied on."""

from collections.abc import Mapping, Sequence

from core.models.document import Document, Field
from core.models.page import Page, PageKey
from pipeline.settling.verify import NUMERIC, passes_check

MOST = 0.9  # what such a number keeps at most: less than is asked of any
WHY = "字迹过小（图片分辨率低），数字不易分辨"


def held_coarse(documents: Sequence[Document], pages: Sequence[Page]) -> tuple[Document, ...]:
    """The documents, with numbers in coarse print unsure: those that nothing else bears out.

    A check digit does, and a file's own text.
    """
    by_key = {page.key: page for page in pages}

    def held(fields: Mapping[str, Field]) -> dict[str, Field]:
        return {name: _held(field, by_key) for name, field in fields.items()}

    return tuple(
        document.model_copy(
            update={"fields": held(document.fields), "rows": tuple(map(held, document.rows))}
        )
        for document in documents
    )


def _held(field: Field, pages: dict[PageKey, Page]) -> Field:
    if field.kind not in NUMERIC or field.value is None or field.page is None or field.box is None:
        return field
    page = pages.get(field.page.key)
    if page is None or field.box.height * page.height >= page.coarse or field.confidence <= MOST:
        return field
    borne_out = any(r.source in ("layer", "code") for r in field.readings)
    if borne_out or passes_check(field.kind, field.value):
        return field
    trouble = f"{field.trouble}；{WHY}" if field.trouble else WHY
    return field.model_copy(update={"confidence": MOST, "trouble": trouble})
