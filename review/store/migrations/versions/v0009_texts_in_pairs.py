"""The text of papers stands in pairs of characters: single ones stand on every paper."""

from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TEXT = sa.table("paper_text", sa.column("id"), sa.column("packet"), sa.column("text"))
BLOCK = 500


def upgrade() -> None:
    """Write every text anew. A row is deleted and made again: the index of words follows that."""
    connection, last = op.get_bind(), 0
    top = connection.scalar(sa.select(sa.func.max(TEXT.c.id))) or 0
    while last < top:
        query = sa.select(TEXT).where(TEXT.c.id > last, TEXT.c.id <= top).order_by(TEXT.c.id)
        rows = connection.execute(query.limit(BLOCK)).all()
        last = rows[-1].id
        connection.execute(sa.delete(TEXT).where(TEXT.c.id.in_([row.id for row in rows])))
        connection.execute(
            sa.insert(TEXT),
            [{"id": row.id, "packet": row.packet, "text": _in_pairs(row.text)} for row in rows],
        )


def _in_pairs(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        word + after if word and after and not word.isascii() and not after.isascii() else word
        for word, after in pairwise([*words, ""])
    )
