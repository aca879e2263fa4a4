"""Actions on a packet's page; each response has the updated parts of the page."""

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse

from core.errors import Refused
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import ReportWords
from review import audit, closing, own, papers, work
from review.following import following
from review.models import Changed, Closing, Verdict
from review.packets import load
from review.places import place
from review.queue import Order
from review.targets import check_address
from review.web.asking import Key, SeenVersion, Typed
from review.web.guard import Acting, Desk, Own, Writer
from review.web.packet import fragments
from review.web.pages import language, piece
from review.web.queue import List, link, wanted_by
from review.web.values import PacketView
from review.work import ReviewContext

router = APIRouter(prefix="/packets/{key}")
HIDDEN = "**"


@router.post("/correct")
def correct(
    request: Request, context: Acting, who: Writer,
    document: Typed = "", field: Typed = "", value: Typed = "", empty: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Correct a field; with `empty` the place is empty."""
    if HIDDEN in value:
        raise Refused("value", "请输入完整内容，不能含 *", "please type the whole value, without *")
    given = None if empty else value
    return _judged(request, context, who, work.correct(context, document, field, given, why))


@router.post("/confirm")
def confirm(
    request: Request, context: Acting, who: Writer,
    document: Typed = "", field: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Confirm that the reading is right."""
    return _judged(request, context, who, work.confirm(context, document, field, why))


@router.post("/withdraw")
def withdraw(
    request: Request, context: Acting, who: Writer,
    document: Typed = "", field: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Remove a correction: the reading counts again."""
    return _judged(request, context, who, work.withdraw(context, document, field, why))


@router.post("/decide")
def decide(
    request: Request, context: Acting, who: Writer,
    verdict: Annotated[Verdict, Form()], finding: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Store a person's answer to a finding."""
    return _answer(request, context, who, work.decide(context, finding, verdict, why))


@router.post("/undecide")
def undecide(
    request: Request, context: Acting, who: Writer,
    finding: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Remove a decision: the program's answer counts again."""
    return _answer(request, context, who, work.undecide(context, finding, why))


@router.post("/close")
def close(
    request: Request, context: Acting, who: Writer,
    outcome: Annotated[Closing, Form()], why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Accept, send back or reject."""
    changed = closing.close(context, outcome, why, request.app.state.checker.memory)
    return _answer(request, context, who, changed)


@router.post("/reopen")
def reopen(request: Request, context: Acting, who: Writer, why: Typed = "") -> JSONResponse:
    """Reopen a closed packet."""
    changed = closing.reopen(context, why, request.app.state.checker.memory)
    return _answer(request, context, who, changed)


@router.post("/undo")
def undo(request: Request, context: Acting, who: Writer) -> JSONResponse:
    """Undo one's own closing shortly afterwards."""
    changed = closing.undo(context, request.app.state.checker.memory)
    return _answer(request, context, who, changed)


@router.post("/own")
def own_point(
    request: Request, context: Acting, who: Writer,
    text: Typed = "", section: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Add a point of the reviewer's own."""
    return _answer(request, context, who, own.add_point(context, text, section))


@router.post("/disown")
def disown(request: Request, context: Acting, who: Writer, number: SeenVersion) -> JSONResponse:
    """Remove such a point."""
    return _answer(request, context, who, own.drop_point(context, number))


@router.post("/preview")
def preview(
    request: Request, store: Desk, who: Writer, key: Key,
    outcome: Annotated[Closing, Form()], why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Preview of the letter, and the open doubts."""
    packet = load(store, key)
    made = papers.preview(packet, outcome, who.person.name, why, language(request))
    masker = Masker.of(packet.standing.report)
    response = piece(request, "parts/preview.html", who, masker=masker, letter=made,
                 open=packet.standing.doubts)  # fmt: skip
    return JSONResponse({"letter": response})


@router.post("/unmask")
def unmask(
    request: Request, store: Desk, who: Writer, key: Key, document: Typed = "", field: Typed = ""
) -> JSONResponse:
    """A value with its full identity number; the request is written to the audit first."""
    packet = load(store, key, ahead=False)
    if packet.material is None:
        raise Refused("no_such_document", "没有这份材料", "no such document")
    standing = next((d for d in packet.standing.documents if d.id == document), None)
    found = place(standing or check_address(packet.material, document), field)
    audit.unmask(store, who.person.name, key, f"{document}.{field}")
    return JSONResponse({"value": found.value or ""})


@router.post("/next")
def next_one(store: Desk, who: Own, key: Key, told: List) -> JSONResponse:
    """The address of the next packet in the list that this one was opened from."""
    found = following(store, key, wanted_by(told, who.person.name), cast(Order, told["order"]))
    path = link(told, f"/packets/{found}") if found else link(told)
    return JSONResponse({"path": path})


def _judged(
    request: Request, context: ReviewContext, who: Writer, changed: Changed
) -> JSONResponse:
    """The response after a value was changed and every rule has run again."""
    return _answer(request, context, who, changed, judged=True)


def _answer(
    request: Request, context: ReviewContext, who: Writer, changed: Changed, *, judged: bool = False
) -> JSONResponse:
    return JSONResponse(answer(request, context, who, changed, judged=judged))


def answer(
    request: Request, context: ReviewContext, who: Writer, changed: Changed, *, judged: bool = True
) -> dict[str, object]:
    """The updated parts of the page, and the findings that changed."""
    packet = changed.packet
    make = fragments(request, context.store, who, packet)
    shown = PacketView(packet, ReportWords(language(request)))
    response = piece(
        request, "parts/changed.html", who, masker=shown.masker,
        changes=changed.changes, outcome=packet.standing.outcome, note=changed.note, judged=judged,
    )  # fmt: skip
    names: tuple[Literal["bar", "side", "thumbs"], ...] = ("bar", "side", "thumbs")
    made: dict[str, object] = {name: make(f"parts/{name}.html") for name in names}
    return {"version": packet.version, "open": packet.state == "open", "changed": response, **made}
