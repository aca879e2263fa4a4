"""The page of a case: submissions, progress, which papers count, earlier cases."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from core.models.base import Wording
from pipeline.reporting.desk import titles
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import ReportWords
from review.arrivals import Arrivals
from review.cases import history
from review.cases.joining import join, set_choice
from review.cases.proposals import decline
from review.cases.showing import case_papers, case_summary, lapsed_entries
from review.models import DeskPacket, Role
from review.packets import load
from review.web.asking import Key, SeenVersion, Typed
from review.web.guard import Acting, Desk, Reader, Writer
from review.web.pages import language, page
from validators.judging.edition import open_edition

router = APIRouter(prefix="/packets/{key}")
REASONS: dict[str, tuple[str, str]] = {
    "number": ("申请编号相同", "the same application number"),
    "open": ("申请人、单位、业务相同，该案尚未退回",
             "the same applicant, employer and service; it was not sent back yet"),
    "several": ("符合的案件不止一件", "several cases fit"),
    "service": ("申请人相同，业务不同", "the same applicant, another service"),
    "person": ("材料上有该申请人的身份证号码", "the applicant's number stands on the papers"),
    "name": ("仅姓名相同，没有身份证号码可核对", "only the name is the same"),
    "closed": ("申请编号相同，但该案已办结", "the same number, but that case is closed"),
    "stranger": ("提交时指定，但申请人的身份证号码不同",
                 "named when it was brought, but the applicant's number is another"),
    "named": ("提交时指定", "named when it was brought"),
}  # fmt: skip
DocumentId = Annotated[str, Form(pattern=r"^D[0-9]{1,6}$")]


@router.get("/case")
def show(request: Request, store: Desk, who: Reader, key: Key) -> Response:
    """The page of a case."""
    packet = load(store, key, ahead=False)
    arrivals: Arrivals = request.app.state.arrivals
    memory, reviewer = request.app.state.checker.memory, who.person.role.may(Role.REVIEWER)
    seen, words = who.person, ReportWords(language(request))
    return page(
        request, "case.html", who, masker=Masker.of(packet.standing.report), packet=packet,
        brief=case_summary(store, packet), papers=case_papers(store, arrivals.pages, packet),
        lapsed=lapsed_entries(store, packet), types=types(packet),
        titles=titles(packet.standing.report.documents, words),
        services=_services(), reviewer=reviewer, reasons=REASONS,
        applicant=history.of_applicant(store, seen, key) if reviewer else None,
        employer=history.of_employer(store, seen, key) if reviewer else None,
        remembered=history.remembered(memory, store, key) if reviewer else [],
    )  # fmt: skip


@router.post("/join")
def answer(
    request: Request, store: Desk, who: Writer, key: Key, seen: SeenVersion,
    answer: Annotated[Literal["yes", "no"], Form()], case: Typed = "",
) -> Response:  # fmt: skip
    """Answer a proposal: whether the packet belongs to that case."""
    if answer == "no":
        decline(store, who.person, key, case)
        return RedirectResponse(f"/packets/{key}", 303)
    arrivals: Arrivals = request.app.state.arrivals
    joined = join(store, arrivals.pages, key, case, who.person, seen)
    return RedirectResponse(f"/packets/{joined.key}", 303)


@router.post("/paper")
def paper(
    request: Request, context: Acting, key: Key,
    counts: Annotated[Literal["yes", "no"], Form()], document: DocumentId,
) -> Response:  # fmt: skip
    """Choose whether a document counts despite later ones."""
    arrivals: Arrivals = request.app.state.arrivals
    set_choice(context, arrivals.pages, document, counts=counts == "yes")
    return RedirectResponse(f"/packets/{key}/case", 303)


def types(packet: DeskPacket) -> dict[str, Wording]:
    """The guide's name of each type."""
    edition = open_edition(packet.material.edition) if packet.material else open_edition()
    return {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in edition.documents}


def _services() -> dict[str, Wording]:
    return {one.id: Wording(zh=one.name_zh, en=one.name_en) for one in open_edition().services}
