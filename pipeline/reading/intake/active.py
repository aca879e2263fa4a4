"""Active content of a PDF (scripts, programs, media): it is reported, never run.

Neither PDFium as used here nor pdfminer runs any of it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.pdf import PDF

from core.limits import limits
from pipeline.reading.intake.deadline import deadline
from pipeline.reading.intake.plain import listed, name_of, resolved, table

MAX_ANNOTATIONS = 2000  # annotations of a page that are examined
MAX_CHAINED_ACTIONS = 50  # actions in a chain
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
"""Action and annotation names; opening a page or a web address on a click is not active."""


def active(path: Path) -> tuple[str, ...]:
    """The kinds of active content in a PDF, each once; empty if it cannot be examined."""
    try:
        with deadline(limits().look_seconds), pdfplumber.open(path) as document:
            return tuple(sorted(set(_kinds(document))))
    except Exception:  # pdfminer raises many exceptions on broken files
        return ()


def _kinds(document: PDF) -> Iterator[str]:
    catalog = table(document.doc.catalog)
    yield from _actions(catalog.get("OpenAction"))
    yield from _triggers(catalog.get("AA"))
    names = table(catalog.get("Names"))
    if names.get("JavaScript"):
        yield "javascript"
    if names.get("EmbeddedFiles"):
        yield "attachment"
    for page in document.pages:
        yield from _triggers(table(page.page_obj.attrs).get("AA"))
        for mark in listed(page.page_obj.annots)[:MAX_ANNOTATIONS]:
            yield from _of_mark(table(mark))


def _of_mark(mark: dict[str, Any]) -> Iterator[str]:
    kind = name_of(mark.get("Subtype"))
    if kind in KINDS:
        yield KINDS[kind]
    yield from _actions(mark.get("A"))
    yield from _triggers(mark.get("AA"))


def _triggers(thing: object) -> Iterator[str]:
    for action in table(thing).values():
        yield from _actions(action)


def _actions(thing: object) -> Iterator[str]:
    """The kinds of an action and of those that follow it; the chain may be circular."""
    waiting = [thing]
    for _ in range(MAX_CHAINED_ACTIONS):
        if not waiting:
            return
        action = table(waiting.pop(0))
        kind = name_of(action.get("S"))
        if kind in KINDS:
            yield KINDS[kind]
        following = resolved(action.get("Next"))
        waiting += following[:MAX_CHAINED_ACTIONS] if isinstance(following, list) else [following]
