"""Moves a finished result from its working folder to OUT, where it is never half written.

OUT/<folder>/            the result of what is in the drop folder now
OUT/former/<folder>/1/   the results before it, the oldest first
OUT/.yushen/             internal: journal, copies being checked, results being written
"""

import os
from contextlib import suppress
from pathlib import Path

from core.files import new_file, private_folder, result_folder
from pipeline.unattended.durable import remove, sync
from pipeline.unattended.watch.ledger import FORMER

OWN = ".yushen"
JOURNAL = "journal.jsonl"
MARK = ".key"  # in a result: the key of its entry


class OutFolders:
    """The locations in OUT."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.own = out / OWN

    @property
    def journal(self) -> Path:
        return self.own / JOURNAL

    def make(self) -> None:
        """Creates the internal folders, for the owner only. Raises OSError."""
        private_folder(self.own)
        for name in ("work", "stage"):
            private_folder(self.own / name)
        sync(self.own)
        sync(self.out)

    def copy_of(self, key: str, name: str) -> Path:
        """The path of a thing's copy; it keeps its name, because reports show it."""
        return self.own / "work" / key / name

    def stage(self, key: str) -> Path:
        """The folder where a result is written."""
        return self.own / "stage" / key

    def fresh_stage(self, key: str) -> Path:
        """The same, empty. Raises OSError."""
        stage = self.stage(key)
        remove(stage)
        result_folder(stage)
        return stage

    def clear(self, key: str) -> None:
        """Deletes the copy and the unfinished result of an entry."""
        remove(self.own / "work" / key)
        remove(self.stage(key))

    def tidy(self, keys: set[str]) -> None:
        """Deletes what a crash left of all entries but these."""
        for name in ("work", "stage"):
            for path in (self.own / name).iterdir():
                if path.name not in keys:
                    remove(path)

    def is_published(self, key: str, folder: str) -> bool:
        """Whether the result in OUT is this entry's."""
        with suppress(OSError):
            return (self.out / folder / MARK).read_text("ascii") == key
        return False

    def publish(self, key: str, folder: str) -> None:
        """Puts a written result in its place and moves the previous one aside. Raises OSError.

        If interrupted at any point, it can be repeated.
        """
        stage, target = self.stage(key), self.out / folder
        (stage / MARK).unlink(missing_ok=True)
        with new_file(stage / MARK) as file:
            file.write(key.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        sync(stage)
        if os.path.lexists(target):
            shelf = self.out / FORMER / folder
            result_folder(shelf.parent)
            result_folder(shelf)
            target.rename(shelf / str(_next(shelf)))
            sync(shelf)
        stage.rename(target)
        sync(self.out)


def _next(shelf: Path) -> int:
    numbers = [int(path.name) for path in shelf.iterdir() if path.name.isdecimal()]
    return max(numbers, default=0) + 1
