"""Hands checked packets over to the desk, if requested."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from core.errors import InputError, PolicyError
from core.models.filing import PacketFacts
from pipeline.run import Checked
from pipeline.unattended.batch import Done
from yushen.access import opened, somebody
from yushen.discreet import discreet
from yushen.options import CheckSettings
from yushen.words import Words

if TYPE_CHECKING:
    from review.arrivals import Arrived
    from review.bringing import PacketAdder


class DeskHandover:
    """Hands packets over; a failure is reported and does not affect the other packets."""

    def __init__(self, bringer: "PacketAdder | None", words: Words, address: str = "") -> None:
        self._bringer, self._words = bringer, words
        self.address = address
        """The desk's address without a password; empty if there is no desk."""
        self.failed = 0

    def checked(self, checked: Checked, name: str) -> bool:
        """A packet whose report is written; False if it did not reach the desk completely."""
        before = self.failed
        if self._bringer is not None:
            self._say(name, partial(self._bringer.checked, checked, name))
        return self.failed == before

    def has(self, facts: PacketFacts | None) -> bool:
        """Whether a packet checked earlier is on the desk, if there is a desk."""
        return self._bringer is None or self._bringer.has(facts)

    def broken(self, done: Done) -> None:
        """A packet that could not be checked, after its last try."""
        if self._bringer is not None and done.error is not None:
            self._say(done.job.name, partial(self._bringer.broken, done))

    @property
    def exit_code(self) -> int:
        """2 if a packet is missing on the desk."""
        return InputError.exit_code if self.failed else 0

    def _say(self, name: str, bring: "Callable[[], Arrived | None]") -> None:
        short = discreet(name)
        try:
            arrived = bring()
        except (InputError, PolicyError, OSError) as error:
            self.failed += 1
            kind = type(error).__name__
            zh, en = (kind, kind) if isinstance(error, OSError) else error.text
            zh, en = f"{short} 未能送审核台：{zh}", f"{short} is not on the desk: {en}"
            click.echo(self._words(zh, en), err=True)
            return
        if arrived is not None and arrived.how == "joined":
            zh = f"{short} 已并入审核台上的案件 {arrived.key}"
            click.echo(self._words(zh, f"{short} was joined to the case {arrived.key}"), err=True)
        if arrived is not None and arrived.how == "kept":
            zh = f"{short} 在审核台上已有人处理，保留原有的"
            en = f"{short} is being worked on at the desk and was left as it is"
            click.echo(self._words(zh, en), err=True)


def known_to_desk(settings: CheckSettings, words: Words) -> None:
    """Raises InputError if the desk, which judges again, lacks the edition requested."""
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
    settings: CheckSettings, words: Words, batch: str = "", case: str | None = None
) -> Iterator[DeskHandover]:
    """Opened before any reading, so that a missing database is reported at once."""
    if not settings.desk:
        yield DeskHandover(None, words)
        return
    known_to_desk(settings, words)
    from review.arrivals import Arrivals
    from review.bringing import PacketAdder
    from review.cases.proposals import open_case

    with opened(settings.database) as store:
        if case is not None:
            open_case(store, case)
        address = store.engine.url.render_as_string(hide_password=True)
        bringer = PacketAdder(Arrivals.of(store), somebody(), batch, case)
        yield DeskHandover(bringer, words, address)
