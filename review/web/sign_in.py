"""Signing in and out, the language, and one's own password."""

import secrets
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from core.errors import BilingualText, Refused
from review.people import change_password
from review.signin import (
    CODE_LIFE,
    DEVICE_LIFE,
    LIFE,
    SignedIn,
    admit,
    current,
    give_code,
    same_token,
    sign_in,
    sign_out,
)
from review.web.asking import Short, Word, address
from review.web.guard import COOKIE, Desk, Own, Reader, from_elsewhere, inside, named_by_proxy
from review.web.pages import LANGUAGE, Translator, language, page

router = APIRouter()
PATH, CODE_PATH = "/sign-in", "/sign-in/code"
FORM_COOKIE, DEVICE_COOKIE, HALF_COOKIE = "yushen-form", "yushen-device", "yushen-half"
EXPIRED = BilingualText("页面已过期，请重试", "the page has expired; please try again")


@router.get(PATH)
def form(request: Request, store: Desk, next: Word = "/") -> Response:
    """The sign-in form; its CSRF token is in a cookie, because there is no session yet."""
    signed, named = current(store, request.cookies.get(COOKIE, "")), named_by_proxy(request)
    if signed is not None and named in (None, signed.person.name):
        return RedirectResponse(inside(next), 303)
    if named is None:
        return _form(request, inside(next))
    proxy = request.app.state.settings.proxy
    try:
        made = admit(store, named, "proxy", _client(request), create=proxy.create)
    except Refused as error:
        return refused_form(request, error)
    return entered(request, made, inside(next))


@router.post(PATH)
def enter(
    request: Request, store: Desk, name: Short = "", password: Short = "",
    csrf: Short = "", next: Short = "/",
) -> Response:  # fmt: skip
    """Sign in; the error does not say whether the name or the password is wrong."""
    from_elsewhere(request)
    if not _is_own(request, csrf):
        return _form(request, inside(next), EXPIRED, 403)
    device = request.cookies.get(DEVICE_COOKIE, "")
    try:
        made = sign_in(store, name, password, _client(request), device)
    except Refused as error:
        return _form(request, inside(next), error.text, _status(error), name)
    if isinstance(made, SignedIn):
        return _let_in(request, made, RedirectResponse(inside(next), 303))
    answer = _code_form(request, inside(next))
    _set(request, answer, HALF_COOKIE, made.token, int(CODE_LIFE.total_seconds()), PATH)
    return answer


@router.post(CODE_PATH)
def second(
    request: Request, store: Desk, code: Short = "", csrf: Short = "", next: Short = "/"
) -> Response:
    """Check the code after a correct password."""
    from_elsewhere(request)
    if not _is_own(request, csrf):
        return _form(request, inside(next), EXPIRED, 403)
    half, device = (request.cookies.get(name, "") for name in (HALF_COOKIE, DEVICE_COOKIE))
    try:
        made = give_code(store, half, code, _client(request), device)
    except Refused as error:
        if error.code == "half_over":
            return _form(request, inside(next), error.text, 401)
        return _code_form(request, inside(next), error.text, _status(error))
    answer = _let_in(request, made, RedirectResponse(inside(next), 303))
    answer.delete_cookie(HALF_COOKIE, path=PATH)
    return answer


@router.get(CODE_PATH)
def code_again(request: Request) -> Response:
    """The code page was reloaded: start again."""
    return RedirectResponse(PATH, 303)


@router.post("/sign-out")
def leave(request: Request, store: Desk, who: Own) -> Response:
    """End the session."""
    sign_out(store, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse(PATH, 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/language/{lang}")
def speak(request: Request, lang: str) -> Response:
    """Switch between Chinese and English, and return to the same page."""
    back = address(request.headers.get("referer", ""))
    path = "/"
    if back is not None and back.netloc == request.headers.get("host", ""):
        path = f"{back.path}?{back.query}" if back.query else back.path
    answer = RedirectResponse(inside(path), 303)
    chosen = "en" if lang == "en" else "zh"
    answer.set_cookie(LANGUAGE, chosen, max_age=31_536_000, samesite="strict", httponly=True)
    return answer


@router.get("/password")
def password_form(request: Request, who: Reader) -> Response:
    """The form to change one's own password."""
    return page(request, "password.html", who, trouble="")


@router.post("/password")
def password(
    request: Request, store: Desk, who: Own, old: Short = "", new: Short = "", again: Short = ""
) -> Response:
    """Change one's own password; this signs the user out everywhere."""
    try:
        if new != again:
            raise Refused("again", "两次输入的新密码不一致", "the new passwords differ")
        change_password(store, who.person.name, old, new)
    except Refused as error:
        message = Translator(language(request))(*error.text)
        return page(request, "password.html", who, status=422, trouble=message)
    return RedirectResponse(PATH, 303)


def entered(request: Request, made: SignedIn, next: str) -> Response:
    """After single sign-on: an own page leads on, so that the browser sends the cookies."""
    return _let_in(request, made, page(request, "entered.html", next=next))


def refused_form(request: Request, error: Refused) -> Response:
    """The form with the reason why single sign-on failed."""
    return _form(request, "/", error.text, 503 if error.code == "office_away" else 403)


def is_secure(request: Request) -> bool:
    """Whether cookies are sent over https only."""
    return bool(request.app.state.settings.https) or request.url.scheme == "https"


def _let_in(request: Request, made: SignedIn, answer: Response) -> Response:
    _set(request, answer, COOKIE, made.token, int(LIFE.total_seconds()), "/")
    if made.device:
        _set(request, answer, DEVICE_COOKIE, made.device, int(DEVICE_LIFE.total_seconds()), PATH)
    answer.delete_cookie(FORM_COOKIE, path=PATH)
    return answer


def _form(
    request: Request,
    next: str,
    trouble: BilingualText | None = None,
    status: int = 200,
    name: str = "",
) -> Response:
    office = request.app.state.settings.office
    values = {"next": next, "name": name, "office": office}
    return _with_token(request, "sign_in.html", trouble, status, **values)


def _code_form(
    request: Request, next: str, trouble: BilingualText | None = None, status: int = 200
) -> Response:
    return _with_token(request, "code.html", trouble, status, next=next)


def _with_token(
    request: Request, template: str, trouble: BilingualText | None, status: int, /, **told: Any
) -> Response:
    token = secrets.token_urlsafe(24)
    message = Translator(language(request))(*trouble) if trouble is not None else ""
    answer = page(request, template, status=status, token=token, trouble=message, **told)
    _set(request, answer, FORM_COOKIE, token, 3600, PATH)
    return answer


def _set(request: Request, answer: Response, name: str, value: str, age: int, path: str) -> None:
    answer.set_cookie(
        name, value, max_age=age, httponly=True, samesite="strict", secure=is_secure(request),
        path=path,
    )  # fmt: skip


def _is_own(request: Request, csrf: str) -> bool:
    return same_token(csrf, request.cookies.get(FORM_COOKIE, ""))


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _status(error: Refused) -> int:
    return 429 if error.code == "throttled" else 401
