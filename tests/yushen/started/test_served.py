"""`yushen serve` as it is typed: somebody signs in and uploads a packet, and it is terminated."""

import json
import re
import signal
import sqlite3
import urllib.error
import urllib.request
import zipfile
from contextlib import closing
from http.cookiejar import CookieJar
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from deploy.ports import free_port
from tests.validators.kit import NUMBER, RECORD
from tests.yushen.started.shell import Shell, starts

pytestmark = pytest.mark.program

NAME, PASSWORD = "赵敏", "一只很长的密码短语!"
TOKEN = re.compile(r'name="csrf" (?:value|content)="([^"]+)"')


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


class Browser:
    """As much of one as signing in and uploading takes."""

    def __init__(self, base: str) -> None:
        self.base = base
        proxies = urllib.request.ProxyHandler({})
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(proxies, cookies)

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> str:
        told = {name.replace("_", "-"): text for name, text in headers.items()}
        request = urllib.request.Request(self.base + path, data=body, headers=told)
        with self.opener.open(request, timeout=120) as answer:
            found: str = answer.read().decode()
            return found

    def answers(self) -> bool:
        try:
            return bool(self.ask("/sign-in"))
        except OSError:
            return False

    def sign_in(self) -> str:
        """The queue's page."""
        csrf = token(self.ask("/sign-in"))
        form = {"csrf": csrf, "name": NAME, "password": PASSWORD}
        return self.ask("/sign-in", urlencode(form).encode())

    def upload(self, csrf: str, name: str, content: bytes) -> None:
        self._send("/upload", csrf, name, content)

    def take(self, csrf: str, name: str, content: bytes) -> None:
        """A picture on the spot."""
        self._send("/drop/pictures", csrf, name, content)

    def _send(self, path: str, csrf: str, name: str, content: bytes) -> None:
        head = f'Content-Disposition: form-data; name="files"; filename="{name}"'
        parts = (b"--limit", head.encode(), b"", content, b"--limit--", b"")
        kind = "multipart/form-data; boundary=limit"
        self.ask(path, b"\r\n".join(parts), content_type=kind, x_csrf_token=csrf)

    def jobs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.ask("/uploads"))["jobs"]
        return found


def token(page: str) -> str:
    found = TOKEN.search(page)
    assert found is not None, page
    return found[1]


def packet() -> bytes:
    """A zip with the system's record alone."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("application.json", json.dumps({**RECORD, "service": "renewal"}))
    return content.getvalue()


def packet_of(name: str) -> bytes:
    """The same of somebody else."""
    record = {**RECORD, "applicant": {**RECORD["applicant"], "name": name}, "service": "renewal"}
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("application.json", json.dumps(record))
    return content.getvalue()


@starts("serve", "user add")
def test_what_was_acknowledged_outlasts_kills(shell: Shell) -> None:
    """Killed with uploads in line, and killed again in their midst."""
    shell.said("user", "add", NAME, "--password-stdin", input=f"{PASSWORD}\n")
    port = free_port()
    browser = Browser(f"http://127.0.0.1:{port}")
    command = ("serve", "--port", str(port), "--workers", "1")
    with shell.start(*command) as desk:
        desk.until(browser.answers)
        csrf = token(browser.sign_in())
        for name in ("张三", "李四", "王五"):
            browser.upload(csrf, f"{name}.zip", packet_of(name))
        desk.end(signal.SIGKILL)
    with shell.start(*command) as desk:
        desk.until(browser.answers)
        desk.until(lambda: any(job["state"] != "received" for job in browser.jobs()))
        desk.end(signal.SIGKILL)
    with shell.start(*command) as desk:
        desk.until(browser.answers)
        desk.until(lambda: [job["state"] for job in browser.jobs()] == ["checked"] * 3)
        assert desk.end() == 143
    assert "共 3 份" in shell.said("desk", "list")
    assert not kept(shell)


def kept(shell: Shell) -> list[Path]:
    """The folders of uploads whose files lie there."""
    return [*shell.state.glob("desk-uploads/room-*/*/packet")]


@starts("serve", "user add")
def test_what_was_acknowledged_outlasts_a_locked_database(shell: Shell) -> None:
    """As a backup locks it, for as long as the desk waits for it, and longer."""
    shell.said("user", "add", NAME, "--password-stdin", input=f"{PASSWORD}\n")
    port = free_port()
    browser = Browser(f"http://127.0.0.1:{port}")
    with shell.start("serve", "--port", str(port), "--workers", "1") as desk:
        desk.until(browser.answers)
        csrf = token(browser.sign_in())
        with closing(sqlite3.connect(shell.state / "desk.sqlite", isolation_level=None)) as other:
            browser.upload(csrf, "张三.zip", packet_of("张三"))
            other.execute("BEGIN EXCLUSIVE")  # the readers are still being opened
            desk.until(lambda: "waits" in desk.said())
            assert len(kept(shell)) == 1
            with pytest.raises(urllib.error.HTTPError) as refused:
                browser.upload(csrf, "李四.zip", packet_of("李四"))
            refused.value.close()
            assert refused.value.code == 503 and len(kept(shell)) == 1
            other.execute("ROLLBACK")
        desk.until(lambda: [job["state"] for job in browser.jobs()] == ["checked"])
        desk.until(lambda: not kept(shell))
    assert "共 1 份" in shell.said("desk", "list")


@starts("serve", "user add")
def test_somebody_signs_in_and_uploads_a_packet(shell: Shell) -> None:
    assert "yushen user add" in shell.run("serve", code=2).stderr
    shell.said("user", "add", NAME, "--password-stdin", input=f"{PASSWORD}\n")
    port = free_port()
    browser = Browser(f"http://127.0.0.1:{port}")
    with shell.start("serve", "--port", str(port), "--workers", "1") as desk:
        desk.until(browser.answers)
        assert f"审核台：{browser.base}" in desk.said()
        assert (shell.state / "desk-uploads").stat().st_mode & 0o077 == 0
        page = browser.sign_in()
        assert NAME in page
        browser.upload(token(page), "packet.zip", packet())
        desk.until(lambda: browser.jobs()[0]["state"] in ("checked", "failed"))
        (job,) = browser.jobs()
        assert (job["state"], job["name"]) == ("checked", "packet")
        assert "COMPLETE-RENEW" in browser.ask(f"/packets/{job['key']}")
        assert desk.end() == 143
    assert NUMBER not in desk.said() and "Traceback" not in desk.said()
    lines = desk.said().splitlines()[1:]
    assert [
        line for line in lines if not re.search(r"(GET|POST) /\S* [23]\d\d \d+ ms$", line)
    ] == []
    assert "packet" in shell.said("desk", "list")
