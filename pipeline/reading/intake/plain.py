"""pdfminer's objects as plain Python: references followed, what is not there empty."""

from typing import Any

DEEPEST = 20  # references that lead to others


def resolved(thing: Any) -> Any:
    """What a reference leads to; None for one that leads on and on."""
    for _ in range(DEEPEST):
        if not hasattr(thing, "resolve"):
            return thing
        thing = thing.resolve()
    return None


def table(thing: object) -> dict[str, Any]:
    """A dictionary; empty for anything else."""
    found = resolved(thing)
    return found if isinstance(found, dict) else {}


def listed(thing: object) -> list[Any]:
    """A list, also of one thing; empty for nothing."""
    found = resolved(thing)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def name_of(thing: object) -> str:
    """A name as text."""
    found = resolved(thing)
    return str(getattr(found, "name", found or ""))
