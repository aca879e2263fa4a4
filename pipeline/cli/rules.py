"""yushen rules: every rule with the guide's own words, and whether it is checked."""

import json
from functools import partial

import click

from pipeline.cli.options import language
from pipeline.cli.words import Words


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "rules",
        params=[
            click.Option(
                ["--service"],
                metavar="S",
                help=words("只列某项业务的规则", "only the rules of one service"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=words("输出 JSON", "print JSON")),
            language(words),
        ],
        callback=partial(run, words),
    )
