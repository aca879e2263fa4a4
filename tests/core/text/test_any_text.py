"""What holds of any text at all: folding, numerals, amounts and the flow of a page.

Hypothesis draws the texts, from characters that papers and readings mix and from all of Unicode,
and makes what fails as short as it can be.
"""

from decimal import Decimal

from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.models.page import Page
from core.numbers import amounts
from core.text.fold import fold, ordinary, squeeze
from core.text.numerals import as_meant, chinese_amount, chinese_number, whole_of
from core.text.sheet import Flow, TextSheet
from core.text.values.amounts import find_amounts, read_amount, unit_of
from tests.extractors.sheets import line, sheets

FIGURES = "〇一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
DIGITS = "０１２３４５６７８９"
PAPER = (
    "0123456789０１２年月日元圆园角分万亿仟佰拾十廿卅零〇壹贰叁壶伯任一二ー—-.,:;()（）[] \u3000\t"
    "¥￥$·•⼯⺠⻓ﬁ½㈱整正人民币大写甲公司"
)
mixed = st.text(st.sampled_from(PAPER), max_size=24)
any_text = mixed | st.text(max_size=12)
dashless = any_text.filter(lambda text: not {"一", "ー"} & set(text))
numbers = st.integers(1, 10**12 - 1)
fen = st.integers(10, 10**14 - 1)  # 壹分 alone is no amount


def below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for name, size in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit, number = divmod(number, size)
        said += ("零" if gap and said else "") + CAPITALS[digit] + name if digit else ""
        gap = not digit
    return said


def capitals(number: int) -> str:
    """A whole number below 10^12 as cheques have it."""
    said = ""
    for name, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, number = divmod(number, size)
        if section:
            said += ("零" if said and section < 1000 else "") + below_ten_thousand(section) + name
    return said


def money(number: int) -> str:
    """So many fen, in capitals."""
    whole, rest = divmod(number, 100)
    jiao, odd = divmod(rest, 10)
    said = f"{capitals(whole)}元" if whole else ""
    said += f"{CAPITALS[jiao]}角" if jiao else ("零" if whole and odd else "")
    return said + (f"{CAPITALS[odd]}分" if odd else "整")


@given(any_text)
@example("2025年2月一 2026年")
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(dashless, dashless)
def test_a_character_is_folded_alike_wherever_it_stands(one: str, other: str) -> None:
    """But for the dash between two days, which is told by what stands about it."""
    assert fold(one + other) == fold(one) + fold(other)


@given(any_text)
def test_only_a_dash_between_days_is_told_by_its_neighbours(text: str) -> None:
    alone = "".join(fold(ch) for ch in text)
    changed = {(a, b) for a, b in zip(alone, fold(text), strict=True) if a != b}
    assert changed <= {("一", "-"), ("ー", "-")}


@given(any_text)
def test_what_is_squeezed_has_no_space_and_the_same_characters(text: str) -> None:
    squeezed = squeeze(text)
    assert squeezed == "".join(ch for ch in fold(text) if not ch.isspace())
    assert squeeze(squeezed) == squeezed or {"一", "ー"} & set(squeezed)


@given(any_text)
def test_radicals_are_made_ordinary_once(text: str) -> None:
    assert ordinary(ordinary(text)) == ordinary(text)
    assert len(ordinary(text)) == len(text)


@given(st.integers(1, 99))
def test_a_number_in_numerals_is_read_back(number: int) -> None:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{FIGURES[tens]}十"
    text = head + (FIGURES[ones] if ones else "")
    assert chinese_number(text) == number
    short = text.replace("二十", "廿").replace("三十", "卅").replace("四十", "卌")
    assert chinese_number(short) == number


@given(st.integers(0, 99999), st.sampled_from((FIGURES, "○一二三四五六七八九", DIGITS)))
def test_a_year_is_read_figure_by_figure(number: int, figures: str) -> None:
    assert chinese_number("".join(figures[int(ch)] for ch in str(number))) == number


@given(any_text)
def test_no_text_is_too_odd_for_numerals(text: str) -> None:
    found = chinese_number(text)
    assert found is None or found >= 0
    assert len(as_meant(text)) == len(text)
    assert as_meant(as_meant(text)) == as_meant(text)


@given(numbers)
def test_a_whole_number_in_capitals_is_read_back(number: int) -> None:
    assert whole_of(capitals(number)) == number


@given(fen)
def test_money_in_capitals_is_read_back_by_both_readers(number: int) -> None:
    text, wanted = money(number), Decimal(number) / 100
    found = chinese_amount(text)
    assert found == (wanted, 0, len(text))
    assert amounts.parse(text) == wanted
    assert amounts.parse(f"人民币（大写）{text}") == wanted


@given(st.text(st.sampled_from("甲方付款：，。"), max_size=6), fen, any_text)
def test_an_amount_stands_where_it_is_said_to_stand(before: str, number: int, after: str) -> None:
    text = before + money(number) + after
    value, start, end = chinese_amount(text) or (None, 0, 0)
    assert (value, start) == (Decimal(number) / 100, len(before))
    assert chinese_amount(text[start:end]) == (value, 0, end - start)


@given(any_text)
def test_no_text_is_too_odd_for_amounts(text: str) -> None:
    found = chinese_amount(text)
    if found is not None:
        value, start, end = found
        assert value >= 0 and 0 <= start < end <= len(text)
        assert chinese_amount(as_meant(text)[start:end]) == (value, 0, end - start)
    assert (parsed := amounts.parse(text)) is None or parsed >= 0
    assert unit_of(text).scale >= 1


@given(st.integers(0, 10**12), st.sampled_from(("{:,}.{:02d}", "{}.{:02d}")))
def test_an_amount_in_figures_is_read_back(number: int, form: str) -> None:
    text = form.format(*divmod(number, 100))
    assert amounts.parse_figures(text) == Decimal(number) / 100
    read = read_amount(sheets(f"{text}元")[0].piece(0))
    assert read is not None and Decimal(read.value) == Decimal(number) / 100


@given(fen, st.sampled_from(("{0}（¥{1}）", "¥{1} 大写：{0}", "人民币{0}，小写{1}元")))
def test_words_and_figures_of_one_amount_are_one(number: int, form: str) -> None:
    text = form.format(money(number), f"{number / 100:,.2f}")
    (found,) = find_amounts(sheets(text)[0].piece(0))
    assert (found.yuan, found.doubt) == (Decimal(number) / 100, "")


@given(fen, fen)
def test_words_and_figures_of_two_amounts_are_in_doubt(number: int, other: int) -> None:
    assume(number != other)
    text = f"¥{number / 100:,.2f}（大写：{money(other)}）"
    (found,) = find_amounts(sheets(text)[0].piece(0))
    assert found.doubt and found.yuan == Decimal(number) / 100


printed = st.lists(st.lists(mixed.filter(str.strip), min_size=1, max_size=3), max_size=5)


def sheet_of(rows: list[list[str]]) -> TextSheet:
    lines = []
    for n, row in enumerate(rows):
        x = 0.05
        for text in row:
            lines.append(line(text, x, 0.05 + n * 0.04))
            x = lines[-1].box.x1 + 0.02
    return TextSheet(
        Page(file="a", number=1, width=1000, height=1400, lines=tuple(lines)), tuple(lines)
    )


@given(printed, st.sampled_from(("", "\n")), st.sampled_from(("", "\t", "||")))
def test_the_flow_holds_every_character_once_and_in_order(
    rows: list[list[str]], between: str, beside: str
) -> None:
    sheet = sheet_of(rows)
    flow = Flow([sheet], between, beside)
    inked = [
        char
        for n, one in enumerate(sheet.lines)
        for char, ch in zip(sheet.chars[n], fold(one.text), strict=True)
        if not ch.isspace()
    ]
    assert list(flow.piece(0, len(flow.text)).chars) == inked
    said = "".join(fold(sheet.lines[char.line].text)[char.at] for char in inked)
    assert "".join(ch for ch in flow.text if ch not in "\n\t|") == said
    if inked:
        rows_of_it, lines = len(sheet.rows), len(sheet.lines)
        gaps = (rows_of_it - 1) * len(between) + (lines - rows_of_it) * len(beside)
        assert len(flow.text) == len(inked) + gaps


@given(printed, st.data())
def test_a_piece_of_the_flow_says_what_the_flow_says_there(
    rows: list[list[str]], data: st.DataObject
) -> None:
    flow = Flow([sheet_of(rows)])
    start = data.draw(st.integers(0, len(flow.text)))
    end = data.draw(st.integers(start, len(flow.text)))
    piece = flow.piece(start, end)
    assert len(piece.chars) == end - start
    said = "".join(fold(char.sheet.lines[char.line].text)[char.at] for char in piece.chars)
    assert said == flow.text[start:end]
    if piece:
        place = piece.box
        assert place is not None and 0 <= place.x0 < place.x1 and 0 <= place.y0 < place.y1
