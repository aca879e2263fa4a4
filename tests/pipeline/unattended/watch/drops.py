"""A drop folder with a watch over it, driven round by round, and a check that costs nothing."""

import json
from collections.abc import Callable
from pathlib import Path

from core.models.finding import Outcome
from core.models.report import Report, ReportFile
from pipeline.reporting import NoPictures, write_report
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.watch import DropChecker, Hooks, OutFolders, Times, Watch, places
from pipeline.unattended.watch.check import Check
from pipeline.unattended.watch.take import content_of

PNG = b"\x89PNG\r\n\x1a\n %s IEND"


def picture(text: str = "one") -> bytes:
    """Whole by its format, told apart by its text; no check here decodes it."""
    return PNG % text.encode()


def cheap(outcome: Outcome = "accept") -> Check:
    """A check that tells what it was given: its name and the hash of its content."""

    def check(job: BatchJob, folder: Path) -> Report:
        file = ReportFile(
            name=job.source.name, sha256=content_of(job.source), pages=1, status="read"
        )
        report = Report(packet=job.source.stem, service=None, submission_date=None,
                        outcome=outcome, files=(file,))  # fmt: skip
        write_report(report, NoPictures(), folder)
        return report

    return check


class Drop:
    """Folders in a place of the test's own, and what the watch said."""

    def __init__(self, base: Path, *, done: bool = False) -> None:
        self.drop, self.out = base / "drop", base / "out"
        self.done = base / "done" if done else None
        self.drop.mkdir(exist_ok=True)
        self.said: list[tuple[str, str]] = []

    def watch(
        self, check: Check | None = None, *, hooks: Hooks | None = None, settle: float = 0.02
    ) -> Watch:
        """Another start of the program."""
        found = places(self.drop, self.out, self.done)
        return Watch(
            found,
            DropChecker(OutFolders(found.out), check or cheap()),
            lambda event, name, _detail: self.said.append((event, name)),
            Times(settle, settle),
            hooks,
            rescan=0.02,
        )

    def once(self, check: Check | None = None, **given: object) -> None:
        """Run until all is done."""
        with self.watch(check, **given) as watching:  # type: ignore[arg-type]
            watching.run(pause, once=True)

    def report(self, folder: str) -> Report:
        return Report.model_validate_json((self.out / folder / "report.json").read_bytes())

    def results(self) -> dict[str, str]:
        """The state of every result by its folder: of each exactly one."""
        found = {}
        for folder in sorted(self.out.iterdir()):
            if folder.name not in (".yushen", "former"):
                [status] = folder.glob("状态-*.txt")
                found[folder.name] = status.stem.removeprefix("状态-")
        return found

    def journal(self) -> list[dict[str, object]]:
        text = (self.out / ".yushen" / "journal.jsonl").read_text("ascii")
        return [json.loads(line) for line in text.splitlines()]

    def events(self, kind: str) -> list[str]:
        return [name for event, name in self.said if event == kind]

    def leftovers(self) -> list[Path]:
        """Copies and half-written results that are still there."""
        own = self.out / ".yushen"
        return [*(own / "work").iterdir(), *(own / "stage").iterdir()]


def pause(seconds: float) -> None:
    import time

    time.sleep(min(seconds, 0.05))


def counting(check: Check, seen: list[str]) -> Check:
    """A check that notes what it was given."""

    def counted(job: BatchJob, folder: Path) -> Report:
        seen.append(job.source.name)
        return check(job, folder)

    return counted


def raising(error: BaseException) -> Check:
    def check(_job: BatchJob, _folder: Path) -> Report:
        raise error

    return check


def during(act: Callable[[], object]) -> Check:
    """A check in the middle of which something happens outside."""

    def check(job: BatchJob, folder: Path) -> Report:
        act()
        return cheap()(job, folder)

    return check
