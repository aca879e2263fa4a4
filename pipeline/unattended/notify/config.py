"""The file that asks for notifications: notify.toml, with a table for each way.

[webhook]
url = "https://desk.example.cn/hook"
secret_file = "/etc/yushen/hook.key"       # optional: signs what is sent

[mail]
host = "smtp.example.cn"
sender = "yushen@example.cn"
to = ["window@example.cn"]
security = "starttls"                      # or "tls", or "none" for a server beside us
user = "yushen"                            # optional, with
password_file = "/etc/yushen/smtp.key"

[apprise]
urls = ["wecombot://KEY", "dingtalk://SECRET@TOKEN", "feishu://TOKEN"]
urls_file = "/etc/yushen/notify.urls"      # optional: further URLs, one per line
"""

import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator

from core.errors import InputError
from core.models.base import Model

Address = Annotated[str, Field(pattern=r"^[^@\s<>,]+@[^@\s<>,]+$")]
Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


class _Table(Model):
    ca_file: Path | None = None
    """Certificates of a private authority."""
    seconds: float = Field(default=10.0, gt=0, le=120)
    """Timeout of the server."""


class Webhook(_Table):
    """The URL to POST to."""

    url: str
    secret_file: Path | None = None

    @field_validator("url")
    @classmethod
    def _is_web(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("http:// or https://")
        return url


class Mail(_Table):
    """The mail server, and sender and recipients."""

    host: str
    sender: Address
    to: Annotated[tuple[Address, ...], Field(min_length=1)]
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = "starttls"
    user: str | None = None
    password_file: Path | None = None

    @model_validator(mode="after")
    def _no_password_in_clear(self) -> "Mail":
        if self.user is not None and self.security == "none":
            raise ValueError("user needs starttls or tls")
        return self

    @property
    def at(self) -> int:
        """The port; by default the standard one."""
        return self.port or PORTS[self.security]


class Services(_Table):
    """Service URLs in apprise's syntax; they contain passwords."""

    urls: tuple[str, ...] = ()
    urls_file: Path | None = None

    @model_validator(mode="after")
    def _some(self) -> "Services":
        if not self.urls and self.urls_file is None:
            raise ValueError("urls or urls_file")
        return self


class Config(Model):
    """All notifications requested; none by default."""

    webhook: Webhook | None = None
    mail: Mail | None = None
    apprise: Services | None = None


def load_config(path: Path) -> Config:
    """Read the file. Raises InputError that names file and key, never a value."""
    try:
        return Config.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError("notify", f"{path}：{error.strerror}") from error
    except ValidationError as error:
        faults = "；".join(
            f"{'.'.join(map(str, fault['loc']))} {fault['type']}" for fault in error.errors()
        )
        raise InputError("notify", f"{path}：{faults}") from None
    except ValueError as error:  # not TOML, or not UTF-8
        raise InputError(
            "notify", f"{path}：不是有效的 TOML", f"{path} is no valid TOML"
        ) from error


def secret(path: Path) -> str:
    """The content of a key file, without the line end. Raises OSError."""
    return path.read_text("utf-8").strip()
