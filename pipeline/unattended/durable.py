"""Makes file names survive a power cut, and deletes our own folders."""

import shutil
from contextlib import suppress
from pathlib import Path

from core.files import sync_folder


def remove(path: Path) -> None:
    """Delete our own copy, whether it is now a file or a folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make the names in a folder durable, if the system can."""
    with suppress(OSError):
        sync_folder(folder)
