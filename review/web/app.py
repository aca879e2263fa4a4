"""Builds the web application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from python_multipart.exceptions import FormParserError
from starlette.exceptions import HTTPException

from core.errors import BilingualText, ConflictError, InputError, Refused, YushenError
from core.limits import limits
from pipeline.reporting.names import ReportWords
from review.arrivals import Arrivals
from review.drops.folder import FOLDER, DropLimits, Drops
from review.drops.looking import DropReader
from review.office import OfficeFile
from review.signin import current
from review.store import Store
from review.trouble import passing
from review.web import (
    acts,
    cases,
    drop,
    edits,
    figures,
    health,
    need,
    packet,
    papers,
    pictures,
    quality_page,
    queue,
    sampling,
    sharing,
    sign_in,
    staff,
    trail,
    upload,
)
from review.web.called import target_names
from review.web.checking import Checker
from review.web.guard import COOKIE, SignInNeeded, way_back
from review.web.hosts import own_names
from review.web.pace import RateLimiter
from review.web.pages import STATIC, Translator, asset, language, page
from review.web.proxied import ProxyUser
from review.web.safety import Safety

STATUS = {
    "role": 403, "csrf": 403, "throttled": 429, "sign_in": 401, "busy": 503, "unsaved": 503,
}  # fmt: skip
PARTS = (
    sign_in, queue, packet, cases, acts, edits, sharing, pictures, papers, upload, drop, staff,
    trail, figures, health, need, sampling, quality_page,
)  # fmt: skip


@dataclass(frozen=True)
class DeskSettings:
    """How the desk is served."""

    https: bool = False
    """Cookies are sent over https only."""
    max_bytes: int = 300_000_000
    """Maximum size of one upload."""
    names: frozenset[str] = own_names("")
    """Host names under which the desk is requested."""
    proxy: ProxyUser | None = None
    """A proxy that has already signed users in."""
    office: OfficeFile | None = None
    """The office's single sign-on."""
    public_need: bool = False
    """The list of papers is public; otherwise only for signed-in users."""


def create_app(
    store: Store, arrivals: Arrivals, checker: Checker, settings: DeskSettings | None = None
) -> FastAPI:
    """The desk's application on a store; `checker` reads uploads."""
    settings = settings or DeskSettings()
    bounds = DropLimits(limits().upload_files, settings.max_bytes)
    looker = DropReader(Drops(checker.uploads.parent / FOLDER, bounds, checker.seal), checker.kit)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        checker.start()
        looker.start()
        yield
        looker.close()
        checker.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=life)
    app.state.store, app.state.arrivals, app.state.checker = store, arrivals, checker
    app.state.settings, app.state.looker, app.state.pace = settings, looker, RateLimiter()
    for part in PARTS:
        app.include_router(part.router)
    if settings.office is not None:
        from review.web import office  # the only module that opens network connections

        app.state.issuer = office.issuer_of(settings.office)
        app.include_router(office.router)
    app.add_api_route("/static/{name}", static, methods=["GET"])
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(ConflictError, _conflict)
    app.add_exception_handler(InputError, _unusable)
    app.add_exception_handler(OSError, _disk)
    app.add_exception_handler(FormParserError, _odd)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _odd)
    app.add_middleware(
        Safety,
        uploads=(upload.PATH, drop.PATH),
        max_bytes=settings.max_bytes,
        names=settings.names,
        proxy=settings.proxy,
    )
    return app


def static(name: str) -> Response:
    """A static file; pages load nothing from other sites."""
    if name not in STATIC:
        raise HTTPException(404)
    return Response(asset(name), media_type=STATIC[name], headers={"cache-control": "no-cache"})


def _sign_in(request: Request, error: Exception) -> Response:
    if _wants_data(request):
        return JSONResponse({"error": _talk(request)("请重新登录", "please sign in again")}, 401)
    return RedirectResponse(way_back(request), 303)


def _refused(request: Request, error: Exception) -> Response:
    code = error.code if isinstance(error, Refused) else ""
    status = STATUS.get(code, 404 if code.startswith("no_such_") else 422)
    return _error_response(request, status, _message_of(error), code)


def _conflict(request: Request, error: Exception) -> Response:
    changes = error.changes if isinstance(error, ConflictError) else ()
    talk = _talk(request)
    message = talk(
        "这份材料已被他人更改，本次操作未执行。", "Somebody else has changed this packet; not done."
    )
    key = str(request.path_params.get("key", ""))
    store: Store = request.app.state.store
    names = target_names(store, [(key, one[2]) for one in changes], ReportWords(language(request)))
    lines = [
        f"{who} · {talk(*trail.ACTIONS.get(action, (action, action)))} · "
        f"{names.get((key, target), target)}"
        for who, action, target in changes
    ]
    return JSONResponse({"error": message, "code": "conflict", "changes": lines}, 409)


def _unusable(request: Request, error: Exception) -> Response:
    if passing(error) is not None:
        return _disk(request, error)
    code = error.code if isinstance(error, InputError) else ""
    return _error_response(request, 503 if code == "secret_key" else 422, _message_of(error), code)


def _disk(request: Request, error: Exception) -> Response:
    """A temporary error: nothing was stored. Any other error is a bug and is raised."""
    if (why := passing(error)) is None:
        raise error
    message = BilingualText(
        f"{why.zh}，这次没有保存，请稍后再试", f"{why.en}; nothing was kept, please try later"
    )
    return _error_response(request, 503, message, "disk")


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    messages = {
        400: BilingualText("文件过多，或内容不完整", "too many files, or something is missing"),
        404: BilingualText("没有这一页", "no such page"),
        405: BilingualText("不能这样打开", "not this way"),
    }
    other = BilingualText("请求无法处理", "this cannot be done")
    return _error_response(request, status, messages.get(status, other), "http")


def _odd(request: Request, error: Exception) -> Response:
    message = BilingualText(
        "请求的内容不完整或过长", "something of what was asked is missing or too long"
    )
    return _error_response(request, 422, message, "form")


def _error_response(request: Request, status: int, message: BilingualText, code: str) -> Response:
    text = _talk(request)(*message)
    if _wants_data(request):
        return JSONResponse({"error": text, "code": code}, status)
    who = None
    with suppress(InputError):  # the database itself may fail
        who = current(request.app.state.store, request.cookies.get(COOKIE, ""))
    return page(request, "trouble.html", who, status=status, said=text)


def _message_of(error: Exception) -> BilingualText:
    return error.text if isinstance(error, YushenError) else BilingualText(str(error), str(error))


def _talk(request: Request) -> Translator:
    return Translator(language(request))


def _wants_data(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
