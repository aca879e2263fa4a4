"""Evidence that connects a page to the one before: page numbers, continued articles, the same head."""

import re

from core.text.fold import squeeze
from core.text.numerals import chinese_number
from core.text.sheet import TextSheet

NEXT_PAGE = 4.0  # score of each for the type of the page before
ARTICLES = 4.0
SAME_HEAD = 2.0
_PAGE_OF = re.compile(
    r"第([0-9]{1,2})页|^(?:page)?([0-9]{1,2})(?:of|/)[0-9]{1,2}(?:页)?$|^-?([0-9]{1,2})-?$", re.I
)
_OF = re.compile(
    r"第([0-9]{1,2})页[,/]?(?:共|总)([0-9]{1,2})页|(?:page)?([0-9]{1,2})(?:of|/)([0-9]{1,2})页?",
    re.I,
)
_ITEMS = re.compile(r"[,;]?共[0-9]{1,4}条(?:记录)?$")  # below the pages of a query
_N = r"([一二三四五六七八九十]{1,4}|[0-9]{1,3})"
_ARTICLE = re.compile(rf"^(?:第{_N}条|Article{_N}|[(]{_N}[)]|{_N}[,、.](?![0-9]))", re.I)

_ANNEX = re.compile(r"附[件表录](?:[0-9一二三四五六七八九十]{1,2}|$|:)")


def page_number(sheet: TextSheet) -> int | None:
    """The page number printed at the foot or head, such as 第2页/共3页, 2/3, -2-, 2."""
    for line in reversed(sheet.lines):
        text = squeeze(line.text)
        match = _PAGE_OF.search(text) if len(text) <= 24 else None
        if match and (line.box.cy > 0.85 or line.box.cy < 0.1 or "页" in text):
            return int(next(filter(None, match.groups())))
    return None


def runs_on(before: TextSheet, sheet: TextSheet) -> float:
    """The evidence that the sheet is the next page of the same document; 0 if there is none."""
    total = 0.0
    one, two = page_number(before), page_number(sheet)
    if one is not None and two is not None:
        total += NEXT_PAGE if two == one + 1 else -NEXT_PAGE if two == 1 else 0.0
    total += _articles_go_on(before, sheet)
    if _head(before) and _head(before) == _head(sheet):
        total += SAME_HEAD
    return total


def counted(first: TextSheet, before: TextSheet, sheet: TextSheet) -> bool:
    """Whether the pages are numbered 1/2 and 2/2, from the document's first page to this one."""
    one, old, new = (_of_how_many(page) for page in (first, before, sheet))
    if one is None or old is None or new is None:
        return False
    return one[0] == 1 and old[1] == new[1] and new[0] == old[0] + 1


def _of_how_many(sheet: TextSheet) -> tuple[int, int] | None:
    """The page's number and the number of pages printed with it."""
    for line in reversed(sheet.lines):
        text = squeeze(line.text)
        margin = line.box.cy > 0.85 or line.box.cy < 0.1
        match = _OF.fullmatch(_ITEMS.sub("", text)) if margin or "页" in text else None
        if match:
            number, of = (int(part) for part in match.groups() if part)
            return number, of
    return None


def _articles_go_on(before: TextSheet, sheet: TextSheet) -> float:
    """The score of the articles: they continue, or start again; small print is not counted."""
    old, new = articles(before), articles(sheet)
    both = old.keys() & new.keys()
    if any(new[manner][0] - old[manner][-1] in (0, 1) for manner in both):
        return ARTICLES
    return -ARTICLES if any(new[manner][0] == 1 for manner in both) else 0.0


def articles(sheet: TextSheet) -> dict[str, list[int]]:
    """The numbers of the articles that begin on the sheet, by style: 第三条, (三), 三、, 3."""
    found: dict[str, list[int]] = {}
    for line in sheet.folded:
        match = _ARTICLE.match(squeeze(line))
        if match is None:
            continue
        numeral = next(filter(None, match.groups()))
        number = chinese_number(numeral)
        if number is not None:
            latin = numeral.isascii()
            found.setdefault(match[0].replace(numeral, "1" if latin else "一"), []).append(number)
    return found


def _head(sheet: TextSheet) -> str:
    """The line that is repeated at the top of each page of a document."""
    first = squeeze(sheet.folded[0]) if sheet.lines else ""
    high = bool(sheet.lines) and sheet.lines[0].box.cy < 0.1
    return first if high and len(first) >= 6 else ""


def rank(sheet: TextSheet) -> tuple[int, int]:
    """Page order by printed number; without one, annexes come after the signature page."""
    number = page_number(sheet)
    lines = [squeeze(line) for line in sheet.folded]
    text = "".join(lines)
    signs = "签字" in text or "签章" in text or "盖章" in text
    if number is None and lines and _ANNEX.match(lines[0]):
        return 95, 0
    return (number if number is not None else (90 if signs else 50), int(signs))
