"""Signing in and out, the language, and one's own password."""

import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from pipeline.errors import Refused, Said
from review.people import change_password
from review.signin import LIFE, current, same, sign_in, sign_out
from review.web.guard import COOKIE, Desk, Reader, Writer, from_elsewhere, inside
from review.web.pages import LANGUAGE, Talk, language, page

router = APIRouter()
FORM_COOKIE = "yushen-form"
Text = Annotated[str, Form()]


@router.get("/sign-in")
def form(request: Request, store: Desk, next: str = "/") -> Response:
    """The form; its own token stands in a cookie, for there is no session yet."""
    if current(store, request.cookies.get(COOKIE, "")) is not None:
        return RedirectResponse(inside(next), 303)
    return _form(request, inside(next))


@router.post("/sign-in")
def enter(
    request: Request, store: Desk, name: Text = "", password: Text = "",
    csrf: Text = "", next: Text = "/",
) -> Response:  # fmt: skip
    """Sign in; a wrong password is told no more precisely than that."""
    from_elsewhere(request)
    if not same(csrf, request.cookies.get(FORM_COOKIE, "")):
        return _form(request, inside(next), Said("页面已过期，请重试", "the page has expired"), 403)
    address = request.client.host if request.client else ""
    try:
        made = sign_in(store, name, password, address)
    except Refused as error:
        status = 429 if error.code == "throttled" else 401
        return _form(request, inside(next), error.said, status, name)
    answer = RedirectResponse(inside(next), 303)
    answer.set_cookie(
        COOKIE, made.token, max_age=int(LIFE.total_seconds()), httponly=True,
        samesite="strict", secure=_secure(request), path="/",
    )  # fmt: skip
    answer.delete_cookie(FORM_COOKIE, path="/sign-in")
    return answer


@router.post("/sign-out")
def leave(request: Request, store: Desk, who: Writer) -> Response:
    """End the session."""
    sign_out(store, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/language/{lang}")
def speak(request: Request, lang: str) -> Response:
    """Chinese or English, from the page one is on and back to it."""
    back = urlsplit(request.headers.get("referer", ""))
    same_site = back.netloc == request.headers.get("host", "")
    path = f"{back.path}?{back.query}" if back.query else back.path
    answer = RedirectResponse(inside(path if same_site else "/"), 303)
    chosen = "en" if lang == "en" else "zh"
    answer.set_cookie(LANGUAGE, chosen, max_age=31_536_000, samesite="strict", httponly=True)
    return answer


@router.get("/password")
def password_form(request: Request, who: Reader) -> Response:
    """One's own password."""
    return page(request, "password.html", who, trouble="")


@router.post("/password")
def password(
    request: Request, store: Desk, who: Writer, old: Text = "", new: Text = "", again: Text = ""
) -> Response:
    """Change it; one is signed out everywhere then."""
    try:
        if new != again:
            raise Refused("again", "两次输入的新密码不一致", "the new passwords differ")
        change_password(store, who.person.name, old, new)
    except Refused as error:
        said = Talk(language(request))(*error.said)
        return page(request, "password.html", who, status=422, trouble=said)
    return RedirectResponse("/sign-in", 303)


def _form(
    request: Request, next: str, trouble: Said | None = None, status: int = 200, name: str = ""
) -> Response:
    token = secrets.token_urlsafe(24)
    said = Talk(language(request))(*trouble) if trouble is not None else ""
    answer = page(
        request, "sign_in.html", status=status, token=token, next=next, trouble=said, name=name
    )
    answer.set_cookie(
        FORM_COOKIE, token, max_age=3600, httponly=True, samesite="strict",
        secure=_secure(request), path="/sign-in",
    )  # fmt: skip
    return answer


def _secure(request: Request) -> bool:
    return bool(request.app.state.settings.https) or request.url.scheme == "https"
