"""What is drawn is random, the same again, and the same for nobody without the secret."""

from collections import Counter

from review.quality.bounds import at_most
from review.quality.sampling import draw_values, is_chosen, number_of
from tests.review.good import passing

KEYS = [f"{n:032x}" for n in range(4000)]


def test_the_share_is_drawn_and_again_the_same() -> None:
    chosen = {key for key in KEYS if is_chosen("甲", key, 0.05)}
    number = len(chosen)
    assert at_most(number, len(KEYS), 0.05) > 0.001
    assert at_most(len(KEYS) - number, len(KEYS), 0.95) > 0.001
    assert chosen == {key for key in KEYS if is_chosen("甲", key, 0.05)}


def test_another_secret_draws_others() -> None:
    one, other = ({key for key in KEYS if is_chosen(s, key, 0.05)} for s in ("甲", "乙"))
    assert len(one & other) < len(one) / 4


def test_a_packet_gives_one_value_of_a_kind() -> None:
    found = draw_values("甲", KEYS[0], passing())
    kinds = Counter(one.place.kind for one in found)
    assert len(kinds) > 4 and set(kinds.values()) == {1}


def test_any_value_of_a_kind_may_be_drawn() -> None:
    material = passing()
    days = {
        (one.document.id, one.place.address)
        for key in KEYS[:200]
        for one in draw_values("甲", key, material)
        if one.place.kind == "date"
    }
    assert len(days) > 5


def test_numbers_are_spread_over_their_room() -> None:
    halves = Counter(number_of("甲", key) >> 63 for key in KEYS)
    assert 0.001 < at_most(halves[0], len(KEYS), 0.5) < 0.999
