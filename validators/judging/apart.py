"""Sure differences between the packets of one unit in a batch, guide 六.

Packets with equal facts form one group, and only groups are compared: the cost for a unit grows
with its number of packets times its few different values, not with the square of the packets.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.models.filing import PacketFacts, StatedValue, UnitDifference
from validators.judging.filing import WHAT, changes

Change = tuple[str, str, str]
"""The differing fact, its value in one packet and in the other."""
Alike = tuple[object, ...]


@dataclass(eq=False)
class _Group:
    """Packets of a batch with equal facts about their unit, by their position in the batch."""

    facts: PacketFacts
    members: list[int] = field(default_factory=list)


class _Groups:
    """The packets of a batch grouped by equal facts, and the groups of each unit."""

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
        """The groups of the same unit with different facts, and the differences."""
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


class _Differences:
    """The differences found, in the order in which each packet is compared with later ones."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._stated: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
        self._units: dict[str, str] = {}

    def add(
        self, one: PacketFacts, other: PacketFacts, change: Change, here: int, there: int | None
    ) -> None:
        """Add a difference of two packets; without the other one it was added before."""
        what, own, theirs = change
        unit = one.unit_name or other.unit_name or one.unit_code
        code = one.unit_code or other.unit_code or unit
        values = self._stated.setdefault((code, what), {})
        values.setdefault(own, {})[self._names[here]] = None
        if there is not None:
            values.setdefault(theirs, {})[self._names[there]] = None
        self._units.setdefault(code, unit)

    @property
    def differences(self) -> tuple[UnitDifference, ...]:
        """All differences."""
        return tuple(
            UnitDifference(
                unit=self._units[code],
                what=WHAT[what].zh,
                what_en=WHAT[what].en,
                said=tuple(
                    StatedValue(text=text, packets=tuple(names)) for text, names in values.items()
                ),
            )
            for (code, what), values in self._stated.items()
        )


def between(batch: Mapping[str, PacketFacts]) -> tuple[UnitDifference, ...]:
    """Sure differences between packets of one unit and year; `batch` is keyed by packet name."""
    groups, differences = _Groups(list(batch.values())), _Differences(list(batch))
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
                    differences.add(group.facts, facts, change, number, there)
        else:  # later packets were added when the first of its group was compared
            for other, found in apart:
                if other.members[-1] > number:
                    for change in found:
                        differences.add(group.facts, other.facts, change, number, None)
    return differences.differences


def _alike(facts: PacketFacts) -> Alike:
    """The key by which packets are compared; equal for equal facts."""
    return (
        *(facts.known, facts.day.year, facts.unit_code, facts.unit_name, facts.legal_rep),
        *(facts.address, facts.agent, facts.agent_mark, facts.rings),
    )
