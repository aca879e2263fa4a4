"""Settings of the office's single sign-on, and the user named by its claims. No network here.

issuer = "https://sso.example.cn"
client_id = "yushen"
client_secret_file = "/etc/yushen/oidc.key"
address = "https://desk.example.cn"        # of the desk, as browsers see it
title = "统一身份认证"                       # on the button
name_claim = "preferred_username"          # which claim is the user's name here
create = "viewer"                          # optional: the role of unknown users

[roles]                                    # optional: from the issuer's claims at each sign-in
claim = "groups"
supervisor = ["desk-leads"]
reviewer = ["desk"]
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator

from core.errors import InputError
from core.models.base import Model
from review.models import Role

BACK = "/sign-in/office/back"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Roles(Model):
    """The role for each value of a claim; the highest role counts."""

    claim: str
    viewer: tuple[str, ...] = ()
    reviewer: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    admin: tuple[str, ...] = ()


class OfficeFile(Model):
    """The content of the settings file."""

    issuer: str
    client_id: str
    client_secret_file: Path
    address: str
    title: str = "单位账号"
    title_en: str = "office account"
    name_claim: str = "preferred_username"
    scope: str = "openid profile"
    create: Role | None = None
    roles: Roles | None = None
    ca_file: Path | None = None
    seconds: float = Field(default=10.0, gt=0, le=120)

    @field_validator("issuer", "address")
    @classmethod
    def _secure(cls, given: str) -> str:
        parts = urlsplit(given)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise ValueError("https://")
        return given.rstrip("/")

    @property
    def back(self) -> str:
        """The redirect URI to which the issuer sends people back."""
        return self.address + BACK

    @property
    def secret(self) -> str:
        """The client's secret. Raises InputError."""
        try:
            return self.client_secret_file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                "oidc",
                f"无法读取 {self.client_secret_file}",
                f"{self.client_secret_file} cannot be read",
            ) from error


class NamedUser(NamedTuple):
    """A user named by the office; `role` if the claims give one."""

    name: str
    role: Role | None


def load_office(path: Path) -> OfficeFile:
    """Read the file. Raises InputError that names file and key, never a value."""
    try:
        found = OfficeFile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError("oidc", f"{path}：{error.strerror}") from error
    except ValidationError as error:
        faults = "；".join(
            f"{'.'.join(map(str, fault['loc']))} {fault['type']}" for fault in error.errors()
        )
        raise InputError("oidc", f"{path}：{faults}") from None
    except ValueError as error:
        raise InputError("oidc", f"{path}：不是有效的 TOML", f"{path} is no valid TOML") from error
    _ = found.secret
    return found


def named(office: OfficeFile, claims: Mapping[str, Any]) -> NamedUser | None:
    """The user that the claims name; None if the name claim is missing."""
    name = claims.get(office.name_claim)
    if not isinstance(name, str) or not name.strip():
        return None
    return NamedUser(name.strip(), _role(office.roles, claims) if office.roles else None)


def _role(roles: Roles, claims: Mapping[str, Any]) -> Role | None:
    given = claims.get(roles.claim, [])
    values = {given} if isinstance(given, str) else {str(one) for one in given or []}
    found = [role for role in Role if values & set(getattr(roles, role.value))]
    return found[-1] if found else None
