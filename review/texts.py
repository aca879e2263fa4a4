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

from sqlalchemy import CTE, ColumnElement, Select, column, delete, select, table, text
from sqlalchemy.orm import Session, aliased

from core.models.material import Material
from review.store.tables import PacketRow
from review.store.together import PaperTextRow
from review.values import storable

PIECE, OVERLAP = 8_000, 60  # words
MAX_WORDS = 8  # of one search
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[0-9a-z]+")


def tokens(searched: str) -> list[str]:
    """The tokens of a text: single Chinese characters, whole numbers and Latin words.

    >>> tokens("北京ＡＢ公司 91110101"), tokens("⼯作")
    (['北', '京', 'ab', '公', '司', '91110101'], ['工', '作'])
    """
    return _TOKEN.findall(unicodedata.normalize("NFKC", searched).casefold())


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
    session: Session, searched: str, conditions: list[ColumnElement[bool]], limit: int
) -> list[str]:
    """The packets whose papers contain all words and that meet the conditions.

    At most `limit`, the latest first; none if the query has no word.
    """
    asked = [_phrase(found) for word in searched.split()[:MAX_WORDS] if (found := tokens(word))]
    if not asked:
        return []
    if not _is_postgres(session):
        return list(session.scalars(_in_sqlite(asked, conditions).limit(limit)))
    # With many hits the planner prefers a full scan, which parses every text again: far slower.
    session.execute(text("SET LOCAL enable_seqscan = off"))
    pieces = session.scalars(_in_postgres(asked, conditions).limit(2 * limit))
    return [*dict.fromkeys(pieces)][:limit]


def _in_sqlite(asked: list[list[str]], conditions: list[ColumnElement[bool]]) -> Select[tuple[str]]:
    match = " AND ".join(f'"{" ".join(words)}"{_open(words, " *")}' for words in asked)
    words_of = table("paper_words", column("rowid"))
    return (
        select(PacketRow.key)
        .join(PaperTextRow, PaperTextRow.packet == PacketRow.key)
        .join(words_of, words_of.c.rowid == PaperTextRow.id)
        .where(text("paper_words MATCH :said").bindparams(said=match), *conditions)
        .order_by(words_of.c.rowid.desc())
    )


def _in_postgres(
    asked: list[list[str]], conditions: list[ColumnElement[bool]]
) -> Select[tuple[str]]:
    """A packet may occur more than once in the result.

    The index finds texts with all pairs of a phrase; only the text shows whether they are
    adjacent. `to_tsquery` with a phrase would parse every text again. So the texts are examined
    last, one by one until there are enough: OFFSET 0 and scalar subqueries keep the planner, which
    expects a single hit, from examining all of them first.
    """
    hits = [_with_all_pairs(number, words) for number, words in enumerate(asked)]
    newest = hits[0].c.id.desc()
    found = select(PacketRow.key, *(one.c.id.label(one.name) for one in hits)).where(*conditions)
    for one in hits:
        found = found.join(one, one.c.packet == PacketRow.key)
    candidate = found.order_by(newest).offset(0).subquery("candidate")
    query = select(candidate.c.key)
    for one, words in zip(hits, asked, strict=True):
        if len(words) > 1:
            piece = aliased(PaperTextRow, name=f"piece_of_{one.name}")
            side = f"% {' '.join(words)}{_open(words, '%') or ' %'}"
            beside = select((" " + piece.text + " ").like(side))
            query = query.where(beside.where(piece.id == candidate.c[one.name]).scalar_subquery())
    return query


def _with_all_pairs(number: int, words: list[str]) -> CTE:
    """The pieces that contain all these words in any place."""
    match = " & ".join(f"'{word}'" for word in words) + _open(words, ":*")
    matched = f"to_tsvector('simple', text) @@ to_tsquery('simple', :said{number})"
    query = select(PaperTextRow.id, PaperTextRow.packet)
    query = query.where(text(matched).bindparams(**{f"said{number}": match}))
    return query.cte(f"hits{number}").prefix_with("MATERIALIZED")


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
