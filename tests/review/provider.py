"""A small OpenID Connect provider over real HTTP, for tests: one client, one person, code and PKCE.

It signs with RSA by joserfc and checks what a provider must: the redirect, the code's one use, the
challenge, the client's secret. `twist` makes it lie.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "yushen", "a secret of the client's"


@dataclass
class Provider:
    """What it knows, and what it was asked."""

    issuer: str = ""
    back: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "赵敏"})
    twist: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    key: RSAKey = field(
        default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
    )
    signs_with: RSAKey | None = None
    algorithm: str = "RS256"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def authorize(self, query: dict[str, str]) -> str:
        """The person agrees at once; back to the client."""
        assert query["client_id"] == CLIENT and query["redirect_uri"] == self.back
        assert query["response_type"] == "code" and query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{self.back}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The code for a token, once."""
        told = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        query = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        ).rstrip(b"=").decode()  # fmt: skip
        if query is None or challenge != query["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if told != f"{CLIENT}:{SECRET}" or form["redirect_uri"] != self.back:
            return 401, {"error": "invalid_client"}
        moment = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "42", "iat": moment, "exp": moment + 300,
            "nonce": query["nonce"], **self.claims,
        }  # fmt: skip
        head = {"alg": self.algorithm, "kid": "1"}
        signed = jwt.encode(head, self.twist(claims), self.signs_with or self.key)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def providing(host: str = "127.0.0.1") -> Iterator[Provider]:
    """One that is served until the end."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            if parts.path == "/.well-known/openid-configuration":
                base = provider.issuer
                places = {"authorization": "authorize", "token": "token"}
                told = {f"{name}_endpoint": f"{base}/{path}" for name, path in places.items()}
                self._answer(200, {"issuer": base, "jwks_uri": f"{base}/keys", **told})
            elif parts.path == "/keys":
                self._answer(200, KeySet([provider.key]).as_dict(private=False))
            elif parts.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*provider.token(form, self.headers.get("Authorization", "")))

        def _answer(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    provider.issuer = f"http://{host}:{server.server_address[1]}"
    yield provider
    server.shutdown()
    server.server_close()
