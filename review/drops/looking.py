"""Reading pictures of drops in background threads, first each alone, then all together.

It uses the same reading pool and store as the full check, which then need not read them again. The
data in memory here may be lost at any time.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from queue import Empty, Queue
from typing import TYPE_CHECKING

from core.errors import InputError, ToolMissing
from core.models.base import Wording
from core.models.page import FileReading
from review.drops.folder import Drops
from review.drops.models import Drop, DropResult, Shot, ShotResult
from review.drops.sight import read_drop, read_shot
from review.drops.telling import unreadable

if TYPE_CHECKING:
    from pipeline.run import Kit

log = logging.getLogger("yushen.desk")
READERS = 2  # reading threads
MAX_READINGS = 400  # cached readings
HOUR = 3600.0
NOT_LOOKED = Wording(
    zh="未能核对缺少的材料，提交后检查时再核对",
    en="what is missing could not be told; the full check will say",
)


class DropReader:
    """Reads drops. `open_kit` returns the desk's single reading kit, opened with the first page."""

    def __init__(self, drops: Drops, open_kit: "Callable[[], Kit]") -> None:
        self.drops, self._kit = drops, open_kit
        self._known: OrderedDict[str, FileReading] = OrderedDict()
        self._asked: set[tuple[str, str]] = set()
        self._lined: set[str] = set()
        self._lock, self._telling = threading.Lock(), threading.Lock()
        self._todo: Queue[Callable[[], None] | None] = Queue()
        self._lines: Queue[str | None] = Queue()
        self._ending = threading.Event()
        self._threads = [
            threading.Thread(target=work, name="drops", daemon=True)
            for work in (self._look_on, *[self._read_on] * READERS)
        ]

    def start(self) -> None:
        """Start; abandoned drops are deleted now and every hour."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop. Unfinished work continues when the drop is next requested."""
        self._ending.set()
        self._lines.put(None)
        for _ in range(READERS):
            self._todo.put(None)

    def warm(self) -> None:
        """Load the readers early, before the first picture arrives."""
        self._todo.put(self._warm)

    def attend(self, drop: Drop) -> DropResult:
        """The result so far; missing parts are scheduled."""
        seen = self.drops.seen(drop)
        if seen.settled(drop):
            return seen
        with self._lock:
            new = [
                shot
                for shot in drop.shots
                if (shot.id not in seen.alone or shot.sha256 not in self._known)
                and (drop.id, shot.id) not in self._asked
            ]
            self._asked |= {(drop.id, shot.id) for shot in new}
            idle = not any(asked == drop.id for asked, _ in self._asked)
        for shot in new:
            self._todo.put(lambda shot=shot: self._read(drop, shot))  # type: ignore[misc]
        if idle:
            self._line(drop.id)
        return seen

    def _line(self, drop: str) -> None:
        """Schedule the evaluation of the whole drop, at most once at a time."""
        with self._lock:
            if drop in self._lined:
                return
            self._lined.add(drop)
        self._lines.put(drop)

    def _read_on(self) -> None:
        while (work := self._todo.get()) is not None and not self._ending.is_set():
            work()

    def _warm(self) -> None:
        try:
            self._kit().pool.warm()
        except Exception as error:  # the first picture will report it
            self._complain("the readers did not start", error)

    def _read(self, drop: Drop, shot: Shot) -> None:
        small = None
        try:
            with self.drops.plain(drop, shot) as path:
                reading, result, small = read_shot(shot, path, self._kit())
        except Exception as error:  # the next picture must still be read
            self._complain("a picture was not read", error)
            reading = FileReading(name=shot.file, sha256=shot.sha256, status="failed")
            result = ShotResult(trouble=unreadable(_why(error)))
        if self._ending.is_set():  # it may have failed because the readers were stopped
            return
        self._update(
            drop, lambda seen: _with(seen, shot, result), {shot.id: small} if small else {}
        )
        with self._lock:
            self._asked.discard((drop.id, shot.id))
            self._known[shot.sha256] = reading
            while len(self._known) > MAX_READINGS:
                self._known.popitem(last=False)
        self._line(drop.id)

    def _look_on(self) -> None:
        self.drops.sweep()
        while not self._ending.is_set():
            try:
                name = self._lines.get(timeout=HOUR)
            except Empty:
                self.drops.sweep()
                continue
            drop = self.drops.find(name) if name else None
            with self._lock:
                self._lined.discard(name or "")
            if drop is not None and not self.drops.seen(drop).settled(drop):
                self._look(drop)

    def _look(self, drop: Drop) -> None:
        with self._lock:
            readings = dict(self._known)
        seen = self.drops.seen(drop)
        try:
            found = read_drop(drop, readings, seen, self._kit())
        except Exception as error:  # other drops must still be looked at
            self._complain("a drop was not looked at", error)
            update = {"taken": {}, "papers": (), "lacks": (), "notes": (NOT_LOOKED,)}
            found = seen.model_copy(update={**update, "looked": drop.mark})
        if not self._ending.is_set():
            self._update(drop, lambda seen: found.model_copy(update={"alone": seen.alone}))

    def _complain(self, what: str, error: Exception) -> None:
        """Log an error; errors during shutdown are ignored."""
        if not self._ending.is_set():
            log.error("%s: %s", what, type(error).__name__)

    def _update(
        self,
        drop: Drop,
        put: Callable[[DropResult], DropResult],
        small: dict[str, bytes] | None = None,
    ) -> None:
        """Store a result, merged with results stored meanwhile."""
        with self._telling:
            self.drops.keep_seen(drop, put(self.drops.seen(drop)), small or {})


def _with(seen: DropResult, shot: Shot, result: ShotResult) -> DropResult:
    return seen.model_copy(update={"alone": {**seen.alone, shot.id: result}})


def _why(error: Exception) -> str:
    """The text of our own errors; other errors may quote personal data, so only their class."""
    if isinstance(error, (InputError, ToolMissing)):
        return error.text.zh
    return "未能识读，可以照常提交，检查时会再读"
