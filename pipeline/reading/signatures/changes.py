"""What was added to a signed PDF after a signature, revision by revision.

pyHanko detects additions that leave the pages unchanged: another signature, proofs for later
verification, a form filled in. Any other change counts as content, unless it changes only the
annotation lists of pages.
"""

import logging
from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)

from core.models.signature import ChangeAfterSigning, ChangeKind

MAX_REVISIONS = 20  # revisions examined one by one
MAX_PAGES = 300
PAGE_PARTS = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate")

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # its warnings quote the file


def later_changes(
    reader: PdfFileReader, signed: int, signatures: Iterable[int]
) -> tuple[ChangeAfterSigning, ...]:
    """The changes after the revision `signed`; `signatures` are the revisions that contain one."""
    last = reader.xrefs.total_revisions
    holds = frozenset(signatures)
    found = [
        _change(reader, n, n in holds) for n in range(signed + 1, min(last, signed + MAX_REVISIONS))
    ]
    if last > signed + MAX_REVISIONS:
        found.append(ChangeAfterSigning(kind="content", revision=last))
    return tuple(change for change in found if change is not None)


def _change(
    reader: PdfFileReader, revision: int, holds_signature: bool
) -> ChangeAfterSigning | None:
    old = reader.get_historical_resolver(revision - 1)
    new = reader.get_historical_resolver(revision)
    kind: ChangeKind
    try:
        level = DEFAULT_DIFF_POLICY.apply(old, new).modification_level
    except SuspiciousModification:
        level = ModificationLevel.OTHER
    except TimeoutError:
        raise
    except Exception:  # pyHanko raises many exceptions on damaged PDFs
        return ChangeAfterSigning(kind="content", revision=revision + 1)
    if holds_signature and level <= ModificationLevel.FORM_FILLING:
        return ChangeAfterSigning(kind="signature", revision=revision + 1)
    if level == ModificationLevel.NONE:
        return None
    if level == ModificationLevel.LTA_UPDATES:
        return ChangeAfterSigning(kind="validation", revision=revision + 1)
    touched, content = _pages(old, new)
    if level == ModificationLevel.FORM_FILLING:
        kind = "form"
    else:
        kind = "content" if content else "annotation"
    return ChangeAfterSigning(kind=kind, revision=revision + 1, pages=touched)


def _pages(old: HistoricalResolver, new: HistoricalResolver) -> tuple[tuple[int, ...], bool]:
    """The pages that differ, and whether anything except annotations differs.

    References that cannot be followed count as content.
    """
    try:
        before, after = list(_leaves(old)), list(_leaves(new))
    except TimeoutError:
        raise
    except Exception:
        return (), True
    if len(before) != len(after):
        return (), True
    fresh = {(ref.idnum, ref.generation) for ref in new.explicit_refs_in_revision()}
    touched, content = [], False
    explained: set[tuple[int, int]] = set()
    for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
        marks = _reached(other.get("/Annots"), new)
        explained |= marks
        drawn = _reached([other.get(name) for name in PAGE_PARTS], new)
        parts = any(_raw(one, name) != _raw(other, name) for name in PAGE_PARTS)
        if parts or drawn & fresh:
            touched.append(number)
            content = True
        elif marks & fresh or _raw(one, "/Annots") != _raw(other, "/Annots"):
            touched.append(number)
    return tuple(touched), content or not touched


def _raw(page: generic.DictionaryObject, name: str) -> object:
    value = page.raw_get(name) if name in page else None
    return (value.idnum, value.generation) if isinstance(value, generic.IndirectObject) else value


def _leaves(state: HistoricalResolver) -> Iterator[generic.DictionaryObject]:
    waiting = [state.root["/Pages"]]
    found = 0
    for _ in range(2 * MAX_PAGES):
        if not waiting or found > MAX_PAGES:
            return
        node = waiting.pop(0)
        if "/Kids" in node:
            waiting = [kid.get_object() for kid in node["/Kids"]] + waiting
        else:
            found += 1
            yield node


def _reached(start: object, state: HistoricalResolver) -> set[tuple[int, int]]:
    """The objects reachable from an object, excluding pages."""
    found: set[tuple[int, int]] = set()
    waiting = [start]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, generic.IndirectObject):
            key = (thing.idnum, thing.generation)
            if key in found:
                continue
            found.add(key)
            thing = state(thing.reference)
        if isinstance(thing, generic.DictionaryObject):
            if thing.get("/Type") not in ("/Page", "/Pages"):
                waiting += [thing.raw_get(name) for name in thing if name not in ("/P", "/Parent")]
        elif isinstance(thing, list):
            waiting += list.__iter__(thing)
    return found
