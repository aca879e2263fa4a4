"""Texts of a document that are not values: unlisted labels, small print, page numbers, notes.

Where a label is unknown, the text beside it, a clause below it or the page number may be taken for
the value of a field. The wording of such a text shows that it is not a value.
"""

import re
from collections.abc import Iterator

from core.text.fold import fold, squeeze
from core.text.patterns import ready
from extractors.kit.fields import FieldSpec
from extractors.kit.places.kindred import is_worded
from extractors.kit.places.words import meaning_of

_PAGE = re.compile(
    r"(?:第?[0-9]{1,3}页?[/,]?共?[0-9]{1,3}页?|第[0-9一二三四五六七八九十]{1,3}页|-[0-9]{1,3}-"
    r"|page[0-9]{1,3}(?:of[0-9]{1,3})?)",
    re.I,
)
_CLAUSE = re.compile(
    r"^(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十0-9]{1,2}\)|第[一二三四五六七八九十0-9]{1,3}条).*<.+>"
)
_COPY = re.compile(r"复印件|影印件|(?:复印|他用|挪用|涂改)无效|仅[供限用]|[专只]供")
_OTHER_TONGUE = re.compile(r"[a-z(/].*", re.I)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?")
_TOPIC = re.compile(r"(?:责任|义务|费用|损失|后果|风险|违约金|赔偿|纠纷)$")
ANYTHING = "任何文字都可以"
"""A text that is only usual for fields whose usual values include any text."""
_ENDS = "面积|名称|用途|日期|编号|号码|住址|地址|姓名|性质|期限|金额|类别|年月"
_LABEL = re.compile(rf"[一-鿿]{{0,6}}(?:{_ENDS})(?:\([一-鿿㎡a-z0-9]{{1,5}}\))?")
_LABELLED = re.compile(rf"(?:{_ENDS}):?[一-鿿]{{2,}}")
_WITHIN = re.compile(
    rf"[一-鿿]{{2,12}}(?:{_ENDS})[一-鿿0-9]{{2,12}}|[一-鿿]{{4,12}}(?:规划|建筑|登记)(?:{_ENDS})"
)
_TORN_NUMBER = re.compile(r".*[)字权]第[0-9A-Z-]+$")
SHORT = 8  # characters of a clause's subject
_CODES = ("number", "_no", "code", "serial")


def is_page_number(text: str) -> bool:
    """Whether a text is a page number.

    >>> is_page_number("1/2"), is_page_number("第1页共3页"), is_page_number("2级")
    (True, True, False)
    """
    return _PAGE.fullmatch(text) is not None and text.strip("0123456789") != ""


def printed(spec: FieldSpec, value: str) -> Iterator[str]:
    """Reasons why a free text is pre-printed on its form or part of another label."""
    text, meaning = fold(squeeze(value)), meaning_of(spec.name)
    yield from _whatever_the_field(text)
    if spec.name.endswith(_CODES):
        yield from _as_a_number(text)
    formed = bool(meaning.form) and ready(meaning.form).fullmatch(text) is not None
    if not formed and not (meaning.is_usual(value) and not meaning.is_usual(ANYTHING)):
        yield from _with_a_label(text)


def _whatever_the_field(text: str) -> Iterator[str]:
    """Reasons why a text cannot be the value of any field."""
    if is_page_number(text):
        yield "the number of a page"
    if _CLAUSE.search(text):
        yield "a clause of the form"
    if _COPY.search(text):
        yield "a note of what the copy is for"
    if _TOPIC.search(text) and len(text) <= SHORT:
        yield "what a clause is about"
    if text.count("*") % 2:
        yield "half a pair of stars"
    head = _OTHER_TONGUE.sub("", text)
    if len(head) > 1 and head != text and is_worded(head):
        yield "a label with its other name"


def _as_a_number(text: str) -> Iterator[str]:
    """Reasons why a text is not a document's number, or not all of it."""
    if _YEAR.fullmatch(text):
        yield "a year is no number of a paper"
    if _TORN_NUMBER.fullmatch(text):
        yield "a number without its 号"


def _with_a_label(text: str) -> Iterator[str]:
    """Reasons why a text is or contains a label, unless such fields usually have that value."""
    if len(text) == 1 and not text.isdigit():
        yield "a single character"
    if is_worded(text) or _LABEL.fullmatch(text):
        yield "nothing but words of labels"
    if _LABELLED.match(text):
        yield "the words of a label before it"
    if _WITHIN.fullmatch(text):
        yield "the words of a label within it"
