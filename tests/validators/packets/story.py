"""One invented case: who, where, when; every paper of a packet is about it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from bench.unseen.scene import filing_day, good_life
from generator.layouts.invent import Life, digits
from generator.numbers import add_months
from validators.policy import load_policy

DISTRICT = "北京市东城区"


@dataclass(frozen=True)
class Story:
    """The case, its day of filing, and what chance alone decides."""

    life: Life
    day: date
    home: str
    permit: str
    income: Decimal
    register: str

    def ago(self, days: int) -> str:
        """So many days before the day of filing."""
        return str(self.day - timedelta(days=days))

    def ahead(self, days: int) -> str:
        """So many days after it."""
        return str(self.day + timedelta(days=days))

    def month(self, back: int) -> str:
        """The month so many before that of filing."""
        return add_months(f"{self.day:%Y-%m}", -back)

    def months(self, first: int, last: int) -> list[str]:
        """The months from so many back to so many back, both included."""
        return [self.month(back) for back in range(first, last - 1, -1)]


@cache
def story(seed: int, day: date | None = None) -> Story:
    """A case at random, filed on a working day unless told when."""
    rng = random.Random(seed)
    when = day or filing_day(rng, load_policy().is_workday)
    return Story(
        life=good_life(rng, when),
        day=when,
        home=f"{DISTRICT}样例胡同{rng.randint(1, 99)}号院{rng.randint(1, 9)}号楼"
        f"{rng.randint(1, 6)}单元{rng.randint(1, 9)}0{rng.randint(1, 4)}室",
        permit=f"2023{digits(rng, 8)}",
        income=Decimal(rng.randrange(30_000, 60_000)),
        register=digits(rng, 6),
    )
