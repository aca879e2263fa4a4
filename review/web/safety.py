"""What goes in and out within bounds: headers, sizes, and a log that names no packet.

Pure ASGI, around the whole application.
"""

import json
import logging
import time
import traceback
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

from core.errors import Said

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger("yushen.desk")
FORM_BYTES = 1_000_000
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
    "/uploads",
    "/packets/{key}/version",
    "/drop/state",
    "/drop/small/{shot}",
    "-",
)
"""Routes that pages ask for by themselves, and addresses that are none."""
TOO_LARGE = Said(
    "上传内容超过 {mb} MB，请分开提交", "more than {mb} MB; please send less at a time"
)


class TooLarge(Exception):
    """A body grew beyond its limit while it was read."""


class Safety:
    """The application with its bounds; `uploads` are the paths that may send `most` bytes."""

    def __init__(self, app: App, *, uploads: Collection[str], most: int) -> None:
        self.app, self.uploads, self.most = app, uploads, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, answer = time.monotonic(), _Answer(send)
        try:
            await self._bounded(scope, receive, answer)
        except Exception as error:  # its text may hold what stands in a packet
            last = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, last.name, last.lineno)
            if not answer.begun:
                await _say(answer, 500, Said("程序内部错误", "internal error"))
        spent = 1000 * (time.monotonic() - begun)
        route = _route(scope)
        level = logging.DEBUG if route in OFTEN else logging.INFO
        log.log(level, "%s %s %s %.0f ms", scope["method"], route, answer.status, spent)

    async def _bounded(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        most = self.most if scope["path"] in self.uploads else FORM_BYTES
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > most:
            await _say(answer, 413, _too_large(most))
            return
        read = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooLarge
            return message

        try:
            await self.app(scope, counted, answer)
        except TooLarge:
            await _say(answer, 413, _too_large(most))


class _Answer:
    """Sends on, with our headers where the page has none of its own."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun, self.status = send, False, 0

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.begun, self.status = True, message["status"]
            given = {name.lower() for name, _ in message.get("headers", [])}
            more = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in given]
            message = {**message, "headers": [*message.get("headers", []), *more]}
        await self._send(message)


def _route(scope: Scope) -> str:
    """The pattern of the address, without what it was filled with."""
    route = scope.get("route")
    return str(getattr(route, "path", "-"))


def _too_large(most: int) -> Said:
    return Said(*(text.format(mb=most // 1_000_000) for text in TOO_LARGE))


async def _say(send: Send, status: int, said: Said) -> None:
    """In both languages: nothing is known yet of who asks."""
    body = json.dumps({"error": str(said)}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
