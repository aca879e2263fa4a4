"""Progress on stderr: a bar on a terminal, nothing otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.unattended.pace import Pace, ProgressMoment
from yushen.words import Words

LOOK = 0.5  # seconds between two updates of a batch

Tick = Callable[[str, int, int], None]
TickFor = Callable[[str], Tick]

STAGES = {
    "read": ("识读", "reading"),
    "settle": ("复读", "re-reading"),
    "judge": ("核对", "checking"),
    "report": ("出报告", "reporting"),
}


def paced(now: ProgressMoment, words: Words) -> str:
    """The progress of a batch: its pages per second and the time left."""
    parts = [words(f"{now.packets}/{now.of} 份", f"{now.packets}/{now.of} packets")]
    if now.rate is not None:
        parts.append(words(f"{now.rate:.1f} 页/秒", f"{now.rate:.1f} pages/s"))
    if now.left is not None:
        parts.append(_left(now.left, words))
    return " · ".join(parts)


def _left(seconds: float, words: Words) -> str:
    return words(f"约剩 {_span(seconds)}", f"{_span(seconds)} left")


def _span(seconds: float) -> str:
    """Hours and minutes, or minutes and seconds.

    >>> _span(59.6), _span(3599), _span(36000)
    ('1:00', '59:59', '10:00:00')
    """
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


@contextmanager
def batch_bar(words: Words, pace: Pace) -> Iterator[None]:
    """Progress of a whole batch while it runs, on a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as shown:
        task, ending = shown.add_task(words("准备", "starting"), total=1.0), Event()

        def follow() -> None:
            while not ending.wait(LOOK):
                now = pace.now
                shown.update(task, description=paced(now, words), completed=now.share)

        following = Thread(target=follow, name="progress", daemon=True)
        following.start()
        try:
            yield
        finally:
            ending.set()
            following.join()


@contextmanager
def bar(words: Words) -> Iterator[TickFor]:
    """For a packet's name, a function to call with (stage, done, total) during its check."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[far]}"),
    )
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as shown:
        task, begun = shown.add_task(words("准备", "starting"), total=None, far=""), StageStart()

        def tick_for(packet: str) -> Tick:
            def tick(stage: str, done: int, total: int) -> None:
                label = words(*STAGES.get(stage, (stage, stage)))
                left = begun.left(stage, done, total)
                shown.update(
                    task, description=f"{packet} {label}", completed=done, total=total or None,
                    far=far(done, total, left, words),
                )  # fmt: skip

            return tick

        yield tick_for


def far(done: int, total: int, left: float | None, words: Words) -> str:
    """The progress of a stage, and its remaining time.

    >>> far(3, 7, 12.0, Words()), far(3, 7, None, Words("en")), far(0, 0, None, Words())
    ('第 3 页，共 7 页 · 约剩 0:12', '3 of 7', '')
    """
    if not total:
        return ""
    text = words(f"第 {done} 页，共 {total} 页", f"{done} of {total}")
    return (
        text if left is None else f"{text} · " + words(f"约剩 {_span(left)}", f"{_span(left)} left")
    )


class StageStart:
    """Start time and count of the current stage, for estimating the rest."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stage, self._from, self._at = "", 0, 0.0

    def left(self, stage: str, done: int, total: int) -> float | None:
        """Seconds left in the stage; None while nothing is done, or when all is."""
        now = self._clock()
        if stage != self._stage or done < self._from:
            self._stage, self._from, self._at = stage, done, now
        steps = done - self._from
        return (now - self._at) / steps * (total - done) if steps and done < total else None
