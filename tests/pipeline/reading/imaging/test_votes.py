"""Several readings of one ring: what they say together, character by character."""

import pytest

from pipeline.reading.imaging.arcs import Arc
from pipeline.reading.imaging.votes import SPACED, RingVote, ScoredText, leading, voted

ARC = Arc(0, 40, 0, 400)


def spoken(text: str, doubt: str = "", sure: float = 0.3) -> ScoredText:
    """A reading that is certain of all but the characters of `doubt`."""
    return ScoredText(text, tuple(sure if ch in doubt else 0.99 for ch in text))


def test_the_surer_character_is_taken() -> None:
    found = voted(spoken("北京博远家城数据", "家", 0.5), [spoken("北京博远东城教据", "教", 0.3)])
    assert found.text == "北京博远东城数据"
    # what the other reading held against it is taken off
    assert found.certainty[4] == pytest.approx(0.99 * 0.75)
    assert found.certainty[0] == 0.99


@pytest.mark.parametrize(("sure", "text"), [(0.97, "石家庄市公安局"), (0.4, "石庄市公安局")])
def test_a_character_more_is_taken_in_where_it_is_sure(sure: float, text: str) -> None:
    assert voted(spoken("石庄市公安局"), [spoken("石家庄市公安局", "家", sure)]).text == text


def test_where_the_spacing_asks_for_it_less_will_do() -> None:
    other = spoken("石家庄市公安局", "家", 0.4)
    found = voted(spoken("石庄市公安局"), [other], SPACED)
    assert (found.text, found.least) == ("石家庄市公安局", 0.4)


@pytest.mark.parametrize(("sure", "text"), [(0.2, "东北大学"), (0.5, "东北大人学")])
def test_a_character_that_others_lack_goes_where_it_is_very_unsure(sure: float, text: str) -> None:
    assert voted(spoken("东北大人学", "人", sure), [spoken("东北大学")]).text == text


def test_another_text_says_nothing_about_this_one() -> None:
    first = spoken("北京交通大学", "交", 0.4)
    assert voted(first, [spoken("国家税务总局")]) == first


def test_the_longest_of_the_surer_readings_leads() -> None:
    short, long = RingVote(spoken("东城区"), ARC, True), RingVote(spoken("北京市东城区"), ARC, True)
    junk = RingVote(spoken("一二三四五六七八", "三", 0.1), ARC, True)
    assert leading([short, long, junk]) == long


def test_a_reading_that_may_lack_a_character_is_half_as_sure() -> None:
    told = RingVote(spoken("东城区", "城", 0.6), ARC, False)
    assert (told.sure, told.text) == (0.3, "东城区")


def test_marks_and_blanks_are_no_words_of_a_seal() -> None:
    assert ScoredText.clean(
        "北 京(样例)。", (0.9, 0.1, 0.8, 0.7, 0.6, 0.5, 0.4, 0.2)
    ) == ScoredText("北京（样例）", (0.9, 0.8, 0.7, 0.6, 0.5, 0.4))
    assert ScoredText("", ()).least == ScoredText("", ()).mean == 0.0
