"""Converts command options into settings of the pipeline."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import click

from core.errors import InputError
from core.files import result_folder
from core.work import work_folder
from pipeline.run import Checked, Kit, Options, open_kit
from validators.policy import Policy
from yushen.options import CheckSettings
from yushen.services import known_service
from yushen.words import Words


@contextmanager
def open_for(settings: CheckSettings, policy: Policy) -> Iterator[Kit]:
    """The kit for the options. Without a cache, readings are deleted at the end."""
    with ExitStack() as stack:
        folder = settings.cache or Path(stack.enter_context(TemporaryDirectory(dir=work_folder())))
        kit = open_kit(
            engine=settings.engine,
            workers=settings.workers,
            cache=folder,
            memory=settings.memory,
            policy=policy,
            roots=settings.trust,
            require_sandbox=settings.require_sandbox,
        )
        yield stack.enter_context(kit)


def keep(checked: Checked, kit: Kit, words: Words) -> bool:
    """Store facts of a packet whose report is written; reports a failure and returns False."""
    if checked.facts is not None and not kit.memory.remember(checked.facts):
        reason = kit.memory.trouble
        click.echo(
            words(
                f"本份未能记入单位备案记录（{reason}）", f"The packet is not remembered ({reason})"
            ),
            err=True,
        )
        return False
    return True


def options_for(settings: CheckSettings, policy: Policy, words: Words) -> Options:
    """Options about the case; raises InputError for an unknown service."""
    service = known_service(settings.service, policy, words)
    return Options(service=service, submission_date=settings.submission_date)


def make_folder(folder: Path) -> None:
    """Create the output folder before any reading; raises InputError if that fails."""
    try:
        result_folder(folder)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError("out_not_writable", f"{folder}：{reason}；--out") from error
