"""Compare two readings: same, different, or not distinguishable in a scan."""

import re
from difflib import SequenceMatcher

from core.numbers import identity
from core.text.alike import edits as edits
from core.text.alike import look_alike
from core.text.pinyin import spells
from core.text.surnames import looks_like_name
from validators.ground.elsewhere import DOTS, standing
from validators.ground.elsewhere import folded as folded
from validators.ground.look import Value

TWINS = ("日曰目", "候侯", "人入八", "王玉主", "天夭无", "O0", "I1L", "B8", "S5", "Z2", "6G")
"""Characters confused in a poor scan, in addition to those of `look_alike`."""
HIGH = 0.95
"""Above this confidence a difference of one look-alike character counts as a real difference."""
ECHO = 0.5
"""Minimum confidence at which a doubtful reading that equals the expected text confirms it."""
MIN_DISTINCTIVE = 4
"""Minimum characters of a text that is only expected in its own field."""
FAINT = 0.2
"""A less sure position is ignored: a paper with two parties names both."""
LONG = 8
"""Minimum characters of a text that is recognised with some wrong characters."""
NEARLY = 0.75
_LATIN = re.compile(r"[A-Za-z][A-Za-z '’,.·-]+")
_WORD = re.compile(r"[A-Z]+")
_HAN_NAME = re.compile(rf"[㐀-鿿{re.escape(DOTS)}\s]{{2,30}}")
SURNAME = 2
"""Maximum characters of a surname."""
SLIP = 1
"""With one different character, a signature is more likely misread than somebody else's."""


def can_confirm(value: Value) -> bool:
    """Whether a reading is sure enough to confirm the expected text."""
    return value.field is not None and value.field.confidence >= ECHO


def echoes(value: Value) -> bool:
    """Whether a reading that equals the expected text confirms it.

    If only the position is in doubt, a long equal text confirms the position too.
    """
    field = value.field
    if field is None or can_confirm(value):
        return field is not None
    long = len(folded(value.text)) >= MIN_DISTINCTIVE
    return long and field.placed >= FAINT and value.to_the_letter >= HIGH


def likeness(one: str, other: str) -> float:
    """The similarity of two texts, 0..1."""
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()


def lookalike(one: str, other: str) -> bool:
    """Whether the texts differ only by characters that a scan confuses.

    >>> lookalike("北京瑞恒", "北京端恒"), lookalike("北京瑞恒", "北京海恒")
    (True, False)
    """
    if len(one) != len(other):
        return edits(one, other) == 1
    return all(a == b or _twins(a, b) for a, b in zip(one, other, strict=True))


def _twins(a: str, b: str) -> bool:
    return look_alike(a, b) or any(a in twins and b in twins for twins in TWINS)


def _misread(one: str, other: str, confidence: float) -> bool:
    """Whether a reading may be the other text, misread in characters that look alike.

    A recogniser is as sure of 余 as of 佘: confidence does not separate Chinese look-alikes.
    """
    if not lookalike(one, other):
        return False
    han = len(one) == len(other) and all(
        a == b or look_alike(a, b) for a, b in zip(one, other, strict=True)
    )
    return han or confidence < HIGH


def _scrambled(one: str, other: str) -> bool:
    """Whether a long reading lacks letters of the other text and has wrong ones elsewhere.

    A name in a narrow cell picks up a neighbour's letters and loses one of its own; another unit's
    name differs in one position, or has more words.

    >>> _scrambled("甲乙丙丁戊己庚辛限公类型司", "甲乙丙丁戊己庚辛有限公司")
    True
    >>> _scrambled("甲乙丙丁戊己发展有限公司", "甲乙丙丁戊己有限公司")
    False
    """
    if min(len(one), len(other)) < LONG:
        return False
    parts = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    kinds = [kind for kind, *_ in parts if kind != "equal"]
    return sorted(set(kinds)) == ["delete", "insert"] and likeness(one, other) >= NEARLY


def agrees(value: Value, expected: str) -> bool | None:
    """Whether a field says what is expected; None if it was not read well enough.

    A doubtful reading that equals the expected text counts as agreement; one that differs never
    counts as difference. Neither does any reading if the expected text is elsewhere on the paper:
    then the wrong place may have been read.
    """
    answer = is_one(value, expected)
    if answer is False and standing(value.document, expected) is not None:
        return None
    return answer


def is_one(value: Value, expected: str) -> bool | None:
    """As `agrees`, for papers that name several people or units in separate fields."""
    if not value.text or not expected:
        return None
    one, other = folded(value.text), folded(expected)
    if one == other or _masked_equal(one, other):
        return True if echoes(value) else None
    if value.sure and (spells(value.text, expected) or spells(expected, value.text)):
        return True
    if not value.sure or may_be(value.text, expected) or doubted(value, value.text, expected):
        return None
    return False


def doubted(value: Value, read: str, expected: str) -> bool:
    """Whether a field's reading may be the expected text, misread."""
    one, other = folded(read), folded(expected)
    confidence = value.field.confidence if value.field else 0.0
    return _misread(one, other, confidence) or _scrambled(one, other)


def may_be(read: str, expected: str) -> bool:
    """Whether two unequal names may be one person's: of another script, order, or cut short.

    A text without its surname is not a name: its first character was lost.

    >>> may_be("SMITH, JOHN", "John Smith"), may_be("约翰·史密斯", "JOHN SMITH")
    (True, True)
    >>> may_be("阿里木", "阿里木·江"), may_be("张三", "张三丰"), may_be("JOHN ROE", "JOHN DOE")
    (True, False, False)
    >>> may_be("春莲", "宋春莲"), may_be("林峰", "王林峰")
    (True, False)
    """
    if _LATIN.fullmatch(read) and _LATIN.fullmatch(expected):
        one, other = set(_WORD.findall(read.upper())), set(_WORD.findall(expected.upper()))
        return len(one & other) > 1 and (one <= other or other <= one)
    if _LATIN.fullmatch(read) or _LATIN.fullmatch(expected):
        return all(_LATIN.fullmatch(name) or _HAN_NAME.fullmatch(name) for name in (read, expected))
    if not looks_like_name(read) and len(read) > 1 and folded(expected).endswith(folded(read)):
        return len(folded(expected)) - len(folded(read)) <= SURNAME and looks_like_name(expected)
    parts = [re.split(rf"[{re.escape(DOTS)}]", name) for name in (read, expected)]
    if max(map(len, parts)) < 2:
        return False
    short, long = sorted((folded(read), folded(expected)), key=len)
    return long.startswith(short) and len(short) > 1


def same(one: Value, other: Value) -> bool | None:
    """Whether two fields say the same; None if either was not read well enough."""
    if not one.text or not other.text:
        return None
    forth, back = agrees(one, other.text), agrees(other, one.text)
    if forth is None or back is None:
        return None
    return forth and back


def _masked_equal(one: str, other: str) -> bool:
    """Whether numbers agree in every digit that is not masked with a star or missing in one.

    >>> _masked_equal("110105491231002", "11010519491231002X"), _masked_equal("1101*", "11012")
    (True, True)
    """
    if len(one) != len(other):
        return identity.lengthen(one) == identity.lengthen(other)  # an old number of 15 digits
    if "*" not in one + other:
        return False
    return all(a == b or "*" in (a, b) for a, b in zip(one, other, strict=True))
