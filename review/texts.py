"""The text of all papers, to be searched in: filled as packets arrive, deleted with them.

Chinese has no blanks between words, and names have two characters: so each character with the next
is a word, and what is looked for is a phrase of such pairs. (Single characters stand on every
paper: PostgreSQL would read them all to see which stand side by side.) SQLite's FTS5 and
PostgreSQL's full text do the same. PostgreSQL tells places within a text up to 16,383 words, so
there a packet's text lies in pieces.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, column, delete, select, table, text
from sqlalchemy.orm import Session, aliased

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


def pairs(words: list[str]) -> list[str]:
    """As many words: each Chinese character with the next one, where that is Chinese too.

    >>> pairs(["北", "京", "甲", "no", "1"])
    ['北京', '京甲', '甲', 'no', '1']
    """
    return [
        word + after if _is_chinese(word) and _is_chinese(after) else word
        for word, after in pairwise([*words, ""])
    ]


def _is_chinese(word: str) -> bool:
    return bool(word) and not word.isascii()


def fill(session: Session, key: str, material: Material | None) -> None:
    """Let a packet be found by what stands on its papers; what was there of it goes."""
    forget(session, key)
    if material is None:
        return
    words = pairs(list(_words(material)))
    step = PIECE if _is_postgres(session) else max(1, len(words))
    for first in range(0, len(words), step):
        piece = words[first : first + step + OVERLAP]
        session.add(PaperTextRow(packet=key, text=" ".join(piece)))


def forget(session: Session, key: str) -> None:
    """It is found no more."""
    session.execute(delete(PaperTextRow).where(PaperTextRow.packet == key))


def holding(
    session: Session, said: str, conditions: list[ColumnElement[bool]], most: int
) -> list[str]:
    """The packets on whose papers all words stand, and of which the conditions hold.

    No more than `most`, those that came last first; none where no word is asked for.
    """
    asked = [_phrase(found) for word in said.split()[:MOST_WORDS] if (found := tokens(word))]
    if not asked:
        return []
    if not _is_postgres(session):
        return list(session.scalars(_in_sqlite(asked, conditions).limit(most)))
    # With many hits it thinks reading all texts cheaper than its index, and takes each apart.
    session.execute(text("SET LOCAL enable_seqscan = off"))
    pieces = session.scalars(_in_postgres(asked, conditions).limit(2 * most))
    return [*dict.fromkeys(pieces)][:most]


def _in_sqlite(asked: list[list[str]], conditions: list[ColumnElement[bool]]) -> Select[tuple[str]]:
    said = " AND ".join(f'"{" ".join(words)}"{_open(words, " *")}' for words in asked)
    words_of = table("paper_words", column("rowid"))
    return (
        select(PacketRow.key)
        .join(PaperTextRow, PaperTextRow.packet == PacketRow.key)
        .join(words_of, words_of.c.rowid == PaperTextRow.id)
        .where(text("paper_words MATCH :said").bindparams(said=said), *conditions)
        .order_by(words_of.c.rowid.desc())
    )


def _in_postgres(
    asked: list[list[str]], conditions: list[ColumnElement[bool]]
) -> Select[tuple[str]]:
    """A packet may come more than once.

    The index says where all pairs of a phrase stand, the text whether they stand side by side;
    `to_tsquery` with a phrase would take every text apart again.
    """
    query = select(PacketRow.key).where(*conditions)
    for number, words in enumerate(asked):
        said = " & ".join(f"'{word}'" for word in words) + _open(words, ":*")
        matched = f"to_tsvector('simple', text) @@ to_tsquery('simple', :said{number})"
        hits = (
            select(PaperTextRow.id, PaperTextRow.packet)
            .where(text(matched).bindparams(**{f"said{number}": said}))
            .cte(f"hits{number}")
            .prefix_with("MATERIALIZED")
        )
        there = select(hits).order_by(hits.c.id.desc()).subquery(f"stands{number}")
        query = query.join(there, there.c.packet == PacketRow.key)
        if len(words) > 1:
            piece = aliased(PaperTextRow, name=f"piece{number}")
            side = f"% {' '.join(words)}{_open(words, '%') or ' %'}"
            query = query.join(piece, piece.id == there.c.id)
            query = query.where((" " + piece.text + " ").like(side))
    return query


def _phrase(words: list[str]) -> list[str]:
    """The pairs. The last character is in the pair before it; what follows it does not matter."""
    *found, last = pairs(words)
    return found if found and _is_chinese(words[-2]) and _is_chinese(last) else [*found, last]


def _open(words: list[str], mark: str) -> str:
    """A number, a Latin word and a character that is no pair may go on."""
    return mark if words[-1].isascii() or len(words[-1]) == 1 else ""


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _words(material: Material) -> Iterator[str]:
    for document in material.documents:
        for line in document.lines:
            yield from tokens(storable(line.text))
