"""ASGI middleware: request size limits, security headers, and a log without packet data."""

import json
import logging
import re
import time
import traceback
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

from starlette.requests import ClientDisconnect

from core.errors import BilingualText
from review.web.hosts import UNKNOWN, is_ours, named
from review.web.proxied import REFUSED, ProxyUser

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger("yushen.desk")
FORM_BYTES = 1_000_000
MAX_DIGITS = 18  # digits
CLIENT_CLOSED = 499  # only in the log: the client closed the connection
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PRINTED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
OFTEN = (
    "/static/{name}",
    "/health",
    "/uploads",
    "/packets/{key}/version",
    "/drop/state",
    "/drop/small/{shot}",
    "-",
)
"""Routes that pages request automatically, and requests without a route."""
ODD_TEXT = BilingualText("请求须用 UTF-8 编码", "a request must be written in UTF-8")
NO_HOST = BilingualText("请求没有可用的主机名（Host）", "the request names no host")
_CHARSET = re.compile(rb"charset([^;]*)", re.I)
_UTF8 = re.compile(rb"\s*=\s*\"?utf-?8\"?\s*", re.I)
TOO_LARGE = BilingualText(
    "上传内容超过 {mb} MB，请分开提交", "more than {mb} MB; please send less at a time"
)


class BodyTooLarge(Exception):
    """A request body exceeded its limit while it was read."""


class Safety:
    """The middleware: `uploads` are the paths that may send `max_bytes`, `names` the accepted host
    names, `proxy` the addresses that may name the user in a header.
    """

    def __init__(
        self,
        app: App,
        *,
        uploads: Collection[str],
        max_bytes: int,
        names: frozenset[str],
        proxy: ProxyUser | None = None,
    ) -> None:
        self.app, self.uploads, self.max_bytes, self.names = app, uploads, max_bytes, names
        self.proxy = proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, answer = time.monotonic(), _Answer(send)
        try:
            await self._bounded(scope, receive, answer)
        except ClientDisconnect:
            answer.status = CLIENT_CLOSED
        except Exception as error:  # its text may contain packet data
            last = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, last.name, last.lineno)
            if not answer.begun:
                await _say(answer, 500, BilingualText("程序内部错误", "internal error"))
        spent = 1000 * (time.monotonic() - begun)
        route = _route(scope)
        level = logging.DEBUG if route in OFTEN else logging.INFO
        log.log(level, "%s %s %s %.0f ms", scope["method"], route, answer.status, spent)

    async def _bounded(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        max_bytes = self.max_bytes if scope["path"] in self.uploads else FORM_BYTES
        if (refused := self._refused(scope, max_bytes)) is not None:
            await _say(answer, *refused)
            return
        read = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > max_bytes:
                raise BodyTooLarge
            return message

        try:
            await self.app(scope, counted, answer)
        except BodyTooLarge:
            await _say(answer, 413, _too_large(max_bytes))

    def _refused(self, scope: Scope, max_bytes: int) -> tuple[int, BilingualText] | None:
        """The status and message if the request headers already break a limit."""
        if (name := named(scope)) is None:
            return 400, NO_HOST
        if not is_ours(name, self.names, scope):
            return 421, UNKNOWN
        if self.proxy is not None and self.proxy.forged(scope):
            return 403, REFUSED
        headers = scope["headers"]
        kinds = [value for name, value in headers if name == b"content-type"]
        if len(kinds) > 1 or not all(map(_plain_text, kinds)):
            return 415, ODD_TEXT
        length = next((value for name, value in headers if name == b"content-length"), b"0")
        if not length.isdigit() or len(length) > MAX_DIGITS or int(length) > max_bytes:
            return 413, _too_large(max_bytes)
        return None


class _Answer:
    """Forwards the response, adding our headers unless the page sets its own."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun, self.status = send, False, 0

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.begun, self.status = True, message["status"]
            given = {name.lower() for name, _ in message.get("headers", [])}
            more = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in given]
            message = {**message, "headers": [*message.get("headers", []), *more]}
        await self._send(message)


def _plain_text(kind: bytes) -> bool:
    """Whether the text encoding of a content type is UTF-8."""
    return all(_UTF8.fullmatch(rest) for rest in _CHARSET.findall(kind))


def _route(scope: Scope) -> str:
    """The route pattern, without parameter values."""
    route = scope.get("route")
    return str(getattr(route, "path", "-"))


def _too_large(max_bytes: int) -> BilingualText:
    return BilingualText(*(text.format(mb=max_bytes // 1_000_000) for text in TOO_LARGE))


async def _say(send: Send, status: int, message: BilingualText) -> None:
    """Send a message in both languages, because the client's language is not known yet."""
    body = json.dumps({"error": str(message)}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
