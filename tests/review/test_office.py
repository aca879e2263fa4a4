"""The office's own sign-in: a real provider over HTTP, and a proxy that names people."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import APIRequestContext, Browser

from core.errors import InputError
from deploy.ports import free_port
from review import audit, people
from review.models import Role
from review.office import BACK, OfficeFile, Roles, load_office, named
from review.signin import SignedIn, sign_in
from review.web.proxied import Peer, ProxyUser
from tests.review.desk import PASSWORD, Served, admit, serving
from tests.review.provider import CLIENT, SECRET, Provider, providing


@pytest.fixture
def provider() -> Iterator[Provider]:
    """At another site than the desk's, as far as cookies go."""
    with providing("localhost") as found:
        yield found


def office(folder: Path, provider: Provider, port: int, **more: Any) -> OfficeFile:
    key = folder / "oidc.key"
    key.write_text(f"{SECRET}\n", "utf-8")
    provider.back = f"http://127.0.0.1:{port}{BACK}"
    return OfficeFile(
        issuer=provider.issuer, client_id=CLIENT, client_secret_file=key,
        address=f"http://127.0.0.1:{port}", seconds=5, **more,
    )  # fmt: skip


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def served(tmp_path: Path, provider: Provider, port: int) -> Iterator[Served]:
    with serving(tmp_path, port=port, office=office(tmp_path, provider, port)) as found:
        admit(found, "赵敏")
        yield found


@pytest.fixture
def ask(browser: Browser, served: Served) -> Iterator[APIRequestContext]:
    found = browser.new_context(base_url=served.base).request
    yield found
    found.dispose()


def test_somebody_signs_in_at_the_office_in_a_browser(
    served: Served, browser: Browser, provider: Provider
) -> None:
    """Across sites, so cookies that are the desk's alone come only with what it asks itself."""
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{served.base}/audit")
    page.click("text=用单位账号登录")
    page.wait_for_url(f"{served.base}/audit")  # a reviewer may not see it, but is signed in
    page.goto(served.base)
    assert "赵敏" in page.inner_text(".self")
    page.context.close()
    assert [p for p in provider.asked if p != "/.well-known/openid-configuration"] == [
        "/authorize", "/token", "/keys",
    ]  # fmt: skip
    (entry,) = [one for one in audit.trail(served.store) if one.action == "sign-in"]
    assert (entry.who, entry.target) == ("赵敏", "oidc 127.0.0.1")


def entered(ask: APIRequestContext) -> int:
    """The status at the end of the way there and back."""
    return ask.get("/sign-in/office").status


def test_it_asks_nobody_before_somebody_wants_in(served: Served, provider: Provider) -> None:
    assert provider.asked == []


@pytest.mark.parametrize(
    "twist",
    [
        {"nonce": "another"}, {"aud": "another"}, {"iss": "https://elsewhere.example"},
        {"exp": 1}, {"iat": 99_999_999_999}, {"preferred_username": ""}, {"preferred_username": 7},
    ],
)  # fmt: skip
def test_what_does_not_agree_lets_nobody_in(
    ask: APIRequestContext, provider: Provider, twist: dict[str, Any]
) -> None:
    provider.twist = lambda claims: {**claims, **twist}
    assert entered(ask) == 403
    assert ask.get("/", max_redirects=0).status == 303


@pytest.mark.parametrize("missing", ["nonce", "exp", "aud", "iss", "preferred_username"])
def test_what_is_missing_lets_nobody_in(
    ask: APIRequestContext, provider: Provider, missing: str
) -> None:
    provider.twist = lambda claims: {k: v for k, v in claims.items() if k != missing}
    assert entered(ask) == 403


def test_another_s_signature_lets_nobody_in(ask: APIRequestContext, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    assert entered(ask) == 403
    provider.signs_with = None
    assert entered(ask) == 200


def test_an_answer_to_another_browser_lets_nobody_in(
    browser: Browser, served: Served, ask: APIRequestContext
) -> None:
    """The errand's cookie is missing; or the state is another's."""
    assert ask.get(f"{BACK}?state=x&code=y").status == 403
    start = ask.get("/sign-in/office", max_redirects=0)
    assert start.status == 303 and "SameSite=lax" in start.headers["set-cookie"]
    assert ask.get(f"{BACK}?state=x&code=y").status == 403
    assert ask.get("/", max_redirects=0).status == 303


def test_an_issuer_that_is_away_is_told(ask: APIRequestContext, provider: Provider) -> None:
    provider.issuer = "http://localhost:1"  # what it says of itself is another's
    answer = ask.get("/sign-in/office")
    assert answer.status == 403 and "单位账号登录未成功" in answer.text()


def test_who_is_not_known_or_disabled_is_refused(
    ask: APIRequestContext, served: Served, provider: Provider
) -> None:
    people.set_disabled(served.store, "赵敏", True, by="x")
    assert entered(ask) == 403
    provider.claims = {"preferred_username": "无此人"}
    assert entered(ask) == 403
    assert {one.name for one in people.users(served.store)} == {"赵敏"}
    told = [(one.who, one.target) for one in audit.trail(served.store)
            if one.action == "sign-in-failed"]  # fmt: skip
    assert told == [("赵敏", "oidc 127.0.0.1"), ("", "oidc 127.0.0.1")]


def test_roles_come_from_the_issuer_where_a_file_says_so(
    browser: Browser, tmp_path: Path, provider: Provider, port: int
) -> None:
    roles = Roles(claim="groups", reviewer=("desk",), supervisor=("leads",))
    more = {"create": Role.VIEWER, "roles": roles}
    with serving(tmp_path, port=port, office=office(tmp_path, provider, port, **more)) as served:
        admit(served, "赵敏")
        for name, groups in (("赵敏", ["desk", "leads"]), ("新来", ["none"]), ("新人", "desk")):
            provider.claims = {"preferred_username": name, "groups": groups}
            ask = browser.new_context(base_url=served.base).request
            assert entered(ask) == 200 and ask.get("/", max_redirects=0).status == 200
            ask.dispose()
        found = {one.name: one.role for one in people.users(served.store)}
        assert found == {"赵敏": Role.SUPERVISOR, "新来": Role.VIEWER, "新人": Role.REVIEWER}
        told = [(one.who, one.action, one.target) for one in audit.trail(served.store)]
        assert ("oidc", "user-role", "赵敏") in told and ("oidc", "user-add", "新来") in told


def test_who_has_no_password_cannot_sign_in_with_one(tmp_path: Path, served: Served) -> None:
    with served.store.writing() as session:
        people.add_named(session, "新来", Role.VIEWER, "oidc")
    for password in ("", "nobody's", PASSWORD):
        with pytest.raises(Exception, match="密码"):
            sign_in(served.store, "新来", password, "10.0.0.1")
    assert isinstance(sign_in(served.store, "赵敏", PASSWORD, "10.0.0.1"), SignedIn)


@pytest.mark.parametrize(
    "text",
    ["", "issuer = 1", 'issuer = "http://elsewhere.example"', "x", "\\udc80"],
)
def test_a_file_that_does_not_do_is_told_without_its_values(tmp_path: Path, text: str) -> None:
    path = tmp_path / "oidc.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as told:
        load_office(path)
    assert told.value.code == "oidc" and "elsewhere" not in str(told.value)
    with pytest.raises(InputError):
        load_office(tmp_path / "missing")


def test_a_file_that_does(tmp_path: Path) -> None:
    path = tmp_path / "oidc.toml"
    (tmp_path / "key").write_text("s\n", "utf-8")
    path.write_text(
        f'issuer = "https://sso.example/"\nclient_id = "a"\nclient_secret_file = "{tmp_path}/key"\n'
        'address = "https://desk.example"\ncreate = "viewer"\n'
        '[roles]\nclaim = "g"\nadmin = ["x"]\n',
        "utf-8",
    )
    found = load_office(path)
    assert (found.issuer, found.back) == ("https://sso.example", f"https://desk.example{BACK}")
    assert found.secret == "s" and found.create is Role.VIEWER
    assert named(found, {"preferred_username": " a ", "g": ["x"]}) == ("a", Role.ADMIN)
    assert named(found, {"preferred_username": "a", "g": None}) == ("a", None)


HEADER = "X-Remote-User"


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("10.0.0.9", 403)])
def test_a_header_counts_from_the_proxy_s_address_alone(
    browser: Browser, tmp_path: Path, address: str, status: int
) -> None:
    proxy = ProxyUser(HEADER, frozenset([address]))
    with serving(tmp_path, proxy=proxy) as served:
        admit(served, "赵敏")
        ask = browser.new_context(base_url=served.base).request
        told = {HEADER: "赵敏".encode().decode("latin-1")}
        assert ask.get("/sign-in", headers=told).status == status
        assert ask.get("/static/desk.css", headers=told).status == status
        assert ask.get("/", headers=told, max_redirects=0).status == status
        ask.dispose()
        forwarded = {HEADER: "x", "x-forwarded-for": "127.0.0.1"}
        other = browser.new_context(base_url=served.base).request
        if status == 403:  # what a header says of the address changes nothing
            assert other.get("/sign-in", headers=forwarded).status == 403
        other.dispose()


def test_whom_the_proxy_names_is_who_asks(browser: Browser, tmp_path: Path) -> None:
    proxy = ProxyUser(HEADER, frozenset(["127.0.0.1"]), Role.VIEWER)
    with serving(tmp_path, proxy=proxy) as served:
        admit(served, "赵敏")
        ask = browser.new_context(base_url=served.base).request
        named = {HEADER: "赵敏".encode().decode("latin-1")}
        assert "已登录" in ask.get("/sign-in", headers=named).text()
        assert ask.get("/", headers=named, max_redirects=0).status == 200
        another = {HEADER: "newcomer"}  # the same browser, somebody else at the proxy
        assert ask.get("/", headers=another, max_redirects=0).status == 303
        ask.get("/sign-in", headers=another)
        assert "newcomer" in ask.get("/", headers=another).text()
        found = {one.name: one.role for one in people.users(served.store)}
        assert found["newcomer"] is Role.VIEWER
        assert ("newcomer", "proxy 127.0.0.1") in [
            (one.who, one.target) for one in audit.trail(served.store) if one.action == "sign-in"
        ]
        ask.dispose()


def test_a_name_that_is_said_twice_is_nobody_s() -> None:
    proxy = ProxyUser(HEADER, frozenset(["10.0.0.1"]))
    head = (HEADER.lower().encode(), b"a")
    scope: dict[str, Any] = {"headers": [head], "client": ("10.0.0.1", 1)}
    assert proxy.name(scope) == "a" and not proxy.forged(scope)
    assert proxy.forged({**scope, "headers": [head, head]})
    assert proxy.forged({**scope, "yushen.peer": "10.0.0.2"})
    assert proxy.name({**scope, "headers": []}) is None


async def _tells(scope: Any, receive: Any, send: Any) -> None:
    send(scope["yushen.peer"])


def test_the_peer_is_noted_before_a_proxy_s_word_changes_the_address() -> None:
    told: list[str] = []
    running = Peer(_tells)({"type": "http", "client": ("10.0.0.2", 1)}, None, told.append)
    with pytest.raises(StopIteration):
        running.send(None)  # type: ignore[attr-defined]
    assert told == ["10.0.0.2"]
