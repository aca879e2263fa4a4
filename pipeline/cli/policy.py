"""yushen policy check [VERSION|DIR]: whether an edition of the policy may be used."""

from functools import partial
from pathlib import Path

import click

from pipeline.cli.options import language
from pipeline.cli.words import Words
from pipeline.errors import InputError, PolicyError


def command(words: Words) -> click.Group:
    """Build the command."""
    check = click.Command(
        "check",
        params=[click.Argument(["edition"], required=False), language(words)],
        callback=partial(run, words),
        help=words(
            "检查政策版本或文件夹，列出全部问题（文件、键、原因）",
            "Check an edition or a folder and name file, key and reason of each fault",
        ),
    )
    return click.Group("policy", commands=[check], params=[language(words)])


def run(words: Words, edition: str | None) -> int:
    """Print each fault on a line of its own; the exit code is 5 where there are any."""
    from validators.edition import faults
    from validators.policy.load import HERE, LATEST

    given = edition or LATEST
    folder = Path(given)
    if not folder.is_dir():
        folder = HERE / given.replace("-", "_")
    if not folder.is_dir():
        told = words(f"没有政策版本或文件夹 {given}。", f"No edition or folder {given}.")
        raise InputError("unknown_edition", told)
    found = faults(folder)
    for fault in found:
        click.echo(fault)
    if found:
        count, name = len(found), folder.name
        raise PolicyError(words(f"{name} 有 {count} 处问题。", f"{name}: {count} fault(s)."))
    click.echo(words(f"{folder.name} 可以使用。", f"{folder.name} may be used."))
    return 0
