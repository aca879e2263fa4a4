"""Headings of a sheet, and how similar each is to a title.

Headings are compared, not searched for: a heading may have more or fewer words, another order, an
older name, one of two languages, or a misread character. Names in a note of purpose (仅供办理…使用) are
not headings.
"""

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.models.page import Line
from core.text.alike import edits
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors.packet.vocabulary import PaperClass

TOP = 0.45  # headings are above this share of the sheet's text
LARGE = 1.25  # times the usual line height: larger print is a heading anywhere
MAX_HEADING_CHARACTERS = 44
HEAD = 3  # rows of a head, where other text may be beside the title
CELLS = 3  # a row with more cells belongs to a table
EDGES = "<>()[]\"' :.-*|_"
REST = 4  # characters of a label that its cell broke off
SINGLE = 0.35  # weight of a single character compared with a pair
MIN_LIKENESS = 0.3
AWAY = 0.4  # factor on the likeness of text where headings usually are not
_PURPOSE = re.compile(r"[仅只]?[供限]|用于|[仅只]作|办理|作为")
_FORMS = re.compile(r"(?:表|书|合同|协议|报告|登记卡|清单)$")
_USE = re.compile(r"^(?:使用|专用|之用|用途|用,|用$|再次|复印)")
_LABEL = re.compile(
    r"(?:编号?|号码?|证件号|起止(?:时间|日期)?|时间|日期|类别|类型|[^公]名称)(?:[(][^()]*[)])?(?::.*)?$"
)
"""A label names the value beside it: 学位证书编号 is not 学位证书."""
_NOUN = re.compile(
    r"(?:证|证书|书|表|单|合同|协议|契约|报告|证明|声明|通知|章程|清单|记录|明细|卡|簿|认证|执照|"
    r"发票|凭证|回单|简历|手册|准则|制度|办法|行程单|备案表)(?:\([^()]{1,10}\))?$"
)
_EDITION = re.compile(r"^北京市(?=.{3})|[(](?:电子(?:证照|版)?|副本|正本|正页|副页)[)]?$")
"""Additions to the document's name in a heading: the place, the edition."""
SAME = (
    ("中华人民共和国", ""),
    ("协议书", "合同"), ("合同书", "合同"), ("协议", "合同"), ("契约", "合同"), ("租约", "租赁合同"),
    ("住房", "房屋"), ("住宅", "房屋"), ("出租", "租赁"), ("租房", "房屋租赁"), ("聘用", "劳动"),
    ("职称", "专业技术资格"), ("任职资格", "资格"), ("薪资", "工资"), ("薪酬", "工资"),
    ("证明书", "证明"), ("通知书", "通知"), ("申请书", "申请表"), ("续订", "续签"), ("续办", "续签"),
    ("续期", "续签"), ("延期", "续签"), ("延续", "续签"), ("展期", "续签"), ("换发", "续签"),
    ("延长有效期", "续签"), ("延长", "续签"), ("换证", "续签"), ("换领", "续签"), ("再次申请", "续签申请"),
    ("期满续签", "续签"), ("到期续签", "续签"), ("有效期续签", "续签"),
    ("审核表", "申请表"), ("申报表", "申请表"), ("审批表", "申请表"), ("呈报表", "申请表"),
    ("委托书", "委托"), ("验证", "认证"), ("流水", "明细"), ("完税", "纳税"), ("licence", "license"),
)  # fmt: skip
"""Words with the same meaning in a heading: each is replaced by the second."""


@dataclass(frozen=True)
class Heading:
    """A line that may be a heading: its text, its height on the page, its weight."""

    text: str
    at: float
    weight: float
    named: bool
    """It is where a heading usually is, alone, and ends like the name of a document."""


def headings(sheet: TextSheet) -> list[Heading]:
    """Possible headings of the sheet, from top to bottom."""
    if not sheet.lines:
        return []
    span = min(line.box.y0 for line in sheet.lines), max(line.box.y1 for line in sheet.lines)
    found = [one for at in range(len(sheet.rows)) for one in _of_row(sheet, at, span)]
    return found + list(_over_two(found, sheet.line_height))


def _of_row(sheet: TextSheet, at: int, span: tuple[float, float]) -> Iterator[Heading]:
    """The possible headings of a row; `span` is the top and bottom of the sheet's lines."""
    row, (top, bottom) = sheet.rows[at], span
    if len(row) > CELLS and not _are_letters(sheet, row):
        return
    lines = [sheet.lines[i] for i in row]
    texts = [squeeze(line.text) for line in lines]
    each = [*zip(texts, lines, strict=True)]
    if len(row) > 1:
        each.append(("".join(texts), lines[0]))
    for text, line in each:
        bare = _bare(text, _row(sheet, at - 1), _row(sheet, at + 1))
        if len(bare) < 2 or len(bare) > MAX_HEADING_CHARACTERS or bare.count(",") > 1:
            continue
        large = line.box.height > LARGE * sheet.line_height
        high = line.box.y0 <= top + TOP * (bottom - top)
        first = line is lines[0] and (len(row) == 1 or at < HEAD)
        named = (large or line.box.y0 <= top + 0.2 * (bottom - top)) and len(bare) >= 4
        yield Heading(
            bare,
            line.box.cy,
            1.0 if (large or (high and first)) and not _is_label(sheet, at, line, bare) else AWAY,
            named and len(row) == 1 and _NOUN.search(bare) is not None,
        )


def _is_label(sheet: TextSheet, at: int, line: Line, text: str) -> bool:
    """Whether a line labels the text beside it; its last word may be on the line below."""
    if _LABEL.search(text):
        return True
    if len(sheet.rows[at]) == 1 or at + 1 >= len(sheet.rows):
        return False
    under = (sheet.lines[i] for i in sheet.rows[at + 1] if sheet.lines[i].box.over(line.box))
    rests = (squeeze(one.text) for one in under)
    return any(len(rest) <= REST and _LABEL.search(text + rest) for rest in rests)


def _are_letters(sheet: TextSheet, row: Sequence[int]) -> bool:
    """A heading printed with wide gaps: 结 婚 证."""
    return all(len(squeeze(sheet.lines[i].text)) <= 2 for i in row)


def _row(sheet: TextSheet, at: int) -> str:
    rows = sheet.rows
    return "".join(squeeze(sheet.lines[i].text) for i in rows[at]) if 0 <= at < len(rows) else ""


def _bare(text: str, above: str, below: str) -> str:
    """The text as a heading; empty if it, or the row above, says what a copy is for."""
    bare = text.strip(EDGES)
    note = _PURPOSE.search(bare)
    if note is not None and (note.start() < 2 or not _FORMS.search(bare)):
        bare = bare[: note.start()]
    elif re.search(r"(?:[仅只]?供|[仅只]限|用于|办理|作为)$", above.strip(EDGES)) or (
        _USE.search(below) and _PURPOSE.search(above)
    ):
        return ""
    return bare.strip(EDGES)


def _over_two(found: Sequence[Heading], height: float) -> Iterator[Heading]:
    """A heading printed on two lines."""
    for one, two in itertools.pairwise(found):
        near = 0.0 < two.at - one.at < 4.0 * height
        text = one.text + two.text
        if near and len(text) <= 24 and min(one.weight, two.weight) == 1.0:
            yield Heading(text, one.at, 1.0, False)


class Titles:
    """The titles of document classes, found by their similarity to a heading."""

    def __init__(self, classes: Sequence[PaperClass]) -> None:
        self._titles = [(title, c) for c, one in enumerate(classes) for title in one.titles]
        grams = [_grams(_canon(title)) for title, _ in self._titles]
        holders: dict[str, set[int]] = defaultdict(set)
        for (_, c), of in zip(self._titles, grams, strict=True):
            for gram in of:
                holders[gram].add(c)
        total = len(classes)
        self._rare = {
            gram: math.log(1 + total / len(of)) * (1.0 if len(gram) > 1 else SINGLE)
            for gram, of in holders.items()
        }
        self._strange = math.log(1 + total)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        for i, of in enumerate(grams):
            for gram in of:
                self._by_gram[gram].append(i)
        self._sums = [sum(map(self._weight, of)) for of in grams]
        self._like = lru_cache(maxsize=4000)(self._compared)  # forms have similar heads

    def like(self, text: str) -> Mapping[int, float]:
        """For each class with a title at all similar to the text: the best likeness, 0..1."""
        return self._like(text)

    def _compared(self, text: str) -> Mapping[int, float]:
        bare = text.lower()
        shared: dict[int, float] = defaultdict(float)
        total = 0.0
        for gram in _grams(_canon(bare)):
            weight = self._weight(gram)
            total += weight
            for i in self._by_gram.get(gram, ()):
                shared[i] += weight
        best: dict[int, float] = {}
        plain = _EDITION.sub("", bare)
        for i, sum_ in shared.items():
            share = sum_ / (0.6 * self._sums[i] + 0.4 * total)
            if share >= MIN_LIKENESS:
                title, c = self._titles[i]
                alike = max(_exactly(title, one, share) for one in {bare, plain})
                best[c] = max(best.get(c, 0.0), alike)
        return best

    def _weight(self, gram: str) -> float:
        found = self._rare.get(gram)
        return found if found is not None else self._strange * (1.0 if len(gram) > 1 else SINGLE)


def _exactly(title: str, bare: str, share: float) -> float:
    """The likeness if the heading contains the whole title, or has one character misread."""
    if title in bare and len(title) >= 0.55 * len(bare):
        return min(1.0, max(share, 0.9 + 0.1 * len(title) / len(bare)))
    if share > 0.5 and len(title) >= 6 and abs(len(title) - len(bare)) <= 1:
        share = max(share, 0.93) if edits(title, bare) <= 1 else share
    return min(1.0, share)


@lru_cache(maxsize=4000)
def _canon(text: str) -> str:
    for word, same in SAME:
        text = text.replace(word, same)
    return re.sub(r"[^0-9a-z一-鿿]", "", text)


@lru_cache(maxsize=4000)
def _grams(text: str) -> tuple[str, ...]:
    """Pairs of characters, the characters themselves, and Latin letters by fours, each once.

    In the order of the text: sums over a set differ in the last digit from run to run.
    """
    han = re.sub(r"[a-z0-9]+", " ", text)
    pairs = [han[i : i + 2] for i in range(len(han) - 1) if " " not in han[i : i + 2]]
    latin = [run[i : i + 4] for run in re.findall(r"[a-z]{4,}", text) for i in range(len(run) - 3)]
    return tuple(dict.fromkeys([*pairs, *(ch for ch in han if ch != " "), *latin]))
