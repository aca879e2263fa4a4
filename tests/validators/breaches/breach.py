"""One criterion broken, and what a rule must say then."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.models.finding import Severity, Status
from tests.validators.packets.packet import Judged, Packet
from tests.validators.packets.paper import Paper
from tests.validators.packets.services import VARIANTS, Variant, good
from validators.policy import load_policy

Change = Callable[[Packet], object]


@dataclass(frozen=True)
class Breach:
    """`breaks` names the criterion, `by` changes a good packet so that it alone does not hold."""

    breaks: str
    by: Change
    says: Status = "fail"
    on: Variant | None = None
    """The packet in which it is tried; the first of a service that the rule binds."""
    lines: int = 1
    """Lines of the notice; none where the rule only advises or asks."""
    first: Change | None = None
    """What makes a good packet one in which the criterion is asked."""
    severity: Severity | None = None
    """Of a border case that has its own."""
    also: tuple[str, ...] = ()
    """Rules that cannot but fail on it too, with a fact of their own."""
    unread: Status | None = "review"
    """What the rule says where the changed values were not read; None where others tell enough."""
    told_by: str = ""
    """The rule that speaks of it, where that is not the criterion's own."""

    @property
    def rule(self) -> str:
        return self.told_by or self.breaks.partition(".")[0]

    @property
    def variant(self) -> Variant:
        """The packet that it is tried in."""
        return self.on or next(
            v for v in VARIANTS if load_policy().rule(self.rule).binds(v.service)
        )

    def good(self, variant: Variant, seed: int) -> Packet:
        """The packet in which the criterion holds."""
        return _prepared(self.first, variant, seed)

    def holds(self, variant: Variant, seed: int) -> Judged:
        """What speaks against the packet in which it holds: nothing should."""
        return _said_of_good(self.first, variant, seed)

    def broken(self, variant: Variant, seed: int) -> Packet:
        """The same packet with the criterion broken."""
        packet = self.good(variant, seed)
        self.by(packet)
        return packet

    def told(self) -> Judged:
        """What is said of its own packet, broken; of other rules, only what speaks against it."""
        return _told(self)

    def fits(self, variant: Variant) -> bool:
        """Whether the rule binds packets of the variant, and all that is changed is there."""
        if not load_policy().rule(self.rule).binds(variant.service):
            return False
        try:
            self.broken(variant, 1)
        except KeyError:
            return False
        return True


def _prepared(first: Change | None, variant: Variant, seed: int) -> Packet:
    packet = good(variant, seed)
    if first is not None:
        first(packet)
    return packet


@cache
def _told(breach: Breach) -> Judged:
    judged = breach.broken(breach.variant, 1).judged()
    kept = (f for f in judged.findings if f.rule == breach.rule or f.status in ("fail", "review"))
    return Judged(tuple(kept))


@cache
def _said_of_good(first: Change | None, variant: Variant, seed: int) -> Judged:
    """Kept, as many breaches are tried in the same good packet."""
    judged = _prepared(first, variant, seed).judged()
    return Judged(tuple(f for f in judged.findings if f.status in ("fail", "review")))


def changed(one: Packet, two: Packet) -> set[str]:
    """What differs, in the words of `Criterion.reads`."""
    names = one.papers.keys() | two.papers.keys()
    found = {part for name in names for part in _paper(one.papers.get(name), two.papers.get(name))}
    found |= {"day"} if one.day != two.day else set()
    found |= {"unread"} if one.unread != two.unread else set()
    return found | set(_record(_flat(one.record), _flat(two.record), "record"))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as an application's file has it: further facts at the top."""
    return {**{k: v for k, v in record.items() if k != "extra"}, **record.get("extra", {})}


def _paper(one: Paper | None, two: Paper | None) -> Iterator[str]:
    there = one or two
    assert there is not None
    if one is None or two is None:
        yield there.kind
        return
    for name in one.values.keys() | two.values.keys():
        if one.values.get(name, "…") != two.values.get(name, "…"):
            yield f"{there.kind}.{name}"
    if len(one.rows) != len(two.rows):
        yield f"{there.kind}.rows"
    elif one.rows != two.rows:
        columns = {name for row in (*one.rows, *two.rows) for name in row}
        apart = [c for c in columns if [r.get(c) for r in one.rows] != [r.get(c) for r in two.rows]]
        yield from (f"{there.kind}.rows.{name.removeprefix('rows.')}" for name in apart)
    if one.seals != two.seals:
        yield f"{there.kind}.seals"
    if one.notes != two.notes:
        yield f"{there.kind}.notes"
    if (one.more, one.sheets) != (two.more, two.sheets):
        yield f"{there.kind}.page"


def _record(one: Mapping[str, Any], two: Mapping[str, Any], path: str) -> Iterator[str]:
    for key in one.keys() | two.keys():
        a, b = one.get(key), two.get(key)
        if a == b:
            continue
        if isinstance(a, Mapping) or isinstance(b, Mapping):
            yield from _record(a or {}, b or {}, f"{path}.{key}")
        else:
            yield f"{path}.{key}"
