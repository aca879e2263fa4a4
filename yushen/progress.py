"""Progress on stderr: a bar on a terminal, nothing where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.unattended.pace import Moment, Pace
from yushen.words import Words

LOOK = 0.5  # seconds between two looks at how far a batch is

Tick = Callable[[str, int, int], None]
TickFor = Callable[[str], Tick]

STAGES = {
    "open": ("打开", "opening"),
    "read": ("识读", "reading"),
    "classify": ("分类", "sorting"),
    "extract": ("提取", "extracting"),
    "again": ("复读", "re-reading"),
    "validate": ("核对", "checking"),
    "report": ("出报告", "reporting"),
}


def paced(now: Moment, words: Words) -> str:
    """How far a batch is, its pages a second and the time left."""
    told = [words(f"{now.packets}/{now.of} 份", f"{now.packets}/{now.of} packets")]
    if now.rate is not None:
        told.append(words(f"{now.rate:.1f} 页/秒", f"{now.rate:.1f} pages/s"))
    if now.left is not None:
        told.append(words(f"约剩 {_span(now.left)}", f"{_span(now.left)} left"))
    return " · ".join(told)


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
    """A whole batch on the terminal, as long as it runs; nothing where nobody watches."""
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
    """For the name of a packet, what to call with (stage, done, total) as its check goes on."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as shown:
        task = shown.add_task(words("准备", "starting"), total=None)

        def tick_for(packet: str) -> Tick:
            def tick(stage: str, done: int, total: int) -> None:
                label = words(*STAGES.get(stage, (stage, stage)))
                shown.update(
                    task, description=f"{packet} {label}", completed=done, total=total or None
                )

            return tick

        yield tick_for
