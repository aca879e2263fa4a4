"""Notices through apprise, to real servers: what the chats get, and what is refused."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from core.errors import InputError
from pipeline.unattended.notify import Config, Notice, Outbox, load_config, outbox, senders
from pipeline.unattended.notify.config import Services, Webhook
from pipeline.unattended.notify.services import NotTaken
from tests.pipeline.unattended.notify.chats import Chats, chat_servers
from tests.pipeline.unattended.notify.servers import Web, web_server
from yushen.__main__ import main

ROOT = Path(__file__).parents[4]
NOTICE = Notice(id="p-0123456789ab", outcome="supplement", counts={"fail": 2, "pass": 9})
SUBJECT = "[预审] p-0123456789ab 需补正 / supplement"
KEY = "0f6b7c1e-aaaa-4bbb-8ccc-1234567890ab"
HOSTS = {
    "wecombot": "qyapi.weixin.qq.com",
    "dingtalk": "oapi.dingtalk.com",
    "feishu": "open.feishu.cn",
}


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as server:
        server.status = 200
        yield server


@pytest.fixture
def chats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chats]:
    with chat_servers(tmp_path, tuple(HOSTS.values())) as found:
        monkeypatch.setenv("HTTPS_PROXY", found.url)
        monkeypatch.setenv("NO_PROXY", "")
        yield found


def json_url(web: Web, path: str = "hook") -> str:
    return web.url.replace("http://", "json://") + "/" + path


def send(*urls: str, **more: object) -> None:
    config = Config(apprise=Services.model_validate({"urls": urls, **more}))
    for way in senders(config).values():
        way(NOTICE)


def test_a_service_gets_what_a_mail_says_and_nothing_else(web: Web) -> None:
    send(json_url(web))
    [(path, headers, body)] = web.got
    assert path.rstrip("/") == "/hook" and headers["User-Agent"] == "yushen"
    told = json.loads(body)
    assert told["title"] == SUBJECT and told["message"].strip() == NOTICE.text().strip()
    assert told.keys() == {"version", "title", "message", "attachments", "type"}
    assert told["attachments"] == [] and "apprise" not in body.decode().lower()


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (f"wecombot://{KEY}", f"/cgi-bin/webhook/send?key={KEY}"),
        (f"https://{HOSTS['wecombot']}/cgi-bin/webhook/send?key={KEY}",
         f"/cgi-bin/webhook/send?key={KEY}"),
        ("dingtalk://SEC0ab@0123abc", "/robot/send?access_token=0123abc&timestamp="),
        (f"feishu://{KEY}", f"/open-apis/bot/v2/hook/{KEY}"),
    ],
    ids=["wecombot", "as WeCom shows it", "dingtalk", "feishu"],
)  # fmt: skip
def test_a_chat_gets_it_at_its_own_address(url: str, path: str, chats: Chats) -> None:
    send(url, ca_file=chats.authority)
    [(host, asked, body)] = chats.got
    assert host in HOSTS.values() and asked.startswith(path)
    assert ("sign=" in asked) == url.startswith("dingtalk")
    said = json.dumps(body, ensure_ascii=False)
    assert SUBJECT in said and "fail: 2" in said and "apprise" not in said.lower()


def test_a_chat_is_spoken_with_only_under_an_authority_we_know(chats: Chats) -> None:
    with pytest.raises(NotTaken, match="not taken"):
        send(f"wecombot://{KEY}")
    assert chats.got == []


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_not_taken_is_an_error(web: Web, status: int) -> None:
    web.status = status
    with pytest.raises(NotTaken, match=f"HTTP {status}"):
        send(json_url(web) + "?redirect=yes")
    assert len(web.got) == 1  # nowhere else


def test_a_server_that_is_gone_is_an_error() -> None:
    with web_server() as web:
        url = json_url(web)
    with pytest.raises(NotTaken, match="not taken"):
        send(url)


@pytest.mark.parametrize("url", ["SECRET", "nobody://SECRET", "wecombot://SECRET%20KEY", "://"])
def test_an_address_that_nobody_knows(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    heard = StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger().addHandler(handler)
    try:
        with pytest.raises(InputError, match="2") as raised:
            send("json://127.0.0.1:1", url)
        logging.getLogger("another").error("this is heard")
    finally:
        logging.getLogger().removeHandler(handler)
    said = str(raised.value) + heard.getvalue() + "".join(capfd.readouterr())
    assert "this is heard" in said and "SECRET" not in said and "KEY" not in said


def test_addresses_stand_in_a_file_of_their_own(web: Web, tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text(f"# 备案窗口\n{json_url(web, 'b')}\n\n  {json_url(web, 'c')}\n", "utf-8")
    send(json_url(web, "a"), urls_file=file)
    assert [path.strip("/") for path, _, _ in web.got] == ["a", "b", "c"]


def test_a_file_of_addresses_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="urls"):
        send(urls_file=tmp_path / "urls")


@pytest.mark.parametrize("text", ["[apprise]", "[apprise]\nurls = []", "[apprise]\nurl = 'SECRET'"])
def test_a_table_that_will_not_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "notify.toml"
    file.write_text(text)
    with pytest.raises(InputError, match="apprise") as raised:
        load_config(file)
    assert "SECRET" not in str(raised.value)


def test_the_examples_are_addresses(tmp_path: Path) -> None:
    """Those of the documentation, each of the kind that it says."""
    text = (ROOT / "docs" / "watching.md").read_text("utf-8")
    table = text.split("[apprise]\n")[1].split("```")[0]
    lines = [line for line in table.splitlines() if "urls_file" not in line]
    (tmp_path / "notify.toml").write_text("[apprise]\n" + "\n".join(lines), "utf-8")
    ways = list(senders(load_config(tmp_path / "notify.toml")))
    assert ways == ["apprise 1 (WeCom Bot)", "apprise 2 (DingTalk)", "apprise 3 (Feishu)"]


def test_an_outbox_tries_again_only_the_service_that_failed(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "DELAYS", (0.05,))
    failures: list[tuple[str, str]] = []
    with web_server() as other:
        other.status = 500
        config = Config(
            webhook=Webhook(url=web.url + "/plain"),
            apprise=Services(urls=(json_url(web, "a"), json_url(other, "b"))),
        )
        box = Outbox(senders(config), lambda way, error: failures.append((way, error)))
        box.put(NOTICE.id, NOTICE.outcome, NOTICE.counts)
        box.wait()
        assert not box.sent(NOTICE.id)
        assert failures[0] == ("apprise 2 (JSON)", "NotTaken")
        other.status = 200
        with box._changed:
            assert box._changed.wait_for(lambda: bool(box._sent), 60)
    assert len(web.got) == 2


def test_notify_test_tries_each(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notify.toml"
    file.write_text(f"[apprise]\nurls = ['{json_url(web)}', 'json://127.0.0.1:1/gone']\n")
    assert main(["notify", "test", str(file)]) == 2
    told = capsys.readouterr()
    assert "✓ apprise 1 (JSON): 已送出" in told.out and "请到接收方确认收到" in told.out
    assert "✗ apprise 2 (JSON)" in told.err
    assert "[预审测试]" in web.told[0]["title"]
    file.write_text(f"[apprise]\nurls = ['{json_url(web)}']\n")
    assert main(["notify", "test", str(file), "--lang", "en"]) == 0
    assert "please check that it arrived" in capsys.readouterr().out
