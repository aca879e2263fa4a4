"""Plants faults in correct packets with unseen layouts; a faulty packet that is accepted is a
silent error.

    python -m bench.unseen --perfect --packets 6 --planted --part tune --seed 46

Each fault is on only one paper: another person's or unit's name and number, a term that ends too
soon or has ended, a unit founded too late. A packet that is not accepted without the fault is not
used.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bench.unseen.packets import DrawnPacket, judged, packet, service_of
from bench.unseen.scene import Scene
from bench.unseen.services import PacketKind, PacketPaper
from extractors.kit.fields import TypeEntry
from generator.layouts.parts import Part
from generator.layouts.values import Raw

SOON, OVER, YOUNG = timedelta(days=60), timedelta(days=-40), timedelta(days=-200)
STRANGER = {"name": "钱百川", "number": "110105199003078810"}


@dataclass(frozen=True)
class PlantedFault:
    """A wrong statement on one paper of the packet."""

    kind: str
    what: str
    says: Callable[[Scene], Mapping[str, Raw]]


def _unit(scene: Scene) -> Mapping[str, Raw]:
    return {"unit.name": scene.values["former.name"], "unit.code": scene.values["former.code"]}


def _person(scene: Scene) -> Mapping[str, Raw]:
    return {f"who.{name}": value for name, value in STRANGER.items()}


def _student(scene: Scene) -> Mapping[str, Raw]:
    return {"study.person": STRANGER["name"]}


def _owner(scene: Scene) -> Mapping[str, Raw]:
    return {"owner.name": STRANGER["name"]}


def _day(name: str, after: timedelta) -> Callable[[Scene], Mapping[str, Raw]]:
    return lambda scene: {name: scene.day + after}


FAULTS = (
    *(PlantedFault(kind, "another unit", _unit) for kind in (
        "labor_contract", "tax_info_notice", "power_of_attorney", "its_withholding_screenshot",
        "business_license")),
    *(PlantedFault(kind, "another person", _person) for kind in (
        "labor_contract", "id_card", "household_register_cover")),
    *(PlantedFault(kind, "another person", _student) for kind in (
        "graduation_certificate", "degree_certificate", "chsi_registration_form",
        "education_verification_report", "degree_verification_report", "degree_online_report")),
    PlantedFault("real_estate_certificate", "another owner", _owner),
    PlantedFault("labor_contract", "ends too soon", _day("work.end", SOON)),
    PlantedFault("lease_contract", "ends too soon", _day("lease.end", SOON)),
    PlantedFault("id_card", "has ended", _day("who.card_to", OVER)),
    PlantedFault("business_license", "founded too late", _day("unit.founded", YOUNG)),
)  # fmt: skip


def planted(
    part: Part,
    count: int,
    seed: int,
    kinds: Sequence[TypeEntry],
    faults: Sequence[PlantedFault] = FAULTS,
) -> Iterator[tuple[PlantedFault, DrawnPacket, str]]:
    """Each fault in each of a number of packets that are accepted without it, and the outcome."""
    for number in range(count):
        at = seed * 100_000 + number
        service = service_of(part, at)
        good = packet(part, at, service)
        if judged(good, kinds).report.outcome != "accept":
            continue
        there = {paper.kind for paper in good.papers}
        for fault in faults:
            if fault.kind in there:
                bad = packet(part, at, with_fault(service, fault))
                yield fault, bad, str(judged(bad, kinds).report.outcome)


def with_fault(service: PacketKind, fault: PlantedFault) -> PacketKind:
    """The service with the fault on its paper."""

    def papers(scene, rng):  # type: ignore[no-untyped-def]
        values = scene.saying(fault.says(scene)).values_for("who")
        return [
            PacketPaper(w.kind, replace(w.request, values=values)) if w.kind == fault.kind else w
            for w in service.papers(scene, rng)
        ]

    return replace(service, papers=papers)


def planted_summary(found: Sequence[tuple[PlantedFault, DrawnPacket, str]]) -> str:
    """Outcomes by fault, and the faulty packets that were accepted."""
    by_fault: dict[str, Counter[str]] = defaultdict(Counter)
    for fault, _, outcome in found:
        by_fault[f"{fault.kind}: {fault.what}"][outcome] += 1
    silent = [(fault, bad) for fault, bad, outcome in found if outcome == "accept"]
    lines = [f"{len(found)} planted faults, {len(silent)} accepted"]
    lines += [f"  {name}: {dict(outcomes)}" for name, outcomes in by_fault.items()]
    return "\n".join([*lines, *(f"accepted: {bad.name} {f.kind} {f.what}" for f, bad in silent)])
