"""Downloads of letters and ledgers; each is written to the audit."""

from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from core.errors import Refused
from review import papers
from review.audit import note
from review.packets import load
from review.web.asking import Key
from review.web.guard import Desk, Reader
from review.web.pages import language
from review.web.queue import List, wanted_by
from review.web.safety import PRINTED_POLICY

router = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/packets/{key}/papers/{kind}.{form}")
def paper(
    request: Request, store: Desk, who: Reader, key: Key, kind: papers.Kind,
    form: Literal["docx", "html"],
) -> Response:  # fmt: skip
    """A letter, to keep or to print."""
    packet = load(store, key)
    content = papers.render(packet, kind, form, language(request))
    note(store, who.person.name, "export", packet=key, target=f"{kind}.{form}")
    if form == "html":
        headers = {"content-security-policy": PRINTED_POLICY}
        return Response(content, media_type="text/html; charset=utf-8", headers=headers)
    return attached(content, DOCX, f"{papers.FILES[kind]}.docx")


@router.get("/ledger.xlsx")
def ledger(request: Request, store: Desk, who: Reader, asked: List) -> Response:
    """The workbook of the packets of a filter; by default of today."""
    conditions = asked if request.query_params else {"view": "today"}
    content = papers.ledger(store, wanted_by(conditions, who.person.name), language(request))
    note(store, who.person.name, "export", target="ledger")
    return attached(content, XLSX, "台账.xlsx")


def attached(content: bytes, kind: str, name: str) -> Response:
    """A file download."""
    if not content:
        raise Refused("empty", "没有内容", "nothing to export")
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"content-disposition": disposition})
