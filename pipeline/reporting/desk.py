"""State shared by the views of one report: language, page pictures and marks."""

from collections.abc import Sequence
from itertools import count

from core.models.geometry import Box
from core.models.report import Report, ReportDocument
from pipeline.reporting.names import ReportWords
from pipeline.reporting.pictures import Album, PageKey, Pictures
from pipeline.reporting.views import Embedded, PageMark, SheetView

PAGES_BYTES = 5_000_000  # total for all page pictures of a report
PAGE_BYTES = (45_000, 220_000)  # minimum and maximum for one picture
HIGH, MIDDLE = 0.95, 0.8
NO_PAGE = (1000, 1414)  # proportions of A4, if there is no picture


class ReportBuilder:
    """Created once for each report; views add marks to it."""

    def __init__(self, report: Report, pictures: Pictures, words: ReportWords) -> None:
        self.report, self.words = report, words
        rotations = {
            (page.file, page.page): page.rotation
            for document in report.documents
            for page in document.pages
        }
        self.album = Album(pictures, rotations)
        self._embedded: dict[PageKey, Embedded | None] = {}
        least, most = PAGE_BYTES
        self._bytes = min(most, max(least, PAGES_BYTES // max(1, len(rotations))))
        self.titles = titles(report.documents, words)
        self._sheets: dict[tuple[str, PageKey], SheetView] = {}
        self._marks: dict[tuple[str, PageKey, Box], str] = {}
        self._numbers = count(1)

    def page(self, key: PageKey) -> Embedded | None:
        """The page's picture, made once; None if there is none."""
        if key not in self._embedded:
            picture = self.album.page(key, self._bytes)
            self._embedded[key] = Embedded(self.anchor("i"), picture) if picture else None
        return self._embedded[key]

    def embedded(self) -> list[Embedded]:
        """All page pictures made so far."""
        return [page for page in self._embedded.values() if page]

    def anchor(self, prefix: str) -> str:
        """A new id that is safe in markup, whatever the packet contains."""
        return f"{prefix}{next(self._numbers)}"

    def sheets(self, document: ReportDocument) -> tuple[SheetView, ...]:
        """The document's pages, without marks so far."""
        return tuple(
            self._sheet(document.id, (page.file, page.page))
            for page in dict.fromkeys(document.pages)
        )

    def _sheet(self, document: str, key: PageKey) -> SheetView:
        page = self.page(key)
        width, height = (page.picture.width, page.picture.height) if page else NO_PAGE
        caption = self.words.say("documents.page", file=key[0], n=key[1])
        sheet = SheetView(self.anchor("p"), page.id if page else "", caption, width, height)
        self._sheets[document, key] = sheet
        return sheet

    def mark(
        self, document: str, key: PageKey, box: Box, kind: str, label: str, row: str = ""
    ) -> str:
        """Marks a stored box on the document's page; the mark's id, empty without such a page.

        A box is marked only once.
        """
        sheet = self._sheets.get((document, key))
        if sheet is None:
            return ""
        place = (document, key, box.rounded())
        if place not in self._marks or kind != "evidence":
            mark = PageMark(self.anchor("m"), kind, self.album.upright(key, box), label, row)
            self._marks.setdefault(place, mark.id)
            sheet.marks.append(mark)
            return mark.id
        return self._marks[place]

    def sheet_id(self, document: str, key: PageKey) -> str:
        """The anchor of a document's page, empty if there is none."""
        sheet = self._sheets.get((document, key))
        return sheet.id if sheet else ""


def titles(documents: Sequence[ReportDocument], words: ReportWords) -> dict[str, str]:
    """A title for each document, numbered if several have the same one."""
    names = {document.id: words.document(document) for document in documents}
    same = list(names.values())
    seen: dict[str, int] = {}
    result = {}
    for key, name in names.items():
        seen[name] = seen.get(name, 0) + 1
        result[key] = f"{name} {seen[name]}" if same.count(name) > 1 else name
    return result


def level(confidence: float, known: bool = True) -> str:
    """Confidence level of a value: high, middle, low, or none if there is no value."""
    if not known:
        return "none"
    return "high" if confidence >= HIGH else "middle" if confidence >= MIDDLE else "low"


def percent(confidence: float) -> int:
    """Whole percent, rounded down, so that only full certainty shows as 100."""
    return int(min(1.0, max(0.0, confidence)) * 100)
