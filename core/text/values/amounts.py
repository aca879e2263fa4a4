"""Amounts of money: units with their amounts, words with figures.

The unit is after the number, in its label (注册资本（万元）) or nowhere; a number without a unit
takes its label's. Foreign money is recognised, never taken as yuan.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from core.reasons import reason
from core.text.numerals import as_meant, chinese_amount, whole_of
from core.text.sheet import Piece
from core.text.values.value import Reader, TextValue

_SCALES = {
    "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "萬": 10**4, "千": 10**3,
}  # fmt: skip
_SCALE = "|".join([*list(_SCALES)[:-1], r"千(?=[元圆圓美港欧日英人R]|万)"])
_YUAN = r"人民币元?|元人民币|[元圆圓]|RMB|CNY"
_ABROAD = (
    r"美元|美金|港元|港币|港幣|欧元|日元|日圆|英镑|加元|加拿大元|澳元|澳大利亚元|新加坡元|韩元|韩币|瑞士法郎|卢布"
    r"|澳门元|新台币|台币|USD|US\$|HKD|HK\$|EUR|JPY|GBP|CAD|AUD|SGD|KRW|CHF|TWD|MOP|[$€£]"
)
_NUMBER = re.compile(
    r"-?(?<![0-9])(?<![0-9][.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![.,]?[0-9])"
)
_BEHIND = re.compile(rf"(?P<scale>{_SCALE})?\(?(?:(?P<abroad>{_ABROAD})|(?P<yuan>{_YUAN}))?", re.I)
_BEFORE = re.compile(rf"(?:(?P<abroad>{_ABROAD})|人民币元?|RMB|CNY|¥)[:(]?$", re.I)
# A number followed by these words is not in yuan.
_COUNTED = re.compile(r"千?[米克瓦]|[个年月日天次期条份间平㎡%号室楼层页人岁倍公吨]")
_JOINED = re.compile(r"(?:[()\[\]:,;¥]|人民币|大写|小写|RMB|CNY|即|计|金额|元|整|\s)*")
_LABEL = re.compile(
    rf"(?:\(|\[|单位:?|/)(?:金额)?(?:单位)?:?"
    rf"(?P<unit>(?:人民币)?(?:{_SCALE})?(?:{_ABROAD}|{_YUAN}))",
    re.I,
)
_LABEL_END = re.compile(rf"(?P<unit>(?:{_SCALE})(?:{_ABROAD}|{_YUAN}))[)\]:]*$", re.I)
_CAPITALS = re.compile(r"[零壹贰貳叁参叄肆伍陆陸柒捌玖拾佰仟]{2,}[万亿][整正]?")


class AmountUnit(NamedTuple):
    """A number's factor, and whether it is in yuan: None if unknown."""

    scale: int
    yuan: bool | None

    @property
    def explicit(self) -> bool:
        return self.scale > 1 or self.yuan is not None


class Amount(NamedTuple):
    """An amount in a text: in yuan, or None for foreign money, with its printed form."""

    yuan: Decimal | None
    piece: Piece
    unit: AmountUnit
    doubt: str = ""


NONE = AmountUnit(1, None)
LARGE = 1_000_000


def read_amount(piece: Piece, label: str = "") -> TextValue | None:
    """A decimal string in yuan; 万元 is multiplied out, capitals are understood.

    `label` is the printed label of the amount: its unit counts if the amount has none. A number
    with a misplaced separator (12,34) is no amount, and neither is a number of months.
    """
    found = next(iter(_amounts(piece.dense(), unit_of(label))), None)
    if found is None:
        return None
    if found.yuan is None:
        return TextValue(found.piece.folded, found.piece, found.doubt)
    return TextValue(plain(found.yuan), found.piece, found.doubt)


def read_capital(piece: Piece, label: str = "") -> TextValue | None:
    """A unit's capital: in doubt without 元 or 万元, as one of the two was lost.

    Fen, a currency sign or a million and more show that it is in yuan.
    """
    value = read_amount(piece, label)
    if value is None or value.doubt or unit_of(label).explicit:
        return value
    found = next(iter(_amounts(piece.dense(), NONE)))
    before = piece.dense().folded.partition(found.piece.folded)[0]
    in_yuan = "." in found.piece.folded or (found.yuan or 0) >= LARGE or _BEFORE.search(before)
    if found.unit.explicit or in_yuan:
        return value
    return value._replace(doubt=reason("value.no_unit", text=found.piece.folded))


def amount_reader(
    label: str, read: Callable[[Piece, str], TextValue | None] = read_amount
) -> Reader:
    """The reader of amounts at the label, in the label's unit."""
    return lambda piece: read(piece, label)


def find_amounts(piece: Piece, label: str = "") -> list[Amount]:
    """Every amount of a text; equal figures and words count as one."""
    unit = unit_of(label)
    found = (one for part in _parts(piece) for one in _amounts(part.dense(), unit))
    place = {id(c): n for n, c in enumerate(piece.chars)}
    return sorted(found, key=lambda one: place[id(one.piece.chars[0])])


def unit_of(label: str) -> AmountUnit:
    """The unit a label or a column's head names: 注册资本（万元）, 金额单位：元.

    >>> unit_of("注册资本(万元)"), unit_of("注册资本")
    (AmountUnit(scale=10000, yuan=True), AmountUnit(scale=1, yuan=None))
    >>> unit_of("投资总额(万美元)"), unit_of("出资额万元")
    (AmountUnit(scale=10000, yuan=False), AmountUnit(scale=10000, yuan=True))
    """
    text = re.sub(r"\s", "", label).replace("（", "(").replace("）", ")").replace("：", ":")
    match = _LABEL.search(text) or _LABEL_END.search(text)
    if match is None:
        return NONE
    unit = match["unit"].removeprefix("人民币") or "元"
    scale = next((size for name, size in _SCALES.items() if unit.startswith(name)), 1)
    return AmountUnit(scale, re.search(_ABROAD, unit, re.I) is None)


def _parts(piece: Piece) -> Iterator[Piece]:
    """The text cut between numbers separated only by a space or a line's end: 5000 3."""
    start = 0
    text = piece.folded
    for match in re.finditer(r"(?<=[0-9])\s+(?=[0-9])", text):
        group = re.match(r"[0-9]{3}(?![0-9])", text[match.end() :])
        if group is None or re.search(r"(?<![0-9])[0-9]{1,3}$", text[: match.start()]) is None:
            yield piece[start : match.start()]
            start = match.end()
    rest = piece[start:]
    before = 0
    for i in range(1, len(rest.chars)):  # lines that were joined without a space
        one, two = rest.chars[i - 1], rest.chars[i]
        parted = one.line != two.line or one.sheet is not two.sheet
        if parted and rest.folded[i - 1].isdigit() and rest.folded[i].isdigit():
            yield rest[before:i]
            before = i
    yield rest[before:]


def _amounts(flat: Piece, label: AmountUnit) -> Iterator[Amount]:
    """The amounts of a text without spaces; words after their figures are part of them."""
    text = flat.folded
    words = list(_in_words(flat))
    used: set[int] = set()
    for match in _NUMBER.finditer(text):
        figures = _figures(flat, match, label)
        if figures is None:
            continue
        index = next((n for n, (_, a, b) in enumerate(words) if _belong(text, match, a, b)), None)
        if index is None:
            yield figures
            continue
        used.add(index)
        yield _held_against(figures, words[index][0])
    for n, (amount, _, _) in enumerate(words):
        if n not in used:
            yield amount


def _in_words(flat: Piece) -> Iterator[tuple[Amount, int, int]]:
    text, at = as_meant(flat.folded), 0
    while (found := chinese_amount(text[at:])) is not None:
        value, a, b = found
        start, end = at + a, at + b
        if not text[start - 1 : start].isdigit():  # 5千元 is a number with its unit
            yield Amount(value, flat[start:end], AmountUnit(1, True)), start, end
        at = end
    if at == 0 and _CAPITALS.fullmatch(text):
        whole = whole_of(text.rstrip("整正"))
        if whole is not None:
            yield Amount(Decimal(whole), flat, AmountUnit(1, True)), 0, len(text)


def _belong(text: str, number: re.Match[str], start: int, end: int) -> bool:
    """Whether there are only brackets and the words 大写, 小写 between figures and words."""
    low, high = (end, number.start()) if end <= number.start() else (number.end(), start)
    if low > high:
        return False
    gap = re.sub(rf"^(?:{_SCALE})", "", text[low:high])
    return _JOINED.fullmatch(gap) is not None


def _held_against(figures: Amount, words: Amount) -> Amount:
    """The figures, in doubt if the words give another amount."""
    if figures.yuan is None or words.yuan is None or figures.yuan == words.yuan:
        return figures
    if not figures.unit.explicit and words.yuan in (figures.yuan * 10_000, figures.yuan * 10**8):
        return figures._replace(
            doubt=reason("value.figures_without_unit", figures=figures.piece.text)
        )
    return figures._replace(
        doubt=reason("value.figures_differ", figures=figures.piece.text, words=words.piece.text)
    )


def _figures(flat: Piece, match: re.Match[str], label: AmountUnit) -> Amount | None:
    text, (start, end) = flat.folded, match.span()
    behind = _BEHIND.match(text, end)
    before = _BEFORE.search(text[max(0, start - 8) : start])
    assert behind is not None
    unit = _own_unit(behind, before)
    digits = match[0].replace(",", "")
    if unit.yuan is None and _is_no_amount(text, start, behind.end(), digits, unit.scale):
        return None
    number = Decimal(digits)
    if not unit.explicit:
        unit = label
    if unit.scale > 1:
        number = (number * unit.scale).normalize()
    if unit.yuan is False:
        printed = flat[start : behind.end("abroad")] if behind["abroad"] else flat[start:end]
        sign = before["abroad"] if before and before["abroad"] else ""
        return Amount(
            None, printed, unit, reason("value.foreign_money", amount=f"{sign}{printed.folded}")
        )
    return Amount(number, flat[start : behind.end("scale") if behind["scale"] else end], unit)


def _own_unit(behind: re.Match[str], before: re.Match[str] | None) -> AmountUnit:
    scale = _SCALES[behind["scale"]] if behind["scale"] else 1
    if behind["abroad"] or (before and before["abroad"] and not behind["yuan"]):
        return AmountUnit(scale, False)
    return AmountUnit(scale, True if behind["yuan"] else None)


def _is_no_amount(text: str, start: int, end: int, digits: str, scale: int) -> bool:
    fine = scale == 1 and len(digits.partition(".")[2]) > 2
    return fine or text[start - 1 : start] == "第" or bool(_COUNTED.match(text, end))


def plain(number: Decimal) -> str:
    """No exponent, no trailing zeros after multiplying out."""
    whole = number.to_integral_value()
    if number == whole and number.as_tuple().exponent not in (-2, -1):
        return str(int(whole))
    return f"{number:f}"
