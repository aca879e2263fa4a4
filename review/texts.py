"""The text of all papers, to be searched in: filled as packets arrive, deleted with them.

Chinese has no blanks between words, and names have two characters: so each character is a word of
its own, and what is looked for is a phrase. SQLite's FTS5 and PostgreSQL's full text do the same.
PostgreSQL tells places within a text up to 16,383 words, so there a packet's text lies in pieces.
"""

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, TextClause, column, delete, select, table, text
from sqlalchemy.orm import Session

from core.models.material import Material
from review.store.tables import PacketRow
from review.store.together import PaperTextRow
from review.values import storable

PIECE, OVERLAP = 8_000, 60  # words
MOST_WORDS = 8  # looked for at once
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[0-9a-z]+")


def tokens(said: str) -> list[str]:
    """A text as words: each Chinese character one, numbers and Latin words as they stand.

    >>> tokens("北京ＡＢ公司 91110101"), tokens("⼯作")
    (['北', '京', 'ab', '公', '司', '91110101'], ['工', '作'])
    """
    return _TOKEN.findall(unicodedata.normalize("NFKC", said).casefold())


def fill(session: Session, key: str, material: Material | None) -> None:
    """Let a packet be found by what stands on its papers; what was there of it goes."""
    forget(session, key)
    if material is None:
        return
    words = list(_words(material))
    step = PIECE if _is_postgres(session) else max(1, len(words))
    for first in range(0, len(words), step):
        piece = words[first : first + step + OVERLAP]
        session.add(PaperTextRow(packet=key, text=" ".join(piece)))


def forget(session: Session, key: str) -> None:
    """It is found no more."""
    session.execute(delete(PaperTextRow).where(PaperTextRow.packet == key))


def holding(
    session: Session, said: str, conditions: list[ColumnElement[bool]]
) -> Select[tuple[str]] | None:
    """The packets on whose papers all words stand, and of which the conditions hold.

    On SQLite those that came last are first. None where no word is asked for.
    """
    asked = [found for word in said.split()[:MOST_WORDS] if (found := tokens(word))]
    if not asked:
        return None
    query = select(PacketRow.key).join(PaperTextRow, PaperTextRow.packet == PacketRow.key)
    if _is_postgres(session):
        return query.where(*conditions, *map(_stands, range(len(asked)), asked)).distinct()
    said = " AND ".join(f'"{" ".join(words)}"{_open(words, " *")}' for words in asked)
    words_of = table("paper_words", column("rowid"))
    matched = text("paper_words MATCH :said").bindparams(said=said)
    beside = words_of.c.rowid == PaperTextRow.id
    return (
        query.join(words_of, beside).where(matched, *conditions).order_by(words_of.c.rowid.desc())
    )


def _stands(number: int, words: list[str]) -> TextClause:
    """A phrase stands in some piece of the packet's text, on PostgreSQL."""
    said = " <-> ".join(f"'{word}'" for word in words) + _open(words, ":*")
    here = f"@@ to_tsquery('simple', :said{number})"
    if number == 0:
        clause = f"to_tsvector('simple', paper_text.text) {here}"
    else:
        clause = (
            f"EXISTS (SELECT 1 FROM paper_text o{number} WHERE o{number}.packet ="
            f" paper_text.packet AND to_tsvector('simple', o{number}.text) {here})"
        )
    return text(clause).bindparams(**{f"said{number}": said})


def _open(words: list[str], mark: str) -> str:
    """A number or a Latin word may go on; a Chinese character is whole."""
    return mark if words[-1].isascii() else ""


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _words(material: Material) -> Iterator[str]:
    for document in material.documents:
        for line in document.lines:
            yield from tokens(storable(line.text))
