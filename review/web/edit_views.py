"""View models of page edits on a packet's page."""

from dataclasses import dataclass

from fastapi import Request

from core.errors import Refused
from core.models.base import Wording
from core.models.document import FOREIGN, Document
from pipeline.edits.names import names_of
from pipeline.edits.wording import described
from pipeline.judging import case_of
from pipeline.reporting.names import UNKNOWN, ReportWords
from review.correcting import corrected
from review.models import DeskPacket, MadeEdit, Role
from review.signin import SignedIn
from review.web.asking import MAX_OFFSET
from review.web.pages import Translator, language
from review.web.shots import Options, choices
from review.web.trail import ACTIONS
from review.web.values import PacketView
from validators.judging.edition import open_edition

MAX_GUESSES = 3
OF_NONE = ("未归入材料的页", "a page of no document")


@dataclass(frozen=True)
class TypeOption:
    """A possible type of a document; `sure` in percent, 0 if only words are similar."""

    type: str
    name: str
    sure: int


@dataclass(frozen=True)
class EditView:
    """An edit in the list."""

    made: MadeEdit
    action: str
    of: str
    now: str


@dataclass(frozen=True)
class EditsView:
    """The edits so far, and the possible ones."""

    edits: tuple[EditView, ...]
    readings: bool
    """Whether the readings of the packet's pages are stored."""
    may: bool
    """Whether the user may make edits."""
    guesses: dict[str, tuple[TypeOption, ...]]
    """Possible types of unrecognised documents, by document id."""
    conditions: Options
    condition: int | None


@dataclass(frozen=True)
class PageView:
    """A page of a document: its number in the packet, and its title."""

    number: int
    title: str


@dataclass(frozen=True)
class Panel:
    """The possible edits of one document; `document` is empty for a page without a document."""

    document: str
    title: str
    pages: tuple[PageView, ...]
    guesses: tuple[TypeOption, ...]
    types: tuple[tuple[str, str], ...]
    type: str
    others: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]
    readings: bool


def edits_view(packet: DeskPacket, shown: PacketView, request: Request, who: SignedIn) -> EditsView:
    """The view of all edits, built once per request."""
    words, talk = shown.words, Translator(language(request))
    arrivals = request.app.state.arrivals
    return EditsView(
        edits=_edits(packet, words, talk),
        readings=packet.read is not None and arrivals.readings.has(packet.key),
        may=packet.state == "open" and who.person.role.may(Role.REVIEWER),
        guesses={one.id: _guesses(one, words) for one in packet.standing.documents},
        conditions=choices().conditions if packet.material else (),
        condition=_condition(packet),
    )


def panel(packet: DeskPacket, request: Request, document: str, page: int) -> Panel:
    """The panel of a document or page. Raises Refused if there is no such page."""
    from pipeline.edits.applied import missing_of, type_ids

    words = ReportWords(language(request))
    shown = PacketView(packet, words)
    sheets = packet.material.sheets if packet.material else ()
    if not document and not 0 <= page < min(len(sheets), MAX_OFFSET):
        raise Refused("no_such_page", "没有这一页", "no such page")
    found = _found(packet, document, page)
    numbers = {(s.file, s.page): n for n, s in enumerate(sheets)}
    refs = [(ref.file, ref.page) for ref in found.pages] if found else [
        (sheets[page].file, sheets[page].page)
    ]  # fmt: skip
    policy = open_edition(packet.material.edition) if packet.material else open_edition()
    known = type_ids()
    types = [(one.id, words.both(one.name_zh, one.name_en)) for one in policy.documents
             if one.id in known]  # fmt: skip
    others = [(one.id, _with_pages(shown, one.id)) for one in packet.standing.documents]
    missing = missing_of(found) if found else ()
    return Panel(
        document=found.id if found else "",
        title=_with_pages(shown, found.id) if found else words.both(*OF_NONE),
        pages=tuple(PageView(numbers[ref], _page(numbers[ref], words)) for ref in refs),
        guesses=_guesses(found, words) if found else (),
        types=tuple(sorted(types, key=lambda one: one[1])),
        type=found.type if found else "",
        others=tuple(one for one in others if found and one[0] != found.id),
        missing=tuple((name, words.field(found.type, name)) for name in missing) if found else (),
        readings=request.app.state.arrivals.readings.has(packet.key),
    )  # fmt: skip


def _found(packet: DeskPacket, document: str, page: int) -> Document | None:
    every = packet.standing.documents
    if document:
        found = next((one for one in every if one.id == document), None)
        if found is None:
            raise Refused(
                "no_such_document",
                "没有这份材料，请刷新",
                "no such document any more; please load it again",
            )
        return found
    assert packet.material is not None
    sheet = packet.material.sheets[page]
    places = {one.id: {(ref.file, ref.page) for ref in one.pages} for one in every}
    return next((one for one in every if (sheet.file, sheet.page) in places[one.id]), None)


def _page(number: int, words: ReportWords) -> str:
    return words.both(f"第 {number + 1} 页", f"page {number + 1}")


def _with_pages(shown: PacketView, document: str) -> str:
    view = next(one for one in shown.documents if one.id == document)
    numbers = [str(spot.page + 1) for spot in view.spots]
    pages = shown.words.both(f"第 {'、'.join(numbers)} 页", f"p. {', '.join(numbers)}")
    return f"{view.title} · {pages}"


def _edits(packet: DeskPacket, words: ReportWords, talk: Translator) -> tuple[EditView, ...]:
    if packet.read is None or not packet.edits:
        return ()
    names, policy = names_of(packet.read), open_edition(packet.read.edition)
    found = [(one, described(one.edit, names, policy)) for one in packet.edits]
    return tuple(
        EditView(one, talk(*ACTIONS[one.edit.kind]), _both(words, it.of), _both(words, it.now))
        for one, it in found
    )


def _guesses(document: Document, words: ReportWords) -> tuple[TypeOption, ...]:
    """Possible types of an unrecognised document, from its words if there is nothing better."""
    if document.type != UNKNOWN or document.foreign:
        return ()
    policy = open_edition()
    sure = [one for one in document.guesses if one.type != FOREIGN]
    known = {one.type for one in sure}
    alike = [one for one in document.likeness if one.type not in known]
    names = {one.id: words.both(one.name_zh, one.name_en) for one in policy.documents}
    found = [TypeOption(one.type, names[one.type], round(100 * one.confidence)) for one in sure]
    found += [TypeOption(one.type, names[one.type], 0) for one in alike]
    return tuple(found[:MAX_GUESSES])


def _condition(packet: DeskPacket) -> int | None:
    """The condition of the application that is currently judged."""
    if packet.material is None:
        return None
    policy = open_edition(packet.material.edition)
    return case_of(corrected(packet.material, packet.corrections, policy), policy).condition


def _both(words: ReportWords, text: Wording) -> str:
    return words.both(text.zh, text.en)
