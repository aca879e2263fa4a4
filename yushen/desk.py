"""yushen desk: the desk's database, and its exports to files."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from yushen.access import opened, somebody
from yushen.days import DAY
from yushen.options import database_option, language
from yushen.subcommands import Row, subcommands
from yushen.words import Words


def command(words: Words) -> click.Group:
    """Build the command with its subcommands."""
    why = click.Option(["--why"], required=True, metavar="WORDS", help=words("理由", "the reason"))
    rows: tuple[Row, ...] = (
        ("migrate", [], migrate,
         "建立数据库或更新其结构", "Make the database, or bring its schema forward"),
        ("list", _days(words), list_all,
         "列出材料及其编号", "List the packets with their keys"),
        ("forget", [click.Argument(["key"]), why], forget,
         "删除一份材料及其页面图像，操作记录保留", "Delete a packet; the audit stays"),
        ("ledger", [*_days(words), _out(words)], ledger,
         "导出台账（xlsx）", "Write the ledger as a workbook"),
        ("audit", [*_days(words), *_audit(words), _out(words)], audit,
         "导出操作记录", "Write the audit"),
    )  # fmt: skip
    commands = subcommands(words, rows, database_option(words), language(words))
    return click.Group("desk", commands=commands, params=[language(words)])


def _days(words: Words) -> list[click.Parameter]:
    day = DAY
    return [
        click.Option(["--since"], type=day, metavar="YYYY-MM-DD",
                     help=words("从哪一天起", "from this day on")),
        click.Option(["--until"], type=day, metavar="YYYY-MM-DD",
                     help=words("到哪一天为止", "up to this day")),
    ]  # fmt: skip


def _out(words: Words) -> click.Option:
    return click.Option(
        ["--out"],
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        metavar="FILE",
        help=words("写入的文件", "the file to write"),
    )


def _audit(words: Words) -> list[click.Parameter]:
    return [
        click.Option(["--format", "form"], type=click.Choice(["csv", "jsonl"]), default="csv",
                     show_default=True, help=words("格式", "the form")),
        click.Option(["--unmasked"], is_flag=True,
                     help=words("不遮盖身份证号码", "identity numbers in full")),
    ]  # fmt: skip


def migrate(words: Words, database: str | None) -> int:
    """Open the database, which migrates it."""
    from review.queue import counts

    with opened(database) as store:
        number = counts(store).total
    click.echo(words(f"数据库就绪，共 {number} 份材料。", f"Ready; {number} packet(s)."))
    return 0


def list_all(
    words: Words, database: str | None, since: datetime | None, until: datetime | None
) -> int:
    """Print one line per packet: key, outcome, how it was closed, name."""
    from review.queue import Filter, rows
    from yushen import outcomes

    with opened(database) as store:
        found = rows(store, Filter(_day(since), _day(until)))
    for one in found:
        closed = words("已办结", "closed") if one.closed else words("未办结", "open")
        click.echo(f"{one.key}  {outcomes.name(one.outcome, words)}  {closed}  {one.name}")
    click.echo(words(f"共 {len(found)} 份", f"{len(found)} packet(s)"))
    return 0


def forget(words: Words, database: str | None, key: str, why: str) -> int:
    """Delete a packet. The audit still shows that it existed, and who deleted it and why."""
    from review.arrivals import Arrivals

    with opened(database) as store:
        Arrivals.of(store).forget(key, somebody(), why)
    click.echo(words("已删除。", "Forgotten."))
    return 0


def ledger(
    words: Words, database: str | None, since: datetime | None, until: datetime | None, out: Path
) -> int:
    """The workbook of the packets received on these days."""
    from core.work import keep_temporary
    from review import papers
    from review.audit import note
    from review.queue import Filter

    keep_temporary()  # the workbook's sheets are written there first
    with opened(database) as store:
        content = papers.ledger(store, Filter(_day(since), _day(until)), words.lang)
        note(store, somebody(), "export", target="ledger")
    return _write(out, content)


def audit(
    words: Words,
    database: str | None,
    since: datetime | None,
    until: datetime | None,
    out: Path,
    **how: Any,
) -> int:
    """The audit of these days; this export is then its last row."""
    from review.audit import export_csv, export_jsonl, note, trail

    with opened(database) as store:
        changes = trail(store, since=_day(since), until=_day(until))
        target = "audit unmasked" if how["unmasked"] else "audit"
        note(store, somebody(), "export", target=target)
    export = {"csv": export_csv, "jsonl": export_jsonl}[how["form"]]
    return _write(out, export(changes, masked=not how["unmasked"]))


def _write(out: Path, content: bytes) -> int:
    from core.files import write_result

    write_result(out, content)
    click.echo(str(out))
    return 0


def _day(given: datetime | None) -> date | None:
    return given.date() if given is not None else None
