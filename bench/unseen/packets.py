"""Complete, correct packets with unseen layouts, read without errors and judged by the product.

Nothing is wrong with such a packet: one that is not accepted shows an error of places,
of recognition or of rules, or of the drawing.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.unseen.missing import policy
from bench.unseen.perfect import file_of
from bench.unseen.scene import Scene, scene
from bench.unseen.services import SERVICES, PacketKind, PacketPaper, record
from core.models.finding import Finding
from core.models.geometry import Box
from core.models.material import Material, sheets_of
from core.models.page import FileReading, Page
from core.models.report import Report
from core.text.fold import fold, squeeze
from extractors import TYPES
from extractors.kit.fields import TypeEntry
from extractors.packet.documents import read_documents
from generator.layouts.draw import DrawnPaper, draw_requested
from generator.layouts.parts import Part
from pipeline.judging import judge_material
from pipeline.naming import with_names
from pipeline.settling.calibrate import calibrated, shipped
from pipeline.settling.legible import unread
from pipeline.settling.verify import verify

OUTCOMES = ("accept", "review", "supplement", "reject")
TOGETHER = (1, 1, 1, 2, 3, 5)
"""Number of papers per file (chosen at random)."""


@dataclass(frozen=True)
class DrawnPacket:
    """A packet: its case, its service, and its papers by file."""

    name: str
    scene: Scene
    service: PacketKind
    files: tuple[tuple[DrawnPaper, ...], ...]

    @property
    def papers(self) -> tuple[DrawnPaper, ...]:
        return tuple(paper for file in self.files for paper in file)


@dataclass(frozen=True)
class JudgedPacket:
    """The product's report on a packet."""

    packet: DrawnPacket
    readings: tuple[FileReading, ...]
    report: Report

    @property
    def against(self) -> tuple[Finding, ...]:
        """The findings that prevented acceptance."""
        return tuple(
            f for f in self.report.findings
            if f.status in ("fail", "review") and f.severity != "advisory"
        )  # fmt: skip

    @property
    def line(self) -> dict[str, object]:
        """The JSON line for the result file."""
        return {
            "packet": self.packet.name,
            "service": self.packet.service.id,
            "housing": self.packet.service.housing,
            "day": self.packet.scene.day.isoformat(),
            "outcome": self.report.outcome,
            "against": [
                {"rule": f.rule, "status": f.status, "message": f.message} for f in self.against
            ],
        }


def packets(part: Part, count: int, seed: int, *, draft: bool = True) -> Iterator[DrawnPacket]:
    """`count` correct packets with layouts of this part."""
    for number in range(count):
        yield packet(part, seed * 100_000 + number, draft=draft)


def packet(part: Part, seed: int, service: PacketKind | None = None, *,
           draft: bool = True) -> DrawnPacket:  # fmt: skip
    """The packet for this seed."""
    rng = _chance(part, seed)
    service = service or _service(rng)
    one = scene(rng, policy().is_workday, service.months)
    wanted = service.papers(one, rng)
    drawn = [_drawn(w, part, seed, n, draft) for n, w in enumerate(wanted)]
    return DrawnPacket(f"packet-{part}-{seed:05d}", one, service, tuple(_filed(drawn, rng)))


def service_of(part: Part, seed: int) -> PacketKind:
    """The service of the packet for this seed."""
    return _service(_chance(part, seed))


def _chance(part: Part, seed: int) -> random.Random:
    return random.Random(f"packet/{part}/{seed}")


def _service(rng: random.Random) -> PacketKind:
    return rng.choices(SERVICES, [one.often for one in SERVICES])[0]


def _drawn(wanted: PacketPaper, part: Part, seed: int, number: int, draft: bool) -> DrawnPaper:
    return draw_requested(wanted.kind, part, seed * 100 + number, wanted.request, draft=draft)


def _filed(drawn: Sequence[DrawnPaper], rng: random.Random) -> Iterator[tuple[DrawnPaper, ...]]:
    """The papers, sometimes shuffled, one or several per file."""
    rest = list(drawn)
    if rng.random() < 0.5:
        rng.shuffle(rest)
    while rest:
        some = rng.choice(TOGETHER)
        yield tuple(rest[:some])
        del rest[:some]


def judged(packet: DrawnPacket, kinds: Sequence[TypeEntry] = TYPES) -> JudgedPacket:
    """The packet, read without errors with the given types, and judged."""
    files = tuple(
        file_of(f"{n:02d}.pdf", [p for drawn in file for p in drawn.papers])
        for n, file in enumerate(packet.files, 1)
    )
    return JudgedPacket(packet, files, report_on(packet, files, kinds))


def report_on(
    packet: DrawnPacket, files: Sequence[FileReading], kinds: Sequence[TypeEntry] = TYPES
) -> Report:
    """The product's report on the readings of the packet's files."""
    application = record(packet.scene, packet.service)
    pages = [page for file in files for page in file.pages]
    read = verify(read_documents(files, kinds), pages, lambda p, b: [{} for _ in b])
    known = calibrated(read, shipped().measured[0])
    documents = with_names(tuple(known), application, policy(), pages, fits, rings_fit, centres_fit)
    material = Material(
        packet=packet.name, key="", service=application.service, day=packet.scene.day,
        day_given=True, application=application, documents=documents, files=(),
        sheets=sheets_of(tuple(files)), unread=tuple(unread(files, documents)),
        edition=policy().version,
    )  # fmt: skip
    return judge_material(material, policy(), ahead=False)


def fits(page: Page, box: Box, words: Sequence[str]) -> list[float]:
    """A perfect ink check: a word fits only where it is printed."""
    there = [line.text for line in page.lines if line.box.overlap(box) > 0.1]
    text = squeeze(fold("".join(there)))
    return [1.0 if squeeze(fold(word)) in text else 0.0 for word in words]


def rings_fit(
    page: Page, boxes: Sequence[Box], words: Sequence[tuple[str, ...]]
) -> list[list[float]]:
    """The same for rings."""
    return _seals_fit({seal.box: seal.ring for seal in page.seals}, boxes, words)


def centres_fit(
    page: Page, boxes: Sequence[Box], words: Sequence[tuple[str, ...]]
) -> list[list[float]]:
    """The same for the words in the middle of seals."""
    return _seals_fit({seal.box: seal.centre for seal in page.seals}, boxes, words)


def _seals_fit(
    said: Mapping[Box, str], boxes: Sequence[Box], words: Sequence[tuple[str, ...]]
) -> list[list[float]]:
    return [
        [1.0 if squeeze(fold(word)) == squeeze(fold(said.get(box, ""))) else 0.0 for word in some]
        for box, some in zip(boxes, words, strict=True)
    ]


def summary(found: Sequence[JudgedPacket]) -> str:
    """Counts by outcome, and of the rules that prevented acceptance."""
    outcomes = Counter(str(one.report.outcome) for one in found)
    lines = [
        f"{len(found)} good packets: "
        + ", ".join(f"{outcomes[name]} {name}" for name in OUTCOMES)
        + f" ({outcomes['accept'] / max(1, len(found)):.0%} accepted)"
    ]
    for status in ("fail", "review"):
        rules = Counter(
            rule for one in found for rule in {f.rule for f in one.against if f.status == status}
        )
        lines += [f"{status:>8} {count:4d}  {rule}" for rule, count in rules.most_common()]
    return "\n".join(lines)
