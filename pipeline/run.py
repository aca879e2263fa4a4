"""The first phase (open, read, split, extract, settle), and the check made of both phases.

Reading a packet (`read_packet`) depends on no other packet: it can run anywhere, in any order,
with the same result. Judging (`pipeline/judging.py`) needs no page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from core.errors import InputError
from core.folders import cache_folder, trust_folder
from core.limits import limits
from core.models.document import Document
from core.models.filing import PacketFacts
from core.models.material import Material, ReadPacket, page_images, sheets_of
from core.models.page import FileReading, Page
from core.models.report import Report
from core.places import Place
from core.reasons import reason
from core.work import keep_temporary
from pipeline.extracting import papers_of
from pipeline.judging import Judged, judge_material, judge_packet
from pipeline.memory import Memory
from pipeline.naming import with_names
from pipeline.reading.box.trial import check_walls
from pipeline.reading.budget import PACKET_SPENT, Budget
from pipeline.reading.closer import fit_rings, fit_words, read_again
from pipeline.reading.files import VERSION, read_files
from pipeline.reading.intake.packet import Packet, open_packet
from pipeline.reading.ocr import DEFAULT
from pipeline.reading.ocr.setup import set_up
from pipeline.reading.pool import Pool, PriorityPool
from pipeline.reading.recorded import record_of
from pipeline.reading.roots import Roots, load_roots
from pipeline.reading.store import ReadingStore, open_store
from pipeline.reading.tries import OVER, BudgetedPool
from pipeline.reading.views import StoredPictures
from pipeline.reporting.build import report_file
from pipeline.reporting.pictures import Pictures
from pipeline.reporting.wishes import wishes_of
from pipeline.service import Options as Options
from pipeline.service import service_and_day
from pipeline.settling import weighing
from pipeline.settling.legible import unread
from pipeline.settling.trust import Trust
from pipeline.settling.verify import verify
from validators.judging.edition import open_edition
from validators.judging.families import rules_of
from validators.judging.filing import content_key
from validators.policy import Policy

POLICY = "dc-2019-09"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Checked:
    """A checked packet: its report, and the pictures for its pages.

    `facts` are stored once the report is written; the rules can run again from `material`
    without reading; `files` are the readings before any processing.
    """

    report: Report
    pictures: Pictures
    facts: PacketFacts | None = None
    material: Material | None = None
    files: tuple[FileReading, ...] = ()


@dataclass
class Kit:
    """Everything needed to check: workers, kept readings, the policy. A context manager."""

    pool: Pool
    store: ReadingStore
    policy: Policy
    trust: Trust
    memory: Memory = field(default_factory=Memory)
    roots: Roots = field(default_factory=Roots)
    """Whose electronic signatures are trusted."""
    budget: Budget | None = None
    """Time limit of the packets' batch; None for a single packet without limit."""

    @property
    def services(self) -> Mapping[str, str]:
        """Names of the policy's services, by id."""
        return {service.id: service.name_zh for service in self.policy.services}

    def __enter__(self) -> "Kit":
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.close()
        self.memory.close()


def open_kit(
    *,
    engine: str = DEFAULT,
    workers: int = 2,
    cache: Place | None = None,
    policy: str | Policy = POLICY,
    memory: Path | None = None,
    roots: Path | None = None,
    require_sandbox: bool = False,
) -> Kit:
    """Prepare everything to check packets; workers start with the first page.

    `cache` is the folder of kept readings (default cache_folder()), `memory` the file of facts on
    units (None: only while the kit is open), `policy` an edition or its name, `roots` the folder
    of trusted certificates (default trust_folder()). Raises ToolMissing if the engine, or with
    `require_sandbox` a part of the workers' sandbox, is unavailable; PolicyError for a missing
    policy, InputError if the cache cannot be used.
    """
    limits()  # fails before a worker starts
    keep_temporary()
    if require_sandbox:
        check_walls()
    setup = set_up(engine)
    store = open_store(cache or cache_folder(), f"{setup.name} reading {VERSION}")
    second = setup.second.id if setup.second else None
    pool = Pool(setup.first.id, second, workers, strict=require_sandbox)
    known = open_edition(policy) if isinstance(policy, str) else policy
    rules_of(known)  # fails before a page is read
    trusted = load_roots(roots or trust_folder())
    return Kit(pool, store, known, Trust(setup), Memory(memory), trusted)


def check_packet(
    source: Path, kit: Kit, options: Options | None = None, progress: Progress | None = None
) -> Checked:
    """Check one packet: read it and judge it. Raises as `read_packet` does."""
    read, files = _read(source, kit, options or Options(), progress)
    if progress:
        progress("judge", 0, 0)
    return replace(judged(read, kit), files=files)


def read_packet(
    source: Path, kit: Kit, options: Options | None = None, progress: Progress | None = None
) -> ReadPacket:
    """Read one packet. Raises InputError if there is nothing to open at `source`.

    `progress` gets ("read", pages done, all pages), then ("settle", 0, 0).
    """
    return _read(source, kit, options or Options(), progress)[0]


def within_budget(kit: Kit) -> None:
    """Raises InputError if the batch has no time left."""
    if kit.budget is not None and kit.budget.left <= 0:
        raise InputError(OVER, kit.budget.message)


def judged(read: ReadPacket, kit: Kit) -> Checked:
    """Judge a packet that was read, with the kit's present memory of its unit."""
    found: Judged = judge_packet(read, kit.policy, kit.memory)
    pictures = StoredPictures.of(read.shown, kit.store)
    return Checked(found.report, pictures, found.facts, found.material)


def _read(
    source: Path, kit: Kit, options: Options, progress: Progress | None
) -> tuple[ReadPacket, tuple[FileReading, ...]]:
    """What was read, and the files before processing."""
    if options.service is not None and options.service not in kit.services:
        raise InputError(
            "unknown_service",
            f"没有名为 {options.service} 的业务，可用：{'、'.join(kit.services)}",
            f"no service is named {options.service}; there are {', '.join(kit.services)}",
        )
    within_budget(kit)
    tick = partial(progress, "read") if progress else lambda done, total: None
    budget = Budget(limits().packet_seconds, kit.budget, PACKET_SPENT)
    with open_packet(source) as packet:
        if not packet.files and packet.record is None:
            raise InputError("empty", reason("packet.empty", name=packet.name))
        pool = BudgetedPool(kit.pool, budget)
        packet.take_record(record_of(packet, pool, kit.store))
        files = tuple(read_files(packet.files, kit.pool, kit.store, tick, kit.roots, budget))
        if progress:
            progress("settle", 0, 0)
        documents = _documents(packet, files, pool, kit)
        material = material_of(packet, files, documents, kit, options)
        read = ReadPacket(material=material, shown=page_images(files))
        _make_small(read, kit, BudgetedPool(PriorityPool(kit.pool), budget))
        return read, files


def _make_small(read: ReadPacket, kit: Kit, pool: BudgetedPool) -> None:
    """Have readers make its report's pictures; more may follow for facts of other packets."""
    pictures = StoredPictures.of(read.shown, kit.store)
    if not pictures.all_made():
        report = judge_material(read.material, kit.policy, ahead=False)
        pictures.make(wishes_of(report), pool)


def _documents(
    packet: Packet, files: Sequence[FileReading], pool: BudgetedPool, kit: Kit
) -> tuple[Document, ...]:
    """The papers in the files, with doubtful values settled."""
    again = partial(read_again, pool=pool, store=kit.store)
    pages = [page for file in files for page in file.pages]
    papers = papers_of(files, kit.store)
    read = verify(papers, pages, lambda p, b: again(p, b), kit.trust.worth)
    documents = weighed(read, pages, kit)
    fit = partial(fit_words, pool=pool, store=kit.store)
    rings = partial(fit_rings, pool=pool, store=kit.store)
    placed = with_names(
        documents,
        packet.application,
        kit.policy,
        pages,
        lambda p, b, w: fit(p, b, w),
        lambda p, b, w: rings(p, b, w),
        lambda p, b, w: rings(p, b, w, part="centre"),
    )
    return tuple(kit.trust.held(placed))


def weighed(documents: Sequence[Document], pages: Sequence[Page], kit: Kit) -> tuple[Document, ...]:
    """The documents with scores turned into probabilities, and confirmed by totals and codes."""
    return weighing.weighed(documents, pages, kit.trust, kit.policy.threshold)


def material_of(
    packet: Packet,
    files: Sequence[FileReading],
    documents: Sequence[Document],
    kit: Kit,
    options: Options,
) -> Material:
    """Input of the rules, before other packets are considered."""
    application, readers = packet.application, kit.trust.readers(documents)
    service, day, notes = service_and_day(application, documents, options, kit.services)
    unclear = unread(files, documents, measured=readers.measured)
    return Material(
        packet=packet.name,
        key=content_key(file.sha256 for file in files),
        service=service,
        day=day,
        day_given=(options.submission_date or application.submission_date) is not None,
        application=application,
        record_broken=packet.record_broken,
        documents=tuple(documents),
        files=tuple(report_file(file) for file in files),
        sheets=sheets_of(tuple(files)),
        unread=tuple(unclear),
        unread_why=unclear,
        notes=tuple(packet.notes),
        assumed=tuple(notes),
        edition=kit.policy.version,
        engine=kit.trust.setup.name,
        readers=readers,
    )
