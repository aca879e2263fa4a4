"""View models of a packet's values: position, confidence, correction."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.models.document import Document, Kind
from core.models.geometry import Box, to_stored
from pipeline.reporting.desk import percent, titles
from pipeline.reporting.mask import Masker, mask_number
from pipeline.reporting.names import ReportWords, names_in
from review.models import Correction, DeskPacket
from review.pictures import on_page
from review.places import Place, places
from review.web.called import label


@dataclass(frozen=True)
class PageSpot:
    """A page by its index in the material's sheets, and a box on its upright picture."""

    page: int
    box: Box | None = None

    @property
    def text(self) -> str:
        """The box as text for the page's script; empty for the whole page."""
        return ",".join(f"{value:.5f}" for value in self.box) if self.box else ""


@dataclass(frozen=True)
class ValueView:
    """A value a person may confirm or correct."""

    id: str
    """Document and address, as `D1.name`."""
    document: str
    field: str
    label: str
    kind: Kind
    text: str
    """Masked if it is an identity number."""
    secret: bool
    """Part of it is hidden: it must be requested, and retyped to be corrected."""
    sure: int
    doubtful: bool
    empty: str
    """Why there is no text: absent, unread, unclear; else empty."""
    trouble: str
    spot: PageSpot | None
    correction: Correction | None
    before: str
    """The reading, if a person corrected it; masked."""

    @property
    def state(self) -> str:
        """person, doubt, sure or none, for the icon."""
        if self.correction is not None:
            return "person"
        return "doubt" if self.doubtful else "none" if self.empty else "sure"


@dataclass(frozen=True)
class EvidenceValues:
    """A place of a finding's evidence, with the values there, which can be corrected."""

    title: str
    text: str
    spot: PageSpot | None
    values: tuple[ValueView, ...]


@dataclass(frozen=True)
class DocumentValues:
    """A document with its values: single ones, and its table."""

    id: str
    title: str
    spots: tuple[PageSpot, ...]
    values: tuple[ValueView, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[ValueView | None, ...], ...]
    troubles: tuple[str, ...]

    @property
    def doubts(self) -> int:
        """The number of values that are still doubtful."""
        cells = [cell for row in self.rows for cell in row if cell]
        return sum(one.doubtful and one.correction is None for one in (*self.values, *cells))


@dataclass(frozen=True)
class Thumbnail:
    """A page in the row of thumbnails."""

    number: int
    file: str
    page: int
    title: str
    trouble: str
    turn: int = 0
    """Clockwise turn from the stored picture to the upright orientation chosen by a person."""


class PacketView:
    """The pages and values of a packet for display, built once per request."""

    def __init__(self, packet: DeskPacket, words: ReportWords) -> None:
        self.packet, self.words = packet, words
        self.masker = Masker.of(packet.standing.report)
        self.sheets = packet.material.sheets if packet.material else ()
        self._kept = packet.read.sheets if packet.read else self.sheets
        self._numbers = {(s.file, s.page): n for n, s in enumerate(self.sheets)}
        self.titles = titles(packet.standing.report.documents, words)
        self._doubtful = set(packet.standing.doubtful)
        self._corrections = {(c.document, c.field): c for c in packet.corrections}

    def spot(self, file: str, page: int, box: Box | None) -> PageSpot | None:
        """The spot of a box in stored coordinates; None for a page without a picture."""
        number = self._numbers.get((file, page))
        if number is None:
            return None
        turned = on_page(box, self.sheets[number].rotation) if box is not None else None
        return PageSpot(number, turned)

    @cached_property
    def documents(self) -> tuple[DocumentValues, ...]:
        """All documents, in the report's order."""
        return tuple(self._document(one) for one in self.packet.standing.documents)

    @cached_property
    def values(self) -> dict[str, ValueView]:
        """All values by their ids."""
        return {one.id: one for document in self.documents for one in _all(document)}

    @property
    def assumed(self) -> list[str]:
        """Values assumed because there is no record."""
        report = self.packet.standing.report
        return [self.words.told(note, names_in(report)) for note in report.assumptions]

    @property
    def doubtful(self) -> list[ValueView]:
        """The doubtful values that nobody has checked yet, in the order to check them."""
        found = (self.values.get(name) for name in self.packet.standing.doubtful)
        return [one for one in found if one is not None]

    def pages(self) -> list[Thumbnail]:
        """The pages with their documents."""
        documents: dict[tuple[str, int], list[str]] = {}
        for document in self.packet.standing.documents:
            for ref in document.pages:
                documents.setdefault((ref.file, ref.page), []).append(self.titles[document.id])
        return [
            Thumbnail(
                n, s.file, s.page, "、".join(documents.get((s.file, s.page), [])),
                self.words.told(s.trouble or ""), (s.rotation - kept.rotation) % 360,
            )
            for n, (s, kept) in enumerate(zip(self.sheets, self._kept, strict=True))
        ]  # fmt: skip

    def hidden(self, kind: Kind, text: str) -> str:
        """The text without its identity numbers."""
        return mask_number(text) if kind == "id_number" else self.masker.text(text)

    def _document(self, document: Document) -> DocumentValues:
        found = [(one, self._value(document, one)) for one in places(document)]
        cells = {view.field: view for one, view in found if one.address.startswith("rows.")}
        columns = tuple(dict.fromkeys(name for row in document.rows for name in row))
        rows = tuple(
            tuple(cells.get(f"rows.{n}.{name}") for name in columns)
            for n in range(len(document.rows))
        )
        spots = (self.spot(ref.file, ref.page, None) for ref in document.pages)
        return DocumentValues(
            id=document.id,
            title=self.titles[document.id],
            spots=tuple(spot for spot in spots if spot is not None),
            values=tuple(view for one, view in found if view.field not in cells),
            columns=tuple(self.words.field(document.type, name) for name in columns),
            rows=rows,
            troubles=tuple(map(self.words.told, document.troubles)),
        )

    def _value(self, document: Document, one: Place) -> ValueView:
        key = f"{document.id}.{one.address}"
        value = one.value or ""
        text = self.hidden(one.kind, value)
        correction = self._corrections.get((document.id, one.address))
        before = correction.before if correction and not correction.confirms else None
        return ValueView(
            id=key,
            document=document.id,
            field=one.address,
            label=self._label(document, one.address),
            kind=one.kind,
            text=text,
            secret=text != value or one.kind == "id_number",
            sure=percent(one.confidence),
            doubtful=key in self._doubtful,
            empty=_empty(one) if not value else "",
            trouble=self.words.told((one.field and one.field.trouble) or ""),
            spot=self._place(one),
            correction=correction,
            before=self.hidden(one.kind, before) if before else "",
        )

    def _place(self, one: Place) -> PageSpot | None:
        if one.page is None:
            return None
        box = to_stored(one.box, one.page.rotation) if one.box else None
        return self.spot(one.page.file, one.page.page, box)

    def _label(self, document: Document, address: str) -> str:
        head, number, *_ = (*address.split("."), "")
        seal = document.seals[int(number)].seal.kind if head == "seals" else ""
        return label(self.words, document.type, address, seal)


def _all(document: DocumentValues) -> Iterator[ValueView]:
    yield from document.values
    yield from (cell for row in document.rows for cell in row if cell is not None)


def _empty(one: Place) -> str:
    if one.field is None:
        return "unread"
    return {"absent": "absent", "present": "unread"}.get(one.field.presence, "unclear")
