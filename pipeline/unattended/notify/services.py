"""Services that apprise supports: 企业微信, 钉钉, 飞书 and any others its URLs name."""

import logging
import re
from pathlib import Path

from apprise import Apprise, AppriseAsset, LogCapture, NotifyBase, NotifyFormat

from core.errors import InputError
from pipeline.unattended.notify.config import Services
from pipeline.unattended.notify.notice import Notice

LOG = logging.getLogger("apprise")
LOG.addHandler(logging.NullHandler())
LOG.propagate = False  # silenced: it may log a URL that contains a password
HTTP = re.compile(r"\berror=(\d{3})\b")  # apprise logs the server's answer here


class NotTaken(OSError):
    """A service did not take a notice."""


def opened(services: Services) -> dict[str, NotifyBase]:
    """The services by number and kind. Raises InputError that shows no URL."""
    found = {}
    for number, url in enumerate(_urls(services), 1):
        service = Apprise.instantiate(url, asset=_asset())
        if service is None:
            raise InputError(
                "notify",
                f"[apprise] 第 {number} 个地址无法识别，如 wecombot://、dingtalk://、feishu:// 等",
                f"address {number} is none that apprise knows: wecombot://, dingtalk://, feishu://",
            )
        service.redirects = False  # for any kind of URL
        service.socket_connect_timeout = service.socket_read_timeout = services.seconds
        if services.ca_file is not None and service.verify_certificate:
            trust = str(services.ca_file)
            service.verify_certificate = trust  # type: ignore[assignment]  # requests takes a path
        found[f"apprise {number} ({service.service_name})"] = service
    return found


def send(service: NotifyBase, notice: Notice) -> None:
    """Hand a notice to the service. Raises NotTaken if it refuses."""
    with LogCapture(level=logging.WARNING, fmt="%(message)s") as log:
        taken = service.notify(
            title=notice.subject(), body=notice.text(), body_format=NotifyFormat.TEXT
        )
        answer = HTTP.search(log.getvalue())
    if not taken:
        raise NotTaken(f"HTTP {answer[1]}" if answer else "未送达 / not taken")


def _asset() -> AppriseAsset:
    """Sender identity for apprise; nothing is stored on disk."""
    return AppriseAsset(
        app_id="yushen", app_desc="yushen", app_url="", storage_mode="memory",
        image_url_mask="", image_url_logo="",
    )  # fmt: skip


def _urls(services: Services) -> list[str]:
    lines = list(services.urls)
    if services.urls_file is not None:
        lines += _lines(services.urls_file)
    return [line for line in map(str.strip, lines) if line and not line.startswith("#")]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise InputError("notify", f"{path}：{reason}") from None
