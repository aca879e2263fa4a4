"""Assignment, notes, and actions on several packets of the list."""

from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from core.errors import Refused
from review import papers, sharing
from review.audit import note
from review.web.asking import Key, Short, Typed
from review.web.guard import Desk, Own, Writer
from review.web.pages import language, piece
from review.web.papers import XLSX, attached
from review.web.queue import asked_for, link

router = APIRouter()
Keys = Annotated[list[Key], Form(max_length=sharing.MAX_PACKETS)]
KEPT = frozenset(("view", "outcome", "service", "batch", "doubtful", "text", "papers", "mine",
                  "order", "since", "until"))  # fmt: skip


@router.post("/packets/{key}/assign")
def assign(store: Desk, who: Writer, key: Key, person: Short = "") -> JSONResponse:
    """Assign the packet; an empty name removes the assignment."""
    sharing.assign(store, who.person, [key], person or None)
    return JSONResponse({"assigned": person})


@router.post("/packets/{key}/note")
def add_note(
    request: Request, store: Desk, who: Writer, key: Key, text: Typed = ""
) -> JSONResponse:
    """Add a note for colleagues."""
    sharing.add_note(store, who.person, key, text)
    response = piece(request, "parts/notes.html", who, notes=sharing.notes(store, key))
    return JSONResponse({"notes": response})


@router.post("/queue/together")
def together(
    request: Request, store: Desk, who: Writer, act: Annotated[Literal["assign", "return",
    "export"], Form()], keys: Keys = [], person: Short = "", back: Typed = "",  # noqa: B006
) -> Response:  # fmt: skip
    """Assign several packets, remove assignments, or export their ledger."""
    if not keys:
        raise Refused("empty", "请先选择材料", "please choose packets first")
    if act == "export":
        content = papers.ledger_of(store, keys, language(request))
        note(store, who.person.name, "export", target="ledger")
        return attached(content, XLSX, "台账.xlsx")
    if act == "assign" and not person:
        raise Refused("no_such_user", "请选择人员", "please choose somebody")
    sharing.assign(store, who.person, keys, person if act == "assign" else None)
    return RedirectResponse(_list(back), 303)


@router.post("/views/save")
def save_view(store: Desk, who: Own, name: Short = "", back: Typed = "") -> Response:
    """Save the filtered list under a name."""
    sharing.save_view(store, who.person, name, _list(back).partition("?")[2])
    return RedirectResponse(_list(back), 303)


@router.post("/views/drop")
def drop_view(store: Desk, who: Own, name: Short = "", back: Typed = "") -> Response:
    """Delete a saved view."""
    sharing.drop_view(store, who.person, name)
    return RedirectResponse(_list(back), 303)


def _list(query: str) -> str:
    """The query reduced to the parameters of a list."""
    conditions = {name: value for name, value in parse_qsl(query.lstrip("/?")) if name in KEPT}
    return f"/?{urlencode(conditions)}" if conditions else link(asked_for())
