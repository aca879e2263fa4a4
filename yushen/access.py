"""Opening the desk's database from the shell: the store, and who the audit says it was."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review.store import Store


@contextmanager
def opened(database: str | None) -> "Iterator[Store]":
    """The store; raises InputError where it cannot be used."""
    from review.store import open_store

    store = open_store(database)
    try:
        yield store
    finally:
        store.close()


def somebody() -> str:
    """Who runs the command, as the audit names them."""
    try:
        return f"shell:{getpass.getuser()}"
    except (ImportError, KeyError, OSError):  # no such user in the system's list, or no list
        if sys.platform == "win32":
            return "shell:?"
        return f"shell:{os.getuid()}"
