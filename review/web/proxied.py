"""Users signed in by a reverse proxy, which names them in a header.

The header is accepted only from the proxy's own address; from any other address the request is
refused, because a client that bypasses the proxy could write anything there.
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
    """The header that names users, and the addresses that may send it."""

    header: str
    addresses: frozenset[str]
    create: Role | None = None
    """The role of unknown users."""

    def given(self, scope: Scope) -> list[bytes]:
        """All values of the header."""
        wanted = self.header.lower().encode("latin-1")
        return [value for name, value in scope["headers"] if name == wanted]

    def forged(self, scope: Scope) -> bool:
        """Whether the header comes from another address than the proxy's, or more than once."""
        names = self.given(scope)
        return len(names) > 1 or (bool(names) and peer(scope) not in self.addresses)

    def name(self, scope: Scope) -> str | None:
        """The user that the proxy names, or None."""
        names = self.given(scope)
        if not names or self.forged(scope):
            return None
        return storable(names[0].decode("utf-8", "replace")).strip() or None


class Peer:
    """Stores the real peer address of a request, before proxy headers replace it."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        client = scope.get("client")
        await self.app({**scope, PEER: client[0] if client else ""}, receive, send)


def peer(scope: Scope) -> str:
    """The peer address of a request."""
    client = scope.get("client")
    return str(scope.get(PEER) or (client[0] if client else ""))
