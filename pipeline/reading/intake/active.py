"""What in a PDF would act by itself in a viewer: scripts, programs, media. It is told, never run.

Neither PDFium as we use it nor pdfminer runs anything.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.pdf import PDF

from core.limits import limits
from pipeline.reading.intake.deadline import deadline

MOST = 2000  # annotations looked at, of a page
MOST_FOLLOWING = 50  # actions that follow one another
DEEPEST = 20  # references that lead to others
KINDS = {
    "JavaScript": "javascript",
    "Launch": "launch",
    "SubmitForm": "submit",
    "ImportData": "submit",
    "Rendition": "media",
    "Movie": "media",
    "Sound": "media",
    "RichMediaExecute": "media",
    "RichMedia": "media",
    "Screen": "media",
    "3D": "media",
    "GoToE": "attachment",
    "FileAttachment": "attachment",
}
"""Actions and annotations by their names; opening a page or a web address by a click is none."""


def active(path: Path) -> tuple[str, ...]:
    """The kinds of it that a PDF holds, each once; what cannot be looked through tells none."""
    try:
        with deadline(limits().look_clock), pdfplumber.open(path) as document:
            return tuple(sorted(set(_kinds(document))))
    except Exception:  # pdfminer raises many things on broken files
        return ()


def _kinds(document: PDF) -> Iterator[str]:
    catalog = _plain(document.doc.catalog)
    yield from _actions(catalog.get("OpenAction"))
    yield from _triggers(catalog.get("AA"))
    names = _plain(catalog.get("Names"))
    if names.get("JavaScript"):
        yield "javascript"
    if names.get("EmbeddedFiles"):
        yield "attachment"
    for page in document.pages:
        yield from _triggers(_plain(page.page_obj.attrs).get("AA"))
        for mark in _list(page.page_obj.annots)[:MOST]:
            yield from _of_mark(_plain(mark))


def _of_mark(mark: dict[str, Any]) -> Iterator[str]:
    kind = _name(mark.get("Subtype"))
    if kind in KINDS:
        yield KINDS[kind]
    yield from _actions(mark.get("A"))
    yield from _triggers(mark.get("AA"))


def _triggers(thing: object) -> Iterator[str]:
    for action in _plain(thing).values():
        yield from _actions(action)


def _actions(thing: object) -> Iterator[str]:
    """The kinds of an action and of the first of those that follow it, which may be a circle."""
    waiting = [thing]
    for _ in range(MOST_FOLLOWING):
        if not waiting:
            return
        action = _plain(waiting.pop(0))
        kind = _name(action.get("S"))
        if kind in KINDS:
            yield KINDS[kind]
        following = _resolved(action.get("Next"))
        waiting += following[:MOST_FOLLOWING] if isinstance(following, list) else [following]


def _resolved(thing: Any) -> Any:
    for _ in range(DEEPEST):
        if not hasattr(thing, "resolve"):
            return thing
        thing = thing.resolve()
    return None


def _plain(thing: object) -> dict[str, Any]:
    found = _resolved(thing)
    return found if isinstance(found, dict) else {}


def _list(thing: object) -> list[Any]:
    found = _resolved(thing)
    return found if isinstance(found, list) else []


def _name(thing: object) -> str:
    found = _resolved(thing)
    return str(getattr(found, "name", found or ""))
