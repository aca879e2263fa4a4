"""Opens the desk's database for shell commands: the store, and the user name for the audit."""

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
    """The store; raises InputError if it cannot be used."""
    from review.store import open_store

    store = open_store(database)
    try:
        yield store
    finally:
        store.close()


def somebody() -> str:
    """The person running the command, for the audit."""
    try:
        return f"shell:{getpass.getuser()}"
    except (ImportError, KeyError, OSError):  # the system does not list this user, or has no list
        if sys.platform == "win32":
            return "shell:?"
        return f"shell:{os.getuid()}"
