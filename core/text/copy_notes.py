"""Notes on a copy's purpose, which people write anywhere on it: 仅供办理工作居住证使用."""

import re
from functools import lru_cache

from core.models.page import Line
from core.text.fold import MAX_CACHED_TEXTS, fold, squeeze

_NOTE = re.compile(
    r"(?:(?:[此本该](?:复印件|影印件|材料|证件|文件)|复印件)?(?:仅供|仅限|只限|仅用于|只用于|专供)"
    r"|[此本该](?:复印件|影印件)用于).{5,36}|.{0,24}(?:再次复印|复印|他用|它用|挪作他用|涂改)无效[.!]?"
)
_TAIL = re.compile(
    r"(?<=[^\s:;,.的])(?:[此本该](?:复印件|影印件|材料|证件|文件))?(?:仅供|仅限|只限|仅用于|只用于|专供)[^:;,.]{0,20}?"
    r"(?:办理|申请|申报|备案|审核|报审)[^:;,.]{0,24}?(?:使用|专用|之用|有效|无效)[.!]?$"
)


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def is_note(text: str) -> bool:
    """Whether a line is a note on a copy's purpose, which can be anywhere on it."""
    return _NOTE.fullmatch(squeeze(text)) is not None


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _tail(text: str) -> int | None:
    """The start of such a note at a line's end, after the line's own words."""
    folded = fold(text)
    found = _TAIL.search(folded) if len(folded) == len(text) else None
    return found.start() if found is not None else None


def without_note(line: Line) -> Line:
    """The line without such a note at its end."""
    end = _tail(line.text)
    return line.upto(end) if end is not None else line
