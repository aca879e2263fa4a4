"""yushen schema: the JSON Schema of report.json."""

import json

import click

from yushen.options import language
from yushen.words import Words


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command("schema", params=[language(words)], callback=run)


def run() -> int:
    from core.models.report import Report

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(Report.model_json_schema(mode="serialization"))
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
