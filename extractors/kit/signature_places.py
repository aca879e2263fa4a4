"""Where people sign: the labels of signatures, and party names alone at the foot."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from core.models.geometry import Box
from core.text.fold import squeeze
from core.text.rows import NOTE_WORDS
from core.text.sheet import Char, Piece, TextSheet
from extractors.kit.fields import Sheets
from extractors.kit.undersigned import STOP

SENTENCE = 20  # characters from which on a line is prose

# 签字, 签名, 签章 or 盖章 with or without brackets; 字 is often misread under ink or seals.
_MARK = (
    r"[(\[<]?[.,·'*]?(?:盖章|公章|手写)?[或/、,及和]?(?:签(?![收订署约到发立])[字章名学宇子写]?|盖章)"
    r"(?:[或/、,及和]?(?:盖公?章|签[字名章]|手印))?(?:[)\]>]|\([^()]{0,8}\))?"
)
_MARKED = re.compile(r"[(\[<]?(?:(?:盖章|公章)?[或/、,及和]?签[字名章]|盖章).*$")
_SMALL_PRINT = re.compile(
    rf"[*※]|[(【]?(?:填[表写]说明|{NOTE_WORDS})[:.、0-9】]"
    r"|本(?:表|书|函|证明|声明|申请)[^,。]{0,20}(?:一式|生成|打印|印制|监制)"
)
_PROSE = 6  # characters: longer text after a label is a sentence


class SignatureLabel(NamedTuple):
    """A signature's label: `after` is the index in `row` of the first character after it."""

    sheet: TextSheet
    label: Piece
    row: Piece
    after: int
    box: Box
    """The levelled box of the label."""


def places(sheet: TextSheet, labels: Sequence[str]) -> Iterator[SignatureLabel]:
    """Places of the labels; a mere party name (房主：) counts only below all sentences."""
    edge = last_sentence(sheet, 0.0)
    bare = {parts(label)[0] for label in labels if not parts(label)[1]}
    for spot in spots(sheet, labels):
        if spot.box.cy > edge or spot.label.folded.rstrip(":;.") not in bare:
            yield spot


def last_sentence(sheet: TextSheet, none: float) -> float:
    """The height of the last line of prose; `none` if there is no prose.

    Small print below the form does not count if there is other prose.
    """
    prose = [line for line in sheet.lines if len(squeeze(line.text)) >= SENTENCE]
    own = [line for line in prose if not _SMALL_PRINT.match(squeeze(line.text))]
    return max((line.box.cy for line in own or prose), default=none)


def at_foot(sheets: Sheets, labels: Sequence[str]) -> Iterator[SignatureLabel]:
    """Party names alone, 出租人：, below the last sentence of the document: the parties sign there."""
    if not sheets:
        return
    sheet = sheets[-1]
    edge = last_sentence(sheet, 1.0)
    roles = dict.fromkeys(parts(label)[0] for label in labels if parts(label)[1])
    for spot in spots(sheet, [role for role in roles if len(role) > 1]):
        if spot.box.cy > edge and spot.row.folded[spot.after - 1 : spot.after] == ":":
            yield spot


def spots(sheet: TextSheet, labels: Sequence[str]) -> Iterator[SignatureLabel]:
    """Places of the labels, longest label first, no place twice."""
    taken: set[Char] = set()
    rows = written_rows(sheet)
    for label in sorted(labels, key=lambda text: -len(squeeze(text))):
        for whole in rows:
            for start, end in _matches(whole, label):
                found = whole[start:end]
                if taken.intersection(found.chars):
                    continue
                after = whole.folded[end:]
                behind = re.split(STOP, after, maxsplit=1)[0]
                if len(behind) > _PROSE and "·" not in behind and not _is_party(after):
                    continue  # 乙方签字后生效 is a sentence
                box = found.level
                if box is not None:
                    taken.update(found.chars)
                    yield SignatureLabel(sheet, found, whole, end, box)


@lru_cache(maxsize=16)  # cached: each label asks for a document's last pages
def written_rows(sheet: TextSheet) -> tuple[Piece, ...]:
    """The text of each row."""
    return tuple(written_in(sheet, row) for row in sheet.rows)


def written_in(sheet: TextSheet, row: Sequence[int]) -> Piece:
    """The text of all lines of a row, without spaces."""
    return Piece(tuple(c for i in row for c in sheet.piece(i).dense().chars))


def _is_party(text: str) -> bool:
    return any(word in text for word in ("公司", "中心", "事务所", "银行"))


@lru_cache(maxsize=400)
def parts(label: str) -> tuple[str, bool]:
    """The label's role (法定代表人) and whether 签字 is part of it."""
    flat = squeeze(label).rstrip(":")
    role = _MARKED.sub("", flat)
    return (role, True) if role and role != flat else (flat, False)


def _matches(row: Piece, label: str) -> Iterator[tuple[int, int]]:
    """The positions of the label in the row: one character of a role of four may be misread."""
    role, marked = parts(label)
    text = row.folded
    slack = 1 if len(role) >= 4 else 0
    tail = _behind_role(marked, slack > 0)
    for at in _near(text, role, slack):
        if not _starts_here(row, at):
            continue
        match = tail.match(text, at + len(role))
        if match is not None:
            yield at, match.end()


@cache
def _behind_role(marked: bool, worn: bool) -> re.Pattern[str]:
    """The text after a role. Under a seal only the end of the mark may be left: 法定代表人/字)"""
    mark = rf"(?:{_MARK}|[^:\s]签[字章名学]|[^:\s]{{0,2}}[字章][)\]])" if worn else _MARK
    return re.compile(rf"{mark}[:;.]?" if marked else rf"(?:{_MARK})?[:;]?")


def _near(text: str, word: str, slack: int) -> list[int]:
    """The positions of a word with at most `slack` (one or none) wrong characters.

    With one wrong character, one half of the word is intact.
    """
    half = len(word) // 2 if slack else len(word)
    found: set[int] = set()
    for part, before in ((word[:half], 0), (word[half:], half)) if slack else ((word, 0),):
        at = text.find(part)
        while at >= 0:
            found.add(at - before)
            at = text.find(part, at + 1)
    return [
        at
        for at in sorted(found)
        if 0 <= at <= len(text) - len(word)
        and sum(a != b for a, b in zip(text[at : at + len(word)], word, strict=True)) <= slack
    ]


def _starts_here(row: Piece, at: int) -> bool:
    """Whether a label may start at this character: at a line's start, or after a gap or sign."""
    if at == 0:
        return True
    now, before = row.chars[at], row.chars[at - 1]
    if row.folded[at] == "(" and now.line == before.line and "㐀" <= row.folded[at - 1] <= "鿿":
        return False  # 乙方 (签字或盖章): the words in brackets are the role's
    if now.line != before.line or now.at != before.at + 1:
        return True
    if not "㐀" <= row.folded[at - 1] <= "鿿":
        return True
    if row.folded[max(0, at - 2) : at] in ("单位", "用人", "企业", "公司", "本人"):
        return True
    cuts = now.sheet.lines[now.line].cuts
    widths = sorted(b - a for a, b in pairwise(cuts))
    return cuts[now.at] - cuts[before.at] > 1.8 * widths[len(widths) // 2]
