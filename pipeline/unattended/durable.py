"""Names that outlast a power cut, and folders of ours that are no more."""

import shutil
from contextlib import suppress
from pathlib import Path

from core.files import sync_folder


def remove(path: Path) -> None:
    """Delete a copy of ours, whatever it is by now."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make durable which names a folder holds, where the system can."""
    with suppress(OSError):
        sync_folder(folder)
