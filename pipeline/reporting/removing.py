"""Removes old results from OUT: only files that this program writes."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.reporting.failed import ERROR_FILE
from pipeline.reporting.formats import FORMATS
from pipeline.reporting.summary import FILES as SUMMARY

REPORT = "report.json"
OWN = {*(form.file for form in FORMATS), ERROR_FILE, ".key"}
STATES = ("状态-*.txt", "status-*.txt", "explain/*.png")
OF_OUT = (*SUMMARY, "packets.json", ".yushen/batch/journal.jsonl")
FORMER = "former"


class Result(NamedTuple):
    """The files of one result."""

    files: tuple[Path, ...]
    folder: Path | None = None
    """A packet's own folder, deleted with its last file."""

    @property
    def size(self) -> int:
        """Size in bytes."""
        return sum(path.stat().st_size for path in self.files)

    def remove(self) -> None:
        """Deletes it; files put there by others stay. Raises OSError."""
        for path in self.files:
            path.unlink(missing_ok=True)
        if self.folder is not None:
            for folder in (self.folder / "explain", self.folder):
                with suppress(OSError):  # not empty
                    folder.rmdir()


def old_results(out: Path, before: float) -> Iterator[Result]:
    """The results in OUT written before that time, including replaced ones."""
    for folder in [*out.glob("*/"), *out.glob(f"{FORMER}/*/*/")]:
        report = folder / REPORT
        if not folder.name.startswith(".") and report.is_file() and _age(report) < before:
            named = [folder / name for name in OWN]
            more = [path for pattern in STATES for path in folder.glob(pattern)]
            yield Result(tuple(path for path in [*named, *more] if path.is_file()), folder)
    tables = [path for name in OF_OUT if (path := out / name).is_file() and _age(path) < before]
    if tables:
        yield Result(tuple(tables))


def _age(path: Path) -> float:
    return path.stat().st_mtime
