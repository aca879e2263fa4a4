"""Signing in with the office's single sign-on: redirect and callback.

The callback comes from another site, so the browser does not send our SameSite=Strict cookies with
it or with its redirects: the attempt has a SameSite=Lax cookie, and a page of ours leads on.
"""

import base64
import binascii
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from core.errors import Refused
from review.office import OfficeFile
from review.oidc import FAILED, Issuer, SignInAttempt
from review.signin import admit
from review.web.asking import Word
from review.web.guard import Desk, inside
from review.web.sign_in import entered, is_secure, refused_form

router = APIRouter(prefix="/sign-in/office")
COOKIE = "yushen-office"
LIFE = 600  # seconds
Long = Annotated[str, Query(max_length=4000)]


def issuer_of(office: OfficeFile) -> Issuer:
    """The client of the issuer."""
    return Issuer(office)


@router.get("")
def go(request: Request, next: Word = "/") -> Response:
    """Redirect to the office's sign-in."""
    try:
        url, attempt = _issuer(request).begin(inside(next))
    except Refused as error:
        return refused_form(request, error)
    answer = RedirectResponse(url, 303)
    state = base64.urlsafe_b64encode(attempt.model_dump_json().encode()).decode()
    answer.set_cookie(
        COOKIE, state, max_age=LIFE, httponly=True, samesite="lax", secure=is_secure(request),
        path=router.prefix,
    )  # fmt: skip
    return answer


@router.get("/back")
def back(request: Request, store: Desk, state: Long = "", code: Long = "") -> Response:
    """The callback: sign the user in, or show why not."""
    issuer = _issuer(request)
    try:
        attempt = _attempt(request)
        who = issuer.end(attempt, state, code)
        address = request.client.host if request.client else ""
        made = admit(store, who.name, "oidc", address, role=who.role, create=issuer.office.create)
    except Refused as error:
        answer = refused_form(request, error)
    else:
        answer = entered(request, made, inside(attempt.next))
    answer.delete_cookie(COOKIE, path=router.prefix)
    return answer


def _attempt(request: Request) -> SignInAttempt:
    try:
        state = base64.urlsafe_b64decode(request.cookies.get(COOKIE, "").encode())
        return SignInAttempt.model_validate_json(state)
    except (binascii.Error, ValueError, ValidationError):
        raise Refused(*FAILED) from None


def _issuer(request: Request) -> Issuer:
    found: Issuer = request.app.state.issuer
    return found
