"""The exact bounds against figures of others: scipy's beta quantiles, tables, the rule of three."""

import pytest
from scipy import stats

from review.quality.bounds import at_most, interval, lower, upper

CASES = [
    (0, 10),
    (1, 10),
    (5, 10),
    (9, 10),
    (10, 10),
    (0, 800),
    (3, 1600),
    (40, 3200),
    (17, 90_000),
]


@pytest.mark.parametrize(("wrong", "number"), CASES)
@pytest.mark.parametrize("doubt", [0.05, 0.001, 1e-7])
def test_clopper_pearson(wrong: int, number: int, doubt: float) -> None:
    high = stats.beta.ppf(1 - doubt, wrong + 1, number - wrong) if wrong < number else 1.0
    low = stats.beta.ppf(doubt, wrong, number - wrong + 1) if wrong else 0.0
    assert upper(wrong, number, doubt) == pytest.approx(high, rel=1e-8)
    assert lower(wrong, number, doubt) == pytest.approx(low, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(("wrong", "number"), CASES)
@pytest.mark.parametrize("share", [1e-5, 0.002, 0.3, 0.97])
def test_the_binomial_distribution(wrong: int, number: int, share: float) -> None:
    known = stats.binom.cdf(wrong, number, share)
    assert at_most(wrong, number, share) == pytest.approx(known, rel=1e-9, abs=1e-300)


def test_known_figures() -> None:
    """10 of 100 (Newcombe 1998 has such tables): 4.90 % to 17.62 %."""
    low, high = interval(10, 100)
    assert (round(low, 4), round(high, 4)) == (0.0490, 0.1762)
    assert interval(0, 0) == (0.0, 1.0)
    assert at_most(0, 5, 0.0) == 1.0 and at_most(3, 5, 1.0) == 0.0
