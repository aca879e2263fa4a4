"""Many packets, one after the other, none able to cost another its report.

Each packet's report is written as soon as it is done, and what was read lies in the
reading store: a batch that was stopped is simply started again (sharing.py).
"""

import hashlib
import json
import secrets
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.errors import InputError, YushenError
from core.files import write_private
from core.models.filing import PacketFacts
from core.models.finding import Outcome, Status
from core.models.report import Report, ReportFile, Wording
from pipeline.reading.intake.names import is_noise
from pipeline.reporting.summary import failed_packet, summarise
from pipeline.reporting.tally import PacketSummary
from pipeline.unattended.batch_ledger import Whose
from pipeline.unattended.batch_rooms import BatchRooms

PICTURES = {".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".jp2"}
SUFFIXES = PICTURES | {".heic", ".heif", ".avif", ".pdf", ".ofd", ".zip"}
OFFICE = {".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt"}  # zips inside, but no packets
HEADS = (b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"RIFF")
NAMES_FILE = "packets.json"
TRIES = 2  # of a packet whose trouble may pass


@dataclass(frozen=True)
class Job:
    """A packet to check. `id` tells nothing of whose it is; `name` is its folder in OUT."""

    id: str
    name: str
    source: Path


@dataclass(frozen=True)
class Gist:
    """What is still asked of a report when the batch is summed up."""

    counts: Counter[Status]
    rules: dict[Status, tuple[str, ...]]
    summary: PacketSummary


@dataclass(frozen=True)
class Done:
    """What became of a packet. With an error, the report only says that it failed and why."""

    job: Job
    seconds: float
    report: Report
    error: Exception | None = None
    facts: PacketFacts | None = None
    """What is remembered of it, where it was checked."""
    whose: Whose = "ours"
    """Which run's report it is."""
    later: str = ""
    """Why nothing became of it yet; in the end it is empty."""
    gist: Gist | None = None
    """In place of what the report held, where that was let go of."""

    @property
    def outcome(self) -> Outcome:
        return self.report.outcome

    @property
    def counts(self) -> Counter[Status]:
        return self.gist.counts if self.gist is not None else counts_of(self.report)

    def rules(self, status: Status) -> tuple[str, ...]:
        """The rules whose findings have that status, each once."""
        if self.gist is not None:
            return self.gist.rules.get(status, ())
        return tuple(dict.fromkeys(f.rule for f in self.report.findings if f.status == status))

    @property
    def summary(self) -> PacketSummary:
        """Its row in the summary."""
        seconds = round(self.seconds, 1)
        if self.gist is not None:
            return self.gist.summary.model_copy(update={"seconds": seconds})
        if self.error is not None:
            return failed_packet(self.job.name, self.report.outcome_reason.zh, seconds)
        return summarise(self.report, self.job.name, seconds)

    def light(self) -> "Done":
        """The same without what is written and not asked for again: a batch may be long."""
        if self.error is not None or self.gist is not None:
            return self
        rules: dict[Status, tuple[str, ...]] = {one: self.rules(one) for one in ("fail", "review")}
        empty = {"documents": (), "findings": (), "files": (), "deadlines": (), "outlook": None}
        return replace(
            self,
            report=self.report.model_copy(update=empty),
            gist=Gist(self.counts, rules, self.summary),
        )

    @property
    def broke(self) -> str | None:
        """After a bug, where it is; None for errors of ours and where there was none."""
        bug = self.error is not None and not isinstance(self.error, YushenError)
        return where_it_broke(self.error) if bug and self.error is not None else None

    @property
    def may_pass(self) -> bool:
        """Whether trying once more may help."""
        return isinstance(self.error, YushenError) and self.error.may_pass


@dataclass(frozen=True)
class Inbox:
    """The packets of a folder, and the children that are none."""

    jobs: list[Job] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def counts_of(report: Report) -> Counter[Status]:
    """How many findings have each status."""
    return Counter(finding.status for finding in report.findings)


Check = Callable[[Job], Report]
Run = Callable[[Job], Done]
Each = Callable[[Run, Sequence[Job]], list[Done]]


def list_packets(inbox: Path, out: Path) -> Inbox:
    """Each direct child of `inbox` that can be a packet, in name order.

    Makes `out`. Raises InputError where there is no such folder or nothing in it, or where
    `out` cannot be written.
    """
    if not inbox.is_dir():
        raise InputError("not_a_folder", f"找不到文件夹 {inbox} / no such folder; 请检查路径")
    packets: list[Path] = []
    ignored: list[str] = []
    for child in sorted(inbox.iterdir(), key=lambda path: path.name):
        if is_noise(child.name) or child.resolve() == out.resolve():
            continue
        if child.is_symlink() or not (child.is_dir() or _may_be_packet(child)):
            ignored.append(child.name)
            continue
        packets.append(child)
    jobs = _named(packets, BatchRooms(out))
    if not jobs:
        raise InputError("empty_inbox", f"{inbox} 中没有可检查的材料 / no packets in it")
    return Inbox(jobs, ignored)


def _named(packets: Sequence[Path], rooms: BatchRooms) -> list[Job]:
    """Their jobs, the same for every run into one OUT."""
    rooms.make()
    try:
        with rooms.alone():
            names = _Names(rooms.out / NAMES_FILE)
            jobs = names.jobs(packets)
            if jobs:
                names.save()
            return jobs
    except OSError as error:
        raise rooms.not_writable(error) from error


def runner(check: Check, after: Callable[[Done], None]) -> Run:
    """A job's whole run as one call that does not raise; `after` is told of each."""

    def run(job: Job) -> Done:
        begun = time.monotonic()
        trouble: Exception | None = None
        try:
            report = check(job)
        except Exception as error:  # of any kind: the other packets must still be checked
            report, trouble = failure(job, error), error
        done = Done(job, time.monotonic() - begun, report, trouble)
        after(done)
        return done

    return run


def failure(job: Job, error: Exception) -> Report:
    """The report of a packet that could not be checked: for a person to look into.

    An error of ours says why; of any other only the class is told, for its message may
    hold personal data.
    """
    if isinstance(error, YushenError):
        zh = en = str(error)
    else:
        zh = f"程序内部错误（{type(error).__name__}），请联系维护者"
        en = f"internal error ({type(error).__name__}); please tell the maintainers"
    code = error.code if isinstance(error, InputError) else type(error).__name__
    file = ReportFile(
        name=job.source.name, sha256="", pages=0, status="failed", error=zh, error_code=code
    )
    return Report(
        packet=job.name,
        service=None,
        submission_date=None,
        outcome="review",
        outcome_reason=Wording(zh=f"未能检查：{zh}", en=f"Not checked: {en}"),
        files=(file,),
    )


def in_turn(run: Run, jobs: Sequence[Job]) -> list[Done]:
    """All jobs, one after the other."""
    return [until_settled(run, job) for job in jobs]


def until_settled(run: Run, job: Job) -> Done:
    """Run a job, and once more where its trouble may pass."""
    done = run(job)
    for _ in range(TRIES - 1):
        if not done.may_pass:
            break
        done = run(job)
    return done


def worst_exit_code(results: Iterable[Done]) -> int:
    """0 where every packet was checked, else the exit code of the gravest error."""
    return max(
        (getattr(done.error, "exit_code", 1) for done in results if done.error is not None),
        default=0,
    )


def where_it_broke(error: Exception) -> str:
    """The error's kind and code lines, without its message: that may hold personal data."""
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return "".join([type(error).__name__, "\n", *lines])


class _Names:
    """The table of ids and folder names in OUT, kept so that both stay the same."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self.path = path
        known = _table(path)
        self.salt = str(known.get("salt") or secrets.token_hex(16))
        self.packets: dict[str, str] = dict(known.get("packets") or {})
        self.folders: dict[str, str] = dict(known.get("folders") or {})
        self.taken: set[str] = set()

    def jobs(self, sources: Sequence[Path]) -> list[Job]:
        """A job each. One that had a folder keeps it; who would share another's gets a number."""
        ids = [self._id(source) for source in sources]
        self.folders = {id: self.folders[id] for id in ids if id in self.folders}
        self.taken = set(self.folders.values())
        for id, source in zip(ids, sources, strict=True):
            self.packets[id] = source.name
            if id not in self.folders:
                self._give(id, source)
        return [Job(id, self.folders[id], at) for id, at in zip(ids, sources, strict=True)]

    def save(self) -> None:
        """For its owner only: it says which id is whose. Raises OSError."""
        table = {"salt": self.salt, "packets": self.packets, "folders": self.folders}
        text = json.dumps(table, ensure_ascii=False, indent=1)
        write_private(self.path, text.encode("utf-8", "surrogatepass"))

    def _id(self, source: Path) -> str:
        salted = f"{self.salt}/{source.name}".encode("utf-8", "surrogateescape")
        return f"p-{hashlib.sha256(salted).hexdigest()[:8]}"

    def _give(self, id: str, source: Path) -> None:
        base = source.name if source.is_dir() else source.stem
        name, number = base, 1
        while name in self.taken:
            number += 1
            name = f"{base}-{number}"
        self.taken.add(name)
        self.folders[id] = name


def _table(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _may_be_packet(path: Path) -> bool:
    """By its suffix, or where that tells nothing by its first bytes."""
    suffix = path.suffix.lower()
    if not path.is_file() or suffix in OFFICE:
        return False
    if suffix in SUFFIXES:
        return True
    try:
        with path.open("rb") as handle:
            return handle.read(16).startswith(HEADS)
    except OSError:
        return False
