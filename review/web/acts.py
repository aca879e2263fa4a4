"""What people do on a packet's page; each answer has the page's parts as they stand then."""

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse

from core.errors import Refused
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Words
from review import audit, closing, own, papers, work
from review.following import following
from review.models import Changed, Closing, Verdict
from review.packets import load
from review.places import place
from review.queue import Order
from review.targets import check_address
from review.web.asking import Key, Seen, Typed
from review.web.guard import Acting, Desk, Own, Writer
from review.web.packet import fragments
from review.web.pages import language, piece
from review.web.queue import List, link, wanted_by
from review.web.values import Shown
from review.work import Hand

router = APIRouter(prefix="/packets/{key}")
HIDDEN = "**"


@router.post("/correct")
def correct(
    request: Request, hand: Acting, who: Writer,
    document: Typed = "", field: Typed = "", value: Typed = "", empty: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Another value for a field; with `empty` nothing stands there."""
    if HIDDEN in value:
        raise Refused("value", "请输入完整内容，不能含 *", "please type the whole value, without *")
    given = None if empty else value
    return _judged(request, hand, who, work.correct(hand, document, field, given, why))


@router.post("/confirm")
def confirm(
    request: Request, hand: Acting, who: Writer,
    document: Typed = "", field: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """The reading is right."""
    return _judged(request, hand, who, work.confirm(hand, document, field, why))


@router.post("/withdraw")
def withdraw(
    request: Request, hand: Acting, who: Writer,
    document: Typed = "", field: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """What was read counts again."""
    return _judged(request, hand, who, work.withdraw(hand, document, field, why))


@router.post("/decide")
def decide(
    request: Request, hand: Acting, who: Writer,
    verdict: Annotated[Verdict, Form()], finding: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """A person's answer to a finding."""
    return _answer(request, hand, who, work.decide(hand, finding, verdict, why))


@router.post("/undecide")
def undecide(
    request: Request, hand: Acting, who: Writer,
    finding: Typed = "", why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """The program's answer counts again."""
    return _answer(request, hand, who, work.undecide(hand, finding, why))


@router.post("/close")
def close(
    request: Request, hand: Acting, who: Writer,
    outcome: Annotated[Closing, Form()], why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """Accept, send back or reject."""
    changed = closing.close(hand, outcome, why, request.app.state.checker.memory)
    return _answer(request, hand, who, changed)


@router.post("/reopen")
def reopen(request: Request, hand: Acting, who: Writer, why: Typed = "") -> JSONResponse:
    """Open what was closed."""
    changed = closing.reopen(hand, why, request.app.state.checker.memory)
    return _answer(request, hand, who, changed)


@router.post("/undo")
def undo(request: Request, hand: Acting, who: Writer) -> JSONResponse:
    """Take one's own closing back while it is fresh."""
    changed = closing.undo(hand, request.app.state.checker.memory)
    return _answer(request, hand, who, changed)


@router.post("/own")
def own_point(
    request: Request, hand: Acting, who: Writer,
    text: Typed = "", section: Typed = "",
) -> JSONResponse:  # fmt: skip
    """A point of the reviewer's own."""
    return _answer(request, hand, who, own.add_point(hand, text, section))


@router.post("/disown")
def disown(request: Request, hand: Acting, who: Writer, number: Seen) -> JSONResponse:
    """Take such a point back."""
    return _answer(request, hand, who, own.drop_point(hand, number))


@router.post("/preview")
def preview(
    request: Request, store: Desk, who: Writer, key: Key,
    outcome: Annotated[Closing, Form()], why: Typed = "",
) -> JSONResponse:  # fmt: skip
    """The letter as it would be, and what is open still."""
    packet = load(store, key)
    made = papers.preview(packet, outcome, who.person.name, why, language(request))
    masker = Masker.of(packet.standing.report)
    told = piece(request, "parts/preview.html", who, masker=masker, letter=made,
                 open=packet.standing.doubts)  # fmt: skip
    return JSONResponse({"letter": told})


@router.post("/unmask")
def unmask(
    request: Request, store: Desk, who: Writer, key: Key, document: Typed = "", field: Typed = ""
) -> JSONResponse:
    """A value with its identity number in full; who asked is written down first."""
    packet = load(store, key, ahead=False)
    if packet.material is None:
        raise Refused("no_such_document", "没有这份材料", "no such document")
    standing = next((d for d in packet.standing.documents if d.id == document), None)
    found = place(standing or check_address(packet.material, document), field)
    audit.unmask(store, who.person.name, key, f"{document}.{field}")
    return JSONResponse({"value": found.value or ""})


@router.post("/next")
def next_one(store: Desk, who: Own, key: Key, told: List) -> JSONResponse:
    """Where the next packet of the list is, from which this one was opened."""
    found = following(store, key, wanted_by(told, who.person.name), cast(Order, told["order"]))
    path = link(told, f"/packets/{found}") if found else link(told)
    return JSONResponse({"path": path})


def _judged(request: Request, hand: Hand, who: Writer, changed: Changed) -> JSONResponse:
    """After a value was changed: every rule has run again."""
    return _answer(request, hand, who, changed, judged=True)


def _answer(
    request: Request, hand: Hand, who: Writer, changed: Changed, *, judged: bool = False
) -> JSONResponse:
    return JSONResponse(answer(request, hand, who, changed, judged=judged))


def answer(
    request: Request, hand: Hand, who: Writer, changed: Changed, *, judged: bool = True
) -> dict[str, object]:
    """The page's parts as they stand now, and what the rules answer otherwise."""
    packet = changed.packet
    make = fragments(request, hand.store, who, packet)
    shown = Shown(packet, Words(language(request)))
    told = piece(
        request, "parts/changed.html", who, masker=shown.masker,
        changes=changed.changes, outcome=packet.standing.outcome, note=changed.note, judged=judged,
    )  # fmt: skip
    names: tuple[Literal["bar", "side", "thumbs"], ...] = ("bar", "side", "thumbs")
    made: dict[str, object] = {name: make(f"parts/{name}.html") for name in names}
    return {"version": packet.version, "open": packet.state == "open", "changed": told, **made}
