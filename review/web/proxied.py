"""People whom a reverse proxy has signed in already: it names them in a header.

The header counts only where it comes from the proxy's own address; from any other the request is
refused, for whoever reaches the desk beside the proxy could write anything there.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from core.errors import BilingualText
from review.models import Role
from review.values import storable

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
PEER = "yushen.peer"
REFUSED = BilingualText("请求不是经可信的代理来的", "this did not come through the trusted proxy")


@dataclass(frozen=True)
class ProxyUser:
    """Which header names people, and which addresses may say so."""

    header: str
    addresses: frozenset[str]
    create: Role | None = None
    """Whoever is not known gets this role."""

    def given(self, scope: Scope) -> list[bytes]:
        """What the header says, as often as it is there."""
        wanted = self.header.lower().encode("latin-1")
        return [value for name, value in scope["headers"] if name == wanted]

    def forged(self, scope: Scope) -> bool:
        """Whether somebody else than the proxy says so, or it is said twice."""
        said = self.given(scope)
        return len(said) > 1 or (bool(said) and peer(scope) not in self.addresses)

    def name(self, scope: Scope) -> str | None:
        """Whom the proxy names; None where it names nobody."""
        said = self.given(scope)
        if not said or self.forged(scope):
            return None
        return storable(said[0].decode("utf-8", "replace")).strip() or None


class Peer:
    """Notes the address that a request really came from, before a proxy's word changes it."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        client = scope.get("client")
        await self.app({**scope, PEER: client[0] if client else ""}, receive, send)


def peer(scope: Scope) -> str:
    """The address that a request came from."""
    client = scope.get("client")
    return str(scope.get(PEER) or (client[0] if client else ""))
