"""Converts pdfminer's objects to plain Python: references resolved, missing values empty."""

from typing import Any

MAX_REFERENCES = 20  # references in a chain


def resolved(thing: Any) -> Any:
    """The object of a reference; None if the chain is too long."""
    for _ in range(MAX_REFERENCES):
        if not hasattr(thing, "resolve"):
            return thing
        thing = thing.resolve()
    return None


def table(thing: object) -> dict[str, Any]:
    """A dictionary; empty for anything else."""
    found = resolved(thing)
    return found if isinstance(found, dict) else {}


def listed(thing: object) -> list[Any]:
    """A list, also for a single object; empty for None."""
    found = resolved(thing)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def name_of(thing: object) -> str:
    """A name as text."""
    found = resolved(thing)
    return str(getattr(found, "name", found or ""))
