"""User administration."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from core.errors import BilingualText, Refused
from review import people
from review.models import Role
from review.second import enrolled
from review.signin import SignedIn
from review.web.asking import Short
from review.web.guard import Admin, Desk, Writer, administering
from review.web.pages import Translator, language, page

router = APIRouter(prefix="/people", dependencies=[Depends(administering)])
OWN = BilingualText("不能更改自己的角色或停用自己", "not one's own role or state")


@router.get("")
def show(request: Request, store: Desk, who: Admin) -> Response:
    """All users."""
    return _page(request, store, who)


@router.post("/add")
def add(
    request: Request, store: Desk, who: Writer, role: Annotated[Role, Form()],
    name: Short = "", password: Short = "",
) -> Response:  # fmt: skip
    """Add a user with an initial password."""
    by = who.person.name
    try:
        people.add_user(store, name, role, password, by)
    except Refused as error:
        return _page(request, store, who, error.text, name)
    return RedirectResponse("/people", 303)


@router.post("/role")
def role(
    request: Request, store: Desk, who: Writer, role: Annotated[Role, Form()], name: Short
) -> Response:
    """Change a user's role."""
    _another(who, name)
    people.set_role(store, name, role, who.person.name)
    return RedirectResponse("/people", 303)


@router.post("/state")
def state(
    request: Request, store: Desk, who: Writer, name: Short, disabled: Short = ""
) -> Response:
    """Disable or enable a user."""
    _another(who, name)
    people.set_disabled(store, name, bool(disabled), who.person.name)
    return RedirectResponse("/people", 303)


@router.post("/password")
def password(
    request: Request, store: Desk, who: Writer, name: Short, password: Short = ""
) -> Response:
    """Reset a user's password."""
    try:
        people.set_password(store, name, password, who.person.name)
    except Refused as error:
        return _page(request, store, who, error.text)
    return RedirectResponse("/people", 303)


def _another(who: SignedIn, name: str) -> None:
    if name == who.person.name:
        raise Refused("own", *OWN)


def _page(
    request: Request,
    store: Desk,
    who: SignedIn,
    trouble: BilingualText | None = None,
    typed: str = "",
) -> Response:
    message = Translator(language(request))(*trouble) if trouble is not None else ""
    return page(
        request, "people.html", who, status=422 if trouble else 200,
        people=people.users(store), second=enrolled(store), roles=list(Role), trouble=message,
        typed=typed,
    )  # fmt: skip
