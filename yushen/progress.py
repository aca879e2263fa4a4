"""Progress on stderr: a bar on a terminal, nothing where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from yushen.words import Words

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
