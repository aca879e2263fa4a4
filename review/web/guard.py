"""Authentication, permissions, and protection against cross-site requests."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request

from core.errors import Refused
from review.models import Role
from review.signin import SignedIn, current, same_token
from review.store import Store
from review.web.asking import Key, SeenVersion, address
from review.web.proxied import ProxyUser
from review.work import ReviewContext, require_role

COOKIE = "yushen"
HEADER = "x-csrf-token"
MAX_PATH = 180  # characters


class SignInNeeded(Exception):
    """The request has no valid session."""


def store_of(request: Request) -> Store:
    """The desk's store."""
    found: Store = request.app.state.store
    return found


def signed_in(request: Request) -> SignedIn:
    """The signed-in user. Raises SignInNeeded."""
    found = current(store_of(request), request.cookies.get(COOKIE, ""))
    named = named_by_proxy(request)
    if found is None or (named is not None and named != found.person.name):
        raise SignInNeeded
    return found


def named_by_proxy(request: Request) -> str | None:
    """The user that a trusted proxy names."""
    proxy: ProxyUser | None = request.app.state.settings.proxy
    return proxy.name(request.scope) if proxy is not None else None


Reader = Annotated[SignedIn, Depends(signed_in)]
Desk = Annotated[Store, Depends(store_of)]


async def own(request: Request, who: Reader) -> SignedIn:
    """A user who changes their own data: the form or a header must have the CSRF token.

    The header is checked before the body is read.
    """
    from_elsewhere(request)
    given = request.headers.get(HEADER)
    if given is None:
        given = str((await request.form()).get("csrf", ""))
    if not same_token(given, who.csrf):
        await request.close()  # files that came with the form
        raise Refused(
            "csrf", "页面已过期，请刷新后重试", "the page has expired; please load it again"
        )
    return who


Own = Annotated[SignedIn, Depends(own)]


def changing(who: Own) -> SignedIn:
    """A user who may change packets. Raises Refused for a viewer."""
    return _may(who, Role.REVIEWER)


Writer = Annotated[SignedIn, Depends(changing)]


async def acting(store: Desk, who: Writer, key: Key, seen: SeenVersion) -> ReviewContext:
    """The user who changes a packet, and the version that their screen showed."""
    return ReviewContext(store, who.person, key, seen, ahead=False)


Acting = Annotated[ReviewContext, Depends(acting)]


def supervising(who: Reader) -> SignedIn:
    """Raises Refused if the role is not sufficient."""
    return _may(who, Role.SUPERVISOR)


def administering(who: Reader) -> SignedIn:
    """Raises Refused if the role is not sufficient."""
    return _may(who, Role.ADMIN)


def _may(who: SignedIn, role: Role) -> SignedIn:
    require_role(who.person, role)
    return who


Supervisor = Annotated[SignedIn, Depends(supervising)]
Admin = Annotated[SignedIn, Depends(administering)]


def from_elsewhere(request: Request) -> None:
    """Raise Refused for a change requested by another site's page."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    parts = address(origin)
    if parts is None or parts.netloc != request.headers.get("host", ""):
        raise Refused("csrf", "请求来自其他网站", "asked for by another site")


def way_back(request: Request) -> str:
    """Where to go after signing in: the requested page, within the desk."""
    path = request.url.path
    if request.method != "GET" or path == "/":
        return "/sign-in"
    query = request.url.query
    whole = f"{path}?{query}" if query and len(path) + len(query) < MAX_PATH else path
    return f"/sign-in?next={quote(whole)}"


def inside(path: str) -> str:
    """The path if it belongs to the desk, otherwise the first page."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain and "\\" not in path else "/"
