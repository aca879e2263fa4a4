"""The host names that the desk accepts.

A page of another site may point its own name to this address (DNS rebinding) and would then have
the desk's origin; but `Host` has the name of that site, which is not accepted.
"""

import platform
import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.errors import BilingualText

LOCAL = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(rb"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::[0-9]{1,5})?", re.I)
UNKNOWN = BilingualText(
    "审核台不以这个主机名（Host）应答。如应使用它，请在启动时加：yushen serve --host-name 主机名",
    "The desk does not answer to this name (Host). If it should, start it with: "
    "yushen serve --host-name NAME",
)


def own_names(bound: str, more: Iterable[str] = ()) -> frozenset[str]:
    """The machine's names, the address it listens on, and the configured names."""
    node = platform.node()
    given = (*LOCAL, bound, node, node.partition(".")[0], *more)
    return frozenset(_plain(name) for name in given if name)


def named(scope: Mapping[str, Any]) -> str | None:
    """The requested host name; None if it is missing, invalid or repeated."""
    given = [value for name, value in scope["headers"] if name == b"host"]
    match = _HOST.fullmatch(given[0]) if len(given) == 1 else None
    return _plain((match[1] or match[2]).decode("ascii")) if match else None


def is_ours(name: str, names: frozenset[str], scope: Mapping[str, Any]) -> bool:
    """Whether it is one of the names, or the address that received the request."""
    came_to = (scope.get("server") or ("",))[0]
    return name in names or name == _plain(str(came_to))


def _plain(name: str) -> str:
    return name.strip("[]").rstrip(".").casefold()
