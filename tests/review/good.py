"""Whole packets in which nothing is wrong, as the desk gets them: they pass without a person."""

from core.models.document import Document, Field, PageRef
from core.models.geometry import Box
from core.models.material import Material, Sheet
from tests.review.conftest import EDITION
from tests.review.desk import FILE, NAME_BOX
from tests.validators.packets.services import VARIANTS, good

SECOND = PageRef(file=FILE, page=2, rotation=90)


def passing(key: str = "a" * 64, seed: int = 1) -> Material:
    """All of it on the two pages that `tests.review.desk` draws, each value where the bar is."""
    case = good(VARIANTS[0], seed).case()
    documents = tuple(_placed(one) for one in case.documents)
    return Material(
        packet="好材料", key=key, service=case.service, day=case.day, day_given=True,
        application=case.application, documents=documents, files=(),
        sheets=(Sheet(file=FILE, page=1), Sheet(file=FILE, page=2, rotation=90)),
        edition=EDITION, engine="none",
    )  # fmt: skip


def _placed(document: Document) -> Document:
    put = {name: _at(one) for name, one in document.fields.items()}
    rows = tuple({name: _at(one) for name, one in row.items()} for row in document.rows)
    return document.model_copy(update={"fields": put, "rows": rows})


def _at(field: Field) -> Field:
    return field.model_copy(update={"page": SECOND, "box": Box(*NAME_BOX)})
