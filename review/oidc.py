"""OpenID Connect: people sign in at the office's issuer (code flow with PKCE, state and nonce).

One of the few modules that open a network connection; it is loaded with `serve --oidc FILE` alone,
and asks the issuer of that file and nobody else. Nothing of any packet is told.
"""

import secrets
import time
from collections.abc import Mapping
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from core.errors import Refused
from core.models.base import Model
from review.office import Named, Office, named

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
LEEWAY = 60  # seconds that clocks may differ
FRESH = 3600.0  # seconds that what the issuer says of itself is kept
FAILED = (
    "office",
    "单位账号登录未成功，请重试或联系管理员",
    "that did not succeed; please try again, or ask the administrator",
)
AWAY = (
    "office_away",
    "单位登录服务暂时无法访问，请稍后再试",
    "the office's sign-in is not there; please try later",
)


class Errand(Model):
    """What the answer must agree with; only the browser that asked has it."""

    state: str
    nonce: str
    verifier: str
    next: str = "/"


class Issuer:
    """The office's sign-in."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._known: tuple[float, dict[str, Any]] | None = None

    def begin(self, next_: str) -> tuple[str, Errand]:
        """Where to send the browser. Raises Refused where the issuer is not there."""
        errand = Errand(
            state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48), next=next_,
        )  # fmt: skip
        with self._client() as client:
            where = self._about(client)["authorization_endpoint"]
            url, _ = client.create_authorization_url(
                where, state=errand.state, nonce=errand.nonce, code_verifier=errand.verifier
            )
        return str(url), errand

    def end(self, errand: Errand, state: str, code: str) -> Named:
        """Whom the issuer names. Raises Refused where anything does not agree."""
        if not code or not secrets.compare_digest(state.encode(), errand.state.encode()):
            raise Refused(*FAILED)
        try:
            with self._client() as client:
                about = self._about(client)
                token = client.fetch_token(
                    about["token_endpoint"], code=code, code_verifier=errand.verifier,
                    grant_type="authorization_code",
                )  # fmt: skip
                claims = self._claims(client, about, str(token.get("id_token", "")), errand.nonce)
        except requests.RequestException as error:
            raise Refused(*AWAY) from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
            raise Refused(*FAILED) from error
        found = named(self.office, claims)
        if found is None:
            raise Refused(*FAILED)
        return found

    def _claims(
        self, client: OAuth2Session, about: dict[str, Any], token: str, nonce: str
    ) -> Mapping[str, Any]:
        """What the issuer vouches for: signed by it, for us, now, in answer to this errand."""
        told: Any = _asked(client, about["jwks_uri"], self.office.seconds)
        keys = KeySet.import_key_set(told)
        read = jwt.decode(token, keys, algorithms=ALGORITHMS)
        asked = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.office.issuer},
            aud={"essential": True, "value": self.office.client_id},
            exp={"essential": True}, iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        asked.validate(read.claims)
        return read.claims

    def _about(self, client: OAuth2Session) -> dict[str, Any]:
        """What the issuer says of itself. Raises Refused."""
        if self._known is not None and time.monotonic() - self._known[0] < FRESH:
            return self._known[1]
        try:
            where = f"{self.office.issuer}/.well-known/openid-configuration"
            found = _asked(client, where, self.office.seconds)
            if str(found["issuer"]).rstrip("/") != self.office.issuer:
                raise Refused(*FAILED)
        except (requests.RequestException, ValueError, KeyError) as error:
            raise Refused(*AWAY) from error
        self._known = (time.monotonic(), found)
        return found

    def _client(self) -> OAuth2Session:
        client = OAuth2Session(
            self.office.client_id, self.office.secret, scope=self.office.scope,
            redirect_uri=self.office.back, code_challenge_method="S256",
            default_timeout=self.office.seconds,
        )  # fmt: skip
        client.trust_env = False  # no proxy and no .netrc that the file does not name
        if self.office.ca_file is not None:
            client.verify = str(self.office.ca_file)
        return client


def _asked(client: OAuth2Session, where: str, seconds: float) -> dict[str, Any]:
    """A JSON document. Raises RequestException, ValueError."""
    answer = client.get(where, withhold_token=True, timeout=seconds, allow_redirects=False)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
