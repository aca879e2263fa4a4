"""Differences within a batch: what comparing each with each tells, in far fewer steps."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models.filing import PacketFacts, RingText
from validators.judging import apart
from validators.judging.apart import between
from validators.judging.filing import WHAT, changes

Told = list[tuple[str, str, list[tuple[str, list[str]]]]]


def facts(**more: object) -> PacketFacts:
    told = {"key": "k", "packet": "p", "day": date(2019, 3, 5), **more}
    return PacketFacts.model_validate(told)


def each_with_each(batch: Mapping[str, PacketFacts]) -> Told:
    """The differences, by comparing all pairs in turn."""
    told: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    units: dict[str, str] = {}
    for (name, one), (other, theirs) in combinations(batch.items(), 2):
        if not one_unit(one, theirs):
            continue
        unit = one.unit_name or theirs.unit_name or one.unit_code
        for what, here, there in changes(one, theirs):
            code = one.unit_code or theirs.unit_code or unit
            said = told.setdefault((code, what), {})
            said.setdefault(here, {})[name] = None
            said.setdefault(there, {})[other] = None
            units.setdefault(code, unit)
    return [
        (units[code], WHAT[what].zh, [(text, list(names)) for text, names in said.items()])
        for (code, what), said in told.items()
    ]


def one_unit(one: PacketFacts, other: PacketFacts) -> bool:
    if not (one.known and other.known) or one.day.year != other.day.year:
        return False
    if one.unit_code and other.unit_code:
        return one.unit_code == other.unit_code
    return bool(one.unit_name) and one.unit_name == other.unit_name


RINGS = [
    (),
    (RingText(kind="official", text="甲公司"),),
    (RingText(kind="official", text="丙丁公司"),),
]
FACTS = st.builds(
    facts,
    key=st.sampled_from(["k", "k", "k", ""]),
    day=st.sampled_from([date(2019, 3, 5), date(2019, 9, 1), date(2018, 3, 5)]),
    unit_code=st.sampled_from(["", "A", "B"]),
    unit_name=st.sampled_from(["", "甲公司", "乙公司"]),
    legal_rep=st.sampled_from(["", "赵六", "钱七", "钱士", "钱土"]),
    agent=st.sampled_from(["", "李四", "王五"]),
    agent_mark=st.sampled_from(["", "110***1", "110***2"]),
    rings=st.sampled_from(RINGS),
)


@given(st.lists(FACTS, max_size=14))
def test_it_tells_what_comparing_each_with_each_tells(found: list[PacketFacts]) -> None:
    batch = {f"包{number}": one for number, one in enumerate(found)}
    told = [
        (one.unit, one.what, [(said.text, list(said.packets)) for said in one.said])
        for one in between(batch)
    ]
    assert told == each_with_each(batch)


def test_packets_that_say_the_same_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 packets of 100 units, each unit with two that say something else: 400 groups."""
    compared = []

    def counted(one: PacketFacts, other: PacketFacts) -> list[tuple[str, str, str]]:
        compared.append(one)
        return changes(one, other)

    monkeypatch.setattr(apart, "changes", counted)
    said = {0: "钱七", 1: "孙九"}
    batch = {
        f"包{number}": facts(
            unit_name=f"{number % 100}公司", legal_rep=said.get(number // 100, "赵六")
        )
        for number in range(2000)
    }
    told = between(batch)
    assert len(told) == 100 and all(len(one.said) == 3 for one in told)
    assert len(compared) == 100 * 3 * 3
