"""The documents of a packet after people's corrections of its pages. Pure.

A document with the same pages and type as one that was read is that document, unchanged. Any
other is rebuilt from the readings of its pages. Its unsure values get no second reading, so
they can only be less sure, never surer.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import BilingualText as Wording
from core.models.document import Document, Field, Kind, PageRef, Reading
from core.models.edit import Edit, Fill, PageName, Pages, Rotation
from core.models.geometry import to_stored
from core.models.page import Page
from core.text.sheet import TextSheet
from extractors import TYPES
from extractors.packet.cutting import parts
from extractors.packet.documents import UNKNOWN, signatures_of
from extractors.packet.regrouped import KnownType, regrouped, surely
from pipeline.edits import grouping
from pipeline.edits.grouping import NOWHERE, Grouping, Lapsed, PageGroup
from pipeline.edits.kept import Kept
from pipeline.edits.names import PageNames, PaperShare
from pipeline.settling.calibrate import unsure
from pipeline.settling.trust import Threshold, Trust
from pipeline.settling.verify import verify
from pipeline.settling.weighing import weighed

NO_READINGS = Wording.of("lapsed.no_readings")
NOT_APART = Wording.of("lapsed.not_apart")
NO_TYPE = Wording("没有这类材料", "no such type of documents")
NO_FIELD = Wording("这类材料没有这一项", "documents of this type have no such field")


@dataclass(frozen=True)
class RebuildTools:
    """What rebuilding documents needs. Without `trust` no value that was read is sure."""

    kept: Kept | None
    trust: Trust | None
    least: Threshold
    made: Mapping[str, Document] = field(default_factory=dict)
    """Documents built by earlier edits, by id: kept if their pages and type are the same."""


@dataclass(frozen=True)
class Applied:
    """The papers with their documents, including those laid aside, and the pages as corrected."""

    papers: tuple[tuple[PageGroup, Document], ...]
    turned: Mapping[PageName, Rotation]
    pages: tuple[Page, ...] = ()
    """The readings that documents were rebuilt from; empty if none was rebuilt."""
    askew: tuple[PageName, ...] = ()
    """Pages read again that have content in another direction, which no document includes."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that count: those not laid aside."""
        return tuple(document for group, document in self.papers if group.aside is None)


def applied(names: PageNames, edits: Sequence[Edit], means: RebuildTools) -> Applied:
    """The documents after these edits. Raises Lapsed if an edit does not apply to these pages."""
    now = grouping.regrouped(names.grouping(), edits)
    if any(group.told and group.type not in {UNKNOWN, *type_ids()} for group in now.groups):
        raise Lapsed(NO_TYPE)
    groups = sorted(now.groups, key=lambda group: names.order.index(group.pages[0]))
    there = {group.pages: _there(group, names, now, means) for group in groups}
    anew = [group for group in groups if there[group.pages] is None]
    makings = _Makings(names, means, now) if anew else None
    made = makings.documents(anew) if makings is not None else {}
    found = [
        (group, document)
        for group in groups
        if (document := there[group.pages] or made.get(group.pages)) is not None
    ]
    filled = tuple((group, _with_filled(document, group, names)) for group, document in found)
    pages = tuple(makings.pages.values()) if makings is not None else ()
    return Applied(filled, now.turned, pages, makings.askew if makings is not None else ())


def _there(
    group: PageGroup, names: PageNames, now: Grouping, means: RebuildTools
) -> Document | None:
    """The document of these pages, as read or as built before."""
    return _original(group, names, now) or means.made.get(_id(group, names, now.turned))


def _original(group: PageGroup, names: PageNames, now: Grouping) -> Document | None:
    """The document read from exactly these pages, unless its type has changed since."""
    document = names.documents.get(group.pages)
    if document is None or any(page in now.turned for page in group.pages):
        return None
    if not group.told:
        return document
    if group.type == document.type:
        return surely(document, document.type)
    return None


class _Makings:
    """The pages after corrections, and documents built from them."""

    def __init__(self, names: PageNames, means: RebuildTools, now: Grouping) -> None:
        if means.kept is None:
            raise Lapsed(NO_READINGS)
        self.names, self.means, self.kept = names, means, means.kept
        self.turned = now.turned
        self.read = {page.key: page for file in self.kept.files for page in file.pages}
        self.pages = dict(self.read)
        for name, rotation in now.turned.items():
            page = self.kept.again(name, rotation)
            if page is None:
                raise Lapsed(NO_READINGS)
            self.pages[page.key] = page
        self.askew = tuple(name for name in now.turned if self._again(name).askew)

    def _again(self, name: PageName) -> Page:
        page = self.kept.again(name, self.turned[name])
        assert page is not None  # checked in __init__
        return page

    def documents(self, groups: Sequence[PageGroup]) -> dict[Pages, Document]:
        """Each group's document; none for pages without text."""
        made = {}
        for group in groups:
            sheets = [self._sheet(name) for name in group.pages]
            lines = [sheet for sheet in sheets if sheet.lines]
            if lines:
                known = KnownType(group.type, group.surety, group.told)
                signed = signatures_of(self.kept.files)
                id_ = _id(group, self.names, self.turned)
                made[group.pages] = regrouped(lines, id_, known, TYPES, signed)
        settled = self._settled(list(made.values()))
        return dict(zip(made, settled, strict=True))

    def _settled(self, documents: Sequence[Document]) -> Sequence[Document]:
        """The documents with the certainty that a single reading gives."""
        pages = list(self.pages.values())
        trust = self.means.trust
        if trust is None:
            return unsure(documents)
        once = verify(documents, pages, lambda page, boxes: [{} for _ in boxes])
        return trust.held(weighed(once, pages, trust, self.means.least))

    def _sheet(self, name: PageName) -> TextSheet:
        if name in self.turned:
            return TextSheet.of(self._again(name))
        part = self.names.parts[name]
        known = self.read.get(part.ref.key)
        if known is None:
            raise Lapsed(NO_READINGS)
        return _share(known, part)


def _id(group: PageGroup, names: PageNames, turned: Mapping[PageName, Rotation]) -> str:
    """Stable for the same pages and type, so references to the document stay valid."""
    first = next(
        (one.id for pages, one in names.documents.items() if group.pages[0] in pages), "D0"
    )
    ways = [turned.get(page) for page in group.pages]
    identity = (group.pages, group.type if group.told else None, ways)
    return f"{first}-{hashlib.sha256(repr(identity).encode()).hexdigest()[:6]}"


def _share(page: Page, part: PaperShare) -> TextSheet:
    """One paper's share of a page. Raises Lapsed if the papers on it cannot be separated."""
    if part.of == 1:
        return TextSheet.of(page)
    shares = parts(TextSheet.of(page), TYPES)
    if len(shares) != part.of:
        raise Lapsed(NOT_APART)
    return shares[part.at].sheet


def _with_filled(document: Document, group: PageGroup, names: PageNames) -> Document:
    """The document with the values that people typed for places they framed."""
    for fill in group.filled:
        value = _field(fill, document, names)
        document = document.model_copy(update={"fields": {**document.fields, fill.field: value}})
    return document


def _field(fill: Fill, document: Document, names: PageNames) -> Field:
    kind = kind_of(document.type, fill.field)
    if kind is None:
        raise Lapsed(NO_FIELD)
    ref = _ref(document, names.page(fill.page))
    return Field(
        name=fill.field,
        kind=kind,
        value=fill.value,
        raw=fill.value,
        confidence=1.0,
        page=ref,
        box=to_stored(fill.box, (360 - ref.rotation) % 360).rounded(),
        readings=(Reading(source="person", value=fill.value, confidence=1.0),),
    )


def _ref(document: Document, place: tuple[str, int]) -> PageRef:
    """The document's page at that place. Raises Lapsed if nothing is read on that page."""
    found = next((ref for ref in document.pages if (ref.file, ref.page) == place), None)
    if found is None:
        raise Lapsed(NOWHERE)
    return found


def type_ids() -> frozenset[str]:
    """All document types."""
    return frozenset(one.id for one in TYPES)


def missing_of(document: Document) -> tuple[str, ...]:
    """The fields of its type that were not read on this document."""
    if document.type == UNKNOWN:
        return ()
    kind = next(one for one in TYPES if one.id == document.type)
    read = {name for name, one in document.fields.items() if one.value is not None}
    return tuple(spec.name for spec in kind.schema if spec.name not in read)


def kind_of(type_: str, field: str) -> Kind | None:
    """The kind of value in that field; None if the type has no such field."""
    found = (spec for one in TYPES if one.id == type_ for spec in one.schema)
    return next((spec.kind for spec in found if spec.name == field), None)
