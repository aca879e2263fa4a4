"""What is written in any supported form is read back; noise costs a value, never an error.

The forms are drawn by seeded chance: the same texts in every run.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.models.document import Kind
from core.text.numerals import chinese_amount, chinese_number
from core.text.sheet import Char, Piece, TextSheet
from core.text.strings import value_of
from core.text.values import READERS
from core.text.values.amounts import amount_reader, find_amounts
from core.text.values.dates import find_dates
from core.text.values.numbers import find_numbers, read_certificate, read_registration
from core.text.values.people import find_partners, find_people
from core.text.values.spans import find_spans
from core.text.values.units import find_companies
from tests.extractors.sheets import sheets

ROUNDS = 300
FIGURES = "〇一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
ENGLISH = (
    "Jan", "February", "Mar", "April", "May", "Jun",
    "July", "Aug", "Sept", "Oct", "Nov", "December",
)  # fmt: skip


def numeral(number: int) -> str:
    """A month or a day in Chinese: 十二, 三十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{FIGURES[tens]}十")
    return head + (FIGURES[ones] if ones else "")


def figures(year: int, chance: random.Random) -> str:
    zero = chance.choice("〇○零0")
    return "".join(FIGURES[int(ch)] for ch in str(year)).replace("〇", zero)


def slips(number: int, chance: random.Random, start: int = 0) -> str:
    """Figures as readings have them: O for 0, l for 1. A number's first figures are kept."""
    text = str(number)
    rest = text[start:].replace("1", chance.choice("1lI")).replace("0", chance.choice("0OoQ"))
    return text[:start] + rest


DAYS: tuple[Callable[[date, random.Random], str], ...] = (
    lambda d, c: f"{d.year}年{d.month}月{d.day}日",
    lambda d, c: f"{d.year} 年 {d.month:02d} 月 {d.day:02d} 日",
    lambda d, c: f"{d.year}{(s := c.choice('.-/'))}{d.month}{s}{d.day}",
    lambda d, c: f"{d:%Y-%m-%d} {c.randrange(24):02d}:{c.randrange(60):02d}:{c.randrange(60):02d}",
    lambda d, c: f"{d:%Y%m%d}",
    lambda d, c: f"{figures(d.year, c)}年{numeral(d.month)}月{numeral(d.day)}日",
    lambda d, c: (
        f"{figures(d.year, c)}年{numeral(d.month)}月"
        + numeral(d.day).replace("二十", "廿").replace("三十", "卅")
        + "日"
    ),
    lambda d, c: f"{d.year}年{slips(d.month, c)}月{slips(d.day, c)}日",
    lambda d, c: f"{slips(d.year, c, 2)}年{d.month}月{d.day}日",
    lambda d, c: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    lambda d, c: f"{ENGLISH[d.month - 1]}. {d.day}, {d.year}",
    lambda d, c: f"{d.year % 100:02d}年{d.month}月{d.day}日",
)


def capitals(number: int, chance: random.Random) -> str:
    """A whole number below 10^12 in capitals."""
    great = (("亿", 10**8), ("万", 10**4), ("", 1))
    said, rest = "", number
    for name, size in great:
        section, rest = divmod(rest, size)
        if section:
            gap = "零" if said and section < 1000 else ""
            said += gap + below_ten_thousand(section) + name
    return said + chance.choice("元圆") + chance.choice(("整", "正", ""))


def below_ten_thousand(number: int) -> str:
    said, zero = "", False
    for name, size in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            said += ("零" if zero and said else "") + CAPITALS[digit] + name
            zero = False
        else:
            zero = True
    return said


def in_words(number: int, chance: random.Random) -> str:
    return capitals(number, chance)


AMOUNTS: tuple[Callable[[int, random.Random], str], ...] = (
    lambda n, c: f"{n}元",
    lambda n, c: f"¥{n:,}.00",
    lambda n, c: f"￥ {n:,} 元",
    lambda n, c: f"RMB{n:,}",
    lambda n, c: f"人民币{n}元整",
    in_words,
    lambda n, c: f"人民币（大写）{in_words(n, c)}",
    lambda n, c: f"{in_words(n, c)}（¥{n:,}.00）",
    lambda n, c: f"{n:,}.00 大写：{in_words(n, c)}",
)


def day(chance: random.Random) -> date:
    return date(1970, 1, 1) + timedelta(days=chance.randrange(25_000))


@pytest.mark.parametrize("form", range(len(DAYS)))
def test_a_day_is_read_as_it_was_written(form: int) -> None:
    chance = random.Random(form)
    for _ in range(ROUNDS):
        wanted = day(chance)
        text = DAYS[form](wanted, chance)
        assert value_of("date", text) == wanted.isoformat(), text


@pytest.mark.parametrize("form", range(len(DAYS)))
def test_a_span_has_its_two_ends(form: int) -> None:
    chance = random.Random(100 + form)
    for _ in range(ROUNDS // 3):
        one, two = sorted((day(chance), day(chance)))
        first, last = (DAYS[form](d, chance) for d in (one, two))
        text = chance.choice(("自{}起至{}止", "{}—{}", "{}~{}", "{} 至 {}")).format(first, last)
        spans = find_spans(sheets(text)[0].piece(0))
        ends = [(s.first and s.first.value, s.last and s.last.value) for s in spans]
        assert ends == [(one.isoformat(), two.isoformat())], text


@pytest.mark.parametrize("form", range(len(AMOUNTS)))
def test_an_amount_is_read_as_it_was_written(form: int) -> None:
    chance = random.Random(200 + form)
    for _ in range(ROUNDS):
        wanted = chance.randrange(1, 10 ** chance.randrange(1, 10))
        text = AMOUNTS[form](wanted, chance)
        found = value_of("amount", text)
        assert found is not None and Decimal(found) == wanted, text


def test_a_unit_is_its_amounts_own_or_its_labels() -> None:
    chance = random.Random(300)
    for _ in range(ROUNDS):
        number = chance.randrange(1, 10**6)
        label, scale = chance.choice(
            (("注册资本（万元）", 10**4), ("金额（元）", 1), ("单位：亿元", 10**8))
        )
        (sheet,) = sheets(f"{number:,} | {number}万元 | {number} 美元")
        read = amount_reader(label)
        bare, own, abroad = (read(sheet.piece(i)) for i in range(3))
        assert bare is not None and Decimal(bare.value) == number * scale
        assert own is not None and Decimal(own.value) == number * 10**4
        assert abroad is not None and abroad.doubt


@pytest.mark.parametrize("number", range(1, 32))
def test_numerals_of_days(number: int) -> None:
    assert chinese_number(numeral(number)) == number


def test_capitals() -> None:
    chance = random.Random(400)
    for _ in range(ROUNDS):
        number = chance.randrange(1, 10 ** chance.randrange(1, 12))
        found = chinese_amount(capitals(number, chance))
        assert found is not None and found[0] == number


# Noise: pieces of everything, put together by chance.
SCRAPS = (
    *"0123456789年月日元万亿千百至到—-~.,:;()（）[] \u3000\t·•_/%¥$第号〇廿·𬱖㎡½OlIX壹拾佰\u200b",
    "长期", "至今", "2024", "19", "1101011990", "MAR", "Jan", "Smith", "USD", "张三", "欧阳",
    "阿卜杜", "公司", "有限", "事务所", "（普通合伙）", "北京市", "区（县）", "街1号", "甲方",
    "应当", "无", "详见", "１２", "仅供", "使用", "SCJDGL",
)  # fmt: skip
FINDERS: tuple[Callable[[Piece], object], ...] = (
    find_dates, find_spans, find_amounts, find_numbers, find_people, find_partners, find_companies,
    read_certificate, read_registration, amount_reader("资本（万元）"),
)  # fmt: skip


def noise(chance: random.Random) -> Piece:
    lines = [
        "".join(chance.choice(SCRAPS) for _ in range(chance.randrange(1, 16))).strip() or "无"
        for _ in range(chance.randrange(1, 4))
    ]
    sheet: TextSheet = sheets("\n".join(line.replace("|", "") for line in lines))[0]
    whole = Piece(())
    for i in range(len(sheet.lines)):
        whole = whole + sheet.piece(i)
    return whole


def lies_in(part: Piece, whole: Piece) -> bool:
    """Whether the characters are the whole's, in its order."""
    rest = iter(whole.chars)
    return all(any(char == other for other in rest) for char in part.chars)


@pytest.mark.parametrize("kind", READERS)
def test_noise_is_never_an_error_and_a_value_lies_in_its_text(kind: Kind) -> None:
    chance = random.Random(f"noise {kind}")
    for _ in range(2 * ROUNDS):
        piece = noise(chance)
        value = READERS[kind](piece)
        assert value is None or (value.value and value.piece.chars), piece.text
        assert value is None or lies_in(value.piece, piece), piece.text


@pytest.mark.parametrize("find", FINDERS)
def test_what_is_found_lies_in_its_text(find: Callable[[Piece], object]) -> None:
    chance = random.Random(500)
    for _ in range(2 * ROUNDS):
        piece = noise(chance)
        found = find(piece)
        for one in found if isinstance(found, list) else [found]:
            part = getattr(one, "piece", None)
            assert one is None or isinstance(part, Piece)
            assert part is None or (part.chars and lies_in(part, piece)), piece.text


def test_the_place_of_a_day_in_noise() -> None:
    """Whatever stands about it, a day between other words is found where it stands."""
    chance = random.Random(600)
    for _ in range(ROUNDS):
        wanted = day(chance)
        before, behind = ("".join(chance.choices("签订于本合同，。：；", k=6)) for _ in range(2))
        (sheet,) = sheets(f"{before}{wanted.year}年{wanted.month}月{wanted.day}日{behind}")
        (found,) = find_dates(sheet.piece(0))
        assert found.value == wanted.isoformat()
        assert [char.at for char in found.piece.chars] == list(range(found.start, found.end))
        assert isinstance(found.piece.chars[0], Char) and found.start == 6
