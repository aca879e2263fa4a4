"""OpenID Connect: people sign in at the office's issuer (code flow with PKCE, state and nonce).

One of the few modules that open a network connection; it is loaded only with `serve --oidc FILE`
and contacts only the issuer in that file. No packet data is sent.
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
from review.office import NamedUser, OfficeFile, named

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
MAX_CLOCK_SKEW = 60  # seconds that clocks may differ
METADATA_SECONDS = 3600.0  # seconds that the issuer's metadata is cached
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


class SignInAttempt(Model):
    """The values that the issuer's answer must match; only the user's browser has them."""

    state: str
    nonce: str
    verifier: str
    next: str = "/"


class Issuer:
    """The client of the office's single sign-on."""

    def __init__(self, office: OfficeFile) -> None:
        self.office = office
        self._known: tuple[float, dict[str, Any]] | None = None

    def begin(self, next_: str) -> tuple[str, SignInAttempt]:
        """The URL to send the browser to. Raises Refused if the issuer does not answer."""
        attempt = SignInAttempt(
            state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48), next=next_,
        )  # fmt: skip
        with self._client() as client:
            where = self._about(client)["authorization_endpoint"]
            url, _ = client.create_authorization_url(
                where, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
            )
        return str(url), attempt

    def end(self, attempt: SignInAttempt, state: str, code: str) -> NamedUser:
        """The user that the issuer names. Raises Refused if anything does not match."""
        if not code or not secrets.compare_digest(state.encode(), attempt.state.encode()):
            raise Refused(*FAILED)
        try:
            with self._client() as client:
                about = self._about(client)
                token = client.fetch_token(
                    about["token_endpoint"], code=code, code_verifier=attempt.verifier,
                    grant_type="authorization_code",
                )  # fmt: skip
                claims = self._claims(client, about, str(token.get("id_token", "")), attempt.nonce)
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
        """The issuer's claims: signed by it, for this client, not expired, for this attempt."""
        key_set: Any = _asked(client, about["jwks_uri"], self.office.seconds)
        keys = KeySet.import_key_set(key_set)
        read = jwt.decode(token, keys, algorithms=ALGORITHMS)
        asked = jwt.JWTClaimsRegistry(
            leeway=MAX_CLOCK_SKEW,
            iss={"essential": True, "value": self.office.issuer},
            aud={"essential": True, "value": self.office.client_id},
            exp={"essential": True}, iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        asked.validate(read.claims)
        return read.claims

    def _about(self, client: OAuth2Session) -> dict[str, Any]:
        """The issuer's metadata. Raises Refused."""
        if self._known is not None and time.monotonic() - self._known[0] < METADATA_SECONDS:
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
        client.trust_env = False  # ignore proxy variables and .netrc: only the file counts
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
