"""yushen licences: the licence of each installed part."""

from functools import partial

import click

from yushen.options import language
from yushen.words import Words


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command("licences", params=[language(words)], callback=partial(run, words))


def run(words: Words) -> int:
    """A line for each package or model: name, version, licence."""
    from pipeline.reading.ocr.models import every
    from yushen.licensing import licence_of
    from yushen.parts import packages

    for package in packages():
        click.echo(f"{package.name}\t{package.version}\t{licence_of(package.name)}")
    for model in every():
        kind = words("模型", "model")
        click.echo(f"{model.id}\t{model.version}\t{model.licence}\t{kind}")
    return 0
