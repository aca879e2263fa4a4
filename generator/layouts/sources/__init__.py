"""The values that lexicons refer to by names such as `who.number`."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.layouts.invent import Life
from generator.layouts.sources.homes import homes
from generator.layouts.sources.merits import merits
from generator.layouts.sources.people import pairs, person
from generator.layouts.sources.record import Row
from generator.layouts.sources.rows import sums, tables
from generator.layouts.sources.slips import slips
from generator.layouts.sources.studies import study
from generator.layouts.sources.units import unit
from generator.layouts.sources.work import work
from generator.layouts.values import Raw


@dataclass(frozen=True)
class CaseValues:
    """The values of one case by name, and the rows of its tables."""

    values: Mapping[str, Raw]
    rows: Mapping[str, Sequence[Row]]


def case_values(life: Life, rng: random.Random) -> CaseValues:
    """All values that a lexicon can refer to."""
    values: dict[str, Raw] = {}
    for key in ("who", "spouse", "child", "owner", "agent"):
        values |= person(key, getattr(life, key), rng)
    values |= pairs(life, rng)
    for key in ("unit", "former", "bank"):
        values |= unit(key, getattr(life, key), rng)
    values |= study("study", life.study, rng) | study("master", life.master, rng)
    values |= homes(life, rng) | work(life, rng) | slips(life, rng) | merits(life, rng)
    rows = tables(life, rng, values)
    values |= sums(rows)
    return CaseValues(values, rows)
