"""yushen memory: stored facts on units, and people's decisions on packets."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from yushen.days import DAY
from yushen.options import default_memory, language, memory_option
from yushen.subcommands import Row, subcommands
from yushen.words import Words

if TYPE_CHECKING:
    from core.models.filing import Remembered
    from pipeline.memory import Memory


def command(words: Words) -> click.Group:
    """Build the command with its subcommands."""
    report = click.Argument(["report"], type=click.Path(path_type=Path))
    day = click.Option(
        ["--day"],
        metavar="YYYY-MM-DD",
        type=DAY,
        help=words("提交日期，默认按报告", "the day of filing; by default the report's"),
    )
    unit = click.Argument(["unit"])
    rows: tuple[Row, ...] = (
        ("list", [], partial(_answer, list_all), "列出记住的材料", "List what is remembered"),
        ("accept", [report, day], partial(_answer, partial(decide, "accept")),
         "记录人工受理，REPORT 为 report.json", "Record that REPORT's packet was accepted"),
        ("refuse", [report], partial(_answer, partial(decide, "refuse")),
         "记录人工未受理", "Record that REPORT's packet was not accepted"),
        ("forget", [unit], partial(_answer, forget),
         "删除一个单位（统一社会信用代码或全称）的记录", "Forget a unit, by code or whole name"),
    )  # fmt: skip
    commands = subcommands(words, rows, memory_option(words), language(words))
    return click.Group("memory", commands=commands, params=[language(words)])


def _answer(run: Callable[..., int], words: Words, memory: Path | None, **given: object) -> int:
    return run(words, memory or default_memory(), **given)


def list_all(words: Words, path: Path) -> int:
    """Print every packet, by unit."""
    with opened(path, words) as memory:
        kept = memory.all()
    for one in kept:
        facts = one.facts
        click.echo(f"{facts.unit_code or '-'}  {facts.unit_name or '-'}")
        click.echo(f"    {facts.packet}  {facts.day}  {_state(one, words)}")
        click.echo(f"    {'、'.join(paper.type for paper in facts.papers) or '-'}")
    click.echo(words(f"共 {len(kept)} 份", f"{len(kept)} packet(s)"))
    return 0


def _state(one: "Remembered", words: Words) -> str:
    how = words("人工", "by a person") if one.by_person else words("预审", "by this program")
    state = words("受理", "accepted") if one.accepted else words("未受理", "not accepted")
    given = "" if one.facts.day_given else words("；日期未提供", "; no day was given")
    return f"{state}（{how}{given}）"


def decide(
    decision: Literal["accept", "refuse"],
    words: Words,
    path: Path,
    report: Path,
    day: datetime | None = None,
) -> int:
    """Record a person's decision on the packet of a report."""
    from pydantic import ValidationError

    from core.errors import InputError
    from core.models.report import Report
    from validators.judging.filing import content_key

    try:
        content = Report.model_validate_json(report.read_bytes())
    except (OSError, ValidationError) as error:
        text = words("不是可用的 report.json", "is no report.json that can be used")
        raise InputError("report", f"{report} {text}") from error
    key = content_key(file.sha256 for file in content.files)
    filed: date | None = day.date() if day is not None else None
    with opened(path, words) as memory:
        known = memory.decide(key, decision, filed)
    if not known:
        text = words(
            "这份材料没有记录，请先检查一次", "is not remembered; please check the packet first"
        )
        raise InputError("not_remembered", f"{content.packet}：{text}")
    click.echo(words("已记录。", "Recorded."))
    return 0


def forget(words: Words, path: Path, unit: str) -> int:
    """Delete a unit's packets."""
    from validators.ground.compare import folded

    with opened(path, words) as memory:
        count = memory.forget(folded(unit))
    click.echo(words(f"已删除 {count} 份。", f"{count} packet(s) forgotten."))
    return 0


@contextmanager
def opened(path: Path, words: Words) -> "Iterator[Memory]":
    """The memory; raises an InputError without its content if it cannot be used."""
    from core.errors import InputError
    from core.schema import NewerSchema
    from pipeline.memory import Memory

    memory = Memory(path)
    try:
        yield memory
    except OSError as error:
        newer = memory.trouble == NewerSchema.__name__
        why = (
            words("由更新版本的 yushen 建立", "was made by a later version of yushen")
            if newer
            else words("无法使用", "cannot be used")
        )
        text = words("可用 --memory 指定其他文件", "--memory names another")
        raise InputError("memory", f"{path} {why}；{text}（{error}）") from error
    finally:
        memory.close()
