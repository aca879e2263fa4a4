"""yushen types: the known document types."""

import json

import click

from yushen.options import language
from yushen.words import Words


def command(words: Words) -> click.Command:
    """Build the command."""
    flag = click.Option(["--json", "as_json"], is_flag=True, help=words("输出 JSON", "print JSON"))
    return click.Command("types", params=[flag, language(words)], callback=run)


def run(as_json: bool) -> int:
    from extractors import TYPES
    from validators.judging.edition import open_edition

    named = {kind.id: kind for kind in open_edition().documents}
    if as_json:
        rows = [
            {
                "id": kind.id,
                "name_zh": named[kind.id].name_zh,
                "name_en": named[kind.id].name_en,
                "fields": [field.name for field in kind.fields],
            }
            for kind in TYPES
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for kind in TYPES:
        click.echo(f"{kind.id}\t{named[kind.id].name_zh}\t{named[kind.id].name_en}")
    return 0
