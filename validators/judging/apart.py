"""What surely differs between the packets of a batch that are of one unit, guide 六.

Packets that say the same are compared once: a unit with thousands of packets costs as many steps
as it has packets, times the few different things that they say.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.models.filing import PacketFacts, StatedValue, UnitDifference
from validators.judging.filing import WHAT, changes

Change = tuple[str, str, str]
"""What differs, what it is here, what it is there."""
Alike = tuple[object, ...]


@dataclass(eq=False)
class _Group:
    """Packets of a batch that say the same of their unit, by where they stand in it."""

    facts: PacketFacts
    members: list[int] = field(default_factory=list)


class _Groups:
    """The packets of a batch by what they say, and which groups are of one unit."""

    def __init__(self, batch: Sequence[PacketFacts]) -> None:
        known: dict[Alike, _Group] = {}
        self.of: list[_Group] = []
        for number, facts in enumerate(batch):
            group = known.setdefault(_alike(facts), _Group(facts))
            group.members.append(number)
            self.of.append(group)
        self._all = list(known.values())
        self._apart: dict[int, list[tuple[_Group, list[Change]]]] = {}

    def apart_from(self, group: _Group) -> list[tuple[_Group, list[Change]]]:
        """The groups of its unit that say something else, and what that is."""
        if id(group) not in self._apart:
            compared = ((other, changes(group.facts, other.facts)) for other in self._near(group))
            self._apart[id(group)] = [(other, found) for other, found in compared if found]
        return self._apart[id(group)]

    def _near(self, group: _Group) -> Iterator[_Group]:
        facts, year = group.facts, group.facts.day.year
        if not facts.known:
            return
        if facts.unit_code:
            yield from self._by_code[year, facts.unit_code]
        if facts.unit_name:
            named = self._without_code if facts.unit_code else self._by_name
            yield from named[year, facts.unit_name]

    @cached_property
    def _by_code(self) -> dict[tuple[int, str], list[_Group]]:
        return self._by("unit_code", self._all)

    @cached_property
    def _by_name(self) -> dict[tuple[int, str], list[_Group]]:
        return self._by("unit_name", self._all)

    @cached_property
    def _without_code(self) -> dict[tuple[int, str], list[_Group]]:
        return self._by("unit_name", [one for one in self._all if not one.facts.unit_code])

    def _by(self, name: str, groups: Sequence[_Group]) -> dict[tuple[int, str], list[_Group]]:
        found: dict[tuple[int, str], list[_Group]] = defaultdict(list)
        for group in groups:
            if group.facts.known:
                found[group.facts.day.year, getattr(group.facts, name)].append(group)
        return found


class _Told:
    """What was found, in the order in which each packet meets each behind it."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._said: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
        self._units: dict[str, str] = {}

    def add(
        self, one: PacketFacts, other: PacketFacts, change: Change, here: int, there: int | None
    ) -> None:
        """A packet says this, and another that; without the other it was told before."""
        what, mine, theirs = change
        unit = one.unit_name or other.unit_name or one.unit_code
        code = one.unit_code or other.unit_code or unit
        said = self._said.setdefault((code, what), {})
        said.setdefault(mine, {})[self._names[here]] = None
        if there is not None:
            said.setdefault(theirs, {})[self._names[there]] = None
        self._units.setdefault(code, unit)

    @property
    def differences(self) -> tuple[UnitDifference, ...]:
        """All of it."""
        return tuple(
            UnitDifference(
                unit=self._units[code],
                what=WHAT[what].zh,
                what_en=WHAT[what].en,
                said=tuple(
                    StatedValue(text=text, packets=tuple(names)) for text, names in said.items()
                ),
            )
            for (code, what), said in self._said.items()
        )


def between(batch: Mapping[str, PacketFacts]) -> tuple[UnitDifference, ...]:
    """What surely differs between packets of one unit and year; `batch` by their names."""
    groups, told = _Groups(list(batch.values())), _Told(list(batch))
    for number, group in enumerate(groups.of):
        apart = groups.apart_from(group)
        if number == group.members[0]:
            behind = [
                (there, other.facts, found)
                for other, found in apart
                for there in other.members
                if there > number
            ]
            for there, facts, found in sorted(behind, key=lambda one: one[0]):
                for change in found:
                    told.add(group.facts, facts, change, number, there)
        else:  # what stands behind it was told when the first of its group met it
            for other, found in apart:
                if other.members[-1] > number:
                    for change in found:
                        told.add(group.facts, other.facts, change, number, None)
    return told.differences


def _alike(facts: PacketFacts) -> Alike:
    """What a packet is compared by; equal where it says the same."""
    return (
        *(facts.known, facts.day.year, facts.unit_code, facts.unit_name, facts.legal_rep),
        *(facts.address, facts.agent, facts.agent_mark, facts.rings),
    )
