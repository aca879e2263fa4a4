"""Moves an original to the folder of finished ones, once its report is durable.

It is moved by renaming, so the original stays unchanged, and nothing is ever overwritten.
"""

import os
from pathlib import Path

from pipeline.unattended.durable import sync
from pipeline.unattended.watch.ledger import VersionEntry
from pipeline.unattended.watch.look import sight
from pipeline.unattended.watch.take import content_of
from pipeline.unattended.watch.walk import Unreadable, Vanished, opened


def put_away(drop: Path, done: Path, entry: VersionEntry) -> bool:
    """Move an entry's original; False if something else is there now.

    Raises OSError if it cannot be moved.
    """
    if not _is(drop, entry.name, entry):
        return False
    name = _free(done, entry.name)
    (drop / entry.name).rename(done / name)
    if not _is(done, name, entry):  # replaced at the last moment: the new one is not checked yet
        (done / name).rename(drop / _free(drop, entry.name))
        return False
    sync(done)
    sync(drop)
    return True


def _is(folder: Path, name: str, entry: VersionEntry) -> bool:
    """Whether it is the entry's original: by its looks, or by content if a share changed inodes."""
    try:
        with opened(folder) as handle:
            alike = sight(handle, name).signature == entry.signature
        return alike or (bool(entry.sha256) and content_of(folder / name) == entry.sha256)
    except (Vanished, Unreadable):
        return False


def _free(folder: Path, name: str) -> str:
    """The name, with a number before its suffix if it is in use."""
    path, number, result = Path(name), 1, name
    while os.path.lexists(folder / result):
        number += 1
        result = f"{path.stem} ({number}){path.suffix}"
    return result
