"""What ties a page to the one before it: page numbers, articles that go on, the same head."""

import re

from core.text.fold import squeeze
from core.text.numerals import chinese_number
from core.text.sheet import Sheet

NEXT_PAGE = 4.0  # what each speaks for the type of the page before
ARTICLES = 4.0
SAME_HEAD = 2.0
_PAGE_OF = re.compile(
    r"第([0-9]{1,2})页|^(?:page)?([0-9]{1,2})(?:of|/)[0-9]{1,2}(?:页)?$|^-?([0-9]{1,2})-?$", re.I
)
_N = r"([一二三四五六七八九十]{1,4}|[0-9]{1,3})"
_ARTICLE = re.compile(rf"^(?:第{_N}条|Article{_N}|[(]{_N}[)]|{_N}[,、.](?![0-9]))", re.I)


def page_number(sheet: Sheet) -> int | None:
    """The page number printed at the foot or head, such as 第2页/共3页, 2/3, -2-, 2."""
    for line in reversed(sheet.lines):
        text = squeeze(line.text)
        match = _PAGE_OF.search(text) if len(text) <= 24 else None
        if match and (line.box.cy > 0.85 or line.box.cy < 0.1 or "页" in text):
            return int(next(filter(None, match.groups())))
    return None


def runs_on(before: Sheet, sheet: Sheet) -> float:
    """How much speaks for the sheet being the next of the same paper; 0 where nothing does."""
    total = 0.0
    one, two = page_number(before), page_number(sheet)
    if one is not None and two is not None:
        total += NEXT_PAGE if two == one + 1 else -NEXT_PAGE if two == 1 else 0.0
    old, new = articles(before), articles(sheet)
    if old and new:
        total += ARTICLES if new[0] - old[-1] in (0, 1) else -ARTICLES if new[0] == 1 else 0.0
    if _head(before) and _head(before) == _head(sheet):
        total += SAME_HEAD
    return total


def articles(sheet: Sheet) -> list[int]:
    """The numbers of the articles that begin on the sheet, as 第三条, Article 3, (三), 三、 and 3. do."""
    found = (_ARTICLE.match(squeeze(line)) for line in sheet.folded)
    numbers = (chinese_number(next(filter(None, match.groups()))) for match in found if match)
    return [number for number in numbers if number is not None]


def _head(sheet: Sheet) -> str:
    """The line that runs above each page of a paper."""
    first = squeeze(sheet.folded[0]) if sheet.lines else ""
    high = bool(sheet.lines) and sheet.lines[0].box.cy < 0.1
    return first if high and len(first) >= 6 else ""
