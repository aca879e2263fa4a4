"""Full-text search in all papers: filled when packets arrive, deleted with them.

Chinese has no spaces between words, and many names have two characters: so each pair of adjacent
characters (bigram) is a word, and a search is a phrase of bigrams. (Single characters occur on
every paper: PostgreSQL would have to read all of them to find adjacent ones.) SQLite uses FTS5,
PostgreSQL its full-text search. PostgreSQL stores word positions up to 16,383, so a packet's text
is split into pieces there.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, TextClause, column, delete, select, table, text
from sqlalchemy.orm import Session

from core.models.material import Material
from review.store.tables import PacketRow
from review.store.together import PaperTextRow
from review.values import storable

PIECE, OVERLAP = 8_000, 60  # words
MAX_WORDS = 8  # of one search
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[0-9a-z]+")


def tokens(said: str) -> list[str]:
    """The tokens of a text: single Chinese characters, whole numbers and Latin words.

    >>> tokens("北京ＡＢ公司 91110101"), tokens("⼯作")
    (['北', '京', 'ab', '公', '司', '91110101'], ['工', '作'])
    """
    return _TOKEN.findall(unicodedata.normalize("NFKC", said).casefold())


def pairs(words: list[str]) -> list[str]:
    """The bigrams of tokens: each Chinese character joined with the next one, if that is Chinese.

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
    """Index the text of a packet's papers, replacing the old text."""
    forget(session, key)
    if material is None:
        return
    words = pairs(list(_words(material)))
    step = PIECE if _is_postgres(session) else max(1, len(words))
    for first in range(0, len(words), step):
        piece = words[first : first + step + OVERLAP]
        session.add(PaperTextRow(packet=key, text=" ".join(piece)))


def forget(session: Session, key: str) -> None:
    """Remove the packet from the index."""
    session.execute(delete(PaperTextRow).where(PaperTextRow.packet == key))


def holding(
    session: Session, said: str, conditions: list[ColumnElement[bool]]
) -> Select[tuple[str]] | None:
    """The packets that meet the conditions and whose papers contain all words.

    On SQLite the latest packets come first. None if there is no search word.
    """
    asked = [_phrase(found) for word in said.split()[:MAX_WORDS] if (found := tokens(word))]
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
    """A condition for PostgreSQL: a piece of the packet's text contains the phrase.

    The index finds pieces with all words, the text itself shows whether they are adjacent: this
    takes a tenth of the time of a `to_tsquery` phrase, which parses every text again.
    """
    said = {f"said{number}": " & ".join(f"'{word}'" for word in words) + _open(words, ":*")}
    own = "paper_text" if number == 0 else f"o{number}"
    clause = f"to_tsvector('simple', {own}.text) @@ to_tsquery('simple', :said{number})"
    if len(words) > 1:
        clause += f" AND ' ' || {own}.text || ' ' LIKE :side{number}"
        said[f"side{number}"] = f"% {' '.join(words)}{_open(words, '%') or ' %'}"
    if number:
        clause = (
            f"EXISTS (SELECT 1 FROM paper_text {own} WHERE {own}.packet = paper_text.packet"
            f" AND {clause})"
        )
    return text(clause).bindparams(**said)


def _phrase(words: list[str]) -> list[str]:
    """The bigrams. The last character needs no own token: it is part of the bigram before it."""
    *found, last = pairs(words)
    return found if found and _is_chinese(words[-2]) and _is_chinese(last) else [*found, last]


def _open(words: list[str], mark: str) -> str:
    """Prefix search for numbers, Latin words and single characters."""
    return mark if words[-1].isascii() or len(words[-1]) == 1 else ""


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _words(material: Material) -> Iterator[str]:
    for document in material.documents:
        for line in document.lines:
            yield from tokens(storable(line.text))
