"""POST to the configured URL only: a redirect is an error and is not followed."""

import hashlib
import hmac
import ssl
import urllib.request
from typing import Any

from pipeline.unattended.notify.config import Webhook, secret
from pipeline.unattended.notify.notice import Notice

SIGNATURE = "X-Yushen-Signature"  # sha256=HMAC of the body with the secret


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def post(to: Webhook, notice: Notice) -> None:
    """Send a notice. Raises OSError unless the answer is 2xx."""
    body = notice.body
    headers = {"Content-Type": "application/json", "User-Agent": "yushen"}
    if to.secret_file is not None:
        key = secret(to.secret_file).encode()
        headers[SIGNATURE] = "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest()
    trust = ssl.create_default_context(cafile=to.ca_file)
    opener = urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=trust))
    request = urllib.request.Request(to.url, data=body, headers=headers, method="POST")
    with opener.open(request, timeout=to.seconds):
        pass
