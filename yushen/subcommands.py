"""Builds subcommands from a table."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import click

from yushen.words import Words

Row = tuple[str, Sequence[click.Parameter], Callable[..., int], str, str]
"""Name, parameters, function, and help in Chinese and English."""


def subcommands(
    words: Words, rows: Iterable[Row], *common: click.Parameter
) -> dict[str, click.Command]:
    """A command for each row, with the common parameters added."""
    return {
        name: click.Command(
            name, params=[*own, *common], callback=partial(run, words), help=words(zh, en)
        )
        for name, own, run, zh, en in rows
    }
