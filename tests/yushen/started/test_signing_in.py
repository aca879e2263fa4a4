"""`yushen user totp` and the doors of `yushen serve`, as they are typed."""

import http.client
import re
import subprocess
import urllib.error
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pyotp
import pytest

from deploy.ports import free_port
from tests.yushen.started.shell import Shell, starts
from tests.yushen.started.test_served import NAME, PASSWORD, Browser, token

pytestmark = pytest.mark.program


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    made = Shell(tmp_path)
    made.said("user", "add", NAME, "--password-stdin", input=f"{PASSWORD}\n")
    return made


def set_up(shell: Shell) -> tuple[pyotp.TOTP, str]:
    """The authenticator that was set up, and all that was said."""
    with shell.start("user", "totp", NAME, stdin=subprocess.PIPE) as asked:
        found = asked.until(lambda: re.search(r"otpauth://totp/\S+", asked.said()))
        totp = pyotp.parse_uri(found[0])
        assert isinstance(totp, pyotp.TOTP)
        assert asked.process.stdin is not None
        asked.process.stdin.write(f"{totp.now()}\n".encode())
        asked.process.stdin.close()
        assert asked.process.wait(60) == 0, asked.said()
        return totp, asked.said()


def code_asked(browser: Browser) -> str:
    """The page that asks for the code."""
    page = browser.sign_in()
    assert "动态验证码" in page and NAME not in page
    return page


def give(browser: Browser, page: str, code: str) -> str:
    form = {"csrf": token_of(page), "code": code}
    return browser.ask("/sign-in/code", urlencode(form).encode())


def token_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@starts("serve", "user totp", "user add")
def test_a_code_is_asked_for_once_it_is_set_up(shell: Shell) -> None:
    totp, said = set_up(shell)
    assert "YUSHEN_KEY_FILE" in said and "█" in said
    codes = re.findall(r"^[a-z2-7]{4}(?:-[a-z2-7]{4}){3}$", said, re.M)
    assert len(codes) == 10
    port = free_port()
    with shell.start("serve", "--port", str(port), "--workers", "1") as desk:
        browser = Browser(f"http://127.0.0.1:{port}")
        desk.until(browser.answers)
        with pytest.raises(urllib.error.HTTPError) as refused:
            give(browser, code_asked(browser), "000000")
        refused.value.close()
        assert refused.value.code == 401
        # the code of the half minute after the one that confirmed the set-up
        late = totp.at(datetime.now(UTC) + timedelta(seconds=30))
        assert NAME in give(browser, code_asked(browser), late)
        other = Browser(browser.base)
        assert NAME in give(other, code_asked(other), codes[0])
        shell.said("user", "totp", NAME, "--remove")
        last = Browser(browser.base)
        assert NAME in last.sign_in() and token(last.ask("/"))
        assert late not in desk.said() and codes[0] not in desk.said()
    assert shell.run("user", "totp", NAME, "--remove", code=2).stderr
    assert "没有用户" in shell.run("user", "totp", "无此人", code=2).stderr


@starts("serve", "user add")
def test_a_name_that_is_given_is_answered_to_and_a_header_from_elsewhere_is_not(
    shell: Shell,
) -> None:
    assert "--trusted-proxy" in shell.run("serve", "--trust-proxy-user", "X-User", code=2).stderr
    assert "oidc.toml" in shell.run("serve", "--oidc", "oidc.toml", code=2).stderr
    port = free_port()
    doors = ("--host-name", "desk.example", "--trust-proxy-user", "X-User",
             "--trusted-proxy", "192.0.2.1", "--behind", "127.0.0.1")  # fmt: skip
    with shell.start("serve", "--port", str(port), "--workers", "1", *doors) as desk:
        desk.until(Browser(f"http://127.0.0.1:{port}").answers)
        asked = {
            ("desk.example", ""): 200, ("elsewhere.example", ""): 421, ("localhost", ""): 200,
            # what a proxy says of the address does not make it the trusted one
            ("localhost", "192.0.2.1"): 403,
        }  # fmt: skip
        for (host, forwarded), status in asked.items():
            link = http.client.HTTPConnection("127.0.0.1", port)
            more = {"X-User": NAME.encode(), "X-Forwarded-For": forwarded} if forwarded else {}
            link.request("GET", "/sign-in", headers={"Host": host, **more})
            assert link.getresponse().status == status, (host, forwarded)
            link.close()
