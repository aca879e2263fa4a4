"""yushen user: who may sign in at the desk."""

import sys
from functools import partial

import click

from core.errors import InputError
from yushen.access import opened, somebody
from yushen.options import database_option, language
from yushen.subcommands import Row, subcommands
from yushen.words import Words

# same as review.models.Role; a test compares them
ROLES = ("viewer", "reviewer", "supervisor", "admin")


def command(words: Words) -> click.Group:
    """Build the command with its subcommands."""
    name = click.Argument(["name"])
    role = click.Argument(["role"], type=click.Choice(ROLES))
    typed = click.Option(
        ["--password-stdin"],
        is_flag=True,
        help=words("从标准输入读密码（首行）", "take the password from the first line of stdin"),
    )
    given = click.Option(
        ["--role"],
        type=click.Choice(ROLES),
        default="reviewer",
        show_default=True,
        help=words("角色", "the role"),
    )
    away = click.Option(["--remove"], is_flag=True, help=words("停用", "ask for none any more"))
    rows: tuple[Row, ...] = (
        ("add", [name, given, typed], add,
         "添加用户，密码须输入两次", "Add somebody; the password must be typed twice"),
        ("list", [], list_all, "列出用户", "List everybody"),
        ("role", [name, role], set_role, "更改角色", "Give somebody another role"),
        ("disable", [name], partial(set_state, True), "停用", "Let somebody in no more"),
        ("enable", [name], partial(set_state, False), "恢复", "Let somebody in again"),
        ("password", [name, typed], set_password, "重设密码", "Give somebody another password"),
        ("totp", [name, away], totp, "启用或停用动态验证码（第二步登录）",
         "Ask somebody for a code of their authenticator too"),
    )  # fmt: skip
    commands = subcommands(words, rows, database_option(words), language(words))
    return click.Group("user", commands=commands, params=[language(words)])


def add(words: Words, database: str | None, name: str, role: str, password_stdin: bool) -> int:
    """Add a user. There is no default password: the command asks for one."""
    from review.models import Role
    from review.people import add_user

    with opened(database) as store:
        add_user(store, name, Role(role), _password(words, password_stdin), somebody())
    return _done(words)


def list_all(words: Words, database: str | None) -> int:
    """Print one line per user: name, role, and whether they may sign in."""
    from review.people import users

    with opened(database) as store:
        found = users(store)
    for one in found:
        state = words("停用", "disabled") if one.disabled else words("启用", "enabled")
        click.echo(f"{one.name}  {one.role.value}  {state}")
    click.echo(words(f"共 {len(found)} 人", f"{len(found)} user(s)"))
    return 0


def set_role(words: Words, database: str | None, name: str, role: str) -> int:
    """Set a user's role; this also signs the user out."""
    from review import people
    from review.models import Role

    with opened(database) as store:
        people.set_role(store, name, Role(role), somebody())
    return _done(words)


def set_state(disabled: bool, words: Words, database: str | None, name: str) -> int:
    """Disable or enable a user; this also signs the user out."""
    from review.people import set_disabled

    with opened(database) as store:
        set_disabled(store, name, disabled, somebody())
    return _done(words)


def set_password(words: Words, database: str | None, name: str, password_stdin: bool) -> int:
    """Set a user's password; this also signs the user out."""
    from review import people

    with opened(database) as store:
        people.set_password(store, name, _password(words, password_stdin), somebody())
    return _done(words)


def totp(words: Words, database: str | None, name: str, remove: bool) -> int:
    """Show the secret once; it is kept after one of its codes was entered."""
    from review import second
    from review.people import users
    from review.seal import has_key

    with opened(database) as store:
        if remove:
            second.remove(store, name, somebody())
            return _done(words)
        if name not in {one.name for one in users(store)}:
            raise InputError("no_such_user", words(f"没有用户 {name}", f"no user {name}"))
        secret = second.new_secret()
        _show(words, second.address(name, secret))
        if not has_key():
            click.echo(words(
                "注意：没有设置 YUSHEN_KEY_FILE，密钥以明文存于数据库，"
                "得到数据库副本者可以算出验证码。",
                "Note: without YUSHEN_KEY_FILE the secret lies readable in the database: "
                "who has a copy of it can work out the codes.",
            ), err=True)  # fmt: skip
        code = click.prompt(words("输入验证器显示的 6 位数字", "The 6 digits it shows"), err=True)
        codes = second.enrol(store, name, secret, code, somebody())
    click.echo(
        words(
            "恢复码，每个只能用一次，请妥善保存：",
            "Recovery codes, each for one use; please keep them safe:",
        )
    )
    click.echo("\n".join(codes))
    return _done(words)


def _show(words: Words, address: str) -> None:
    """As a QR code for a phone, and as text."""
    import segno

    click.echo(
        words("用验证器扫描，或输入下面的地址：", "Scan it with an authenticator, or type it:")
    )
    segno.make(address, error="l").terminal(out=sys.stdout, compact=True)
    click.echo(address)


def _password(words: Words, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt(
        words("密码", "Password"),
        hide_input=True,
        confirmation_prompt=words("再输入一次", "Once more"),
        err=True,
    )
    return asked


def _done(words: Words) -> int:
    click.echo(words("已记录。", "Done."))
    return 0
