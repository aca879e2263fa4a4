"""Quality samples: a reviewer sees the page and the question, but not the reading. A supervisor
compares both if they differ.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from core.errors import Refused
from core.models.base import Wording
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import ReportWords
from review import audit
from review.models import Role
from review.quality import answering
from review.signin import SignedIn
from review.web.asking import MAX_ROW, RowNumber, Typed
from review.web.guard import Desk, Reader, Supervisor, Writer
from review.web.pages import language, page
from review.web.pictures import image_of
from review.work import require_role
from validators.judging.edition import open_edition

router = APIRouter(prefix="/quality")
HIDDEN = "**"


def reviewing(who: Reader) -> SignedIn:
    """Raises Refused for a viewer."""
    require_role(who.person, Role.REVIEWER)
    return who


Reviewer = Annotated[SignedIn, Depends(reviewing)]


@router.get("/sample")
def ask(
    request: Request, store: Desk, who: Reviewer, after: Annotated[int, Query(ge=0, le=MAX_ROW)] = 0
) -> Response:
    """The next sample."""
    return _asked(request, store, who, after)


@router.post("/samples/{sample}/answer")
def answer(
    request: Request, store: Desk, who: Writer, sample: RowNumber,
    said: Annotated[answering.AnswerKind, Form()], typed: Typed = "",
) -> Response:  # fmt: skip
    """Store the reviewer's answer, then show the next sample."""
    try:
        if HIDDEN in typed:
            raise Refused(
                "value", "请输入完整内容，不能含 *", "please type the whole value, without *"
            )
        answering.answer(store, who.person, sample, said, typed)
    except Refused as error:
        if error.code != "value":
            raise
        return _asked(request, store, who, sample - 1, error, typed)
    return RedirectResponse(f"/quality/sample?after={sample}", 303)


@router.get("/samples/{sample}/page")
def picture(request: Request, store: Desk, who: Reviewer, sample: RowNumber) -> Response:
    """The upright page; the URL does not show the packet."""
    key, number = answering.page_of(store, sample)
    data = request.app.state.arrivals.pages.page(key, number)
    if data is None:
        raise HTTPException(404)
    return image_of(data)


@router.get("/second")
def second(request: Request, store: Desk, who: Supervisor) -> Response:
    """The next differing answer. Identity numbers are shown in full, which the audit records."""
    found = answering.differing(store, who.person)
    if found is not None and _secret(found):
        audit.unmask(store, who.person.name, answering.page_of(store, found.id)[0], found.field)
    return page(request, "second.html", who, asked=found, names=_names(request, found))


@router.post("/samples/{sample}/settle")
def settle(
    store: Desk, who: Writer, sample: RowNumber,
    verdict: Annotated[Literal["right", "wrong"], Form()],
) -> Response:  # fmt: skip
    """Store who was right."""
    answering.settle(store, who.person, sample, verdict)
    return RedirectResponse("/quality/second", 303)


def _asked(
    request: Request, store: Desk, who: SignedIn, after: int,
    trouble: Refused | None = None, typed: str = "",
) -> Response:  # fmt: skip
    found = answering.question(store, after)
    message = ReportWords(language(request)).both(*trouble.text) if trouble is not None else ""
    return page(
        request, "sample.html", who, status=422 if trouble else 200, asked=found, trouble=message,
        typed=typed, names=_names(request, found),
    )  # fmt: skip


def _secret(found: answering.Differing) -> bool:
    """Whether the value would be masked on other pages."""
    masker = Masker()
    texts = (found.value, found.typed)
    return found.kind == "id_number" or any(masker.text(text) != text for text in texts)


def _names(
    request: Request, found: answering.SampleQuestion | answering.Differing | None
) -> tuple[str, str]:
    """Display names of the paper and its field."""
    if found is None:
        return "", ""
    policy, words = open_edition(), ReportWords(language(request))
    name = Wording(zh=policy.title(found.type), en=policy.title_en(found.type))
    return words.type(found.type, name), words.field(found.type, found.field)
