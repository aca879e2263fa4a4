"""The guarantee holds where it is tried: draws with known shares of wrong values."""

import numpy as np
import pytest

from review.quality.guarantee import (
    DOUBT,
    FIRST,
    GRID,
    Bound,
    ScoredAnswer,
    bound,
    bounds,
    last_look,
    lowest,
    needed,
    share_of_doubt,
)

TRIALS = 300
MOST = 0.05


def drawn(random: np.random.Generator, number: int, wrong: np.ndarray) -> list[ScoredAnswer]:
    """Answers whose confidence is any of the grid's, wrong there with that share."""
    at = random.integers(0, len(GRID), number)
    right = random.random(number) >= wrong[at]
    return [ScoredAnswer(GRID[n], bool(one)) for n, one in zip(at, right, strict=True)]


def share_above(wrong: np.ndarray, n: int) -> float:
    """The true share of wrong values at or above a confidence of the grid."""
    return float(wrong[n:].mean())


@pytest.mark.parametrize(
    "wrong",
    [
        np.full(len(GRID), MOST * 1.02),
        np.linspace(0.12, 0.051, len(GRID)),
        np.array([0.2, 0.1, 0.06, 0.051, 0.051, 0.0]),
    ],
    ids=["hardly too many", "falling", "good at the top"],
)
def test_no_threshold_is_taken_that_lets_too_many_pass(wrong: np.ndarray) -> None:
    """Whoever asks after every look, and takes the first threshold that is offered."""
    random = np.random.default_rng(20261130)
    failed = 0
    for _ in range(TRIALS):
        answers = drawn(random, 1600, wrong)
        for number in (400, 800, 1600):
            best = lowest(bounds(answers[:number]), MOST)
            if best is not None and share_above(wrong, GRID.index(best.threshold)) > MOST:
                failed += 1
                break
    assert failed <= DOUBT * TRIALS


def test_the_trial_would_see_a_bound_that_is_none() -> None:
    """Whoever takes the share that was seen for the true one is wrong far too often."""
    random, wrong, failed = np.random.default_rng(5), np.full(len(GRID), MOST * 1.02), 0
    for _ in range(TRIALS):
        answers = drawn(random, 1600, wrong)
        seen = [sum(not one.right for one in answers[:n]) / n for n in (400, 800, 1600)]
        failed += min(seen) <= MOST
    assert failed > 3 * DOUBT * TRIALS


def test_all_bounds_hold_together() -> None:
    random = np.random.default_rng(7)
    wrong, failed = np.array([0.3, 0.1, 0.05, 0.02, 0.01, 0.004]), 0
    for _ in range(TRIALS):
        answers = drawn(random, 1200, wrong)
        found = bounds(answers) + bounds(answers[:600])
        truth = [share_above(wrong, n) for n in range(len(GRID))] * 2
        failed += any(one.most < share for one, share in zip(found, truth, strict=True))
    assert failed <= DOUBT * TRIALS


def test_a_good_machine_is_found_good() -> None:
    random = np.random.default_rng(3)
    answers = drawn(random, 6000, np.zeros(len(GRID)))
    best = lowest(bounds(answers), 0.01)
    assert best is not None and best.threshold == GRID[0]


def test_looks_spend_no_more_than_there_is() -> None:
    spent = sum(share_of_doubt(look) * len(GRID) for look in range(10_000))
    assert spent == pytest.approx(DOUBT, rel=1e-3) and spent < DOUBT


def test_between_looks_nothing_changes() -> None:
    good = [ScoredAnswer(0.99, True)] * 399
    assert [last_look(n) for n in (0, FIRST - 1, FIRST, 2 * FIRST - 1)] == [None, None, 0, 0]
    assert bound(good[:200], 0.97) == bound(good, 0.97)
    more = bound([*good, ScoredAnswer(0.99, False)], 0.97)
    assert (more.number, more.wrong) == (400, 1)


def test_before_the_first_look_nothing_is_known() -> None:
    assert bound([ScoredAnswer(0.99, True)] * (FIRST - 1), 0.9).most == 1.0
    assert lowest(bounds([ScoredAnswer(0.99, True)] * (FIRST - 1)), 0.5) is None


@pytest.mark.parametrize("most", [0.05, 0.02, 0.01, 0.005])
def test_so_many_right_answers_suffice_and_no_look_before(most: float) -> None:
    number = needed(most)
    assert bound([ScoredAnswer(0.99, True)] * number, 0.97).most <= most
    assert bound([ScoredAnswer(0.99, True)] * (number - 1), 0.97).most > most


def test_the_lowest_is_chosen() -> None:
    found = [Bound(0.9, 800, 9, 0.03), Bound(0.95, 800, 0, 0.0097), Bound(0.97, 400, 0, 0.018)]
    assert lowest(found, 0.01) == found[1] and lowest(found, 0.03) == found[0]
    assert lowest(found, 0.001) is None
