"""Amounts of money: in Chinese capitals (大写金额), and in figures."""

from decimal import Decimal, InvalidOperation

DIGITS = {c: n for n, cs in enumerate(("零〇", "壹一弌", "贰二贰貳", "叁三參叄", "肆四", "伍五",
                                       "陆六陸", "柒七", "捌八", "玖九")) for c in cs}  # fmt: skip
TENS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
LEVELS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
YUAN = "元圆圓"
IN_WORDS = "零壹贰叁肆伍陆柒捌玖拾佰仟十百千万"
"""What amounts below 亿 are written with, also as people write them: 陆千贰佰."""
ENDS = "整正"


def _whole(text: str) -> int | None:
    total = level = digit = 0
    for letter in text:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif letter in TENS:
            level += (digit or (1 if TENS[letter] == 10 else 0)) * TENS[letter]
            digit = 0
        elif letter in LEVELS:
            chunk = level + digit
            great = LEVELS[letter] > 10**4
            total = (total + chunk) * 10**8 if great else total + chunk * 10**4
            level = digit = 0
        else:
            return None
    return total + level + digit


def parse(text: str) -> Decimal | None:
    """The amount in yuan, None if the text is not an amount in capitals.

    >>> parse("壹拾肆万壹仟叁佰捌拾柒元整")
    Decimal('141387.00')
    >>> parse("人民币（大写）叁仟零伍圆贰角叁分"), parse("贰拾元零伍分")
    (Decimal('3005.23'), Decimal('20.05'))
    >>> parse("壹亿零贰佰万元正"), parse("约五千元左右"), parse("")
    (Decimal('102000000.00'), None, None)
    """
    text = text.replace(" ", "").replace("人民币", "").replace("（大写）", "").replace("(大写)", "")
    text = text.replace("大写", "").lstrip(":：¥￥").rstrip(ENDS)
    place = next((i for i, letter in enumerate(text) if letter in YUAN), None)
    whole_text, rest = (text, "") if place is None else (text[:place], text[place + 1 :])
    if place is None and any(unit in text for unit in "角分"):
        whole_text, rest = "", text
    whole = _whole(whole_text)
    cents = _cents(rest.rstrip(ENDS))
    if whole is None or cents is None or not text:
        return None
    return Decimal(whole).quantize(Decimal("0.01")) + Decimal(cents) / 100


def _cents(text: str) -> int | None:
    total = digit = 0
    for letter in text:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif letter in "角分":
            total += digit * (10 if letter == "角" else 1)
            digit = 0
        else:
            return None
    return None if digit else total


def parse_figures(text: str | None) -> Decimal | None:
    """An amount in yuan printed in figures, None for anything else.

    >>> parse_figures("18,500.00"), parse_figures("40T"), parse_figures(None)
    (Decimal('18500.00'), None, None)
    """
    try:
        return Decimal(text.replace(",", "")) if text else None
    except InvalidOperation:
        return None
