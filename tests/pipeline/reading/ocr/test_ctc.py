"""Columns to text, and how well a known word fits columns."""

import numpy as np
import pytest

from pipeline.reading.ocr.ctc import BLANK, POSSIBLE, Alphabet, Columns, beside, decode, fit, fitted

LETTERS = ["", "甲", "乙", "丙", "静", "靜"]
ALPHABET = Alphabet(LETTERS, [(5, 4)])


def columns(*best: str, sure: float = 0.9, other: str = "丙", likely: float = 0.05) -> Columns:
    """One column each: the character ("" for none) at `sure`, `other` at `likely`."""
    table = np.full((len(best), len(LETTERS)), 1e-6, dtype=np.float32)
    for column, ch in zip(table, best, strict=True):
        column[LETTERS.index(other)] = likely
        column[LETTERS.index(ch)] = sure
    return table


def test_runs_and_blanks_become_characters() -> None:
    reading = decode(columns("", "甲", "甲", "", "甲", "乙", ""), ALPHABET)
    assert reading.text == "甲甲乙"
    assert reading.certainty == pytest.approx((0.9, 0.9, 0.9))
    assert reading.confidence == pytest.approx(0.9)


def test_borders_lie_half_way_between_characters() -> None:
    reading = decode(columns("甲", "", "", "", "乙", "", "", "", "", ""), ALPHABET)
    assert reading.cuts == pytest.approx((0.0, 0.25, 0.65))


def test_two_cells_that_were_taken_for_one_line_are_parted() -> None:
    near = decode(columns("甲", *[""] * 9, "乙"), ALPHABET)
    far = decode(columns("甲", *[""] * 15, "乙", "", "", "", "", "丙"), ALPHABET)
    assert near.text == "甲乙"
    assert far.text == "甲 乙丙"
    assert far.certainty == pytest.approx((0.9, 1.0, 0.9, 0.9))
    assert len(far.cuts) == len(far.text) + 1
    assert list(far.cuts) == sorted(far.cuts)


def test_padding_does_not_shift_borders() -> None:
    """Ten columns of which five are the line: borders are shares of the line."""
    reading = decode(columns("甲", "", "", "乙", "", "", "", "", "", ""), ALPHABET, used=0.5)
    assert reading.cuts[1] == pytest.approx(0.4)
    assert reading.cuts[-1] == 1.0


@pytest.mark.parametrize("count", [1, 6])
def test_nothing_but_blanks(count: int) -> None:
    reading = decode(columns(*[""] * count), ALPHABET)
    assert (reading.text, reading.confidence, reading.certainty) == ("", 0.0, ())


def test_the_word_that_is_read_fits() -> None:
    seen = columns("丙", "", "甲", "", "乙", "丙")
    assert fit(seen, ALPHABET, "甲乙") == pytest.approx(1.0)
    assert fit(seen, ALPHABET, "丙甲乙丙") == pytest.approx(1.0)


def test_a_word_that_is_not_there_does_not_fit() -> None:
    seen = columns("甲", "", "乙", "", sure=0.9, likely=0.05)
    assert fit(seen, ALPHABET, "乙甲") < 0.001
    assert fit(seen, ALPHABET, "甲丙") == pytest.approx(0.05 / 0.9, rel=0.01)


def test_a_doubtful_character_counts_by_its_share() -> None:
    """乙 was read where 丙 is nearly as likely."""
    seen = columns("甲", "", "乙", sure=0.5, other="丙", likely=0.4)
    assert fit(seen, ALPHABET, "甲丙") == pytest.approx(0.8, rel=0.01)


def test_a_letter_too_many_does_not_fit() -> None:
    """王晓明 is not 王明."""
    seen = columns("甲", "", "丙", "", "乙", other="甲", likely=0.01)
    assert fit(seen, ALPHABET, "甲乙") < 0.02


def test_the_worst_character_decides() -> None:
    seen = columns("甲", "", "甲", "", "甲", "", "乙", likely=0.01)
    assert fit(seen, ALPHABET, "甲甲甲丙") == pytest.approx(0.01 / 0.9, rel=0.01)


def test_a_letter_twice_needs_a_gap() -> None:
    assert fit(columns("甲", "甲", "甲"), ALPHABET, "甲甲") < 0.001
    assert fit(columns("甲", "", "甲"), ALPHABET, "甲甲") == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "甲乙丙甲乙", "丁"])
def test_words_that_cannot_stand_there(text: str) -> None:
    assert fit(columns("甲", "乙"), ALPHABET, text) == 0.0
    assert LETTERS.index("") == BLANK


def test_two_scripts_are_one_character() -> None:
    """Torn between 静 and 靜, it is still sure."""
    torn = columns("靜", "静", "", sure=0.5, other="静", likely=0.45)
    reading = decode(torn, ALPHABET)
    assert reading.text == "静"
    assert reading.certainty == pytest.approx((0.95,))
    assert fit(torn, ALPHABET, "静") == pytest.approx(1.0)


def test_words_of_any_length_are_followed_at_once() -> None:
    seen = columns("丙", "", "甲", "", "乙", "丙")
    words = ["甲乙", "丙甲乙丙", "乙甲", "", "丁", "丙"]
    assert [one.likely for one in fitted(seen, ALPHABET, words)] == [
        fit(seen, ALPHABET, word) for word in words
    ]


def test_what_is_read_beside_a_word_is_told() -> None:
    """甲乙 fits in 丙甲乙丙, and is not all that stands there."""
    seen = columns("丙", "", "甲", "", "乙", "", "丙")
    (place,) = fitted(seen, ALPHABET, ["甲乙"])
    assert (place.start, place.end) == (2, 4)
    assert beside(seen, ALPHABET, place, 0.8) == "丙丙"
    assert beside(seen, ALPHABET, place, 0.95) == ""
    (whole,) = fitted(seen, ALPHABET, ["丙甲乙丙"])
    assert beside(seen, ALPHABET, whole, 0.8) == ""


def test_a_word_too_long_for_its_gaps_fits_nowhere() -> None:
    """Three equal letters need two columns between them."""
    assert fit(columns("甲", "", "甲"), ALPHABET, "甲甲甲") == 0.0


def test_letters_of_usual_words_only_need_to_be_possible() -> None:
    """The second letter is a hundred times less likely than another; the first one tells."""
    unsure = columns("甲", "", "丙", "", other="乙", likely=0.009)

    def second(text: str) -> list[bool]:
        return [False, True]

    assert fit(unsure, ALPHABET, "甲乙") == pytest.approx(0.01)
    assert fitted(unsure, ALPHABET, ["甲乙"], second)[0].likely == pytest.approx(1.0)
    assert fitted(unsure, ALPHABET, ["甲静"], second)[0].likely < POSSIBLE  # impossible
    assert fitted(unsure, ALPHABET, ["静丙"], second)[0].likely < POSSIBLE  # another name


def test_no_letter_is_skipped_before_a_usual_word() -> None:
    between = columns("甲", "丙", "乙", other="", likely=0.1)
    found = fitted(between, ALPHABET, ["甲乙"], lambda text: [False, True])
    assert found[0].likely == pytest.approx(0.1 / 0.9)
