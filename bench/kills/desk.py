"""A user of the desk who uploads packets, and retries those that were not confirmed."""

import io
import re
import subprocess
import threading
import time
import urllib.request
import zipfile
from collections.abc import Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf" (?:value|content)="([^"]+)"')
PAUSE = 0.2


class Client:
    """One user; an upload counts as confirmed if the desk's answer said so."""

    NAME: ClassVar[str] = "赵敏"
    PASSWORD: ClassVar[str] = "一只很长的密码短语!\n"

    def __init__(self, port: int, packets: Sequence[Path]) -> None:
        self.port, self._packets = port, packets
        self.acknowledged: set[str] = set()

    def feed(self, process: "subprocess.Popen[bytes]") -> None:
        """Upload, in a thread, as long as the desk runs."""
        threading.Thread(target=self._feed, args=(process,), daemon=True).start()

    def _feed(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            try:
                self._upload_all()
                return
            except (OSError, LookupError):
                time.sleep(PAUSE)

    def _upload_all(self) -> None:
        proxies = urllib.request.ProxyHandler({})
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        opener = urllib.request.build_opener(proxies, cookies)

        def ask(path: str, body: bytes | None = None, **headers: str) -> str:
            sent = {name.replace("_", "-"): text for name, text in headers.items()}
            address = f"http://127.0.0.1:{self.port}{path}"
            request = urllib.request.Request(address, data=body, headers=sent)
            with opener.open(request, timeout=60) as answer:
                found: str = answer.read().decode()
                return found

        form = {"csrf": _token(ask("/sign-in")), "name": self.NAME,
                "password": self.PASSWORD.strip()}  # fmt: skip
        csrf = _token(ask("/sign-in", urlencode(form).encode()))
        for packet in self._packets:
            if packet.name in self.acknowledged:
                continue
            name = f'Content-Disposition: form-data; name="files"; filename="{packet.name}.zip"'
            parts = (b"--limit", name.encode(), b"", _zipped(packet), b"--limit--", b"")
            kind = "multipart/form-data; boundary=limit"
            ask("/upload", b"\r\n".join(parts), content_type=kind, x_csrf_token=csrf)
            self.acknowledged.add(packet.name)
            time.sleep(PAUSE)


def _token(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise LookupError("no token")
    return found[1]


def _zipped(packet: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for path in sorted(packet.iterdir()):
            packed.write(path, path.name)
    return content.getvalue()
