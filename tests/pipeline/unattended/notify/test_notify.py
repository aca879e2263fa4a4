"""Notices, to real servers: what they say, when they go, and that they are off by default."""

import email
import hashlib
import hmac
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest
from pydantic import ValidationError

from core.errors import InputError
from pipeline.unattended.notify import Config, Notice, Outbox, load_config, outbox, senders
from pipeline.unattended.notify.config import Mail, Webhook
from pipeline.unattended.notify.notice import trial
from tests.pipeline.unattended.notify.servers import Post, Web, mail_server, web_server
from tests.pipeline.unattended.watch.drops import Drop, picture
from yushen.__main__ import main

NOTICE = Notice(id="p-0123456789ab", outcome="supplement", counts={"fail": 2, "pass": 9})
TOLD = {
    "program": "yushen",
    "event": "checked",
    "id": "p-0123456789ab",
    "outcome": "supplement",
    "counts": {"fail": 2, "pass": 9},
}


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as server:
        yield server


@pytest.fixture
def post() -> Iterator[Post]:
    with mail_server() as server:
        yield server


def mail_to(post: Post) -> Mail:
    return Mail(host="127.0.0.1", port=post.port, security="none", sender="yushen@example.cn",
                to=("a@example.cn", "b@example.cn"))  # fmt: skip


def send(config: Config, notice: Notice = NOTICE) -> None:
    for way in senders(config).values():
        way(notice)


def test_a_webhook_gets_id_outcome_and_counts(web: Web) -> None:
    send(Config(webhook=Webhook(url=web.url + "/hook")))
    [(path, headers, _)] = web.got
    assert path == "/hook" and headers["Content-Type"] == "application/json"
    assert web.told == [TOLD]


def test_a_webhook_is_signed_where_there_is_a_secret(web: Web, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("open sesame\n")
    send(Config(webhook=Webhook(url=web.url, secret_file=key)))
    [(_, headers, body)] = web.got
    expected = hmac.new(b"open sesame", body, hashlib.sha256).hexdigest()
    assert headers["X-Yushen-Signature"] == f"sha256={expected}"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_not_taken_is_an_error(web: Web, status: int) -> None:
    web.status = status
    with pytest.raises(OSError):
        send(Config(webhook=Webhook(url=web.url)))
    assert len(web.got) == 1  # nowhere else


def test_a_mail_says_the_same(post: Post) -> None:
    send(Config(mail=mail_to(post)))
    [raw] = post.mails
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert mail["Subject"] == "[预审] p-0123456789ab 需补正 / supplement"
    assert mail["To"] == "a@example.cn, b@example.cn"
    assert "rcpt TO:<b@example.cn>" in post.lines
    text = mail.get_content()
    assert "需补正" in text and "fail: 2" in text
    assert post.lines[0] == "ehlo [127.0.0.1]"  # not this machine's name


def test_a_mail_that_is_refused_is_an_error(post: Post) -> None:
    post.refuses = True
    with pytest.raises(OSError):
        send(Config(mail=mail_to(post)))


def test_mail_is_encrypted_unless_the_file_says_otherwise(post: Post) -> None:
    given = mail_to(post).model_dump() | {"security": "starttls"}
    with pytest.raises(OSError, match="STARTTLS"):
        send(Config(mail=Mail(**given)))
    assert post.mails == []


@pytest.mark.parametrize("name", ["张三.pdf", "p-张三", "p-0123", "11010119900307123X"])
def test_a_notice_has_no_place_for_a_name(name: str) -> None:
    with pytest.raises(ValidationError):
        Notice(id=name, outcome="accept")
    with pytest.raises(ValidationError):
        Notice.model_validate({"id": "p-0123456789ab", "outcome": "accept", "name": name})
    with pytest.raises(ValidationError):
        Notice.model_validate({"id": "p-0123456789ab", "outcome": "accept", "counts": {name: 1}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "TOML"),
        ("[webhook]\nurl = 'file:///etc/passwd'", "webhook.url"),
        ("[webhook]\nurl = 'https://x.example'\nhidden = 'SECRET'", "webhook.hidden"),
        ("[mail]\nhost = 'h'\nsender = 's@x.cn'\nto = []", "mail.to"),
        ("[mail]\nhost = 'h'\nsender = 'SECRET'\nto = ['a@x.cn']", "mail.sender"),
        ("[mail]\nhost='h'\nsender='s@x.cn'\nto=['a@x.cn']\nuser='u'\nsecurity='none'", "mail"),
    ],
)
def test_a_file_that_will_not_do(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "notify.toml"
    file.write_text(text)
    with pytest.raises(InputError) as raised:
        load_config(file)
    assert said in str(raised.value) and "SECRET" not in str(raised.value)


def test_the_documented_file_is_one(tmp_path: Path) -> None:
    page = Path(__file__).parents[4] / "docs" / "watching.md"
    text = page.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    (tmp_path / "notify.toml").write_text(text, "utf-8")
    config = load_config(tmp_path / "notify.toml")
    assert config.webhook is not None and config.mail is not None and config.mail.at == 587


def test_an_outbox_tries_again_only_the_way_that_failed(
    web: Web, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "DELAYS", (0.05,))
    post.refuses = True
    failures: list[tuple[str, str]] = []
    config = Config(webhook=Webhook(url=web.url), mail=mail_to(post))
    box = Outbox(senders(config), lambda way, error: failures.append((way, error)))
    box.put(NOTICE.id, NOTICE.outcome, NOTICE.counts)
    box.wait()
    assert not box.sent(NOTICE.id) and failures[0] == ("mail", "SMTPSenderRefused")
    post.refuses = False
    with box._changed:
        assert box._changed.wait_for(lambda: bool(box._sent), 30)
    box.put(NOTICE.id, NOTICE.outcome, NOTICE.counts)
    box.wait()
    assert web.told == [TOLD] and len(post.mails) == 1


def test_a_watch_tells_and_names_nobody(tmp_path: Path, web: Web) -> None:
    here = Drop(tmp_path)
    for name in ("张三.png", "甲公司"):
        path = here.drop / name
        if not path.suffix:
            path.mkdir()
            path = path / "李四.png"
        path.write_bytes(picture())
    box = Outbox(senders(Config(webhook=Webhook(url=web.url))), lambda *_: None)
    here.once(hooks=box)
    keys = [record["key"] for record in here.journal() if record["event"] == "told"]
    assert sorted(told["id"] for told in web.told) == sorted(map(str, keys)) and len(keys) == 2
    assert all(told.keys() == TOLD.keys() for told in web.told)
    assert all(ord(ch) < 128 for _, _, body in web.got for ch in body.decode())


def test_notify_test_tries_every_way(
    web: Web, post: Post, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notify.toml"
    file.write_text(
        f"[webhook]\nurl = '{web.url}'\n[mail]\nhost = '127.0.0.1'\nport = {post.port}\n"
        "security = 'none'\nsender = 'y@example.cn'\nto = ['a@example.cn']\n"
    )
    assert main(["notify", "test", str(file)]) == 0
    assert web.told[0]["event"] == "test" and "已送出" in capsys.readouterr().out
    assert len(post.mails) == 1
    web.status = 500
    assert main(["notify", "test", str(file), "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert "500" in told.err and "mail: sent" in told.out
    assert len(post.mails) == 2
    assert trial().id == web.told[-1]["id"]


@pytest.mark.parametrize("content", [None, ""])
def test_notify_test_with_nothing_to_try(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "notify.toml"
    if content is not None:
        file.write_text(content)
    assert main(["notify", "test", str(file)]) == 2
