"""Edits of a packet's pages: the panel and its form."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse

from core.errors import Refused
from core.models.edit import Aside, Edit, Fill, Merge, Move, PageName, Pages, Retype, Split
from core.models.geometry import Box, to_stored
from pipeline.edits.names import names_of
from review.edits import EditTools as Bench
from review.edits import edit, normalised_fill, packet_as_shown, undo
from review.models import DeskPacket
from review.packets import load
from review.rereading import read_again
from review.web.acts import HIDDEN, answer
from review.web.asking import Key, Typed, Word
from review.web.edit_views import panel
from review.web.guard import Acting, Desk, Reader, Writer
from review.web.packet import parts
from review.web.pages import piece

router = APIRouter(prefix="/packets/{key}/edits")
Quarter = Annotated[int, Form(ge=0, le=270, multiple_of=90)]
MAX_WHICH = 100
Number = Annotated[int, Form(ge=-1, le=100_000)]
Kind = Literal["retype", "split", "merge", "move", "turn", "not_needed", "other_case", "fill"]


@router.get("")
def show(
    request: Request, store: Desk, who: Reader, key: Key, document: Word = "", page: Word = ""
) -> JSONResponse:
    """The panel of a document, or of the document of a page."""
    packet = load(store, key, ahead=False)
    data = parts(request, store, who, packet)
    view = panel(packet, request, document, int(page) if page.isdecimal() else -1)
    html = piece(request, "parts/edit_panel.html", who, **data, panel=view)  # type: ignore[arg-type]
    return JSONResponse({"document": view.document, "html": html})


@router.post("")
def make(
    request: Request, context: Acting, who: Writer,
    kind: Annotated[Kind, Form()], document: Typed = "", page: Number = -1, type: Typed = "",
    other: Typed = "", at: Number = -1, turn: Quarter = 0,
    which: Typed = "", field: Typed = "", value: Typed = "", box: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Make one edit; every rule runs again."""
    bench = _bench(request)
    packet = packet_as_shown(context)
    asked = _EditForm(packet, document, page)
    made: Edit
    if kind == "turn":
        made = read_again(bench, packet, asked.page, turn)
    elif kind == "fill":
        if HIDDEN in value:
            raise Refused(
                "value", "请输入完整内容，不能含 *", "please type the whole value, without *"
            )
        place = Fill(pages=asked.pages, field=field, value=value, page=asked.page,
                     box=asked.stored(box))  # fmt: skip
        made = normalised_fill(packet, place)
    else:
        made = _of_pages(kind, asked, type, other, at, which)
    changed = edit(context, bench, made, why)
    where = _now(changed.packet, made.page if isinstance(made, (Move, Fill)) else asked.first)
    return JSONResponse({**answer(request, context, who, changed), "document": where})


@router.post("/undo")
def take_back(
    request: Request, context: Acting, who: Writer,
    id: Annotated[int, Form(ge=0, le=2**31 - 1)], why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Undo any one of the edits."""
    changed = undo(context, _bench(request), id, why)
    return JSONResponse({**answer(request, context, who, changed), "document": ""})


class _EditForm:
    """A form's values, converted to the packet's models."""

    def __init__(self, packet: DeskPacket, document: str, page: int) -> None:
        self.packet, self.document, self.sheet = packet, document, page
        assert packet.read is not None
        self.names = names_of(packet.read)

    @property
    def pages(self) -> Pages:
        return self.of(self.document)

    def of(self, document: str) -> Pages:
        """A document's pages. Raises Refused if there is no such document."""
        found = self.packet.papers.get(document)
        if found is None:
            raise Refused(
                "no_such_document",
                "没有这份材料，请刷新",
                "no such document any more; please load it again",
            )
        return found

    @property
    def first(self) -> PageName:
        return self.pages[0] if self.document else self.page

    @property
    def page(self) -> PageName:
        """The selected page, within the document if one is given."""
        assert self.packet.read is not None
        sheets = self.packet.read.sheets
        if not 0 <= self.sheet < len(sheets):
            raise Refused("no_such_page", "没有这一页", "no such page")
        wanted = (sheets[self.sheet].file, sheets[self.sheet].page)
        among = self.pages if self.document else self.names.order
        found = next((name for name in among if self.names.page(name) == wanted), None)
        if found is None:
            raise Refused("no_such_page", "这一页不在这份材料中", "not a page of this document")
        return found

    def stored(self, text: str) -> Box:
        """A box drawn on the upright page, in stored coordinates. Raises Refused if invalid."""
        assert self.packet.material is not None
        try:
            x0, y0, x1, y1 = (min(1.0, max(0.0, float(part))) for part in text.split(","))
        except ValueError:
            raise Refused(
                "box", "请先在页面上框选位置", "please frame the place on the page first"
            ) from None
        if x1 - x0 < 0.002 or y1 - y0 < 0.002:
            raise Refused("box", "框选的范围太小", "the frame is too small")
        rotation = self.packet.material.sheets[self.sheet].rotation
        return to_stored(Box(x0, y0, x1, y1), rotation).rounded()


def _of_pages(kind: Kind, asked: _EditForm, type_: str, other: str, at: int, which: str) -> Edit:
    if kind == "retype":
        return Retype(pages=asked.pages, type=type_)
    if kind == "split":
        return Split(pages=asked.pages, at=asked.page)
    if kind == "merge":
        return Merge(pages=asked.pages, others=asked.of(other))
    if kind == "move":
        to = asked.of(other) if other else ()
        return Move(page=asked.page, to=to, at=at if at >= 0 else len(to))
    reason: Literal["not_needed", "other_case"] = (
        "not_needed" if kind == "not_needed" else "other_case"
    )
    return Aside(pages=asked.pages, reason=reason, which=which.strip()[:MAX_WHICH])


def _now(packet: DeskPacket, page: PageName) -> str:
    """The document of a page after a change; empty if it has none."""
    return next((id_ for id_, pages in packet.papers.items() if page in pages), "")


def _bench(request: Request) -> Bench:
    return Bench(request.app.state.arrivals, request.app.state.checker.kit)
