"""Handing checked packets to the desk, where one is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from core.errors import InputError, PolicyError
from core.models.filing import PacketFacts
from core.models.material import Material
from core.models.report import Report
from pipeline.reporting import NoPictures, Pictures
from pipeline.run import Checked
from pipeline.unattended.batch import Done
from yushen.access import opened, somebody
from yushen.discreet import discreet
from yushen.options import Settings
from yushen.words import Words

if TYPE_CHECKING:
    from review.arrivals import Arrivals


class Handing:
    """Hands packets over; that one could not be costs the others nothing, and is said."""

    def __init__(
        self,
        arrivals: "Arrivals | None",
        batch: str,
        words: Words,
        address: str = "",
        case: str | None = None,
    ) -> None:
        self._arrivals, self._batch, self._words = arrivals, batch, words
        self._case = case
        self.address = address
        """Of the desk, without a password; empty where there is none."""
        self.failed = 0

    def checked(self, checked: Checked, name: str) -> bool:
        """A packet whose report is written; False where it is not on the desk as it should be."""
        before = self.failed
        if checked.material is not None:
            self._add(checked.report, checked.material, checked.pictures, name)
        return self.failed == before

    def has(self, facts: PacketFacts | None) -> bool:
        """Whether one that was checked before is on the desk, where there is one."""
        if self._arrivals is None:
            return True
        return facts is not None and self._arrivals.has(facts.key)

    def broken(self, done: Done) -> None:
        """A packet that could not be checked, after its last try."""
        if done.error is not None:
            self._add(done.report, None, NoPictures(), done.job.name)

    @property
    def exit_code(self) -> int:
        """2 where a packet is not on the desk."""
        return InputError.exit_code if self.failed else 0

    def _add(
        self, report: Report, material: Material | None, pictures: Pictures, name: str
    ) -> None:
        if self._arrivals is None:
            return
        who, batch = somebody(), self._batch
        try:
            told = {"by": who, "batch": batch, "name": name}
            key, how = self._arrivals.add(report, material, pictures, case=self._case, **told)
        except (InputError, PolicyError, OSError) as error:
            self.failed += 1
            kind = type(error).__name__
            zh, en = (kind, kind) if isinstance(error, OSError) else error.said
            short = discreet(name)
            zh, en = f"{short} 未能送审核台：{zh}", f"{short} is not on the desk: {en}"
            click.echo(self._words(zh, en), err=True)
            return
        if how == "joined":
            short = discreet(name)
            zh = f"{short} 已并入审核台上的案件 {key}"
            click.echo(self._words(zh, f"{short} was joined to the case {key}"), err=True)
        if how == "kept":
            short = discreet(name)
            zh = f"{short} 在审核台上已有人处理，保留原有的"
            en = f"{short} is being worked on at the desk and was left as it is"
            click.echo(self._words(zh, en), err=True)


def known_to_desk(settings: Settings, words: Words) -> None:
    """Raises InputError where the desk, which judges again, has not the edition asked for."""
    from validators.policy.load import HERE
    from yushen.policy import folder_of

    if settings.desk and settings.figures:
        raise InputError("desk_edition", words(
            "审核台只能按随程序安装的政策版本办理；使用 --figures 时请加 --no-desk",
            "the desk judges by the installed editions alone; with --figures please give --no-desk",
        ))  # fmt: skip
    if not (settings.desk and settings.policy):
        return
    if folder_of(settings.policy, words).resolve().parent != HERE.resolve():
        raise InputError("desk_edition", words(
            "审核台只能按随程序安装的政策版本办理；使用 --policy 的文件夹时请加 --no-desk",
            "the desk judges by the installed editions alone; with a folder as --policy "
            "please give --no-desk",
        ))  # fmt: skip


@contextmanager
def handing(
    settings: Settings, words: Words, batch: str = "", case: str | None = None
) -> Iterator[Handing]:
    """Opened before anything is read, so that a database that is not there is told at once."""
    if not settings.desk:
        yield Handing(None, batch, words)
        return
    known_to_desk(settings, words)
    from review.arrivals import Arrivals
    from review.cases.proposals import open_case

    with opened(settings.database) as store:
        if case is not None:
            open_case(store, case)
        address = store.engine.url.render_as_string(hide_password=True)
        yield Handing(Arrivals.of(store), batch, words, address, case)
