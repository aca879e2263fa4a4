"""yushen serve: the desk in a browser."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import InputError
from core.folders import cache_folder
from yushen.access import opened
from yushen.options import database_option, default_memory, language, memory_option, reading
from yushen.words import Words

if TYPE_CHECKING:
    from review.web.proxied import ProxyUser

HOST, PORT = "127.0.0.1", 8620
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "serve",
        params=[
            *_where(words),
            *_who(words),
            database_option(words),
            *reading(words),
            memory_option(words),
            language(words),
        ],
        help=words(
            "在浏览器中办理材料。先用 yushen user add 建立用户。",
            "Settle packets in a browser. Make a user first: yushen user add.",
        ),
        callback=partial(run, words),
    )


def _where(words: Words) -> list[click.Parameter]:
    return [
        click.Option(["--host"], default=HOST, show_default=True, metavar="ADDRESS",
                     help=words("监听的地址", "the address to listen on")),
        click.Option(["--port"], type=click.IntRange(1, 65535), default=PORT, show_default=True,
                     help=words("端口", "the port")),
        click.Option(["--behind"], metavar="ADDRESS",
                     help=words("反向代理的地址，其 X-Forwarded-* 可信",
                                "the reverse proxy whose X-Forwarded-* are to be believed")),
        click.Option(["--https"], is_flag=True,
                     help=words("用户经 https 访问：Cookie 只走 https",
                                "people come by https: cookies go over it alone")),
        click.Option(["--host-name", "host_names"], multiple=True, metavar="NAME",
                     help=words("用户访问时用的主机名，可多次给出；本机名和监听地址不必给",
                                "a name people reach it by; may be repeated. This machine's own "
                                "names and the address listened on need not be given")),
        click.Option(["--public-need"], is_flag=True,
                     help=words("材料清单页 /need 不登录也能用，不保存任何内容",
                                "the list of papers at /need is for anybody, without signing in; "
                                "nothing of it is kept")),
        click.Option(["--most-megabytes"], type=click.IntRange(1, 4000), default=300,
                     show_default=True, help=words("一次上传的上限", "the most of one upload")),
    ]  # fmt: skip


def _who(words: Words) -> list[click.Parameter]:
    return [
        click.Option(["--oidc"], type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                     help=words("单位统一登录（OpenID Connect）的设置文件",
                                "a file about the office's own sign-in (OpenID Connect)")),
        click.Option(["--trust-proxy-user"], metavar="HEADER",
                     help=words("反向代理已验证用户，用户名在此请求头中",
                                "a proxy has signed people in and names them in this header")),
        click.Option(["--trusted-proxy", "trusted_proxies"], multiple=True, metavar="ADDRESS",
                     help=words("可信代理的地址，可多次给出；来自其他地址的该请求头一律拒绝",
                                "that proxy's address; may be repeated. From any other the header "
                                "is refused")),
        click.Option(["--create-viewers"], is_flag=True,
                     help=words("代理所报的新用户自动建立，角色为查看员",
                                "whoever the proxy names and is not known becomes a viewer")),
    ]  # fmt: skip


def run(
    words: Words,
    host: str,
    port: int,
    behind: str | None,
    https: bool,
    host_names: tuple[str, ...],
    public_need: bool,
    most_megabytes: int,
    oidc: Path | None,
    trust_proxy_user: str | None,
    trusted_proxies: tuple[str, ...],
    create_viewers: bool,
    database: str | None,
    engine: str,
    workers: int,
    cache: Path | None,
    memory: Path | None,
    require_sandbox: bool,
) -> int:
    """Serve until stopped. Raises InputError if nobody could sign in."""
    import logging

    import uvicorn
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    from core.work import keep_temporary
    from pipeline.memory import Memory
    from review.arrivals import Arrivals
    from review.office import load_office
    from review.people import users
    from review.retention import day_by_day
    from review.web.app import DeskSettings, create_app
    from review.web.checking import Checker, kit_opener
    from review.web.hosts import own_names
    from review.web.proxied import Peer
    from yushen.purge import places_of

    keep_temporary()  # uploads are buffered there too
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    logging.getLogger("yushen.desk").setLevel(logging.INFO)
    proxy = _proxy(words, trust_proxy_user, trusted_proxies, create_viewers)
    with opened(database) as store:
        if not any(not one.disabled for one in users(store)):
            raise InputError("no_user", words(
                "还没有用户，请先运行：yushen user add 用户名 --role admin",
                "nobody could sign in; please first run: yushen user add NAME --role admin",
            ))  # fmt: skip
        memory = memory or default_memory()
        kit = kit_opener(
            engine=engine, workers=workers, cache=cache or cache_folder(), memory=memory,
            require_sandbox=require_sandbox,
        )  # fmt: skip
        arrivals = Arrivals.of(store)
        checker = Checker(arrivals, kit, Memory(memory))
        settings = DeskSettings(
            https=https,
            max_bytes=most_megabytes * 1_000_000,
            names=own_names(host, host_names),
            proxy=proxy,
            office=load_office(oidc) if oidc is not None else None,
            public_need=public_need,
        )
        app: Any = create_app(store, arrivals, checker, settings)
        if behind is not None:
            app = ProxyHeadersMiddleware(app, behind)
        _greet(words, host, port, https)
        with day_by_day(places_of(cache, memory, database)):
            uvicorn.run(
                Peer(app), host=host, port=port, log_level="warning", access_log=False,
                server_header=False, proxy_headers=False,
            )  # fmt: skip
    return 0


def _proxy(
    words: Words, header: str | None, addresses: tuple[str, ...], create: bool
) -> "ProxyUser | None":
    """Settings for user names in a proxy's header. Raises InputError if incomplete."""
    from review.models import Role
    from review.web.proxied import ProxyUser

    if (header is None) != (not addresses):
        raise InputError("proxy_user", words(
            "--trust-proxy-user 与 --trusted-proxy 须同时给出",
            "--trust-proxy-user and --trusted-proxy must go together",
        ))  # fmt: skip
    if header is None:
        return None
    return ProxyUser(header, frozenset(addresses), Role.VIEWER if create else None)


def _greet(words: Words, host: str, port: int, https: bool) -> None:
    click.echo(words(f"审核台：http://{host}:{port}", f"The desk: http://{host}:{port}"))
    if host not in LOOPBACK and not https:
        click.echo(words(
            "注意：其他机器可以访问而未用 https；请经反向代理使用 https，并加 --https",
            "Note: others can reach this without https; please use a reverse proxy and --https",
        ), err=True)  # fmt: skip
