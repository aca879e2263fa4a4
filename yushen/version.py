"""yushen version: the version of the program."""

from importlib.metadata import PackageNotFoundError, version

import click

from yushen.options import language
from yushen.words import Words


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command("version", params=[language(words)], callback=run)


def run() -> int:
    click.echo(f"yushen {installed('yushen') or '0+source'}")
    return 0


def installed(package: str) -> str:
    """The installed version of a distribution; empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
