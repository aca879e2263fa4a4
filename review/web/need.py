"""The list of papers for planning an application; public if so configured.

Answers are only in the request: nothing is stored or logged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from core.errors import BilingualText, InputError, PolicyError, Refused
from core.models.need import Need
from pipeline.reporting.names import Language
from pipeline.reporting.need_docx import render_need_docx
from pipeline.reporting.need_html import need_style, render_need_html, render_need_part
from pipeline.reporting.need_ics import render_need_ics
from review.signin import SignedIn, current
from review.values import storable
from review.web.asking import WORD, Word
from review.web.guard import COOKIE, from_elsewhere, signed_in, store_of
from review.web.pages import language, page
from review.web.safety import PRINTED_POLICY
from validators.judging.edition import open_edition
from validators.planning.answers import plan_of
from validators.planning.need import need_of
from validators.planning.plan import MAX_CHILDREN
from validators.planning.questions import Question, questions, terms

router = APIRouter(prefix="/need")
MAX_FIELDS, MAX_CHARACTERS = 200, 8_000
CHILDREN = 3
"""Number of birthdays in the form."""
Answers = dict[str, list[str]]


class ListFormat(NamedTuple):
    """A file format of the list."""

    media: str
    make: Callable[[Need, Language], bytes]


FILES = {
    "need.docx": ListFormat(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_need_docx
    ),
    "need.ics": ListFormat("text/calendar; charset=utf-8", render_need_ics),
}


def visitor(request: Request) -> SignedIn | None:
    """The user, or None for an anonymous visitor if allowed. Raises SignInNeeded, Refused."""
    if not request.app.state.settings.public_need:
        return signed_in(request)
    known = current(store_of(request), request.cookies.get(COOKIE, ""))
    client = request.client.host if request.client else ""
    if known is None and not request.app.state.pace.admits(client):
        raise Refused(
            "throttled", "请求过于频繁，请一分钟后再试", "too many requests; please wait a minute"
        )
    return known


Visitor = Annotated[SignedIn | None, Depends(visitor)]


@router.get("")
def ask(request: Request, who: Visitor, service: Word = "") -> Response:
    """Ask for the service, then for everything that the list depends on."""
    return _page(request, who, {"service": [service]} if service else {})


@router.get("/need.css")
def style() -> Response:
    """The style sheet of the list, the same as in the file."""
    return Response(need_style(), media_type="text/css", headers={"cache-control": "no-cache"})


FORM = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"service": WORD, "day": WORD}}
            }
        }
    }
}


@router.post("", openapi_extra=FORM)
async def tell(request: Request, who: Visitor) -> Response:
    """The list, and the form with the answers."""
    answers = await _answers(request)
    return await run_in_threadpool(_answer_page, request, who, answers)


@router.post("/print", openapi_extra=FORM)
async def printed(request: Request, who: Visitor) -> Response:
    """The list as a separate page for printing."""
    answers = await _answers(request)
    text = await run_in_threadpool(lambda: render_need_html(_need(answers), language(request)))
    headers = {"content-security-policy": PRINTED_POLICY}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


@router.post("/{name}", openapi_extra=FORM)
async def file(request: Request, who: Visitor, name: str) -> Response:
    """The list as a document, or its days as a calendar."""
    if name not in FILES:
        raise Refused("no_such_file", "没有这种文件", "no such file")
    answers, lang, kind = await _answers(request), language(request), FILES[name]
    content = await run_in_threadpool(lambda: kind.make(_need(answers), lang))
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind.media, headers=headers)


async def _answers(request: Request) -> Answers:
    """The form's values. Raises Refused if it is too large."""
    from_elsewhere(request)
    async with request.form(max_files=0, max_fields=MAX_FIELDS) as sent:
        return _within(sent)


def _within(sent: FormData) -> Answers:
    pairs = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
    if len(pairs) > MAX_FIELDS or sum(len(n) + len(v) for n, v in pairs) > MAX_CHARACTERS:
        raise Refused("form", "填写的内容过多", "more than the form has room for")
    answers: Answers = {}
    for name, value in pairs:
        key, _, paper = name.partition(":")
        if key == "until":  # this field belongs to one paper, and its value is only the day
            value = f"{paper}={value}" if value else ""
        if value:
            answers.setdefault(key, []).append(storable(value))
    return answers


def _need(answers: Answers) -> Need:
    """The list. Raises InputError for unknown values, or a day outside the edition."""
    policy = open_edition()
    try:
        return need_of(plan_of(answers, policy), policy)
    except PolicyError as error:
        message = "这一天没有适用的政策数据", "the edition has no figures for that day"
        raise InputError("no_figures", *message) from error


def _answer_page(request: Request, who: SignedIn | None, answers: Answers) -> Response:
    try:
        need = _need(answers)
    except InputError as error:
        return _page(request, who, answers, wrong=error.text)
    return _page(request, who, answers, need=need)


@dataclass(frozen=True)
class NeedForm:
    """The form's fields and answers."""

    service: str
    questions: tuple[Question, ...]
    terms: tuple[tuple[str, str, BilingualText], ...]
    answers: Answers

    def given(self, name: str) -> list[str]:
        return self.answers.get(name, [])

    def one(self, name: str) -> str:
        return next(iter(self.given(name)), "")

    def until(self, paper: str) -> str:
        """The given day of a paper."""
        days = (text.rpartition("=") for text in self.given("until"))
        return next((day for name, _, day in days if name == paper), "")

    @property
    def children(self) -> list[str]:
        """The birthdays, and empty fields for more."""
        birthdays = self.given("children")[:MAX_CHILDREN]
        return birthdays + [""] * max(0, CHILDREN - len(birthdays))

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """All answers, for the buttons that create files."""
        fields = [(name, text) for name, texts in self.answers.items() for text in texts]
        return [
            (f"until:{text.rpartition('=')[0]}", text.rpartition("=")[2])
            if name == "until"
            else (name, text)
            for name, text in fields
        ]


def _page(
    request: Request,
    who: SignedIn | None,
    answers: Answers,
    *,
    need: Need | None = None,
    wrong: BilingualText | None = None,
) -> Response:
    policy = open_edition()
    given = next(iter(answers.get("service", [])), "")
    service = next((one for one in policy.services if given in (one.id, one.name_zh)), None)
    asked = questions(service.id, policy) if service else ()
    dated = terms(policy.packet(service.id), policy) if service else ()
    form = NeedForm(
        service=service.id if service else "",
        questions=asked,
        terms=tuple(
            (paper, field, BilingualText(name.zh, name.en)) for paper, field, name in dated
        ),
        answers=answers,
    )
    body = Markup(render_need_part(need, language(request))) if need else ""  # escaped there
    return page(
        request, "need.html", who, status=422 if wrong else 200, form=form, need=body,
        services=policy.services, wrong=wrong, public=request.app.state.settings.public_need,
    )  # fmt: skip
