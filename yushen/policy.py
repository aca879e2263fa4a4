"""yushen policy check [VERSION|DIR]: whether an edition of the policy is valid."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.errors import InputError, PolicyError
from yushen.options import figures_option, language
from yushen.words import Words

if TYPE_CHECKING:
    from validators.policy import Policy


def command(words: Words) -> click.Group:
    """Build the command."""
    check = click.Command(
        "check",
        params=[
            click.Argument(["edition"], required=False),
            figures_option(words),
            language(words),
        ],
        callback=partial(run, words),
        help=words(
            "检查政策版本或文件夹，列出全部问题（文件、键、原因）",
            "Check an edition or a folder and name file, key and reason of each fault",
        ),
    )
    return click.Group("policy", commands=[check], params=[language(words)])


def run(words: Words, edition: str | None, figures: Path | None) -> int:
    """Print each fault on its own line; the exit code is 5 if there are any."""
    from validators.judging.edition import faults, open_folder
    from validators.policy.added import with_figures
    from validators.policy.faults import english, faults_of
    from validators.policy.load import LATEST

    folder = folder_of(edition or LATEST, words)
    found = faults(folder)
    if figures is not None and not found:
        try:
            with_figures(open_folder(folder), figures)
        except PolicyError as error:
            found = faults_of(error)
    for fault in found:
        click.echo(words(fault, english(fault)))
    if found:
        count, name = len(found), folder.name
        raise PolicyError(words(f"{name} 有 {count} 处问题。", f"{name}: {count} fault(s)."))
    click.echo(words(f"{folder.name} 可以使用。", f"{folder.name} may be used."))
    return 0


def folder_of(given: str, words: Words) -> Path:
    """The folder of an edition, by path or name. Raises InputError if there is none."""
    from validators.policy.files import HEAD
    from validators.policy.load import HERE

    known = HERE / given.replace("-", "_")
    if Path(given).is_dir():
        return Path(given).resolve()
    if (known / HEAD).is_file():
        return known
    message = words(f"没有政策版本或文件夹 {given}。", f"No edition or folder {given}.")
    raise InputError("unknown_edition", message)


def edition_of(given: str | None, words: Words, figures: Path | None = None) -> "Policy":
    """The edition to check by (default: the latest), with an office's own figures.

    Raises PolicyError with every fault, each on a line with its file, key and reason.
    """
    from validators.judging.edition import open_edition, open_folder
    from validators.policy.added import with_figures

    if given is None and figures is None:
        return open_edition()
    try:
        policy = open_edition() if given is None else open_folder(folder_of(given, words))
        return policy if figures is None else with_figures(policy, figures)
    except PolicyError as error:
        message = words("政策不能使用：", "The policy is faulty:")
        raise PolicyError(f"{message}\n{words(str(error), error.text.en)}") from error
