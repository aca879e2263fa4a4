"""The text of all papers, to be searched in: filled as packets arrive, deleted with them.

Chinese has no blanks between words, and names have two characters: so each character is a word of
its own, and what is looked for is a phrase. SQLite's FTS5 and PostgreSQL's full text do the same.
"""

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import Select, TextClause, delete, intersect, select, text
from sqlalchemy.orm import Session

from core.models.material import Material
from review.store.tables import PacketRow
from review.store.together import PaperTextRow
from review.values import storable

LONGEST = 20_000  # characters of a page
MOST_WORDS = 8  # looked for at once
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[0-9a-z]+")
_SQLITE = """SELECT p.packet AS key FROM paper_words w JOIN paper_text p ON p.id = w.rowid
 WHERE paper_words MATCH :said{n} ORDER BY w.rowid DESC LIMIT :most"""
_POSTGRES = """SELECT packet AS key FROM paper_text
 WHERE to_tsvector('simple', text) @@ to_tsquery('simple', :said{n}) LIMIT :most"""
PAGES = 20_000  # that a word may be found on before it is too common to tell packets apart


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
    for page, said in _pages(material):
        words = " ".join(tokens(storable(said[:LONGEST])))
        if words:
            session.add(PaperTextRow(packet=key, page=page, text=words))


def forget(session: Session, key: str) -> None:
    """It is found no more."""
    session.execute(delete(PaperTextRow).where(PaperTextRow.packet == key))


def holding(session: Session, said: str) -> Select[tuple[str]] | None:
    """The keys of packets whose papers hold all words; None where no word is asked for."""
    asked = [found for word in said.split()[:MOST_WORDS] if (found := tokens(word))]
    if not asked:
        return None
    sqlite = session.get_bind().dialect.name == "sqlite"
    make = _sqlite if sqlite else _postgres
    parts = [make(number, words) for number, words in enumerate(asked)]
    columns = [part.columns(PacketRow.key).subquery(f"part{n}") for n, part in enumerate(parts)]
    picks = [select(one.c.key) for one in columns]
    return select(intersect(*picks).subquery("held").c.key) if len(picks) > 1 else picks[0]


def _sqlite(number: int, words: list[str]) -> TextClause:
    ending = " *" if words[-1].isascii() else ""
    said = f'"{" ".join(words)}"{ending}'
    return text(_SQLITE.format(n=number)).bindparams(**{f"said{number}": said, "most": PAGES})


def _postgres(number: int, words: list[str]) -> TextClause:
    ending = ":*" if words[-1].isascii() else ""
    said = " <-> ".join(f"'{word}'" for word in words) + ending
    return text(_POSTGRES.format(n=number)).bindparams(**{f"said{number}": said, "most": PAGES})


def _pages(material: Material) -> Iterator[tuple[int, str]]:
    """What stands on each page of each document, and which of the material's sheets it is."""
    sheets = {(one.file, one.page): number for number, one in enumerate(material.sheets)}
    for document in material.documents:
        for number, ref in enumerate(document.pages):
            said = "".join(line.text + "\n" for line in document.lines if line.page == number)
            if said:
                yield sheets.get((ref.file, ref.page), -1), said
